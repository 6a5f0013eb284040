/**
 * What a finished stroke still asks for (its outline, sealing it, sending it), done where the browser
 * has time between two frames, so that the stroke after it is not held up. Nobody sees the difference:
 * whoever needs the outcome before says `flush()`, and leaving the page does.
 */

/** Milliseconds after which it is done even while the next stroke is drawn. */
const AT_LATEST = 300;

const whenFree = globalThis.requestIdleCallback
  ? (then) => requestIdleCallback(then, { timeout: AT_LATEST })
  : (then) => requestAnimationFrame(() => setTimeout(then));

export class Later {
  constructor({ signal }) {
    this.acts = [];
    this.isAsked = false;
    const flush = () => this.flush();
    const options = { capture: true, signal };
    window.addEventListener("pagehide", flush, options);
    window.addEventListener("beforeunload", flush, options);
    document.addEventListener("visibilitychange", flush, options);
    signal.addEventListener("abort", flush);
  }

  add(act) {
    this.acts.push(act);
    this.#ask();
  }

  /** All of it now, in order. */
  flush() {
    for (const act of this.acts.splice(0)) act();
  }

  /** One act at a time: between two of them frames come. */
  #ask() {
    if (this.isAsked || !this.acts.length) return;
    this.isAsked = true;
    whenFree(() => {
      this.isAsked = false;
      this.acts.shift()?.();
      this.#ask();
    });
  }
}
