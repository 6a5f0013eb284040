/** Fetches what is kept on this tablet and seals it piece by piece; goes on where it was interrupted. */
import { HttpProblem, problemOf } from "ecabinet/http";

import { account, device, tell, vault } from "documents/offline/tablet";

const PIECES = 8;
export const AT_ONCE = 6;
/** Left free for the browser and for what is written. */
const SPARE = 20 * 1024 * 1024;
/** Small pictures of so many pages are kept with a paper, as many as the server draws at once; the reader draws its own
    of those behind. A page of text is as heavy as its picture: with all of them, a paper would weigh twice as much. */
const MOST_PICTURES = 24;
/** For one answer, however slow the line: most pieces of a file that are asked for at once are 2 MB. */
const PATIENCE_MS = 120_000;
/** What one weighs, about: for room and progress. */
const PICTURE_BYTES = 14_000;

export async function bytesOf(row) {
  let bytes = 0;
  for (const path of row.paths) bytes += (await vault.get("resources", [account, path]))?.size ?? 0;
  for (const folder of row.folders ?? []) {
    for (const { size } of await vault.resourcesIn(account, folder)) bytes += size;
  }
  return bytes;
}

/** `key`, for what is kept for a row: nothing is, once that is gone. */
export const keyFor = (key, { id }) => ({ ...key, item: id });

/** An answer for keeping: not from any cache, not the page of the door. Throws HttpProblem. */
async function get(url, headers = {}) {
  let response;
  try {
    const asked = { headers: { "X-Keep": await device(), ...headers }, cache: "no-store", credentials: "same-origin" };
    response = await fetch(url, { ...asked, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
  }
  if (response.redirected) throw new HttpProblem({ status: 401, code: "sign-in-needed", sentence: "" });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

export async function keepPage(key, url, accept = "text/html") {
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
export async function keepText(key, { text_url: page, text_pages_url: pages }) {
  await keepPage(key, pages, "application/json");
  await keepPage(key, page);
}

export async function fetchPaper(key, row) {
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

export async function fetchFile(key, row, url, weight = { before: 0, after: 0 }) {
  const path = vault.pathOf(url);
  let known = await vault.get("resources", [account, path]);
  if (known?.whole) return;
  const step = PIECES * vault.CHUNK;
  let have = known?.have ?? 0;
  do {
    if (!(await vault.get("items", [account, row.id]))) return; // stopped by the reader, or taken back
    const start = have * vault.CHUNK;
    // As a program asks: what cannot be sent is answered with the reason, not with a page.
    const response = await get(url, { Range: `bytes=${start}-${start + step - 1}`, Accept: "application/json" });
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
    await vault.putResource(key, path, known);
    tell({ kind: "progress", id: row.id, done: weight.before + Math.min(size, have * vault.CHUNK), total: weight.before + size + weight.after });
  } while (!known?.whole);
}

async function roomFor(size) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota && quota - usage < size + SPARE) throw new DOMException("no room", "QuotaExceededError");
}
