/** What was written and not sent yet, sealed: the shelf of the reader's outbox. */
import { ensureKey } from "documents/offline/contact";
import { account, isPossible, tell, vault } from "documents/offline/tablet";

/** A draft is sealed for another place than an act: neither is ever taken for the other. */
const draftLabel = (person, key) => `${person} draft ${key}`;
const draftKey = (key) => `draft ${key}`;
const DRAFT = "draft";
const ACTS = new Set(["waiting", "refused"]);
const PAGE = "ecabinet-page ";

/** Acts of one person, and words being typed: read, put, dropped in the order in which that was asked for. */
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
      const read = rows.filter((row) => row.account === account && ACTS.has(row.state)).map(async (row) => {
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

  /** Words being typed: `key`, and the name of the `page` on which. */
  putDraft(draft) {
    return this.#next(async () => {
      const key = await this.#key();
      const { person } = this;
      const sealed = await vault.sealJson(key, draft, draftLabel(person, draft.key));
      const row = { person, account, key: draftKey(draft.key), state: DRAFT, page: draft.page, sealed };
      await vault.put("operations", row);
      tell({ kind: "unsent" });
    });
  }

  dropDraft(key) {
    return this.drop(draftKey(key));
  }

  /** Drafts, oldest first, but for those that another open page is still typing; `own`: the name of this page. */
  readDrafts(own = "") {
    return this.#next(async () => {
      const key = await this.#key();
      const { held } = await navigator.locks.query();
      const open = new Set(held.map(({ name }) => name));
      const isFree = ({ page }) => page === own || !open.has(PAGE + page);
      const rows = await vault.all("operations", vault.of(this.person));
      const drafts = rows.filter((row) => row.account === account && row.state === DRAFT && isFree(row));
      const read = drafts.map((row) => {
        const name = row.key.slice(draftKey("").length);
        return vault.openJson(row.sealed, key, draftLabel(row.person, name)).catch(() => null);
      });
      return (await Promise.all(read)).filter(Boolean).sort((a, b) => a.at - b.at);
    });
  }
}

/** A name for this page; as long as it is open, what is typed on it is no other page's to take up. */
export function pageName(signal) {
  const name = crypto.randomUUID?.() ?? String(Math.random());
  if (isPossible) {
    navigator.locks.request(PAGE + name, { signal }, () =>
      new Promise((resolve) => { signal.addEventListener("abort", resolve); }),
    ).catch(() => {});
  }
  return name;
}

const LOCK = "ecabinet-outbox";

/** A page with an open paper sends its own; as long as there is one, no other page does. */
export function sendsItself(signal) {
  if (!isPossible) return;
  navigator.locks.request(LOCK, { mode: "shared", signal }, () =>
    new Promise((resolve) => { signal.addEventListener("abort", resolve); }),
  ).catch(() => {});
}

/** Send what waits, if no paper is open that does; answers whether there was none. */
export const alone = (act) => navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
  if (lock) await act();
  return lock !== null;
});

/** Only what was done to the mark of one act: a paper that is open sends the rest. */
export class ShelfOfOne extends SealedShelf {
  constructor(person, key) {
    super(person);
    this.key = key;
  }

  async read() {
    const acts = await super.read();
    const mark = acts.find(({ key }) => key === this.key)?.mark;
    return acts.filter((act) => act.mark === mark);
  }
}
