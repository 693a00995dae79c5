// One message on the screen.

import { element } from "./dom.js";
import { linked } from "./link.js";

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** What a message shows, comparable: the same again need not be drawn again. */
export function signature(message) {
  return JSON.stringify([
    message.text,
    message.edited,
    message.deleted,
    message.state,
    message.name,
    message.file ?? null,
    message.sent_ms,
  ]);
}

/** Return a message's element; `actions` are offered when it was refused. */
export function drawn(texts, message, actions) {
  const side = { customer: "mine", system: "told" }[message.author] ?? "theirs";
  const parts = [element("p", { class: "meta" }, ...meta(texts, message)), bubble(texts, message)];
  parts.push(element("p", { class: "state", text: stateWords(texts, message) }));
  if (message.state === "failed") parts.push(choices(texts, message, actions));
  return element("div", { class: `message ${side}` }, ...parts);
}

function meta(texts, message) {
  const who = message.author === "customer" ? texts.say("message.you") : message.name;
  const bot =
    message.author === "bot" ? element("span", { class: "bot", text: texts.say("message.bot") }) : null;
  const time = element("time", {
    datetime: new Date(message.sent_ms).toISOString(),
    text: texts.clock(message.sent_ms),
  });
  return [element("span", { class: "who", text: who }), ...(bot ? [bot] : []), time];
}

function bubble(texts, message) {
  if (message.deleted) return element("p", { class: "bubble deleted", text: texts.say("message.deleted") });
  const parts = message.text ? [element("p", { class: "words" }, ...linked(message.text))] : [];
  if (message.file) parts.push(attachment(texts, message.file));
  return element("div", { class: "bubble" }, ...parts);
}

function attachment(texts, file) {
  const caption = `${file.name} (${texts.size(file.size)})`;
  const url = new URL(file.path, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith("/files/"))
    return element("p", { text: caption });
  const link = element("a", { class: "file", href: url.href, target: "_blank", rel: "noopener noreferrer" });
  if (PICTURES.has(file.kind)) link.append(picture(url, file));
  link.append(element("span", { text: caption }));
  return link;
}

function picture(url, file) {
  const image = element("img", { src: url.href, alt: file.name, loading: "lazy" });
  if (file.width && file.height) {
    image.width = file.width;
    image.height = file.height;
  }
  return image;
}

function stateWords(texts, message) {
  if (message.state === "failed") return texts.say(`failure.${message.failure}`);
  const words = [];
  if (message.edited) words.push(texts.say("message.edited"));
  if (message.state) words.push(texts.say(`message.${message.state}`));
  return words.join(" · ");
}

function choices(texts, message, { again, remove }) {
  return element(
    "p",
    { class: "choices" },
    element("button", {
      type: "button",
      class: "link",
      text: texts.say("message.change"),
      click: () => again(message),
    }),
    element("button", {
      type: "button",
      class: "link",
      text: texts.say("message.remove"),
      click: () => remove(message),
    }),
  );
}
