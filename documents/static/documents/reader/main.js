/** `<ec-reader>`: puts viewer, layers, tools, store and live room together. */
import { ask as confirm } from "ecabinet/confirm";
import { newIdempotencyKey as uuid } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { toast } from "ecabinet/toast";

import { keepMarksOf, tellContact, whenGone } from "documents/offline/reader";
import { SealedShelf, pageName, sendsItself } from "documents/offline/shelf";

import { Layers } from "./drawing/layer.js";
import { WetInk } from "./drawing/wet.js";
import { Card } from "./hand/card.js";
import { Later } from "./hand/later.js";
import { askForPlace } from "./hand/placing.js";
import { PointerInput } from "./hand/pointer.js";
import { SelectInput } from "./hand/select_input.js";
import { SelectionBar } from "./hand/selection_bar.js";
import { TextBox } from "./hand/text_box.js";
import { TextDrag } from "./hand/text_drag.js";
import { Toolbar } from "./hand/toolbar.js";
import { Exports } from "./marks/export.js";
import { MarkFilter } from "./marks/filter.js";
import { History } from "./marks/history.js";
import { Prepared } from "./marks/prepared.js";
import { Remote } from "./marks/remote.js";
import { AnnotationStore } from "./marks/store.js";
import { Tools } from "./marks/tools.js";
import { FindBar, makeFindController } from "./page/find.js";
import { takeBegun } from "./page/first.js";
import { Gestures } from "./page/gestures.js";
import { openViewer } from "./page/viewer.js";
import { Carried } from "./panel/carried.js";
import { MarksList } from "./panel/marks_list.js";
import { Outbox, RETRY_EVERY_MS } from "./queue/outbox.js";
import { Status } from "./queue/status.js";
import { Typing } from "./queue/typing.js";
import { ask, sendOperation } from "./queue/wire.js";
import { Acts } from "./acts.js";
import { Memory } from "./memory.js";
import { Reading } from "./reading.js";
import { fillHelp, listenForKeys } from "./shortcuts.js";

