/**
 * Geometry of marks in PDF user space (points, y upwards): rounding, hit tests, text lines to quads.
 * Pure functions; nothing here touches the page.
 */

/** Most points of one stroke, and most lines of one highlight, that the server takes. */
export const MAX_POINTS = 5000;
export const MAX_QUADS = 200;

export const round2 = (value) => Math.round(value * 100) / 100;

/** The points of a stroke as they are stored: [x, y, pressure], two decimals, at most MAX_POINTS. */
export function storedPoints(points) {
  return points.slice(0, MAX_POINTS).map(([x, y, pressure = 0.5]) => [
    round2(x),
    round2(y),
    round2(Math.min(1, Math.max(0, pressure))),
  ]);
}

/** True when `next` lies far enough from the last point to be worth keeping (`least` in points). */
export function isWorthKeeping(points, next, least = 0.35) {
  const last = points.at(-1);
  return !last || Math.hypot(next[0] - last[0], next[1] - last[1]) >= least;
}

export function distanceToSegment(x, y, [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - (ax + along * dx), y - (ay + along * dy));
}

/** Side of the square a note's icon is drawn in, in points. */
export const NOTE_SIZE = 20;

/** So many pieces of a stroke lie in one box of their own. */
const RUN = 32;

const EMPTY = [Infinity, Infinity, -Infinity, -Infinity];
const around = ([x0, y0, x1, y1], x, y) => [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
const holds = ([x0, y0, x1, y1], x, y, reach) => x >= x0 - reach && x <= x1 + reach && y >= y0 - reach && y <= y1 + reach;

const lanes = new WeakMap(); // points -> what laneOf answers, for as long as the points are there

/** The box around the points of a stroke, and one around each run of its pieces: [box, from, to]. A finger that
    wipes over a page asks at every movement, so the points are gone through once. */
function laneOf(points) {
  const known = lanes.get(points);
  if (known?.count === points.length) return known;
  let whole = EMPTY;
  const runs = [];
  for (let from = 0; from < points.length - 1 || (points.length && !runs.length); from += RUN) {
    const to = Math.min(from + RUN, points.length - 1);
    const box = points.slice(from, to + 1).reduce((held, [x, y]) => around(held, x, y), EMPTY);
    runs.push([box, from, to]);
    whole = around(around(whole, box[0], box[1]), box[2], box[3]);
  }
  const lane = { count: points.length, whole, runs };
  lanes.set(points, lane);
  return lane;
}

/** The smallest box around a mark, [x0, y0, x1, y1]. */
export function boundsOf({ kind, geometry, width = 0 }) {
  if (kind === "note") {
    const [x, y] = geometry.at;
    return [x - NOTE_SIZE / 2, y - NOTE_SIZE / 2, x + NOTE_SIZE / 2, y + NOTE_SIZE / 2];
  }
  if (kind === "text") return [...geometry.rect];
  if (kind === "highlight") {
    let box = EMPTY;
    for (const quad of geometry.quads) {
      for (let i = 0; i < 8; i += 2) box = around(box, quad[i], quad[i + 1]);
    }
    return box;
  }
  const [x0, y0, x1, y1] = laneOf(geometry.points).whole;
  return [x0 - width / 2, y0 - width / 2, x1 + width / 2, y1 + width / 2];
}

/** Does the point (x, y) touch the mark, give or take `tolerance` points? */
export function hits(mark, x, y, tolerance = 4) {
  if (!holds(boundsOf(mark), x, y, tolerance)) return false;
  if (mark.kind === "highlight") {
    return mark.geometry.quads.some((quad) => {
      const xs = [quad[0], quad[2], quad[4], quad[6]];
      const ys = [quad[1], quad[3], quad[5], quad[7]];
      return (
        x >= Math.min(...xs) - 1 && x <= Math.max(...xs) + 1 &&
        y >= Math.min(...ys) - 1 && y <= Math.max(...ys) + 1
      );
    });
  }
  if (mark.kind === "note" || mark.kind === "text") return true;
  const reach = mark.width / 2 + tolerance;
  const { points } = mark.geometry;
  if (points.length === 1) return Math.hypot(x - points[0][0], y - points[0][1]) <= reach;
  for (const [box, from, to] of laneOf(points).runs) {
    if (!holds(box, x, y, reach)) continue;
    for (let i = from + 1; i <= to; i += 1) {
      if (distanceToSegment(x, y, points[i - 1], points[i]) <= reach) return true;
    }
  }
  return false;
}

/** Does the mark lie in the box, or does a stroke of it run through? */
export function isWithin(mark, [x0, y0, x1, y1]) {
  const isIn = ([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1;
  if (mark.kind === "ink" || mark.kind === "marker") return mark.geometry.points.some(isIn);
  const [a0, b0, a1, b1] = boundsOf(mark);
  return a0 <= x1 && a1 >= x0 && b0 <= y1 && b1 >= y0;
}

/** The same geometry, moved by (dx, dy) points. */
export function moved(kind, geometry, dx, dy) {
  if (kind === "note") return { at: [round2(geometry.at[0] + dx), round2(geometry.at[1] + dy)] };
  if (kind === "text") {
    const [x0, y0, x1, y1] = geometry.rect;
    return { rect: [x0 + dx, y0 + dy, x1 + dx, y1 + dy].map(round2) };
  }
  if (kind === "highlight") {
    const quads = geometry.quads.map((quad) =>
      quad.map((value, i) => round2(value + (i % 2 ? dy : dx))),
    );
    return { quads };
  }
  return { points: geometry.points.map(([x, y, p]) => [round2(x + dx), round2(y + dy), p]) };
}

/**
 * Rectangles of a text selection (CSS pixels, one per text run) merged to one per line:
 * runs that overlap vertically by more than half and stand less than two line heights apart.
 */
export function mergeLines(rects) {
  const lines = [];
  const sorted = rects
    .filter((rect) => rect.width > 0.5 && rect.height > 0.5)
    .map(({ left, top, right, bottom }) => ({ left, top, right, bottom }))
    .sort((a, b) => a.top - b.top || a.left - b.left);
  for (const rect of sorted) {
    const line = lines.find((other) => {
      const overlap = Math.min(rect.bottom, other.bottom) - Math.max(rect.top, other.top);
      const height = Math.min(rect.bottom - rect.top, other.bottom - other.top);
      const gap = Math.max(rect.left - other.right, other.left - rect.right);
      return overlap > height / 2 && gap < height * 2;
    });
    if (line) {
      line.left = Math.min(line.left, rect.left);
      line.right = Math.max(line.right, rect.right);
      line.top = Math.min(line.top, rect.top);
      line.bottom = Math.max(line.bottom, rect.bottom);
    } else {
      lines.push(rect);
    }
  }
  return lines;
}

/**
 * A line rectangle as a quad of PDF points in the order of the PDF viewers:
 * top left, top right, bottom left, bottom right. `toPdf(x, y)` answers [x, y].
 */
export function quadOf({ left, top, right, bottom }, toPdf) {
  return [
    ...toPdf(left, top),
    ...toPdf(right, top),
    ...toPdf(left, bottom),
    ...toPdf(right, bottom),
  ].map(round2);
}

/** Reading order: page by page, from the top of the page down, then from left to right. */
export function byPlace(a, b) {
  if (a.page !== b.page) return a.page - b.page;
  const [ax, , , aTop] = boundsOf(a);
  const [bx, , , bTop] = boundsOf(b);
  return bTop - aTop || ax - bx;
}
