/** What is to be kept on this tablet, and in which order it comes and goes; goes on where it was interrupted. */
import { HttpProblem, request } from "ecabinet/http";

import { contact, ensureKey } from "documents/offline/contact";
import { failureOf } from "documents/offline/failures";
import { AT_ONCE, bytesOf, fetchPaper, keepMarks, keepPage, keepText, keyFor } from "documents/offline/fetching";
import { account, changeItem, dropItem, holder, items, LIST, patience, putItem, sealFacts, tell, vault } from "documents/offline/tablet";

const SHELL = "ecabinet-shell";
/** For one script: the largest weigh a megabyte, and several come at once. */
const SHELL_PATIENCE_MS = 180_000;
const PAGES_GROW_OLD_MS = 15 * 60 * 1000;
/** A pack that is being bound is asked for again after so long. */
const BOUND_SOON_MS = 10_000;

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
  await refuse([], name);
  await takeList(name, title);
  tell({ kind: "changed" });
  return work();
}

/** Keep one paper. Throws HttpProblem. */
export async function keepPaper(versionId) {
  return keepInstead(versionId, null);
}

/** Keep the newer version of a kept paper; the older goes when that is here as a whole. Throws HttpProblem. */
export async function keepNewer({ id, newer_id: newerId }) {
  return keepInstead(newerId, id);
}

async function keepInstead(versionId, olderId) {
  await begin();
  const paper = await request("GET", `/api/v1/offline/versions/${versionId}`, patience());
  await addPaper(paper, "self", "");
  const id = paperId(versionId);
  if (olderId) await changeItem(id, { instead_of: olderId });
  await contact();
  tell({ kind: "changed" });
  await work();
  // It may have been here as a whole before.
  return settleOlder(id);
}

async function settleOlder(id) {
  const row = await vault.get("items", [account, id]);
  if (!row?.instead_of || row.state !== "whole") return;
  await changeItem(id, { instead_of: null });
  await letGo(row.instead_of);
}

async function begin() {
  navigator.storage?.persist?.().catch(() => {});
  if (!(await ensureKey())) throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
}

