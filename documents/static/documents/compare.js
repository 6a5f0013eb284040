/** `<ec-changes>`: from change to change by button and key (N, P), the place said aloud. */

class Changes extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    const { signal } = this.life;
    this.changes = [...this.querySelectorAll("[data-change]")];
    this.output = this.querySelector("[data-place]");
    this.at = -1;
    for (const button of this.querySelectorAll("[data-go]")) {
      button.addEventListener("click", () => this.go(Number(button.dataset.go)), { signal });
    }
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.life.abort();
  }

  go(step) {
    const wanted = Math.min(this.changes.length - 1, Math.max(0, this.at + step));
    this.at = wanted;
    this.changes[wanted].scrollIntoView({ block: "start" });
    this.changes[wanted].focus({ preventScroll: true });
    this.#show();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    this.go(step);
  }

  #show() {
    this.changes.forEach((change, place) => change.toggleAttribute("data-here", place === this.at));
    this.output.textContent = `${Math.max(0, this.at) + 1} / ${this.changes.length}`;
  }
}

customElements.define("ec-changes", Changes);
