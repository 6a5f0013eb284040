/** The contents that a PDF brings along, as a tree for fingers and keys. */
import { el, icon } from "../dom.js";

const MOST = 5000;

/** The outline of PDF.js as plain entries: {title, bold, dest, url, open, children}; empty ones go. */
export function entriesOf(outline, depth = 1, room = { left: MOST }) {
  const entries = [];
  for (const node of outline ?? []) {
    if (room.left <= 0) break;
    room.left -= 1;
    const title = (node.title ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
    const children = depth < 12 ? entriesOf(node.items, depth + 1, room) : [];
    if (!title && !children.length) continue;
    entries.push({
      title: title || "…",
      bold: Boolean(node.bold),
      dest: node.dest ?? null,
      url: node.url ?? null,
      open: (node.count ?? 0) > 0,
      children,
    });
  }
  if (depth === 1 && entries.length === 1) entries[0].open = true;
  return entries;
}

export class Outline {
  constructor({ root, empty, t, onChosen, signal }) {
    Object.assign(this, { root, empty, t, onChosen });
    root.addEventListener("click", (event) => this.#click(event), { signal });
    root.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** Filled when it is first looked at. */
  async show(document_, focus) {
    this.filled ??= document_.getOutline().catch(() => null).then((outline) => this.#fill(entriesOf(outline)));
    await this.filled;
    if (focus) this.#rows()[0]?.focus();
  }

  #fill(entries) {
    this.entries = new Map();
    this.root.replaceChildren(...entries.map((entry) => this.#row(entry, 1)));
    this.root.hidden = entries.length === 0;
    this.empty.hidden = entries.length > 0;
    const [first] = this.#rows();
    if (first) first.tabIndex = 0;
  }

  #row(entry, level) {
    const hasMore = entry.children.length > 0;
    const toggle = hasMore
      ? el("span", { class: "reader-outline-toggle", "data-toggle": true, title: this.t("reader-contents-open") }, icon("chevron-right"))
      : el("span", { class: "reader-outline-toggle" });
    const words = el("span", { class: `reader-outline-title${entry.bold ? " is-bold" : ""}`, text: entry.title });
    const line = el("div", { class: "reader-outline-line" }, toggle, words);
    line.style.paddingLeft = `${(level - 1) * 1.1}rem`;
    const row = el(
      "li",
      {
        role: "treeitem", tabindex: "-1", "aria-level": level,
        "aria-expanded": hasMore ? String(entry.open) : null, "aria-label": entry.title,
      },
      line,
    );
    this.entries.set(row, entry);
    if (hasMore && entry.open) this.#unfold(row);
    return row;
  }

  /** Children exist from the first unfolding on. */
  #unfold(row) {
    row.setAttribute("aria-expanded", "true");
    const level = Number(row.getAttribute("aria-level")) + 1;
    let group = row.querySelector(":scope > ul");
    if (!group) {
      group = el("ul", { role: "group" }, ...this.entries.get(row).children.map((entry) => this.#row(entry, level)));
      row.append(group);
    }
    group.hidden = false;
  }

  #fold(row) {
    row.setAttribute("aria-expanded", "false");
    const group = row.querySelector(":scope > ul");
    if (group) group.hidden = true;
  }

  #rows() {
    return [...this.root.querySelectorAll("[role=treeitem]")].filter((row) => !row.closest("ul[hidden]"));
  }

  #click({ target }) {
    const row = target.closest("[role=treeitem]");
    if (!row) return;
    if (target.closest("[data-toggle]")) {
      if (row.getAttribute("aria-expanded") === "true") this.#fold(row);
      else this.#unfold(row);
      return;
    }
    this.#choose(row);
  }

  #choose(row) {
    this.#focus(row);
    this.onChosen(this.entries.get(row));
  }

  #focus(row) {
    for (const other of this.root.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus();
  }

  #key(event) {
    const row = event.target.closest("[role=treeitem]");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = this.#rows();
    const at = rows.indexOf(row);
    const expanded = row.getAttribute("aria-expanded");
    const acts = {
      ArrowDown: () => this.#focus(rows[at + 1] ?? row),
      ArrowUp: () => this.#focus(rows[at - 1] ?? row),
      Home: () => this.#focus(rows[0]),
      End: () => this.#focus(rows.at(-1)),
      ArrowRight: () => {
        if (expanded === "false") this.#unfold(row);
        else if (expanded === "true") this.#focus(rows[at + 1]);
      },
      ArrowLeft: () => {
        if (expanded === "true") this.#fold(row);
        else this.#focus(row.parentElement.closest("[role=treeitem]") ?? row);
      },
      Enter: () => this.#choose(row),
      " ": () => this.#choose(row),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }
}
