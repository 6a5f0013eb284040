/** Selected text on the pages as marks: quads per page and the quoted words. */
import { MAX_QUADS, mergeLines, quadOf } from "../drawing/geometry.js";

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

/**
 * The rectangles and the words of a range on one page, without the boxes of whole elements the
 * range merely spans. The pieces that PDF.js lays out are apart, as in a copied selection; what the
 * find bar marks within one is not.
 */
function textOn(range, page) {
  const rects = [];
  let words = "";
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.matches?.("br, span:not(.highlight)")) words += " ";
    if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
    const part = document.createRange();
    part.selectNodeContents(node);
    if (node === range.startContainer) part.setStart(node, range.startOffset);
    if (node === range.endContainer) part.setEnd(node, range.endOffset);
    words += part.toString();
    if (!part.collapsed && node.data.trim()) rects.push(...part.getClientRects());
  }
  return { rects, words };
}

/** The selection as [{page, quads, quote}], one per page with its own words; else empty. */
export function selectedText(pages, layers, selection = document.getSelection()) {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!pages.contains(range.commonAncestorContainer)) return [];
  const found = [];
  for (const page of pages.querySelectorAll(".page")) {
    const text = page.querySelector(".textLayer");
    if (!text || !range.intersectsNode(text)) continue;
    const number = Number(page.dataset.pageNumber);
    const { rects, words } = textOn(range, text);
    const quads = quadsOn(page, number, rects, layers);
    const quote = words.replace(/\s+/g, " ").trim().slice(0, 2000);
    if (quads.length) found.push({ page: number, quads, quote });
  }
  return found;
}

/** PDF.js puts this behind the words of a page when all of them are there. */
const isDrawn = (page) => page.querySelector(".textLayer .endOfContent") !== null;

/**
 * The numbers of the pages whose words are selected and not there: they were not drawn yet, or are not any more. A
 * selection that only ends where a page begins, as that of a whole line does, holds nothing of it.
 */
export function undrawnPages(pages, selection = document.getSelection()) {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!pages.contains(range.commonAncestorContainer)) return [];
  const isMeant = (page) =>
    range.intersectsNode(page) && (!page.contains(range.endContainer) || page.contains(selection.anchorNode));
  const missing = [...pages.querySelectorAll(".page")].filter((page) => isMeant(page) && !isDrawn(page));
  return missing.map((page) => Number(page.dataset.pageNumber));
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
