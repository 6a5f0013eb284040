import assert from "node:assert/strict";
import { test } from "node:test";

import {
  MAX_POINTS, boundsOf, byPlace, distanceToSegment, hits, isWorthKeeping, mergeLines, moved, quadOf, storedPoints,
} from "../../../documents/static/documents/reader/drawing/geometry.js";

const line = { kind: "ink", page: 1, width: 2, geometry: { points: [[10, 10, 0.5], [110, 10, 0.5]] } };

test("stored points have two decimals, a pressure between 0 and 1, and at most 5,000 of them", () => {
  assert.deepEqual(storedPoints([[1.23456, 2.999, 1.7], [3, 4]]), [[1.23, 3, 1], [3, 4, 0.5]]);
  const many = Array.from({ length: MAX_POINTS + 10 }, (_, i) => [i, i, 0.5]);
  assert.equal(storedPoints(many).length, MAX_POINTS);
});

test("a point hardly moved from the last one is not kept", () => {
  assert.equal(isWorthKeeping([], [1, 1]), true);
  assert.equal(isWorthKeeping([[1, 1]], [1.1, 1]), false);
  assert.equal(isWorthKeeping([[1, 1]], [2, 1]), true);
});

test("the distance to a segment is measured to its nearest point, also past its ends", () => {
  assert.equal(distanceToSegment(5, 3, [0, 0], [10, 0]), 3);
  assert.equal(distanceToSegment(13, 4, [0, 0], [10, 0]), 5);
  assert.equal(distanceToSegment(3, 4, [0, 0], [0, 0]), 5);
});

test("a stroke is hit near its line and missed beside it", () => {
  assert.equal(hits(line, 60, 13, 4), true);
  assert.equal(hits(line, 60, 17, 4), false);
  assert.equal(hits({ ...line, geometry: { points: [[10, 10, 0.5]] } }, 12, 12, 4), true);
});

test("a finger that wipes over a page goes through the points of each stroke once, then through those near it", () => {
  let reads = 0;
  const counted = (points) =>
    new Proxy(points, {
      get(target, name) {
        if (typeof name === "string" && /^\d+$/.test(name)) reads += 1;
        return Reflect.get(target, name);
      },
    });
  const marks = Array.from({ length: 40 }, (_, row) => ({
    kind: "ink", page: 1, width: 2,
    geometry: { points: counted(Array.from({ length: 2000 }, (_, i) => [i / 4, row * 20, 0.5])) },
  }));
  const plain = marks.map((mark) => ({ ...mark, geometry: { points: [...mark.geometry.points] } }));
  const near = (x, y) => plain.map(({ geometry }) =>
    geometry.points.some((point, i) => i > 0 && distanceToSegment(x, y, geometry.points[i - 1], point) <= 5));
  reads = 0;
  marks.forEach((mark) => hits(mark, -100, -100));
  const first = reads;
  assert.ok(first <= 40 * 2000 * 1.1, `${first} reads for the boxes`);
  reads = 0;
  const wiped = Array.from({ length: 100 }, (_, i) => [i * 5, 3 + i * 8]);
  const found = wiped.map(([x, y]) => marks.map((mark) => hits(mark, x, y)));
  assert.ok(reads <= wiped.length * 40 * 4, `${reads} reads for ${wiped.length} movements`);
  for (const place of [0, 33, 99]) assert.deepEqual(found[place], near(...wiped[place]));
});

test("a stroke that has grown is boxed anew", () => {
  const points = [[0, 0, 0.5], [10, 0, 0.5]];
  const mark = { kind: "ink", width: 2, geometry: { points } };
  assert.equal(hits(mark, 50, 0), false);
  points.push([60, 0, 0.5]);
  assert.equal(hits(mark, 50, 0), true);
  assert.deepEqual(boundsOf({ ...mark, geometry: { points: [] } }), [Infinity, Infinity, -Infinity, -Infinity]);
});

test("a highlight is hit inside one of its quads, not between them", () => {
  const mark = {
    kind: "highlight",
    geometry: { quads: [[0, 20, 50, 20, 0, 10, 50, 10], [0, 100, 50, 100, 0, 90, 50, 90]] },
  };
  assert.equal(hits(mark, 25, 15), true);
  assert.equal(hits(mark, 25, 50), false);
});

test("a note is hit on its icon", () => {
  const note = { kind: "note", geometry: { at: [100, 100] } };
  assert.equal(hits(note, 108, 92), true);
  assert.equal(hits(note, 130, 100), false);
});

test("bounds hold the width of the stroke", () => {
  assert.deepEqual(boundsOf(line), [9, 9, 111, 11]);
});

test("moving a mark keeps its shape and its pressures", () => {
  assert.deepEqual(moved("ink", line.geometry, 1, -2), { points: [[11, 8, 0.5], [111, 8, 0.5]] });
  assert.deepEqual(moved("note", { at: [1, 1] }, 0.111, 0), { at: [1.11, 1] });
  assert.deepEqual(moved("highlight", { quads: [[0, 1, 2, 3, 4, 5, 6, 7]] }, 10, 100), {
    quads: [[10, 101, 12, 103, 14, 105, 16, 107]],
  });
  assert.deepEqual(moved("text", { rect: [0, 0, 10, 10] }, 5, 5), { rect: [5, 5, 15, 15] });
});

test("runs of one line become one rectangle, lines and distant columns stay apart", () => {
  const rect = (left, top, width, height) => ({ left, top, width, height, right: left + width, bottom: top + height });
  const lines = mergeLines([
    rect(60, 101, 40, 10), rect(10, 100, 50, 12), rect(10, 120, 80, 12), rect(400, 100, 50, 12), rect(5, 5, 0, 12),
  ]);
  assert.deepEqual(lines, [
    { left: 10, top: 100, right: 100, bottom: 112 },
    { left: 400, top: 100, right: 450, bottom: 112 },
    { left: 10, top: 120, right: 90, bottom: 132 },
  ]);
});

test("a quad lists top left, top right, bottom left, bottom right in page points", () => {
  const toPdf = (x, y) => [x / 2, 800 - y / 2];
  assert.deepEqual(quadOf({ left: 10, top: 20, right: 110, bottom: 40 }, toPdf), [5, 790, 55, 790, 5, 780, 55, 780]);
});

test("marks are read page by page, from the top down, from left to right", () => {
  const at = (page, x, y) => ({ kind: "note", page, geometry: { at: [x, y] } });
  const marks = [at(2, 0, 800), at(1, 50, 100), at(1, 90, 700), at(1, 10, 700)];
  assert.deepEqual(marks.sort(byPlace).map(({ geometry }) => geometry.at), [[10, 700], [90, 700], [50, 100], [0, 800]]);
});
