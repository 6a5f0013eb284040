/**
 * One's own stroke while it grows, on small canvases laid over the paper like tiles: each point adds
 * its own short line to the tile it falls in, and nothing drawn before is drawn again, so that the
 * thousandth point costs what the first did, and a frame repaints a tile, not the page. When the
 * stroke is finished it becomes an SVG path like all others; its tiles stay until that is painted,
 * while the next stroke is already drawn on a sheet of its own.
 */

/** Pixels of the page on each side of a tile. */
const TILE = 256;
/** As perfect-freehand draws the finished stroke (strokes.js): how thick, and how it follows. */
const FOLLOW = 0.7025;
const OF_PEN = { size: 1.5, thinning: 0.6 };
const OF_SPEED = { size: 1.15, thinning: 0.35, change: 0.275 };

/** Dry sheets that are kept for the next strokes, and the most tiles one of them keeps. */
const SHEETS = 2;
const TILES = 60;

export class WetInk {
  constructor({ stage }) {
    this.stage = stage;
    this.dry = [];
    this.sheet = null;
  }

  /** `scale`: pixels of the page per point of the PDF. The only layout read of a stroke. */
  begin({ kind, color, width }, scale, isPen) {
    const { left, top } = this.stage.getBoundingClientRect();
    this.sheet = this.dry.pop() ?? new Sheet(this.stage);
    this.sheet.begin({ left, top, kind, color, isPen, size: width * scale });
  }

  add(clientX, clientY, pressure) {
    this.sheet.add(clientX, clientY, pressure);
  }

  redraw(points) {
    this.sheet.redraw(points);
  }

  /** The stroke is finished. Answers what to call once it is a mark (or dropped): its sheet dries. */
  end() {
    const { sheet } = this;
    this.sheet = null;
    const dry = () => {
      sheet.empty();
      if (this.dry.length < SHEETS) this.dry.push(sheet);
      else sheet.root.remove();
    };
    // Once the mark is painted, which the next frame does.
    return () => requestAnimationFrame(() => requestAnimationFrame(dry));
  }
}

/** The tiles of one stroke. */
class Sheet {
  constructor(stage) {
    this.root = document.createElement("div");
    this.root.className = "reader-wet";
    this.root.setAttribute("aria-hidden", "true");
    stage.append(this.root);
    this.tiles = new Map();
    this.wet = new Set();
  }

  begin(stroke) {
    this.root.classList.toggle("is-marker", stroke.kind === "marker");
    Object.assign(this, stroke, { last: null });
  }

  /** A point of the screen, with its pressure. */
  add(clientX, clientY, pressure) {
    const x = clientX - this.left;
    const y = clientY - this.top;
    const { last } = this;
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
    this.#line(last[0], last[1], nx, ny, this.#thickness(this.pressure));
    this.last = [nx, ny];
  }

  #thickness(pressure) {
    if (this.kind === "marker") return this.size;
    const { size, thinning } = this.isPen ? OF_PEN : OF_SPEED;
    return Math.max(0.5, 2 * this.size * size * (0.5 - thinning * (0.5 - pressure)));
  }

  #line(x0, y0, x1, y1, thickness) {
    const reach = thickness / 2 + 1;
    const last = (a, b) => Math.floor((Math.max(a, b) + reach) / TILE);
    const first = (a, b) => Math.floor((Math.min(a, b) - reach) / TILE);
    for (let row = first(y0, y1); row <= last(y0, y1); row += 1) {
      for (let column = first(x0, x1); column <= last(x0, x1); column += 1) {
        const context = this.#tile(column, row);
        context.lineWidth = thickness;
        context.beginPath();
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
        context.stroke();
      }
    }
  }

  /** The context of a tile, ready for this stroke. */
  #tile(column, row) {
    const key = `${column},${row}`;
    let tile = this.tiles.get(key);
    if (!tile) {
      const density = Math.min(globalThis.devicePixelRatio || 1, 3);
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.ceil(TILE * density);
      Object.assign(canvas.style, { left: `${column * TILE}px`, top: `${row * TILE}px` });
      // Past the compositor where the device can do that: the line is on the glass a frame earlier.
      const context = canvas.getContext("2d", { desynchronized: true });
      const exact = canvas.width / TILE;
      context.setTransform(exact, 0, 0, exact, -column * TILE * exact, -row * TILE * exact);
      tile = { canvas, context, column, row };
      this.tiles.set(key, tile);
    }
    if (!this.wet.has(tile)) {
      this.wet.add(tile);
      tile.context.lineCap = "round";
      tile.context.strokeStyle = this.color;
      this.root.append(tile.canvas);
    }
    return tile.context;
  }

  /** Draw what there is once more: the page moved under the pen. `points`: [x, y, pressure] of the screen. */
  redraw(points) {
    for (const tile of this.wet) this.#clear(tile);
    this.last = null;
    for (const [x, y, pressure] of points) this.add(x, y, pressure);
  }

  empty() {
    for (const tile of this.wet) {
      this.#clear(tile);
      tile.canvas.remove();
    }
    this.wet.clear();
    if (this.tiles.size > TILES) this.tiles.clear();
  }

  #clear({ context, column, row }) {
    context.clearRect(column * TILE, row * TILE, TILE, TILE);
  }
}
