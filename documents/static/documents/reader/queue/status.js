/** The honest line: connected or not, and how much of what was written is not sent yet. */

const WORDS = { reconnecting: "reader-reconnecting", refused: "reader-signed-out" };

export class Status {
  constructor({ root, outbox, t, signal }) {
    this.t = t;
    this.online = root.querySelector('[data-part="connection"]');
    this.unsent = root.querySelector('[data-part="unsent"]');
    this.refused = root.querySelector('[data-part="refused"]');
    this.timer = 0;
    this.state = "connecting";
    this.heard = "";
    outbox.addEventListener("queue", ({ detail }) => this.#queue(detail), { signal });
    window.addEventListener("beforeunload", (event) => {
      // Kept on the tablet: leave in peace. Not kept: say so.
      if (outbox.shelfFailed && outbox.waiting) event.preventDefault();
    }, { signal });
  }

  /** `state`: connecting, connected, reconnecting, offline, refused. */
  connection(state) {
    this.state = state;
    const well = state === "connected" || state === "connecting";
    this.online.hidden = well;
    const words = well ? "" : this.t(WORDS[state] ?? "reader-offline");
    this.online.textContent = words && this.heard ? `${words} · ${this.heard}` : words;
  }

  /** When the server was last heard of, in words. */
  contact(words) {
    this.heard = words;
    this.connection(this.state);
  }

  #queue({ waiting, refused, kept }) {
    clearTimeout(this.timer);
    const show = () => {
      this.unsent.hidden = waiting === 0;
      const key = kept ? "reader-unsent" : "reader-unsent-not-kept";
      this.unsent.textContent = waiting ? this.t(key, { count: waiting }) : "";
    };
    // A mark on its way for less than a second is not news.
    if (waiting === 0) show();
    else this.timer = setTimeout(show, 1000);
    this.refused.hidden = refused === 0;
    this.refused.textContent = refused ? this.t("reader-refused", { count: refused }) : "";
  }
}
