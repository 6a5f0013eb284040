/* What was typed and not saved yet: kept on this device for one account, only as long as it is not saved, and gone
   with the sign-out. */

const PREFIX = "ec-unsaved:";
const account = () => document.querySelector('meta[name="ec-account"]')?.content ?? "";
const full = (key) => `${PREFIX}${account()}:${key}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage is closed to us, or holds something else
  }
}

let signingOut = false;

/** Keep `content` (JSON) under `key`; true when the device has taken it. */
export function keep(key, content) {
  if (signingOut) return false;
  try {
    localStorage.setItem(full(key), JSON.stringify({ at: new Date().toISOString(), content }));
    return true;
  } catch {
    return false; // storage is full or closed: the text still stands in the form
  }
}

/** What is kept under `key`: {at, content}, or null. */
export const find = (key) => read(full(key));

/** All that is kept under keys that begin with `start`: [{key, at, content}]. */
export function list(start) {
  try {
    const from = full(start);
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(from))
      .map((key) => ({ key: key.slice(full("").length), ...read(key) }));
  } catch {
    return [];
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(full(key));
  } catch {
    // nothing was kept then
  }
}

/** Somebody signs out: forget what every account left on this device, and keep nothing of this page any more. */
export function forgetAll() {
  signingOut = true;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // nothing was kept then
  }
}

/** The page is shown again, from the browser's memory or after a sign-out that did not happen. */
export function keepAgain() {
  signingOut = false;
}
