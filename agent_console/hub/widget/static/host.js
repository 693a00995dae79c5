// The page that shows the chat: messages pass only between it and this frame, each checked by its origin.

const LONGEST_ADDRESS = 2000;
const LONGEST_TITLE = 200;

export class HostPage {
  /** `handlers` by message type; the page that the hub lets show this frame speaks first. */
  constructor(handlers) {
    this.handlers = handlers;
    this.origin = null;
    this.page = null;
    window.addEventListener("message", (event) => this.hear(event));
  }

  hear(event) {
    // Which pages may show this frame is decided by the hub's policy; the first word tells which it is.
    if (event.source !== window.parent || (this.origin !== null && event.origin !== this.origin)) return;
    const message = event.data;
    if (!Object.hasOwn(this.handlers, message?.type)) return;
    this.origin = event.origin;
    this.page = pageOf(message.page);
    this.handlers[message.type](message);
  }

  tell(message) {
    if (this.origin !== null) window.parent.postMessage(message, this.origin);
  }
}

/** Return where the visitor is, in the hub's words and at the length that it takes. */
export function pageOf(told) {
  const { address, title, referrer } = told ?? {};
  const cut = (text, most) => String(text ?? "").slice(0, most);
  return {
    page: cut(address, LONGEST_ADDRESS),
    page_title: cut(title, LONGEST_TITLE),
    referrer: cut(referrer, LONGEST_ADDRESS),
  };
}
