/* Who else writes where: told to the others at the desk while the caret stands in a field, shown at the item. */

import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { fieldNamed, labelOf } from "meetings/editing/fields";

const EVERY_MS = 8000;
const GONE_MS = 20000;

const others = new Map(); // socket of the other → {item, field, name, at}

/* The form of an item; without one, that of the sitting's own data. */
const formOf = (item) =>
  document.querySelector(item ? `form[data-editing][data-item-id="${item}"]` : "form[data-editing]:not([data-item-id])");

const fieldOf = ({ item, field }) => {
  const form = formOf(item);
  return form && fieldNamed(form, field);
};

function wordsOf({ name, field, item }) {
  if (!item) return t("editing-presence-sitting", { name });
  const form = document.querySelector("form[data-item-form]"); // any of them knows the labels
  const found = form && fieldNamed(form, field);
  return found ? t("editing-presence-field", { name, field: labelOf(found) }) : t("editing-presence", { name });
}

/* Under the field in which somebody writes. */
function showAtFields() {
  const wanted = new Map(); // box of the field → its sentences
  for (const one of others.values()) {
    const found = fieldOf(one);
    const box = found?.closest(".ec-field");
    if (!box) continue;
    const words = t("editing-presence-field", { name: one.name, field: labelOf(found) });
    wanted.set(box, new Set([...(wanted.get(box) ?? []), words]));
  }
  for (const line of document.querySelectorAll(".me-here")) if (!wanted.has(line.parentElement)) line.remove();
  for (const [box, sentences] of wanted) {
    let line = box.querySelector(":scope > .me-here");
    if (!line) {
      line = document.createElement("p");
      line.className = "me-presence me-here";
      line.setAttribute("role", "status");
      line.setAttribute("data-ec-mine", "");
      box.append(line);
    }
    const words = [...sentences].join(" ");
    if (line.textContent !== words) line.textContent = words;
  }
}

export function showPresence() {
  const now = Date.now();
  for (const [from, { at }] of others) if (now - at > GONE_MS) others.delete(from);
  showAtFields();
  for (const place of document.querySelectorAll("[data-presence]")) {
    const here = [...others.values()].filter((one) => String(one.item ?? "") === place.dataset.presence && !fieldOf(one));
    const words = [...new Set(here.map(wordsOf))].join(" ");
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  }
}

export function followPresence(room) {
  let mine = null;
  const tell = () => mine && live.send("editing", mine);
  const say = (form, field) => {
    const item = Number(form.dataset.itemId) || null;
    mine = { room, item, field };
    tell();
    if (!field) mine = null;
  };
  live.on("editing", ({ item, field, name }, { from }) => {
    if (field) others.set(from, { item, field, name, at: Date.now() });
    else others.delete(from);
    showPresence();
  });
  document.addEventListener("focusin", ({ target }) => {
    const form = target.form;
    if (form?.matches("form[data-editing]") && target.name) say(form, target.name);
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.form;
    if (form?.matches("form[data-editing]") && relatedTarget?.form !== form) say(form, null);
  });
  addEventListener("pagehide", () => {
    if (mine) live.send("editing", { ...mine, field: null });
  });
  setInterval(() => {
    if (!document.hidden) tell();
    showPresence();
  }, EVERY_MS);
}
