// Builds elements from names, plain values and text; never from markup.

/**
 * Return an element. Of `properties`, functions listen to the event of their name, `class` and `text`
 * are what they say, false and null leave out, true stands alone, the rest are attributes.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) apply(made, name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function apply(made, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (typeof value === "function") made.addEventListener(name, value);
  else if (name === "text") made.textContent = value;
  else made.setAttribute(name, value === true ? "" : String(value));
}

const SHAPES = {
  close: "M6 6l12 12M18 6L6 18",
  more: "M5 7h14M5 12h14M5 17h14",
  send: "M4 12l16-8-6 16-3-7-7-1Z",
  clip: "M8 12.5l6.5-6.5a3.2 3.2 0 0 1 4.5 4.5l-8.5 8.5a5.2 5.2 0 0 1-7.4-7.4L11 4",
  down: "M12 5v14M6 13l6 6 6-6",
};

/** Return a small picture that says nothing to a screen reader. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
