/** The lines of a text box: words wrapped to its width, and the box made as high as they need. */
import { round2 } from "./geometry.js";

export const PADDING = 3;
/** Height of a line, in sizes of the letters. */
export const LINE = 1.3;
export const LEAST_WIDTH = 40;
export const FONT = '"Be Vietnam Pro", sans-serif';

export const sizeOf = ({ width }) => (width > 5 ? width : 12);

let context = null;

/** The width of `text` in letters of `size`; without a canvas (in tests), about as wide. */
function measured(text, size) {
  if (typeof document === "undefined") return text.length * size * 0.55;
  context ??= document.createElement("canvas").getContext("2d");
  // Measured large, for the hinting of small letters makes them wider or narrower.
  context.font = `100px ${FONT}`;
  return (context.measureText(text).width * size) / 100;
}

/** The lines of `text` in a box `wide` points wide; a word wider than the box is broken. */
export function wrapped(text, wide, size, measure = measured) {
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (let word of paragraph.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (measure(longer, size) <= wide) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      while (word.length > 1 && measure(word, size) > wide) {
        let end = word.length - 1;
        while (end > 1 && measure(word.slice(0, end), size) > wide) end -= 1;
        lines.push(word.slice(0, end));
        word = word.slice(end);
      }
      line = word;
    }
    lines.push(line);
  }
  return lines;
}

/** How high a box `wide` points wide must be for the text. */
export function heightFor(text, wide, size, measure = measured) {
  const lines = wrapped(text, wide - 2 * PADDING, size, measure).length;
  return round2(2 * PADDING + size * (1 + (lines - 1) * LINE + 0.35));
}

/** The box as wide as before and as high as the text: it grows downwards on a page turned so. */
export function fitted([x0, y0, x1, y1], text, size, rotation = 0, measure = measured) {
  const wide = rotation % 180 ? y1 - y0 : x1 - x0;
  const high = heightFor(text, wide, size, measure);
  const box = {
    0: [x0, y1 - high, x1, y1],
    90: [x0, y0, x0 + high, y1],
    180: [x0, y0, x1, y0 + high],
    270: [x1 - high, y0, x1, y1],
  }[rotation] ?? [x0, y1 - high, x1, y1];
  return box.map(round2);
}

/** The box `by` points wider (or narrower, never too narrow) along its lines. */
export function widened([x0, y0, x1, y1], by, rotation = 0) {
  const grow = (from, to) => Math.max(LEAST_WIDTH, to - from + by);
  const box = {
    0: [x0, y0, x0 + grow(x0, x1), y1],
    90: [x0, y0, x1, y0 + grow(y0, y1)],
    180: [x1 - grow(x0, x1), y0, x1, y1],
    270: [x0, y1 - grow(y0, y1), x1, y1],
  }[rotation] ?? [x0, y0, x0 + grow(x0, x1), y1];
  return box.map(round2);
}
