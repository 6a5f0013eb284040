/**
 * Marks that came from an earlier version: how many, and those whose place their author should look
 * at, each with the words it lay on, a picture of where it stood, and what can be done.
 */
import { KIND_ICON, el, icon } from "../dom.js";
import { crop } from "./carried_picture.js";

const ACT_ICON = { show: "crosshair", confirm: "check-lg", place: "geo-alt", leave: "box-arrow-left" };

export class Carried {
  /**
   * `ask(method, url, json)` answers {status, body, reason}; `place(item)` resolves to {page, at} or
   * null; `open()` shows the list of marks, `uncover()` lets the paper be seen again.
   */
  constructor({ root, pill, url, itemUrl, store, ask, toast, t, signal, place, jump, open, uncover }) {
    Object.assign(this, { root, pill, url, itemUrl, store, ask, toast, t, place, jump, open, uncover });
    this.state = null;
    this.failed = false;
    root.addEventListener("click", (event) => this.#clicked(event), { signal });
    pill.addEventListener("click", () => {
      open();
      this.#focus(root.querySelector("button"));
    }, { signal });
  }

  get doubts() {
    return this.state?.items ?? [];
  }

  /** Ask the server anew and show; quiet when nothing was carried, or nobody answers at first. */
  async load() {
    const { status, body } = await this.ask("GET", this.url);
    this.failed = status !== 200;
    if (!this.failed) this.state = body;
    this.render();
  }

  render() {
    const { root, pill, t, state } = this;
    const count = this.doubts.length;
    pill.hidden = count === 0;
    pill.textContent = count ? t("reader-carried-doubt", { count }) : "";
    const isNews = state && (state.carried || state.unplaced || state.waiting);
    root.hidden = !isNews;
    if (!isNews) return;
    const focused = document.activeElement?.closest?.("[data-carried]")?.dataset.carried;
    const heading = el("h3", { text: count ? t("reader-carried-doubt", { count }) : t("reader-carried"), tabindex: "-1" });
    const parts = [heading];
    if (state.carried) parts.push(el("p", { text: t("reader-carried-counts", { carried: state.carried }) }));
    if (state.waiting) parts.push(el("p", { role: "status", text: t("reader-carried-waiting", { count: state.waiting }) }));
    if (!count && !state.waiting) {
      parts.push(el("p", { class: "reader-carried-done" }, icon("check-circle"), t("reader-carried-done")));
    }
    if (this.failed) parts.push(this.#failure());
    if (count) parts.push(el("ul", {}, ...state.items.map((item) => this.#item(item))));
    root.replaceChildren(...parts);
    if (focused) this.#focus(root.querySelector(`[data-carried="${CSS.escape(focused)}"] button`) ?? heading);
  }

  #failure() {
    return el("p", { class: "reader-carried-failed", role: "alert" }, this.t("reader-carried-failed"), " ",
      el("button", { type: "button", class: "reader-button", "data-carried-act": "retry", text: this.t("reader-carried-retry") }));
  }

  #item(item) {
    const { t } = this;
    const isPlaced = item.state === "look";
    const chip = el("span", { class: "reader-list-icon" }, icon(KIND_ICON[item.kind]));
    chip.style.setProperty("--mark", item.color);
    const state = el("strong", {}, icon(isPlaced ? "question-circle" : "geo"),
      t(isPlaced ? "reader-carried-look" : "reader-carried-unplaced"));
    const head = el("div", { class: "reader-carried-head" }, chip,
      el("div", {}, state, el("span", { text: t(`reader-kind-${item.kind}`) })));
    const acts = isPlaced ? ["show", "confirm", "place", "leave"] : ["place", "leave"];
    return el("li", { "data-carried": item.client_id }, head,
      el("p", { class: "reader-carried-why", text: item.why }),
      item.body ? el("p", { class: "reader-carried-body", text: item.body }) : null,
      this.#quoted(item), this.#stood(item),
      el("div", { class: "reader-carried-acts" }, ...acts.map((act) => this.#button(act, isPlaced))));
  }

  #button(act, isPlaced) {
    const key = act === "place" && !isPlaced ? "reader-carried-place-first" : `reader-carried-${act}`;
    const kind = act === "confirm" ? "reader-button reader-primary" : "reader-button";
    return el("button", { type: "button", class: kind, "data-carried-act": act }, icon(ACT_ICON[act]),
      el("span", { text: this.t(key) }));
  }

  #quoted({ before, quote, after }) {
    if (!quote) return null;
    return el("blockquote", {}, before ? `…${before} ` : "", el("mark", { text: quote }), after ? ` ${after}…` : "");
  }

  /** Where it stood: a picture of the old page, and the way there. */
  #stood({ origin }) {
    const { t } = this;
    const { ordinal, page } = origin;
    if (!origin.picture_url) return el("p", { class: "reader-carried-stood", text: t("reader-carried-no-picture", { ordinal }) });
    const figure = el("figure", {}, el("figcaption", {},
      el("a", { href: origin.read_url, text: t("reader-carried-stood", { ordinal, page }) })));
    crop(origin.picture_url, origin.area, t("reader-carried-picture", { ordinal, page }))
      .then((picture) => picture && figure.prepend(picture));
    return figure;
  }

  async #clicked({ target }) {
    const act = target.closest("[data-carried-act]")?.dataset.carriedAct;
    if (!act) return;
    if (act === "retry") {
      await this.load();
      return;
    }
    const id = target.closest("[data-carried]").dataset.carried;
    const item = this.doubts.find(({ client_id: name }) => name === id);
    if (item) await this.#acts[act](item);
  }

  #acts = {
    show: (item) => {
      this.uncover();
      this.jump(item.client_id);
    },
    confirm: (item) => this.#settle(item, {}, "reader-carried-confirmed"),
    place: async (item) => {
      this.uncover();
      const there = await this.place(item);
      if (there) await this.#settle(item, there, "reader-carried-placed");
      this.open();
      if (!there) this.#focus(this.root.querySelector(`[data-carried="${CSS.escape(item.client_id)}"] [data-carried-act="place"]`));
    },
    leave: (item) => this.#leave(item),
  };

  async #settle(item, there, words) {
    const answer = await this.ask("POST", `${this.itemUrl}/${item.id}/placing`, there);
    if (!this.#isDone(answer)) return;
    this.store.receive(answer.body.annotation);
    await this.#next(item);
    this.toast(this.t(words), "good");
  }

  async #leave(item) {
    const way = `${this.itemUrl}/${item.id}/leaving`;
    if (!this.#isDone(await this.ask("POST", way))) return;
    this.store.forget({ id: item.id, client_id: item.client_id });
    await this.#next(item);
    const box = this.toast(this.t("reader-carried-left", { ordinal: item.origin.ordinal }), "info");
    const undo = el("button", { type: "button", class: "btn btn-quiet", text: this.t("reader-carried-undo") });
    undo.addEventListener("click", async () => {
      box.remove();
      if (!this.#isDone(await this.ask("DELETE", way))) return;
      await Promise.all([this.store.load(), this.load()]);
    });
    box.append(undo);
  }

  #isDone({ status, reason }) {
    const isDone = status >= 200 && status < 300;
    if (!isDone) this.toast(reason || this.t("reader-not-reached"), "stop");
    if (status === 409 || status === 404) this.load();
    return isDone;
  }

  /** Ask anew; the focus goes to the next mark in doubt, or to the heading when it was the last. */
  async #next(item) {
    const at = this.doubts.indexOf(item);
    await this.load();
    const following = this.root.querySelectorAll("li")[Math.min(at, this.doubts.length - 1)];
    this.#focus(following?.querySelector("button") ?? this.root.querySelector("h3"));
  }

  #focus(element) {
    element?.focus({ preventScroll: false });
  }
}
