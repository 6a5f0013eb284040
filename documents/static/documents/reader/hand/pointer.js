/**
 * Pen, mouse and finger on the pages: strokes and eraser. Every point the device delivered is drawn
 * as it comes, on a canvas; no layout is read while drawing, and nothing waits for the network.
 */
import { MAX_POINTS, hits, isWorthKeeping, storedPoints } from "../drawing/geometry.js";
import { asAudience } from "../marks/tools.js";

const ERASER_REACH = 6;
/** Pixels across from which a touch is a hand that rests on the glass. */
const PALM = 60;
/** Points as the device makes them, not once per frame; the moves are then not looked at. */
const RAW = "onpointerrawupdate" in globalThis;

export class PointerInput {
  /** `onProgress(stroke)`: called per frame while a stroke grows, and with `cancelled` when dropped. */
  constructor({ surface, layers, wet, tools, history, store, later, signal, onProgress, uuid }) {
    Object.assign(this, { surface, layers, wet, tools, history, store, later, onProgress, uuid });
    this.penSeen = false;
    this.stroke = null;
    this.erased = null;
    this.frame = 0;
    const listen = (type, then) => surface.addEventListener(type, then, { signal });
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    if (RAW) listen("pointerrawupdate", (event) => this.#drawTo(event));
    listen("pointerup", (event) => this.#up(event));
    listen("pointercancel", (event) => this.#cancel(event));
    listen("scroll", () => this.#moved());
    tools.addEventListener("change", () => later.flush(), { signal });
    listen("contextmenu", (event) => {
      if (this.tools.isDrawing && event.pointerType !== "mouse") event.preventDefault();
    });
  }

  /** May this pointer write? After a pen was seen fingers only move the page. */
  writes(event) {
    if (event.pointerType === "pen") return true;
    if (event.pointerType === "touch") {
      return !this.penSeen && Math.max(event.width, event.height) < PALM;
    }
    return event.button === 0;
  }

  get busy() {
    return this.stroke !== null || this.erased !== null;
  }

  #pageOf(event) {
    const page = event.target.closest?.(".page");
    return page ? Number(page.dataset.pageNumber) : null;
  }

  /** A pen has come near: from now on fingers move the page. */
  #see(event) {
    if (event.pointerType !== "pen" || this.penSeen) return;
    this.penSeen = true;
    this.surface.dispatchEvent(new CustomEvent("pen-seen", { bubbles: true }));
  }

  #down(event) {
    this.#see(event);
    // The hand came down before its pen: what it drew was not meant.
    if (event.pointerType === "pen" && this.busy && this.by === "touch") this.drop();
    const { tool } = this.tools;
    const page = this.#pageOf(event);
    // Whoever erases or chooses means the last stroke, too.
    if (!this.tools.isDrawing || tool === "eraser" || event.button === 5) this.later.flush();
    if (!page || this.busy || !this.writes(event)) return;
    if (!this.tools.isDrawing) return;
    event.preventDefault();
    this.surface.setPointerCapture(event.pointerId);
    this.pointerId = event.pointerId;
    this.by = event.pointerType;
    this.page = page;
    this.#measure();
    // The pen's own eraser end reports button 5.
    if (tool === "eraser" || event.button === 5) {
      this.erased = new Set();
      this.#eraseAt(event);
      return;
    }
    this.#begin();
    this.#collect(event);
  }

  /** The way from the screen to the page, as six numbers; measured once, and after a scroll. */
  #measure() {
    const { layers, page } = this;
    const rect = layers.rectOf(page);
    const at = (x, y) => layers.toPdf(page, rect.left + x, rect.top + y, rect);
    const [e, f] = at(0, 0);
    const [ax, ay] = at(1, 0);
    const [bx, by] = at(0, 1);
    const [a, b, c, d] = [ax - e, ay - f, bx - e, by - f];
    const { left, top } = rect;
    this.place = { a, b, c, d, e, f, left, top, scale: layers.scaleOf(page, rect) };
  }

