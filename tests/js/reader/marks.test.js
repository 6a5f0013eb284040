import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../documents/static/documents/reader/marks/history.js";
import { Outbox } from "../../../documents/static/documents/reader/queue/outbox.js";
import { AnnotationStore } from "../../../documents/static/documents/reader/marks/store.js";

/** A shelf in memory and a network whose answers the test decides. */
function desk({ online = true, rows = new Map() } = {}) {
  const server = { marks: new Map(), keys: new Map(), taken: new Map(), calls: [], online, refuse: false, next: 1 };
  const shelf = {
    read: async () => [...rows.values()].map((row) => ({ ...row, state: row.state === "sending" ? "waiting" : row.state })),
    put: async (row) => void rows.set(row.key, row),
    drop: async (key) => void rows.delete(key),
  };
  const send = async ({ kind, key, id, body }) => {
    server.calls.push(kind);
    if (!server.online) return { status: 0, body: null };
    if (server.refuse) return { status: 422, body: null, reason: "no" };
    if (kind === "create") {
      if (!server.keys.has(key)) {
        const mark = { ...body, id: server.next++, version_id: 31, author: { id: 1, name: "An" } };
        server.keys.set(key, mark);
        server.marks.set(mark.id, mark);
      }
      if (server.loseAnswer) return { status: 0, body: null };
      return { status: 201, body: server.keys.get(key) };
    }
    if (!server.marks.has(id)) return { status: 404, body: null };
    // A key that was taken once takes no other body.
    const told = JSON.stringify(body);
    if ((server.taken.get(key) ?? told) !== told) return { status: 409, body: null, reason: "key" };
    server.taken.set(key, told);
    if (kind === "remove") server.marks.delete(id);
    else Object.assign(server.marks.get(id), body);
    return { status: 200, body: kind === "remove" ? null : server.marks.get(id) };
  };
  const request = async (_method, url) => {
    if (server.gate && !url.startsWith("/mark/")) {
      const items = [...server.marks.values()];
      await server.gate;
      return { status: 200, body: { items, next: null } };
    }
    const one = /^\/mark\/(\d+)$/.exec(url);
    if (one && server.online) {
      const body = server.marks.get(Number(one[1])) ?? null;
      return { status: body ? 200 : 404, body };
    }
    return server.online ? { status: 200, body: { items: [...server.marks.values()], next: null } } : { status: 0, body: null };
  };
  const outbox = new Outbox({ shelf, send });
  const store = new AnnotationStore({
    me: { person_id: 1, name: "An" }, versionId: 31, url: "/marks", itemUrl: "/mark", outbox, request,
    uuid: () => crypto.randomUUID(),
  });
  return { server, rows, outbox, store, history: new History(store) };
}

const draft = (more = {}) => ({
  version_id: 31, page: 1, kind: "note", audience: "private", color: "#ffd84d", width: 0, geometry: { at: [10, 10] }, body: "x", ...more,
});

test("a mark shows at once and is saved when the server has it", async () => {
  const { store, outbox } = desk();
  const { client_id: id } = store.add(draft());
  assert.equal(store.get(id).sync, "waiting");
  await outbox.flush();
  assert.equal(store.get(id).sync, "saved");
  assert.equal(store.get(id).mine, true);
});

test("marks written offline survive a new start and arrive once", async () => {
  const first = desk({ online: false });
  first.store.add(draft({ body: "one" }));
  first.store.add(draft({ body: "two" }));
  await first.outbox.flush();
  assert.equal(first.outbox.waiting, 2);

  const second = desk({ rows: first.rows });
  await second.outbox.open();
  await second.store.load();
  assert.deepEqual(second.store.all.map(({ body }) => body).sort(), ["one", "two"]);
  await second.outbox.flush();
  assert.equal(second.outbox.waiting, 0);
  assert.equal(second.server.marks.size, 2);
  assert.equal(second.rows.size, 0);
});

test("a mark whose answer was lost is not doubled when it is sent again", async () => {
  const { store, outbox, server } = desk();
  server.loseAnswer = true;
  store.add(draft());
  await outbox.flush();
  assert.equal(outbox.waiting, 1);
  server.loseAnswer = false;
  await outbox.flush();
  assert.equal(outbox.waiting, 0);
  assert.equal(server.marks.size, 1);
});

