import assert from "node:assert/strict";
import { test } from "node:test";

import "../house.js";

const { fetchWhole } = await import("../../../ecabinet/static/js/patient.js");

/** A line whose parts the test sends. */
function line(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const made = {};
  t.mock.method(globalThis, "fetch", async (_url, { signal }) => {
    const body = new ReadableStream({
      start(stream) {
        made.stream = stream;
        signal.addEventListener("abort", () => stream.error(signal.reason));
      },
    });
    return new Response(body, { status: 206 });
  });
  return made;
}

const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test("a slow line brings the whole answer, however long it takes", async (t) => {
  const made = line(t);
  const answer = fetchWhole("/file", {}, 3000);
  await turn();
  for (const part of ["one ", "two ", "three"]) {
    t.mock.timers.tick(2000);
    made.stream.enqueue(new TextEncoder().encode(part));
    await turn();
  }
  made.stream.close();
  const { response, bytes } = await answer;
  assert.deepEqual([response.status, new TextDecoder().decode(bytes)], [206, "one two three"]);
});

test("a line that falls silent in the middle of an answer ends it", async (t) => {
  const made = line(t);
  const answer = fetchWhole("/file", {}, 3000);
  const ended = assert.rejects(answer, { name: "TimeoutError" });
  await turn();
  made.stream.enqueue(new Uint8Array(8));
  await turn();
  t.mock.timers.tick(3000);
  await ended;
});
