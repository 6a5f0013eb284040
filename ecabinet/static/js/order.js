/* Things put into order by hand: by dragging the handle (finger, pen, mouse), by the arrow keys on it, or by buttons.
   Each move is one act, told, and can be undone; while it is being sent nothing else moves. `Ordering` is what all
   such lists share; <ec-order> is one list, or several, whose order is the ids of what stands there:

     <ec-order url="/api/v1/…/order" name="documents" refresh="region">
       <ul><li>… <button data-order-handle="5" data-order-group="draft">…</button></li></ul>
     </ec-order>

   An item is the <li> with a handle, and moves among those of its group; [data-order-move="-1"] is a button up. */

import Sortable from "sortablejs";
import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { toast } from "ecabinet/toast";

/** A network that swallows what it is given holds the list no longer than this. */
const PATIENCE_MS = 20_000;

export class Ordering extends HTMLElement {
  #ending = null;
  #sortables = [];
  #sending = false;
  #before = null;

  /* What a kind of list says of itself: `handle`, `mover`, `item` (selectors), `lists`, `regions`, and how a move is
     saved. Items of different groups never change places; with a `join` they go from list to list. */
  get join() {
    return null;
  }

  groupOf() {
    return "";
  }

  keyOf() {
    return "";
  }

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

  /** The items of a list, without the picture of one that hangs at the finger. */
  itemsOf(list) {
    return Array.from(list.children).filter((child) => child.matches(this.item) && !child.matches(".sortable-fallback"));
  }

  get items() {
    return this.lists.flatMap((list) => this.itemsOf(list));
  }

  /** Lists come and go with a refresh: each gets its dragging once. */
  #equip() {
    this.#sortables = this.#sortables.filter((sortable) => sortable.el?.isConnected);
    for (const list of this.lists.filter((one) => !Sortable.get(one))) {
      this.#sortables.push(
        Sortable.create(list, {
          group: this.join,
          handle: this.handle,
          draggable: this.item,
          forceFallback: true, // native dragging knows no pen, and not from a button in every browser
          fallbackTolerance: 4,
          animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
          ghostClass: "ec-ghost",
          onStart: () => (this.#before = this.#standing()),
          onMove: ({ dragged, related }) => this.groupOf(dragged) === this.groupOf(related),
          onEnd: ({ item, from, to, oldIndex, newIndex }) =>
            (from !== to || oldIndex !== newIndex) && this.#send(item, this.#before),
        }),
      );
    }
  }

  /** The order, and in which list each item stands. */
  #standing() {
    return {
      order: this.items.map((one) => this.idOf(one)),
      places: Object.fromEntries(this.items.map((one) => [this.idOf(one), this.keyOf(one.parentElement)])),
    };
  }

  #clicked(event) {
    const button = event.target.closest(this.mover);
    if (!button) return;
    event.preventDefault();
    this.#move(button.closest(this.item), this.stepOf(button), button);
  }

  #pressed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const handle = event.target.closest(this.handle);
    if (!step || !handle) return;
    event.preventDefault();
    this.#move(handle.closest(this.item), step, handle);
  }

  #move(item, step, focus) {
    if (this.#sending) return;
    const before = this.#standing();
    const list = item.parentElement;
    const siblings = this.itemsOf(list).filter((one) => this.groupOf(one) === this.groupOf(item));
    const other = siblings[siblings.indexOf(item) + step];
    const beside = this.join && this.lists[this.lists.indexOf(list) + step];
    if (other) other[step < 0 ? "before" : "after"](item);
    else if (beside) beside[step < 0 ? "append" : "prepend"](item);
    else return;
    focus.focus();
    item.scrollIntoView({ block: "nearest" });
    this.#send(item, before);
  }

  /* Until the order of the server is there nothing else moves: a page taken anew meanwhile may still show the one
     before, and the next move would start from that. */
  async #send(item, before, undoing = false) {
    if (this.#sending) return;
    this.#sending = true;
    for (const sortable of this.#sortables) sortable.option("disabled", true);
    const after = this.#standing();
    const id = this.idOf(item);
    const words = undoing ? t("browser-order-undone") : this.wordsOf(item, before.places[id] !== after.places[id]);
    let isSaved = true;
    try {
      await this.save(id, before, after, AbortSignal.timeout(PATIENCE_MS));
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      isSaved = false;
      toast(error.sentence, "stop");
    } finally {
      const isFresh = await refresh(...this.regions).then(() => true, () => false);
      if (!isSaved && !isFresh) this.#stand(before);
      this.#sending = false;
      for (const sortable of this.#sortables) sortable.option("disabled", false);
      this.#equip();
    }
    if (isSaved) this.#tell(words, undoing ? null : () => this.#putBack(id, before));
  }

  /* As it stood: what the server has cannot be learned now. What stands right is not touched, and whoever is somewhere
     in the list stays there. */
  #stand({ order, places }) {
    const items = new Map(this.items.map((one) => [this.idOf(one), one]));
    const placed = new Map();
    const focused = document.activeElement;
    for (const id of order) {
      const item = items.get(id);
      const list = this.join ? this.lists.find((one) => this.keyOf(one) === places[id]) : item?.parentElement;
      if (!item || !list) continue;
      const at = placed.get(list) ?? 0;
      placed.set(list, at + 1);
      const there = this.itemsOf(list)[at];
      if (there === item) continue;
      if (there) there.before(item);
      else list.append(item);
    }
    if (document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  /** Where it stands now, in words. */
  wordsOf(item) {
    const beside = this.itemsOf(item.parentElement).filter((one) => this.groupOf(one) === this.groupOf(item));
    return t("browser-order-moved", { place: beside.indexOf(item) + 1 });
  }

  #tell(words, putBack) {
    const box = toast(words, "good");
    if (!putBack) return;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "btn btn-quiet";
    undo.textContent = t("browser-order-undo");
    undo.addEventListener("click", () => {
      box.remove();
      putBack();
    });
    box.querySelector("p").after(undo);
  }

  #putBack(id, before) {
    const item = this.items.find((one) => this.idOf(one) === id);
    const list = this.join ? this.lists.find((one) => this.keyOf(one) === before.places[id]) : item?.parentElement;
    if (!item || !list || this.#sending) return;
    const now = this.#standing();
    const behind = before.order.slice(before.order.indexOf(id) + 1);
    const next = behind
      .map((one) => this.items.find((other) => this.idOf(other) === one))
      .find((other) => other?.parentElement === list);
    if (next) next.before(item);
    else list.append(item);
    this.#send(item, now, true);
  }
}

class Order extends Ordering {
  handle = "[data-order-handle]";
  mover = "[data-order-move]";
  item = "li:has([data-order-handle])";

  get lists() {
    const handles = Array.from(this.querySelectorAll(this.handle));
    return [...new Set(handles.map((handle) => handle.closest("li").parentElement))];
  }

  get regions() {
    return this.getAttribute("refresh").split(" ");
  }

  idOf(item) {
    return Number(item.querySelector(this.handle).dataset.orderHandle);
  }

  groupOf(item) {
    return item.querySelector(this.handle)?.dataset.orderGroup ?? "";
  }

  stepOf(button) {
    return Number(button.dataset.orderMove);
  }

  save(_id, _before, after, signal) {
    return request("POST", this.getAttribute("url"), { json: { [this.getAttribute("name")]: after.order }, signal });
  }
}

customElements.define("ec-order", Order);
