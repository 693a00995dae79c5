// Questions to the hub that are done or not, matched to their answers by a number.

export class Requests {
  /** `send` sends a frame, and says whether there was a connection. */
  constructor(send) {
    this.send = send;
    this.waiting = new Map();
  }

  /** Ask the hub for something; resolves to whether it was done. */
  ask(frame) {
    const request = Math.floor(Math.random() * 2 ** 40) + 1;
    if (!this.send({ ...frame, request })) return Promise.resolve(false);
    return new Promise((answer) => this.waiting.set(request, answer));
  }

  answer(request, done) {
    this.waiting.get(request)?.(done);
    this.waiting.delete(request);
  }

  /** Count everything unanswered as not done, because the connection is gone. */
  lose() {
    for (const request of [...this.waiting.keys()]) this.answer(request, false);
  }
}
