/* <ec-agenda-order meeting="7">: the items of an agenda, in one list for each section ([data-section]), over the edge
   of a section into the next one. Each move is made next to its new neighbours whatever others moved meanwhile. When
   somebody else moved the same item, the sentence is shown and the order of the server is taken. */

import { request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { Ordering } from "ecabinet/order";

class AgendaOrder extends Ordering {
  handle = "[data-handle]";
  mover = "[data-move]";
  item = "[data-item]";
  regions = ["agenda", "changes", "way", "total"];

  get join() {
    return "agenda";
  }

  get lists() {
    return Array.from(this.querySelectorAll("[data-section]"));
  }

  idOf(item) {
    return Number(item.dataset.item);
  }

  /** The section; "": before all. */
  keyOf(list) {
    return list.dataset.section;
  }

  stepOf(button) {
    return Number(button.dataset.move);
  }

  save(id, before, after, signal) {
    const moved = before.places[id] !== after.places[id];
    return request("POST", `/api/v1/meetings/${this.getAttribute("meeting")}/order`, {
      json: {
        items: after.order,
        seen: before.order,
        sections: moved ? { [id]: Number(after.places[id]) || null } : {},
      },
      signal,
    });
  }

  wordsOf(item, moved) {
    const place = this.items.indexOf(item) + 1;
    if (!moved) return t("browser-order-moved", { place });
    const heading = item.parentElement.getAttribute("aria-labelledby");
    const section = heading ? document.querySelector(`#${heading} h3`)?.textContent.trim() : t("agenda-section-none");
    return t("agenda-moved-section", { place, section });
  }
}

customElements.define("ec-agenda-order", AgendaOrder);
