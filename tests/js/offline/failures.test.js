import assert from "node:assert/strict";
import { test } from "node:test";

import { failureOf } from "../../../documents/static/documents/offline/failures.js";
import { meaningOf } from "../../../documents/static/documents/reader/queue/queue.js";

const problem = (status, code = "") => ({ name: "HttpProblem", status, code });

test("what is busy or not ready yet is kept later, and what is sent is sent later for the same answers", () => {
  for (const status of [408, 425, 429, 500]) {
    assert.equal(failureOf(problem(status)), "later", String(status));
    assert.equal(meaningOf("create", status), "later", String(status));
  }
  assert.equal(failureOf(problem(409, "pack-being-bound")), "later");
  assert.equal(failureOf(problem(409, "pack-file-missing")), "failed");
});

test("without network, sign-in or a sound server nothing goes on; what may not be read goes", () => {
  for (const status of [0, 401, 502, 503]) assert.equal(failureOf(problem(status)), "stop", String(status));
  for (const status of [403, 404]) assert.equal(failureOf(problem(status)), "gone", String(status));
  assert.equal(failureOf({ name: "TypeError" }, false), "stop");
  assert.equal(failureOf({ name: "TypeError" }, true), "failed");
  assert.equal(failureOf({ name: "QuotaExceededError" }), "full");
  assert.equal(failureOf({ name: "AbortError" }), "stop"); // signed out meanwhile
  assert.equal(failureOf({ name: "TimeoutError" }), "stop");
  assert.equal(failureOf(problem(422)), "failed");
});
