/** Which tool is in hand, for whom it writes, in which colour and width. */

export const TOOLS = ["read", "pen", "marker", "highlight", "note", "eraser"];
const KIND_OF = { pen: "ink", marker: "marker", highlight: "highlight", note: "note" };

export const COLORS = {
  pen: ["#1d3f8f", "#c3221f", "#1c1f24", "#1b7a3d"],
  marker: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
  highlight: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
  note: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
};
export const WIDTHS = { pen: [1.2, 2, 3.5], marker: [9, 14, 22] };

const DEFAULTS = {
  colors: Object.fromEntries(Object.entries(COLORS).map(([tool, [first]]) => [tool, first])),
  widths: { pen: 2, marker: 14 },
};

/** Event "change" after every change. `memory`: read(name)/write(name, value). */
export class Tools extends EventTarget {
  constructor({ audiences, mayAnnotate, memory }) {
    super();
    this.memory = memory;
    this.mayAnnotate = mayAnnotate;
    this.audiences = audiences;
    this.tool = "read";
    // Never remembered: nobody should find himself writing for the meeting by yesterday's choice.
    this.audience = audiences.includes("private") ? "private" : audiences[0];
    const kept = memory.read("tools") ?? {};
    this.colors = { ...DEFAULTS.colors, ...kept.colors };
    this.widths = { ...DEFAULTS.widths, ...kept.widths };
  }

  get isDrawing() {
    return this.tool === "pen" || this.tool === "marker" || this.tool === "eraser";
  }

  get kind() {
    return KIND_OF[this.tool] ?? null;
  }

  get color() {
    return this.colors[this.tool] ?? null;
  }

  get width() {
    return this.widths[this.tool] ?? 0;
  }

  take(tool) {
    if (!TOOLS.includes(tool) || (tool !== "read" && !this.mayAnnotate)) return;
    this.tool = tool;
    this.#tell();
  }

  writeFor(audience) {
    if (!this.audiences.includes(audience)) return;
    this.audience = audience;
    this.#tell();
  }

  setColor(color, tool = this.tool) {
    this.colors = { ...this.colors, [tool]: color };
    this.#keep();
  }

  setWidth(width, tool = this.tool) {
    this.widths = { ...this.widths, [tool]: width };
    this.#keep();
  }

  /** What a new mark of this tool starts from. */
  draft(page, geometry, kind = this.kind) {
    const tool = Object.keys(KIND_OF).find((name) => KIND_OF[name] === kind);
    return {
      page,
      kind,
      geometry,
      audience: this.audience,
      color: this.colors[tool],
      width: this.widths[tool] ?? 0,
    };
  }

  #keep() {
    this.memory.write("tools", { colors: this.colors, widths: this.widths });
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
