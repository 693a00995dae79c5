// Keeps small values in the browser; where that is forbidden, for as long as the page lives.

const PREFIX = "agent-console.";

function usable(area) {
  try {
    const storage = window[area];
    storage.setItem(`${PREFIX}trial`, "1");
    storage.removeItem(`${PREFIX}trial`);
    return storage;
  } catch {
    return null; // blocked by the browser's settings, or full
  }
}

/** Values as JSON under names; one customer's browser keeps a few kilobytes at most. */
export class Shelf {
  /** `area` is `localStorage`, shared by all tabs and lasting, or `sessionStorage`, one tab's. */
  constructor(area) {
    this.storage = usable(area);
    this.memory = new Map();
  }

  get(name) {
    const text = this.memory.get(name) ?? this.storage?.getItem(PREFIX + name) ?? null;
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      return null; // somebody else wrote there; it is as good as nothing
    }
  }

  set(name, value) {
    const text = JSON.stringify(value);
    try {
      if (!this.storage) throw new DOMException("no storage");
      this.storage.setItem(PREFIX + name, text);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, text); // the disk's quota is used up: the page goes on by itself
    }
  }

  remove(name) {
    this.memory.delete(name);
    this.storage?.removeItem(PREFIX + name);
  }

  names() {
    const kept = this.storage ? Object.keys(this.storage) : [];
    const own = kept.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
    return [...new Set([...own, ...this.memory.keys()])];
  }

  /** Call back when another tab changes a value. */
  watch(name, changed) {
    window.addEventListener("storage", (event) => event.key === PREFIX + name && changed());
  }
}