test("a mark that another tab has sent is not sent again", async () => {
  const { store, outbox, server, rows } = desk({ online: false });
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  store.receive({ ...draft(), client_id: id, id: 5, author: { id: 1, name: "An" } });
  assert.deepEqual([outbox.waiting, store.get(id).sync, rows.size], [0, "saved", 0]);
  server.online = true;
  await outbox.flush();
  assert.deepEqual(server.calls, ["create"]);
});

test("a refused mark stays on the tablet with its reason", async () => {
  const { store, outbox, server } = desk();
  server.refuse = true;
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  assert.deepEqual([store.get(id).sync, store.get(id).reason], ["refused", "no"]);
  server.refuse = false;
  await outbox.retryRefused();
  assert.equal(store.get(id).sync, "saved");
});

test("an announcement does not undo a change that still waits", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft({ audience: "meeting" }));
  await outbox.flush();
  server.online = false;
  store.change(id, { body: "newer" });
  await outbox.flush();
  store.receive({ ...server.marks.get(1), body: "older" });
  assert.equal(store.get(id).body, "newer");
});

test("what is written on a mark whose refused change another tab had taken meanwhile is sent", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.refuse = true;
  store.change(id, { color: "#00ff00" });
  await outbox.flush();
  server.refuse = false;
  const [refused] = outbox.operations;
  await outbox.send(refused); // the other tab, with the same key
  store.change(id, { body: "y" });
  await outbox.flush();
  assert.deepEqual([outbox.refused, outbox.waiting], [0, 0]);
  assert.deepEqual([...server.marks.values()].map(({ color, body }) => [color, body]), [["#00ff00", "y"]]);
});

test("someone else's mark is shown and goes when it is removed", () => {
  const { store } = desk();
  const theirs = { ...draft({ audience: "meeting" }), id: 9, client_id: "c9", author: { id: 2, name: "Bình" } };
  store.receive(theirs);
  assert.equal(store.get("c9").mine, false);
  store.forget({ id: 9, client_id: "c9" });
  assert.equal(store.get("c9"), null);
});

test("a mark of another paper, announced to the person, is none of this one", () => {
  const { store } = desk();
  store.receive({ ...draft(), version_id: 32, id: 9, client_id: "c9", author: { id: 1, name: "An" } });
  assert.equal(store.all.length, 0);
});

test("my private mark from my other tablet appears here", () => {
  const { store } = desk();
  store.receive({ ...draft(), id: 9, client_id: "c9", author: { id: 1, name: "An" } });
  assert.equal(store.get("c9").mine, true);
});

test("my mark that left the meeting for my own eyes stays on my tablet", async () => {
  const { store, outbox } = desk();
  const { client_id: id } = store.add(draft({ audience: "meeting" }));
  await outbox.flush();
  store.change(id, { audience: "private" });
  store.forget({ id: 1, client_id: id });
  await outbox.flush();
  store.forget({ id: 1, client_id: id });
  assert.equal(store.get(id).audience, "private");
});

test("a mark of mine that is gone on the server goes here, too", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.marks.delete(1);
  store.forget({ id: 1, client_id: id });
  await outbox.flush();
  assert.equal(store.get(id), null);
});

test("a private mark of mine is asked for when it is new here, and not when it was made here", async () => {
  const { store, outbox, server } = desk();
  const at = "2026-12-01T02:00:00+00:00";
  server.marks.set(9, { ...draft(), version_id: 31, id: 9, client_id: "c9", updated_at: at, author: { id: 1, name: "An" } });
  store.hear({ id: 9, client_id: "c9", version_id: 31, updated_at: at });
  store.hear({ id: 9, client_id: "c9", version_id: 32, updated_at: at });
  await outbox.flush();
  await new Promise((done) => setTimeout(done));
  assert.equal(store.get("c9").mine, true);
  server.marks.delete(9);
  store.hear({ id: 9, client_id: "c9", version_id: 31, updated_at: at });
  await new Promise((done) => setTimeout(done));
  assert.equal(store.get("c9").mine, true);
});

test("undo and redo go through every act and back", async () => {
  const { store, history, outbox, server } = desk();
  const { client_id: id } = history.add(draft());
  history.change(id, { body: "y" });
  history.remove(id);
  assert.equal(store.all.length, 0);
  history.undo();
  assert.deepEqual(store.all.map(({ body }) => body), ["y"]);
  history.undo();
  assert.deepEqual(store.all.map(({ body }) => body), ["x"]);
  history.undo();
  assert.equal(store.all.length, 0);
  history.redo();
  history.redo();
  assert.deepEqual(store.all.map(({ body }) => body), ["y"]);
  history.redo();
  assert.equal(store.all.length, 0);
  assert.equal(history.canRedo, false);
  await outbox.flush();
  assert.equal(server.marks.size, 0);
  assert.equal(outbox.waiting, 0);
});

