/**
 * Words typed on the page: a field stands where the box will be, in its size and colour, and becomes
 * a mark when it is left. The field is the browser's own, so that every way of typing Vietnamese
 * works in it; nothing is redrawn while it is open.
 */
import { el } from "../dom.js";
import { fitted, sizeOf } from "../drawing/text_lines.js";
import { draftOf } from "../marks/history.js";

const WIDE = 200;

export class TextBox {
  /** `typing` keeps what is typed until it is a mark; `uuid()`: a name for a new one; `say(key)`: a short message. */
  constructor({ stage, surface, layers, tools, history, store, viewer, typing, uuid, say, t, signal }) {
    Object.assign(this, { stage, surface, layers, tools, history, store, viewer, typing, uuid, say, t });
    this.field = null;
    tools.addEventListener("change", () => this.#restyle(), { signal });
    viewer.on("updateviewarea", () => this.#place());
  }

  get isOpen() {
    return this.field !== null;
  }

  /** A new box whose first line begins at the point. */
  openAt(page, [x, y]) {
    const draft = this.tools.draft(page, null, "text");
    const own = this.layers.pages.get(page)?.own ?? 0;
    const rect = fitted(boxAt(x, y, own, this.#pageBox(page)), "", sizeOf(draft), own);
    this.#open({ ...draft, geometry: { rect }, body: "", client_id: this.uuid() }, null);
  }

  /** A text box of mine, to write on. */
  openMark(clientId) {
    const mark = this.store.get(clientId);
    if (mark?.mine && mark.kind === "text") this.#open(mark, clientId);
  }

  #pageBox(page) {
    return this.viewer.pageView(page).viewport.viewBox;
  }

  #open(mark, clientId) {
    this.close();
    this.mark = mark;
    this.clientId = clientId;
    this.field = el("textarea", {
      class: "reader-text-field",
      maxlength: 4000,
      rows: 1,
      spellcheck: "false",
      "aria-label": this.t("reader-text-write"),
      placeholder: this.t("reader-text-write"),
    });
    this.field.value = mark.body ?? "";
    this.field.addEventListener("input", () => {
      this.#grow();
      this.#typed();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const isDone = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
      if (!isDone) return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.surface.focus({ preventScroll: true });
    });
    this.field.addEventListener("blur", () => this.close());
    this.stage.append(this.field);
    if (clientId) this.layers.pages.get(mark.page)?.nodes.get(clientId)?.setAttribute("visibility", "hidden");
    this.#place();
    this.field.focus({ preventScroll: true });
  }

  #typed() {
    const { mark, clientId } = this;
    const draft = draftOf(mark);
    this.typing.note({ key: mark.client_id, mark: clientId, draft, base: mark.body ?? "", text: this.field.value });
  }

  #restyle() {
    if (!this.field || this.clientId) return;
    const { color, width } = this.tools.draft(this.mark.page, null, "text");
    this.mark = { ...this.mark, color, width };
    this.#place();
  }

  #place() {
    if (!this.field || !this.layers.pages.has(this.mark.page)) return;
    const { page, geometry, color } = this.mark;
    const [x0, y0, x1, y1] = geometry.rect;
    const corners = [this.layers.toScreen(page, x0, y0), this.layers.toScreen(page, x1, y1)];
    const left = Math.min(...corners.map(([x]) => x));
    const right = Math.max(...corners.map(([x]) => x));
    const top = Math.min(...corners.map(([, y]) => y));
    const frame = this.stage.getBoundingClientRect();
    Object.assign(this.field.style, {
      left: `${left - frame.left}px`,
      top: `${top - frame.top}px`,
      width: `${right - left}px`,
      fontSize: `${sizeOf(this.mark) * this.layers.scaleOf(page)}px`,
      padding: `${3 * this.layers.scaleOf(page)}px`,
      color,
    });
    this.#grow();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  /** Keep what was typed; an empty new box was none, an old one that was emptied goes. */
  close() {
    const { field, mark, clientId } = this;
    if (!field) return;
    this.field = null;
    const body = field.value.replace(/\s+$/, "");
    field.remove();
    const own = this.layers.pages.get(mark.page)?.own ?? 0;
    const rect = fitted(mark.geometry.rect, body, sizeOf(mark), own);
    this.#store(mark, clientId, body, rect);
    this.typing.settle(mark.client_id);
  }

  #store(mark, clientId, body, rect) {
    if (!clientId) {
      if (body.trim()) this.history.add({ ...mark, body, geometry: { rect } });
      return;
    }
    if (!this.store.get(clientId)) {
      // Removed on another tablet while it was open: what was typed since is a new one.
      if (!body.trim() || body === mark.body) return;
      this.history.add({ ...draftOf(mark), body, geometry: { rect } });
      this.say("reader-gone-elsewhere");
      return;
    }
    this.layers.pages.get(mark.page)?.nodes.get(clientId)?.removeAttribute("visibility");
    if (!body.trim()) this.history.remove(clientId);
    else if (body !== mark.body) {
      this.history.change(clientId, { body, body_before: mark.body, geometry: { rect } });
    }
  }
}

/** A box whose reading begins at (x, y), as wide as there is room on the page. */
function boxAt(x, y, own, [px0, py0, px1, py1]) {
  const within = (room) => Math.max(60, Math.min(WIDE, room - 6));
  if (own === 90) return [x, y, x, y + within(py1 - y)];
  if (own === 180) return [x - within(x - px0), y, x, y];
  if (own === 270) return [x, y - within(y - py0), x, y];
  return [x, y, x + within(px1 - x), y];
}
