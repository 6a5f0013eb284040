/** Find in the paper: folds tone marks and đ, counts, next and previous. */

/** đ has no decomposition in Unicode, so PDF.js does not fold it; one letter for one letter. */
export const foldedD = (text) => text.replaceAll("đ", "d").replaceAll("Đ", "D");

export function makeFindController(web, options) {
  class FoldingFindController extends web.PDFFindController {
    match(query, pageContent, pageIndex) {
      if (this.state?.matchDiacritics) return super.match(query, pageContent, pageIndex);
      const folded = typeof query === "string" ? foldedD(query) : query.map(foldedD);
      return super.match(folded, foldedD(pageContent), pageIndex);
    }
  }
  return new FoldingFindController(options);
}

const FOUND = 0;
const NOT_FOUND = 1;
const PENDING = 3;

/** Wires the find bar: input, count, next, previous, exact marks. */
export class FindBar {
  constructor({ root, viewer, t, signal, onClose }) {
    Object.assign(this, { root, viewer, t, onClose });
    const part = (name) => root.querySelector(`[data-find="${name}"]`);
    this.input = part("input");
    this.count = part("count");
    this.exact = part("exact");
    const listen = (element, type, then) => element.addEventListener(type, then, { signal });
    listen(this.input, "input", () => {
      this.loosely = null;
      this.#search("");
    });
    listen(this.exact, "change", () => this.#search(""));
    listen(part("next"), "click", () => this.step(false));
    listen(part("previous"), "click", () => this.step(true));
    listen(part("close"), "click", () => this.close());
    listen(root, "keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Enter" && event.target === this.input) {
        event.preventDefault();
        this.step(event.shiftKey);
      }
    });
    viewer.on("updatefindmatchescount", ({ matchesCount }) => this.#tell(FOUND, matchesCount));
    viewer.on("updatefindcontrolstate", ({ state, matchesCount }) =>
      this.#tell(state, matchesCount),
    );
  }

  get isOpen() {
    return !this.root.hidden;
  }

  open() {
    this.root.hidden = false;
    this.input.focus();
    this.input.select();
    if (this.input.value) this.#search("");
  }

  /** Mark the hits of a search made elsewhere: as a phrase, else each of the words. */
  show(words) {
    this.root.hidden = false;
    this.input.value = words.replace(/^["“”]+|["“”]+$/g, "");
    this.loosely = /\s/.test(this.input.value.trim()) ? "may" : null;
    this.#search("");
  }

  close() {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.viewer.bus.dispatch("findbarclose", { source: this });
    this.onClose();
  }

  step(previous) {
    this.#search("again", previous);
  }

  #search(type, findPrevious = false) {
    const query = this.input.value.trim().normalize("NFC");
    this.viewer.bus.dispatch("find", {
      source: this,
      type,
      query: this.loosely === "now" ? query.split(/\s+/) : query,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious,
      matchDiacritics: this.exact.checked,
    });
  }

  #tell(state, { current = 0, total = 0 } = {}) {
    if (state === NOT_FOUND && this.loosely === "may") {
      this.loosely = "now";
      this.#search("");
      return;
    }
    let sentence = "";
    if (this.input.value.trim()) {
      if (state === NOT_FOUND) sentence = this.t("reader-find-none");
      else if (total > 0) sentence = this.t("reader-find-count", { current, total });
      else if (state === PENDING) sentence = this.t("reader-find-searching");
    }
    this.count.textContent = sentence;
    this.root.classList.toggle("is-empty", state === NOT_FOUND && sentence !== "");
  }
}
