/** Page labels ("iii", "A-2") as the paper itself numbers its pages: shown, and understood when typed. */

/** The labels when they say more than the numbers do, else null. */
export function usefulLabels(labels, count) {
  if (!labels || labels.length !== count) return null;
  const differs = labels.some((label, at) => label && label !== String(at + 1));
  return differs ? labels : null;
}

const folded = (text) => text.trim().normalize("NFC").toLocaleLowerCase("vi").replace(/\s+/g, "");

/** The page meant by what was typed: its label first, exactly and then loosely, else its number. */
export function pageFor(typed, labels, count) {
  const wanted = typed.trim();
  if (!wanted) return null;
  if (labels) {
    let at = labels.indexOf(wanted);
    if (at < 0) at = labels.findIndex((label) => label && folded(label) === folded(wanted));
    if (at >= 0) return at + 1;
  }
  const number = /^\d{1,7}$/.test(wanted) ? Number(wanted) : 0;
  return number >= 1 && number <= count ? number : null;
}
