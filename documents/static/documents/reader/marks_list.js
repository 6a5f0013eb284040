/** The list of marks: page by page, with author, words and a jump; filtered by author. */
import { AUDIENCE_ICON, KIND_ICON, el, icon } from "./dom.js";
import { byPlace } from "./geometry.js";

/** Marks to list, in reading order. `author`: "" for all, "me", or an author's id as text. */
export function listed(marks, author = "", kind = "") {
  return marks
    .filter((mark) => !kind || mark.kind === kind)
    .filter(
      (mark) =>
        !author || (author === "me" ? mark.mine : !mark.mine && String(mark.author.id) === author),
    )
    .sort(byPlace);
}

export class MarksList {
  constructor({ root, store, t, when, signal, onJump, onRetry }) {
    Object.assign(this, { root, store, t, when, onJump });
    const part = (name) => root.querySelector(`[data-list="${name}"]`);
    this.items = part("items");
    this.author = part("author");
    this.kind = part("kind");
    this.total = part("total");
    this.empty = part("empty");
    const later = () => this.#later();
    for (const name of ["upsert", "removed", "loaded"]) {
      store.addEventListener(name, later, { signal });
    }
    for (const select of [this.author, this.kind]) {
      select.addEventListener("change", () => this.render(), { signal });
    }
    this.items.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-mark]");
      if (button) this.onJump(button.dataset.mark);
      if (target.closest("button[data-retry]")) onRetry();
    }, { signal });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  toggle(open = !this.isOpen) {
    this.root.hidden = !open;
    if (open) {
      this.render();
      (this.items.querySelector("button") ?? this.author).focus();
    }
  }

  #later() {
    if (!this.isOpen || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.render();
    });
  }

  render() {
    this.#authors();
    const marks = listed(this.store.all, this.author.value, this.kind.value);
    const focused = document.activeElement?.dataset?.mark;
    const rows = [];
    let page = 0;
    for (const mark of marks) {
      if (mark.page !== page) {
        page = mark.page;
        rows.push(el("li", { class: "reader-list-page", text: this.t("reader-on-page", { page }) }));
      }
      rows.push(this.#row(mark));
    }
    this.items.replaceChildren(...rows);
    this.empty.hidden = marks.length > 0;
    this.total.textContent = String(marks.length);
    if (focused) this.items.querySelector(`[data-mark="${CSS.escape(focused)}"]`)?.focus();
  }

  #authors() {
    const chosen = this.author.value;
    const names = new Map();
    for (const { author, mine } of this.store.all) if (!mine) names.set(String(author.id), author.name);
    const options = [["", this.t("reader-list-everyone")], ["me", this.t("reader-list-mine")], ...names];
    this.author.replaceChildren(
      ...options.map(([value, text]) => el("option", { value, text, selected: value === chosen })),
    );
    this.author.value = chosen;
    if (this.author.selectedIndex < 0) this.author.value = "";
  }

  #row(mark) {
    const chip = el("span", { class: "reader-list-icon" }, icon(KIND_ICON[mark.kind]));
    chip.style.setProperty("--mark", mark.color);
    const words = mark.body || mark.quote || this.t(`reader-kind-${mark.kind}`);
    const who = el("span", { class: "reader-list-who" }, icon(AUDIENCE_ICON[mark.audience]),
      `${mark.mine ? this.t("reader-you") : mark.author.name} · ${this.when(mark.created_at)}`);
    const button = el("button", { type: "button", "data-mark": mark.client_id }, chip,
      el("span", { class: "reader-list-words" }, el("span", { class: "reader-list-text", text: words }), who));
    button.append(el("span", { class: "visually-hidden", text: this.t(`reader-audience-${mark.audience}`) }));
    const row = el("li", {}, button);
    if (mark.sync !== "saved") {
      const key = mark.sync === "refused" ? "reader-mark-refused" : "reader-mark-waiting";
      row.append(el("p", { class: `reader-card-${mark.sync}`, text: this.t(key, { reason: mark.reason }) }));
      if (mark.sync === "refused") {
        row.append(el("button", { type: "button", class: "reader-button", "data-retry": true, text: this.t("reader-retry") }));
      }
    }
    return row;
  }
}
