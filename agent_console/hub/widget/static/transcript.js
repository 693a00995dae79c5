// A conversation as the customer sees it: messages by sequence, without holes, with later words put in.

export class Transcript {
  constructor() {
    this.clear();
  }

  clear() {
    this.conversation = "";
    this.cursor = 0;
    this.messages = [];
  }

  /** Begin to follow a conversation; one that was followed before goes on where it was. */
  follow(conversation) {
    if (this.conversation !== conversation) this.clear();
    this.conversation = conversation;
  }

  /** Add what comes next; what is known is passed over. Returns the new ones, or null at a hole. */
  add(entries) {
    const fresh = [];
    for (const entry of entries) {
      if (entry.sequence <= this.cursor) continue;
      if (entry.sequence !== this.cursor + 1) return null;
      this.cursor = entry.sequence;
      if (entry.amends) this.amend(entry);
      else {
        this.messages.push({ ...entry, edited: false, deleted: false });
        fresh.push(entry);
      }
    }
    return fresh;
  }

  amend(entry) {
    const message = this.messages.find((one) => one.sequence === entry.amends);
    if (!message) return;
    message.text = entry.text;
    message.edited = entry.text !== "";
    message.deleted = entry.text === "";
    if (message.deleted) message.file = null;
  }

  has(id) {
    return this.messages.some((message) => message.author === "customer" && message.client_id === id);
  }
}
