import assert from "node:assert/strict";
import { test } from "node:test";

import "../house.js";

const { ask } = await import("../../../documents/static/documents/reader/queue/wire.js");

/** A page without texts and proof: what it would show is not looked at here. */
globalThis.document = { querySelector: () => null, querySelectorAll: () => [], documentElement: {} };
console.error = () => {};

/** A line whose parts the test sends; the clock of the browser is the test's. */
function line(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(AbortSignal, "timeout", (most) => {
    const life = new AbortController();
    setTimeout(() => life.abort(new DOMException("", "TimeoutError")), most);
    return life.signal;
  });
  const made = {};
  t.mock.method(globalThis, "fetch", async (_url, { signal }) => {
    const body = new ReadableStream({
      start(stream) {
        made.stream = stream;
        signal.addEventListener("abort", () => stream.error(signal.reason));
      },
    });
    return new Response(body, { status: made.status ?? 200, headers: { "Content-Type": made.type ?? "application/json" } });
  });
  return made;
}

const turn = () => new Promise((resolve) => { setImmediate(resolve); });
const say = (made, words) => made.stream.enqueue(new TextEncoder().encode(words));

test("a page of marks that comes slowly is read to its end, however long that takes", async (t) => {
  const made = line(t);
  const answer = ask("GET", "/api/v1/versions/1/annotations");
  await turn();
  for (const part of ['{"items": [{"body": "Một"}', ', {"body": "Hai"}', '], "next"', ": null}"]) {
    t.mock.timers.tick(20_000);
    say(made, part);
    await turn();
  }
  made.stream.close();
  assert.deepEqual(await answer, {
    status: 200, body: { items: [{ body: "Một" }, { body: "Hai" }], next: null }, reason: "",
  });
});

test("a page of marks that stops coming is as if there were no network, and asked for again later", async (t) => {
  const made = line(t);
  const answer = ask("GET", "/api/v1/versions/1/annotations");
  await turn();
  say(made, '{"items": [');
  await turn();
  t.mock.timers.tick(30_000);
  assert.equal((await answer).status, 0);
});

test("a line that breaks in the middle of a page of marks is as if there were no network", async (t) => {
  const made = line(t);
  const answer = ask("GET", "/api/v1/versions/1/annotations");
  await turn();
  say(made, '{"items": [');
  made.stream.error(new TypeError("network error"));
  assert.equal((await answer).status, 0);
});

test("a refusal says why, and a page in place of JSON that the sign-in ran out", async (t) => {
  const made = line(t);
  made.status = 403;
  const refused = ask("GET", "/api/v1/annotations/1");
  await turn();
  say(made, '{"code": "annotation-not-yours", "title": "Ghi chú của người khác."}');
  made.stream.close();
  assert.deepEqual(await refused, { status: 403, body: null, reason: "Ghi chú của người khác." });
  [made.status, made.type] = [200, "text/html"];
  const away = ask("GET", "/api/v1/annotations/1");
  await turn();
  say(made, "<h1>Đăng nhập</h1>");
  made.stream.close();
  assert.equal((await away).status, 401);
});
