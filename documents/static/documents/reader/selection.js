/** Selected text on the pages as marks: quads per page and the quoted words. */
import { MAX_QUADS, mergeLines, quadOf } from "./geometry.js";

const pageOf = (node) =>
  (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".page") ?? null;

function quadsOn(page, number, rects, layers) {
  const frame = layers.rectOf(number);
  const inside = rects.filter(
    (rect) =>
      rect.left >= frame.left - 1 && rect.right <= frame.right + 1 &&
      rect.top >= frame.top - 1 && rect.bottom <= frame.bottom + 1 &&
      rect.height < frame.height / 3,
  );
  return mergeLines(inside)
    .slice(0, MAX_QUADS)
    .map((line) => quadOf(line, (x, y) => layers.toPdf(number, x, y, frame)));
}

/** Text rectangles of a range, without the boxes of whole elements the range merely spans. */
function textRects(range, page) {
  const rects = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !range.intersectsNode(node)) continue;
    const part = document.createRange();
    part.selectNodeContents(node);
    if (node === range.startContainer) part.setStart(node, range.startOffset);
    if (node === range.endContainer) part.setEnd(node, range.endOffset);
    if (!part.collapsed) rects.push(...part.getClientRects());
  }
  return rects;
}

/** The selection as [{page, quads, quote}], one per page; empty when nothing is selected. */
export function selectedText(pages, layers, selection = document.getSelection()) {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!pages.contains(range.commonAncestorContainer)) return [];
  const quote = selection.toString().replace(/\s+/g, " ").trim().slice(0, 2000);
  const found = [];
  for (const page of pages.querySelectorAll(".page")) {
    const text = page.querySelector(".textLayer");
    if (!text || !range.intersectsNode(text)) continue;
    const number = Number(page.dataset.pageNumber);
    const quads = quadsOn(page, number, textRects(range, text), layers);
    if (quads.length) found.push({ page: number, quads, quote });
  }
  return found;
}

/** The match the find bar stands on, in the same shape: the keyboard's way to a highlight. */
export function foundText(pages, layers) {
  const parts = [...pages.querySelectorAll(".textLayer .highlight.selected")];
  const page = pageOf(parts[0]);
  if (!page) return [];
  const number = Number(page.dataset.pageNumber);
  const rects = parts.flatMap((part) => [...part.getClientRects()]);
  const quads = quadsOn(page, number, rects, layers);
  const quote = parts.map((part) => part.textContent).join("").trim();
  return quads.length ? [{ page: number, quads, quote }] : [];
}
