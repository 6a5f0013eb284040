/** What was drawn by hand as a picture that any program opens. */

/** Pixels of a point, and the most of a side: more, no tablet draws. */
const SHARP = 3;
const MOST = 4096;

/** `drawn`: as `drawnOf` gives it. Answers a PNG. */
export function pngOf({ left, top, width, height, paths }) {
  const scale = Math.min(SHARP, MOST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale, 0, 0, -scale, -left * scale, top * scale);
  pen.lineCap = pen.lineJoin = "round";
  pen.globalCompositeOperation = "multiply";
  for (const { d, color, width: thick, isMarker } of paths) {
    pen.fillStyle = pen.strokeStyle = color;
    pen.lineWidth = thick;
    if (isMarker) pen.stroke(new Path2D(d));
    else pen.fill(new Path2D(d));
  }
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}
