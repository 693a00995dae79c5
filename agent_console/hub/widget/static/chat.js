// A customer's chat: what is shown and what is under way, kept right by the hub's frames.

import { device as claimDevice, random } from "./identity.js";
import { Line, Link } from "./line.js";
import { Outbox } from "./outbox.js";
import { Reading } from "./reading.js";
import { Requests } from "./requests.js";
import { Transcript } from "./transcript.js";
import { Uploads } from "./upload.js";

const PROTOCOL = 3;
const TYPING_MS = 6000; // how long "is writing" is believed
const TYPING_EVERY_MS = 2000;
const ANSWER_MS = 10000; // after this long without an answer the same message leaves again
const MOST_PREVIEW = 2000;

export class Chat {
  /** `changed` hears of every change; `arrived` gets new messages of others, but not old ones read again. */
  constructor({ shelf, tab, customer, preview, changed, arrived }) {
    this.shelf = shelf;
    this.tab = tab;
    this.customer = customer;
    this.preview = preview;
    this.changed = changed;
    this.arrived = arrived;
    this.transcript = new Transcript();
    this.standing = null;
    this.writingUntil = 0;
    this.underWay = null;
    this.typed = "";
    this.typingTimer = 0;
    this.page = null;
    this.toldPage = null;
    const send = (frame) => this.line.send(frame);
    this.requests = new Requests(send);
    this.reading = new Reading({ shelf, transcript: this.transcript, send });
    this.uploads = new Uploads({
      send,
      changed: () => this.changed(),
      ready: ({ id, name, size }) => this.say("", id, { name, size }),
    });
    const url = new URL("/", location.href.replace(/^http/u, "ws")).href;
    this.line = new Line(url, {
      hello: () => this.hello(),
      heard: (frame) => this.heard(frame),
      changed: (link) => this.linked(link),
    });
  }

  /** Connect, and keep the chat right from now on. */
  async begin() {
    this.device = await claimDevice(this.tab);
    this.outbox = new Outbox(this.shelf, this.device, this.customer.id);
    await this.outbox.adopt();
    this.line.open();
    setInterval(() => this.repeat(), ANSWER_MS / 4);
  }

  get link() {
    return this.line.link;
  }

  /** Whether the chat has ended: closed by the company, or by the customer who has not written since. */
  get over() {
    const left = this.shelf.get("left") === this.transcript.conversation;
    return this.standing?.status === "closed" || (left && this.standing !== null);
  }

  get agentIsWriting() {
    return this.writingUntil > Date.now() && this.link === Link.ONLINE && !this.over;
  }

  // What the customer does

  say(text, file, attached) {
    this.outbox.add(text, file, attached);
    this.shelf.remove("left");
    clearTimeout(this.typingTimer);
    this.typingTimer = 0;
    this.pump();
    this.changed();
  }

  /** Take a message back that the hub refused; returns its text. */
  withdraw(id) {
    const item = this.outbox.withdraw(id);
    this.changed();
    return item?.text ?? "";
  }

  /** Tell the agent that the customer is writing: at once, and again after a while if it goes on. */
  typing(text) {
    this.typed = text;
    if (!this.typingTimer) this.tellTyping();
  }

  tellTyping() {
    const { typed } = this;
    const preview = this.preview ? typed.slice(-MOST_PREVIEW) : "";
    this.line.send({ type: "typing", conversation: this.transcript.conversation, preview });
    this.typingTimer = setTimeout(() => {
      this.typingTimer = 0;
      if (this.typed !== typed) this.tellTyping();
    }, TYPING_EVERY_MS);
  }

  /** The visitor is on that page now; the agent is told while the chat goes on. */
  visit(page) {
    this.page = page;
    this.tellPage();
  }

  tellPage() {
    const { page, toldPage } = this;
    if (!page || !this.standing || this.over || samePage(page, toldPage)) return;
    if (this.line.send({ type: "visit", ...page })) this.toldPage = page;
  }

  async leave() {
    const done = await this.requests.ask({ type: "leave" });
    if (done) this.shelf.set("left", this.transcript.conversation);
    this.changed();
    return done;
  }

