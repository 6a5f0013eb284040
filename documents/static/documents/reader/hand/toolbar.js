/** The bar above and the dock of tools: server-made buttons, wired here and kept in step. */
import { el, icon } from "../dom.js";
import { COLORS, TOOL_OF, WIDTHS, asAudience } from "../marks/tools.js";
import { pageFor } from "../page/labels.js";

export class Toolbar {
  /** `acts`: name of a button's data-act to function. */
  constructor({ root, tools, history, viewer, layers, select, acts, t, say, signal }) {
    Object.assign(this, { root, tools, history, viewer, layers, select, t, say });
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
      if (chip?.dataset.color) this.pickColor(COLORS[this.styled].indexOf(chip.dataset.color));
      if (chip?.dataset.width) this.pickWidth(Number(chip.dataset.width));
    });
    listen(layers, "choose", () => this.#showPalette());
    listen(root.querySelector('[data-part="surface"]'), "placing", () => this.showTools());
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
    root.dataset.audience = asAudience(tools.audience).audience;
    root.toggleAttribute("data-drawing", tools.isDrawing || ["note", "text", "select"].includes(tools.tool));
    for (const button of root.querySelectorAll("button[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === tools.tool));
      const chip = button.querySelector("[data-part='tool-color']");
      if (chip) chip.style.backgroundColor = tools.colors[button.dataset.tool];
    }
    for (const input of this.audiences) input.checked = input.value === tools.audience;
    const banner = root.querySelector('[data-part="audience-banner"]');
    const isWriting = !["read", "select", "eraser"].includes(tools.tool);
    const { audience } = asAudience(tools.audience);
    const word = audience === tools.audience ? audience : "for";
    banner.textContent = this.select.placing
      ? this.t("reader-placing")
      : this.t(`reader-writing-for-${word}`, { name: tools.nameOf(tools.audience) });
    banner.hidden = !isWriting && !this.select.placing;
    this.#showPalette();
  }

  /** The tool whose colours and widths are shown: the one in hand, or that of what is chosen. */
  get styled() {
    const { tool } = this.tools;
    return tool === "select" ? TOOL_OF[this.select.marks[0]?.kind] : tool;
  }

  get color() {
    return this.tools.tool === "select" ? this.select.marks[0]?.color : this.tools.color;
  }

  get width() {
    return this.tools.tool === "select" ? this.select.marks[0]?.width : this.tools.width;
  }

  /** The colour at a place of the palette: for the tool in hand, or for what is chosen. */
  pickColor(at) {
    const { styled } = this;
    const color = COLORS[styled]?.[at];
    if (!color) return;
    if (this.tools.tool !== "select") this.tools.setColor(color);
    else this.select.restyle({ color }, (kind) => COLORS[TOOL_OF[kind]].includes(color));
  }

  pickWidth(width) {
    if (this.tools.tool !== "select") this.tools.setWidth(width);
    else this.select.restyle({ width }, (kind) => WIDTHS[TOOL_OF[kind]]?.includes(width));
  }

  #showPalette() {
    const { styled, color, width } = this;
    const colors = COLORS[styled] ?? [];
    const widths = WIDTHS[styled] ?? [];
    const isSelecting = this.tools.tool === "select";
    const chosen = isSelecting ? this.layers.selected : [];
    const kinds = isSelecting ? this.select.marks.map(({ kind }) => kind) : [];
    const state = JSON.stringify([styled, color, width, chosen, kinds, this.select.placing]);
    if (this.painted === state) return;
    this.painted = state;
    const focused = this.palette.contains(document.activeElement)
      ? [...this.palette.children].indexOf(document.activeElement)
      : -1;
    const acts = [];
    if (chosen.length === 1) acts.push(["mark-edit", "pencil-square", "reader-mark-edit"]);
    if (kinds.length) acts.push(["mark-place", "arrows-move", "reader-mark-place"]);
    if (kinds.length === 1 && kinds[0] === "text") {
      acts.push(["mark-narrower", "arrows-collapse-vertical", "reader-mark-narrower"]);
      acts.push(["mark-wider", "arrows-expand-vertical", "reader-mark-wider"]);
    }
    if (kinds.length) acts.push(["mark-remove", "trash", "reader-delete"]);
    this.palette.hidden = colors.length + acts.length === 0;
    this.palette.replaceChildren(
      ...colors.map((one, at) => this.#swatch(one, at)),
      ...widths.map((one, at) => this.#width(one, at)),
      ...acts.map((act) => this.#act(...act)),
    );
    this.palette.children[focused]?.focus();
  }

  #act(act, name, key) {
    const pressed = act === "mark-place" ? String(this.select.placing) : null;
    const label = this.t(key);
    const attributes = { type: "button", class: "reader-button", "data-act": act, "aria-label": label, title: label };
    return el("button", { ...attributes, "aria-pressed": pressed }, icon(name));
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
        "aria-pressed": String(color === this.color),
        "aria-label": this.t("reader-color", { name: this.t(colorKey(color)), key: at + 1 }),
      },
      dot,
    );
  }

  #width(width, at) {
    const line = el("span", { class: "reader-line" });
    line.style.height = `${Math.min(18, Math.max(2, width * (this.styled === "pen" ? 1.6 : 0.8)))}px`;
    if (this.styled === "text") {
      line.className = "reader-letter";
      line.textContent = "A";
      line.style.height = "";
      line.style.fontSize = `${width * 1.1}px`;
    }
    const size = this.styled === "text" ? "letters" : "width";
    return el(
      "button",
      {
        type: "button",
        class: "reader-button",
        "data-width": width,
        "aria-pressed": String(width === this.width),
        "aria-label": this.t(`reader-${size}-${["thin", "middle", "thick"][at]}`),
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
