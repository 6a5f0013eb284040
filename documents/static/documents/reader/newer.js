/**
 * `<ec-newer>`: "version 2 is out" over an open reader, made by the server or told live; how the
 * marks came over and what changed follow when they are known. Says why a paper was taken back.
 */
import { request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";

const ASK_AGAIN_MS = 2500;
const MOST_QUESTIONS = 12;

export class Newer extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    const { newerVersion, newerOrdinal, person } = this.dataset;
    this.shown = Number(newerOrdinal ?? this.dataset.ordinal);
    this.leave = live.join(`person:${person}`, {
      onAnnouncement: (name, payload) => this.#announced(name, payload),
    });
    const { signal } = this.life;
    this.part("close").addEventListener("click", () => this.#close(), { signal });
    this.part("open").addEventListener("click", () => this.#keepPage(), { signal });
    if (newerVersion) this.#show(Number(newerVersion), this.shown);
  }

  disconnectedCallback() {
    this.life.abort();
    this.leave();
  }

  part(name) {
    return this.querySelector(`[data-newer="${name}"]`);
  }

  #announced(name, payload) {
    if (name === "version-replaced") {
      const mine = payload.document_id === Number(this.dataset.document);
      if (mine && payload.ordinal > this.shown) this.#show(payload.new_version_id, payload.ordinal);
    } else if (name === "paper-recalled") {
      if (payload.version_id === Number(this.dataset.version)) this.#sayWhy(payload);
      // What was replaced stands again when the new version is taken back.
      if (payload.version_id === this.newer) this.#withdraw();
    }
  }

  #show(version, ordinal) {
    const { document: paper, version: old, back, occasion } = this.dataset;
    this.newer = version;
    this.shown = ordinal;
    this.part("text").textContent = t("reader-newer", { ordinal });
    this.part("changes").textContent = "";
    this.part("marks").textContent = "";
    this.part("open").textContent = t("reader-newer-open", { ordinal });
    // Of the sitting it is read in: the papers beside it stay the same.
    const kept = new URLSearchParams(occasion ? { back, occasion } : { back });
    this.part("open").href = `/documents/versions/${version}/read?${kept}`;
    const compared = new URLSearchParams({ from: old, to: String(version) });
    this.part("compare").href = `/documents/${paper}/compare?${compared}`;
    this.hidden = false;
    this.#tellChanges(`/api/v1/documents/${paper}/compare?${compared}`, version);
    this.#tellMarks(version, MOST_QUESTIONS);
  }

  async #tellChanges(url, version) {
    const { signal } = this.life;
    const found = await request("GET", url, { signal }).catch(() => null);
    if (found && this.newer === version) this.part("changes").textContent = found.summary;
  }

  /** The marks are carried over in the background: asked again until none waits. */
  async #tellMarks(version, questions) {
    const { signal } = this.life;
    const found = await request("GET", `/api/v1/versions/${version}/carried`, { signal }).catch(() => null);
    if (!found || this.newer !== version) return;
    const look = found.look + found.unplaced;
    if (found.carried + look > 0) {
      const carried = found.carried;
      this.part("marks").textContent = look
        ? t("reader-newer-carried-look", { carried, look })
        : t("reader-newer-carried", { carried });
    }
    if (found.waiting > 0 && questions > 1) {
      setTimeout(() => this.#tellMarks(version, questions - 1), ASK_AGAIN_MS);
    }
  }

  /** The same page in the new version. */
  #keepPage() {
    const page = this.closest("ec-reader")?.viewer?.page;
    if (page) this.part("open").hash = `page=${page}`;
  }

  #sayWhy({ at, reason }) {
    const reader = this.closest("ec-reader");
    const place = reader?.querySelector('[data-part="recalled-why"]');
    if (!place || !at) return;
    reader.querySelector('[data-part="recalled-what"]').textContent = t("reader-recalled");
    const language = document.documentElement.lang || "vi";
    const { timezone: timeZone } = this.dataset;
    const options = { timeStyle: "short", ...(timeZone ? { timeZone } : {}) };
    const clock = new Intl.DateTimeFormat(language, options).format(new Date(at));
    place.textContent = reason
      ? t("reader-recalled-why", { at: clock, reason })
      : t("reader-recalled-at", { at: clock });
    this.hidden = true;
  }

  #withdraw() {
    this.newer = null;
    this.shown = Number(this.dataset.ordinal);
    this.hidden = true;
  }

  #close() {
    this.hidden = true;
    this.closest("ec-reader")?.querySelector('[data-part="surface"]')?.focus({ preventScroll: true });
  }
}

customElements.define("ec-newer", Newer);
