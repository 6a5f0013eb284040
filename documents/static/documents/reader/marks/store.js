/**
 * The marks of one version: what the server said, with what was not sent yet laid over it.
 * Everything a reader does to a mark goes through add, change and remove, and shows at once.
 *
 * Events: "upsert" {mark}, "removed" {mark}, "loaded", "both", "anew" {from, to}.
 */
import { applied } from "../queue/queue.js";
import { draftOf } from "./history.js";

export class AnnotationStore extends EventTarget {
  /**
   * `me`: {person_id, name}; `url`: where marks of this version are listed and posted;
   * `principals`: [{id, name}] of those for whom I prepare marks; `title`: of the paper, to name it
   * where its marks stand without it.
   */
  constructor({ me, versionId, url, itemUrl, outbox, request, uuid, principals = [], title = "" }) {
    super();
    Object.assign(this, { me, versionId, url, itemUrl, outbox, request, uuid, principals, title });
    this.saved = new Map();
    /** When the server told of a mark last, and when the list that is shown was asked for: by turns. */
    this.told = new Map();
    this.turn = 0;
    this.listed = 0;
    this.marks = new Map();
    this.heard = new Map();
    outbox.addEventListener("answer", (event) => this.#onAnswer(event.detail));
  }

  get all() {
    return [...this.marks.values()];
  }

  /** How many marks of this paper the server does not have as they are here. */
  get unsent() {
    return this.all.filter(({ sync }) => sync !== "saved").length;
  }

  get(clientId) {
    return this.marks.get(clientId) ?? null;
  }

  onPage(page) {
    return this.all.filter((mark) => mark.page === page);
  }

  /**
   * Read every mark from the server; answers false when it could not be reached. What was answered or
   * told since it was asked is newer than the list, and so is a list that was asked for later.
   */
  async load() {
    this.asked = true;
    const asked = (this.turn += 1);
    const items = [];
    let cursor = "";
    do {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const { status, body } = await this.request("GET", `${this.url}${query}`);
      if (status !== 200) {
        this.#showKept();
        return false;
      }
      items.push(...body.items);
      cursor = body.next;
    } while (cursor);
    if (asked < this.listed) return true;
    this.listed = asked;
    const listed = new Map(items.map((item) => [item.client_id, this.#own(item)]));
    for (const [clientId, turn] of this.told) {
      if (turn < asked) continue;
      const mark = this.saved.get(clientId);
      if (mark) listed.set(clientId, mark);
      else listed.delete(clientId);
    }
    this.saved = listed;
    for (const item of items) this.outbox.confirm(item.client_id, item.id);
    const keep = new Set(this.saved.keys());
    for (const clientId of this.marks.keys()) {
      if (!keep.has(clientId)) this.#refresh(clientId);
    }
    for (const clientId of keep) this.#refresh(clientId);
    this.#showKept();
    this.dispatchEvent(new CustomEvent("loaded"));
    return true;
  }

  /** The mark as the server has it now; null: it has none. */
  #learn(clientId, mark) {
    this.told.set(clientId, (this.turn += 1));
    if (mark) this.saved.set(clientId, mark);
    else this.saved.delete(clientId);
  }

  #showKept() {
    for (const { mark, version } of this.outbox.operations) {
      if (version === this.versionId) this.#refresh(mark);
    }
  }

  /**
   * A new mark of mine. `draft`: {page, kind, audience, geometry, color, width, body, quote} and,
   * when others already saw it growing, its client_id.
   */
  add(draft) {
    const clientId = draft.client_id ?? this.uuid();
    const body = { body: "", quote: "", ...draft, client_id: clientId };
    this.#push({ key: clientId, kind: "create", mark: clientId, body });
    return this.get(clientId);
  }

  /**
   * Change body, audience, geometry or colour of my mark. A new text goes with the one it was made
   * of: where another tablet has written meanwhile, the server keeps both.
   */
  change(clientId, patch) {
    const id = this.saved.get(clientId)?.id ?? null;
    const body = "body" in patch ? { body_before: this.get(clientId)?.body ?? "", ...patch } : patch;
    this.#push({ key: this.uuid(), kind: "change", mark: clientId, id, body });
  }

  remove(clientId) {
    const id = this.saved.get(clientId)?.id ?? null;
    this.#push({ key: this.uuid(), kind: "remove", mark: clientId, id, body: null });
  }

  #push(operation) {
    const { versionId: version, title, url, itemUrl } = this;
    this.outbox.push({ ...operation, version, title, url, itemUrl });
    this.#refresh(operation.mark);
  }

  /** A mark as the server has it (announced, or asked for). */
  receive(annotation) {
    if (annotation.version_id !== this.versionId) return;
    const mark = this.#own(annotation);
    if (!mark.mine && mark.audience === "private") return;
    this.#learn(mark.client_id, mark);
    this.outbox.confirm(mark.client_id, mark.id);
    this.#refresh(mark.client_id);
  }

  /** A mark that is not for the meeting is new or changed: ask, unless this tablet did it. */
  hear({ id, client_id: clientId, version_id: versionId, updated_at: updatedAt }) {
    if (versionId !== this.versionId) return;
    const known = this.saved.get(clientId);
    if (known && known.id === id && Date.parse(known.updated_at) >= Date.parse(updatedAt)) return;
    // What is on its way from here is answered with the mark as it is then; older than what was
    // told meanwhile, it is asked for after that.
    this.heard.set(clientId, { id, updatedAt });
    if (!this.outbox.about(clientId).some(({ state }) => state === "sending")) this.#askFor(id, clientId);
  }

  /** A mark left a room: removed, or no longer for its people. Which of the two the server says. */
  forget({ id, client_id: clientId }) {
    const mark = this.saved.get(clientId);
    if (!mark || (id !== undefined && mark.id !== id)) return;
    if (mark.mine) {
      if (!this.outbox.about(clientId).length) this.#askFor(mark.id, clientId);
      return;
    }
    this.#learn(clientId, null);
    this.#refresh(clientId);
  }

  async #askFor(id, clientId) {
    this.heard.delete(clientId);
    const { status, body } = await this.request("GET", `${this.itemUrl}/${id}`);
    if (status === 200) this.receive(body);
    // Kept by somebody who had given its name to another mark, it has a new one.
    if (status === 404 || (status === 200 && body.client_id !== clientId)) {
      this.#learn(clientId, null);
      this.#refresh(clientId);
    }
  }

