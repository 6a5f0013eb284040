/** The card of one mark: who wrote it, when and for whom; its text; change of audience; delete. */
import { AUDIENCE_ICON, KIND_ICON, el, icon } from "./dom.js";
import { boundsOf } from "./geometry.js";
import { colorKey } from "./toolbar.js";
import { COLORS } from "./tools.js";

const TOOL_OF = { ink: "pen", marker: "marker", highlight: "highlight", note: "note", text: "note" };

export class Card {
  /** `when(iso)`: a date as text; `audiences`: those this reader may write for. */
  constructor({ root, stage, layers, history, store, audiences, t, when, signal, onClosed }) {
    Object.assign(this, { root, stage, layers, history, store, audiences, t, when, onClosed });
    this.mark = null;
    this.draft = null;
    store.addEventListener("upsert", ({ detail }) => this.#changed(detail.mark), { signal });
    store.addEventListener("removed", ({ detail }) => {
      if (this.mark === detail.mark.client_id) this.close();
    }, { signal });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
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
    this.draft = draft;
    this.#build({ ...draft, mine: true, body: "", sync: "saved" }, true);
  }

  close() {
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
    if (this.draft) {
      if (body) this.history.add({ ...this.draft, body });
      this.draft = null;
    } else {
      const mark = this.store.get(this.mark);
      if (mark?.mine && this.text && body !== (mark.body ?? "")) {
        this.history.change(this.mark, { body });
      }
    }
    if (close) this.close();
  }

  #changed(mark) {
    if (this.mark !== mark.client_id || this.root.contains(document.activeElement)) return;
    this.#build(mark, false);
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
      this.#button("x-lg", "reader-close", () => {
        this.save({ close: false });
        this.close();
      }),
    );
    const parts = [head];
    if (mark.sync !== "saved") {
      const key = mark.sync === "refused" ? "reader-mark-refused" : "reader-mark-waiting";
      const reason = mark.reason ?? "";
      parts.push(el("p", { class: `reader-card-${mark.sync}`, text: t(key, { reason }) }));
    }
    if (mark.quote) parts.push(el("blockquote", { text: mark.quote }));
    this.text = null;
    if (mark.mine) {
      if (mark.kind !== "ink" && mark.kind !== "marker") parts.push(this.#textBox(mark));
      parts.push(this.#swatches(mark), this.#audience(mark), this.#actions(mark));
    } else if (mark.body) {
      parts.push(el("p", { class: "reader-card-body", text: mark.body }));
    }
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
      placeholder: this.t(mark.kind === "note" ? "reader-note-write" : "reader-comment-write"),
    });
    this.text.value = mark.body ?? "";
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
        if (this.draft) this.draft = { ...this.draft, color };
        else this.history.change(this.mark, { color });
      });
      row.append(button);
    }
    return row;
  }

  #audience(mark) {
    const select = el("select", { class: "reader-select" });
    for (const audience of this.audiences) {
      const option = el("option", { value: audience, text: this.t(`reader-audience-${audience}`) });
      option.selected = audience === mark.audience;
      select.append(option);
    }
    select.addEventListener("change", () => {
      if (this.draft) this.draft = { ...this.draft, audience: select.value };
      else this.history.change(this.mark, { audience: select.value });
      label.replaceChild(icon(AUDIENCE_ICON[select.value]), label.firstElementChild);
    });
    const words = el("span", { text: this.t("reader-seen-by") });
    const label = el("label", { class: "reader-card-audience" }, icon(AUDIENCE_ICON[mark.audience]), words, select);
    return label;
  }

  #actions(mark) {
    const row = el("div", { class: "reader-card-actions" });
    if (!this.draft) {
      const remove = el("button", { type: "button", class: "reader-button reader-danger" }, icon("trash"),
        el("span", { text: this.t("reader-delete") }));
      remove.addEventListener("click", () => this.history.remove(mark.client_id));
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
