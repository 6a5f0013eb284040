/** Brings papers onto the tablet, sealed piece by piece; goes on where it was interrupted. */
import { HttpProblem, problemOf, request } from "ecabinet/http";

import { contact, ensureKey } from "documents/offline/contact";
import { account, changeItem, device, dropItem, holder, items, putItem, tell, vault } from "documents/offline/tablet";

const SHELL = "ecabinet-shell";
const LIST = "/kept";
const PIECES = 8;
const AT_ONCE = 6;
/** Left free for the browser and for what is written. */
const SPARE = 20 * 1024 * 1024;
/** Small pictures of so many pages are kept with a paper, as many as the server draws at once; the reader draws its own
    of those behind. A page of text is as heavy as its picture: with all of them, a paper would weigh twice as much. */
const MOST_PICTURES = 24;
/** What one weighs, about: for room and progress. */
const PICTURE_BYTES = 14_000;
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
  const { page_url, file_url, marks_url, text_url, text_pages_url, picture_url } = paper;
  const what = {
    paths: [page_url, file_url, marks_url, text_url, text_pages_url].map(vault.pathOf),
    folders: [folderOf(picture_url)],
  };
  if (before && !before.folders) {
    // Kept by an older program: what it did not keep comes too.
    await putItem({ ...before, ...what, owners, state: "waiting", failed: null }, { ...paper, occasion });
    return false;
  }
  if (before) {
    if (before.failed) await changeItem(id, { state: "waiting", failed: null });
    await changeItem(id, { owners });
    return false;
  }
  await putItem({
    id, kind: "paper", version_id: paper.version_id, owners, state: "waiting", bytes: 0, failed: null,
    newer_id: null, ...what, kept_at: new Date().toISOString(),
  }, { ...paper, occasion });
  return true;
}

/** Under which the pictures of a paper lie; `url` is that of page 0. */
const folderOf = (url) => `${url.split("/pages/0/")[0]}/pages/`;

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

/** What holds papers is fetched once the server knows of it: nothing is kept that is not on record. */
const isNext = ({ kind, state, facts, is_named: isNamed }) => state === "waiting" && facts && (kind === "occasion" || isNamed);

/** Fetch what waits; tabs take turns, so each thing is fetched once. */
export function work() {
  return navigator.locks.request("ecabinet-keeper", async () => {
    for (;;) {
      const key = await holder();
      const row = (await items()).find(isNext);
      if (!key || !row) return;
      try {
        await ensureShell();
        if (row.kind === "occasion") await keepPage(key, row.facts.url);
        else await fetchPaper(key, row);
        await changeItem(row.id, { state: "whole", bytes: await bytesOf(row) });
      } catch (error) {
        if (!(await settleFailure(row, error))) return;
      } finally {
        // Removed or taken back meanwhile: what came after that goes as well.
        if (!(await vault.get("items", [account, row.id]))) await dropItem(row);
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
  for (const folder of row.folders ?? []) {
    for (const { size } of await vault.resourcesIn(account, folder)) bytes += size;
  }
  return bytes;
}

/** An answer for keeping: not from any cache, not the page of the door. Throws HttpProblem. */
async function get(url, headers = {}) {
  let response;
  try {
    response = await fetch(url, { headers: { "X-Keep": await device(), ...headers }, cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
  }
  if (response.redirected) throw new HttpProblem({ status: 401, code: "sign-in-needed", sentence: "" });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

async function keepPage(key, url, accept = "text/html") {
  const response = await get(url, { Accept: accept });
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

/** The page of the text view, and the text of all pages from which it is drawn. */
async function keepText(key, { text_url: page, text_pages_url: pages }) {
  await keepPage(key, pages, "application/json");
  await keepPage(key, page);
}

async function fetchPaper(key, row) {
  const { page_url: page, file_url: file, marks_url: marks, text_url: text, picture_url: picture, pages } = row.facts;
  await keepPage(key, page);
  if (marks) await keepMarks(key, marks);
  if (text) await keepText(key, row.facts);
  const before = await bytesOf({ paths: row.paths.filter((path) => path !== vault.pathOf(file)) });
  const pictures = picture ? Math.min(pages, MOST_PICTURES) : 0;
  await fetchFile(key, row, file, { before, after: pictures * PICTURE_BYTES });
  await keepPictures(key, row, pictures);
}

/** The paper is whole without them: one that does not come is drawn by the reader. Throws where there is no network. */
async function keepPictures(key, row, count) {
  const { picture_url: url } = row.facts;
  const missing = Array.from({ length: count }, (_, at) => count - at);
  const size = await bytesOf({ paths: row.paths });
  const total = size + count * PICTURE_BYTES;
  const keepSome = async () => {
    for (let page = missing.pop(); page; page = missing.pop()) {
      const address = url.replace("/pages/0/", `/pages/${page}/`);
      const path = vault.pathOf(address);
      if ((await vault.get("resources", [account, path]))?.whole) continue;
      if (!(await vault.get("items", [account, row.id]))) return; // stopped by the reader, or taken back
      try {
        const response = await get(address, { Accept: "image/webp" });
        await vault.keepWhole(key, path, await response.arrayBuffer(), { type: response.headers.get("Content-Type") });
      } catch (error) {
        if (error?.name === "QuotaExceededError") return;
        if (!(error instanceof HttpProblem) || error.isOffline || error.status === 401) throw error;
      }
      tell({ kind: "progress", id: row.id, done: size + (count - missing.length) * PICTURE_BYTES, total });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepSome));
}

async function fetchFile(key, row, url, weight = { before: 0, after: 0 }) {
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
    if (!known) await roomFor(size + weight.after);
    const bytes = await response.arrayBuffer();
    for (let at = 0; at < bytes.byteLength; at += vault.CHUNK) {
      await vault.putChunk(key, path, have, bytes.slice(at, at + vault.CHUNK));
      have += 1;
    }
    const whole = have * vault.CHUNK >= size;
    known = { type: response.headers.get("Content-Type"), etag, size, have, whole, kept_at: new Date().toISOString() };
    await vault.putResource(account, path, known);
    tell({ kind: "progress", id: row.id, done: weight.before + Math.min(size, have * vault.CHUNK), total: weight.before + size + weight.after });
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
      if (row.kind === "paper" && !row.folders) await addMissing(row);
      else if (row.facts.text_url && !(await hasText(of, row.facts, told.build))) await keepText(key, row.facts);
      const stamp = stamps.get(row.version_id) ?? "";
      if (row.kind === "paper" && (await of(row.facts.marks_url))?.stamp !== stamp) await keepMarks(key, row.facts.marks_url, stamp);
    }
  }
  await pruneShell(told.build);
}

async function hasText(of, { text_url: page, text_pages_url: pages }, build) {
  const both = await Promise.all([page, pages].map(of));
  return both.every((kept) => kept?.build === build);
}

/** A paper kept by an older program, unless its sitting has just brought what was missing. */
async function addMissing({ id, version_id: versionId, owners, facts }) {
  const now = await vault.get("items", [account, id]);
  if (!now || now.folders) return;
  await addPaper(await request("GET", `/api/v1/offline/versions/${versionId}`), owners[0], facts.occasion ?? "");
}

async function pruneShell(build) {
  const now = await shellNow();
  if (now.build !== build) return;
  const wanted = new Set(now.urls);
  const cache = await caches.open(SHELL);
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept);
}
