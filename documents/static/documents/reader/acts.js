/** What the buttons and keys of the reader do. */
import { byPlace, hits, round2 } from "./drawing/geometry.js";
import { WIDTHS } from "./marks/tools.js";

const STEP = 1.2;
/** Points by which a text box grows with each press. */
const WIDER = 20;
const NUDGE = { ArrowUp: [0, 6], ArrowDown: [0, -6], ArrowLeft: [-6, 0], ArrowRight: [6, 0] };

export class Acts {
  constructor(reader) {
    this.reader = reader;
    const { viewer, tools, findBar } = reader;
    const menu = reader.part("menu");
    const reading = Object.fromEntries(
      Object.entries(reader.reading.acts).map(([name, act]) => [name, (given) => {
        if (menu) menu.open = false;
        return act(given);
      }]),
    );
    const help = reader.part("help");
    const viewAct = (then) => () => {
      then();
      if (menu) menu.open = false;
    };
    const shared = {
      undo: () => this.#replay(true),
      redo: () => this.#replay(false),
      find: () => findBar.open(),
      ...reading,
      rotate: viewAct(() => viewer.turn(90)),
      dark: viewAct(() => this.#dark()),
      help: viewAct(() => help.showModal()),
      "fit-page-width": viewAct(() => (viewer.scale = "page-width")),
      "fit-page-fit": viewAct(() => (viewer.scale = "page-fit")),
    };
    this.buttons = {
      ...shared,
      "page-previous": () => viewer.previous(),
      "page-next": () => viewer.next(),
      "zoom-in": () => viewer.zoom(STEP, this.#middle()),
      "zoom-out": () => viewer.zoom(1 / STEP, this.#middle()),
      "rotate-left": viewAct(() => viewer.turn(-90)),
      "help-close": () => help.close(),
      "retry-refused": () => reader.outbox.retryRefused(),
      "show-marks": () => reader.filter.clear(),
      "mark-edit": () => this.#openChosen(),
      "mark-place": () => reader.select.askPlace(),
      "mark-narrower": () => reader.select.widen(-WIDER),
      "mark-wider": () => reader.select.widen(WIDER),
      "mark-remove": () => this.#removeChosen(),
    };
    this.keys = {
      ...shared,
      "tool-read": () => tools.take("read"),
      "tool-pen": () => tools.take("pen"),
      "tool-marker": () => tools.take("marker"),
      "tool-eraser": () => tools.take("eraser"),
      "tool-select": () => tools.take("select"),
      "text-here": () => this.#textHere(),
      "marks-hide": () => reader.filter.set({ hidden: !reader.filter.hidden }),
      "select-page": () => this.#selectPage(),
      highlight: () => reader.selectionBar.highlightNow() || tools.take("highlight"),
      "note-here": () => this.#noteHere(),
      color: (name) => reader.toolbar.pickColor(Number(name) - 1),
      width: (name) => this.#width(name === "]" ? 1 : -1),
      audience: () => reader.querySelector('input[name="reader-audience"]:checked')?.focus(),
      "mark-step": (name) => this.#stepMark(name === "." ? 1 : -1),
      "mark-open": () => this.#openChosen(),
      "mark-move": (name) => this.#moveMarks(NUDGE[name.replace("Alt+", "")]),
      "mark-width": (name) => reader.select.widen(name.endsWith("Right") ? WIDER : -WIDER),
      "mark-delete": () => this.#removeChosen(),
      "find-step": (name) => findBar.step(name.startsWith("Shift")),
      "page-step": (name) =>
        this.#moveSelected(name) || (name === "ArrowRight" ? viewer.next() : viewer.previous()),
      "page-end": (name) => (viewer.page = name === "Home" ? 1 : viewer.count),
      "page-go": () => reader.part("page").focus(),
      "zoom-step": (name) => viewer.zoom(name === "+" ? STEP : 1 / STEP, this.#middle()),
      escape: () => this.#escape(),
    };
  }

  #middle() {
    const { left, top, width, height } = this.reader.surface.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }

  #dark() {
    const on = this.reader.toggleAttribute("data-dark");
    this.reader.memory.write("dark", on);
  }

  #width(step) {
    const { tools, toolbar } = this.reader;
    const widths = WIDTHS[toolbar.styled];
    const next = widths?.[widths.indexOf(toolbar.width ?? tools.width) + step];
    if (next) toolbar.pickWidth(next);
  }

  #escape() {
    const { card, findBar, reading, tools, layers, pointer, select, textDrag } = this.reader;
    if (pointer.busy) pointer.drop();
    else if (select.drag) select.drop();
    else if (select.placing) select.askPlace();
    else if (textDrag.start) textDrag.forget();
    else if (card.isOpen) card.close();
    else if (findBar.isOpen) findBar.close();
    else if (reading.panel.isOpen) reading.panel.close();
    else if (layers.chosen) layers.choose(null);
    else tools.take("read");
  }

