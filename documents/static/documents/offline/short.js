/** Words made short enough to name something by them. Pure. */

const MOST_NAMED = 60;

/** The words as a button names them: read aloud before each press, the whole of them would be in the way. */
export function named(words) {
  const line = words.replace(/\s+/g, " ").trim();
  if (line.length <= MOST_NAMED) return line;
  const begun = line.slice(0, MOST_NAMED);
  return `${begun.slice(0, begun.lastIndexOf(" ") > 0 ? begun.lastIndexOf(" ") : MOST_NAMED)}…`;
}
