import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { GHOST_KEPT_MS, GHOST_LIFE_MS, Remote } from "../../../documents/static/documents/reader/marks/remote.js";

/** A room whose pieces the test sends, and what is drawn of them: points by stroke. */
function desk(context) {
  mock.timers.enable({ apis: ["setInterval", "Date"] });
  globalThis.requestAnimationFrame = (then) => { then(); };
  context.after(() => {
    mock.timers.reset();
    delete globalThis.requestAnimationFrame;
  });
  const heard = {};
  const live = { join: () => () => {}, on: (name, then) => { heard[name] = then; return () => {}; } };
  const drawn = new Map();
  const layers = {
    growing: new Map(),
    grow: ({ id, points }) => void drawn.set(id, points.length),
    end: (id) => void drawn.delete(id),
  };
  const store = Object.assign(new EventTarget(), { get: () => null });
  const { signal } = new AbortController();
  new Remote({ live, room: "version:1", ownRoom: "person:1", store, layers, signal, now: Date.now });
  const piece = (from, count) => heard.ink({
    room: "version:1", stroke: "s", page: 1, kind: "ink", color: "#000000", width: 2, from,
    points: Array.from({ length: count }, (_, at) => [at, at, 0.5]), done: false, author: { id: 2, name: "Bình" },
  });
  return { drawn, piece };
}

test("a stroke that rests goes from the page, and has its beginning when it is drawn on", (context) => {
  const { drawn, piece } = desk(context);
  piece(0, 20);
  assert.equal(drawn.get("s"), 20);
  mock.timers.tick(GHOST_LIFE_MS + 2000);
  assert.equal(drawn.has("s"), false);
  piece(20, 5);
  assert.equal(drawn.get("s"), 25);
  mock.timers.tick(GHOST_KEPT_MS + 2000);
  piece(25, 5);
  assert.equal(drawn.get("s"), 5);
});
