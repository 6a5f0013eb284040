/**
 * The marks over the pages: two SVG elements per page (below: marker and highlight, multiplied with
 * the page; above: ink and notes), mounted anew whenever PDF.js renders the page.
 */
import { chosenFrame, liesBelow, markGroup, strokePath, svg, drawStroke } from "./shapes.js";

/** Points in one settled piece of a growing stroke, and how many a piece shares with the last. */
const PIECE = 60;
const OVERLAP = 8;

export class Layers {
  constructor({ viewer, store, isShown = () => true }) {
    Object.assign(this, { viewer, store, isShown });
    this.pages = new Map();
    this.chosen = null;
    this.growing = new Map();
    viewer.onPageRendered((number, view) => this.#mount(number, view));
    viewer.onPagesGone(() => this.pages.clear());
    store.addEventListener("upsert", ({ detail }) => this.#show(detail.mark));
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
      nodes: new Map(),
    });
    for (const mark of this.store.onPage(number)) this.#show(mark);
    for (const stroke of this.growing.values()) if (stroke.page === number) this.#grow(stroke);
    if (this.chosen) this.choose(this.chosen);
  }

  #show(mark) {
    const page = this.pages.get(mark.page);
    if (!page) return;
    page.nodes.get(mark.client_id)?.remove();
    page.nodes.delete(mark.client_id);
    if (!this.isShown(mark)) return;
    const node = markGroup(mark, page.rotation);
    page.nodes.set(mark.client_id, node);
    (liesBelow(mark.kind) ? page.belowGroup : page.aboveGroup).append(node);
    this.end(mark.client_id);
    if (this.chosen === mark.client_id) this.choose(mark.client_id);
  }

  #hide(mark) {
    const page = this.pages.get(mark.page);
    page?.nodes.get(mark.client_id)?.remove();
    page?.nodes.delete(mark.client_id);
    if (this.chosen === mark.client_id) this.choose(null);
  }

  /** The eraser has touched the mark; it goes when the eraser is lifted. */
  fade(mark) {
    this.pages.get(mark.page)?.nodes.get(mark.client_id)?.classList.add("is-fading");
  }

  /** Draw everything again, as after a change of filter. */
  redraw() {
    for (const number of this.pages.keys()) {
      for (const mark of this.store.onPage(number)) this.#show(mark);
    }
  }

  /** Frame the mark, or none. */
  choose(clientId) {
    this.frame?.remove();
    this.frame = null;
    this.chosen = clientId;
    const mark = clientId && this.store.get(clientId);
    const page = mark && this.pages.get(mark.page);
    if (!page) return;
    this.frame = chosenFrame(mark);
    page.aboveGroup.append(this.frame);
  }

  /** Show a stroke that is still growing. `stroke`: {id, page, kind, color, width, points, author?}. */
  grow(stroke) {
    this.growing.set(stroke.id, stroke);
    this.#grow(stroke);
  }

  #grow(stroke) {
    const page = this.pages.get(stroke.page);
    if (!page) return;
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

  rectOf(number) {
    const page = this.pages.get(number);
    return (page?.above ?? this.viewer.pageView(number).div).getBoundingClientRect();
  }
}
