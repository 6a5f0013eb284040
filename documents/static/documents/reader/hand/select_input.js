/**
 * The select tool: a tap chooses a mark, Shift and a tap one more, a drag over the page all in the
 * rectangle, a drag of what is chosen moves it, its handle makes a text box wider. Each drag has its
 * tap: "move to" in the palette and a tap on the place, buttons for the width, arrows on the keys.
 */
import { boundsOf, hits, isWithin, moved, round2 } from "../drawing/geometry.js";
import { svg } from "../drawing/shapes.js";
import { fitted, sizeOf, widened } from "../drawing/text_lines.js";

/** Pixels a finger may tremble before a tap is a drag. */
const STILL = 5;
const REACH = 6;

export class SelectInput {
  constructor({ surface, layers, tools, history, store, signal, writes, onOpen }) {
    Object.assign(this, { surface, layers, tools, history, store, writes, onOpen });
    this.drag = null;
    this.placing = false;
    const listen = (type, then) => surface.addEventListener(type, then, { signal });
    listen("pointerdown", (event) => this.#down(event));
    listen("pointermove", (event) => this.#move(event));
    listen("pointerup", (event) => this.#up(event));
    listen("pointercancel", () => this.drop());
    listen("dblclick", () => this.tools.tool === "select" && layers.chosen && onOpen(layers.chosen));
    tools.addEventListener("change", () => {
      if (tools.tool === "select") this.inHand = true;
      else if (this.inHand) this.#putDown();
    }, { signal });
  }

  #putDown() {
    this.inHand = false;
    this.drop();
    this.#place(false);
    this.layers.choose(null);
  }

  get marks() {
    return this.layers.selected.map((id) => this.store.get(id)).filter((mark) => mark?.mine);
  }

  #down(event) {
    if (this.tools.tool !== "select" || this.drag || !this.writes(event)) return;
    const element = event.target.closest?.(".page");
    if (!element) return;
    event.preventDefault();
    const page = Number(element.dataset.pageNumber);
    const rect = this.layers.rectOf(page);
    const at = this.layers.toPdf(page, event.clientX, event.clientY, rect);
    if (this.placing) {
      this.#moveTo(page, at);
      return;
    }
    this.surface.setPointerCapture(event.pointerId);
    const drag = { pointerId: event.pointerId, page, rect, at, x: event.clientX, y: event.clientY };
    const under = this.#under(page, at);
    const handle = event.target.closest(".reader-handle") ?? this.#handleNear(at, page);
    if (handle) drag.kind = "width";
    else if (under && this.layers.selected.includes(under)) drag.kind = "move";
    else if (under) {
      this.layers.choose(event.shiftKey ? [...this.layers.selected, under] : under);
      drag.kind = "move";
    } else drag.kind = "box";
    drag.add = event.shiftKey ? this.layers.selected : [];
    this.drag = drag;
  }

  #under(page, [x, y]) {
    const found = this.store.onPage(page).filter((mark) => this.layers.isShown(mark) && hits(mark, x, y, REACH));
    const rank = ({ kind }) => ["note", "text", "ink", "marker", "highlight"].indexOf(kind);
    found.sort((a, b) => Number(b.mine) - Number(a.mine) || rank(a) - rank(b));
    return found[0]?.client_id ?? null;
  }

