/** The part of a page's picture around a mark that stood there, with a frame where it was. */
import { svg } from "../drawing/shapes.js";

/** Parts of the page's width and height shown at least. */
const LEAST_WIDE = 0.6;
const LEAST_HIGH = 0.13;
const AROUND = 0.03;

/** [from, size] along one side: the mark, some room, at least `least`, within the page. */
export function part(from, to, least) {
  const size = Math.min(1, Math.max(to - from + 2 * AROUND, least));
  const start = (from + to) / 2 - size / 2;
  return [Math.min(1 - size, Math.max(0, start)), size];
}

/** Resolves to an <svg> with the picture, or null when it could not be had. */
export async function crop(address, area, name) {
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
  } catch {
    return null;
  }
  const { naturalWidth: wide, naturalHeight: high } = picture;
  const [x, width] = area ? part(area[0], area[2], LEAST_WIDE) : [0, 1];
  const [y, height] = area ? part(area[1], area[3], LEAST_HIGH) : [0, 1];
  const root = svg("svg", {
    viewBox: [x * wide, y * high, width * wide, height * high].join(" "),
    role: "img",
    "aria-label": name,
    class: "reader-carried-picture",
  });
  root.append(svg("image", { href: address, width: wide, height: high }));
  if (area) {
    const pad = 5;
    root.append(svg("rect", {
      x: area[0] * wide - pad,
      y: area[1] * high - pad,
      width: (area[2] - area[0]) * wide + 2 * pad,
      height: (area[3] - area[1]) * high + 2 * pad,
      rx: 4,
      class: "reader-carried-was",
    }));
  }
  return root;
}
