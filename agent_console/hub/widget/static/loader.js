// Brings the chat into a page: a button, an invitation, and a frame that comes from the hub.
// It puts nothing else into the page, and the page's styles do not reach it.
"use strict";

(() => {
  const script = document.currentScript;
  const hub = new URL(script.src).origin;
  const NAME = "agent-console-widget";
  const FOLLOW_MS = 1000;
  const COLOUR = /^#[0-9a-f]{6}$/i;
  const STYLE = `
    :host { all: initial; --accent: #0b5d66; }
    * { box-sizing: border-box; font-family: system-ui, -apple-system, "Segoe UI", sans-serif; }
    [hidden] { display: none !important; }
    button { font: inherit; cursor: pointer; border: 0; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; box-shadow: 0 0 0 3px #111; }
    .launcher {
      position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; width: 60px; height: 60px; padding: 0;
      border-radius: 50%; background: var(--accent); color: #fff; display: grid; place-items: center;
      box-shadow: 0 6px 20px rgb(0 0 0 / 0.28);
    }
    .launcher svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 2;
      stroke-linecap: round; stroke-linejoin: round; }
    .badge {
      position: absolute; top: -4px; right: -4px; min-width: 24px; height: 24px; padding: 0 6px;
      border-radius: 12px; background: #b3261e; color: #fff; font-size: 13px; line-height: 24px;
      font-weight: 600; text-align: center;
    }
    .panel {
      position: fixed; right: 20px; bottom: 96px; z-index: 2147483001; width: 392px;
      height: min(660px, calc(100dvh - 116px)); border: 0; border-radius: 18px; background: #fff;
      box-shadow: 0 12px 48px rgb(0 0 0 / 0.32); color-scheme: light dark;
    }
    .invitation {
      position: fixed; right: 20px; bottom: 96px; z-index: 2147483000; width: min(300px, calc(100vw - 40px));
      display: flex; align-items: flex-start; background: #fff; color: #1c2226; border-radius: 16px;
      box-shadow: 0 8px 32px rgb(0 0 0 / 0.24); font-size: 15px; line-height: 1.45;
    }
    .invitation .accept { flex: 1; padding: 16px 4px 16px 18px; background: none; color: inherit; text-align: left;
      border-radius: 16px; }
    .invitation .dismiss { width: 44px; height: 44px; background: none; color: #4b555c; font-size: 20px;
      border-radius: 16px; }
    .invitation button:focus-visible { outline-color: var(--accent); box-shadow: none; }
    .panel, .invitation { animation: rise 160ms ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    @media (max-width: 520px), (max-height: 480px) {
      .panel { inset: 0; width: 100%; height: 100%; height: 100dvh; border-radius: 0; }
      .open .launcher { display: none; }
    }
    @media (prefers-color-scheme: dark) {
      .invitation { background: #22282c; color: #edf1f3; }
      .invitation .dismiss { color: #b4bec4; }
    }
    @media (prefers-reduced-motion: reduce) { .panel, .invitation { animation: none; } }
  `;
  const SHAPES = {
    chat: "M21 12a8 8 0 0 1-8 8H4l2.4-3.2A8 8 0 1 1 21 12Z",
    close: "M6 6l12 12M18 6L6 18",
  };

  if (document.querySelector(NAME)) return; // a second script line on the same page

  function made(tag, className, label) {
    const element = document.createElement(tag);
    element.className = className;
    if (tag === "button") element.type = "button";
    if (label) element.setAttribute("aria-label", label);
    return element;
  }

  function picture(shape) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", SHAPES[shape]);
    svg.append(path);
    return svg;
  }

  class Widget {
    constructor() {
      this.host = document.createElement(NAME);
      this.root = made("div", "widget");
      this.frame = made("iframe", "panel");
      this.launcher = made("button", "launcher");
      this.badge = made("span", "badge");
      this.labels = {};
      this.referrer = document.referrer;
      this.told = { address: location.href, title: document.title };
      this.invitation = null;
      this.open = false;
    }

    start() {
      const shadow = this.host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      this.frame.hidden = true;
      this.frame.src = `${hub}/widget/`;
      this.frame.referrerPolicy = "no-referrer";
      this.frame.addEventListener("load", () => this.tell({ type: "context", language: this.language() }));
      setInterval(() => this.follow(), FOLLOW_MS);
      this.launcher.addEventListener("click", () => this.toggle(!this.open));
      this.root.append(this.frame);
      shadow.append(this.root);
      window.addEventListener("message", (event) => this.hear(event));
      document.body.append(this.host);
    }

    language() {
      return script.dataset.language || "";
    }

    tell(message) {
      const target = this.frame.contentWindow;
      if (target) target.postMessage({ page: this.page(), ...message }, hub);
    }

    page() {
      return { address: location.href, title: document.title, referrer: this.referrer };
    }

    /** Notice another page: shops change theirs without a reload, and their own code is left alone. */
    follow() {
      const { address, title } = this.page();
      if (address === this.told.address && title === this.told.title) return;
      if (address !== this.told.address) this.referrer = this.told.address;
      this.told = { address, title };
      this.tell({ type: "moved" });
    }

    hear(event) {
      if (event.origin !== hub || event.source !== this.frame.contentWindow) return;
      const message = event.data;
      const handlers = {
        ready: () => this.ready(message),
        unread: () => this.count(Number(message.count) || 0, String(message.label)),
        invite: () => this.invite(String(message.text)),
        close: () => this.toggle(false),
      };
      if (Object.hasOwn(handlers, message?.type)) handlers[message.type]();
    }

    ready(message) {
      this.labels = message.labels;
      if (COLOUR.test(message.colour)) this.host.style.setProperty("--accent", message.colour);
      this.frame.title = String(this.labels.title);
      this.root.append(this.launcher);
      this.toggle(this.open, false);
    }

    toggle(open, focus = true) {
      this.open = open;
      this.root.classList.toggle("open", open);
      this.frame.hidden = !open;
      this.launcher.replaceChildren(picture(open ? "close" : "chat"), this.badge);
      this.launcher.setAttribute("aria-label", String(open ? this.labels.close : this.labels.open));
      this.launcher.setAttribute("aria-expanded", String(open));
      this.badge.hidden = open || !this.badge.textContent;
      if (open) this.withdraw();
      this.tell({ type: open ? "opened" : "closed" });
      if (focus) (open ? this.frame : this.launcher).focus();
    }

    count(number, label) {
      this.badge.textContent = number ? String(Math.min(number, 99)) : "";
      this.badge.hidden = this.open || !number;
      if (!this.open) this.launcher.setAttribute("aria-label", number ? label : String(this.labels.open));
    }

    invite(text) {
      if (this.open || this.invitation) return;
      const box = made("section", "invitation", String(this.labels.invitation));
      const accept = made("button", "accept");
      const dismiss = made("button", "dismiss", String(this.labels.dismiss));
      accept.textContent = text;
      dismiss.textContent = "×";
      accept.addEventListener("click", () => this.toggle(true));
      dismiss.addEventListener("click", () => {
        this.withdraw();
        this.launcher.focus();
      });
      box.append(accept, dismiss);
      box.addEventListener("keydown", (event) => event.key === "Escape" && dismiss.click());
      this.invitation = box;
      this.root.append(box);
    }

    withdraw() {
      if (this.invitation) this.invitation.remove();
      this.invitation = null;
    }
  }

  const begin = () => new Widget().start();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin, { once: true });
  else begin();
})();
