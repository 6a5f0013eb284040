/**
 * Highlighting with pen or finger: dragging over words selects them, whole words at a time.
 * Tablets would scroll instead; the mouse selects by itself.
 */

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
    this.pointerId = null;
    const listen = (type, then) => surface.addEventListener(type, then, { signal });
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#up(event));
    listen("pointercancel", () => this.drop());
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
  }

  #move(event) {
    if (event.pointerId !== this.pointerId) return;
    const to = caretAt(event.clientX, event.clientY);
    if (!to) return;
    this.from ??= to;
    const forward =
      this.from.node === to.node
        ? this.from.offset <= to.offset
        : Boolean(
            this.from.node.compareDocumentPosition(to.node) & Node.DOCUMENT_POSITION_FOLLOWING,
          );
    const [start, startEnd] = wordAround(this.from.node.data, this.from.offset);
    const [end, endEnd] = wordAround(to.node.data, to.offset);
    document
      .getSelection()
      .setBaseAndExtent(
        this.from.node, forward ? start : startEnd, to.node, forward ? endEnd : end,
      );
  }

  #up(event) {
    if (event.pointerId !== this.pointerId) return;
    this.pointerId = null;
    this.from = null;
    this.onLifted();
  }

  /** A second finger came down, or the system took the pointer. */
  drop() {
    if (this.pointerId === null) return;
    this.pointerId = null;
    this.from = null;
    document.getSelection()?.removeAllRanges();
  }
}
