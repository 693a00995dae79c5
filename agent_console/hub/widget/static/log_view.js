// The messages, newest below; what is drawn already stays as it is, so that a reader is not disturbed.

import { element, icon } from "./dom.js";
import { drawn, signature } from "./message_view.js";

const NEAR_PIXELS = 60;

export class LogView {
  constructor(texts, actions) {
    this.texts = texts;
    this.actions = actions;
    this.known = new Map();
    this.following = true;
    this.scrolled = 0;
    this.list = element("div", {
      class: "log",
      role: "log",
      "aria-live": "polite",
      "aria-label": texts.say("chat.log"),
      tabindex: 0,
      scroll: () => this.read(),
    });
    this.newer = element(
      "button",
      {
        type: "button",
        class: "newer",
        hidden: true,
        "aria-label": texts.say("chat.newer"),
        click: () => this.down(),
      },
      icon("down"),
    );
    this.root = element("div", { class: "history" }, this.list, this.newer);
    // Pictures come later than their messages, and questions take room from the list.
    this.list.addEventListener("load", () => this.keepUp(), true);
    new ResizeObserver(() => this.keepUp()).observe(this.list);
  }

  /** Show these messages, in this order. */
  show(messages) {
    const before = this.known.size;
    const wanted = this.dated(messages);
    const keys = new Set(wanted.map((item) => item.key));
    for (const [key, { node }] of this.known) {
      if (!keys.has(key)) {
        node.remove();
        this.known.delete(key);
      }
    }
    wanted.forEach((item, place) => this.put(item, place));
    if (this.known.size <= before) return void this.keepUp();
    if (this.following || messages.at(-1)?.author === "customer") this.down();
    else this.newer.hidden = false;
  }

  /** Return the messages with a line for each new day between them. */
  dated(messages) {
    const items = [];
    let day = new Date().toDateString();
    for (const message of messages) {
      const own = new Date(message.sent_ms).toDateString();
      if (own !== day) items.push({ key: `day ${own}`, content: own, make: () => this.dayLine(message) });
      day = own;
      items.push({
        key: message.key,
        content: signature(message),
        make: () => drawn(this.texts, message, this.actions),
      });
    }
    return items;
  }

  dayLine(message) {
    return element("p", { class: "day", text: this.texts.day(message.sent_ms) });
  }

  put({ key, content, make }, place) {
    const known = this.known.get(key);
    if (known?.content !== content) {
      const node = make();
      known?.node.replaceWith(node);
      this.known.set(key, { content, node });
    }
    const { node } = this.known.get(key);
    if (this.list.children[place] !== node) this.list.insertBefore(node, this.list.children[place] ?? null);
  }

  /** See from the reader's scrolling whether they follow the newest messages, or read further up. */
  read() {
    const { scrollTop } = this.list;
    if (this.near()) this.following = true;
    else if (scrollTop < this.scrolled) this.following = false;
    this.scrolled = scrollTop;
    if (this.following) this.newer.hidden = true;
  }

  keepUp() {
    if (this.following) this.down();
  }

  near() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    return scrollHeight - scrollTop - clientHeight < NEAR_PIXELS;
  }

  down() {
    this.list.scrollTop = this.list.scrollHeight;
    this.following = true;
    this.newer.hidden = true;
  }
}