  #own(annotation) {
    return { ...annotation, mine: annotation.author?.id === this.me.person_id };
  }

  #onAnswer({ operation, meaning, status, body }) {
    if (operation.version !== this.versionId) return;
    if (meaning === "refused" && status === 404 && operation.kind === "change") this.#gone(operation.mark);
    if (meaning === "done") {
      if (operation.kind === "remove") this.#learn(operation.mark, null);
      else if (body?.client_id) this.#learn(operation.mark, this.#own(body));
      this.#compare(operation, body);
    }
    const heard = meaning === "refused" && this.heard.get(operation.mark);
    if (heard) this.#askFor(heard.id, operation.mark);
    this.#refresh(operation.mark);
  }

  /**
   * The mark is gone on the server: words written on it here meanwhile become a new mark, with all
   * that was done to it; what was done to a mark without them goes with it. Event "anew" {from, to}.
   */
  #gone(mark) {
    const before = this.marks.get(mark);
    const isWritten = this.outbox.about(mark).some(({ body }) => body?.body?.trim());
    // What it was is not known here, as the paper may be gone with it: the words stay, refused, where they can be copied.
    if (isWritten && !before) return;
    if (isWritten) {
      const made = this.add({ ...draftOf(before), body: before.body });
      this.dispatchEvent(new CustomEvent("anew", { detail: { from: mark, to: made.client_id } }));
    }
    this.#learn(mark, null);
    this.outbox.forget(mark);
  }

  /** Did another tablet write on the same mark meanwhile? Event "both" when both texts were kept. */
  #compare({ mark, body: sent }, body) {
    const heard = this.heard.get(mark);
    if (heard && body && Date.parse(body.updated_at) < Date.parse(heard.updatedAt)) this.#askFor(heard.id, mark);
    this.heard.delete(mark);
    const isBoth = sent?.body && sent.body_before !== undefined && body?.body.length > sent.body.length + 3;
    if (isBoth) this.dispatchEvent(new CustomEvent("both"));
  }

  /** A person as the server names one: of an act not sent yet there is only the id. */
  #person(given) {
    if (typeof given !== "number") return given ?? null;
    return this.principals.find(({ id }) => id === given) ?? { id: given, name: "" };
  }

  #refresh(clientId) {
    const operations = this.outbox.about(clientId);
    const before = this.marks.get(clientId);
    const base = this.saved.get(clientId) ?? null;
    const mark = operations.length ? applied(base, operations) : base;
    if (!mark) {
      if (!before) return;
      this.marks.delete(clientId);
      this.dispatchEvent(new CustomEvent("removed", { detail: { mark: before } }));
      return;
    }
    const refused = operations.find(({ state }) => state === "refused");
    const complete = {
      created_at: new Date().toISOString(),
      ...mark,
      mine: base ? base.mine : true,
      author: base?.author ?? { id: this.me.person_id, name: this.me.name },
      sync: refused ? "refused" : operations.length ? "waiting" : "saved",
      reason: refused?.reason ?? "",
      prepared_for: this.#person(mark.prepared_for),
    };
    if (before) complete.created_at = base?.created_at ?? before.created_at;
    this.marks.set(clientId, complete);
    this.dispatchEvent(new CustomEvent("upsert", { detail: { mark: complete, before } }));
  }
}
