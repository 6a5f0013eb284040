/**
 * One's own stroke while it grows, on a canvas over the paper: each point adds its own short line
 * and nothing drawn before is drawn again, so that the thousandth point costs what the first did.
 * When the stroke is finished it becomes an SVG path like all others, and the canvas is empty.
 */

/** As perfect-freehand draws the finished stroke (strokes.js): how thick, and how it follows. */
const FOLLOW = 0.7025;
const OF_PEN = { size: 1.5, thinning: 0.6 };
const OF_SPEED = { size: 1.15, thinning: 0.35, change: 0.275 };

export class WetInk {
  constructor({ stage }) {
    this.stage = stage;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "reader-wet";
    this.canvas.hidden = true;
    this.canvas.setAttribute("aria-hidden", "true");
    stage.append(this.canvas);
    // Past the compositor where the device can do that: the line is on the glass a frame earlier.
    this.context = this.canvas.getContext("2d", { desynchronized: true });
    this.drying = 0;
  }

  /** `scale`: pixels of the page per point of the PDF. The only layout read of a stroke. */
  begin({ kind, color, width }, scale, isPen) {
    this.#dry();
    const { left, top, width: wide, height: high } = this.stage.getBoundingClientRect();
    const density = Math.min(globalThis.devicePixelRatio || 1, 3);
    const [across, down] = [Math.round(wide * density), Math.round(high * density)];
    const { canvas, context } = this;
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    canvas.hidden = false;
    canvas.classList.toggle("is-marker", kind === "marker");
    context.lineCap = "round";
    context.strokeStyle = color;
    Object.assign(this, { left, top, density, kind, isPen });
    this.size = width * scale * density;
    this.last = null;
  }

  /** A point of the screen, with its pressure. */
  add(clientX, clientY, pressure) {
    const x = (clientX - this.left) * this.density;
    const y = (clientY - this.top) * this.density;
    const { context, last } = this;
    if (!last) {
      this.pressure = this.isPen ? pressure : 0.5;
      this.last = [x, y];
      this.#line(x, y, x + 0.01, y, this.#thickness(this.pressure));
      return;
    }
    const follow = this.kind === "marker" ? 1 : FOLLOW;
    const nx = last[0] + (x - last[0]) * follow;
    const ny = last[1] + (y - last[1]) * follow;
    if (this.isPen) {
      this.pressure = pressure;
    } else {
      const speed = Math.min(1, Math.hypot(nx - last[0], ny - last[1]) / (this.size * OF_SPEED.size));
      const slow = Math.min(1, 1 - speed);
      this.pressure = Math.min(1, this.pressure + (slow - this.pressure) * speed * OF_SPEED.change);
    }
    context.lineCap = "round";
    this.#line(last[0], last[1], nx, ny, this.#thickness(this.pressure));
    this.last = [nx, ny];
  }

  #thickness(pressure) {
    if (this.kind === "marker") return this.size;
    const { size, thinning } = this.isPen ? OF_PEN : OF_SPEED;
    return Math.max(0.5, 2 * this.size * size * (0.5 - thinning * (0.5 - pressure)));
  }

  #line(x0, y0, x1, y1, thickness) {
    const { context } = this;
    context.lineWidth = thickness;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }

  /** Draw what there is once more: the page moved under the pen. `points`: [x, y, pressure] of the screen. */
  redraw(points) {
    this.#clear();
    this.last = null;
    for (const [x, y, pressure] of points) this.add(x, y, pressure);
  }

  /** The stroke is a mark now (or was dropped): empty the canvas once the mark is painted. */
  end() {
    this.drying = requestAnimationFrame(() => {
      this.drying = requestAnimationFrame(() => this.#dry());
    });
  }

  #dry() {
    cancelAnimationFrame(this.drying);
    this.drying = 0;
    this.#clear();
    this.canvas.hidden = true;
  }

  #clear() {
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}
