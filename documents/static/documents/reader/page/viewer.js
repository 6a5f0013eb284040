/** PDF.js set up for the reader: continuous pages, text layer, links, find; legacy build for tablets. */
import "pdfjs";

import { usefulLabels } from "./labels.js";

const pdfjs = globalThis.pdfjsLib;

export const SMALLEST = 0.25;
export const LARGEST = 6;
/** A file up to this size is fetched to its end in the background: the network may go later. */
const EAGER_BYTES = 24 * 1024 * 1024;

/** What PDF.js asks of a translator; its few words are said by the reader itself. */
const silent = (language) => ({
  getLanguage: () => language,
  getDirection: () => "ltr",
  get: async (_ids, _args, fallback) => fallback ?? "",
  translate: async () => {},
  translateOnce: async () => {},
  destroy: async () => {},
  pause: () => {},
  resume: () => {},
});

/**
 * `worker`: URL of pdf.worker.min.mjs of the legacy build; everything else of pdfjs-dist is found
 * beside it. `makeFind(web, options)` answers the find controller, `pageName(number)` a page's name.
 */
export async function openViewer({ container, pages, worker, language, makeFind, pageName }) {
  const base = new URL("../../", new URL(worker, document.baseURI));
  pdfjs.GlobalWorkerOptions.workerSrc = worker;
  // The viewer module reads globalThis.pdfjsLib, so it must come second.
  const web = await import(new URL("legacy/web/pdf_viewer.mjs", base).href);
  return new Viewer({ web, base, container, pages, language, makeFind, pageName });
}

export class Viewer {
  constructor({ web, base, container, pages, language, makeFind, pageName }) {
    Object.assign(this, { web, base, container, pageName });
    this.labels = null;
    this.bus = new web.EventBus();
    this.links = new web.PDFLinkService({
      eventBus: this.bus,
      externalLinkTarget: web.LinkTarget.BLANK,
    });
    this.find = makeFind(web, { eventBus: this.bus, linkService: this.links });
    this.view = new web.PDFViewer({
      container,
      viewer: pages,
      eventBus: this.bus,
      linkService: this.links,
      findController: this.find,
      l10n: silent(language),
      annotationEditorMode: pdfjs.AnnotationEditorType.DISABLE,
      annotationMode: pdfjs.AnnotationMode.ENABLE,
      supportsPinchToZoom: false,
    });
    this.links.setViewer(this.view);
    this.bus.on("pagesinit", () => this.#namePages());
    this.document = null;
    this.resizing = new ResizeObserver(() => this.#refit());
    this.resizing.observe(container);
  }

  /** The window changed (turned tablet, list opened): a fitted page fits again, at the same place. */
  #refit() {
    if (!this.count || !["page-width", "page-fit"].includes(this.fit)) return;
    const { place } = this;
    this.scale = this.fit;
    if (place) this.goTo(place);
  }

  #namePages() {
    for (let number = 1; number <= this.count; number += 1) {
      this.pageView(number).div.setAttribute("aria-label", this.nameOf(number).full);
    }
  }

  /** {short: what stands under a small page, full: what is said of it}. */
  nameOf(number) {
    const short = this.labels?.[number - 1] || String(number);
    return { short, full: this.pageName(short) };
  }

  /** The paper's own numbering of its pages, if it says more than their count. */
  async loadLabels() {
    const labels = await this.document.getPageLabels().catch(() => null);
    this.labels = usefulLabels(labels, this.count);
    if (!this.labels) return;
    this.#namePages();
  }

  close() {
    this.resizing.disconnect();
    this.view.setDocument(null);
    this.document?.loadingTask.destroy();
  }

