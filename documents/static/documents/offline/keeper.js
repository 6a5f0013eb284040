/** Brings papers onto the tablet, sealed piece by piece; goes on where it was interrupted. */
import { HttpProblem, problemOf, request } from "ecabinet/http";

import { contact, ensureKey } from "documents/offline/contact";
import { account, changeItem, dropItem, holder, items, putItem, tell, vault } from "documents/offline/tablet";

const SHELL = "ecabinet-shell";
const LIST = "/kept";
const PIECES = 8;
const AT_ONCE = 6;
/** Left free for the browser and for what is written. */
const SPARE = 20 * 1024 * 1024;
const PAGES_GROW_OLD_MS = 15 * 60 * 1000;

export const paperId = (versionId) => `version:${versionId}`;
export const occasionId = (name) => `occasion:${name}`;

/** Keep the papers of a sitting or ballot, and its page. Throws HttpProblem. */
export async function keepOccasion({ name, title, url, automatic = false }) {
  await begin();
  const id = occasionId(name);
  const before = await vault.get("items", [account, id]);
  const row = {
    id, kind: "occasion", name, state: "waiting", bytes: 0, paths: [vault.pathOf(url)],
    automatic: before ? before.automatic && automatic : automatic, kept_at: new Date().toISOString(),
  };
  await putItem(row, { title, url });
  await takeList(name, title);
  tell({ kind: "changed" });
  return work();
}

/** Keep one paper. Throws HttpProblem. */
export async function keepPaper(versionId) {
  await begin();
  const paper = await request("GET", `/api/v1/offline/versions/${versionId}`);
  await addPaper(paper, "self", "");
  await contact();
  tell({ kind: "changed" });
  return work();
}

async function begin() {
  navigator.storage?.persist?.().catch(() => {});
  if (!(await ensureKey())) throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
}

/** The papers of an occasion as they are now: new ones come, those that left it go. */
async function takeList(name, title) {
  const list = await request("GET", `/api/v1/offline/occasion?name=${encodeURIComponent(name)}`);
  const owner = occasionId(name);
  const wanted = new Set([...list.papers.map((paper) => paperId(paper.version_id)), ...list.packs.map(packId)]);
  let isNew = false;
  for (const paper of list.papers) isNew = (await addPaper(paper, owner, title)) || isNew;
  for (const pack of list.packs) isNew = (await addPack(pack, owner, title)) || isNew;
  for (const row of await items()) {
    if (row.owners?.includes(owner) && !wanted.has(row.id)) await release(row, owner);
  }
  // Named to the server before the first byte is kept.
  if (isNew) await contact();
}

async function addPaper(paper, owner, occasion) {
  const id = paperId(paper.version_id);
  const before = await vault.get("items", [account, id]);
  const owners = [...new Set([...(before?.owners ?? []), owner])];
  if (before) {
    if (before.failed) await changeItem(id, { state: "waiting", failed: null });
    await changeItem(id, { owners });
    return false;
  }
  const { page_url: page, file_url: file, marks_url: marks } = paper;
  await putItem({
    id, kind: "paper", version_id: paper.version_id, owners, state: "waiting", bytes: 0, failed: null,
    newer_id: null, paths: [page, file, marks].map(vault.pathOf), kept_at: new Date().toISOString(),
  }, { ...paper, occasion });
  return true;
}

const packId = (pack) => `pack:${pack.pack_id}:${pack.key}`;

async function addPack(pack, owner, occasion) {
  const id = packId(pack);
  if (await vault.get("items", [account, id])) return false;
  const { page_url: page, file_url: file, version_ids } = pack;
  await putItem({
    id, kind: "pack", version_ids, owners: [owner], state: "waiting", bytes: 0, failed: null, newer_id: null,
    paths: [page, file].map(vault.pathOf), kept_at: new Date().toISOString(),
  }, { ...pack, occasion });
  return true;
}

