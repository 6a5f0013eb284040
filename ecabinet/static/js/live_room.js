/**
 * One room as one part of the page follows it: every announcement once, in the order of its
 * number, whatever the network does. Knows no socket; `ask` fetches what is missing.
 */

/** How long a line may overtake another before the gap is asked for. */
export const GAP_MS = 300;

export class LiveRoom {
  #last;
  #held = new Map();
  #asking = 0;
  #gap = null;
  #handlers;
  #ask;

  /**
   * `after`: the number the page was made with (null: it knows none).
   * `ask()`: ask the server for the room after `last`, then call `answered` or `lost`.
   */
  constructor(room, { after = null, onAnnouncement, onReset, onState }, ask) {
    this.room = room;
    this.state = "waiting";
    this.#last = after;
    this.#handlers = { onAnnouncement, onReset, onState };
    this.#ask = ask;
  }

  /** Number of the last announcement given on, null before the room was entered. */
  get last() {
    return this.#last;
  }

  /** The server is being asked; until it answers, what comes is held back. */
  asking() {
    clearTimeout(this.#gap);
    this.#gap = null;
    this.#asking += 1;
    return this.#asking;
  }

  /** An announcement came over the socket. */
  receive(line) {
    if (this.state === "left" || (this.#last !== null && line.number <= this.#last)) return;
    this.#held.set(line.number, line);
    if (this.#asking === 0) this.#drain();
  }

  /** The server answered the question `turn`: `{ok, number, missed, reset}` or a refusal. */
  answered(turn, ack) {
    if (this.state === "left" || turn !== this.#asking) return;
    this.#asking = 0;
    if (!ack.ok) {
      this.#held.clear();
      this.#to("refused", ack);
      return;
    }
    if (ack.reset) {
      this.#last = ack.number;
      this.#call("onReset");
    } else {
      this.#last ??= ack.number;
      for (const line of ack.missed) this.#held.set(line.number, line);
    }
    this.#drain();
    this.#to("joined", ack);
  }

  /** No answer came to `turn`: the connection went, or time ran out. */
  lost(turn) {
    if (this.state === "left" || turn !== this.#asking) return;
    this.#asking = 0;
    this.#to("waiting");
  }

  leave() {
    clearTimeout(this.#gap);
    this.#held.clear();
    this.state = "left";
  }

  #drain() {
    if (this.#last === null) return;
    for (const number of this.#held.keys()) {
      if (number <= this.#last) this.#held.delete(number);
    }
    while (this.#held.has(this.#last + 1) && this.state !== "left") {
      const line = this.#held.get(this.#last + 1);
      this.#held.delete(line.number);
      this.#last = line.number;
      this.#call("onAnnouncement", line.name, line.payload, line);
    }
    if (this.#held.size === 0) {
      clearTimeout(this.#gap);
      this.#gap = null;
    } else {
      this.#gap ??= setTimeout(() => {
        this.#gap = null;
        this.#ask();
      }, GAP_MS);
    }
  }

  #to(state, detail) {
    if (this.state === state) return;
    this.state = state;
    this.#call("onState", state, detail);
  }

  /** A part of the page that fails does not cost the others their line. */
  #call(name, ...args) {
    try {
      this.#handlers[name]?.(...args);
    } catch (error) {
      console.error(`live: ${name} of ${this.room}`, error);
    }
  }
}
