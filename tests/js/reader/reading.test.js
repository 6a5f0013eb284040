import assert from "node:assert/strict";
import { test } from "node:test";

import { pageFor, pagesInWords, usefulLabels } from "../../../documents/static/documents/reader/page/labels.js";
import { entriesOf } from "../../../documents/static/documents/reader/panel/outline.js";
import { Places, newest } from "../../../documents/static/documents/reader/page/places.js";
import { FileSource, SourceProblem, finalReason, totalOf } from "../../../documents/static/documents/reader/page/source.js";
import { CELL, pageByKey, pagesInView } from "../../../documents/static/documents/reader/panel/thumbs.js";

const AT = Date.parse("2026-12-01T02:00:00Z");
const iso = (ms) => new Date(ms).toISOString();

test("pages that follow each other are named by the first and the last", () => {
  assert.equal(pagesInWords([2, 3, 4, 7, 9, 10]), "2–4, 7, 9–10");
  assert.equal(pagesInWords([3, 4], (page) => ["i", "ii", "1", "2"][page - 1]), "1–2");
  assert.equal(pagesInWords([]), "");
});

test("labels count only when they say more than the numbers", () => {
  assert.equal(usefulLabels(null, 2), null);
  assert.equal(usefulLabels(["1", "2"], 2), null);
  assert.equal(usefulLabels(["", ""], 2), null);
  assert.equal(usefulLabels(["i"], 2), null);
  assert.deepEqual(usefulLabels(["i", "1"], 2), ["i", "1"]);
});

test("a typed page is its label, however it is written, else the number of the page", () => {
  const labels = ["i", "ii", "1", "2", "A-1", "A-2"];
  assert.equal(pageFor("ii", labels, 6), 2);
  assert.equal(pageFor(" a-2 ", labels, 6), 6);
  assert.equal(pageFor("1", labels, 6), 3);
  assert.equal(pageFor("6", labels, 6), 6);
  assert.equal(pageFor("7", labels, 6), null);
  assert.equal(pageFor("iii", labels, 6), null);
  assert.equal(pageFor("2", null, 6), 2);
  assert.equal(pageFor("0", null, 6), null);
  assert.equal(pageFor("", labels, 6), null);
  assert.equal(pageFor("-1", null, 6), null);
});

test("of five hundred pages only those in view and a few rows around them are there", () => {
  const height = 3 * CELL.height;
  assert.deepEqual(pagesInView({ scrollTop: 0, height, columns: 2, count: 500 }), [1, 10]);
  assert.deepEqual(pagesInView({ scrollTop: 100 * CELL.height, height, columns: 2, count: 500 }), [197, 210]);
  assert.deepEqual(pagesInView({ scrollTop: 247 * CELL.height, height, columns: 2, count: 500 }), [491, 500]);
  assert.deepEqual(pagesInView({ scrollTop: 0, height, columns: 2, count: 3 }), [1, 3]);
});

test("arrows walk over the small pages and stop at both ends", () => {
  assert.equal(pageByKey("ArrowDown", 3, 2, 9), 5);
  assert.equal(pageByKey("ArrowDown", 9, 2, 9), 9);
  assert.equal(pageByKey("ArrowLeft", 1, 2, 9), 1);
  assert.equal(pageByKey("End", 1, 2, 9), 9);
  assert.equal(pageByKey("x", 1, 2, 9), null);
});

test("an outline loses its empty entries, keeps what is below them, and is never endless", () => {
  const entries = entriesOf([
    { title: " Phần  I ", count: 1, dest: "a", items: [{ title: "1", dest: "b", items: [] }] },
    { title: "", items: [] },
    { title: "", items: [{ title: "lost", dest: "c", items: [] }] },
  ]);
  assert.deepEqual(entries.map(({ title, open }) => [title, open]), [["Phần I", true], ["…", false]]);
  assert.equal(entries[1].children[0].title, "lost");
  const loop = { title: "x", items: [] };
  loop.items.push(loop);
  assert.equal(entriesOf([loop]).length, 1);
  const many = Array.from({ length: 9000 }, () => ({ title: "x", items: [] }));
  assert.equal(entriesOf(many).length, 5000);
  assert.deepEqual(entriesOf(null), []);
});

test("the newest place wins, whatever the clock of the tablet says", () => {
  const local = { page: 3, top: 700, scale: 1.2, at: AT };
  assert.equal(newest(local, null).place, local);
  const later = newest(local, { page: 9, top: 100, at: iso(AT + 60_000) });
  assert.deepEqual([later.place.page, later.place.top, later.place.scale, later.fromOther], [9, 100, 1.2, true]);
  assert.equal(newest(local, { page: 9, top: 1, at: iso(AT - 60_000) }).place.page, 3);
  assert.equal(newest(local, { page: 9, top: 1, at: iso(AT + 60_000) }, 120_000).place.page, 3);
  assert.equal(newest(null, { page: 9, top: 1, at: iso(AT) }).place.page, 9);
  assert.equal(newest(null, null).place, null);
  // Of an earlier version only where this one was not opened yet.
  assert.equal(newest(local, { page: 9, top: null, at: iso(AT + 60_000) }, 0, true).place, local);
  assert.equal(newest(null, { page: 9, top: null, at: iso(AT) }, 0, true).place.page, 9);
});

