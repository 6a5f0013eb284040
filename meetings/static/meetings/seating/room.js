/* <ec-room-plan>: the seats of a room, moved by finger, pen, mouse or arrow keys on a grid of ten centimetres.
   What stands in the drawing is written as JSON into the form's field `plan`; the form is sent as ever. */

import { t } from "ecabinet/i18n";

const GRID = 10;
const BIG = 50;

class RoomPlan extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.field = this.closest("form").elements.plan;
    this.plan = JSON.parse(this.field.value);
    this.past = [];
    this.chosen = null;
    this.label = this.querySelector("[data-label]");
    this.addEventListener("pointerdown", (event) => this.#grab(event));
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.addEventListener("focusin", ({ target }) => {
      const seat = target.closest("[data-key]");
      if (seat) this.#choose(seat.dataset.key);
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button && button.getAttribute("aria-disabled") !== "true") this.#do(button.dataset.do);
    });
    this.label.addEventListener("change", () => {
      const seat = this.#seat(this.chosen);
      if (!seat || !this.label.value.trim()) return;
      this.#keep();
      seat.label = this.label.value.trim();
      this.#draw();
    });
  }

  #seat(key) {
    return this.plan.seats.find((one) => one.key === key);
  }

  #group(key) {
    return this.svg.querySelector(`[data-key="${key}"]`);
  }

  #choose(key) {
    this.chosen = key;
    for (const group of this.svg.querySelectorAll("[data-key]")) group.classList.toggle("is-chosen", group.dataset.key === key);
    const seat = this.#seat(key);
    this.label.disabled = !seat;
    this.label.value = seat?.label ?? "";
    for (const name of ["remove", "turn", "head"]) this.#enable(name, Boolean(seat) && (name !== "remove" || this.plan.seats.length > 1));
  }

  #enable(name, is) {
    this.querySelector(`[data-do="${name}"]`).setAttribute("aria-disabled", String(!is));
  }

  #keep() {
    this.past.push(JSON.stringify(this.plan.seats));
    this.#enable("undo", true);
  }

  #say(text) {
    this.querySelector("[data-said]").textContent = text;
  }

  #place(seat, x, y) {
    seat.x = Math.min(this.plan.width - 30, Math.max(30, Math.round(x / GRID) * GRID));
    seat.y = Math.min(this.plan.height - 30, Math.max(30, Math.round(y / GRID) * GRID));
  }

  #grab(event) {
    const group = event.target.closest("[data-key]");
    if (!group || event.button > 0) return;
    event.preventDefault();
    group.focus();
    const seat = this.#seat(group.dataset.key);
    const start = this.#point(event);
    const offset = [seat.x - start.x, seat.y - start.y];
    const before = JSON.stringify(this.plan.seats);
    const move = (moved) => {
      const at = this.#point(moved);
      this.#place(seat, at.x + offset[0], at.y + offset[1]);
      group.setAttribute("transform", `translate(${seat.x} ${seat.y})`);
    };
    const drop = () => {
      group.removeEventListener("pointermove", move);
      if (JSON.stringify(this.plan.seats) === before) return;
      this.past.push(before);
      this.#enable("undo", true);
      this.#write();
    };
    group.setPointerCapture(event.pointerId);
    group.addEventListener("pointermove", move);
    group.addEventListener("lostpointercapture", drop, { once: true });
  }

  #point({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
  }

  #pressed(event) {
    const group = event.target.closest("[data-key]");
    if (!group) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      event.preventDefault();
      const seat = this.#seat(group.dataset.key);
      const far = event.shiftKey ? BIG : GRID;
      this.#keep();
      const { x, y } = seat;
      this.#place(seat, x + step[0] * far, y + step[1] * far);
      if (step[0]) seat.y = y; // only what the key moves goes onto the grid
      else seat.x = x;
      this.#draw();
      this.#say(t("seating-said-moved", { label: seat.label, x: seat.x, y: seat.y }));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#do("remove");
    } else if (event.key.toLowerCase() === "r") this.#do("turn");
    else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) this.#do("undo");
  }

  #do(name) {
    const seat = this.#seat(this.chosen);
    if (name === "undo") {
      if (!this.past.length) return;
      this.plan.seats = JSON.parse(this.past.pop());
      this.#enable("undo", this.past.length > 0);
    } else if (name === "add") {
      this.#keep();
      this.#add();
    } else if (!seat) return;
    else if (name === "remove") {
      if (this.plan.seats.length < 2) return;
      this.#keep();
      this.plan.seats = this.plan.seats.filter((one) => one !== seat);
      this.#say(t("seating-said-removed", { label: seat.label }));
      this.chosen = this.plan.seats[0].key;
    } else if (name === "turn") {
      this.#keep();
      seat.angle = (seat.angle + 45) % 360;
    } else if (name === "head") {
      this.#keep();
      this.plan.seats = [seat, ...this.plan.seats.filter((one) => one !== seat)];
    }
    this.#draw();
  }

  #add() {
    const number = Math.max(0, ...this.plan.seats.map((one) => Number(one.label) || 0)) + 1;
    const keys = this.plan.seats.map((one) => Number(one.key.slice(1)) || 0);
    const seat = { key: `s${Math.max(0, ...keys) + 1}`, label: String(number), x: 0, y: 0, angle: 0 };
    const isFree = (x, y) => this.plan.seats.every((one) => Math.hypot(one.x - x, one.y - y) > 65);
    const y = this.plan.height - 50;
    let x = 50;
    while (!isFree(x, y) && x < this.plan.width - 60) x += 70;
    this.#place(seat, x, y);
    this.plan.seats.push(seat);
    this.chosen = seat.key;
    this.#say(t("seating-said-added", { label: seat.label }));
  }

  #draw() {
    const held = document.activeElement?.closest?.("[data-key]")?.dataset.key;
    const model = this.svg.querySelector("[data-key]");
    const groups = this.plan.seats.map((seat, place) => {
      const group = this.#group(seat.key)?.cloneNode(true) ?? model.cloneNode(true);
      group.dataset.key = seat.key;
      group.setAttribute("transform", `translate(${seat.x} ${seat.y})`);
      group.setAttribute("aria-label", t("seating-seat", { label: seat.label }));
      group.classList.toggle("is-head", place === 0);
      group.querySelector("g").setAttribute("transform", `rotate(${seat.angle})`);
      group.querySelector("text").textContent = seat.label;
      return group;
    });
    for (const old of this.svg.querySelectorAll("[data-key]")) old.remove();
    this.svg.append(...groups);
    this.#write();
    this.#choose(this.#seat(this.chosen) ? this.chosen : null);
    if (held) this.#group(this.chosen ?? held)?.focus();
  }

  #write() {
    this.field.value = JSON.stringify(this.plan);
  }
}

if (!customElements.get("ec-room-plan")) customElements.define("ec-room-plan", RoomPlan);