  /** Open the file of a `FileSource`; resolves when the pages exist. `worker`: one begun before. */
  async open(source, worker = null) {
    const at = (path) => new URL(path, this.base).href;
    const { total, ...where } = await source.parameters(pdfjs);
    const task = pdfjs.getDocument({
      ...where,
      ...(worker && { worker }),
      disableStream: true,
      disableAutoFetch: total > EAGER_BYTES,
      cMapUrl: at("cmaps/"),
      cMapPacked: true,
      standardFontDataUrl: at("standard_fonts/"),
      wasmUrl: at("wasm/"),
      iccUrl: at("iccs/"),
      enableXfa: false,
      isEvalSupported: false,
    });
    this.document = await task.promise;
    const ready = new Promise((resolve) => {
      this.bus.on("pagesinit", resolve, { once: true });
    });
    this.view.setDocument(this.document);
    this.links.setDocument(this.document);
    await ready;
  }

  /** `then(number, pageView)` whenever a page was drawn anew and lost what stood over it. */
  onPageRendered(then) {
    this.bus.on("pagerendered", ({ error, pageNumber, source }) => {
      // Far zoomed in, PDF.js also draws the visible detail; the page itself stays as it is.
      const view = this.pageView(pageNumber);
      if (!error && source === view) then(pageNumber, view);
    });
  }

  onPagesGone(then) {
    this.bus.on("pagesdestroy", then);
  }

  on(name, then) {
    this.bus.on(name, then);
  }

  pageView(number) {
    return this.view.getPageView(number - 1);
  }

  get page() {
    return this.view.currentPageNumber;
  }

  set page(number) {
    if (Number.isInteger(number) && number >= 1 && number <= this.count) {
      this.view.currentPageNumber = number;
    }
  }

  /** One page on, or one opening of two pages. */
  next() {
    this.view.nextPage();
  }

  previous() {
    this.view.previousPage();
  }

  get spread() {
    return this.view.spreadMode !== this.web.SpreadMode.NONE;
  }

  set spread(on) {
    const { NONE, ODD } = this.web.SpreadMode;
    if (on !== this.spread) this.view.spreadMode = on ? ODD : NONE;
  }

  /** Go where an entry of the outline points to. */
  follow({ dest, url }) {
    if (dest) this.links.goToDestination(dest);
    else if (url) window.open(url, "_blank", "noopener,noreferrer");
  }

  /** A canvas with the page, for where the server has no picture of it. */
  async drawSmall(number, width) {
    const page = await this.document.getPage(number);
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await page.render({ canvas, viewport }).promise;
    return canvas;
  }

  get count() {
    return this.view.pagesCount;
  }

  get scale() {
    return this.view.currentScale;
  }

  /** A number, "page-width" or "page-fit". */
  set scale(value) {
    this.view.currentScaleValue = String(value);
  }

  get fit() {
    return this.view.currentScaleValue;
  }

  /** Zoom by a factor, keeping the screen point `origin` [x, y] where it is. */
  zoom(factor, origin, drawingDelay = 0) {
    const wanted = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    if (Math.abs(wanted - this.scale) < 0.001) return;
    this.view.updateScale({ scaleFactor: wanted / this.scale, origin, drawingDelay });
  }

  turn(degrees) {
    this.view.pagesRotation = (this.view.pagesRotation + degrees + 360) % 360;
  }

  get rotation() {
    return this.view.pagesRotation;
  }

  /** Scroll so that the PDF point stands in the upper third of the window. */
  show(number, [x, y]) {
    this.view.scrollPageIntoView({
      pageNumber: number,
      destArray: [null, { name: "XYZ" }, x, y, null],
      allowNegativeOffset: true,
    });
    this.container.scrollTop -= this.container.clientHeight / 3;
  }

  /** The place in the paper, to come back to. */
  get place() {
    const location = this.view._location;
    return location
      ? { page: location.pageNumber, left: location.left, top: location.top, scale: location.scale }
      : null;
  }

  /** `place` is where one is now; otherwise it comes a frame later. */
  settle() {
    this.view.update();
  }

  goTo({ page, left, top }) {
    const destArray =
      top === undefined || top === null ? undefined : [null, { name: "XYZ" }, left, top, null];
    this.view.scrollPageIntoView({ pageNumber: page, destArray, allowNegativeOffset: true });
  }
}
