/** Fetches what is kept on this tablet and seals it piece by piece; goes on where it was interrupted. */
import { HttpProblem, problemOf } from "ecabinet/http";
import { fetchWhole } from "ecabinet/patient";

import { account, device, tell, vault } from "documents/offline/tablet";

const PIECES = 8;
export const AT_ONCE = 6;
/** Left free for the browser and for what is written. */
const SPARE = 20 * 1024 * 1024;
/** Small pictures of so many pages are kept with a paper, as many as the server draws at once; the reader draws its own
    of those behind. A page of text is as heavy as its picture: with all of them, a paper would weigh twice as much. */
const MOST_PICTURES = 24;
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

const textOf = (bytes) => new TextDecoder().decode(bytes);

/** An answer for keeping, as {headers, bytes}: not from any cache, not the page of the door. Throws HttpProblem. */
async function get(url, headers = {}) {
  const asked = { headers: { "X-Keep": await device(), ...headers }, cache: "no-store", credentials: "same-origin" };
  let answer;
  try {
    answer = await fetchWhole(url, asked);
  } catch {
    throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
  }
  const { response, bytes } = answer;
  if (response.redirected) throw new HttpProblem({ status: 401, code: "sign-in-needed", sentence: "" });
  if (!response.ok) throw problemOf(response.status, textOf(bytes));
  return { headers: response.headers, bytes };
}

export async function keepPage(key, url, accept = "text/html") {
  const { headers, bytes } = await get(url, { Accept: accept });
  const type = headers.get("Content-Type");
  const policy = headers.get("Content-Security-Policy");
  await vault.keepWhole(key, vault.pathOf(url), bytes, { type, policy, build: await vault.get("state", "build") });
}

/** The marks as the reader asks for them, all in one page. */
export async function keepMarks(key, url, stamp = "") {
  const found = [];
  let next = "";
  do {
    const { bytes } = await get(next ? `${url}?cursor=${encodeURIComponent(next)}` : url, { Accept: "application/json" });
    const page = JSON.parse(textOf(bytes));
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
        const { headers, bytes } = await get(address, { Accept: "image/webp" });
        await vault.keepWhole(key, path, bytes, { type: headers.get("Content-Type") });
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
    const range = `bytes=${start}-${start + step - 1}`;
    const { headers, bytes } = await get(url, { Range: range, Accept: "application/json" });
    const etag = headers.get("ETag");
    const size = Number(headers.get("Content-Range")?.split("/")[1] ?? headers.get("Content-Length"));
    if (known && known.etag !== etag) {
      await vault.dropResource(account, path);
      [known, have] = [null, 0];
      continue;
    }
    if (!known) await roomFor(size + weight.after);
    for (let at = 0; at < bytes.byteLength; at += vault.CHUNK) {
      await vault.putChunk(key, path, have, bytes.slice(at, at + vault.CHUNK));
      have += 1;
    }
    const whole = have * vault.CHUNK >= size;
    known = { type: headers.get("Content-Type"), etag, size, have, whole, kept_at: new Date().toISOString() };
    await vault.putResource(key, path, known);
    tell({ kind: "progress", id: row.id, done: weight.before + Math.min(size, have * vault.CHUNK), total: weight.before + size + weight.after });
  } while (!known?.whole);
}

async function roomFor(size) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota && quota - usage < size + SPARE) throw new DOMException("no room", "QuotaExceededError");
}
