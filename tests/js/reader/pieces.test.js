import assert from "node:assert/strict";
import { test } from "node:test";

import { foldedD } from "../../../documents/static/documents/reader/page/find.js";
import { MarkFilter, folded } from "../../../documents/static/documents/reader/marks/filter.js";
import { listed } from "../../../documents/static/documents/reader/panel/marks_list.js";
import { Memory, wantedInHash } from "../../../documents/static/documents/reader/memory.js";
import { withPiece } from "../../../documents/static/documents/reader/marks/remote.js";
import { SHORTCUTS, nameOf, shortcutFor } from "../../../documents/static/documents/reader/shortcuts.js";
import { hasRealPressure, inkPath, markerPath } from "../../../documents/static/documents/reader/drawing/strokes.js";
import { wordAround } from "../../../documents/static/documents/reader/hand/text_drag.js";
import { fitted, widened, wrapped } from "../../../documents/static/documents/reader/drawing/text_lines.js";
import { Tools, asAudience, audienceOf, isWider } from "../../../documents/static/documents/reader/marks/tools.js";

test("đ folds to d letter for letter, so that places in the text stay right", () => {
  assert.equal(foldedD("Độc lập, đường"), "Dộc lập, dường");
  assert.equal(foldedD("đĐ").length, 2);
});

test("a piece of a growing stroke lands where it belongs, also when one was lost or came twice", () => {
  assert.deepEqual(withPiece([1, 2], 2, [3, 4]), [1, 2, 3, 4]);
  assert.deepEqual(withPiece([1, 2, 3], 2, [3, 4]), [1, 2, 3, 4]);
  assert.deepEqual(withPiece([1, 2], 5, [6]), [1, 2, 6]);
});

test("ink becomes a closed outline, a marker an open line, a tap a dot", () => {
  const points = [[0, 0, 0.5], [10, 0, 0.5], [20, 5, 0.5]];
  assert.match(inkPath(points, 2), /^M[\d.-]+ [\d.-]+Q.*Z$/);
  assert.match(inkPath([[5, 5, 0.5]], 2), /Z$/);
  assert.equal(markerPath(points), "M0 0Q10 0 15 2.5L20 5");
  assert.equal(markerPath([[1, 2, 0.5]]), "M1 2h0.01");
  assert.equal(inkPath([], 2), "");
});

test("a mouse has no pressure of its own", () => {
  assert.equal(hasRealPressure([[0, 0, 0.5], [1, 1, 0.5]]), false);
  assert.equal(hasRealPressure([[0, 0, 0.5], [1, 1, 0.31]]), true);
});

test("keys have one name each, and no key has two acts", () => {
  const press = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  assert.equal(nameOf(press("p")), "P");
  assert.equal(nameOf(press("?", { shiftKey: true })), "?");
  assert.equal(nameOf(press("Z", { ctrlKey: true, shiftKey: true })), "Ctrl+Shift+Z");
  assert.equal(nameOf(press("z", { metaKey: true })), "Ctrl+Z");
  assert.equal(nameOf(press("=")), "+");
  assert.equal(shortcutFor(press("F3", { shiftKey: true })).act, "find-step");
  assert.equal(shortcutFor(press("p", { ctrlKey: true })), null);
  const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
  assert.equal(new Set(keys).size, keys.length);
});

test("the page of the address is a whole number from 1", () => {
  assert.deepEqual(wantedInHash("#page=4"), { page: 4, search: null });
  assert.deepEqual(wantedInHash("#page=7&search=thu%20nh%E1%BA%ADp"), { page: 7, search: "thu nhập" });
  assert.deepEqual(wantedInHash("#page=0&search=+"), { page: null, search: null });
  assert.deepEqual(wantedInHash("#page=x"), { page: null, search: null });
  assert.deepEqual(wantedInHash(""), { page: null, search: null });
});

test("a forbidden storage costs the memory, not the reading", () => {
  const broken = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } };
  const memory = new Memory(1, broken);
  memory.write("x", 1);
  assert.equal(memory.read("x"), null);
});