async function release(row, owner) {
  const owners = row.owners.filter((one) => one !== owner);
  if (owners.length) await changeItem(row.id, { owners });
  else await dropItem(row);
}

/** Remove a kept thing from the tablet; an occasion takes its papers along. */
export async function remove(id) {
  const rows = await vault.all("items", vault.of(account));
  const row = rows.find((one) => one.id === id);
  if (!row) return;
  await dropItem(row);
  for (const paper of rows) if (paper.owners?.includes(id)) await release(paper, id);
  tell({ kind: "changed" });
  await contact();
}

export async function removeAll() {
  for (const row of await vault.all("items", vault.of(account))) await dropItem(row);
  tell({ kind: "changed" });
  await contact();
}

/** Try again what failed. */
export async function retry(id) {
  await changeItem(id, { state: "waiting", failed: null });
  tell({ kind: "changed" });
  return work();
}

/** Fetch what waits; tabs take turns, so each thing is fetched once. */
export function work() {
  return navigator.locks.request("ecabinet-keeper", async () => {
    for (;;) {
      const key = await holder();
      const row = (await items()).find(({ state, facts }) => state === "waiting" && facts);
      if (!key || !row) return;
      try {
        await ensureShell();
        if (row.kind === "occasion") await keepPage(key, row.facts.url);
        else await fetchPaper(key, row);
        await changeItem(row.id, { state: "whole", bytes: await bytesOf(row) });
      } catch (error) {
        if (!(await settleFailure(row, error))) return;
      }
      tell({ kind: "changed" });
    }
  });
}

/** Answers whether the work may go on with the next. */
async function settleFailure(row, error) {
  if (error?.name === "QuotaExceededError") {
    await changeItem(row.id, { state: "failed", failed: "full" });
    tell({ kind: "changed" });
    return false;
  }
  if (error instanceof HttpProblem) {
    if (error.status === 404 || error.status === 403) {
      await dropItem(row);
      return true;
    }
    if (error.isOffline || error.status === 401 || error.status >= 500) return false; // goes on at the next contact
  } else if (error?.name === "TypeError" && !navigator.onLine) return false;
  console.error(error);
  await changeItem(row.id, { state: "failed", failed: "other" });
  return true;
}

async function bytesOf(row) {
  let bytes = 0;
  for (const path of row.paths) bytes += (await vault.get("resources", [account, path]))?.size ?? 0;
  return bytes;
}

