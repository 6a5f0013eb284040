import assert from "node:assert/strict";
import { test } from "node:test";

import { runsOf, wantedPage } from "../../../documents/static/documents/offline/text_pieces.js";

test("the page of the address is one that the paper has", () => {
  assert.equal(wantedPage("", 3), 1);
  assert.equal(wantedPage("?page=2&occasion=meeting:7", 3), 2);
  assert.equal(wantedPage("?page=99", 3), 3);
  assert.equal(wantedPage("?page=0", 3), 1);
  assert.equal(wantedPage("?page=-4", 3), 1);
  assert.equal(wantedPage("?page=two", 3), 1);
});

test("points that follow each other are one list, and nothing is lost", () => {
  const blocks = [["heading", "I"], ["point", "a"], ["point", "b"], ["paragraph", "c"], ["point", "d"]];
  const runs = runsOf(blocks.map(([kind, text]) => ({ kind, text })));
  assert.deepEqual(runs, [
    { kind: "heading", texts: ["I"] },
    { kind: "point", texts: ["a", "b"] },
    { kind: "paragraph", texts: ["c"] },
    { kind: "point", texts: ["d"] },
  ]);
  assert.deepEqual(runsOf([]), []);
});
