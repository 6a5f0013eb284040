/** What was written and not sent yet, sealed: the shelf of the reader's outbox. */
import { ensureKey } from "documents/offline/contact";
import { account, isPossible, tell, vault } from "documents/offline/tablet";

/** Acts of one person: `read`, `put`, `drop`, done in the order in which they were asked for. */
export class SealedShelf {
  constructor(person) {
    this.person = person;
    this.turn = Promise.resolve();
  }

  #next(act) {
    const done = this.turn.then(act);
    this.turn = done.catch(() => {});
    return done;
  }

  async #key() {
    // Without a key nothing is written in clear; the reader says that it is not kept.
    const found = isPossible ? await ensureKey() : null;
    if (!found) throw new Error("no key to seal with");
    return found.key;
  }

  read() {
    return this.#next(async () => {
      const key = await this.#key();
      const rows = await vault.all("operations", vault.of(this.person));
      const read = rows.filter((row) => row.account === account).map(async (row) => {
        const operation = await vault.openJson(row.sealed, key, `${row.person} ${row.key}`).catch(() => null);
        return operation && { ...operation, person: this.person };
      });
      return (await Promise.all(read)).filter(Boolean).sort((a, b) => a.at - b.at);
    });
  }

  put(operation) {
    return this.#next(async () => {
      const key = await this.#key();
      const state = operation.state === "refused" ? "refused" : "waiting";
      const { person } = this;
      const sealed = await vault.sealJson(key, { ...operation, state }, `${person} ${operation.key}`);
      await vault.put("operations", { person, account, key: operation.key, state, sealed });
      tell({ kind: "unsent" });
    });
  }

  drop(key) {
    return this.#next(async () => {
      await vault.drop("operations", [this.person, key]);
      tell({ kind: "unsent" });
    });
  }
}

const LOCK = "ecabinet-outbox";

/** A page with an open paper sends its own; as long as there is one, no other page does. */
export function sendsItself(signal) {
  if (!isPossible) return;
  navigator.locks.request(LOCK, { mode: "shared", signal }, () =>
    new Promise((resolve) => { signal.addEventListener("abort", resolve); }),
  ).catch(() => {});
}

/** Send what waits, if no paper is open that does. */
export const alone = (act) => navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? act() : null));
