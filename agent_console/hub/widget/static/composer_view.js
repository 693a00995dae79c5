// Where the customer writes: Enter sends; files come by the button, by paste, and by drop.

import { element, icon } from "./dom.js";

const LONGEST_BYTES = 16 * 1024;
// Characters that no keyboard writes, and halves of characters: a hub refuses them.
const NEVER_SENT =
  /[\u0000-\u0008\u000b-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export class ComposerView {
  /** `handlers`: send(text), typing(text), attach(files), draft(text). */
  constructor(texts, company, handlers) {
    this.texts = texts;
    this.company = company;
    this.handlers = handlers;
    this.input = element("textarea", {
      id: "composer",
      rows: 1,
      "aria-describedby": "composer-note",
      input: () => this.changed(),
      keydown: (event) => this.key(event),
      paste: (event) => this.paste(event),
    });
    this.note = element("p", { id: "composer-note", class: "note" });
    this.picker = element("input", { type: "file", hidden: true, multiple: true, change: () => this.pick() });
    if (company.file_kinds.length) this.picker.accept = company.file_kinds.join(",");
    this.root = this.build();
    this.warn("");
  }

  build() {
    const { texts } = this;
    const clip = element(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": texts.say("composer.attach"),
        click: () => this.picker.click(),
      },
      icon("clip"),
    );
    clip.hidden = !this.takesFiles;
    this.button = element(
      "button",
      { class: "tool send", "aria-label": texts.say("composer.send") },
      icon("send"),
    );
    const label = element("label", { for: "composer", class: "away", text: texts.say("composer.label") });
    const submit = (event) => {
      event.preventDefault();
      this.send();
    };
    const row = element("div", { class: "row" }, clip, this.picker, label, this.input, this.button);
    return element("form", { class: "composer", novalidate: true, submit }, row, this.note);
  }

  get takesFiles() {
    return this.company.file_bytes > 0;
  }

  focus() {
    this.input.focus();
  }

  /** Put words back that were written before. */
  fill(text) {
    this.input.value = [this.input.value, text].filter(Boolean).join("\n");
    this.changed();
    this.focus();
  }

  /** Say what is to be said below the field. */
  prompt(placeholder, disabled) {
    this.input.placeholder = placeholder;
    this.input.disabled = disabled;
    this.button.disabled = disabled;
  }

  changed() {
    this.grow();
    this.warn("");
    this.handlers.draft(this.input.value);
    if (this.input.value.trim()) this.handlers.typing(this.input.value);
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 140)}px`;
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  send() {
    const text = this.input.value.replace(NEVER_SENT, "").trim();
    if (!text) return;
    if (new TextEncoder().encode(text).length > LONGEST_BYTES)
      return void this.warn(this.texts.say("failure.too_long"));
    this.input.value = "";
    this.changed();
    this.handlers.send(text);
  }

  warn(words) {
    this.note.textContent = words || (this.company.typing_preview ? this.texts.say("composer.preview") : "");
    this.note.classList.toggle("warning", words !== "");
  }

  // Files

  pick() {
    this.attach([...this.picker.files]);
    this.picker.value = "";
  }

  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.attach(files);
  }

  attach(files) {
    if (!this.takesFiles) return;
    const { file_bytes: most } = this.company;
    const fitting = files.filter((file) => file.size > 0 && file.size <= most);
    if (fitting.length < files.length)
      this.warn(this.texts.say("composer.too_large", { size: this.texts.size(most) }));
    if (fitting.length) this.handlers.attach(fitting);
  }
}
