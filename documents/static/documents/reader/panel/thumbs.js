/** Pages in small. Only those in view exist, however many the paper has. */
import { el } from "../dom.js";

export const CELL = { width: 150, height: 216 };
const AHEAD = 2;

/** The pages [first, last] of the rows in view and `AHEAD` rows around them, from 1. */
export function pagesInView({ scrollTop, height, columns, count }) {
  const firstRow = Math.max(0, Math.floor(scrollTop / CELL.height) - AHEAD);
  const lastRow = Math.floor((scrollTop + Math.max(height, 1) - 1) / CELL.height) + AHEAD;
  return [Math.min(count, firstRow * columns + 1), Math.min(count, (lastRow + 1) * columns)];
}

/** The page that a key leads to from `page`, or null for other keys. */
export function pageByKey(key, page, columns, count) {
  const to = {
    ArrowRight: page + 1,
    ArrowLeft: page - 1,
    ArrowDown: page + columns,
    ArrowUp: page - columns,
    Home: 1,
    End: count,
  }[key];
  return to === undefined ? null : Math.min(count, Math.max(1, to));
}

export class Thumbs {
  /** `address(page)`: of the server's picture. Where it does not come, PDF.js draws the page. */
  constructor({ root, viewer, address, nameOf, onChosen, signal }) {
    Object.assign(this, { root, viewer, address, nameOf, onChosen });
    this.box = root.parentElement;
    this.items = new Map();
    this.drawing = Promise.resolve();
    const later = () => {
      this.frame ??= requestAnimationFrame(() => {
        this.frame = null;
        this.render();
      });
    };
    this.box.addEventListener("scroll", later, { signal, passive: true });
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-page]");
      if (button) onChosen(Number(button.dataset.page));
    }, { signal });
    root.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.resizing = new ResizeObserver(later);
    this.resizing.observe(this.box);
    signal.addEventListener("abort", () => this.resizing.disconnect());
    viewer.on("pagechanging", () => this.#mark());
  }

  get columns() {
    return Math.max(1, Math.floor(this.box.clientWidth / CELL.width));
  }

  /** Show the pages around the one being read. */
  show(focus) {
    this.current = this.viewer.page;
    this.#reveal(this.current);
    this.render();
    if (focus) this.#focus(this.current);
  }

  render() {
    const { box, viewer, columns } = this;
    const { count } = viewer;
    if (!box.clientHeight || !count) return;
    this.root.style.height = `${Math.ceil(count / columns) * CELL.height}px`;
    const [first, last] = pagesInView({ scrollTop: box.scrollTop, height: box.clientHeight, columns, count });
    const left = (box.clientWidth - columns * CELL.width) / 2;
    for (const [page, item] of this.items) {
      if ((page < first || page > last) && !item.contains(document.activeElement)) {
        item.remove();
        this.items.delete(page);
      }
    }
    for (let page = first; page <= last; page += 1) {
      let item = this.items.get(page);
      if (!item) {
        item = this.#item(page);
        this.items.set(page, item);
        const after = [...this.items.keys()].filter((other) => other > page).sort((a, b) => a - b)[0];
        this.root.insertBefore(item, this.items.get(after) ?? null);
      }
      const row = Math.floor((page - 1) / columns);
      item.style.transform = `translate(${left + ((page - 1) % columns) * CELL.width}px, ${row * CELL.height}px)`;
    }
    this.#mark();
  }

  #item(page) {
    const picture = el("img", { alt: "", decoding: "async", draggable: "false" });
    picture.addEventListener("error", () => this.#draw(page, picture), { once: true });
    picture.src = this.address(page);
    const name = this.nameOf(page);
    const button = el(
      "button",
      { type: "button", class: "reader-thumb", "data-page": page, "aria-label": name.full, tabindex: "-1" },
      el("span", { class: "reader-thumb-picture" }, picture),
      el("span", { class: "reader-thumb-name", text: name.short }),
    );
    return el("li", { "aria-setsize": this.viewer.count, "aria-posinset": page }, button);
  }

  /** One after the other, and only what is still in view. */
  #draw(page, picture) {
    this.drawing = this.drawing.then(async () => {
      if (!picture.isConnected) return;
      try {
        const canvas = await this.viewer.drawSmall(page, CELL.width * 1.5);
        picture.replaceWith(canvas);
      } catch {
        picture.remove();
      }
    });
  }

  #mark() {
    const { page } = this.viewer;
    const focused = this.root.contains(document.activeElement) ? Number(document.activeElement.dataset.page) : null;
    for (const [number, item] of this.items) {
      const button = item.firstElementChild;
      if (number === page) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
      button.tabIndex = number === (focused ?? page) ? 0 : -1;
    }
  }

  #key(event) {
    const button = event.target.closest("button[data-page]");
    const to = button && pageByKey(event.key, Number(button.dataset.page), this.columns, this.viewer.count);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    this.#reveal(to);
    this.render();
    this.#focus(to);
  }

  #reveal(page) {
    const top = Math.floor((page - 1) / this.columns) * CELL.height;
    const { box } = this;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + CELL.height > box.scrollTop + box.clientHeight) {
      box.scrollTop = top + CELL.height - box.clientHeight;
    }
    // The list must be that high before it can be scrolled so far.
    this.root.style.height = `${Math.ceil(this.viewer.count / this.columns) * CELL.height}px`;
    if (top > box.scrollTop + box.clientHeight) box.scrollTop = top;
  }

  #focus(page) {
    const button = this.items.get(page)?.firstElementChild;
    if (!button) return;
    button.tabIndex = 0;
    button.focus({ preventScroll: true });
    this.#mark();
  }
}
