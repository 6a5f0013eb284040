/** Which tool is in hand, for whom it writes, in which colour and width. */

export const TOOLS = ["read", "select", "pen", "marker", "highlight", "text", "note", "eraser"];
const KIND_OF = { pen: "ink", marker: "marker", highlight: "highlight", text: "text", note: "note" };
export const TOOL_OF = Object.fromEntries(Object.entries(KIND_OF).map(([tool, kind]) => [kind, tool]));

export const COLORS = {
  pen: ["#1d3f8f", "#c3221f", "#1c1f24", "#1b7a3d"],
  marker: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
  highlight: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
  text: ["#1d3f8f", "#c3221f", "#1c1f24", "#1b7a3d"],
  note: ["#ffd84d", "#8fe388", "#7cc8ff", "#ff9ec4"],
};
/** Of a line, in points; of a text box the size of its letters. */
export const WIDTHS = { pen: [1.2, 2, 3.5], marker: [9, 14, 22], text: [10, 14, 20] };

const FOR = "for-";

/** For whom a mark is, as one word: "private", "office", "meeting", or "for-12" (prepared for 12). */
export const audienceOf = ({ audience, prepared_for: person }) =>
  person ? `${FOR}${person.id ?? person}` : audience;

/** The same as the server wants it. */
export function asAudience(word) {
  const isFor = word.startsWith(FOR);
  return {
    audience: isFor ? "office" : word,
    prepared_for: isFor ? Number(word.slice(FOR.length)) : null,
  };
}

const REACH = { private: 0, office: 1, meeting: 2 };

/** Does anybody see the mark with the one word who does not with the other? One office is not the other's. */
export function isWider(word, than) {
  const [reach, before] = [word, than].map((each) => REACH[asAudience(each).audience]);
  return reach > before || (reach === before && reach === REACH.office && word !== than);
}

const DEFAULTS = {
  colors: Object.fromEntries(Object.entries(COLORS).map(([tool, [first]]) => [tool, first])),
  widths: { pen: 2, marker: 14, text: 14 },
};

/** Event "change" after every change. `memory`: read(name)/write(name, value). */
export class Tools extends EventTarget {
  constructor({ audiences, mayAnnotate, memory, nameOf = () => "" }) {
    super();
    this.nameOf = nameOf;
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
    const tool = TOOL_OF[kind];
    return {
      page,
      kind,
      geometry,
      ...asAudience(this.audience),
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
