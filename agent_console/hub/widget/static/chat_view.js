// The chat on the screen: how it stands, the messages, and where the customer writes.

import { endCard, noteCard, transcriptCard } from "./card.js";
import { ComposerView } from "./composer_view.js";
import { element } from "./dom.js";
import { Link } from "./line.js";
import { LogView } from "./log_view.js";
import { RatingView } from "./rating_view.js";
import { standingWords } from "./standing.js";
import { uploadLines } from "./upload_view.js";

export class ChatView {
  constructor({ texts, company, chat, header, tab, sound }) {
    Object.assign(this, { texts, company, chat, header, tab, sound });
    this.status = element("p", { class: "standing", role: "status" });
    this.log = new LogView(texts, {
      again: (message) => this.again(message),
      remove: (message) => chat.withdraw(message.id),
    });
    this.writing = element("p", { class: "writing", role: "status" });
    this.uploads = element("div", { class: "uploads" });
    this.card = element("div", { class: "cards" });
    this.asked = null;
    this.shown = "";
    this.composer = new ComposerView(texts, company, {
      send: (text) => chat.say(text),
      typing: (text) => chat.typing(text),
      attach: (files) =>
        files.forEach((file) => chat.uploads.add(file, file.name || texts.say("composer.screenshot"))),
      draft: (text) => tab.set("draft", text),
    });
    this.root = element(
      "div",
      { class: "chat" },
      this.status,
      this.log.root,
      this.writing,
      this.uploads,
      this.card,
      this.composer.root,
    );
    this.dropped();
    const draft = tab.get("draft");
    if (draft) this.composer.fill(draft);
  }

  focus() {
    this.composer.focus();
  }

  /** Draw the chat as it is now; what has not changed stays. */
  show() {
    const { texts, chat } = this;
    say(this.status, standingWords(texts, chat));
    this.log.show(this.messages());
    const name = chat.standing?.agent || texts.say("standing.somebody");
    say(this.writing, chat.agentIsWriting ? texts.say("chat.writing", { name }) : "");
    this.uploads.replaceChildren(...uploadLines(texts, chat.uploads.items, (id) => chat.uploads.remove(id)));
    this.composer.prompt(
      texts.say(chat.over ? "composer.again" : "composer.placeholder"),
      Boolean(chat.standing?.blocked),
    );
    this.showCard();
    this.offer();
  }

  /** Return what is committed, then what is on its way. */
  messages() {
    const { chat } = this;
    const committed = chat.transcript.messages.map((one) => ({
      ...one,
      key: `${one.author} ${one.client_id}`,
      state: this.state(one),
    }));
    const echoes = chat.outbox.items
      .filter((item) => !chat.transcript.has(item.id))
      .map((item) => ({
        id: item.id,
        key: `customer ${item.id}`,
        author: "customer",
        text: item.text,
        sent_ms: item.written_ms,
        failure: failure(this.texts, item),
        file: item.attached && { ...item.attached, path: "", kind: "" },
        state: item.failure ? "failed" : "sending",
      }));
    return [...committed, ...echoes];
  }

  /** Return how far an own message has come; only the newest of each kind says so. */
  state(message) {
    const own = this.chat.transcript.messages.filter((one) => one.author === "customer");
    const read = own.filter((one) => one.sequence <= (this.chat.standing?.read ?? 0)).at(-1);
    if (message === read) return "read";
    return message === own.at(-1) ? "sent" : "";
  }

  again(message) {
    this.composer.fill(this.chat.withdraw(message.id));
  }

  // Questions

  showCard() {
    const kind = this.asked ?? this.due();
    if (kind === this.shown) return;
    this.shown = kind;
    this.card.replaceChildren(...[this.made(kind)].filter(Boolean));
    if (this.asked) this.card.querySelector("input, button")?.focus();
  }

  /** Return the question that the state of the chat asks by itself. */
  due() {
    const { standing, over } = this.chat;
    if (!over || standing.blocked || !this.chat.transcript.messages.some((one) => one.author === "agent"))
      return "";
    return standing.rated ? "thanks" : "rating";
  }

  made(kind) {
    const { texts, chat } = this;
    const cards = {
      rating: () => new RatingView(texts, (score, comment) => chat.rate(score, comment)).root,
      thanks: () => noteCard(texts.say("rating.thanks")),
      end: () =>
        endCard(
          texts,
          () => this.end(),
          () => this.ask(null),
        ),
      transcript: () =>
        transcriptCard(
          texts,
          chat.customer.profile.email,
          (email) => chat.mailTranscript(email),
          () => this.ask(null),
        ),
    };
    return cards[kind]?.() ?? null;
  }

  ask(kind) {
    this.asked = kind;
    this.showCard();
    if (!kind) this.composer.focus();
  }

  async end() {
    const done = await this.chat.leave();
    this.ask(null);
    if (!done) this.composer.warn(this.texts.say("request.failed"));
  }

  offer() {
    const { texts, company, chat, sound } = this;
    const actions = [[texts.say(sound.on ? "menu.sound_off" : "menu.sound_on"), () => sound.toggle()]];
    const online = chat.link === Link.ONLINE;
    if (company.transcripts && online)
      actions.push([texts.say("menu.transcript"), () => this.ask("transcript")]);
    if (chat.standing && !chat.over && online) actions.push([texts.say("menu.end"), () => this.ask("end")]);
    this.header.offer(actions);
  }

  dropped() {
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      event.preventDefault();
      this.composer.attach([...event.dataTransfer.files]);
    });
  }
}

/** Put words into a line that a screen reader follows, but only when they have changed. */
function say(line, words) {
  if (line.textContent !== words) line.textContent = words;
  line.hidden = !words;
}

function failure(texts, { failure: code }) {
  return `failure.${code}` in texts.words ? code : "other";
}
