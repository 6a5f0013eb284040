/* <ec-agenda-order meeting="7">: the items of an agenda, in one list for each section ([data-section]), moved by
   dragging the handle, by the buttons up and down, or by the arrow keys on the handle; over the edge of a section
   into the next one. Each move is one act, made next to its new neighbours whatever others moved meanwhile, and can
   be undone. When somebody else moved the same item, the sentence is shown and the order of the server is taken. */

import Sortable from "sortablejs";
import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { toast } from "ecabinet/toast";

const REGIONS = ["agenda", "changes", "way", "total"];

class AgendaOrder extends HTMLElement {
  #ending = null;
  #sortables = [];
  #sending = false;
  #before = null;

  connectedCallback() {
    if (this.hasAttribute("still")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("pointerdown", () => this.#equip(), { signal, capture: true });
    this.#equip();
  }

  disconnectedCallback() {
    this.#ending?.abort();
    for (const sortable of this.#sortables) sortable.destroy();
    this.#sortables = [];
  }

  get lists() {
    return Array.from(this.querySelectorAll("[data-section]"));
  }

  get items() {
    return this.lists.flatMap((list) => Array.from(list.children).filter((child) => child.dataset.item));
  }

  /** Lists come and go with their sections: each gets its dragging once. */
  #equip() {
    this.#sortables = this.#sortables.filter((sortable) => sortable.el?.isConnected);
    for (const list of this.lists.filter((one) => !Sortable.get(one))) {
      this.#sortables.push(
        Sortable.create(list, {
          group: "agenda",
          handle: "[data-handle]",
          draggable: "[data-item]",
          forceFallback: true, // native dragging knows no pen, and not from a button in every browser
          fallbackTolerance: 4,
          animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
          ghostClass: "mt-item--ghost",
          onStart: () => (this.#before = this.#standing()),
          onEnd: ({ item, from, to, oldIndex, newIndex }) =>
            (from !== to || oldIndex !== newIndex) && this.#send(item, this.#before),
        }),
      );
    }
  }

  /** The order, and in which section ("": before all) each item stands. */
  #standing() {
    return {
      order: this.items.map((one) => Number(one.dataset.item)),
      sections: Object.fromEntries(this.items.map((one) => [one.dataset.item, one.parentElement.dataset.section])),
    };
  }

  #clicked(event) {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    this.#move(button.closest("[data-item]"), Number(button.dataset.move), button);
  }

  #pressed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const handle = event.target.closest("[data-handle]");
    if (!step || !handle) return;
    event.preventDefault();
    this.#move(handle.closest("[data-item]"), step, handle);
  }

  #move(item, step, focus) {
    if (this.#sending) return;
    const before = this.#standing();
    const list = item.parentElement;
    const siblings = Array.from(list.children).filter((child) => child.dataset.item);
    const other = siblings[siblings.indexOf(item) + step];
    const beside = this.lists[this.lists.indexOf(list) + step];
    if (other) other[step < 0 ? "before" : "after"](item);
    else if (beside) beside[step < 0 ? "append" : "prepend"](item);
    else return;
    focus.focus();
    item.scrollIntoView({ block: "nearest" });
    this.#send(item, before);
  }

  async #send(item, before, undoing = false) {
    if (this.#sending) return;
    this.#sending = true;
    for (const sortable of this.#sortables) sortable.option("disabled", true);
    const after = this.#standing();
    const meeting = this.getAttribute("meeting");
    const id = item.dataset.item;
    const moved = before.sections[id] !== after.sections[id];
    try {
      await request("POST", `/api/v1/meetings/${meeting}/order`, {
        json: {
          items: after.order,
          seen: before.order,
          sections: moved ? { [id]: Number(after.sections[id]) || null } : {},
        },
      });
      this.#tell(item, before, moved, undoing);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      toast(error.sentence, "stop");
    } finally {
      this.#sending = false;
      for (const sortable of this.#sortables) sortable.option("disabled", false);
      await refresh(...REGIONS).catch(() => undefined);
      this.#equip();
    }
  }

  #tell(item, before, moved, undoing) {
    if (undoing) {
      toast(t("agenda-undone"), "good");
      return;
    }
    const list = item.parentElement;
    const heading = list.getAttribute("aria-labelledby");
    const section = heading ? document.querySelector(`#${heading} h3`)?.textContent.trim() : t("agenda-section-none");
    const place = this.items.indexOf(item) + 1;
    const words = moved ? t("agenda-moved-section", { place, section }) : t("agenda-moved", { place });
    const box = toast(words, "good");
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "btn btn-quiet";
    undo.textContent = t("agenda-undo");
    undo.addEventListener("click", () => {
      box.remove();
      this.#putBack(item.dataset.item, before);
    });
    box.querySelector("p").after(undo);
  }

  #putBack(id, before) {
    const item = this.items.find((one) => one.dataset.item === id);
    const list = this.lists.find((one) => one.dataset.section === before.sections[id]);
    if (!item || !list || this.#sending) return;
    const now = this.#standing();
    const behind = before.order.slice(before.order.indexOf(Number(id)) + 1);
    const next = behind
      .map((one) => this.items.find((other) => Number(other.dataset.item) === one))
      .find((other) => other?.parentElement === list);
    if (next) next.before(item);
    else list.append(item);
    this.#send(item, now, true);
  }
}

customElements.define("ec-agenda-order", AgendaOrder);
