/**
 * Highlighting with pen or finger: dragging over words selects them, whole words at a time.
 * Tablets would scroll instead; the mouse selects by itself. Without dragging: a tap on the first
 * word, a tap on the last.
 */

/** Pixels a finger may tremble before a tap is a drag. */
const STILL = 5;
const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** The bounds [start, end) of the word around `offset` in `text`; the place itself between words. */
export function wordAround(text, offset) {
  let start = offset;
  let end = offset;
  while (start > 0 && LETTER.test(text[start - 1])) start -= 1;
  while (end < text.length && LETTER.test(text[end])) end += 1;
  return [start, end];
}

function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  const range = position ? null : document.caretRangeFromPoint?.(x, y);
  const node = position?.offsetNode ?? range?.startContainer;
  const offset = position?.offset ?? range?.startOffset;
  if (node?.nodeType !== Node.TEXT_NODE || !node.parentElement?.closest(".textLayer")) return null;
  return { node, offset };
}

export class TextDrag {
  /** `writes(event)`: may this pointer write? `onLifted()`: the words are selected. */
  constructor({ surface, tools, writes, signal, onLifted }) {
    Object.assign(this, { tools, writes, onLifted });
    this.from = null;
    this.start = null;
    this.pointerId = null;
    tools.addEventListener("change", () => (this.start = null), { signal });
    const listen = (type, then) => surface.addEventListener(type, then, { signal });
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#up(event));
    listen("pointercancel", () => this.drop());
    // The mouse selects by itself; a click without a drag is a tap, once the browser has settled it.
    listen("click", (event) => {
      if (this.tools.tool !== "highlight" || event.pointerType !== "mouse") return;
      setTimeout(() => {
        if (!(document.getSelection()?.isCollapsed ?? true)) return;
        const at = caretAt(event.clientX, event.clientY);
        if (at) this.#tapped(at);
      }, 20);
    });
    listen("dragstart", (event) => this.pointerId !== null && event.preventDefault());
  }

  #down(event) {
    if (this.tools.tool !== "highlight" || event.pointerType === "mouse") return;
    if (this.pointerId !== null || !this.writes(event)) return;
    // No mouse events after it: they would start a selection or a drag of the browser's own.
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
    this.pointerId = event.pointerId;
    this.from = caretAt(event.clientX, event.clientY);
    this.at = [event.clientX, event.clientY];
  }

  #move(event) {
    if (event.pointerId !== this.pointerId) return;
    const isStill = Math.hypot(event.clientX - this.at[0], event.clientY - this.at[1]) < STILL;
    if (isStill && (document.getSelection()?.isCollapsed ?? true)) return;
    const to = caretAt(event.clientX, event.clientY);
    if (!to) return;
    this.from ??= to;
    this.#select(this.from, to);
  }

  #up(event) {
    if (event.pointerId !== this.pointerId) return;
    this.pointerId = null;
    const { from } = this;
    this.from = null;
    if (document.getSelection()?.isCollapsed === false) {
      this.start = null;
      this.onLifted();
    } else if (from) this.#tapped(from);
  }

  /** A tap on a word: the first is marked as the beginning, the second ends the highlight. */
  #tapped(at) {
    if (!this.start?.node.isConnected) {
      this.start = at;
      this.#select(at, at);
      return;
    }
    this.#select(this.start, at);
    this.start = null;
    this.onLifted();
  }

  #select(from, to) {
    const forward = isForward(from, to);
    const [start, startEnd] = wordAround(from.node.data, from.offset);
    const [end, endEnd] = wordAround(to.node.data, to.offset);
    document
      .getSelection()
      .setBaseAndExtent(from.node, forward ? start : startEnd, to.node, forward ? endEnd : end);
  }

  /** The word tapped first was not meant. */
  forget() {
    this.start = null;
    document.getSelection()?.removeAllRanges();
  }

  /** A second finger came down, or the system took the pointer. */
  drop() {
    if (this.pointerId === null) return;
    this.pointerId = null;
    this.from = null;
    this.forget();
  }
}

const isForward = (from, to) =>
  from.node === to.node
    ? from.offset <= to.offset
    : Boolean(from.node.compareDocumentPosition(to.node) & Node.DOCUMENT_POSITION_FOLLOWING);
