/**
 * Sends what was written on the paper and keeps it until the server has it: sealed on a shelf, over
 * reloads and offline hours, in order, each act exactly once (Idempotency-Key).
 */
import { enqueue, meaningOf, nextToSend, settle } from "./queue.js";

export const RETRY_EVERY_MS = 15000;

export class Outbox extends EventTarget {
  /**
   * `shelf`: read/put/drop of operations; `send(operation)`: answers {status, body, reason},
   * status 0 when the network failed.
   */
  constructor({ shelf, send }) {
    super();
    this.shelf = shelf;
    this.send = send;
    this.operations = [];
    this.flushing = null;
    this.shelfFailed = false;
    this.clock = 0;
  }

  async open() {
    try {
      const kept = await this.shelf.read();
      const known = new Set(this.operations.map(({ key }) => key));
      this.operations = [...kept.filter(({ key }) => !known.has(key)), ...this.operations];
    } catch {
      this.shelfFailed = true;
    }
    this.#tell();
  }

  about(mark) {
    return this.operations.filter((operation) => operation.mark === mark);
  }

  get waiting() {
    return this.operations.filter(({ state }) => state !== "refused").length;
  }

  get refused() {
    return this.operations.filter(({ state }) => state === "refused").length;
  }

  push(operation) {
    this.clock = Math.max(this.clock + 1, Date.now());
    const before = this.operations;
    this.operations = enqueue(before, { tries: 0, state: "waiting", id: null, at: this.clock, ...operation });
    this.#keep(before);
    this.#tell();
    return this.flush();
  }

  /** The server has this mark after all (another tab sent it, or its answer was lost). */
  confirm(mark, id) {
    const create = this.about(mark).find(({ kind }) => kind === "create");
    if (!create || create.state === "sending") return;
    const before = this.operations;
    this.operations = settle(before, create.key, { meaning: "done", id });
    this.#keep(before);
    this.#tell();
  }

  /** Nothing is to be done to this mark any more. */
  forget(mark) {
    const before = this.operations;
    this.operations = before.filter((operation) => operation.mark !== mark);
    this.#keep(before);
    this.#tell();
  }

  /** Offer refused operations again; with `only`, this one. */
  retryRefused(only = null) {
    this.operations = this.operations.map((operation) =>
      operation.state === "refused" && (only === null || operation.key === only)
        ? { ...operation, state: "waiting", reason: "" }
        : operation,
    );
    return this.flush();
  }

  /** Send what can be sent, one after the other; one run at a time. */
  flush() {
    this.flushing ??= this.#run().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  async #run() {
    for (;;) {
      const next = nextToSend(this.operations);
      if (!next) return;
      const sending = { ...next, state: "sending", tries: next.tries + 1 };
      this.#replace(sending);
      const answer = await this.send(sending);
      const meaning = meaningOf(sending.kind, answer.status);
      const before = this.operations;
      const id = answer.body?.id ?? null;
      this.operations = settle(before, sending.key, { meaning, id, reason: answer.reason ?? "" });
      this.#keep(before);
      const detail = { operation: sending, meaning, status: answer.status, body: answer.body ?? null };
      this.dispatchEvent(new CustomEvent("answer", { detail }));
      this.#tell();
      if (meaning === "later") return;
    }
  }

  #replace(operation) {
    const before = this.operations;
    this.operations = before.map((other) => (other.key === operation.key ? operation : other));
    this.#keep(before);
  }

  #keep(before) {
    const old = new Map(before.map((operation) => [operation.key, operation]));
    for (const operation of this.operations) {
      if (old.get(operation.key) !== operation) this.#onShelf(this.shelf.put(operation));
      old.delete(operation.key);
    }
    for (const key of old.keys()) this.#onShelf(this.shelf.drop(key));
  }

  #onShelf(promise) {
    Promise.resolve(promise).catch(() => {
      this.shelfFailed = true;
      this.#tell();
    });
  }

  #tell() {
    const detail = { waiting: this.waiting, refused: this.refused, kept: !this.shelfFailed };
    this.dispatchEvent(new CustomEvent("queue", { detail }));
  }
}
