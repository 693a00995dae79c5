// The page that shows the chat: messages pass only between it and this frame, each checked by its origin.

export class HostPage {
  /** `handlers` by message type; the page that the hub lets show this frame speaks first. */
  constructor(handlers) {
    this.handlers = handlers;
    this.origin = null;
    this.page = "";
    window.addEventListener("message", (event) => this.hear(event));
  }

  hear(event) {
    // Which pages may show this frame is decided by the hub's policy; the first word tells which it is.
    if (event.source !== window.parent || (this.origin !== null && event.origin !== this.origin)) return;
    const message = event.data;
    if (!Object.hasOwn(this.handlers, message?.type)) return;
    this.origin = event.origin;
    this.page = String(message.page ?? "");
    this.handlers[message.type](message);
  }

  tell(message) {
    if (this.origin !== null) window.parent.postMessage(message, this.origin);
  }
}
