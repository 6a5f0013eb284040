/** What is on this tablet alone, in rows: what each says, and what can be done with it. Pure. */
import { boundsOf, round2 } from "documents/reader/drawing/geometry";
import { inkPath, markerPath } from "documents/reader/drawing/strokes";

/** Points left white around what was drawn. */
const MARGIN = 12;

const isStroke = ({ kind, body }) =>
  kind === "create" && (body.kind === "ink" || body.kind === "marker") && !body.body?.trim();

/** Strokes of one page, refused for one reason, are one drawing: a word written by hand is a dozen of them. */
function grouped(acts) {
  const groups = new Map();
  for (const one of acts) {
    const name = isStroke(one) ? `${one.version} ${one.body.page} ${one.reason ?? ""}` : one.key;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}

/**
 * The rows of what the server refused: {words, about, acts, isWritten, isDrawn, forgetting}. `about[0]` is the title of
 * the paper; `forgetting`: what is asked before it goes.
 */
export function rowsOf(refused, t) {
  return grouped(refused).map((acts) => {
    const [{ kind, body, title, reason }] = acts;
    const about = [title?.trim(), body?.page && t("keep-on-page", { page: body.page }), t("keep-refused-why", { reason: reason ?? "" }).trim()];
    const written = body?.body?.trim() || body?.quote?.trim() || "";
    const isDrawn = isStroke(acts[0]);
    const bare = kind === "remove" ? t("keep-refused-removal") : t("keep-refused-no-words");
    const isOnServer = kind !== "create" && !written;
    return {
      acts,
      about,
      words: written || (isDrawn ? t("keep-refused-ink", { count: acts.length }) : bare),
      isWritten: written !== "",
      isDrawn,
      // Of a mark that is there, only what was to be done to it goes.
      forgetting: isOnServer ? "keep-act-remove-ask" : "keep-words-remove-ask",
    };
  });
}

/** The row of words that were begun. */
export function rowOfDraft(draft, t) {
  const about = [draft.title, t("keep-on-page", { page: draft.draft.page }), t("keep-begun-why")];
  return { words: draft.text, about, acts: [], draft, isWritten: true, isDrawn: false, forgetting: "keep-words-remove-ask" };
}

/** Strokes as a drawing of its own, in points: {left, top, width, height, paths: [{d, color, width, isMarker}]}, y upwards. */
export function drawnOf(acts) {
  const marks = acts.map(({ body }) => body);
  const boxes = marks.map((mark) => boundsOf(mark));
  const left = Math.min(...boxes.map(([x]) => x)) - MARGIN;
  const top = Math.max(...boxes.map(([, , , y]) => y)) + MARGIN;
  const width = Math.max(...boxes.map(([, , x]) => x)) + MARGIN - left;
  const height = top - Math.min(...boxes.map(([, y]) => y)) + MARGIN;
  const paths = marks.map(({ kind, color, width: thick, geometry: { points } }) => {
    const isMarker = kind === "marker";
    return { d: isMarker ? markerPath(points) : inkPath(points, thick), color, width: thick, isMarker };
  });
  return { left: round2(left), top: round2(top), width: round2(width), height: round2(height), paths };
}
