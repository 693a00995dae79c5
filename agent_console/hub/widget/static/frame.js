// The chat's own page: reads what the company has set, and shows the form or the chat.

import { Chat } from "./chat.js";
import { ChatView } from "./chat_view.js";
import { HeaderView } from "./header_view.js";
import { HostPage, pageOf } from "./host.js";
import { customer, knownCustomer } from "./identity.js";
import { Link } from "./line.js";
import { Shelf } from "./shelf.js";
import { allow, chime } from "./sound.js";
import { StartView } from "./start_view.js";
import { chosen, Texts } from "./texts.js";

const alone = window.parent === window;
const LONGEST_TIMER_MS = 2 ** 31 - 1; // browsers take a longer one for none at all

class Frame {
  constructor() {
    this.shelf = new Shelf("localStorage");
    this.tab = new Shelf("sessionStorage");
    this.screen = document.getElementById("screen");
    this.banner = document.getElementById("banner");
    this.open = alone;
    this.chat = null;
    this.view = null;
    this.drawing = false;
    this.sound = { on: Boolean(this.shelf.get("sound")), toggle: () => this.toggleSound() };
  }

  async begin({ language }) {
    const wanted = chosen(language ? [language] : navigator.languages);
    const [texts, company] = await Promise.all([Texts.read(wanted), described()]);
    Object.assign(this, { texts, company });
    document.documentElement.lang = texts.language;
    document.title = company.name || texts.say("host.title");
    document.documentElement.style.setProperty("--accent", company.colour);
    this.header = new HeaderView(texts, document.title, alone ? null : () => host.tell({ type: "close" }));
    document.getElementById("header").replaceChildren(...this.header.parts);
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    document.addEventListener("visibilitychange", () => this.watched());
    this.shelf.watch("customer", () => this.chat || this.resume());
    this.shelf.watch("seen", () => this.draw());
    this.announce();
    if (!this.resume()) this.show(new StartView(texts, company, (...said) => this.start(...said)));
  }

  announce() {
    const say = (key) => this.texts.say(key);
    const labels = {
      title: say("host.title"),
      open: say("host.open"),
      close: say("host.close"),
      dismiss: say("host.dismiss"),
      invitation: say("host.invitation"),
    };
    host.tell({ type: "ready", labels, colour: this.company.colour });
    const { invitation, open } = this.company;
    if (invitation && open && !knownCustomer(this.shelf))
      setTimeout(() => this.invite(invitation), Math.min(invitation.after_ms, LONGEST_TIMER_MS));
  }

  /** Invite a visitor once in a visit, unless the chat was opened meanwhile. */
  invite(invitation) {
    if (this.open || this.chat || this.tab.get("invited")) return;
    this.tab.set("invited", true);
    host.tell({ type: "invite", text: this.texts.own(invitation.text) ?? this.texts.say("invitation.text") });
  }

  // The chat

  /** Go on with the chat of this browser; false when there is none. */
  resume() {
    const known = knownCustomer(this.shelf);
    if (known) this.converse(known);
    return known !== null;
  }

  async start(profile, topic, text) {
    if (this.chat) return;
    const told = customer(this.shelf, profile, { ...this.page(), ...topic });
    await this.converse(told);
    this.chat.say(text);
    this.view.focus();
  }

  async converse(told) {
    const { shelf, tab, company, texts, header, sound } = this;
    const changed = () => this.draw();
    const chat = new Chat({
      shelf,
      tab,
      customer: told,
      preview: company.typing_preview,
      changed,
      arrived: () => this.arrived(),
    });
    this.chat = chat;
    chat.visit(this.page());
    await chat.begin();
    this.show(new ChatView({ texts, company, chat, header, tab, sound }));
    this.watched();
    this.draw();
  }

  arrived() {
    if (this.sound.on && !this.chat.reading.visible) chime();
  }

  async toggleSound() {
    this.sound.on = !this.sound.on;
    this.shelf.set("sound", this.sound.on);
    if (this.sound.on) {
      await allow();
      chime();
    }
    this.draw();
  }

  // The screen

  show(view) {
    this.view = view;
    this.screen.replaceChildren(view.root);
  }

  /** Draw once for any number of changes at a time. */
  draw() {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      if (!this.chat || !(this.view instanceof ChatView)) return;
      this.view.show();
      this.showLink(this.chat.link);
      const { unread } = this.chat.reading;
      host.tell({ type: "unread", count: unread, label: this.texts.count("host.unread", unread) });
    });
  }

  showLink(link) {
    const keys = { [Link.OFFLINE]: "link.offline", [Link.REFUSED]: "link.refused" };
    const words = keys[link] ? this.texts.say(keys[link]) : "";
    if (this.banner.textContent !== words) this.banner.textContent = words;
  }

  // The page around it

  page() {
    return (
      host.page ??
      pageOf({ address: location.href, title: document.title, referrer: document.referrer })
    );
  }

  moved() {
    this.chat?.visit(this.page());
  }

  async opened() {
    this.open = true;
    this.watched();
    this.view?.focus();
    if (this.chat || !this.company) return;
    const company = await described();
    if (company.open === this.company.open || this.chat) return;
    this.company = company;
    this.show(new StartView(this.texts, company, (...said) => this.start(...said)));
  }

  closed() {
    this.open = false;
    this.watched();
  }

  watched() {
    this.chat?.reading.watched(this.open && !document.hidden);
    this.draw();
  }

  escape() {
    if (!this.header.shut()) host.tell({ type: "close" });
  }
}

async function described() {
  const answer = await fetch("config.json");
  return answer.json();
}

const frame = new Frame();
const host = new HostPage({
  context: (message) => frame.texts || frame.begin(message),
  moved: () => frame.moved(),
  opened: () => frame.opened(),
  closed: () => frame.closed(),
});
if (alone) frame.begin({});
