/** The bar above and the dock of tools: server-made buttons, wired here and kept in step. */
import { el } from "./dom.js";
import { pageFor } from "./labels.js";
import { COLORS, WIDTHS } from "./tools.js";

export class Toolbar {
  /** `acts`: name of a button's data-act to function. */
  constructor({ root, tools, history, viewer, acts, t, say, signal }) {
    Object.assign(this, { root, tools, history, viewer, t, say });
    const listen = (element, type, then) => element.addEventListener(type, then, { signal });
    listen(root, "click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button && root.contains(button)) acts[button.dataset.act]?.(button);
      const tool = event.target.closest("button[data-tool]");
      if (tool) tools.take(tool.dataset.tool);
    });
    this.audiences = [...root.querySelectorAll('input[name="reader-audience"]')];
    for (const input of this.audiences) {
      listen(input, "change", () => tools.writeFor(input.value));
      // Chosen by touch, it gives the keys back to the paper: an arrow that is meant to turn the
      // page must not choose another audience.
      listen(input.closest("label"), "pointerup", () =>
        setTimeout(() => root.querySelector('[data-part="surface"]').focus({ preventScroll: true })),
      );
    }
    this.palette = root.querySelector('[data-part="palette"]');
    listen(this.palette, "click", ({ target }) => {
      const chip = target.closest("button");
      if (chip?.dataset.color) tools.setColor(chip.dataset.color);
      if (chip?.dataset.width) tools.setWidth(Number(chip.dataset.width));
    });
    this.pageInput = root.querySelector('[data-part="page"]');
    this.pageCount = root.querySelector('[data-part="pages"]');
    this.zoomLabel = root.querySelector('[data-part="zoom"]');
    listen(this.pageInput, "change", () => this.#goToTyped());
    listen(this.pageInput, "keydown", (event) => {
      if (event.key === "Enter") this.#goToTyped();
    });
    listen(this.pageInput, "focus", () => this.pageInput.select());
    listen(tools, "change", () => this.showTools());
    listen(history, "change", () => this.showHistory());
    viewer.on("pagechanging", () => this.showPage());
    viewer.on("scalechanging", () => this.showScale());
    this.showTools();
    this.showHistory();
  }

  #button(act) {
    return this.root.querySelector(`[data-act="${act}"]`);
  }

  showPage() {
    const { page, count } = this.viewer;
    const { labels } = this.viewer;
    this.pageInput.value = labels?.[page - 1] || page;
    this.pageInput.inputMode = labels ? "text" : "numeric";
    this.pageCount.textContent = labels ? this.t("reader-page-place", { page, count }) : `/ ${count}`;
    this.#button("page-previous").disabled = page <= 1;
    this.#button("page-next").disabled = page >= count;
  }

  #goToTyped() {
    const { viewer, pageInput } = this;
    const typed = pageInput.value;
    const page = pageFor(typed, viewer.labels, viewer.count);
    if (page) viewer.page = page;
    else if (typed.trim()) this.say(this.t("reader-page-unknown", { label: typed.trim() }));
    this.showPage();
  }

  showScale() {
    this.zoomLabel.textContent = `${Math.round(this.viewer.scale * 100)}%`;
    for (const fit of ["page-width", "page-fit"]) {
      this.root
        .querySelector(`[data-act="fit-${fit}"]`)
        ?.setAttribute("aria-pressed", String(this.viewer.fit === fit));
    }
  }

  showHistory() {
    for (const [act, may] of [["undo", this.history.canUndo], ["redo", this.history.canRedo]]) {
      const button = this.#button(act);
      if (button) button.disabled = !may;
    }
  }

  showTools() {
    const { tools, root } = this;
    root.dataset.tool = tools.tool;
    root.dataset.audience = tools.audience;
    root.toggleAttribute("data-drawing", tools.isDrawing || tools.tool === "note");
    for (const button of root.querySelectorAll("button[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === tools.tool));
      const chip = button.querySelector("[data-part='tool-color']");
      if (chip) chip.style.backgroundColor = tools.colors[button.dataset.tool];
    }
    for (const input of this.audiences) input.checked = input.value === tools.audience;
    const banner = root.querySelector('[data-part="audience-banner"]');
    banner.textContent = this.t(`reader-writing-for-${tools.audience}`);
    banner.hidden = tools.tool === "read" || tools.tool === "eraser";
    this.#showPalette();
  }

  #showPalette() {
    const { tool } = this.tools;
    const colors = COLORS[tool] ?? [];
    const widths = WIDTHS[tool] ?? [];
    const state = JSON.stringify([tool, this.tools.color, this.tools.width]);
    if (this.painted === state) return;
    this.painted = state;
    const focused = this.palette.contains(document.activeElement)
      ? [...this.palette.children].indexOf(document.activeElement)
      : -1;
    this.palette.hidden = colors.length === 0;
    this.palette.replaceChildren(
      ...colors.map((color, at) => this.#swatch(color, at)),
      ...widths.map((width, at) => this.#width(width, at)),
    );
    this.palette.children[focused]?.focus();
  }

  #swatch(color, at) {
    const dot = el("span", { class: "reader-dot" });
    dot.style.backgroundColor = color;
    return el(
      "button",
      {
        type: "button",
        class: "reader-button",
        "data-color": color,
        "aria-pressed": String(color === this.tools.color),
        "aria-label": this.t("reader-color", { name: this.t(colorKey(color)), key: at + 1 }),
      },
      dot,
    );
  }

  #width(width, at) {
    const line = el("span", { class: "reader-line" });
    line.style.height = `${Math.min(18, Math.max(2, width * (this.tools.tool === "pen" ? 1.6 : 0.8)))}px`;
    return el(
      "button",
      {
        type: "button",
        class: "reader-button",
        "data-width": width,
        "aria-pressed": String(width === this.tools.width),
        "aria-label": this.t(["reader-width-thin", "reader-width-middle", "reader-width-thick"][at]),
      },
      line,
    );
  }
}

const COLOR_KEYS = {
  "#1d3f8f": "reader-color-blue",
  "#c3221f": "reader-color-red",
  "#1c1f24": "reader-color-black",
  "#1b7a3d": "reader-color-green",
  "#ffd84d": "reader-color-yellow",
  "#8fe388": "reader-color-green",
  "#7cc8ff": "reader-color-blue",
  "#ff9ec4": "reader-color-pink",
};
export const colorKey = (color) => COLOR_KEYS[color] ?? "reader-color-other";
