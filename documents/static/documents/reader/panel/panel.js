/** The one panel beside the paper: tabs for pages, contents, papers and marks. */

export class Panel {
  /** `onShow`: {tab: function(focus)} called whenever a tab comes into view. */
  constructor({ root, opener, memory, onShow, onClosed, signal }) {
    Object.assign(this, { root, opener, memory, onShow, onClosed });
    this.tabs = [...root.querySelectorAll("[data-tab]")];
    this.panels = new Map([...root.querySelectorAll("[data-panel]")].map((one) => [one.dataset.panel, one]));
    this.tab = this.panels.has(memory.read("panel-tab")) ? memory.read("panel-tab") : "pages";
    for (const button of this.tabs) {
      button.addEventListener("click", () => this.show(button.dataset.tab, { focus: false }), { signal });
    }
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.close();
    }, { signal });
    root.querySelector("[role=tablist]").addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#paint();
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Whether the panel lies over the paper, as on a tablet held upright. */
  get covers() {
    return getComputedStyle(this.root).position === "absolute";
  }

  /** Open as it was left, when there is room beside the paper. */
  restore() {
    if (this.memory.read("panel-open") && !this.covers) this.show(this.tab, { focus: false });
  }

  show(name, { focus = true } = {}) {
    this.tab = name;
    this.root.hidden = false;
    this.#paint();
    this.#remember();
    this.onShow[name]?.(focus);
  }

  close() {
    if (!this.isOpen) return;
    const focused = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.#paint();
    this.#remember();
    if (focused) this.onClosed();
  }

  /** Open at a tab; once more closes. Without a name: at the tab of last time. */
  toggle(name = this.tab) {
    if (this.isOpen && this.tab === name) this.close();
    else this.show(name);
  }

  #paint() {
    for (const button of this.tabs) {
      const chosen = button.dataset.tab === this.tab;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
    for (const [name, panel] of this.panels) panel.hidden = !(this.isOpen && name === this.tab);
    this.opener?.setAttribute("aria-pressed", String(this.isOpen));
  }

  #remember() {
    this.memory.write("panel-tab", this.tab);
    this.memory.write("panel-open", this.isOpen);
  }

  #key(event) {
    const at = this.tabs.findIndex((button) => button.dataset.tab === this.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.tabs.at(to % this.tabs.length);
    this.show(next.dataset.tab, { focus: false });
    next.focus();
  }
}