/** The papers of an occasion as they are now: new ones come, those that left it go. */
async function takeList(name, title) {
  const list = await request("GET", `/api/v1/offline/occasion?name=${encodeURIComponent(name)}`, patience());
  const owner = occasionId(name);
  const without = new Set((await vault.get("items", [account, owner]))?.without);
  const here = new Set((await items()).filter(({ owners }) => owners?.includes(owner)).map(({ id }) => id));
  const isOut = (id, what) => without.has(id) || (without.has(what) && !here.has(id));
  list.papers = list.papers.filter((paper) => !isOut(paperId(paper.version_id), documentName(paper)));
  list.packs = list.packs.filter((pack) => !isOut(packId(pack), PACKS));
  const wanted = new Set([...list.papers.map((paper) => paperId(paper.version_id)), ...list.packs.map(packId)]);
  let isNew = false;
  for (const paper of list.papers) isNew = (await addPaper(paper, owner, title)) || isNew;
  for (const pack of list.packs) isNew = (await addPack(pack, owner, title)) || isNew;
  await changeItem(owner, { pending: list.pending });
  const rows = await items();
  const isWhole = (id) => rows.some((row) => row.id === id && row.state === "whole");
  for (const row of rows) {
    if (!row.owners?.includes(owner) || wanted.has(row.id)) continue;
    // What something newer replaced stays until that is here as a whole; a pack, until all of them are.
    const newer = row.kind === "pack" ? list.packs.map(packId) : list.papers
      .filter((paper) => paper.document_id === row.facts?.document_id).map((paper) => paperId(paper.version_id));
    const isAwaited = newer.some((id) => !isWhole(id)) || (row.kind === "pack" && list.pending > 0);
    if (!isAwaited) await release(row, owner);
    else if (row.kind === "pack") await changeItem(row.id, { is_replaced: true });
    tell({ kind: "changed" });
  }
  // Named to the server before the first byte is kept.
  if (isNew) await contact();
  return list;
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
    const old_paths = before.paths.filter((path) => !what.paths.includes(path));
    await putItem({ ...before, ...what, old_paths, owners, state: "waiting", failed: null }, { ...paper, occasion });
    return false;
  }
  if (before) {
    if (before.failed && before.failed !== "many") await changeItem(id, { state: "waiting", failed: null });
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

/* What a removal by hand means beyond this version or binding: the next one is not fetched either. */
const PACKS = "packs";
const documentName = ({ document_id: id }) => `document:${id}`;

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

/** Remove a kept thing from the tablet, by hand: it does not come back by itself, nor what replaces it. An occasion takes its papers along. */
export async function remove(id) {
  const row = (await items()).find((one) => one.id === id);
  if (row?.kind === "occasion") await refuse([row.name]);
  const what = row?.kind === "pack" ? PACKS : row?.facts && documentName(row.facts);
  for (const owner of row?.owners ?? []) {
    const from = await vault.get("items", [account, owner]);
    if (from) await changeItem(owner, { without: [...(from.without ?? []), id, what].filter(Boolean) });
  }
  await letGo(id);
}

/** The coming sitting was removed here: it is not kept by itself again, until it is kept by hand or another one comes. */
async function refuse(names, but = null) {
  await vault.change("state", "refused", (told) => {
    const before = told?.account === account ? told.names : [];
    return { account, names: [...new Set([...before, ...names])].filter((name) => name !== but) };
  });
}

/** Remove a kept thing that gives way to another. */
export async function letGo(id) {
  const row = await vault.get("items", [account, id]);
  if (!row) return;
  await drop(row);
  tell({ kind: "changed" });
  await contact();
}

async function drop(row) {
  const rows = await vault.all("items", vault.of(account));
  await dropItem(row);
  for (const paper of rows) if (paper.owners?.includes(row.id)) await release(paper, row.id);
}

export async function removeAll() {
  const rows = await vault.all("items", vault.of(account));
  await refuse(rows.filter(({ kind }) => kind === "occasion").map(({ name }) => name));
  for (const row of rows) await dropItem(row);
  tell({ kind: "changed" });
  await contact();
}

/** Try again what failed. */
export async function retry(id) {
  const row = await vault.get("items", [account, id]);
  await changeItem(id, { state: "waiting", failed: null });
  if (row?.failed === "many") await contact(); // it is to be named first, if now it can be
  tell({ kind: "changed" });
  return work();
}

/** What holds papers is fetched once the server knows of it: nothing is kept that is not on record. */
const isNext = ({ kind, state, facts, is_named: isNamed }) => state === "waiting" && facts && (kind === "occasion" || isNamed);

/** Fetch what waits; tabs take turns, so each thing is fetched once. */
export async function work() {
  await navigator.locks.request("ecabinet-keeper", fetchWaiting);
  await askForBound();
}

let soon = 0;

/** A pack of a kept sitting is being bound for this reader: it comes as soon as it is. */
async function askForBound() {
  clearTimeout(soon);
  const rows = await items();
  const waiting = rows.filter(({ pending, facts }) => pending && facts);
  if (!waiting.length) return;
  soon = setTimeout(async () => {
    try {
      for (const { name, facts } of waiting) await takeList(name, facts.title);
      tell({ kind: "changed" });
      await work();
    } catch (error) {
      if (!error.isOffline) console.warn(error); // the next contact asks again
    }
  }, BOUND_SOON_MS);
}

async function fetchWaiting() {
  const putOff = new Set();
  for (;;) {
    const key = await holder();
    const row = (await items()).find((one) => isNext(one) && !putOff.has(one.id));
    if (!key || !row) return;
    try {
      await ensureShell();
      if (row.kind === "occasion") await keepPage(keyFor(key, row), row.facts.url);
      else await fetchPaper(keyFor(key, row), row);
      for (const path of row.old_paths ?? []) await vault.dropResource(account, path);
      await changeItem(row.id, { state: "whole", old_paths: [], bytes: await bytesOf(row) });
      await settleOlder(row.id);
    } catch (error) {
      const isHere = await vault.get("items", [account, row.id]);
      if (isHere && !(await settleFailure(row, error, putOff))) return;
    } finally {
      // Removed or taken back meanwhile: what came after that goes as well.
      if (!(await vault.get("items", [account, row.id]))) await dropItem(row);
    }
    tell({ kind: "changed" });
  }
}

/** Answers whether the work may go on with the next. `putOff`: what is left for the next contact. */
async function settleFailure(row, error, putOff) {
  const failure = failureOf(error, navigator.onLine);
  if (failure === "stop") return false;
  if (failure === "later") {
    putOff.add(row.id);
    return true;
  }
  if (failure === "gone") {
    await drop(row);
    return true;
  }
  if (failure === "failed") console.error(error);
  await changeItem(row.id, { state: "failed", failed: failure === "full" ? "full" : "other" });
  if (failure === "full") tell({ kind: "changed" });
  return failure !== "full";
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
      const response = await fetch(url, patience(SHELL_PATIENCE_MS)).catch(() => null);
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
  shell ??= request("GET", "/api/v1/offline/shell", patience()).catch((problem) => {
    shell = null;
    throw problem;
  });
  return shell;
}

/**
 * After a contact: marks that changed, pages that grew old, papers that were added. Each row for itself: what one
 * cannot get keeps nothing from the others. Throws the first of what went wrong, when all were asked for.
 */
export async function refresh(told) {
  const key = await holder();
  const rows = await items();
  if (!key || rows.length === 0) return;
  const stamps = new Map(told.marks.map((one) => [one.version_id, one.stamp]));
  const files = new Map(told.files.map((one) => [one.version_id, one.sha256]));
  const now = { build: told.build, stamps, files };
  if ((await vault.get("state", "build")) !== told.build) await ensureShell();
  const failures = [];
  for (const row of rows.filter(({ state, facts }) => state === "whole" && facts)) {
    if (!(await vault.get("items", [account, row.id]))) continue; // went with a row before it
    try {
      await (row.kind === "occasion" ? refreshOccasion(key, row, now) : refreshPaper(key, row, now));
    } catch (error) {
      const failure = failureOf(error, navigator.onLine);
      if (!(await vault.get("items", [account, row.id]))) continue;
      if (failure === "stop" || failure === "full") throw error;
      // A paper that is not to be read any more is named by the next contact; of a sitting only this answer tells.
      if (failure !== "gone") failures.push(error);
      else if (row.kind === "occasion") await drop(row);
    }
  }
  await pruneShell(told.build);
  if (failures.length) throw failures[0];
}

const keptOf = (url) => vault.get("resources", [account, vault.pathOf(url)]);

async function refreshOccasion(key, row, { build }) {
  const { papers } = await takeList(row.name, row.facts.title);
  const page = await keptOf(row.facts.url);
  const isOld = page?.build !== build || Date.now() - Date.parse(page.kept_at) > PAGES_GROW_OLD_MS;
  // Without a paper there may be no sitting for this reader any more: the page says.
  if (isOld || papers.length === 0) await keepPage(keyFor(key, row), row.facts.url);
}

async function refreshPaper(key, row, { build, stamps, files }) {
  const own = keyFor(key, row);
  const { page_url: page, file_url: file, marks_url: marks } = row.facts;
  if ((await keptOf(page))?.build !== build) await keepPage(own, page);
  if (row.kind !== "paper") return;
  const kept = await keptOf(file);
  const copy = files.get(row.version_id);
  if (kept?.whole && copy && kept.etag !== `"${copy}"`) await takeOtherCopy(row);
  if (!row.folders) await addMissing(row);
  else if (row.facts.text_url && !(await hasText(row.facts, build))) await keepText(own, row.facts);
  const stamp = stamps.get(row.version_id) ?? "";
  if ((await keptOf(marks))?.stamp !== stamp) await keepMarks(own, marks, stamp);
}

/** The paper was stamped with its number since: its file comes anew, and until then the one before stays. */
async function takeOtherCopy(row) {
  const paper = await request("GET", `/api/v1/offline/versions/${row.version_id}`, patience());
  const path = vault.pathOf(row.facts.file_url);
  const old_paths = [...(row.old_paths ?? []), path];
  const paths = [...row.paths.filter((one) => one !== path), vault.pathOf(paper.file_url)];
  if (paths.includes(path)) return;
  const sealed = await sealFacts({ ...row.facts, file_url: paper.file_url }, row.id);
  await changeItem(row.id, { paths, old_paths, sealed, state: "waiting", failed: null });
}

async function hasText({ text_url: page, text_pages_url: pages }, build) {
  const both = await Promise.all([page, pages].map(keptOf));
  return both.every((kept) => kept?.build === build);
}

/** A paper kept by an older program, unless its sitting has just brought what was missing. */
async function addMissing({ id, version_id: versionId, owners, facts }) {
  const now = await vault.get("items", [account, id]);
  if (!now || now.folders) return;
  const paper = await request("GET", `/api/v1/offline/versions/${versionId}`, patience());
  if (!(await vault.get("items", [account, id]))) return; // removed by hand meanwhile
  await addPaper(paper, owners[0], facts.occasion ?? "");
}

async function pruneShell(build) {
  const now = await shellNow();
  if (now.build !== build) return;
  const wanted = new Set(now.urls);
  const cache = await caches.open(SHELL);
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept);
}