  #handleNear([x, y], page) {
    const [mark] = this.marks;
    if (this.marks.length !== 1 || mark.kind !== "text" || mark.page !== page) return false;
    const [, y0, x1, y1] = boundsOf(mark);
    return Math.hypot(x - x1 - 3, y - (y0 + y1) / 2) < 10;
  }

  #move(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointerId) return;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < STILL) return;
    drag.moved = true;
    drag.now = this.layers.toPdf(drag.page, event.clientX, event.clientY, drag.rect);
    drag.frame ||= requestAnimationFrame(() => {
      drag.frame = 0;
      if (this.drag === drag) this.#show(drag);
    });
  }

  #show({ kind, page, at, now }) {
    const [dx, dy] = [now[0] - at[0], now[1] - at[1]];
    if (kind === "move" && this.marks.length) this.layers.shift(dx, dy);
    else if (kind === "width") this.#frame(page, this.#wider(dx, dy).rect);
    else if (kind === "box") this.#frame(page, boxOf(at, now));
  }

  #frame(page, [x0, y0, x1, y1]) {
    const group = this.layers.pages.get(page)?.aboveGroup;
    if (!group) return;
    this.band ??= svg("rect", { class: "reader-band" });
    if (this.band.parentNode !== group) group.append(this.band);
    const size = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    for (const [name, value] of Object.entries(size)) this.band.setAttribute(name, value);
  }

  #up(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointerId) return;
    this.#endDrag();
    if (!drag.moved) {
      if (drag.kind === "box") this.layers.choose(drag.add);
      return;
    }
    const now = this.layers.toPdf(drag.page, event.clientX, event.clientY, drag.rect);
    const [dx, dy] = [now[0] - drag.at[0], now[1] - drag.at[1]];
    if (drag.kind === "move") this.moveBy(dx, dy);
    else if (drag.kind === "width") {
      const [mark] = this.marks;
      this.history.change(mark.client_id, { geometry: this.#wider(dx, dy) });
    } else {
      const box = boxOf(drag.at, now);
      const inside = this.store.onPage(drag.page).filter((mark) => this.layers.isShown(mark) && isWithin(mark, box));
      this.layers.choose([...new Set([...drag.add, ...inside.map(({ client_id: id }) => id)])]);
    }
  }

  #wider(dx, dy) {
    const [mark] = this.marks;
    const own = this.layers.pages.get(mark.page)?.own ?? 0;
    return this.#asWide(mark, { 0: dx, 90: dy, 180: -dx, 270: -dy }[own] ?? dx, own);
  }

  #asWide(mark, by, own) {
    const rect = widened(mark.geometry.rect, by, own);
    return { rect: fitted(rect, mark.body, sizeOf(mark), own) };
  }

  /** The chosen text box wider or narrower by so many points: the buttons' and keys' way. */
  widen(by) {
    const [mark] = this.marks;
    if (this.marks.length !== 1 || mark.kind !== "text") return false;
    const own = this.layers.pages.get(mark.page)?.own ?? 0;
    this.history.change(mark.client_id, { geometry: this.#asWide(mark, by, own) });
    return true;
  }

  moveBy(dx, dy) {
    this.layers.shift(0, 0);
    this.history.changeAll(
      this.marks.map((mark) => [mark.client_id, { geometry: moved(mark.kind, mark.geometry, dx, dy) }]),
    );
  }

  /** Colour or width of all that is chosen and can have it. */
  restyle(patch, allows) {
    const changes = this.marks.filter(({ kind }) => allows(kind)).map((mark) => {
      const fits = mark.kind === "text" && "width" in patch;
      const own = this.layers.pages.get(mark.page)?.own ?? 0;
      const rect = fits ? fitted(mark.geometry.rect, mark.body, patch.width, own) : null;
      return [mark.client_id, rect ? { ...patch, geometry: { rect } } : patch];
    });
    this.history.changeAll(changes);
  }

  /** The next tap says where the chosen marks go. Event "placing" on the surface. */
  askPlace() {
    if (this.marks.length) this.#place(!this.placing);
  }

  #place(on) {
    if (this.placing === on) return;
    this.placing = on;
    this.surface.dispatchEvent(new CustomEvent("placing"));
  }

  #moveTo(page, [x, y]) {
    const here = this.marks.filter((mark) => mark.page === page);
    this.#place(false);
    if (!here.length) return;
    const boxes = here.map(boundsOf);
    const left = Math.min(...boxes.map(([x0]) => x0));
    const top = Math.max(...boxes.map(([, , , y1]) => y1));
    this.moveBy(round2(x - left), round2(y - top));
  }

  #endDrag() {
    cancelAnimationFrame(this.drag?.frame);
    this.drag = null;
    this.band?.remove();
  }

  /** A second finger came down, or Escape: nothing was moved. */
  drop() {
    if (!this.drag) return;
    this.#endDrag();
    this.layers.shift(0, 0);
  }
}

const boxOf = ([ax, ay], [bx, by]) => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
