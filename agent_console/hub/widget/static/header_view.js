// The top of the chat: the company's name, and what else can be done.

import { element, icon } from "./dom.js";

export class HeaderView {
  /** `close` is null where nothing shows the chat but the browser itself. */
  constructor(texts, title, close) {
    this.texts = texts;
    this.list = element("ul", { class: "menu", id: "menu", hidden: true });
    this.more = this.tool("more", "menu.open", () => this.toggle(this.list.hidden));
    this.more.setAttribute("aria-expanded", "false");
    this.more.setAttribute("aria-controls", "menu");
    this.more.hidden = true;
    const parts = [element("h1", { text: title }), this.more];
    if (close) parts.push(this.tool("close", "host.close", close));
    this.parts = [...parts, this.list];
  }

  tool(shape, label, click) {
    return element(
      "button",
      { type: "button", class: "tool", "aria-label": this.texts.say(label), click },
      icon(shape),
    );
  }

  /** Offer actions: pairs of a text and what it does. */
  offer(actions) {
    this.more.hidden = actions.length === 0;
    if (this.more.hidden) this.toggle(false);
    const labels = JSON.stringify(actions.map(([label]) => label));
    if (labels === this.labels) return;
    this.labels = labels;
    this.list.replaceChildren(...actions.map(([label, act]) => element("li", {}, this.entry(label, act))));
  }

  entry(label, act) {
    const click = () => {
      this.toggle(false);
      act();
    };
    return element("button", { type: "button", text: label, click });
  }

  /** Close the menu; whether it was open. */
  shut() {
    const open = !this.list.hidden;
    this.toggle(false);
    if (open) this.more.focus();
    return open;
  }

  toggle(open) {
    this.list.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    if (open) this.list.querySelector("button")?.focus();
  }
}