  rate(score, comment) {
    return this.requests.ask({ type: "rate", score, comment });
  }

  mailTranscript(email) {
    return this.requests.ask({ type: "mail_transcript", email });
  }

  // What the hub says

  hello() {
    const { id, secret, profile, topic } = this.customer;
    const { device, transcript } = this;
    const who = { customer: id, secret, device, profile, topic };
    return { type: "customer_hello", ...who, cursor: transcript.cursor, protocol: PROTOCOL };
  }

  heard(frame) {
    const handlers = {
      customer_welcome: () => this.welcomed(frame.conversation),
      messages: () => this.read(frame),
      standing: () => this.stand(frame),
      heads: () => this.compare(frame.heads),
      typing: () => this.agentWrites(),
      ack: () => this.acknowledged(frame.client_id),
      refusal: () => this.refused(frame),
      done: () => this.requests.answer(frame.request, true),
      decline: () => this.requests.answer(frame.request, false),
      progress: () => this.uploads.progress(frame),
      unstored: () => this.uploads.unstored(frame),
    };
    if (Object.hasOwn(handlers, frame.type)) handlers[frame.type]();
  }

  welcomed(conversation) {
    const before = this.transcript.cursor;
    this.transcript.follow(conversation);
    // The hello's cursor was another conversation's: everything of this one is wanted.
    if (this.transcript.cursor < before) this.reread();
    this.underWay = null;
    this.pump();
    this.uploads.resume();
    this.changed();
  }

  read({ conversation, messages }) {
    if (conversation !== this.transcript.conversation) return;
    const fresh = this.transcript.add(messages);
    if (fresh === null) return void this.reread();
    for (const entry of fresh) {
      if (entry.author === "customer") this.acknowledged(entry.client_id);
      else this.writingUntil = 0;
    }
    const news = fresh.filter((entry) => entry.author !== "customer" && entry.sequence > this.reading.seen);
    if (news.length) this.arrived(news);
    this.reading.look();
    this.changed();
  }

  stand(standing) {
    // While the chat was closed nobody was told where the visitor went.
    if (standing.status === "closed") this.toldPage = null;
    this.standing = standing;
    this.tellPage();
    this.changed();
  }

  compare(heads) {
    if ((heads[this.transcript.conversation] ?? 0) > this.transcript.cursor) this.reread();
  }

  reread() {
    const { conversation, cursor } = this.transcript;
    this.line.send({ type: "reread", conversation, after: cursor });
  }

  agentWrites() {
    this.writingUntil = Date.now() + TYPING_MS;
    setTimeout(() => this.changed(), TYPING_MS + 50);
    this.changed();
  }

  acknowledged(id) {
    this.outbox.acknowledged(id);
    if (this.underWay?.id === id) this.underWay = null;
    this.pump();
    this.changed();
  }

  async refused({ client_id: id, code, retry_ms: wait }) {
    if (this.underWay?.id === id) this.underWay = null;
    if (wait) return void setTimeout(() => this.pump(), wait);
    if (code === "gap") return void this.renumber();
    this.outbox.refused(id, code);
    this.pump();
    this.changed();
  }

  /** Count anew under another device: what a closed tab left had been sent under other numbers. */
  renumber() {
    this.device = random(16);
    this.tab.set("device", this.device);
    this.outbox.renumber(this.device);
    this.line.renew();
  }

  linked(link) {
    if (link !== Link.ONLINE) {
      this.underWay = null;
      this.requests.lose();
    }
    this.changed();
  }

  /** Send the next message, unless one is under way. */
  pump() {
    const frame = this.underWay ? null : this.outbox.next();
    if (frame && this.line.send(frame)) this.underWay = { id: frame.client_id, at: Date.now() };
  }

  repeat() {
    if (this.underWay && Date.now() - this.underWay.at > ANSWER_MS) {
      this.underWay = null;
      this.pump();
    }
  }
}

function samePage(one, other) {
  return ["page", "page_title", "referrer"].every((name) => one[name] === other?.[name]);
}
