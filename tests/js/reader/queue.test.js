import assert from "node:assert/strict";
import { test } from "node:test";

import { applied, enqueue, meaningOf, nextToSend, settle } from "../../../documents/static/documents/reader/queue/queue.js";

const operation = (kind, mark, more = {}) => ({
  key: `${kind}-${mark}`, kind, mark, id: null, body: null, tries: 0, state: "waiting", ...more,
});
const kinds = (operations) => operations.map(({ kind, mark }) => `${kind} ${mark}`);

test("a change of a mark that was never sent goes into its creation", () => {
  const before = [operation("create", "a", { body: { color: "red", body: "x" } })];
  const after = enqueue(before, operation("change", "a", { body: { body: "y" } }));
  assert.deepEqual(kinds(after), ["create a"]);
  assert.deepEqual(after[0].body, { color: "red", body: "y" });
  assert.equal(before[0].body.body, "x");
});

test("a change while the creation is under way waits behind it", () => {
  const after = enqueue([operation("create", "a", { state: "sending", tries: 1 })], operation("change", "a", { body: {} }));
  assert.deepEqual(kinds(after), ["create a", "change a"]);
  assert.equal(nextToSend(after), null);
});

test("removing a mark that was never sent leaves nothing to send", () => {
  const before = [operation("create", "a"), operation("create", "b")];
  assert.deepEqual(kinds(enqueue(before, operation("remove", "a"))), ["create b"]);
});

test("removing a mark whose sending was tried keeps the creation: the server may have it", () => {
  const before = [operation("create", "a", { tries: 1 })];
  assert.deepEqual(kinds(enqueue(before, operation("remove", "a"))), ["create a", "remove a"]);
});

test("removing a mark drops its waiting changes", () => {
  const before = [operation("change", "a", { id: 3 })];
  assert.deepEqual(kinds(enqueue(before, operation("remove", "a", { id: 3 }))), ["remove a"]);
});

test("removing a mark the server refused forgets it", () => {
  const before = [operation("create", "a", { tries: 1, state: "refused" })];
  assert.deepEqual(enqueue(before, operation("remove", "a")), []);
});

test("a refused mark does not hold up the others", () => {
  const list = [operation("create", "a", { state: "refused" }), operation("change", "a"), operation("create", "b")];
  assert.equal(nextToSend(list).mark, "b");
});

test("the id the server gave reaches the acts that wait behind the creation", () => {
  const list = [operation("create", "a", { state: "sending" }), operation("remove", "a")];
  const after = settle(list, "create-a", { meaning: "done", id: 17 });
  assert.deepEqual(after.map(({ kind, id }) => [kind, id]), [["remove", 17]]);
});

test("a failed sending waits again, a refused one says why", () => {
  const list = [operation("create", "a", { state: "sending" })];
  assert.equal(settle(list, "create-a", { meaning: "later" })[0].state, "waiting");
  const [refused] = settle(list, "create-a", { meaning: "refused", reason: "too long" });
  assert.deepEqual([refused.state, refused.reason], ["refused", "too long"]);
});

test("no network, a signed-out reader and a busy server mean later; a refusal means refused", () => {
  for (const status of [0, 401, 408, 429, 500, 503]) assert.equal(meaningOf("create", status), "later");
  for (const status of [403, 404, 409, 413, 422]) assert.equal(meaningOf("create", status), "refused");
  assert.equal(meaningOf("create", 201), "done");
  assert.equal(meaningOf("remove", 404), "done");
});

test("what waits shows over what the server said", () => {
  const saved = { id: 1, color: "red", body: "x" };
  assert.deepEqual(applied(saved, [operation("change", "a", { body: { body: "y" } })]), { id: 1, color: "red", body: "y" });
  assert.equal(applied(saved, [operation("remove", "a")]), null);
  assert.deepEqual(applied(null, [operation("create", "a", { body: { body: "z" } })]), { body: "z" });
});

test("a changed text goes with the one the server has, however often it was changed here", () => {
  const change = (key, body, before) => ({
    key, kind: "change", mark: "m", id: 1, tries: 0, state: "waiting", body: { body, body_before: before },
  });
  const twice = enqueue(enqueue([], change("k1", "two", "one")), change("k2", "three", "two"));
  assert.deepEqual(twice.map(({ body }) => body), [{ body: "three", body_before: "one" }]);
  const create = { ...change("k0"), kind: "create", id: null, body: { body: "one" } };
  assert.deepEqual(enqueue([create], change("k1", "two", "one"))[0].body, { body: "two" });
});

const refused = (kind, more) => operation(kind, "a", { state: "refused", tries: 1, reason: "not for the office", ...more });

test("a change of a refused mark goes into what was refused, and that is sent again", () => {
  const create = refused("create", { body: { audience: "office", prepared_for: 12, body: "x" } });
  const [sent, ...more] = enqueue([create], operation("change", "a", { body: { audience: "private", prepared_for: null } }));
  assert.deepEqual([sent.key, sent.state, sent.reason, more], ["create-a", "waiting", "", []]);
  assert.deepEqual(sent.body, { audience: "private", prepared_for: null, body: "x" });
  assert.equal(nextToSend([sent]), sent);

  const change = refused("change", { id: 3, body: { body: "long", body_before: "old" } });
  const again = enqueue([change], operation("change", "a", { key: "k2", id: 3, body: { body: "short", body_before: "long" } }));
  assert.deepEqual(again.map(({ key, state, body }) => [key, state, body]), [
    ["k2", "waiting", { body: "short", body_before: "old" }],
  ]);
});

test("what was changed while the mark was being sent is not left behind when that is refused", () => {
  const create = operation("create", "a", { state: "sending", tries: 1, body: { audience: "meeting", body: "x" } });
  const list = [create, operation("change", "a", { body: { audience: "private" } }), operation("create", "b")];
  const after = settle(list, "create-a", { meaning: "refused", reason: "no" });
  assert.deepEqual(after.map(({ key, state, body }) => [key, state, body?.audience]), [
    ["create-a", "waiting", "private"],
    ["create-b", "waiting", undefined],
  ]);
  const change = operation("change", "c", { state: "sending", tries: 1, id: 3, body: { color: "red" } });
  const behind = operation("change", "c", { key: "k2", id: 3, body: { body: "y" } });
  const [next, ...more] = settle([change, behind], "change-c", { meaning: "refused", reason: "no" });
  assert.deepEqual([next.key, next.state, next.tries, next.body, more], ["k2", "waiting", 0, { color: "red", body: "y" }, []]);
  const gone = settle([create, operation("remove", "a"), operation("create", "b")], "create-a", { meaning: "refused" });
  assert.deepEqual(kinds(gone), ["create b"]);
});
