import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { MOST_COPIES, namedAs, namedOf } from "../../../documents/static/documents/offline/most.js";

const paper = (id, state = "whole", at = "2026-12-01") => ({ id: `version:${id}`, version_id: id, state, kept_at: at });

test("a tablet names no more than the server takes, and what is here as a whole before what is not", () => {
  const rows = Array.from({ length: MOST_COPIES + 1 }, (_, at) => paper(at + 1));
  rows[0] = paper(1, "waiting");
  const { kept, beyond } = namedOf(rows);
  assert.equal(kept.length, MOST_COPIES);
  assert.deepEqual(beyond.map(({ id }) => id), ["version:1"]);
});

test("a pack counts with the papers that are not named yet, and goes as one", () => {
  const pack = { id: "pack:1:a", version_ids: [1, 2, 3], state: "whole", kept_at: "2026-12-02" };
  assert.deepEqual(namedOf([paper(1), paper(2), pack], 3), { kept: [1, 2, 3], beyond: [] });
  assert.deepEqual(namedOf([paper(1), paper(2), pack], 2), { kept: [1, 2], beyond: [pack] });
  assert.deepEqual(namedOf([{ id: "occasion:meeting:7", state: "whole", kept_at: "2026-12-01" }], 0).beyond, []);
});

test("what was put off and can be named again is not only named: it is fetched", () => {
  assert.deepEqual(namedAs({ ...paper(1, "failed"), failed: "many" }), { is_named: true, state: "waiting", failed: null });
  assert.deepEqual(namedAs({ ...paper(1, "failed"), failed: "full" }), { is_named: true });
  assert.deepEqual(namedAs(paper(1)), { is_named: true });
});

test("tablet and server agree on the most", () => {
  const rules = readFileSync(new URL("../../../documents/offline/rules.py", import.meta.url), "utf8");
  assert.equal(Number(/^MOST_COPIES = (\d+)$/m.exec(rules)[1]), MOST_COPIES);
});
