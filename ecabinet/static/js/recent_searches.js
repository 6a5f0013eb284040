/* What somebody searched for lately: kept in this browser only, for each account, and gone with its sign-out. */

const PREFIX = "ec-searched:";
const MOST = 8;

export function recentSearches(account) {
  const key = PREFIX + account;
  const all = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((words) => typeof words === "string").slice(0, MOST) : [];
    } catch {
      return []; // storage is closed to us, or holds something else
    }
  };
  return {
    all,
    keep(words) {
      const kept = [words.trim(), ...all().filter((one) => one !== words.trim())].filter(Boolean);
      try {
        localStorage.setItem(key, JSON.stringify(kept.slice(0, MOST)));
      } catch {
        // nothing is lost but the list
      }
    },
    forget: () => localStorage.removeItem(key),
  };
}

/** On a page of somebody: what others searched for on this tablet goes. */
export function forgetOtherSearches() {
  const account = document.querySelector('meta[name="ec-account"]')?.content;
  if (!account) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && key !== PREFIX + account) localStorage.removeItem(key);
  }
}

export function forgetAllSearches() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}
