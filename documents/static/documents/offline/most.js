/** How much one tablet keeps: no more than it can name in one contact. Pure. */

/** As many as documents/offline/rules.py takes. */
export const MOST_COPIES = 2000;

/** A pack holds several papers: it goes with the first of them. */
export const versionsIn = (row) => row.version_ids ?? (row.version_id ? [row.version_id] : []);

/** What is named is on record as a copy here: a row that was beyond that, and is not any more, comes at last. */
export const namedAs = ({ failed }) =>
  failed === "many" ? { is_named: true, state: "waiting", failed: null } : { is_named: true };

/**
 * Which versions a contact names, and the rows that are beyond what it can name: nothing of those may lie here. What is
 * here as a whole comes first, then what was kept first.
 */
export function namedOf(rows, most = MOST_COPIES) {
  const order = [...rows].sort((a, b) => (b.state === "whole") - (a.state === "whole") || (a.kept_at < b.kept_at ? -1 : 1));
  const kept = new Set();
  const beyond = [];
  for (const row of order) {
    const more = versionsIn(row).filter((id) => !kept.has(id));
    if (kept.size + more.length > most) beyond.push(row);
    else for (const id of more) kept.add(id);
  }
  return { kept: [...kept], beyond };
}
