/* What was typed and not saved yet: kept for one account, only as long as it is not saved, and gone with the
   sign-out. The safe of the house (documents/offline/typed) seals it on this device; until it is open, and where there
   is none, the words stay in this tab alone. Nothing lies on the device in clear. */

const PREFIX = "ec-unsaved:"; // in this tab: to be sealed
const TAB = "ec-draft:"; // in this tab: never anywhere else
const account = () => document.querySelector('meta[name="ec-account"]')?.content ?? "";
const full = (prefix, key) => `${prefix}${account()}:${key}`;

const memory = new Map(); // key → {at, content}
const waiting = new Set(); // keys to be sealed, or dropped, in their turn
let turn = Promise.resolve();
let safe = null; // once it is open
let hasFailed = false;
let signingOut = false;
let opening = null;
let isWanted = false;
let triedAt = 0;
const AGAIN_MS = 10000;
let offer;
const offered = new Promise((resolve) => {
  offer = resolve;
  if (document.readyState === "complete") resolve(null);
  else document.addEventListener("DOMContentLoaded", () => resolve(null), { once: true });
});

function inTab(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // storage is full or closed: the text still stands in the form
  }
}

function dropWhere(is) {
  for (const name of ["sessionStorage", "localStorage"]) {
    try {
      const store = globalThis[name];
      for (const key of Object.keys(store)) if (is(key, name)) store.removeItem(key);
    } catch {
      // storage is closed to us: nothing was kept then
    }
  }
}

const isOurs = (key) => key.startsWith(PREFIX) || key.startsWith(TAB);

/* At the start of every page: nothing of others, nothing in clear outside this tab. At the door the words of this tab
   wait for the person to come back. */
function clearAfterOthers() {
  const who = account();
  const isOther = (key) => who && ![PREFIX, TAB].some((prefix) => key.startsWith(`${prefix}${who}:`));
  dropWhere((key, store) => isOurs(key) && (store === "localStorage" || isOther(key)));
  const from = full(PREFIX, "");
  inTab((store) => {
    for (const key of Object.keys(store)) if (key.startsWith(from)) memory.set(key.slice(from.length), JSON.parse(store.getItem(key)));
  });
}

function intoTab(key) {
  if (!signingOut && memory.has(key)) inTab((store) => store.setItem(full(PREFIX, key), JSON.stringify(memory.get(key))));
}

const outOfTab = (key) => inTab((store) => store.removeItem(full(PREFIX, key)));

function seal(key) {
  if (waiting.has(key)) return;
  waiting.add(key);
  turn = turn.then(async () => {
    waiting.delete(key);
    if (signingOut) return;
    try {
      if (memory.has(key)) await safe.put(key, memory.get(key));
      else await safe.drop(key);
      hasFailed = false;
      outOfTab(key);
    } catch {
      hasFailed = true; // no key any more, or no room
      intoTab(key);
    }
  });
}

/** The place that seals: open(isWanted) → [{key, at, content}], or null without a key (which is fetched when it is
    wanted, or something is kept), put(key, entry), drop(key). */
export const useSafe = (given) => offer(given);

async function open() {
  if (safe) return;
  const given = account() ? await offered : null;
  const kept = await given?.open(isWanted).catch(() => null);
  triedAt = Date.now();
  if (!kept || signingOut) return;
  safe = given;
  const typed = [...memory.keys()];
  for (const { key, at, content } of kept) if (!memory.has(key)) memory.set(key, { at, content });
  for (const key of typed) seal(key);
}

/** What is kept is known from then on; the safe is open, if there is one and a key to it. `forForm`: on a page on which
    something may have to be kept; without it a tablet that keeps nothing asks for no key. */
export function opened(forForm = true) {
  if (!opening || (!safe && forForm && !isWanted)) {
    isWanted ||= forForm;
    opening = Promise.resolve(opening).then(open);
  }
  return opening;
}

/* There was no key, for want of a network: now there may be. */
function openAgain() {
  if (safe) return;
  opening = null;
  opened();
}

/** Keep `content` (JSON) under `key`; true when this device keeps it, even without this tab. */
export function keep(key, content) {
  if (signingOut) return false;
  memory.set(key, { at: new Date().toISOString(), content });
  if (safe) {
    seal(key);
    return !hasFailed;
  }
  intoTab(key);
  if (!opening || !isWanted) opened();
  else if (triedAt && Date.now() - triedAt > AGAIN_MS) openAgain();
  return false;
}

/** What is kept under `key`: {at, content}, or null. */
export const find = (key) => memory.get(key) ?? null;

/** All that is kept under keys that begin with `start`: [{key, at, content}]. */
export const list = (start) =>
  [...memory].filter(([key]) => key.startsWith(start)).map(([key, entry]) => ({ key, ...entry }));

export function forget(key) {
  if (!memory.delete(key)) return;
  outOfTab(key);
  if (safe) seal(key);
}

/** Words that wait in this tab alone. */
export const tab = {
  keep(key, content) {
    if (!signingOut) inTab((store) => store.setItem(full(TAB, key), JSON.stringify(content)));
  },
  find: (key) => inTab((store) => JSON.parse(store.getItem(full(TAB, key)) ?? "null")),
  forget: (key) => inTab((store) => store.removeItem(full(TAB, key))),
};

function leave() {
  signingOut = true;
  memory.clear();
  dropWhere(isOurs);
}

// Who signs out in one tab has signed out in all.
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("ecabinet-unsaved");
tabs?.addEventListener("message", leave);

/** Somebody signs out: forget what every account left in the tabs, and keep nothing of these pages any more.
    Resolves when nothing is being sealed any more; what was sealed goes with the rest of the tablet. */
export function forgetAll() {
  leave();
  tabs?.postMessage("sign-out");
  return turn;
}

/** The sign-out has begun: there is nothing to ask about any more. */
export const isSigningOut = () => signingOut;

/** The page is shown again, from the browser's memory or after a sign-out that did not happen. */
export function keepAgain() {
  signingOut = false;
}

clearAfterOthers();
globalThis.addEventListener?.("online", () => memory.size && openAgain());
