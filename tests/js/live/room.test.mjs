// A room gives every announcement on once and in order, whatever overtakes what.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { GAP_MS, LiveRoom } from "../../../ecabinet/static/js/live_room.js";

function follow(after = 3) {
  const seen = [];
  const states = [];
  let asked = 0;
  const room = new LiveRoom(
    "meeting:1",
    {
      after,
      onAnnouncement: (name, payload) => seen.push(payload.text),
      onReset: () => seen.push("reset"),
      onState: (state) => states.push(state),
    },
    () => (asked += 1),
  );
  return { room, seen, states, asked: () => asked };
}

const line = (number) => ({ number, name: "said", payload: { text: number } });
const answer = (number, missed = [], reset = false) => ({
  ok: true,
  number,
  missed: missed.map(line),
  reset,
});

test("what was told between the page and the joining is caught up first", () => {
  const { room, seen } = follow(3);
  const turn = room.asking();
  room.receive(line(6));
  room.answered(turn, answer(5, [4, 5]));
  assert.deepEqual(seen, [4, 5, 6]);
  assert.equal(room.last, 6);
});

test("a line that comes by both ways is told once", () => {
  const { room, seen } = follow(3);
  const turn = room.asking();
  room.receive(line(4));
  room.answered(turn, answer(4, [4]));
  room.receive(line(4));
  assert.deepEqual(seen, [4]);
});

test("a page that knows no number starts where the room stands", () => {
  const { room, seen } = follow(null);
  const turn = room.asking();
  room.answered(turn, answer(9));
  room.receive(line(10));
  assert.deepEqual(seen, [10]);
});

test("two lines in the wrong order are put right without asking", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { room, seen, asked } = follow(3);
  room.answered(room.asking(), answer(3));
  room.receive(line(5));
  room.receive(line(4));
  t.mock.timers.tick(GAP_MS * 2);
  assert.deepEqual(seen, [4, 5]);
  assert.equal(asked(), 0);
});

test("a gap that stays is asked for", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { room, seen, asked } = follow(3);
  room.answered(room.asking(), answer(3));
  room.receive(line(5));
  assert.equal(asked(), 0);
  t.mock.timers.tick(GAP_MS);
  assert.equal(asked(), 1);
  room.answered(room.asking(), answer(5, [4, 5]));
  assert.deepEqual(seen, [4, 5]);
});

test("too much missed: the page is loaded anew, and goes on from there", () => {
  const { room, seen } = follow(3);
  const turn = room.asking();
  room.receive(line(901));
  room.answered(turn, answer(900, [], true));
  assert.deepEqual(seen, ["reset", 901]);
});

test("a refused room says so once and tells nothing", () => {
  const { room, seen, states } = follow(3);
  const turn = room.asking();
  room.receive(line(4));
  room.answered(turn, { ok: false, code: "not-visible" });
  assert.deepEqual(seen, []);
  assert.deepEqual(states, ["refused"]);
});

test("a part of the page that fails still gets the next line", () => {
  const errors = mock.method(console, "error", () => {});
  const seen = [];
  const room = new LiveRoom(
    "meeting:1",
    {
      after: 0,
      onAnnouncement: (name, payload) => {
        seen.push(payload.text);
        if (payload.text === 1) throw new Error("a broken part");
      },
    },
    () => {},
  );
  room.answered(room.asking(), answer(2, [1, 2]));
  assert.deepEqual(seen, [1, 2]);
  assert.equal(errors.mock.callCount(), 1);
  errors.mock.restore();
});

test("a room that was left stays silent", () => {
  const { room, seen } = follow(3);
  const turn = room.asking();
  room.leave();
  room.answered(turn, answer(4, [4]));
  room.receive(line(4));
  assert.deepEqual(seen, []);
});
