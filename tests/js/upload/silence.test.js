import assert from "node:assert/strict";
import { test } from "node:test";

import { SILENCE_MS, endOnSilence } from "../../../ecabinet/static/js/silence.js";

const ANSWER_MS = 6 * SILENCE_MS;

/** A request of the browser's whose line the test speaks on. */
function sending(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const request = new EventTarget();
  request.upload = new EventTarget();
  request.isAborted = false;
  request.abort = () => {
    request.isAborted = true;
    request.dispatchEvent(new Event("loadend"));
  };
  request.told = 0;
  endOnSilence(request, () => { request.told += 1; }, { answer: ANSWER_MS });
  return request;
}

test("a slow line takes the time it needs", (t) => {
  const request = sending(t);
  for (let piece = 0; piece < 20; piece += 1) {
    t.mock.timers.tick(SILENCE_MS - 1);
    request.upload.dispatchEvent(new Event("progress"));
  }
  assert.deepEqual([request.isAborted, request.told], [false, 0]);
});

test("a line that falls silent is given up once", (t) => {
  const request = sending(t);
  request.upload.dispatchEvent(new Event("progress"));
  t.mock.timers.tick(SILENCE_MS);
  t.mock.timers.tick(ANSWER_MS);
  assert.deepEqual([request.isAborted, request.told], [true, 1]);
});

test("a server that has everything may check it for minutes, but not for ever", (t) => {
  const request = sending(t);
  request.upload.dispatchEvent(new Event("load"));
  t.mock.timers.tick(ANSWER_MS - 1);
  assert.equal(request.isAborted, false);
  t.mock.timers.tick(1);
  assert.deepEqual([request.isAborted, request.told], [true, 1]);
});

test("an answer ends the watch", (t) => {
  const request = sending(t);
  request.dispatchEvent(new Event("loadend"));
  t.mock.timers.tick(ANSWER_MS);
  assert.deepEqual([request.isAborted, request.told], [false, 0]);
});
