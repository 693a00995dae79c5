// Small questions between the messages and the composer.

import { element } from "./dom.js";
import { emailTrouble, Field, form } from "./field.js";

/** Ask whether the chat is to end. */
export function endCard(texts, end, keep) {
  return element(
    "section",
    { class: "card", "aria-label": texts.say("menu.end") },
    element("p", { text: texts.say("end.question") }),
    element(
      "p",
      { class: "choices" },
      element("button", { type: "button", class: "primary", text: texts.say("end.yes"), click: end }),
      element("button", { type: "button", class: "link", text: texts.say("end.no"), click: keep }),
    ),
  );
}

/** Ask for the address that gets the transcript; `mail` resolves to whether the hub will send it. */
export function transcriptCard(texts, known, mail, cancel) {
  const said = element("p", { role: "status" });
  const email = new Field(texts, {
    label: texts.say("form.email"),
    type: "email",
    autocomplete: "email",
    required: true,
    value: known,
    check: emailTrouble(texts),
  });
  const whole = form(texts, [email], texts.say("transcript.send"), async () => {
    const done = await mail(email.value);
    said.textContent = done
      ? texts.say("transcript.sent", { email: email.value })
      : texts.say("request.failed");
    whole.hidden = done;
  });
  const close = element("button", {
    type: "button",
    class: "link",
    text: texts.say("card.close"),
    click: cancel,
  });
  return element(
    "section",
    { class: "card", "aria-label": texts.say("menu.transcript") },
    whole,
    said,
    element("p", { class: "choices" }, close),
  );
}

/** Say something that needs no answer. */
export function noteCard(words) {
  return element("section", { class: "card" }, element("p", { text: words }));
}
