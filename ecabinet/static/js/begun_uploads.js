/* Large files whose sending was begun: where each goes on is remembered in this browser by tus, under its name. Kept for
   each account, and gone with its sign-out. */

const PREFIX = "tus::"; // of tus-js-client, before the fingerprint of a file
const account = () => document.querySelector('meta[name="ec-account"]')?.content ?? "";
const owner = (whose) => `ec-${whose}-`;

/** By what tus knows a file again: nobody goes on with what another account began. */
export const fingerprintOf = ({ name, type, size, lastModified }, endpoint) =>
  owner(account()) + [name, type, size, lastModified, endpoint].join("-");

function dropWhere(is) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && is(key)) localStorage.removeItem(key);
  } catch {
    // storage is closed to us: nothing was remembered then
  }
}

/** On a page of somebody: what others began to send on this tablet is forgotten. */
export function forgetOtherUploads() {
  const mine = PREFIX + owner(account());
  if (account()) dropWhere((key) => !key.startsWith(mine));
}

export const forgetAllUploads = () => dropWhere(() => true);
