/**
 * `<ec-keep occasion="meeting:7" label="…" url="/meetings/7">` or `<ec-keep version="31">`: the button that
 * keeps papers on this tablet, with its progress, its end and its way back.
 */
import { HttpProblem } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

import { sentenceOf } from "documents/offline/failures";
import { isPossible, items, onNews } from "documents/offline/tablet";
import { keepOccasion, keepPaper, occasionId, paperId, remove, retry } from "documents/offline/keeper";

function icon(name) {
  const mark = document.createElement("span");
  mark.className = `ec-icon bi-${name}`;
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

function button(name, words, then) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary";
  made.append(icon(name), words);
  made.addEventListener("click", then);
  return made;
}

class Keep extends HTMLElement {
  connectedCallback() {
    if (!isPossible || this.stop) return;
    this.stop = new AbortController();
    const { version } = this.dataset;
    this.id_ = version ? paperId(version) : occasionId(this.dataset.occasion);
    onNews((news) => this.#heard(news), this.stop.signal);
    this.#show();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.stop = null;
  }

  #heard({ kind, id, done, total }) {
    if (kind === "changed" || kind === "contact") return this.#show();
    if (kind === "progress" && this.mine?.has(id)) {
      this.parts.set(id, done / total);
      this.#percent();
    }
    return undefined;
  }

  async #show() {
    const rows = await items();
    const own = rows.filter((row) => row.id === this.id_ || row.owners?.includes(this.id_));
    this.mine = new Map(own.map((row) => [row.id, row]));
    this.parts ??= new Map();
    const failed = own.find((row) => row.failed);
    const state = own.length === 0 ? "none" : failed ? "failed" : own.some(({ state, pending }) => state === "waiting" || pending) ? "busy" : "whole";
    if (state !== this.state) {
      this.state = state;
      this.#draw(failed);
    }
    this.#percent();
    this.hidden = false;
  }

  #draw(failed) {
    const hadFocus = this.contains(document.activeElement);
    const keep = () => this.#keep();
    const away = () => this.#attempt(() => remove(this.id_));
    const face = {
      none: () => [button("tablet", t("keep-here"), keep)],
      busy: () => [this.#progress(), button("x-lg", t("keep-stop"), away)],
      whole: () => [this.#words("check-circle-fill", t("keep-is-here"), "good"), button("trash", t("keep-remove"), away)],
      failed: () => [
        this.#words("exclamation-triangle-fill", t(sentenceOf(failed.failed)), "wait"),
        button("arrow-clockwise", t("keep-again"), () => this.#attempt(() => retry(failed.id))),
        button("trash", t("keep-remove"), away),
      ],
    };
    this.replaceChildren(...face[this.state]());
    if (hadFocus) this.querySelector("button")?.focus();
  }

  #words(name, words, tone) {
    const made = document.createElement("span");
    made.className = `keep-state keep-state--${tone}`;
    made.setAttribute("role", "status");
    made.append(icon(name), words);
    return made;
  }

  #progress() {
    const box = this.#words("arrow-down-circle", "", "busy");
    this.words = document.createElement("span");
    this.bar = document.createElement("progress");
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", t("keep-here"));
    box.append(this.words, this.bar);
    return box;
  }

  #percent() {
    if (this.state !== "busy" || !this.bar) return;
    const papers = [...this.mine.values()];
    const part = (row) => (row.state === "whole" ? 1 : this.parts.get(row.id) ?? 0);
    const bound = papers.reduce((sum, row) => sum + (row.pending ?? 0), 0); // packs that are not there to be fetched yet
    const done = papers.reduce((sum, row) => sum + part(row), 0) / (papers.length + bound);
    this.bar.value = done;
    this.words.textContent = t("keep-percent", { percent: Math.floor(done * 100) });
  }

  #keep() {
    const { version, occasion, label, url } = this.dataset;
    return this.#attempt(() => (version ? keepPaper(Number(version)) : keepOccasion({ name: occasion, title: label, url })));
  }

  async #attempt(act) {
    try {
      await act();
    } catch (error) {
      if (error instanceof HttpProblem) toast(error.sentence || t("browser-offline"), "stop");
      else toast(t(error.name === "QuotaExceededError" ? "keep-failed-full" : "keep-failed"), "stop");
      if (!(error instanceof HttpProblem)) console.warn(error);
    }
  }
}

customElements.define("ec-keep", Keep);
