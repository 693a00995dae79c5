// Files on their way, with how far they are.

import { element } from "./dom.js";

/** Return a line for each upload; `remove` takes one back. */
export function uploadLines(texts, items, remove) {
  return items.map((item) => {
    const name = element("span", { class: "name", text: `${item.name} (${texts.size(item.size)})` });
    const label = texts.say(item.failure ? "message.remove" : "upload.cancel");
    const button = element("button", {
      type: "button",
      class: "link",
      text: label,
      click: () => remove(item.id),
    });
    return element("div", { class: "upload" }, name, item.failure ? trouble(texts, item) : bar(item), button);
  });
}

function bar(item) {
  return element("progress", { max: item.size, value: item.received, "aria-label": item.name });
}

function trouble(texts, { failure }) {
  const key = `upload.${failure}`;
  return element("p", { class: "trouble", text: texts.say(key in texts.words ? key : "upload.failed") });
}
