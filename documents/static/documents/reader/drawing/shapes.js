/** SVG elements of marks, written in PDF user space; the page's layer turns them upright. */
import { NOTE_SIZE, boundsOf, round2 } from "./geometry.js";
import { inkPath, markerPath } from "./strokes.js";
import { LINE, PADDING, sizeOf, wrapped } from "./text_lines.js";

const NS = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Marker and highlight lie under the ink and multiply with the page. */
export const liesBelow = (kind) => kind === "marker" || kind === "highlight";

/** Draw the stroke into a path; used for finished strokes and for those growing. */
export function drawStroke(path, { kind, color, width, points }, done) {
  if (kind === "marker") {
    path.setAttribute("d", markerPath(points));
    path.setAttribute("stroke", color);
    path.setAttribute("stroke-width", width);
  } else {
    path.setAttribute("d", inkPath(points, width, done));
    path.setAttribute("fill", color);
  }
}

export function strokePath(stroke, done = true) {
  const path = svg("path", { class: `reader-stroke reader-stroke-${stroke.kind}` });
  drawStroke(path, stroke, done);
  return path;
}

function highlight({ geometry, color }) {
  const path = geometry.quads
    .map(([x1, y1, x2, y2, x3, y3, x4, y4]) => `M${x1} ${y1}L${x2} ${y2}L${x4} ${y4}L${x3} ${y3}Z`)
    .join("");
  return svg("path", { d: path, fill: color, class: "reader-shape-highlight" });
}

/** Letters must stand upright on a page whose y runs up and which may be turned. */
function upright(x, y, rotation) {
  return svg("g", { transform: `translate(${x} ${y}) scale(1 -1) rotate(${-rotation})` });
}

function note({ geometry, color }, rotation) {
  const group = upright(...geometry.at, rotation);
  const half = NOTE_SIZE / 2;
  const body = svg("path", {
    d: `M${-half} ${-half + 2}q0-2 2-2h16q2 0 2 2v11q0 2-2 2h-8l-6 5v-5h-2q-2 0-2-2z`,
    fill: color,
    class: "reader-shape-note",
  });
  const lines = svg("path", { d: "M-6-5.5h12M-6-2h12M-6 1.5h7", class: "reader-shape-lines" });
  group.append(body, lines);
  return group;
}

/** Where a text box begins on a page that stands turned by `rotation`, and how wide it is there. */
export function frameOfText([x0, y0, x1, y1], rotation) {
  const corner = { 0: [x0, y1], 90: [x0, y0], 180: [x1, y0], 270: [x1, y1] }[rotation] ?? [x0, y1];
  return { corner, width: rotation % 180 ? y1 - y0 : x1 - x0 };
}

function text({ geometry, color, body, width }, rotation) {
  const size = sizeOf({ width });
  const { corner, width: wide } = frameOfText(geometry.rect, rotation);
  const group = upright(...corner, rotation);
  const element = svg("text", { fill: color, "font-size": size, class: "reader-shape-text" });
  wrapped(body ?? "", wide - 2 * PADDING, size).forEach((line, at) => {
    const y = PADDING + size + at * size * LINE;
    const span = svg("tspan", { x: PADDING, y: round2(y) });
    span.textContent = line;
    element.append(span);
  });
  group.append(element);
  return group;
}

/** What an assistant has prepared is framed by a dotted line, until it is kept. */
function preparedFrame(mark) {
  const [x0, y0, x1, y1] = boundsOf(mark);
  return svg("rect", {
    x: x0 - 3, y: y0 - 3, width: x1 - x0 + 6, height: y1 - y0 + 6, rx: 3, class: "reader-prepared",
  });
}

/** A mark from an earlier version whose place is in doubt. */
function doubtFrame(mark, rotation) {
  const [x0, y0, x1, y1] = boundsOf(mark);
  const group = svg("g", { class: "reader-in-doubt" });
  const sign = upright(x1 + 3, y1 + 3, rotation);
  const letter = svg("text", { y: 3.2 });
  letter.textContent = "?";
  sign.append(svg("circle", { r: 6 }), letter);
  group.append(svg("rect", { x: x0 - 3, y: y0 - 3, width: x1 - x0 + 6, height: y1 - y0 + 6, rx: 2 }), sign);
  return group;
}

/**
 * The group that shows one mark. `rotation`: degrees the page is turned on the screen; `own`: those
 * of them that are the page's own.
 */
export function markGroup(mark, rotation = 0, own = 0) {
  const group = svg("g", { class: `reader-mark reader-mark-${mark.kind}` });
  group.dataset.mark = mark.client_id;
  group.dataset.sync = mark.sync ?? "saved";
  if (mark.kind === "highlight") group.append(highlight(mark));
  else if (mark.kind === "note") group.append(note(mark, rotation));
  else if (mark.kind === "text") group.append(text(mark, own));
  else group.append(strokePath({ ...mark, points: mark.geometry.points }));
  if (mark.prepared_for) group.append(preparedFrame(mark));
  if (mark.carried === "look") group.append(doubtFrame(mark, rotation));
  return group;
}

/** The frame around a chosen mark; a text box of one's own has a handle to make it wider. */
export function chosenFrame(mark, isAlone) {
  const [x0, y0, x1, y1] = boundsOf(mark);
  const pad = 3;
  const group = svg("g", { class: "reader-chosen" });
  group.append(svg("rect", {
    x: x0 - pad, y: y0 - pad, width: x1 - x0 + 2 * pad, height: y1 - y0 + 2 * pad, rx: 2,
  }));
  if (isAlone && mark.kind === "text") {
    group.append(svg("circle", { cx: x1 + pad, cy: (y0 + y1) / 2, r: 4.5, class: "reader-handle" }));
  }
  return group;
}
