/** Selected words become a highlight: at once with the highlight tool, else by the bar beside them. */
import { pagesInWords } from "../page/labels.js";
import { foundText, selectedText, undrawnPages } from "./selection.js";

export class SelectionBar {
  /** `nameOf(number)`: what stands under a page; `say(key, params)`: a sentence that something is left to do. */
  constructor({ root, stage, pages, layers, tools, history, mayAnnotate, signal, onNote, nameOf, say }) {
    Object.assign(this, { root, stage, pages, layers, tools, history, mayAnnotate, onNote, nameOf, say });
    if (!mayAnnotate) return;
    const listen = (target, type, then) => target.addEventListener(type, then, { signal });
    listen(document, "selectionchange", () => this.#changed());
    listen(document, "pointerup", (event) => this.#lifted(event));
    // Keep the selection while a button of the bar is pressed.
    listen(root, "pointerdown", (event) => event.preventDefault());
    listen(root, "click", ({ target }) => {
      const button = target.closest("button");
      if (button?.dataset.selection === "highlight") this.highlightNow();
      if (button?.dataset.selection === "note") this.#note();
    });
  }

  #changed() {
    clearTimeout(this.timer);
    if (document.getSelection()?.isCollapsed ?? true) {
      this.root.hidden = true;
      return;
    }
    // The handles of a touch selection send no pointerup: look when it has come to rest.
    this.timer = setTimeout(() => this.#offer(), 250);
  }

  #lifted({ pointerType }) {
    if (this.tools.tool !== "highlight" || pointerType !== "mouse") return;
    // The browser settles the selection after the pointer event.
    setTimeout(() => this.highlightNow(), 0);
  }

  #offer() {
    if (this.tools.tool !== "read") return;
    const [first] = selectedText(this.pages, this.layers);
    this.root.hidden = !first;
    if (!first) return;
    const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const frame = this.stage.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const left = box.left + box.width / 2 - frame.left - width / 2;
    const above = box.top - frame.top - height - 12;
    const top = above > 8 ? above : box.bottom - frame.top + 16;
    this.root.style.left = `${Math.min(frame.width - width - 8, Math.max(8, left))}px`;
    this.root.style.top = `${Math.min(frame.height - height - 8, Math.max(8, top))}px`;
  }

  /** Highlight what is selected, or the match the find bar stands on. Answers whether it did. */
  highlightNow() {
    if (!this.mayAnnotate) return false;
    let parts = selectedText(this.pages, this.layers);
    const missing = undrawnPages(this.pages);
    if (parts.length === 0 && this.tools.tool !== "highlight") {
      parts = foundText(this.pages, this.layers);
    }
    for (const { page, quads, quote } of parts) {
      this.history.add({ ...this.tools.draft(page, { quads }, "highlight"), quote });
    }
    if (missing.length) this.say("reader-pages-not-drawn", { pages: pagesInWords(missing, this.nameOf) });
    if (parts.length) document.getSelection()?.removeAllRanges();
    return parts.length > 0;
  }

  #note() {
    const [first] = selectedText(this.pages, this.layers);
    if (!first) return;
    const [, , x, y] = first.quads[0];
    document.getSelection()?.removeAllRanges();
    this.onNote(first.page, [x + 14, y - 6], first.quote);
  }
}
