// The connection to the hub: it comes back by itself, sooner or later at random so that a crowd spreads.

const PROTOCOL_REFUSALS = new Set([4400, 4401]);
const SILENCE_MS = 6000; // a hub sends a heartbeat every four seconds at most
const LOOK_MS = 1000;
const FIRST_MS = 500;
const MOST_MS = 10000;

export const Link = Object.freeze({
  CONNECTING: "connecting",
  ONLINE: "online",
  OFFLINE: "offline",
  REFUSED: "refused",
});

export class Line {
  /** `hello` makes the first frame of each connection; `heard` gets every frame; `changed` gets a `Link`. */
  constructor(url, { hello, heard, changed }) {
    this.url = url;
    this.hello = hello;
    this.heard = heard;
    this.changed = changed;
    this.link = null;
    this.socket = null;
    this.failures = 0;
    this.timer = 0;
    this.heardAt = 0;
  }

  /** Connect, and stay connected from now on. */
  open() {
    this.say(Link.CONNECTING);
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.lost(this.socket));
    setInterval(() => this.look(), LOOK_MS);
    this.dial();
  }

  /** Send a frame; false while there is no connection. */
  send(frame) {
    if (this.link !== Link.ONLINE || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Connect anew, with a new hello. */
  renew() {
    const socket = this.socket;
    this.lost(socket, 0);
  }

  dial() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onopen = () => socket === this.socket && socket.send(JSON.stringify(this.hello()));
    socket.onmessage = (event) => socket === this.socket && this.take(JSON.parse(event.data));
    socket.onclose = (event) => this.closed(socket, event.code);
  }

  take(frame) {
    this.heardAt = Date.now();
    if (frame.type === "customer_welcome") {
      this.failures = 0;
      this.say(Link.ONLINE);
    }
    this.heard(frame);
  }

  closed(socket, code) {
    if (socket !== this.socket) return;
    if (!PROTOCOL_REFUSALS.has(code)) return void this.lost(socket);
    this.socket = null;
    this.say(Link.REFUSED);
  }

  /** Leave a connection that is gone, and plan the next. */
  lost(socket, wait = this.delay()) {
    if (socket === null || socket !== this.socket) return;
    this.socket = null;
    socket.close();
    this.say(Link.OFFLINE);
    this.timer = setTimeout(() => this.dial(), wait);
  }

  delay() {
    return Math.random() * Math.min(MOST_MS, FIRST_MS * 2 ** this.failures++);
  }

  look() {
    if (Date.now() - this.heardAt > SILENCE_MS) this.lost(this.socket);
  }

  /** Try at once: the browser has its network back. */
  hurry() {
    if (this.link !== Link.OFFLINE || this.socket) return;
    this.failures = 0;
    this.dial();
  }

  say(link) {
    if (link === this.link) return;
    this.link = link;
    this.changed(link);
  }
}
