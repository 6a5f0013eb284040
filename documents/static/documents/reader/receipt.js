/**
 * `<ec-receipt>`: which pages stood before the reader for a moment, sent in batches; and the button
 * "I have read it" where that is asked. What cannot be sent waits for the next batch.
 */
import { csrfToken, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

const SEEN_AFTER_MS = 1000;
const SEND_EVERY_MS = 15000;
const ENOUGH = 0.5;

export class Receipt extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    const { signal } = this.life;
    this.url = `/api/v1/versions/${this.dataset.version}`;
    this.waiting = new Set();
    this.sent = new Set();
    this.timers = new Map();
    this.querySelector("[data-acknowledge]")
      ?.addEventListener("click", (event) => this.#acknowledge(event.currentTarget), { signal });
    const every = setInterval(() => this.#send(), SEND_EVERY_MS);
    const watching = new MutationObserver(() => this.#watch(watching));
    watching.observe(this.closest("ec-reader"), { attributes: true, attributeFilter: ["data-ready"] });
    signal.addEventListener("abort", () => {
      clearInterval(every);
      watching.disconnect();
      this.seeing?.disconnect();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#sendLast();
    }, { signal });
    window.addEventListener("pagehide", () => this.#sendLast(), { signal });
    this.#watch(watching);
  }

  disconnectedCallback() {
    this.life.abort();
  }

  /** Once the pages are there: each that fills half of the window, or is half in it, for a second. */
  #watch(watching) {
    const reader = this.closest("ec-reader");
    if (!reader?.hasAttribute("data-ready") || this.seeing) return;
    watching.disconnect();
    const root = reader.querySelector('[data-part="surface"]');
    this.seeing = new IntersectionObserver((entries) => entries.forEach((one) => this.#entry(one)), {
      root,
      threshold: [0, 0.25, ENOUGH, 0.75],
    });
    for (const page of root.querySelectorAll(".page[data-page-number]")) this.seeing.observe(page);
  }

  #entry({ target, intersectionRatio, intersectionRect, rootBounds }) {
    const page = Number(target.dataset.pageNumber);
    const fills = rootBounds ? intersectionRect.height / rootBounds.height : 0;
    const seen = intersectionRatio >= ENOUGH || fills >= ENOUGH;
    if (!seen) {
      clearTimeout(this.timers.get(page));
      this.timers.delete(page);
    } else if (!this.sent.has(page) && !this.timers.has(page)) {
      this.timers.set(page, setTimeout(() => this.waiting.add(page), SEEN_AFTER_MS));
    }
  }

  async #send() {
    const pages = [...this.waiting];
    if (pages.length === 0) return;
    const { signal } = this.life;
    const arrived = await request("POST", `${this.url}/pages-seen`, { json: { pages }, signal })
      .then(() => true, () => false);
    if (!arrived) return;
    for (const page of pages) {
      this.waiting.delete(page);
      this.sent.add(page);
    }
  }

  /** The tablet is put away: the last pages go along without waiting for the answer. */
  #sendLast() {
    const pages = [...this.waiting];
    if (pages.length === 0) return;
    fetch(`${this.url}/pages-seen`, {
      method: "POST",
      keepalive: true,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ pages }),
    }).then((answer) => {
      if (!answer.ok) return;
      for (const page of pages) {
        this.waiting.delete(page);
        this.sent.add(page);
      }
    }, () => {});
  }

  async #acknowledge(button) {
    button.disabled = true;
    try {
      await request("POST", `${this.url}/acknowledgement`, { signal: this.life.signal });
      button.remove();
      toast(t("reader-acknowledged"), "good");
    } catch (problem) {
      button.disabled = false;
      toast(problem.sentence ?? String(problem), "stop");
    }
  }
}

customElements.define("ec-receipt", Receipt);
