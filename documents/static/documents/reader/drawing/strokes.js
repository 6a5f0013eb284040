/** Strokes as SVG path data: perfect-freehand outlines for the pen, a plain line for the marker. */
import { getStroke } from "perfect-freehand";

import { round2 } from "./geometry.js";

/** A pen reports varying pressure; mouse and finger always say 0.5, theirs is drawn from speed. */
export function hasRealPressure(points) {
  return points.some(([, , pressure]) => pressure !== undefined && pressure !== 0.5);
}

function outlinePath(outline) {
  if (outline.length < 3) return "";
  const parts = [`M${round2(outline[0][0])} ${round2(outline[0][1])}Q`];
  for (let i = 0; i < outline.length; i += 1) {
    const [x0, y0] = outline[i];
    const [x1, y1] = outline[(i + 1) % outline.length];
    parts.push(`${round2(x0)} ${round2(y0)} ${round2((x0 + x1) / 2)} ${round2((y0 + y1) / 2)} `);
  }
  return `${parts.join("").trimEnd()}Z`;
}

/**
 * Path of a pen stroke, to be filled. `done` must be true once the pen is lifted:
 * until then the outline trails the tip.
 */
export function inkPath(points, width, done = true) {
  if (points.length === 0) return "";
  const real = hasRealPressure(points);
  const outline = getStroke(points, {
    size: width * (real ? 1.5 : 1.15),
    thinning: real ? 0.6 : 0.35,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: !real,
    last: done,
  });
  return outlinePath(outline);
}

/** Path of a marker stroke, to be stroked with the marker's width. */
export function markerPath(points) {
  if (points.length === 0) return "";
  const [first, ...rest] = points;
  if (rest.length === 0) return `M${first[0]} ${first[1]}h0.01`;
  let path = `M${first[0]} ${first[1]}`;
  for (let i = 0; i < rest.length - 1; i += 1) {
    const [x, y] = rest[i];
    const [nx, ny] = rest[i + 1];
    path += `Q${x} ${y} ${round2((x + nx) / 2)} ${round2((y + ny) / 2)}`;
  }
  const [lx, ly] = rest.at(-1);
  return `${path}L${lx} ${ly}`;
}