/** An answer for keeping: not from any cache, not the page of the door. Throws HttpProblem. */
async function get(url, headers = {}) {
  let response;
  try {
    response = await fetch(url, { headers: { "X-Keep": "1", ...headers }, cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
  }
  if (response.redirected) throw new HttpProblem({ status: 401, code: "sign-in-needed", sentence: "" });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

async function keepPage(key, url) {
  const response = await get(url, { Accept: "text/html" });
  const type = response.headers.get("Content-Type");
  const policy = response.headers.get("Content-Security-Policy");
  await vault.keepWhole(key, vault.pathOf(url), await response.arrayBuffer(), { type, policy, build: await vault.get("state", "build") });
}

/** The marks as the reader asks for them, all in one page. */
export async function keepMarks(key, url, stamp = "") {
  const found = [];
  let next = "";
  do {
    const response = await get(next ? `${url}?cursor=${encodeURIComponent(next)}` : url, { Accept: "application/json" });
    const page = await response.json();
    found.push(...page.items);
    next = page.next;
  } while (next);
  await putMarks(key, url, found, stamp);
}

export async function putMarks(key, url, marks, stamp = "") {
  const bytes = new TextEncoder().encode(JSON.stringify({ items: marks, next: null })).buffer;
  await vault.keepWhole(key, vault.pathOf(url), bytes, { type: "application/json", stamp });
}

async function fetchPaper(key, row) {
  const { page_url: page, file_url: file, marks_url: marks } = row.facts;
  await keepPage(key, page);
  if (marks) await keepMarks(key, marks);
  await fetchFile(key, row, file);
}

async function fetchFile(key, row, url) {
  const path = vault.pathOf(url);
  let known = await vault.get("resources", [account, path]);
  if (known?.whole) return;
  const step = PIECES * vault.CHUNK;
  let have = known?.have ?? 0;
  do {
    if (!(await vault.get("items", [account, row.id]))) return; // stopped by the reader, or taken back
    const start = have * vault.CHUNK;
    const response = await get(url, { Range: `bytes=${start}-${start + step - 1}` });
    const etag = response.headers.get("ETag");
    const size = Number(response.headers.get("Content-Range")?.split("/")[1] ?? response.headers.get("Content-Length"));
    if (known && known.etag !== etag) {
      await vault.dropResource(account, path);
      [known, have] = [null, 0];
      continue;
    }
    if (!known) await roomFor(size);
    const bytes = await response.arrayBuffer();
    for (let at = 0; at < bytes.byteLength; at += vault.CHUNK) {
      await vault.putChunk(key, path, have, bytes.slice(at, at + vault.CHUNK));
      have += 1;
    }
    const whole = have * vault.CHUNK >= size;
    known = { type: response.headers.get("Content-Type"), etag, size, have, whole, kept_at: new Date().toISOString() };
    await vault.putResource(account, path, known);
    tell({ kind: "progress", id: row.id, done: Math.min(size, have * vault.CHUNK), total: size });
  } while (!known?.whole);
}

async function roomFor(size) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota && quota - usage < size + SPARE) throw new DOMException("no room", "QuotaExceededError");
}

/** Scripts, styles and letters of this state of the program, and the list of what is kept. */
async function ensureShell() {
  const cache = await caches.open(SHELL);
  const { build, urls } = await shellNow();
  if ((await vault.get("state", "build")) === build && (await vault.get("resources", [account, LIST]))) return;
  const here = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = urls.filter((url) => !here.has(url));
  const fetchSome = async () => {
    for (let url = missing.pop(); url; url = missing.pop()) {
      const response = await fetch(url).catch(() => null);
      if (!response?.ok) throw new HttpProblem({ status: response?.status ?? 0, code: "offline", sentence: "" });
      await cache.put(url, response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
  await vault.put("state", build, "build");
  await keepPage(await holder(), LIST);
  navigator.serviceWorker.controller?.postMessage("shell");
}

let shell = null;

function shellNow() {
  shell ??= request("GET", "/api/v1/offline/shell").catch((problem) => {
    shell = null;
    throw problem;
  });
  return shell;
}

/** After a contact: marks that changed, pages that grew old, papers that were added. Throws HttpProblem. */
export async function refresh(told) {
  const key = await holder();
  const rows = await items();
  if (!key || rows.length === 0) return;
  const stamps = new Map(told.marks.map((one) => [one.version_id, one.stamp]));
  const isOld = ({ build, kept_at: at } = {}) => build !== told.build || Date.now() - Date.parse(at) > PAGES_GROW_OLD_MS;
  if ((await vault.get("state", "build")) !== told.build) await ensureShell();
  for (const row of rows.filter(({ state, facts }) => state === "whole" && facts)) {
    const of = (url) => vault.get("resources", [account, vault.pathOf(url)]);
    if (row.kind === "occasion") {
      await takeList(row.name, row.facts.title);
      if (isOld(await of(row.facts.url))) await keepPage(key, row.facts.url);
    } else {
      if ((await of(row.facts.page_url))?.build !== told.build) await keepPage(key, row.facts.page_url);
      const stamp = stamps.get(row.version_id) ?? "";
      if (row.kind === "paper" && (await of(row.facts.marks_url))?.stamp !== stamp) await keepMarks(key, row.facts.marks_url, stamp);
    }
  }
  await pruneShell(told.build);
}

async function pruneShell(build) {
  const now = await shellNow();
  if (now.build !== build) return;
  const wanted = new Set(now.urls);
  const cache = await caches.open(SHELL);
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept);
}
