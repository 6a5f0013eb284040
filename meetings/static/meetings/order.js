/* <ec-agenda-order meeting="7" revision="12">: the items of an agenda, moved by dragging the handle, by the
   buttons up and down, or by the arrow keys on the handle. Each move is one act of its own. When somebody else
   moved something meanwhile, the sentence is shown and the order that the server holds is taken. */

import Sortable from "sortablejs";
import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { toast } from "ecabinet/toast";

const REGIONS = ["agenda", "changes", "way", "total"];

class AgendaOrder extends HTMLElement {
  #ending = null;
  #sortable = null;
  #sending = false;

  connectedCallback() {
    if (this.hasAttribute("still")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.#sortable = Sortable.create(this.list, {
      handle: "[data-handle]",
      draggable: "[data-item]",
      forceFallback: true, // native dragging knows no pen, and not from a button in every browser
      fallbackTolerance: 4,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      ghostClass: "mt-item--ghost",
      onEnd: ({ oldIndex, newIndex }) => oldIndex !== newIndex && this.#send(),
    });
  }

  disconnectedCallback() {
    this.#ending?.abort();
    this.#sortable?.destroy();
  }

  get list() {
    return this.querySelector("ol");
  }

  get items() {
    return Array.from(this.list.children).filter((child) => child.dataset.item);
  }

  #clicked(event) {
    const button = event.target.closest("[data-move]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
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
    const items = this.items;
    const place = items.indexOf(item);
    const other = items[place + step];
    if (!other || this.#sending) return;
    if (step < 0) other.before(item);
    else other.after(item);
    focus.focus();
    item.scrollIntoView({ block: "nearest" });
    this.#send(item);
  }

  async #send(item) {
    if (this.#sending) return;
    this.#sending = true;
    this.#sortable.option("disabled", true);
    const items = this.items.map((one) => Number(one.dataset.item));
    try {
      const meeting = this.getAttribute("meeting");
      const answer = await request("POST", `/api/v1/meetings/${meeting}/order`, {
        json: { items, revision: Number(this.getAttribute("revision")) },
      });
      this.setAttribute("revision", answer.revision);
      if (item) toast(t("agenda-moved", { place: this.items.indexOf(item) + 1 }), "good");
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      toast(error.sentence, "stop");
    } finally {
      this.#sending = false;
      this.#sortable?.option("disabled", false);
      await refresh(...REGIONS).catch(() => undefined);
    }
  }
}

customElements.define("ec-agenda-order", AgendaOrder);
