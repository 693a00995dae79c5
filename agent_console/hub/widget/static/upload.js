// Files on their way to the hub, one after the other, piece by piece; after a cut it goes on where it was.

import { random } from "./identity.js";

const PIECE_BYTES = 32 * 1024;
const PASSING = new Set(["busy", "unknown", "too_many"]);
const PAUSE_MS = 2000;

export class Uploads {
  /** `send` sends a frame; `changed` hears of progress; `ready` gets the item whose file the hub has. */
  constructor({ send, changed, ready }) {
    this.send = send;
    this.changed = changed;
    this.ready = ready;
    this.items = [];
  }

  /** Accept a file. */
  add(file, name) {
    this.items.push({ id: random(16), file, name, size: file.size, received: 0, failure: "" });
    if (this.items.filter((item) => !item.failure).length === 1) this.resume();
    this.changed();
  }

  remove(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.resume();
    this.changed();
  }

  get current() {
    return this.items.find((item) => !item.failure);
  }

  /** Announce the file whose turn it is, newly or again: the hub says how much of it it has. */
  resume() {
    const { current } = this;
    if (current) this.send({ type: "offer", upload: current.id, name: current.name, size: current.size });
  }

  /** Take the hub's word on a file. */
  async progress(frame) {
    const { current } = this;
    if (current?.id !== frame.upload) return;
    current.received = frame.received;
    if (frame.ready) {
      this.ready(current);
      this.remove(current.id);
      return;
    }
    this.changed();
    await this.sendPiece(current);
  }

  /** Give a file up, or wait while the hub only has no time for it. */
  unstored(frame) {
    const item = this.items.find((one) => one.id === frame.upload);
    if (!item) return;
    if (PASSING.has(frame.code)) return void setTimeout(() => this.resume(), PAUSE_MS);
    item.failure = frame.code;
    this.resume();
    this.changed();
  }

  async sendPiece(item) {
    const piece = item.file.slice(item.received, item.received + PIECE_BYTES);
    try {
      const data = base64(new Uint8Array(await piece.arrayBuffer()));
      this.send({ type: "chunk", upload: item.id, offset: item.received, data });
    } catch {
      this.unstored({ upload: item.id, code: "unreadable" }); // the file was moved or changed meanwhile
    }
  }
}

function base64(bytes) {
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}
