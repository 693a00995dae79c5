// Before a chat: who answers, a form, other ways to reach the company; closed: a message, or a call back.

import { element } from "./dom.js";
import { emailTrouble, Field, form, phoneTrouble } from "./field.js";
import { address, outward } from "./link.js";

const LONGEST = 200;
const LONGEST_TEXT = 4000;
const LATEST = "2999-12-31T23:59"; // a slip of the finger makes years that the hub does not take

export class StartView {
  /** `begin` gets a profile, a topic and the first message. */
  constructor(texts, company, begin) {
    this.texts = texts;
    this.company = company;
    this.begin = begin;
    this.root = element("div", { class: "start" });
    this.show(company.open ? "chat" : "form");
  }

  focus() {
    this.root.querySelector("input, textarea, select")?.focus();
  }

  show(channel) {
    const { texts, company } = this;
    const parts = [
      element("h2", { text: this.heading(channel) }),
      element("p", { class: "lead", text: this.lead(channel) }),
    ];
    if (channel === "chat")
      parts.push(element("p", { class: "answerer", text: texts.say(`answered_by.${company.answered_by}`) }));
    parts.push(channel === "callback" ? this.callback() : this.message(channel));
    this.root.replaceChildren(...parts, ...this.alternatives(channel));
  }

  heading(channel) {
    const { texts, company } = this;
    if (channel === "chat") return texts.own(company.greeting) ?? texts.say("start.greeting");
    return texts.say(channel === "form" ? "closed.heading" : "callback.heading");
  }

  lead(channel) {
    const { texts, company } = this;
    if (channel === "chat") return texts.say("start.lead");
    if (channel === "callback") return texts.say("callback.lead");
    const opens = company.opens_ms
      ? `${texts.say("closed.opens", { time: texts.moment(company.opens_ms) })} `
      : "";
    return opens + texts.say("closed.lead");
  }

  // Forms

  message(channel) {
    const email = channel === "form" ? "required" : this.company.form.email;
    const fields = this.fields({
      name: this.company.form.name,
      email,
      order_number: this.company.form.order_number,
      company: this.company.form.company,
    });
    this.company.form.fields.forEach((field, index) => (fields[`own-${index}`] = this.own(field)));
    const topic = this.topic();
    if (topic) fields.topic = topic;
    fields.text = this.text("start.message", true);
    const label = this.texts.say(channel === "form" ? "closed.send" : "start.begin");
    return form(this.texts, Object.values(fields), label, () => this.submit(channel, fields));
  }

  callback() {
    const { texts } = this;
    const fields = this.fields({ name: this.company.form.name, phone: "required" });
    const soonest = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
    fields.time = new Field(texts, {
      label: texts.say("callback.time"),
      type: "datetime-local",
      min: soonest,
      max: LATEST,
      check: (value) => callbackTrouble(texts, value),
    });
    fields.text = this.text("callback.about", false);
    return form(texts, Object.values(fields), texts.say("callback.send"), () =>
      this.submit("callback", fields),
    );
  }

  fields(demands) {
    const { texts } = this;
    const kinds = {
      name: { autocomplete: "name" },
      email: { type: "email", autocomplete: "email", check: emailTrouble(texts) },
      phone: { type: "tel", autocomplete: "tel", check: phoneTrouble(texts) },
      order_number: { autocomplete: "off" },
      company: { autocomplete: "organization" },
    };
    const shown = Object.entries(demands).filter(([, demand]) => demand !== "hidden");
    return Object.fromEntries(
      shown.map(([name, demand]) => [
        name,
        new Field(texts, {
          label: texts.say(`form.${name}`),
          required: demand === "required",
          maxlength: LONGEST,
          ...kinds[name],
        }),
      ]),
    );
  }

  /** Return a field of the company's own. */
  own({ label, required }) {
    return new Field(this.texts, { label: this.texts.own(label), required, maxlength: LONGEST });
  }

  text(label, required) {
    return new Field(this.texts, {
      label: this.texts.say(label),
      tag: "textarea",
      rows: 3,
      required,
      maxlength: LONGEST_TEXT,
    });
  }

  topic() {
    const { texts, company } = this;
    if (company.form.topic === "hidden") return null;
    const choices = company.topics.map((topic, index) =>
      element("option", { value: index, text: texts.own(topic.label) }),
    );
    const options = [element("option", { value: "", text: texts.say("form.choose") }), ...choices];
    return new Field(texts, {
      label: texts.say("form.topic"),
      tag: "select",
      options,
      required: company.form.topic === "required",
    });
  }

  submit(channel, fields) {
    const { texts, company } = this;
    const value = (name) => fields[name]?.value ?? "";
    const chosen = value("topic") === "" ? null : company.topics[Number(value("topic"))];
    const profile = {
      name: value("name") || texts.say("form.visitor"),
      email: value("email"),
      phone: value("phone"),
      order_number: value("order_number"),
      language: texts.language,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
      company: value("company"),
      custom: this.details(value),
    };
    const topic = { channel, concern: chosen ? texts.own(chosen.label) : "", queue: chosen?.queue ?? "" };
    if (value("time")) topic.callback_ms = Date.parse(value("time"));
    this.begin(profile, topic, channel === "callback" ? this.request(value, topic) : value("text"));
  }

  /** Return what the company's own fields were filled in with. */
  details(value) {
    const fields = this.company.form.fields.map(({ custom }, index) => ({
      label: custom,
      value: value(`own-${index}`),
    }));
    return fields.filter((field) => field.value);
  }

  /** Return a call-back request in words, for the agent who reads it. */
  request(value, topic) {
    const time = topic.callback_ms ? this.texts.moment(topic.callback_ms) : this.texts.say("callback.soon");
    const words = this.texts.say("callback.message", { number: value("phone"), time });
    return value("text") ? `${words}\n${value("text")}` : words;
  }

  // Beside the form

  alternatives(channel) {
    const { texts, company } = this;
    const items = company.other_ways.map((way) => element("li", {}, this.way(way)));
    const switches = [
      this.switch(channel, "callback", company.callback, "callback.offer"),
      this.switch(channel, "form", !company.open, "closed.offer"),
      this.switch(channel, "chat", company.open, "start.offer"),
    ];
    items.push(...switches.filter(Boolean).map((button) => element("li", {}, button)));
    if (!items.length) return [];
    return [element("h3", { text: texts.say("ways.heading") }), element("ul", { class: "ways" }, ...items)];
  }

  switch(channel, other, possible, label) {
    if (channel === other || !possible) return null;
    const click = () => {
      this.show(other);
      this.focus();
    };
    return element("button", { type: "button", class: "link", text: this.texts.say(label), click });
  }

  way({ kind, value, label }) {
    const words = this.texts.own(label);
    if (kind === "page") return address(value) ? outward(value, words) : document.createTextNode(words);
    const scheme =
      kind === "phone" ? `tel:${value.replace(/[^\d+]/gu, "")}` : `mailto:${encodeURIComponent(value)}`;
    return element("a", { href: scheme.replace("%40", "@"), text: words });
  }
}

/** Return what is wrong with a time to call back. */
function callbackTrouble(texts, value) {
  const time = Date.parse(value);
  if (!(time > Date.now())) return texts.say("callback.past");
  return time > Date.parse(LATEST) ? texts.say("callback.far") : "";
}