class Drawer {
  constructor() {
    this.kept = new Map();
  }

  read(name) {
    return this.kept.get(name) ?? null;
  }

  write(name, value) {
    this.kept.set(name, structuredClone(value));
  }
}

test("a place that could not be sent is sent later, once, with its age", async () => {
  let clock = AT;
  let online = false;
  const sent = [];
  const memory = new Drawer();
  const put = async (url, body) => {
    if (!online) return null;
    sent.push([url, body.page, body.seconds_ago]);
    return { now: iso(clock + 5000) };
  };
  const places = new Places({ version: 7, url: "/v/7", memory, put, now: () => clock });
  places.keep({ page: 2, top: 10 }, true);
  places.keep({ page: 4, top: 10 }, true);
  await places.flush();
  assert.equal(memory.read("place:7").page, 4);
  clock += 30_000;
  online = true;
  await places.flush();
  await places.flush();
  assert.deepEqual(sent, [["/v/7", 4, 30]]);
  assert.equal(memory.read("clock-skew"), 5000);
});

test("what this tablet told of itself over a slow line does not throw it back", async () => {
  let clock = AT;
  const memory = new Drawer();
  const put = async () => {
    clock += 8_000;
    return { now: iso(clock - 4_000) };
  };
  const places = new Places({ version: 7, url: "/v/7", memory, put, now: () => clock });
  places.keep({ page: 4, top: 10.4 }, true);
  await places.flush();
  assert.equal(memory.read("clock-skew"), 0);
  places.keep({ page: 9, top: 10 });
  const told = { page: 4, top: 10, at: iso(clock + 30_000), of_version: 7 };
  assert.deepEqual([places.begin(told).place.page, places.begin(told).fromOther], [9, false]);
  const elsewhere = { ...told, page: 5 };
  assert.deepEqual([places.begin(elsewhere).place.page, places.begin(elsewhere).fromOther], [5, true]);
  clearTimeout(places.timer);
});

test("standing still does not make a place newer", async () => {
  let clock = AT;
  const memory = new Drawer();
  const places = new Places({ version: 7, url: "/v/7", memory, put: async () => ({}), now: () => clock });
  places.keep({ page: 2, top: 10 }, true);
  clock += 60_000;
  places.keep({ page: 2, top: 10 }, true);
  assert.equal(memory.read("place:7").at, AT);
});

const answer = (status, { type = "application/pdf", body = new Uint8Array(4), range = "bytes 0-3/10", redirected = false } = {}) => ({
  status, ok: status < 300, redirected,
  headers: new Headers({ "Content-Type": type, "Content-Range": range }),
  arrayBuffer: async () => body.buffer,
});

test("what cannot be had any more is told from what is worth asking for again", () => {
  assert.equal(finalReason(answer(206)), "");
  assert.equal(finalReason(answer(503, { type: "text/html" })), "");
  assert.equal(finalReason(answer(429)), "");
  assert.equal(finalReason(answer(404)), "gone");
  assert.equal(finalReason(answer(409)), "missing");
  assert.equal(finalReason(answer(200, { type: "text/html" })), "signed-out");
  assert.equal(finalReason(answer(206, { redirected: true })), "signed-out");
  assert.equal(finalReason(answer(416)), "failed");
  assert.equal(totalOf("bytes 0-3/1234"), 1234);
  assert.equal(totalOf("bytes */1234"), 1234);
  assert.equal(totalOf(null), null);
});

class Range {
  constructor(length, initial) {
    Object.assign(this, { length, initial, got: [] });
  }

  onDataRange(begin, bytes) {
    this.got.push([begin, bytes.byteLength]);
    this.arrived?.();
  }
}

test("a range that failed is asked for until it comes, and the trouble is told once and taken back", async () => {
  const answers = [answer(206), "down", "down", answer(503), answer(206)];
  const told = [];
  const source = new FileSource("/file", {
    fetcher: async () => {
      const next = answers.shift();
      if (next === "down") throw new TypeError("no network");
      return next;
    },
  });
  source.addEventListener("trouble", ({ detail }) => {
    told.push(detail);
  });
  const { range, length } = await source.parameters({ PDFDataRangeTransport: Range });
  assert.equal(length, 10);
  const arrived = new Promise((resolve) => {
    range.arrived = resolve;
  });
  range.requestDataRange(4, 8);
  const impatient = setInterval(() => source.retry(), 5);
  await arrived;
  clearInterval(impatient);
  assert.deepEqual(range.got, [[4, 4]]);
  assert.deepEqual(told, ["network", "server", ""]);
});

test("a small file comes whole; a refused one says why", async () => {
  const whole = new FileSource("/file", { fetcher: async () => answer(206, { range: "bytes 0-3/4" }) });
  assert.equal((await whole.parameters({})).data.byteLength, 4);
  const gone = new FileSource("/file", { fetcher: async () => answer(404) });
  await assert.rejects(gone.parameters({}), (problem) => problem instanceof SourceProblem && problem.reason === "gone");
});
