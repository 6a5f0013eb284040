import assert from "node:assert/strict";
import { test } from "node:test";

import "../house.js";

const { drawnOf, rowOfDraft, rowsOf } = await import("../../../documents/static/documents/offline/rescue.js");

const t = (key, params = {}) => [key, ...Object.values(params)].join(" ");
const stroke = (key, page, points, more = {}) => ({
  key, kind: "create", mark: key, version: 7, title: "Tờ trình", state: "refused", reason: "Ủy quyền đã kết thúc.",
  body: { kind: "ink", page, color: "#1f4fd8", width: 2, body: "", quote: "", geometry: { points }, ...more },
});

test("strokes of a page are one drawing, which is saved as a picture and has no words to copy", () => {
  const rows = rowsOf([
    stroke("a", 3, [[10, 20, 0.5], [30, 40, 0.5]]),
    stroke("b", 3, [[50, 60, 0.5]], { kind: "marker" }),
    stroke("c", 4, [[1, 2, 0.5]]),
  ], t);
  assert.deepEqual(rows.map(({ acts }) => acts.map(({ key }) => key)), [["a", "b"], ["c"]]);
  const [{ words, about, isDrawn, isWritten, forgetting }] = rows;
  assert.deepEqual([words, isDrawn, isWritten], ["keep-refused-ink 2", true, false]);
  assert.deepEqual(about, ["Tờ trình", "keep-on-page 3", "keep-refused-why Ủy quyền đã kết thúc."]);
  assert.equal(forgetting, "keep-words-remove-ask", "it is nowhere else");
});

test("strokes of a page that were refused for different reasons are a drawing each, and each says its own", () => {
  const other = { ...stroke("b", 3, [[50, 60, 0.5]]), reason: "Tài liệu đã bị thu hồi." };
  const rows = rowsOf([stroke("a", 3, [[10, 20, 0.5]]), other, stroke("c", 3, [[30, 40, 0.5]])], t);
  assert.deepEqual(rows.map(({ acts }) => acts.map(({ key }) => key)), [["a", "c"], ["b"]]);
  assert.deepEqual(rows.map(({ about }) => about[2]), [
    "keep-refused-why Ủy quyền đã kết thúc.", "keep-refused-why Tài liệu đã bị thu hồi.",
  ]);
});

test("what was written is copied, and what was quoted", () => {
  const note = stroke("a", 1, [], { kind: "note", body: " Hỏi lại " });
  const over = stroke("b", 1, [], { kind: "highlight", quote: "85.000 tỷ đồng" });
  const rows = rowsOf([note, over], t);
  assert.deepEqual(rows.map(({ words, isWritten, isDrawn }) => [words, isWritten, isDrawn]), [
    ["Hỏi lại", true, false], ["85.000 tỷ đồng", true, false],
  ]);
});

test("a removal that was refused is no text to copy, and dropping it takes no mark away", () => {
  const removal = { key: "r", kind: "remove", mark: "a", version: 7, title: "Tờ trình", body: null, state: "refused" };
  const wider = { key: "w", kind: "change", mark: "b", version: 7, title: "Tờ trình", body: { audience: "meeting" }, state: "refused" };
  const rewritten = { ...wider, key: "x", mark: "c", body: { body: "Viết lại" } };
  const rows = rowsOf([removal, wider, rewritten], t);
  assert.deepEqual(rows.map(({ words, isWritten, forgetting }) => [words, isWritten, forgetting]), [
    ["keep-refused-removal", false, "keep-act-remove-ask"],
    ["keep-refused-no-words", false, "keep-act-remove-ask"],
    ["Viết lại", true, "keep-words-remove-ask"],
  ]);
});

test("words that were begun stand by themselves", () => {
  const row = rowOfDraft({ key: "d", title: "Tờ trình", text: "Đang viết", draft: { page: 2 } }, t);
  assert.deepEqual([row.words, row.acts, row.isWritten], ["Đang viết", [], true]);
});

test("a drawing is as large as its strokes, with a margin, and holds each of them", () => {
  const drawn = drawnOf([
    stroke("a", 3, [[100, 200, 0.5], [150, 260, 0.5]]),
    stroke("b", 3, [[90, 210, 0.5], [120, 210, 0.5]], { kind: "marker", width: 10, color: "#ffd84d" }),
  ]);
  const { left, top, width, height, paths } = drawn;
  assert.deepEqual([left, top, width, height], [73, 273, 90, 86]);
  assert.deepEqual(paths.map(({ color, isMarker }) => [color, isMarker]), [["#1f4fd8", false], ["#ffd84d", true]]);
  assert.ok(paths.every(({ d }) => d.startsWith("M")));
});