  #toPdf(clientX, clientY) {
    const { a, b, c, d, e, f, left, top } = this.place;
    const x = clientX - left;
    const y = clientY - top;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  #toScreen(x, y) {
    const { a, b, c, d, e, f, left, top } = this.place;
    const whole = a * d - b * c;
    const [dx, dy] = [x - e, y - f];
    return [left + (d * dx - c * dy) / whole, top + (a * dy - b * dx) / whole];
  }

  #begin() {
    const { kind, color, width, audience } = this.tools;
    this.stroke = { id: this.uuid(), page: this.page, kind, color, width, audience, points: [] };
    this.wet.begin(this.stroke, this.place.scale, this.by === "pen");
  }

  #move(event) {
    this.#see(event);
    if (this.erased && event.pointerId === this.pointerId) this.#eraseAt(event);
    else if (!RAW) this.#drawTo(event);
  }

  #drawTo(event) {
    if (!this.stroke || event.pointerId !== this.pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.#collect(each);
  }

  #collect({ clientX, clientY, pointerType, pressure: pressed }) {
    if (!this.place) this.#measure();
    const [x, y] = this.#toPdf(clientX, clientY);
    const pressure = pointerType === "pen" ? pressed : 0.5;
    const point = [x, y, pressure];
    if (!isWorthKeeping(this.stroke.points, point)) return;
    this.stroke.points.push(point);
    this.wet.add(clientX, clientY, pressure);
    if (this.stroke.points.length >= MAX_POINTS) {
      this.#finish();
      this.#begin();
      this.stroke.points.push(point);
      this.wet.add(clientX, clientY, pressure);
    }
    this.frame ||= requestAnimationFrame(() => this.#tell());
  }

  /** Once per frame: what grew, for the other tablets; and anew on the canvas if the page moved. */
  #tell() {
    this.frame = 0;
    if (!this.stroke) return;
    if (!this.place) {
      this.#measure();
      const points = this.stroke.points.map(([x, y, pressure]) => [...this.#toScreen(x, y), pressure]);
      this.wet.redraw(points);
    }
    this.onProgress(this.stroke);
  }

  #up(event) {
    if (!this.busy || event.pointerId !== this.pointerId) return;
    if (this.erased) {
      this.#endErasing();
      return;
    }
    this.#collect(event);
    this.#finish();
  }

  #finish() {
    const { stroke } = this;
    this.stroke = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { id, page, kind, color, width, audience, points } = stroke;
    const geometry = { points: storedPoints(points) };
    const draft = { page, kind, ...asAudience(audience), color, width, geometry };
    stroke.done = true;
    stroke.points = draft.geometry.points;
    const dry = this.wet.end();
    this.later.add(() => {
      // The ghost on other tablets and the stored mark share the id.
      this.history.add({ ...draft, client_id: id });
      dry();
      this.onProgress(stroke);
    });
  }

  #cancel(event) {
    if (this.busy && event.pointerId === this.pointerId) this.drop();
  }

  /**
   * Drop what is being drawn or erased: the system took the pointer, a second finger or a pen came
   * down, or Escape. What the eraser has touched stays: only lifting it takes marks away.
   */
  drop() {
    if (this.erased) {
      for (const id of this.erased) this.layers.fade(this.store.get(id), false);
      this.erased = null;
      return;
    }
    const { stroke } = this;
    if (!stroke) return;
    this.stroke = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.wet.end()();
    this.onProgress({ ...stroke, cancelled: true });
  }

  #eraseAt(event) {
    if (!this.place) this.#measure();
    const [x, y] = this.#toPdf(event.clientX, event.clientY);
    for (const mark of this.store.onPage(this.page)) {
      if (!mark.mine || !this.layers.isShown(mark) || this.erased.has(mark.client_id)) continue;
      if (!hits(mark, x, y, ERASER_REACH)) continue;
      this.erased.add(mark.client_id);
      this.layers.fade(mark);
    }
  }

  #endErasing() {
    const erased = [...this.erased];
    this.erased = null;
    if (erased.length) this.history.remove(...erased);
  }

  /** The page moved under the pointer. */
  #moved() {
    this.place = null;
    // What is wet lies over the screen, not over the page: it must not stay behind.
    this.later.flush();
    if (this.stroke) this.frame ||= requestAnimationFrame(() => this.#tell());
  }
}