  /** Undo or redo, seen; asked before by what more people would see a mark. */
  async #replay(isUndo) {
    const entry = await this.reader.history.replay(isUndo, this.reader.mayWiden);
    const page = entry?.[0]?.draft?.page ?? this.reader.store.get(entry?.[0]?.mark)?.page;
    if (page && !this.reader.layers.pages.has(page)) this.reader.viewer.page = page;
  }

  newNote(page, at, quote = "") {
    const { tools, card } = this.reader;
    card.openNew({ ...tools.draft(page, { at: at.map(round2) }, "note"), width: 0, quote });
    if (tools.tool === "note") tools.take("read");
  }

  /** By keyboard: a point so far across, in the middle of what is seen of the current page. */
  middleOfPage(across) {
    const { viewer, layers, surface } = this.reader;
    const frame = surface.getBoundingClientRect();
    const page = layers.rectOf(viewer.page);
    const top = Math.max(frame.top, page.top);
    const bottom = Math.min(frame.bottom, page.bottom);
    return layers.toPdf(viewer.page, page.left + page.width * across, (top + bottom) / 2, page);
  }

  #noteHere() {
    const { viewer, tools } = this.reader;
    if (tools.mayAnnotate) this.newNote(viewer.page, this.middleOfPage(0.88));
  }

  #textHere() {
    const { viewer, tools, textBox } = this.reader;
    if (!tools.mayAnnotate) return;
    tools.take("text");
    textBox.openAt(viewer.page, this.middleOfPage(0.35));
  }

  #selectPage() {
    const { tools, store, viewer, layers } = this.reader;
    if (tools.tool !== "select") return false;
    const seen = store.onPage(viewer.page).filter((mark) => mark.mine && layers.isShown(mark));
    layers.choose(seen.map(({ client_id: id }) => id));
    return true;
  }

  #openChosen() {
    const { layers, card, textBox, store, tools } = this.reader;
    const mark = layers.chosen && store.get(layers.chosen);
    if (!mark) return false;
    if (mark.kind === "text" && mark.mine && tools.tool === "select") textBox.openMark(mark.client_id);
    else card.open(mark.client_id);
    return true;
  }

  #removeChosen() {
    const { layers, history } = this.reader;
    if (!layers.selected.length) return false;
    history.remove(...layers.selected);
    return true;
  }

  /** With the select tool plain arrows move what is chosen. */
  #moveSelected(name) {
    const { tools, select } = this.reader;
    return tools.tool === "select" && select.marks.length > 0 && this.#moveMarks(NUDGE[name]);
  }

  /** A tap: place a note with its tool; while reading open the mark under it, topmost first. */
  clicked(event) {
    const { tools, layers, store, card } = this.reader;
    const pageElement = event.target.closest?.(".page");
    if (!pageElement || event.target.closest("a")) return;
    const page = Number(pageElement.dataset.pageNumber);
    const [x, y] = layers.toPdf(page, event.clientX, event.clientY);
    if (tools.tool === "note") {
      this.newNote(page, [x, y]);
      return;
    }
    if (tools.tool === "text") {
      this.#textAt(page, [x, y]);
      return;
    }
    if (tools.tool !== "read" || !(document.getSelection()?.isCollapsed ?? true)) return;
    const under = store.onPage(page).filter((mark) => layers.isShown(mark) && hits(mark, x, y, 5));
    const rank = ({ kind }) => ["note", "text", "ink", "marker", "highlight"].indexOf(kind);
    under.sort((a, b) => rank(a) - rank(b));
    if (under.length) card.open(under[0].client_id, { focus: false });
    else if (card.isOpen) card.save();
  }

  /** A tap with the text tool: on a box of mine to write on it, elsewhere for a new one. */
  #textAt(page, at) {
    const { store, layers, textBox } = this.reader;
    const box = store.onPage(page).find((mark) => mark.mine && mark.kind === "text" && layers.isShown(mark) && hits(mark, ...at, 2));
    if (box) textBox.openMark(box.client_id);
    else textBox.openAt(page, at);
  }

  jump(clientId) {
    const { viewer, store, layers } = this.reader;
    const mark = store.get(clientId);
    if (!mark) return;
    const [x, y] = this.#anchor(mark);
    viewer.show(mark.page, [x, y]);
    layers.choose(clientId);
  }

  #anchor({ kind, geometry }) {
    if (kind === "note") return geometry.at;
    if (kind === "text") return [geometry.rect[0], geometry.rect[3]];
    if (kind === "highlight") return geometry.quads[0].slice(0, 2);
    return geometry.points[0].slice(0, 2);
  }

  #stepMark(step) {
    const { store, layers } = this.reader;
    const marks = store.all.filter((mark) => layers.isShown(mark)).sort(byPlace);
    if (marks.length === 0) return;
    const at = marks.findIndex((mark) => mark.client_id === layers.chosen);
    const first = step > 0 ? 0 : marks.length - 1;
    const next = at < 0 ? first : (at + step + marks.length) % marks.length;
    this.jump(marks[next].client_id);
  }

  #moveMarks([dx, dy]) {
    const { select } = this.reader;
    if (!select.marks.length) return false;
    select.moveBy(dx, dy);
    return true;
  }
}
