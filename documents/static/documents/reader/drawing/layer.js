/**
 * The marks over the pages: two SVG elements per page (below: marker and highlight, multiplied with
 * the page; above: ink and notes), mounted anew whenever PDF.js renders the page.
 */
import { chosenFrame, liesBelow, markGroup, strokePath, svg, drawStroke } from "./shapes.js";

/** Points in one settled piece of a growing stroke, and how many a piece shares with the last. */
const PIECE = 60;
const OVERLAP = 8;

/** All that decides how a mark is drawn. */
const lookOf = ({ kind, geometry, color, width, body, prepared_for: prepared, carried }) =>
  JSON.stringify([kind, geometry, color, width, body ?? "", Boolean(prepared), carried === "look"]);

export class Layers extends EventTarget {
  constructor({ viewer, store, isShown = () => true }) {
    super();
    Object.assign(this, { viewer, store, isShown });
    this.pages = new Map();
    this.selected = [];
    this.frames = [];
    this.growing = new Map();
    viewer.onPageRendered((number, view) => this.#mount(number, view));
    viewer.onPagesGone(() => this.pages.clear());
    store.addEventListener("upsert", ({ detail }) => this.#changed(detail));
    store.addEventListener("removed", ({ detail }) => this.#hide(detail.mark));
  }

  #mount(number, view) {
    const old = this.pages.get(number);
    old?.below.remove();
    old?.above.remove();
    const viewport = view.viewport.clone({ scale: 1 });
    const make = (place) => {
      const root = svg("svg", {
        viewBox: `0 0 ${viewport.width} ${viewport.height}`,
        preserveAspectRatio: "none",
        class: `reader-layer reader-layer-${place}`,
        "aria-hidden": "true",
      });
      const group = svg("g", { transform: `matrix(${viewport.transform.join(" ")})` });
      root.append(group);
      view.div.append(root);
      return { root, group };
    };
    const below = make("below");
    const above = make("above");
    this.pages.set(number, {
      below: below.root,
      above: above.root,
      belowGroup: below.group,
      aboveGroup: above.group,
      rotation: viewport.rotation,
      // How the page itself stands, whatever way the reader has turned it: text stands with it.
      own: view.pdfPageRotate ?? 0,
      nodes: new Map(),
      looks: new Map(),
    });
    for (const mark of this.store.onPage(number)) this.#show(mark);
    for (const stroke of this.growing.values()) if (stroke.page === number) this.#grow(stroke);
    if (this.selected.length) this.choose(this.selected);
  }

  /** Placed on another page, a mark is on the one before no more. */
  #changed({ mark, before }) {
    const isElsewhere = before && before.page !== mark.page;
    if (isElsewhere) this.#erase(before);
    this.#show(mark);
    if (isElsewhere && this.selected.includes(mark.client_id)) this.choose(this.selected);
  }

  #show(mark) {
    const page = this.pages.get(mark.page);
    if (!page) return;
    const look = lookOf(mark);
    const old = page.nodes.get(mark.client_id);
    if (old && page.looks.get(mark.client_id) === look && this.#isAsDrawn(old) && this.isShown(mark)) {
      // Sent and stored meanwhile: nothing to draw, and no page to paint.
      old.dataset.sync = mark.sync ?? "saved";
      return;
    }
    old?.remove();
    page.nodes.delete(mark.client_id);
    if (!this.isShown(mark)) return;
    const node = markGroup(mark, page.rotation, page.own);
    page.nodes.set(mark.client_id, node);
    page.looks.set(mark.client_id, look);
    (liesBelow(mark.kind) ? page.belowGroup : page.aboveGroup).append(node);
    this.end(mark.client_id);
    if (this.selected.includes(mark.client_id)) this.choose(this.selected);
  }

