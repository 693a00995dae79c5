// After a chat: how it was, from 1 to 5, and a word about it.

import { element } from "./dom.js";
import { Field, form } from "./field.js";

const SCORES = [1, 2, 3, 4, 5];

export class RatingView {
  /** `rate` gets a score and a comment, and resolves to whether the hub has them. */
  constructor(texts, rate) {
    this.texts = texts;
    this.rate = rate;
    this.trouble = element("p", { class: "trouble", role: "status" });
    this.comment = new Field(texts, {
      label: texts.say("rating.comment"),
      tag: "textarea",
      rows: 2,
      maxlength: 1000,
    });
    this.choice = element(
      "fieldset",
      { class: "scores" },
      element("legend", { text: texts.say("rating.question") }),
      ...SCORES.map((score) => this.option(score)),
    );
    const whole = form(texts, [this.comment], texts.say("rating.send"), () => this.submit());
    whole.prepend(this.choice);
    this.root = element(
      "section",
      { class: "card", "aria-label": texts.say("rating.label") },
      whole,
      this.trouble,
    );
  }

  option(score) {
    const words = this.texts.say(`rating.${score}`);
    const radio = element("input", {
      type: "radio",
      name: "score",
      value: score,
      "aria-label": `${score}: ${words}`,
    });
    return element(
      "label",
      { title: words },
      radio,
      element("span", { "aria-hidden": "true", text: String(score) }),
    );
  }

  async submit() {
    const chosen = this.choice.querySelector("input:checked");
    if (!chosen) {
      this.trouble.textContent = this.texts.say("rating.missing");
      this.choice.querySelector("input").focus();
      return;
    }
    const done = await this.rate(Number(chosen.value), this.comment.value);
    this.trouble.textContent = done ? "" : this.texts.say("request.failed");
  }
}
