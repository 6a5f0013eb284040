/**
 * Undo and redo over the store. One entry is one act of the reader, in one or many steps.
 *
 * Events: "change", and "added" {mark} when a mark was made or brought back.
 */
import { audienceOf, isWider } from "./tools.js";

const LONGEST = 200;

/** What a mark is made of, without what the server adds. */
export function draftOf(mark) {
  const { page, kind, audience, geometry, color, width, body, quote } = mark;
  const prepared = mark.prepared_for?.id ?? null;
  return { page, kind, audience, prepared_for: prepared, geometry, color, width, body, quote };
}

export class History extends EventTarget {
  /** `settle()`: makes what was written and is not in the store yet a mark, before undo means it. */
  constructor(store, settle = () => {}) {
    super();
    this.store = store;
    this.settle = settle;
    this.done = [];
    this.undone = [];
    this.isAsking = false;
  }

  add(draft) {
    const mark = this.#made(draft);
    this.#did([{ kind: "add", mark: mark.client_id, draft: draftOf(mark) }]);
    return mark;
  }

  #made(draft) {
    const mark = this.store.add(draft);
    this.dispatchEvent(new CustomEvent("added", { detail: { mark } }));
    return mark;
  }

  remove(...clientIds) {
    const steps = [];
    for (const clientId of clientIds) {
      const mark = this.store.get(clientId);
      if (!mark?.mine) continue;
      steps.push({ kind: "remove", mark: clientId, draft: draftOf(mark) });
      this.store.remove(clientId);
    }
    if (steps.length) this.#did(steps);
  }

  change(clientId, patch) {
    this.changeAll([[clientId, patch]]);
  }

  /** Several marks in one act. `changes`: [client id, patch] each. */
  changeAll(changes) {
    const steps = [];
    for (const [clientId, { body_before: base, ...after }] of changes) {
      const mark = this.store.get(clientId);
      if (!mark?.mine) continue;
      const draft = draftOf(mark);
      const before = Object.fromEntries(Object.keys(after).map((name) => [name, draft[name]]));
      this.store.change(clientId, base === undefined ? after : { ...after, body_before: base });
      steps.push({ kind: "change", mark: clientId, before, after });
    }
    if (steps.length) this.#did(steps);
  }

  /** An act that only the server can do: `undo()` and `redo()` ask it. */
  acted({ undo, redo }) {
    this.#did([{ kind: "act", undo, redo }]);
  }

  get canUndo() {
    return this.done.length > 0;
  }

  get canRedo() {
    return this.undone.length > 0;
  }

  #next(isUndo) {
    this.settle();
    return isUndo ? this.done : this.undone;
  }

  /** Whom undo (or redo) would let see a mark that they do not see now: {word, mark}, or null. */
  wider(isUndo) {
    for (const { kind, mark: clientId, before, after } of this.#next(isUndo).at(-1) ?? []) {
      const meant = isUndo ? before : after;
      const mark = kind === "change" && meant.audience ? this.store.get(clientId) : null;
      const word = mark && audienceOf(meant);
      if (word && isWider(word, audienceOf(mark))) return { word, mark };
    }
    return null;
  }

  /** What undo (or redo) would do next is not done: it stays as it is, and what lies before it can be undone. */
  #leaveOut(isUndo) {
    this.#next(isUndo).pop();
    this.#tell();
  }

  /**
   * Undo or redo; `mayWiden(word, mark)` is asked before more people would see a mark. While that question stands there is
   * no second one, and its answer is about nothing else: what came on top meanwhile stays. Answers the entry, or null.
   */
  async replay(isUndo, mayWiden) {
    if (this.isAsking) return null;
    const wider = this.wider(isUndo);
    if (wider) {
      const asked = this.#next(isUndo).at(-1);
      this.isAsking = true;
      const isYes = await mayWiden(wider.word, wider.mark).finally(() => (this.isAsking = false));
      if (this.#next(isUndo).at(-1) !== asked) return null;
      if (!isYes) {
        this.#leaveOut(isUndo);
        return null;
      }
    }
    return isUndo ? this.undo() : this.redo();
  }

  undo() {
    const entry = this.#next(true).pop();
    if (!entry) return null;
    this.undone.push(entry);
    for (const step of entry.toReversed()) this.#play(step, true);
    this.#tell();
    return entry;
  }

  redo() {
    const entry = this.#next(false).pop();
    if (!entry) return null;
    this.done.push(entry);
    for (const step of entry) this.#play(step, false);
    this.#tell();
    return entry;
  }

  #play(step, backwards) {
    if (step.kind === "act") {
      step[backwards ? "undo" : "redo"]();
      return;
    }
    if (step.kind === "change") {
      if (this.store.get(step.mark)) {
        this.store.change(step.mark, backwards ? step.before : step.after);
      }
      return;
    }
    if ((step.kind === "add") === backwards) {
      const mark = this.store.get(step.mark);
      if (!mark) return;
      step.draft = draftOf(mark);
      this.store.remove(step.mark);
    } else {
      this.#rename(step.mark, this.#made(step.draft).client_id);
    }
  }

  /** A mark brought back is a new one on the server: later steps must mean it. */
  #rename(from, to) {
    for (const entry of [...this.done, ...this.undone]) {
      for (const step of entry) if (step.mark === from) step.mark = to;
    }
  }

  #did(entry) {
    this.done.push(entry);
    if (this.done.length > LONGEST) this.done.shift();
    this.undone = [];
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
