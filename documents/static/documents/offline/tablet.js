/** This tablet and who is signed in on it; the vault as a module; news between the tabs. */
import { request } from "ecabinet/http";

import "documents/offline/vault";

export const vault = globalThis.ecVault;

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/** Account and person of this page; 0 on a page for nobody. */
export const account = Number(meta("ec-account"));
export const person = meta("ec-person");

/** Whether this browser can keep anything sealed: a secure address, a worker, keys, a store. */
export const isPossible =
  globalThis.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis
  && Boolean(globalThis.crypto?.subtle) && "locks" in navigator;

/** When this page was kept, if it comes from the tablet and not from the server. */
export const keptPageAt = document.documentElement.dataset.ecKept ?? null;

/** Longer than this nobody waits for an answer: a network that swallows what it is given holds nothing up for ever. */
const PATIENCE_MS = 30_000;
export const patience = (most = PATIENCE_MS) => ({ signal: AbortSignal.timeout(most) });

const channel = isPossible ? new BroadcastChannel("ecabinet-kept") : null;
const news = new EventTarget();
channel?.addEventListener("message", ({ data }) => news.dispatchEvent(new CustomEvent("news", { detail: data })));

/** Tell all tabs: {kind: "changed"}, {kind: "progress", id, done, total}, {kind: "contact"}. */
export function tell(detail) {
  news.dispatchEvent(new CustomEvent("news", { detail }));
  channel?.postMessage(detail);
}

/** `then` may be slow; where it fails (somebody signs out meanwhile), the next news asks again. */
export function onNews(then, signal) {
  news.addEventListener("news", async ({ detail }) => {
    try {
      await then(detail);
    } catch (error) {
      console.warn(error);
    }
  }, { signal });
}

/** The name this tablet has with the server, chosen once. */
export async function device() {
  const known = await vault.get("state", "device");
  if (known) return known;
  const made = crypto.randomUUID();
  await vault.put("state", made, "device");
  return made;
}

/** The key of whoever is signed in on this page, or null. */
export async function holder() {
  const key = await vault.currentKey();
  return key && key.account === account ? key : null;
}

/** What is kept for this account, sealed titles opened; without a key only what is not secret. */
export async function items() {
  const key = await holder();
  const rows = await vault.all("items", vault.of(account));
  return Promise.all(rows.map(async (row) => {
    const facts = key ? await vault.openJson(row.sealed, key.key, row.id).catch(() => null) : null;
    return { ...row, facts };
  }));
}

/** The secret part of a kept thing, for its row. */
export const sealFacts = async (facts, id) => vault.sealJson((await holder()).key, facts, id);

export async function putItem(row, facts) {
  const sealed = facts ? await sealFacts(facts, row.id) : row.sealed;
  const plain = { ...row };
  delete plain.facts;
  await vault.keep({ account }, "items", { ...plain, account, sealed });
}

/** Change fields of a kept thing that are not secret; does nothing when it is gone. */
export const changeItem = (id, patch) =>
  vault.change("items", [account, id], (row) => (row ? { ...row, ...patch } : undefined));

/** The row goes last: where a page is left in the middle of it, the next one finds what is to go. */
export async function dropItem(row) {
  await dropBytes(row);
  await vault.drop("items", [row.account, row.id]);
}

export async function dropBytes(row) {
  for (const path of [...(row.paths ?? []), ...(row.old_paths ?? [])]) await vault.dropResource(row.account, path);
  for (const folder of row.folders ?? []) await vault.dropFolder(row.account, folder);
}

/** The list of what is here is kept for itself; everything else for a row. */
export const LIST = "/kept";

/** What no row names goes: no contact would ever hear of it, and no recall reach it. */
export async function dropUnnamed() {
  const here = await vault.paths(account); // before the rows: whatever is kept has its row first
  const rows = await vault.all("items", vault.of(account));
  const named = new Set([LIST, ...rows.flatMap((row) => [...(row.paths ?? []), ...(row.old_paths ?? [])])]);
  const folders = rows.flatMap((row) => row.folders ?? []);
  for (const path of here) {
    if (!named.has(path) && !folders.some((folder) => path.startsWith(folder))) await vault.dropResource(account, path);
  }
}

/** Remove what is kept of an account: papers and pages; with `words` also what was not sent yet. */
export async function wipe(whose, { words = false } = {}) {
  for (const name of ["items", "resources", "chunks"]) await vault.drop(name, vault.of(whose));
  if (words) {
    const rows = await vault.all("operations");
    for (const row of rows) if (row.account === whose) await vault.drop("operations", [row.person, row.key]);
  }
}

/** The sign-in is over: what is kept cannot be opened any more. */
export async function putKeyAway() {
  await vault.drop("state", "key");
  tell({ kind: "changed" });
}

/** Everything of this account goes from the tablet. */
export async function forgetAll() {
  await putKeyAway();
  await wipe(account, { words: true });
  for (const name of ["sealed", "opened", "contact_at", "heard", "unfinished", "automatic", "refused", "build"]) await vault.drop("state", name);
  tell({ kind: "changed" });
}

const CHOICE = "/api/v1/offline/choice";

/** Whether this account has the papers of the coming sitting kept by themselves; asked of the server once a sign-in. */
export async function isAutomatic() {
  const known = await vault.get("state", "automatic");
  if (known?.account === account) return known.on;
  const told = await request("GET", CHOICE, patience()).catch(() => null);
  if (typeof told?.keeps_coming !== "boolean") return false;
  await vault.put("state", { account, on: told.keeps_coming }, "automatic");
  return told.keeps_coming;
}

/** Throws HttpProblem. */
export async function setAutomatic(on) {
  await request("PUT", CHOICE, { json: { keeps_coming: on }, ...patience() });
  await vault.put("state", { account, on }, "automatic");
}

/** What this person wrote here and the server does not have: acts that wait to be sent, those it refused, words begun. */
export async function written() {
  const rows = await vault.all("operations", vault.of(person));
  const count = (wanted) => rows.filter(({ state }) => state === wanted).length;
  return { waiting: count("waiting"), refused: count("refused"), begun: count("draft") };
}
