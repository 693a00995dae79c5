// Finds web addresses in what people write, and makes links of them by hand.

import { element } from "./dom.js";

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^\u0000-\u0020\u00a0\u2028\u2029]+/giu;
const TAIL = /[.,;:!?)\]]+$/u;

/** Return a text as nodes: text as it stands, and links for http and https addresses. */
export function linked(text) {
  const nodes = [];
  let rest = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const words = match[0].replace(TAIL, "");
    const url = address(words);
    if (!url) continue;
    nodes.push(document.createTextNode(text.slice(rest, match.index)));
    nodes.push(outward(url, words));
    rest = match.index + words.length;
  }
  nodes.push(document.createTextNode(text.slice(rest)));
  return nodes;
}

/** Return a link that opens elsewhere and tells the other side nothing. */
export function outward(url, text) {
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", text });
}

/** Return the address in full when it is one of a web page; null for everything else. */
export function address(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:"].includes(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null; // the words only look like an address
  }
}
