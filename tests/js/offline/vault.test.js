import assert from "node:assert/strict";
import { test } from "node:test";

import "../../../documents/static/documents/offline/vault.js";

const vault = globalThis.ecVault;
const bytes = (text) => new TextEncoder().encode(text);
const RAW = btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, at) => at)));

test("one range is understood, as the server understands it", () => {
  const size = 1000;
  assert.deepEqual(vault.parseRange("bytes=0-99", size), { first: 0, last: 99 });
  assert.deepEqual(vault.parseRange("bytes=900-", size), { first: 900, last: 999 });
  assert.deepEqual(vault.parseRange("bytes=-10", size), { first: 990, last: 999 });
  assert.deepEqual(vault.parseRange("bytes=-5000", size), { first: 0, last: 999 });
  assert.deepEqual(vault.parseRange("bytes=990-5000", size), { first: 990, last: 999 });
});

test("what is no single range of bytes asks for the whole, beyond the end for nothing", () => {
  for (const header of [null, undefined, "", "bytes=", "bytes=-", "bytes=5-2", "bytes=1-2,4-5", "lines=1-2"]) {
    assert.equal(vault.parseRange(header, 1000), null, String(header));
  }
  assert.equal(vault.parseRange("bytes=1000-", 1000), "beyond");
  assert.equal(vault.parseRange("bytes=-0", 1000), "beyond");
});

test("a paper is kept under its path, whatever way led to it", () => {
  assert.equal(vault.pathOf("/documents/versions/3/read?back=/meetings/1&papers=3,4#page=2"), "/documents/versions/3/read");
  assert.equal(vault.pathOf("/documents/versions/3/file?original=yes"), "/documents/versions/3/file?original=yes");
  assert.notEqual(vault.pathOf("/documents/versions/3/file?copy=aa"), vault.pathOf("/documents/versions/3/file?copy=bb"));
  assert.notEqual(vault.pathOf("/p/1/picture?width=240"), vault.pathOf("/p/1/picture?width=1200"));
});

test("pieces cover the size exactly", () => {
  assert.equal(vault.count(0), 0);
  assert.equal(vault.count(1), 1);
  assert.equal(vault.count(vault.CHUNK), 1);
  assert.equal(vault.count(vault.CHUNK + 1), 2);
});

test("what is sealed opens with the same key in the same place, and nowhere else", async () => {
  const key = await vault.importKey(RAW);
  const other = await vault.importKey(btoa("x".repeat(32)));
  const sealed = await vault.seal(key, bytes("Tờ trình"), "7 /file 0");
  assert.equal(new TextDecoder().decode(await vault.open(sealed, key, "7 /file 0")), "Tờ trình");
  await assert.rejects(vault.open(sealed, key, "7 /file 1"));
  await assert.rejects(vault.open(sealed, key, "8 /file 0"));
  await assert.rejects(vault.open(sealed, other, "7 /file 0"));
  const bent = new Uint8Array(sealed.data.slice(0));
  bent[0] ^= 1;
  await assert.rejects(vault.open({ ...sealed, data: bent.buffer }, key, "7 /file 0"));
});

test("the same words sealed twice are not the same bytes, and hold none of the words", async () => {
  const key = await vault.importKey(RAW);
  const [one, two] = await Promise.all([1, 2].map(() => vault.sealJson(key, { title: "Salary-reform" }, "a")));
  assert.notDeepEqual(new Uint8Array(one.data), new Uint8Array(two.data));
  assert.ok(!new TextDecoder("latin1").decode(one.data).includes("Salary"));
  assert.deepEqual(await vault.openJson(two, key, "a"), { title: "Salary-reform" });
});

test("the key cannot be taken out again", async () => {
  const key = await vault.importKey(RAW);
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("the key lasts as long as the server says, whatever the clock of the tablet says", () => {
  const day = 24 * 60 * 60 * 1000;
  const told = { at: "2026-12-01T02:00:00Z", good_until: "2026-12-08T02:00:00Z" };
  for (const ahead of [-30, 0, 10]) {
    const now = Date.parse(told.at) + ahead * day;
    const kept = vault.goodHere(told, now);
    assert.equal(vault.isGood(kept, now), true, `${ahead} days ahead`);
    assert.equal(vault.isGood(kept, now + 6.9 * day), true);
    assert.equal(vault.isGood(kept, now + 7.1 * day), false);
    assert.equal(vault.isGood(kept, now - 2 * day), false, "the clock was put back");
  }
});