  /** Neither moved by hand nor touched by the eraser since. */
  #isAsDrawn(node) {
    return !node.hasAttribute("transform") && !node.classList.contains("is-fading");
  }

  #erase({ page: number, client_id: id }) {
    const page = this.pages.get(number);
    page?.nodes.get(id)?.remove();
    page?.nodes.delete(id);
  }

  #hide(mark) {
    this.#erase(mark);
    if (this.selected.includes(mark.client_id)) {
      this.choose(this.selected.filter((id) => id !== mark.client_id));
    }
  }

  /** The eraser has touched the mark; it goes when the eraser is lifted. `on` false: it stays after all. */
  fade(mark, on = true) {
    this.pages.get(mark?.page)?.nodes.get(mark.client_id)?.classList.toggle("is-fading", on);
  }

  /** Draw everything again, as after a change of filter. */
  redraw() {
    for (const [number, { looks }] of this.pages) {
      looks.clear();
      for (const mark of this.store.onPage(number)) this.#show(mark);
    }
    for (const stroke of this.growing.values()) this.#grow(stroke);
  }

  /** The first of the chosen marks, or null. */
  get chosen() {
    return this.selected[0] ?? null;
  }

  /** Frame a mark, several, or none. Event "choose" after it. */
  choose(clientIds) {
    for (const frame of this.frames) frame.remove();
    this.frames = [];
    const ids = Array.isArray(clientIds) ? clientIds : [clientIds];
    this.selected = ids.filter((id) => id && this.store.get(id));
    for (const id of this.selected) {
      const mark = this.store.get(id);
      const page = this.pages.get(mark.page);
      if (!page) continue;
      const frame = chosenFrame(mark, this.selected.length === 1 && mark.mine);
      frame.dataset.frame = id;
      page.aboveGroup.append(frame);
      this.frames.push(frame);
    }
    this.dispatchEvent(new CustomEvent("choose"));
  }

  /** Show the chosen marks moved by (dx, dy) points, before the move is made. */
  shift(dx, dy) {
    const by = `translate(${dx} ${dy})`;
    for (const id of this.selected) {
      this.pages.get(this.store.get(id)?.page)?.nodes.get(id)?.setAttribute("transform", by);
    }
    for (const frame of this.frames) frame.setAttribute("transform", by);
  }

  /** Show a stroke that is still growing. `stroke`: {id, page, kind, color, width, points, author?}. */
  grow(stroke) {
    this.growing.set(stroke.id, stroke);
    this.#grow(stroke);
  }

  #grow(stroke) {
    const page = this.pages.get(stroke.page);
    if (!page) return;
    if (!this.isShown(stroke)) {
      stroke.node?.remove();
      stroke.label?.remove();
      return;
    }
    if (!stroke.node?.isConnected) {
      stroke.node = svg("g", { class: `reader-growing reader-growing-${stroke.kind}` });
      stroke.tail = strokePath({ ...stroke, points: [] }, false);
      stroke.node.append(stroke.tail);
      stroke.settled = 0;
      (liesBelow(stroke.kind) ? page.belowGroup : page.aboveGroup).append(stroke.node);
    }
    // A long stroke is drawn in pieces, so that a frame costs the same at its end as at its start.
    while (stroke.points.length - stroke.settled > 2 * PIECE) {
      const piece = strokePath(this.#piece(stroke, stroke.settled + PIECE), true);
      stroke.tail.before(piece);
      stroke.settled += PIECE;
    }
    drawStroke(stroke.tail, this.#piece(stroke), stroke.done === true);
    if (stroke.author) this.#name(stroke, page);
  }

  /** The points from a little before the settled part on, up to `end`. */
  #piece(stroke, end) {
    return { ...stroke, points: stroke.points.slice(Math.max(0, stroke.settled - OVERLAP), end) };
  }

  /** The writer's name beside the tip of the stroke. */
  #name(stroke, page) {
    const [x, y] = stroke.points.at(-1) ?? [0, 0];
    if (!stroke.label?.isConnected) {
      stroke.label = svg("g", { class: "reader-author" });
      const text = svg("text", { x: 8, y: -6 });
      text.textContent = stroke.author.name;
      stroke.label.append(text);
      page.aboveGroup.append(stroke.label);
    }
    const turn = `translate(${x} ${y}) scale(1 -1) rotate(${-page.rotation})`;
    stroke.label.setAttribute("transform", turn);
  }

  /** Take a growing stroke away (it is stored now, or was dropped). */
  end(id) {
    const stroke = this.growing.get(id);
    if (!stroke) return;
    stroke.node?.remove();
    stroke.label?.remove();
    this.growing.delete(id);
  }

  /** Screen point to PDF point of that page; `rect` may be given to spare a layout. */
  toPdf(number, clientX, clientY, rect = this.rectOf(number)) {
    const { viewport } = this.viewer.pageView(number);
    const x = ((clientX - rect.left) * viewport.width) / rect.width;
    const y = ((clientY - rect.top) * viewport.height) / rect.height;
    return viewport.convertToPdfPoint(x, y);
  }

  /** PDF point to screen point. */
  toScreen(number, x, y) {
    const { viewport } = this.viewer.pageView(number);
    const rect = this.rectOf(number);
    const [vx, vy] = viewport.convertToViewportPoint(x, y);
    return [
      rect.left + (vx * rect.width) / viewport.width,
      rect.top + (vy * rect.height) / viewport.height,
    ];
  }

  /** How many pixels of the screen a point of the PDF measures on that page. */
  scaleOf(number, rect = this.rectOf(number)) {
    const { viewport } = this.viewer.pageView(number);
    return (rect.width / viewport.width) * viewport.scale;
  }

  rectOf(number) {
    const page = this.pages.get(number);
    return (page?.above ?? this.viewer.pageView(number).div).getBoundingClientRect();
  }
}