test("writing starts private, whatever was chosen yesterday, and colours are remembered", () => {
  const kept = new Map();
  const memory = new Memory(1, { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  const make = (mayAnnotate = true) => new Tools({ audiences: ["private", "office", "meeting"], mayAnnotate, memory });
  const first = make();
  first.take("pen");
  first.setColor("#c3221f");
  first.writeFor("meeting");
  assert.equal(first.draft(3, { points: [] }).audience, "meeting");
  const second = make();
  second.take("pen");
  assert.deepEqual([second.audience, second.color], ["private", "#c3221f"]);
  second.writeFor("everyone");
  assert.equal(second.audience, "private");
  const reading = make(false);
  reading.take("pen");
  assert.equal(reading.tool, "read");
});

test("the list shows mine, one author's, or one kind, in reading order", () => {
  const mark = (client_id, mine, authorId, kind, page) => ({
    client_id, mine, kind, page, author: { id: authorId }, geometry: { at: [0, 0], points: [[0, 0, 1]] }, width: 1,
  });
  const marks = [mark("a", true, 1, "note", 3), mark("b", false, 2, "ink", 1), mark("c", false, 3, "note", 2)];
  const ids = (author = "", kind = "") => {
    const filter = new MarkFilter({ memory: { read: () => ({ author, kind }), write() {} } });
    return listed(marks, filter).map(({ client_id: id }) => id).join("");
  };
  assert.equal(ids(), "bca");
  assert.equal(ids("me"), "a");
  assert.equal(ids("2"), "b");
  assert.equal(ids("", "note"), "ca");
});

test("a word is found around a place in it, with its Vietnamese letters whole", () => {
  const text = "Bộ trưởng đề nghị, xem xét";
  const word = (offset) => text.slice(...wordAround(text, offset));
  assert.equal(word(5), "trưởng");
  assert.equal(word(0), "Bộ");
  assert.equal(word(text.length), "xét");
  assert.equal(wordAround(" , ", 1)[0], 1);
});

test("what is filtered out is neither listed nor shown, and who writes remembers the filter, not the words", () => {
  const kept = new Map();
  const memory = { read: (name) => kept.get(name) ?? null, write: (name, value) => kept.set(name, value) };
  const filter = new MarkFilter({ memory });
  const mark = (body, more = {}) => ({ kind: "note", mine: true, body, quote: "", author: { id: 1, name: "An" }, ...more });
  filter.set({ words: "dau tu" });
  assert.deepEqual([filter.lists(mark("Vốn ĐẦU TƯ công")), filter.lists(mark("Chi thường xuyên"))], [true, false]);
  filter.set({ words: "", author: "for-me" });
  const forMe = mark("x", { mine: false, author: { id: 2, name: "B" }, prepared_for: { id: 1, name: "An" } });
  assert.deepEqual([filter.shows(forMe), filter.shows(mark("y"))], [true, false]);
  filter.set({ hidden: true, words: "z" });
  const again = new MarkFilter({ memory });
  assert.deepEqual([again.hidden, again.author, again.words, again.shows(forMe)], [true, "for-me", "", false]);
  again.clear();
  assert.equal(again.isOn, false);
  assert.equal(folded("Độc lập"), "doc lap");
});

test("an audience is one word, also of a mark prepared for somebody, and wider is only what more people see", () => {
  assert.equal(audienceOf({ audience: "office", prepared_for: { id: 12, name: "An" } }), "for-12");
  assert.equal(audienceOf({ audience: "office", prepared_for: null }), "office");
  assert.deepEqual(asAudience("for-12"), { audience: "office", prepared_for: 12 });
  assert.deepEqual(asAudience("private"), { audience: "private", prepared_for: null });
  assert.deepEqual([isWider("meeting", "for-12"), isWider("private", "office"), isWider("for-12", "private")], [true, false, true]);
  assert.deepEqual([isWider("for-15", "for-12"), isWider("for-12", "office"), isWider("for-12", "for-12")], [true, true, false]);
  assert.deepEqual([isWider("meeting", "meeting"), isWider("private", "private")], [false, false]);
});

test("a text box wraps its words, breaks what is too long, and is as high as they need on a page turned any way", () => {
  const measure = (text) => text.length * 10;
  assert.deepEqual(wrapped("một hai ba", 70, 10, measure), ["một hai", "ba"]);
  assert.deepEqual(wrapped("dàiquá\n\nx", 40, 10, measure), ["dàiq", "uá", "", "x"]);
  const box = fitted([100, 0, 176, 50], "một hai ba", 10, 0, measure);
  assert.deepEqual([box[0], box[2], box[3]], [100, 176, 50]);
  const high = box[3] - box[1];
  assert.deepEqual(fitted([0, 100, 50, 176], "một hai ba", 10, 90, measure), [0, 100, high, 176]);
  assert.deepEqual(widened([0, 0, 100, 20], 20), [0, 0, 120, 20]);
  assert.deepEqual(widened([0, 0, 100, 20], -500), [0, 0, 40, 20]);
  assert.deepEqual(widened([0, 0, 20, 100], 20, 270), [0, -20, 20, 100]);
});
