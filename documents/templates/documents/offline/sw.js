/* The service worker: pages from the network, and from this tablet only when there is none. It keeps nothing by
   itself; what is kept lies sealed in the vault. Served as /sw.js with the addresses filled in. */

importScripts("{{ vault_url }}");

const vault = globalThis.ecVault;
const door = "/offline";
const DOOR = "ecabinet-door";
const SHELL = "ecabinet-shell";
/** Longer than this, a page that is kept comes from here while the network thinks. */
const PATIENCE_MS = 8000;
const FILE = /^\/documents\/versions\/\d+\/file$/;
const OF_PAPERS = /^\/(documents|api\/v1)\/versions\/\d+\//;
/** What a reader waits for before it opens. All else may take its time: a paper of 300 pages with its marks does. */
const OF_READER = /^\/api\/v1\/versions\/(\d+)\/(?:annotations|carried)$/;
/** A paper that is opened: as it is, or its text. */
const READER = /^\/documents\/versions\/(\d+)\/(?:read|text)$/;
const PACK = /^\/packs\/(\d+)\/file$/;
const AWAY = new Set([502, 503, 504]);

/** Files of which a part came by the network since a paper was last opened. */
const begun = new Set();

/** Whether scripts and styles are kept here: unknown until asked. */
let hasShell;
const learn = caches.has(SHELL).then((found) => { hasShell = found; });

const DOOR_FILES = [door, ...JSON.parse('{{ door_files }}')];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(DOOR).then((cache) => cache.addAll(DOOR_FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim(), learn, tidy()]));
});

/** What the worker before this one showed at the door. */
async function tidy() {
  const cache = await caches.open(DOOR);
  for (const kept of await cache.keys()) {
    if (!DOOR_FILES.includes(new URL(kept.url).pathname)) await cache.delete(kept);
  }
}

self.addEventListener("message", ({ data }) => {
  if (data === "take-over") self.skipWaiting();
  if (data === "shell") hasShell = undefined;
});

/** A push says in general words that there is something new, and where; what it is, the page tells. */
self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data?.json() ?? {};
  if (!title) return;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(lookAt(url.href));
});

/** The window that shows it already comes to the front; else a new one opens. */
async function lookAt(address) {
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((each) => each.url === address);
  await (there ? there.focus() : self.clients.openWindow(address));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.headers.has("X-Keep")) return;
  if (/^\/(static|vendor)\//.test(url.pathname)) {
    if (hasShell !== false) event.respondWith(fromShell(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, url));
  } else if (FILE.test(url.pathname) && !url.searchParams.has("original")) {
    event.respondWith(file(request));
  } else if (OF_PAPERS.test(url.pathname)) {
    event.respondWith(networkFirst(request, url));
  }
});

/** Addresses carry the hash of their content: what was kept under one is right. */
async function fromShell(request) {
  const found = await caches.match(request.url, { ignoreSearch: true }).catch(() => undefined);
  return found ?? fetch(request);
}

async function page(event, url) {
  if (READER.test(url.pathname)) begun.clear();
  const kept = () => keptPage(url);
  return networkOr(fromNetwork(event), { kept, orElse: kept }).catch(elsewhere);
}

/** What the network answers; what is `kept` where it fails, or only says that the server is away; and `orElse` where it
    says nothing in time: null there waits on. */
async function networkOr(network, { kept, orElse }) {
  let isWaiting = true;
  const later = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  const patience = later.then(() => (isWaiting ? orElse() : null));
  network.catch(() => {}); // whoever gave up on it does not hear of its end
  try {
    const answer = await Promise.race([network, patience]) ?? await network;
    return AWAY.has(answer.status) ? await kept() ?? answer : answer;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  } finally {
    isWaiting = false;
  }
}

async function fromNetwork(event) {
  const early = await event.preloadResponse;
  return early ?? fetch(event.request);
}

async function keptPage(url) {
  const found = await vault.page(url.href).catch(() => null);
  const version = found && READER.exec(url.pathname)?.[1];
  const pack = found && PACK.exec(url.pathname)?.[1];
  if (version || pack) {
    const what = version ? { version_id: Number(version) } : { pack_id: Number(pack) };
    const at = new Date().toISOString();
    await vault.change("state", "opened", (list = []) => [...list, { ...what, at }].slice(-500));
  }
  return found;
}

/** The list of what is here; without a key, the door that says that there is no network. */
async function elsewhere() {
  const list = await vault.page("/kept").catch(() => null);
  return list ?? await caches.match(door) ?? Response.error();
}

/** A copy never changes, and the page that shows it asked for the right to read. Another copy than the one asked for (of
    before the paper was stamped) is for when there is no network, and never mixed with one that came by it. */
async function file(request) {
  const range = request.headers.get("Range");
  const found = await vault.answer(request.url, range).catch(() => null);
  if (found) return found;
  try {
    const answer = await fetch(request);
    begun.add(request.url);
    return answer;
  } catch (error) {
    const other = begun.has(request.url) ? null : await vault.otherCopy(request.url, range).catch(() => null);
    if (other) return other;
    throw error;
  }
}

/** What belongs to a paper. Of one that is kept, what is not here fails in time, as without a network: its reader asks
    for several things at once and opens when it has heard of all. */
function networkFirst(request, url) {
  const at = (address) => vault.answer(address).catch(() => null);
  const kept = () => at(request.url);
  const orElse = async () => {
    const paper = OF_READER.exec(url.pathname)?.[1];
    const isHere = paper && (await at(`/documents/versions/${paper}/read`));
    return await kept() ?? (isHere ? Response.error() : null);
  };
  return networkOr(fetch(request), { kept, orElse });
}