test("the history leaves the marks of others alone", () => {
  const { store, history } = desk();
  store.receive({ ...draft({ audience: "meeting" }), id: 9, client_id: "c9", author: { id: 2, name: "Bình" } });
  history.remove("c9");
  assert.equal(store.all.length, 1);
  assert.equal(history.canUndo, false);
});

test("several marks changed in one act are undone in one, and an act of the server asks it both ways", () => {
  const { store, history } = desk();
  const ids = [1, 2].map((x) => history.add(draft({ geometry: { at: [x, x] } })).client_id);
  history.changeAll(ids.map((id) => [id, { geometry: { at: [9, 9] } }]));
  history.undo();
  assert.deepEqual(ids.map((id) => store.get(id).geometry.at[0]), [1, 2]);
  history.redo();
  assert.deepEqual(ids.map((id) => store.get(id).geometry.at[0]), [9, 9]);
  const asked = [];
  history.acted({ undo: () => asked.push("undo"), redo: () => asked.push("redo") });
  history.undo();
  history.redo();
  assert.deepEqual(asked, ["undo", "redo"]);
});

test("an undo that is asked about is done once, however often it is pressed, and only what was asked about", async () => {
  const { store, history } = desk();
  const ids = [1, 2].map((x) => history.add(draft({ audience: "meeting", geometry: { at: [x, x] } })).client_id);
  for (const id of ids) history.change(id, { audience: "private" });
  const seen = () => ids.map((id) => store.get(id).audience);
  const asked = [];
  const mayWiden = () => new Promise((resolve) => { asked.push(resolve); });

  const pressed = [history.replay(true, mayWiden), history.replay(true, mayWiden), history.replay(false, mayWiden)];
  assert.equal(asked.length, 1);
  asked[0](true);
  await Promise.all(pressed);
  assert.deepEqual([seen(), history.done.length], [["private", "meeting"], 3]);

  const no = history.replay(true, mayWiden);
  asked[1](false);
  await no;
  assert.deepEqual([seen(), history.done.length, asked.length], [["private", "meeting"], 2, 2]);
});

test("a yes to an undo does not reach what was written while the question stood", async () => {
  const { store, history } = desk();
  const { client_id: id } = history.add(draft({ audience: "meeting" }));
  history.change(id, { audience: "private" });
  await history.replay(true, async () => Boolean(history.change(id, { body: "y" }) ?? true));
  assert.deepEqual([store.get(id).audience, store.get(id).body, history.done.length], ["private", "y", 3]);
});

test("words written on a mark that another tablet removed meanwhile become a new mark", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.online = false;
  store.change(id, { body: "viết khi mất mạng" });
  await outbox.flush();
  server.marks.clear();
  server.online = true;
  let told = 0;
  store.addEventListener("anew", () => { told += 1; });
  await outbox.flush();
  assert.deepEqual([...server.marks.values()].map(({ body, page }) => [body, page]), [["viết khi mất mạng", 1]]);
  assert.equal(store.get(id), null);
  assert.deepEqual(store.all.map(({ body, sync }) => [body, sync]), [["viết khi mất mạng", "saved"]]);
  assert.deepEqual([told, outbox.refused], [1, 0]);
});

test("of several texts written on a mark that is gone the newest becomes the new mark", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.online = false;
  store.change(id, { body: "một" });
  await outbox.flush();
  store.change(id, { body: "một hai" });
  await outbox.flush();
  server.marks.clear();
  server.online = true;
  await outbox.flush();
  assert.deepEqual([...server.marks.values()].map(({ body }) => body), ["một hai"]);
  assert.deepEqual([outbox.waiting, outbox.refused], [0, 0]);
});

test("a text that waits behind another act on a mark that is gone becomes a new mark as well", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.online = false;
  store.change(id, { color: "#ffffff" });
  await outbox.flush();
  store.change(id, { body: "viết sau" });
  await outbox.flush();
  server.marks.clear();
  server.online = true;
  await outbox.flush();
  assert.deepEqual([...server.marks.values()].map(({ body, color }) => [body, color]), [["viết sau", "#ffffff"]]);
  assert.deepEqual([outbox.waiting, outbox.refused], [0, 0]);
});

