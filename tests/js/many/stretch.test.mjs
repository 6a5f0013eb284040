/* Choosing many items: what a stretch and a tick over several come to. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { range, ticks } from "../../../meetings/static/meetings/many/stretch.js";

test("a stretch goes from the first ticked to the last, whichever was first", () => {
  assert.deepEqual(range(["a", "b", "c", "d"], 1, 3), ["b", "c", "d"]);
  assert.deepEqual(range(["a", "b", "c", "d"], 3, 1), ["b", "c", "d"]);
});

test("where the first is gone meanwhile, the last alone is meant", () => {
  assert.deepEqual(range(["a", "b"], -1, 1), ["b"]);
  assert.deepEqual(range(["a", "b"], 0, -1), []);
});

test("a tick over several is neither when some are ticked, and not ticked over none", () => {
  assert.deepEqual(ticks([true, true]), { checked: true, indeterminate: false });
  assert.deepEqual(ticks([true, false]), { checked: false, indeterminate: true });
  assert.deepEqual(ticks([]), { checked: false, indeterminate: false });
});
