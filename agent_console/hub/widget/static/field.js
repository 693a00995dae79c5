// Labelled fields of forms, which say themselves what is wrong with them.

import { element } from "./dom.js";

let made = 0;

/** A field: a label, an input, and a line for what is wrong. */
export class Field {
  /** `properties` are the input's; `options` make it a choice. `check` returns what is wrong, or "". */
  constructor(
    texts,
    { label, required = false, tag = "input", options = [], check = () => "", ...properties },
  ) {
    const id = `field-${(made += 1)}`;
    this.texts = texts;
    this.required = required;
    this.check = check;
    this.trouble = element("p", { class: "trouble", id: `${id}-trouble` });
    this.input = element(
      tag,
      { id, required, "aria-describedby": this.trouble.id, ...properties },
      ...options,
    );
    this.input.addEventListener("input", () => this.input.ariaInvalid && this.valid());
    const mark = required ? "" : ` (${texts.say("form.optional")})`;
    this.root = element(
      "div",
      { class: "field" },
      element("label", { for: id, text: label + mark }),
      this.input,
      this.trouble,
    );
  }

  get value() {
    return this.input.value.trim();
  }

  /** Whether the field may go; says so in words when it may not. */
  valid() {
    const empty = this.required && !this.value;
    const trouble = empty ? this.texts.say("form.missing") : this.value && this.check(this.value, this.input);
    this.trouble.textContent = trouble;
    if (trouble) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    return !trouble;
  }
}

/** Return a form of fields; `submit` is called when all of them may go, else the first wrong one is shown. */
export function form(texts, fields, label, submit) {
  const button = element("button", { class: "primary", text: label });
  const send = (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.valid());
    if (wrong.length) wrong[0].input.focus();
    else submit();
  };
  return element(
    "form",
    { class: "form", novalidate: true, submit: send },
    ...fields.map((field) => field.root),
    button,
  );
}

/** Return what is wrong with an e-mail address. */
export function emailTrouble(texts) {
  return (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value) ? "" : texts.say("form.email_wrong"));
}

/** Return what is wrong with a telephone number. */
export function phoneTrouble(texts) {
  const digits = (value) => value.replace(/\D/gu, "").length;
  return (value) =>
    /^[+\d][\d\s().\/-]*$/u.test(value) && digits(value) >= 5 ? "" : texts.say("form.phone_wrong");
}
