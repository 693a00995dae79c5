// What the customer wrote and the hub does not have yet: on disk before it leaves, until it is acknowledged.
// One message is under way at a time, under an id and a number that stay the same however often it leaves.

import { hold, random } from "./identity.js";

const NAME = "outbox.";

export class Outbox {
  /** `shelf` outlives the page; `device` numbers its messages 1, 2, 3, ... */
  constructor(shelf, device, customer) {
    this.shelf = shelf;
    this.customer = customer;
    this.load(device);
  }

  /** Take over what closed tabs of the same customer left unsent, oldest first. */
  async adopt() {
    for (const name of this.shelf.names().filter((one) => one.startsWith(NAME) && one !== this.name)) {
      const left = this.shelf.get(name);
      if (left?.customer === this.customer && navigator.locks && !(await hold(left.device))) continue;
      if (left?.customer === this.customer) this.keep({ items: merged(left.items, this.state.items) });
      this.shelf.remove(name);
    }
  }

  get items() {
    return this.state.items;
  }

  /** Return the message whose turn it is, as a frame; null when there is none. */
  next() {
    const item = this.items.find((one) => !one.failure);
    if (!item) return null;
    const frame = { type: "say", client_id: item.id, number: this.state.sent + 1, text: item.text };
    return item.file ? { ...frame, file: item.file } : frame;
  }

  /** Accept a message, kept when this returns; `file` is the id of an upload, `attached` its name and size. */
  add(text, file = "", attached = null) {
    const item = { id: random(16), text, file, attached, written_ms: Date.now(), failure: "" };
    this.keep({ items: [...this.items, item] });
    return item;
  }

  /** Leave a message to the hub, which has it for good; hearing so twice changes nothing. */
  acknowledged(id) {
    if (!this.has(id)) return;
    this.keep({ sent: this.state.sent + 1, items: this.items.filter((item) => item.id !== id) });
  }

  /** Keep a message back that the hub does not take; the customer decides. */
  refused(id, failure) {
    this.keep({ items: this.items.map((item) => (item.id === id ? { ...item, failure } : item)) });
  }

  /** Take a message back; returns it, or undefined when the hub has it meanwhile. */
  withdraw(id) {
    const item = this.items.find((one) => one.id === id);
    this.keep({ items: this.items.filter((one) => one.id !== id) });
    return item;
  }

  /** Go on under another device, whose numbers begin anew. */
  renumber(device) {
    const { items } = this.state;
    this.shelf.remove(this.name);
    this.load(device);
    this.keep({ sent: 0, items });
  }

  has(id) {
    return this.items.some((item) => item.id === id);
  }

  load(device) {
    this.name = NAME + device;
    const kept = this.shelf.get(this.name);
    const empty = { device, customer: this.customer, sent: 0, items: [] };
    this.state = kept?.customer === this.customer ? kept : empty;
  }

  keep(change) {
    this.state = { ...this.state, ...change };
    this.shelf.set(this.name, this.state);
  }
}

function merged(first, second) {
  const known = new Set(first.map((item) => item.id));
  return [...first, ...second.filter((item) => !known.has(item.id))];
}