class Reader extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    this.ready = this.#start().catch((error) => {
      if (error.name === "AbortError") return;
      if (this.reading) this.reading.refuse(error.reason);
      else {
        this.part("failure").hidden = false;
        this.part("loading").hidden = true;
      }
      if (!error.reason) console.error(error);
    });
  }

  disconnectedCallback() {
    this.life.abort();
    this.viewer?.close();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  async #start() {
    const settings = JSON.parse(this.querySelector("script[data-reader-settings]").textContent);
    const { signal } = this.life;
    this.settings = settings;
    this.memory = new Memory(settings.me.person_id);
    this.surface = this.part("surface");
    const { source, worker } = takeBegun(settings.file_url, signal);
    this.source = source;
    this.viewer = await openViewer({
      container: this.surface,
      pages: this.part("pages-root"),
      worker: settings.worker,
      language: document.documentElement.lang || "vi",
      makeFind: makeFindController,
      pageName: (page) => t("reader-on-page", { page }),
    });
    this.#makeParts(settings, signal);
    await this.viewer.open(source, worker);
    this.part("loading").hidden = true;
    this.reading.begin();
    await this.outbox.open();
    const [isLoaded] = await Promise.all([this.store.load(), this.carried.load()]);
    this.outbox.flush();
    if (settings.may_annotate) await this.#resumeTyping(isLoaded);
    this.dataset.ready = "";
  }

  /** What was being typed when the page was left: the latest of it opens, the rest waits for its turn. */
  async #resumeTyping(isLoaded) {
    for (const left of (await this.typing.left()).reverse()) {
      // Without the marks nobody can tell what became of the one that was written on.
      if (left.mark && !isLoaded && !this.store.get(left.mark)) continue;
      if (!this.layers.pages.has(left.draft.page)) this.viewer.page = left.draft.page;
      if (!this.card.resume(left)) continue;
      toast(t("reader-words-back"), "info");
      return;
    }
  }

  #makeParts(settings, signal) {
    const { viewer, memory } = this;
    const shelf = new SealedShelf(String(settings.me.person_id));
    sendsItself(signal);
    this.outbox = new Outbox({ shelf, send: sendOperation });
    this.store = new AnnotationStore({
      me: settings.me,
      versionId: settings.version,
      url: settings.annotations_url,
      itemUrl: settings.annotation_url,
      outbox: this.outbox,
      request: ask,
      uuid,
      principals: settings.principals,
      title: this.querySelector("h1")?.textContent ?? "",
    });
    this.typing = new Typing({ outbox: this.outbox, version: settings.version, title: this.store.title, page: pageName(signal) });
    keepMarksOf({ store: this.store, url: settings.annotations_url, signal });
    whenGone(settings.version, () => this.#takenBack(), signal);
    this.later = new Later({ signal });
    this.history = new History(this.store, () => this.later.flush());
    this.tools = new Tools({
      audiences: settings.audiences,
      mayAnnotate: settings.may_annotate,
      memory,
      nameOf: (word) => this.#personOf(word)?.name ?? "",
    });
    this.filter = new MarkFilter({ memory });
    this.layers = new Layers({
      viewer,
      store: this.store,
      isShown: (mark) => this.filter.shows(mark),
    });
    this.#followFilter(signal);
    const common = { store: this.store, layers: this.layers, history: this.history, t, signal };
    const words = { typing: this.typing, uuid, say: (key) => toast(t(key), "wait") };
    const when = this.#dates();
    const audienceName = (word, mark) => this.#audienceName(word, mark);
    this.mayWiden = (word, mark) =>
      confirm(t("reader-confirm-wider", { audience: audienceName(word, mark) }), t("reader-confirm-yes"));
    this.prepared = new Prepared({
      ...common,
      me: settings.me,
      annotationsUrl: settings.annotations_url,
      itemUrl: settings.annotation_url,
      ask,
      toast,
    });
    this.card = new Card({
      ...common,
      ...words,
      when,
      audienceName,
      mayWiden: this.mayWiden,
      prepared: this.prepared,
      root: this.part("card"),
      stage: this.part("stage"),
      audiences: settings.audiences,
      onClosed: () => this.surface.focus({ preventScroll: true }),
    });
    this.list = new MarksList({
      ...common,
      when,
      audienceName,
      filter: this.filter,
      prepared: this.prepared,
      root: this.part("list"),
      onJump: (mark) => this.acts.jump(mark),
      onRetry: () => this.outbox.retryRefused(),
    });
    this.findBar = new FindBar({
      root: this.part("find"),
      viewer,
      t,
      signal,
      onClose: () => this.surface.focus({ preventScroll: true }),
    });
    this.status = new Status({ root: this, outbox: this.outbox, t, signal });
    tellContact((words) => this.status.contact(words), t, signal);
    this.#listenToRoom(settings, signal);
    this.pointer = new PointerInput({
      ...common,
      surface: this.surface,
      wet: new WetInk({ stage: this.part("stage") }),
      tools: this.tools,
      later: this.later,
      uuid,
      onProgress: (stroke) => this.remote.progress(stroke),
    });
    const writes = (event) => this.pointer.writes(event);
    const hand = { ...common, surface: this.surface, tools: this.tools };
    this.textBox = new TextBox({ ...hand, ...words, stage: this.part("stage"), viewer });
    this.select = new SelectInput({ ...hand, writes, onOpen: () => this.acts.keys["mark-open"]() });
    this.reading = new Reading({ reader: this, settings, source: this.source, t, signal });
    this.source.addEventListener("lost", ({ detail }) => {
      if (detail === "gone") this.#takenBack();
      else this.reading.refuse(detail);
    }, { signal });
    this.acts = new Acts(this);
    this.#makeCarried(settings, signal);
    this.selectionBar = new SelectionBar({
      ...common,
      root: this.part("selection"),
      stage: this.part("stage"),
      pages: this.part("pages-root"),
      tools: this.tools,
      mayAnnotate: settings.may_annotate,
      onNote: (page, at, quote) => this.acts.newNote(page, at, quote),
      nameOf: (page) => viewer.nameOf(page).short,
      say: (key, params) => toast(t(key, params), "wait"),
    });
    this.textDrag = new TextDrag({
      surface: this.surface,
      tools: this.tools,
      signal,
      writes,
      onLifted: () => this.selectionBar.highlightNow(),
    });
    this.toolbar = new Toolbar({
      ...hand, root: this, viewer, select: this.select, say: toast, acts: this.acts.buttons,
    });
    new Exports({
      root: this.part("export"),
      opener: this.part("export-open"),
      url: settings.annotations_url.replace(/\/annotations$/, ""),
      store: this.store,
      outbox: this.outbox,
      onOpen: () => (this.part("menu").open = false),
      t,
      signal,
    });
    new Gestures({
      surface: this.surface,
      viewer,
      signal,
      fingersPan: () => this.tools.tool !== "read" && this.pointer.penSeen,
      onPinchStart: () => {
        this.pointer.drop();
        this.select.drop();
        this.textDrag.drop();
      },
    });
    this.#listen(signal);
  }

  /** What came from an earlier version, above the list of marks. */
  #makeCarried(settings, signal) {
    const { panel } = this.reading;
    this.carried = new Carried({
      root: this.part("carried"),
      pill: this.part("carried-pill"),
      url: settings.carried_url,
      itemUrl: settings.annotation_url,
      store: this.store,
      ask,
      toast,
      t,
      signal,
      jump: (mark) => this.acts.jump(mark),
      open: () => panel.show("marks", { focus: false }),
      uncover: () => panel.covers && panel.close(),
      place: () => {
        this.tools.take("read");
        this.card.close();
        return askForPlace({
          stage: this.part("stage"), surface: this.surface, layers: this.layers, t, signal,
          whereNow: () => ({ page: this.viewer.page, at: this.acts.middleOfPage(0.5) }),
        });
      },
    });
  }

  /** The person of "for-12". */
  #personOf(word) {
    return this.settings.principals.find(({ id }) => `for-${id}` === word);
  }

  /** An audience in words: "for-12" by the person's name. */
  #audienceName(word, mark) {
    if (!word.startsWith("for-")) return t(`reader-audience-${word}`);
    return t("reader-audience-for", { name: (this.#personOf(word) ?? mark?.prepared_for)?.name ?? "" });
  }

  /** What the filter leaves out is not on the page either, and the bar says so. */
  #followFilter(signal) {
    const { filter, history, layers, tools, store } = this;
    const show = () => {
      layers.choose(layers.selected.filter((id) => filter.shows(store.get(id))));
      layers.redraw();
      this.part("hidden").hidden = !filter.isOn;
    };
    filter.addEventListener("change", show, { signal });
    tools.addEventListener("change", () => {
      // Whoever writes wants to see what is written.
      if (filter.isOn && !["read", "select"].includes(tools.tool)) filter.clear();
    }, { signal });
    history.addEventListener("added", ({ detail }) => {
      if (!filter.shows(detail.mark)) filter.clear();
    }, { signal });
    store.addEventListener("anew", () => toast(t("reader-gone-elsewhere"), "wait"), { signal });
    store.addEventListener("both", () => toast(t("reader-both-kept"), "wait"), { signal });
    document.fonts?.ready.then(() => layers.redraw());
    this.part("hidden").hidden = !filter.isOn;
  }

  #listenToRoom(settings, signal) {
    this.remote = new Remote({
      live,
      room: settings.room,
      ownRoom: `person:${settings.me.person_id}`,
      store: this.store,
      layers: this.layers,
      signal,
      onRecalled: () => this.#takenBack(),
      onShut: () => {
        this.part("recalled-what").textContent = t("reader-shut");
        this.#takenBack();
      },
      onCarried: () => this.carried?.load(),
    });
    const show = () => {
      this.status.connection(live.state.name);
      if (live.state.name === "connected") this.outbox.flush();
    };
    live.addEventListener("state", show, { signal });
    show();
  }

  #listen(signal) {
    fillHelp(this.part("shortcuts"), t);
    listenForKeys({
      target: document,
      acts: this.acts.keys,
      // A question stands outside the reader, and what it is about stays as it is until the answer.
      isOpen: () => document.querySelector("dialog[open]") !== null,
      signal,
    });
    const flush = () => this.outbox.flush();
    window.addEventListener("online", flush, { signal });
    window.addEventListener("focus", flush, { signal });
    document.addEventListener("visibilitychange", () => this.typing.flush(), { signal });
    window.addEventListener("pagehide", () => this.#finishTyping(), { signal });
    window.addEventListener("beforeunload", (event) => {
      // Kept on the tablet: leave in peace. Not kept: say so.
      if (this.typing.failed && (this.card.isDirty || this.textBox.isOpen)) event.preventDefault();
    }, { signal });
    const timer = setInterval(flush, RETRY_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.surface.addEventListener("pen-seen", () => this.toggleAttribute("data-pen", true), { signal });
    this.surface.addEventListener("click", (event) => this.acts.clicked(event), { signal });
    this.viewer.on("updateviewarea", () => this.card.place());
    if (this.memory.read("dark")) this.toggleAttribute("data-dark", true);
  }

  #dates() {
    const { timezone: timeZone } = this.settings;
    const language = document.documentElement.lang || "vi";
    const options = { dateStyle: "short", timeStyle: "short", ...(timeZone ? { timeZone } : {}) };
    const format = new Intl.DateTimeFormat(language, options);
    return (iso) => format.format(new Date(iso));
  }

  /** The page is left: what is being typed becomes a mark, and stays a draft until that is kept. */
  #finishTyping() {
    this.typing.flush();
    this.textBox.close();
    this.card.close();
  }

  /** The paper goes from the screen at once; what was written, to the last word, is kept and sent. */
  #takenBack() {
    if (this.life.signal.aborted) return;
    this.#finishTyping();
    this.life.abort();
    this.reading.forget();
    this.viewer.close();
    this.outbox.flush();
    this.part("pages-root").replaceChildren();
    this.part("recalled").hidden = false;
  }
}

customElements.define("ec-reader", Reader);
