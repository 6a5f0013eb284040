/** What the text view of a kept paper is drawn from. */

/** The page of the address, as far as the paper has it. */
export function wantedPage(search, pages) {
  const page = Number.parseInt(new URLSearchParams(search).get("page") ?? "1", 10);
  return Math.min(Math.max(page || 1, 1), pages);
}

/** Neighbours of one kind together: points of a list are one list. */
export function runsOf(blocks) {
  const runs = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.kind === block.kind) last.texts.push(block.text);
    else runs.push({ kind: block.kind, texts: [block.text] });
  }
  return runs;
}
