/** The card of one mark: who wrote it, when and for whom; its text; change of audience; delete. */
import { KIND_ICON, audienceIcon, el, icon } from "../dom.js";
import { boundsOf } from "../drawing/geometry.js";
import { fitted, sizeOf } from "../drawing/text_lines.js";
import { draftOf } from "../marks/history.js";
import { COLORS, TOOL_OF, asAudience, audienceOf, isWider } from "../marks/tools.js";
import { colorKey } from "./toolbar.js";

export class Card {
  /**
   * `when(iso)`: a date as text; `audiences`: those this reader may write for, `audienceName(word)`
   * their names; `mayWiden(word, mark)`: asks before more people see a mark; `typing` keeps what is
   * typed until it is a mark; `uuid()`: a name for a new one; `say(key)`: a short message.
   */
  constructor({ root, stage, signal, store, ...given }) {
    Object.assign(this, { root, stage, store, ...given });
    this.mark = null;
    this.draft = null;
    store.addEventListener("upsert", ({ detail }) => this.#changed(detail.mark), { signal });
    store.addEventListener("removed", ({ detail }) => {
      if (this.mark === detail.mark.client_id) this.#removed(detail.mark);
    }, { signal });
    store.addEventListener("anew", ({ detail }) => {
      if (this.mark === detail.from) this.#goOnWith(detail.to);
    }, { signal });
    root.addEventListener("input", ({ target }) => {
      if (target === this.text) this.#typed();
    }, { signal });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        this.save();
      }
    }, { signal });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Whether there are words in it that are no mark yet. */
  get isDirty() {
    return this.isOpen && Boolean(this.text) && this.text.value.trim() !== this.base;
  }

  /** Show a stored mark. */
  open(clientId, { focus = true } = {}) {
    const mark = this.store.get(clientId);
    if (!mark) return;
    if (this.isOpen) this.save({ close: false });
    this.mark = clientId;
    this.draft = null;
    this.layers.choose(clientId);
    this.#build(mark, focus);
  }

  /** Write a new note; nothing is stored until it has words. */
  openNew(draft) {
    if (this.isOpen) this.save({ close: false });
    this.mark = null;
    this.draft = { ...draft, client_id: draft.client_id ?? this.uuid() };
    this.#build({ ...draft, mine: true, body: "", sync: "saved" }, true);
  }

  /** Words that were being typed when the page was left are typed on; answers whether there was anything to resume. */
  resume({ key, mark, draft, base, text }) {
    const stored = this.store.get(key);
    if (stored && (stored.body ?? "").trim() === text.trim()) {
      this.typing.settle(key);
      return false;
    }
    if (stored?.mine) {
      this.open(key);
      this.base = base.trim();
    } else {
      // The name of a mark that was stored once is taken, whoever removed it.
      this.openNew({ ...draft, client_id: stored || mark ? this.uuid() : key });
    }
    this.text.value = text;
    this.#typed();
    if (this.#key !== key) this.typing.settle(key);
    return true;
  }

  /** Closed by any way: what was typed is a mark then, and undo takes it back. */
  close() {
    if (this.isOpen) this.save();
  }

  #shut() {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.mark = null;
    this.draft = null;
    this.layers.choose(null);
    this.onClosed();
  }

  save({ close = true } = {}) {
    const body = this.text?.value.trim() ?? "";
    const key = this.#key;
    if (this.draft) {
      if (body) this.history.add({ ...this.draft, ...this.#fit(this.draft, body), body });
      this.draft = null;
    } else {
      const mark = this.store.get(this.mark);
      const base = this.base ?? "";
      if (mark?.mine && this.text && body !== base) {
        // Made of what was read here: what another tablet wrote meanwhile is kept beside it.
        this.history.change(this.mark, { body, body_before: base, ...this.#fit(mark, body) });
      }
    }
    this.typing.settle(key);
    if (close) this.#shut();
  }

  get #key() {
    return this.draft?.client_id ?? this.mark;
  }

  #typed() {
    const { mark, base } = this;
    const draft = this.draft ?? draftOf(this.shown);
    this.typing.note({ key: this.#key, mark, draft, base, text: this.text.value });
  }

  /** Removed while it was open, here or on another tablet: words not stored yet become a new mark. */
  #removed(mark) {
    if (!this.isDirty) {
      this.typing.settle(mark.client_id);
      this.#shut();
      return;
    }
    const text = this.text.value;
    const hadFocus = this.root.contains(document.activeElement);
    this.mark = null;
    this.draft = { ...draftOf(mark), client_id: this.uuid() };
    this.#build({ ...mark, body: "", sync: "saved", mine: true }, hadFocus);
    this.text.value = text;
    this.#typed();
    this.typing.settle(mark.client_id);
    this.say("reader-gone-elsewhere");
  }

  /** The mark was gone on the server and made anew of what was stored here: the card goes over to it. */
  #goOnWith(mark) {
    const key = this.#key;
    this.mark = mark;
    this.shown = this.store.get(mark);
    this.base = (this.shown.body ?? "").trim();
    if (this.isDirty) this.#typed();
    this.typing.settle(key);
  }

  /** A text box is as high as its words. */
  #fit(mark, body) {
    if (mark.kind !== "text") return {};
    const own = this.layers.pages.get(mark.page)?.own ?? 0;
    return { geometry: { rect: fitted(mark.geometry.rect, body, sizeOf(mark), own) } };
  }

  #changed(mark) {
    if (this.mark !== mark.client_id || this.isDirty) return;
    const hasFocus = this.root.contains(document.activeElement);
    // Kept, a mark that was offered is another card: one's own.
    if (hasFocus && mark.mine === this.shown.mine) return;
    this.#build(mark, hasFocus);
  }

  #build(mark, focus) {
    const { t } = this;
    this.shown = mark;
    const name = el("strong", { text: mark.author?.name ?? t("reader-you") });
    const head = el(
      "header",
      { class: "reader-card-head" },
      icon(KIND_ICON[mark.kind]),
      el("div", { class: "reader-card-who" }, name, this.#subtitle(mark)),
      this.#button("x-lg", "reader-close", () => this.close()),
    );
    const parts = [head];
    if (mark.sync !== "saved") {
      const key = mark.sync === "refused" ? "reader-mark-refused" : "reader-mark-waiting";
      const reason = mark.reason ?? "";
      parts.push(el("p", { class: `reader-card-${mark.sync}`, text: t(key, { reason }) }));
    }
    const isForMe = this.prepared.isOffered(mark);
    const preparers = [
      ["reader-prepared-by", isForMe ? mark.author : mark.prepared_by],
      ["reader-prepared-for", isForMe ? null : mark.prepared_for],
    ];
    for (const [key, who] of preparers) {
      if (who) parts.push(el("p", { class: "reader-card-prepared", text: this.t(key, { name: who.name }) }));
    }
    if (mark.put_aside) parts.push(el("p", { class: "reader-card-waiting", text: this.t("reader-put-aside") }));
    if (mark.quote) parts.push(el("blockquote", { text: mark.quote }));
    this.text = null;
    if (mark.mine) {
      if (mark.kind !== "ink" && mark.kind !== "marker") parts.push(this.#textBox(mark));
      parts.push(this.#swatches(mark), this.#audience(mark), this.#actions(mark));
    } else if (mark.body) {
      parts.push(el("p", { class: "reader-card-body", text: mark.body }));
    }
    if (isForMe) parts.push(this.#offer(mark));
    this.root.replaceChildren(...parts);
    this.root.setAttribute("aria-label", t(`reader-kind-${mark.kind}`));
    this.root.hidden = false;
    this.place();
    if (focus) (this.text ?? this.root.querySelector("button")).focus({ preventScroll: true });
  }

  #subtitle(mark) {
    const parts = [this.t(`reader-kind-${mark.kind}`), this.t("reader-on-page", { page: mark.page })];
    if (mark.created_at) parts.push(this.when(mark.created_at));
    return el("span", { text: parts.join(" · ") });
  }

  #textBox(mark) {
    this.text = el("textarea", {
      rows: 4,
      maxlength: 4000,
      "aria-label": this.t("reader-note-text"),
      placeholder: this.t({ note: "reader-note-write", text: "reader-text-write" }[mark.kind] ?? "reader-comment-write"),
    });
    this.text.value = this.base = (mark.body ?? "").trim();
    return this.text;
  }

  #swatches(mark) {
    const row = el("div", { class: "reader-card-colors", role: "group", "aria-label": this.t("reader-colors") });
    for (const color of COLORS[TOOL_OF[mark.kind]]) {
      const dot = el("span", { class: "reader-dot" });
      dot.style.backgroundColor = color;
      const label = this.t(colorKey(color));
      const pressed = String(color === mark.color);
      const button = el(
        "button",
        { type: "button", class: "reader-button", "aria-label": label, "aria-pressed": pressed },
        dot,
      );
      button.addEventListener("click", () => {
        for (const other of row.children) other.setAttribute("aria-pressed", String(other === button));
        if (this.draft) this.#redraft({ color });
        else this.history.change(this.mark, { color });
      });
      row.append(button);
    }
    return row;
  }

  #audience(mark) {
    const select = el("select", { class: "reader-select" });
    const own = audienceOf(mark);
    for (const word of [...new Set([...this.audiences, own])]) {
      select.append(el("option", { value: word, text: this.audienceName(word, mark) }));
    }
    select.value = own;
    const words = el("span", { text: this.t("reader-seen-by") });
    const label = el("label", { class: "reader-card-audience" }, icon(audienceIcon(own)), words, select);
    select.addEventListener("change", async () => {
      const { value } = select;
      // As it is now: it may have been changed on this very card.
      const now = audienceOf(this.store.get(this.mark) ?? mark);
      if (!this.draft && isWider(value, now) && !(await this.mayWiden(value, mark))) {
        select.value = now;
        select.focus();
        return;
      }
      if (this.draft) this.#redraft(asAudience(value));
      else this.history.change(this.mark, asAudience(value));
      label.replaceChild(icon(audienceIcon(value)), label.firstElementChild);
    });
    return label;
  }

  #redraft(changed) {
    this.draft = { ...this.draft, ...changed };
    this.#typed();
  }

  /** Prepared for me: keep it as my own, or put it aside. */
  #offer(mark) {
    const act = (key, more, then) => {
      const button = el("button", { type: "button", class: `reader-button ${more}`, text: this.t(key) });
      button.addEventListener("click", () => then(mark.client_id));
      return button;
    };
    return el("div", { class: "reader-card-actions" },
      act("reader-dismiss", "", (id) => this.prepared.dismiss(id)),
      act("reader-keep", "reader-primary", (id) => this.prepared.keep(id)));
  }

  #actions(mark) {
    const row = el("div", { class: "reader-card-actions" });
    if (!this.draft) {
      const remove = el("button", { type: "button", class: "reader-button reader-danger" }, icon("trash"),
        el("span", { text: this.t("reader-delete") }));
      remove.addEventListener("click", () => {
        this.text = null; // what was typed on it and not stored goes with it
        this.history.remove(mark.client_id);
      });
      row.append(remove);
    }
    if (this.text) {
      const save = el("button", { type: "button", class: "reader-button reader-primary", text: this.t("reader-save") });
      save.addEventListener("click", () => this.save());
      row.append(save);
    }
    return row;
  }

  #button(name, key, then) {
    const button = el("button", { type: "button", class: "reader-button", "aria-label": this.t(key) }, icon(name));
    button.addEventListener("click", then);
    return button;
  }

  /** Stand beside the mark, inside the stage. */
  place() {
    if (!this.isOpen) return;
    const mark = this.draft ?? this.store.get(this.mark);
    if (!mark || !this.layers.pages.has(mark.page)) return;
    const [x0, , x1, y1] = boundsOf(mark);
    const frame = this.stage.getBoundingClientRect();
    const corners = [this.layers.toScreen(mark.page, x0, y1), this.layers.toScreen(mark.page, x1, y1)];
    const right = Math.max(...corners.map(([x]) => x)) - frame.left + 12;
    const leftEdge = Math.min(...corners.map(([x]) => x)) - frame.left - 12;
    const top = Math.min(...corners.map(([, y]) => y)) - frame.top;
    const { offsetWidth: width, offsetHeight: height } = this.root;
    let left = right;
    if (right + width > frame.width - 8) left = leftEdge - width;
    left = Math.min(frame.width - width - 8, Math.max(8, left));
    this.root.style.left = `${left}px`;
    this.root.style.top = `${Math.min(frame.height - height - 8, Math.max(8, top))}px`;
  }
}
