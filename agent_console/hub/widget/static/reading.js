// How far the customer has read, over all tabs, and what is left.

export class Reading {
  constructor({ shelf, transcript, send }) {
    this.shelf = shelf;
    this.transcript = transcript;
    this.send = send;
    this.visible = false;
    this.told = "";
  }

  /** The newest message that the customer has seen; 0 when that was in another conversation. */
  get seen() {
    const seen = this.shelf.get("seen");
    return seen?.conversation === this.transcript.conversation ? seen.sequence : 0;
  }

  /** How much others wrote that the customer has not seen. */
  get unread() {
    const { seen } = this;
    return this.transcript.messages.filter((one) => one.sequence > seen && one.author !== "customer").length;
  }

  /** Whether the customer looks at the chat now. */
  watched(visible) {
    this.visible = visible;
    this.look();
  }

  /** Remember, and tell the hub, how far the customer has read. */
  look() {
    const { conversation, cursor } = this.transcript;
    if (!this.visible || !cursor) return;
    if (cursor > this.seen) this.shelf.set("seen", { conversation, sequence: cursor });
    const mark = `${conversation} ${cursor}`;
    if (mark !== this.told && this.send({ type: "seen", sequence: cursor, conversation })) this.told = mark;
  }
}
