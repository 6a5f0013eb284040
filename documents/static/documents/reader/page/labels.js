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

/** Pages in words: those that follow each other by the first and the last. `nameOf(number)`: what stands under a page. */
export function pagesInWords(numbers, nameOf = String) {
  const spans = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)}–${nameOf(to)}`)).join(", ");
}
