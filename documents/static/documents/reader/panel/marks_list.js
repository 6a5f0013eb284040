/** The list of marks: page by page, with author, words and a jump; what it leaves out the page hides. */
import { KIND_ICON, audienceIcon, el, icon } from "../dom.js";
import { byPlace } from "../drawing/geometry.js";
import { audienceOf } from "../marks/tools.js";

/** Marks to list, in reading order. */
export function listed(marks, filter) {
  return marks.filter((mark) => filter.lists(mark)).sort(byPlace);
}

export class MarksList {
  constructor({ root, store, filter, prepared, t, when, signal, onJump, onRetry, audienceName }) {
    Object.assign(this, { root, store, filter, prepared, t, when, onJump, audienceName });
    const part = (name) => root.querySelector(`[data-list="${name}"]`);
    for (const name of ["items", "author", "kind", "words", "total", "empty", "filtered", "hide", "prepared"]) {
      this[name === "prepared" ? "offer" : name] = part(name);
    }
    this.kind.value = filter.kind;
    const later = () => this.#later();
    for (const name of ["upsert", "removed", "loaded"]) {
      store.addEventListener(name, later, { signal });
    }
    filter.addEventListener("change", later, { signal });
    const listen = (element, type, then) => element?.addEventListener(type, then, { signal });
    listen(this.author, "change", () => filter.set({ author: this.author.value }));
    listen(this.kind, "change", () => filter.set({ kind: this.kind.value }));
    listen(this.words, "input", () => filter.set({ words: this.words.value }));
    listen(this.hide, "click", () => filter.set({ hidden: !filter.hidden }));
    listen(this.offer, "click", ({ target }) => {
      if (target.closest("button")) prepared.keepAll();
    });
    listen(this.filtered, "click", ({ target }) => {
      if (!target.closest("button")) return;
      this.words.value = this.kind.value = this.author.value = "";
      filter.clear();
      this.words.focus();
    });
    this.items.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-mark]");
      if (button) this.onJump(button.dataset.mark);
      if (target.closest("button[data-retry]")) onRetry();
      const keep = target.closest("button[data-keep]");
      if (keep) prepared.keep(keep.dataset.keep);
      const dismiss = target.closest("button[data-dismiss]");
      if (dismiss) prepared.dismiss(dismiss.dataset.dismiss);
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
    const { filter, t } = this;
    this.#authors();
    const marks = listed(this.store.all, filter);
    const focused = document.activeElement?.dataset?.mark;
    const rows = [];
    let page = 0;
    for (const mark of marks) {
      if (mark.page !== page) {
        page = mark.page;
        rows.push(el("li", { class: "reader-list-page", text: t("reader-on-page", { page }) }));
      }
      rows.push(this.#row(mark));
    }
    this.items.replaceChildren(...rows);
    const all = this.store.all.length;
    this.empty.hidden = all > 0;
    this.filtered.hidden = all === 0 || marks.length > 0;
    this.total.textContent = marks.length === all ? String(all) : `${marks.length} / ${all}`;
    this.hide.setAttribute("aria-pressed", String(filter.hidden));
    this.#offer();
    if (focused) this.items.querySelector(`[data-mark="${CSS.escape(focused)}"]`)?.focus();
  }

  #authors() {
    const names = new Map();
    for (const { author, mine } of this.store.all) if (!mine) names.set(String(author.id), author.name);
    const options = [["", this.t("reader-list-everyone")], ["me", this.t("reader-list-mine")]];
    if (this.prepared.offered.length) options.push(["for-me", this.t("reader-list-for-me")]);
    options.push(...names);
    // A choice remembered from another paper, where that author wrote, stays a choice.
    const chosen = this.filter.author;
    if (!options.some(([value]) => value === chosen)) options.push([chosen, this.t("reader-list-someone")]);
    this.author.replaceChildren(...options.map(([value, text]) => el("option", { value, text })));
    this.author.value = chosen;
  }

  /** What assistants have prepared and waits for a word: all of it at once. */
  #offer() {
    const { offered } = this.prepared;
    this.offer.hidden = offered.length < 2;
    if (this.offer.hidden) return;
    const names = [...new Set(offered.map(({ author }) => author.name))].join(", ");
    const words = this.t("reader-prepared-offer", { count: offered.length, names });
    this.offer.replaceChildren(
      el("p", { text: words }),
      el("button", { type: "button", class: "reader-button reader-primary", text: this.t("reader-keep-all") }),
    );
  }

  #who(mark) {
    const name = mark.mine ? this.t("reader-you") : mark.author.name;
    const parts = [name, this.when(mark.created_at)];
    if (mark.prepared_by) parts.push(this.t("reader-prepared-by", { name: mark.prepared_by.name }));
    if (this.prepared.isOffered(mark)) parts.push(this.t("reader-list-for-me"));
    else if (mark.prepared_for) parts.push(this.t("reader-prepared-for", { name: mark.prepared_for.name }));
    if (mark.put_aside) parts.push(this.t("reader-put-aside"));
    return parts.join(" · ");
  }

  #row(mark) {
    const { t } = this;
    const chip = el("span", { class: "reader-list-icon" }, icon(KIND_ICON[mark.kind]));
    chip.style.setProperty("--mark", mark.color);
    const words = mark.body || mark.quote || t(`reader-kind-${mark.kind}`);
    const audience = audienceOf(mark);
    const who = el("span", { class: "reader-list-who" }, icon(audienceIcon(audience)), this.#who(mark));
    const button = el("button", { type: "button", "data-mark": mark.client_id }, chip,
      el("span", { class: "reader-list-words" }, el("span", { class: "reader-list-text", text: words }), who));
    button.append(el("span", { class: "visually-hidden", text: this.audienceName(audience, mark) }));
    const row = el("li", {}, button);
    if (this.prepared.isOffered(mark)) {
      const act = (data, key, more = "") =>
        el("button", { type: "button", class: `reader-button ${more}`, [data]: mark.client_id, text: t(key) });
      row.append(el("div", { class: "reader-list-acts" },
        act("data-dismiss", "reader-dismiss"), act("data-keep", "reader-keep", "reader-primary")));
    }
    if (mark.sync !== "saved") {
      const key = mark.sync === "refused" ? "reader-mark-refused" : "reader-mark-waiting";
      row.append(el("p", { class: `reader-card-${mark.sync}`, text: t(key, { reason: mark.reason }) }));
      if (mark.sync === "refused") {
        row.append(el("button", { type: "button", class: "reader-button", "data-retry": true, text: t("reader-retry") }));
      }
    }
    return row;
  }
}
