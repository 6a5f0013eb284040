/* What a choice of many comes to, without a page. */

/** The things of `all` from place `from` to place `to`, both with them, whichever comes first. */
export function range(all, from, to) {
  if (from < 0 || to < 0) return to < 0 ? [] : [all[to]];
  return all.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** How a tick over several looks: ticked when all are, neither when some are. */
export function ticks(below) {
  const some = below.some(Boolean);
  const all = below.length > 0 && below.every(Boolean);
  return { checked: all, indeterminate: some && !all };
}
