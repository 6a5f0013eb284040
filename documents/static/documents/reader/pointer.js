/**
 * Pen, mouse and finger on the pages: strokes and eraser. A stroke is drawn once per animation
 * frame from every point the device delivered; nothing here waits for the network.
 */
import { MAX_POINTS, hits, isWorthKeeping, storedPoints } from "./geometry.js";

const ERASER_REACH = 6;

export class PointerInput {
  /** `onProgress(stroke)`: called per frame while a stroke grows, and with `cancelled` when dropped. */
  constructor({ surface, layers, tools, history, store, signal, onProgress, uuid }) {
    Object.assign(this, { surface, layers, tools, history, store, onProgress, uuid });
    this.penSeen = false;
    this.stroke = null;
    this.erased = null;
    this.frame = 0;
    const listen = (type, then) => surface.addEventListener(type, then, { signal });
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#up(event));
    listen("pointercancel", (event) => this.#cancel(event));
    listen("scroll", () => this.#forgetRect());
    listen("contextmenu", (event) => {
      if (this.tools.isDrawing && event.pointerType !== "mouse") event.preventDefault();
    });
  }

  /** May this pointer write? After a pen was seen fingers only move the page. */
  writes(event) {
    if (event.pointerType === "pen") return true;
    if (event.pointerType === "touch") return !this.penSeen;
    return event.button === 0;
  }

  get busy() {
    return this.stroke !== null || this.erased !== null;
  }

  #pageOf(event) {
    const page = event.target.closest?.(".page");
    return page ? Number(page.dataset.pageNumber) : null;
  }

  #down(event) {
    if (event.pointerType === "pen" && !this.penSeen) {
      this.penSeen = true;
      this.surface.dispatchEvent(new CustomEvent("pen-seen", { bubbles: true }));
    }
    const { tool } = this.tools;
    const page = this.#pageOf(event);
    if (!page || this.busy || !this.writes(event)) return;
    if (!this.tools.isDrawing) return;
    event.preventDefault();
    this.surface.setPointerCapture(event.pointerId);
    this.pointerId = event.pointerId;
    this.page = page;
    this.rect = this.layers.rectOf(page);
    // The pen's own eraser end reports button 5.
    if (tool === "eraser" || event.button === 5) {
      this.erased = new Set();
      this.#eraseAt(event);
      return;
    }
    this.#begin();
    this.#collect(event);
  }

  #begin() {
    const { kind, color, width, audience } = this.tools;
    this.stroke = { id: this.uuid(), page: this.page, kind, color, width, audience, points: [] };
  }

  #move(event) {
    if (!this.busy || event.pointerId !== this.pointerId) return;
    if (this.erased) {
      this.#eraseAt(event);
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.#collect(each);
  }

  #collect(event) {
    this.rect ??= this.layers.rectOf(this.page);
    const [x, y] = this.layers.toPdf(this.page, event.clientX, event.clientY, this.rect);
    const pressure = event.pointerType === "pen" ? event.pressure : 0.5;
    const point = [x, y, pressure];
    if (!isWorthKeeping(this.stroke.points, point)) return;
    this.stroke.points.push(point);
    if (this.stroke.points.length >= MAX_POINTS) {
      this.#finish();
      this.#begin();
      this.stroke.points.push(point);
    }
    this.frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.frame = 0;
    if (!this.stroke) return;
    this.layers.grow(this.stroke);
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
    const draft = { page, kind, audience, color, width, geometry: { points: storedPoints(points) } };
    stroke.done = true;
    stroke.points = draft.geometry.points;
    // The ghost on other tablets and the stored mark share the id.
    this.history.add({ ...draft, client_id: id });
    this.layers.end(id);
    this.onProgress(stroke);
  }

  #cancel(event) {
    if (this.busy && event.pointerId === this.pointerId) this.drop();
  }

  /** Drop what is being drawn: the system took the pointer, or a second finger came down. */
  drop() {
    if (this.erased) {
      this.#endErasing();
      return;
    }
    const { stroke } = this;
    if (!stroke) return;
    this.stroke = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.layers.end(stroke.id);
    this.onProgress({ ...stroke, cancelled: true });
  }

  #eraseAt(event) {
    const [x, y] = this.layers.toPdf(this.page, event.clientX, event.clientY);
    for (const mark of this.store.onPage(this.page)) {
      if (!mark.mine || this.erased.has(mark.client_id)) continue;
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

  #forgetRect() {
    this.rect = null;
  }
}
