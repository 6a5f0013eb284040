/** The reader as a reading device: where one is, the panel beside the paper, what the network does. */
import { csrfToken } from "ecabinet/http";
import { toast } from "ecabinet/toast";

import { Places } from "./page/places.js";
import { Outline } from "./panel/outline.js";
import { Panel } from "./panel/panel.js";
import { Thumbs } from "./panel/thumbs.js";
import { wantedInHash } from "./memory.js";

const TROUBLE = { network: "reader-trouble-network", server: "reader-trouble-server" };
export const REFUSALS = {
  gone: "reader-gone",
  missing: "reader-file-missing",
  "signed-out": "reader-sign-in-again",
};

/** What the address asks for, once: whoever reads on and loads the page again is not thrown back there. */
function takeHash() {
  const asked = wantedInHash(location.hash);
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  return asked;
}

/** PUT that survives the closing of the page; the answer, or null when it did not arrive. */
async function putPlace(url, body, last) {
  try {
    const response = await fetch(url, {
      method: "PUT",
      keepalive: last,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify(body),
    });
    if (response.status === 404 || response.status === 422) return {}; // no longer anybody's place
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    return null;
  }
}

export class Reading {
  /** `reader`: the element, with its parts made. */
  constructor({ reader, settings, source, t, signal }) {
    Object.assign(this, { reader, settings, source, t });
    const { viewer, memory } = reader;
    this.places = new Places({
      version: settings.version, url: settings.place_url, memory, put: putPlace,
    });
    this.thumbs = new Thumbs({
      root: reader.part("thumbs"),
      viewer,
      address: (page) => settings.picture_url.replace("/pages/0/", `/pages/${page}/`),
      nameOf: (page) => viewer.nameOf(page),
      onChosen: (page) => this.#goFromPanel(() => (viewer.page = page)),
      signal,
    });
    this.outline = new Outline({
      root: reader.part("outline"),
      empty: reader.part("outline-empty"),
      t,
      onChosen: (entry) => this.#goFromPanel(() => viewer.follow(entry)),
      signal,
    });
    this.panel = new Panel({
      root: reader.part("panel"),
      opener: reader.querySelector('[data-act="panel"]'),
      memory,
      signal,
      onClosed: () => reader.surface.focus({ preventScroll: true }),
      onShow: {
        pages: (focus) => this.thumbs.show(focus),
        contents: (focus) => viewer.document && this.outline.show(viewer.document, focus),
        papers: (focus) => this.#showPapers(focus),
        marks: (focus) => (focus ? reader.list.toggle(true) : reader.list.render()),
      },
    });
    source.addEventListener("trouble", ({ detail }) => this.#trouble(detail), { signal });
    const flush = () => this.places.flush();
    window.addEventListener("online", flush, { signal });
    window.addEventListener("hashchange", () => this.#obeyHash(), { signal });
    window.addEventListener("pagehide", () => this.remember(true), { signal });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.remember(true);
    }, { signal });
    viewer.on("updateviewarea", () => this.remember());
    this.acts = this.#acts();
  }

  #acts() {
    const { reader, panel } = this;
    const paper = (which) => {
      const way = reader.querySelector(`a[data-paper="${which}"]`);
      if (!way) return false;
      way.click();
      return true;
    };
    return {
      panel: () => panel.toggle(),
      "panel-close": () => panel.close(),
      contents: () => panel.toggle("contents"),
      papers: () => panel.toggle("papers"),
      marks: () => panel.toggle("marks"),
      "two-pages": () => this.#turnSpread(),
      "text-view": () => this.#readText(),
      "retry-file": () => this.source.retry(),
      "paper-step": (name) => paper(name === "<" ? "previous" : "next"),
    };
  }

  /** The pages exist: labels, then the place of the address, else the one left last. */
  begin() {
    const { reader, settings } = this;
    const { viewer } = reader;
    const { place, fromOther, isEarlier } = this.places.begin(settings.place);
    if (place?.spread) viewer.spread = true;
    viewer.scale = place?.scale ?? "page-width";
    if (place?.rotation) viewer.turn(place.rotation);
    const asked = takeHash();
    if (asked.page) viewer.page = asked.page;
    else if (place?.page) {
      viewer.goTo({ ...place, page: Math.min(place.page, viewer.count) });
      const words = isEarlier ? "reader-came-from-earlier" : "reader-came-from-other";
      if (fromOther && place.page > 1) toast(this.t(words, { page: place.page }), "good");
    }
    this.cameBack = true;
    if (asked.search) reader.findBar.show(asked.search);
    reader.toggleAttribute("data-spread", viewer.spread);
    const after = reader.part("after");
    if (after) after.hidden = false;
    this.panel.restore();
    reader.toolbar.showPage();
    reader.toolbar.showScale();
    viewer.loadLabels().then(() => reader.toolbar.showPage());
    this.places.flush();
  }

  remember(last = false) {
    const { viewer } = this.reader;
    if (!this.cameBack || !viewer.place) return;
    clearTimeout(this.remembering);
    const write = () => {
      const { place, rotation, fit, spread } = viewer;
      if (!place) return;
      const scale = ["page-width", "page-fit"].includes(fit) ? fit : viewer.scale;
      const { page, left, top } = place;
      this.places.keep({ page, left, top, scale, rotation, spread }, last);
    };
    if (last) {
      viewer.settle(); // who turned the page and was gone before the next frame did turn it
      write();
    } else this.remembering = setTimeout(write, 400);
  }

  /** Nothing is remembered of a paper that was taken back. */
  forget() {
    clearTimeout(this.remembering);
    this.cameBack = false;
    this.panel.close();
  }

  /** The file was refused for good while reading on. */
  refuse(reason) {
    const { reader } = this;
    reader.part("failure-words").textContent = this.t(REFUSALS[reason] ?? "reader-failure");
    reader.part("failure").hidden = false;
    reader.part("loading").hidden = true;
    this.#trouble("");
  }

  #obeyHash() {
    const { viewer, findBar } = this.reader;
    const { page, search } = takeHash();
    if (page) viewer.page = page;
    if (search) findBar.show(search);
  }

  #goFromPanel(go) {
    go();
    if (this.panel.covers) this.panel.close();
  }

  #showPapers(focus) {
    const root = this.reader.querySelector('[data-panel="papers"]');
    const current = root.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest" });
    if (focus) (current ?? root.querySelector("a"))?.focus({ preventScroll: true });
  }

  #turnSpread() {
    const { viewer } = this.reader;
    viewer.spread = !viewer.spread;
    viewer.scale = viewer.spread ? "page-fit" : "page-width";
    this.reader.toggleAttribute("data-spread", viewer.spread);
    this.reader.querySelector('[data-act="two-pages"]').setAttribute("aria-pressed", String(viewer.spread));
  }

  #readText() {
    this.remember(true);
    const url = new URL(this.settings.text_url, document.baseURI);
    url.searchParams.set("page", this.reader.viewer.page);
    location.assign(url);
  }

  #trouble(kind) {
    const { reader } = this;
    reader.part("trouble-words").textContent = kind ? this.t(TROUBLE[kind]) : "";
    reader.part("trouble").hidden = !kind;
  }
}
