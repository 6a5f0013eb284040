/* <ec-seats>: who sits there is dragged to another seat; or taken up with Enter, and set down with Enter on
   another one. Who sat there changes places. Each is one act of its own, sent by the form beside the plan; what is
   asked while one is under way is sent after it. The plan is taken anew in place, so persons and seats are held by
   their ids, never by their elements. */

import { t } from "ecabinet/i18n";

class Seats extends HTMLElement {
  #picked = null;
  #waiting = [];
  #isSending = false;
  #stop = null;

  connectedCallback() {
    if (!this.form) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("pointerdown", (event) => this.#grab(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("ec-settled", ({ detail }) => this.#settled(detail), { signal });
    document.addEventListener("ec-region", () => this.#mark(), { signal });
  }

  disconnectedCallback() {
    this.#stop?.abort();
  }

  get form() {
    return this.querySelector("form[data-put]");
  }

  #say(text) {
    this.querySelector("[data-said]").textContent = text;
  }

  #pressed(event) {
    const seat = event.target.closest("[data-seat]");
    if (!seat) return;
    if (event.key === "Escape") this.#pick(null);
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (this.#picked) this.#drop(this.#picked, seat);
    else if (seat.dataset.person) this.#pick(seat);
  }

  #pick(seat) {
    this.#picked = seat && { person: seat.dataset.person, name: seat.dataset.name };
    this.#mark();
    if (seat) this.#say(t("seating-said-picked", { name: seat.dataset.name }));
  }

  #mark() {
    for (const seat of this.querySelectorAll("[data-seat]")) {
      seat.classList.toggle("is-chosen", Boolean(this.#picked) && seat.dataset.person === this.#picked.person);
    }
  }

  #grab(event) {
    const from = event.target.closest("[data-person]");
    if (!from || event.button > 0) return;
    event.preventDefault();
    const svg = from.ownerSVGElement;
    const after = from.nextElementSibling;
    const back = from.getAttribute("transform");
    const inverse = svg.getScreenCTM().inverse();
    const at = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(inverse);
    const start = at(event);
    const home = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(back).slice(1).map(Number);
    const who = { person: from.dataset.person, name: from.dataset.name };
    const ended = new AbortController();
    const { signal } = ended;
    let over = null;
    const move = (moved) => {
      const here = at(moved);
      from.setAttribute("transform", `translate(${home[0] + here.x - start.x} ${home[1] + here.y - start.y})`);
      over?.classList.remove("is-over");
      over = document
        .elementsFromPoint(moved.clientX, moved.clientY)
        .map((one) => one.closest("[data-seat]"))
        .find((one) => one && one !== from);
      over?.classList.add("is-over");
    };
    const end = ({ type }) => {
      ended.abort();
      from.setAttribute("transform", back);
      over?.classList.remove("is-over");
      if (from.parentNode === svg) svg.insertBefore(from, after?.parentNode === svg ? after : null);
      from.focus();
      // A capture lost without a lifted finger is no decision: the plan was drawn anew under it.
      if (over && type === "pointerup") this.#drop(who, over);
    };
    svg.append(from); // drawn above the others
    from.focus();
    from.setPointerCapture(event.pointerId);
    from.addEventListener("pointermove", move, { signal });
    from.addEventListener("pointerup", end, { signal });
    from.addEventListener("lostpointercapture", end, { signal });
  }

  #drop({ person, name }, to) {
    this.#pick(null);
    if (to.dataset.person === person) return;
    this.#say(t("seating-said-dropped", { name, label: to.dataset.label }));
    this.#waiting.push({ invitation_id: person, seat: to.dataset.seat });
    this.#next();
  }

  #next() {
    if (this.#isSending || !this.#waiting.length) return;
    this.#isSending = true;
    for (const [name, value] of Object.entries(this.#waiting.shift())) this.form.elements[name].value = value;
    this.form.requestSubmit();
  }

  #settled({ isAccepted }) {
    this.#isSending = false;
    if (!isAccepted) this.#waiting = []; // what was asked after it stood on it
    this.#next();
  }
}

if (!customElements.get("ec-seats")) customElements.define("ec-seats", Seats);