test("words written on a mark of a paper that is gone as a whole stay on the tablet, to be copied", async () => {
  const rows = new Map();
  const before = desk({ rows });
  const { client_id: id } = before.store.add(draft());
  await before.outbox.flush();
  before.server.online = false;
  before.store.change(id, { body: "viết khi mất mạng" });
  await before.outbox.flush();
  // Opened from what is kept; when the network is back, neither the paper's marks nor the mark are to be had.
  const { store, outbox, server } = desk({ rows });
  store.request = async () => ({ status: 404, body: null });
  await outbox.open();
  await store.load();
  await outbox.flush();
  assert.deepEqual(server.calls, ["change"]);
  assert.equal(outbox.refused, 1);
  assert.deepEqual([...rows.values()].map(({ body, state }) => [body.body, state]), [["viết khi mất mạng", "refused"]]);
});

test("an act without words on a mark that is gone goes with it", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.marks.clear();
  store.change(id, { color: "#ffffff" });
  await outbox.flush();
  assert.deepEqual([store.all.length, outbox.waiting, outbox.refused], [0, 0, 0]);
});

/** The list is asked for, and answered with what it held then when `open()` is called. */
function gated(server) {
  let open;
  server.gate = new Promise((resolve) => { open = resolve; });
  return () => {
    server.gate = null;
    open();
  };
}

const theirs = (more = {}) => ({
  ...draft({ audience: "meeting" }), version_id: 31, id: 9, client_id: "c9", author: { id: 2, name: "Bình" }, ...more,
});

test("what came while the list was on its way is not wiped away by it", async () => {
  const { store, outbox, server } = desk();
  server.marks.set(9, theirs());
  await store.load();
  const open = gated(server);
  const loading = store.load();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  store.receive(theirs({ id: 8, client_id: "c8" }));
  store.forget({ id: 9, client_id: "c9" });
  open();
  assert.equal(await loading, true);
  assert.deepEqual(store.all.map(({ client_id: each }) => each).sort(), [id, "c8"].sort());
  assert.equal(store.get(id).sync, "saved");
  server.marks.delete(9);
  await store.load();
  assert.deepEqual(store.all.map(({ client_id: each }) => each), [id]);
});

test("a list that a later one has overtaken counts no more", async () => {
  const { store, server } = desk();
  server.marks.set(9, theirs());
  const open = gated(server);
  const first = store.load();
  server.gate = null;
  server.marks.set(7, theirs({ id: 7, client_id: "c7" }));
  server.marks.delete(9);
  await store.load();
  open();
  await first;
  assert.deepEqual(store.all.map(({ client_id: id }) => id), ["c7"]);
});

test("told of a newer state while its own change was sent and refused, the tablet asks for it", async () => {
  const { store, outbox, server } = desk();
  const { client_id: id } = store.add(draft());
  await outbox.flush();
  server.marks.get(1).updated_at = "2026-12-01T02:00:00+00:00";
  store.receive(server.marks.get(1));
  const newer = { ...server.marks.get(1), color: "#000000", updated_at: "2026-12-01T02:00:05+00:00" };
  server.refuse = true;
  store.change(id, { body: "x".repeat(13_000) });
  server.marks.set(1, newer);
  store.hear({ id: 1, client_id: id, version_id: 31, updated_at: newer.updated_at });
  await outbox.flush();
  await new Promise((done) => setTimeout(done));
  assert.deepEqual([store.get(id).color, store.get(id).sync], ["#000000", "refused"]);
});

test("what waits of another paper is not missing in this one, what was refused here is", async () => {
  const rows = new Map([["k", { key: "k", kind: "create", mark: "m", version: 32, tries: 0, state: "waiting", body: draft() }]]);
  const { store, outbox, server } = desk({ online: false, rows });
  await outbox.open();
  await store.load();
  assert.equal(store.unsent, 0);
  store.add(draft());
  assert.equal(store.unsent, 1);
  await outbox.flush();
  server.online = true;
  server.refuse = true;
  await outbox.flush();
  assert.deepEqual([store.unsent, outbox.refused], [1, 2]);
  server.refuse = false;
  await outbox.retryRefused();
  assert.equal(store.unsent, 0);
});
