/* Choosing items on the secretariat's page: one by one, a stretch with Shift, a section, all; by keys: Space, the arrows
   go from one to the next, with Shift they take it along, Escape lets all go. Before an act the page asks, naming how
   many. The choice itself is nothing but the ticks: what another officer moves or removes leaves it as it is. */

import { t } from "ecabinet/i18n";
import { range, ticks } from "meetings/many/stretch";

const form = () => document.getElementById("many-form");
const picks = () => Array.from(document.querySelectorAll("[data-pick]"));
const chosen = () => picks().filter((one) => one.checked);

let short = false; // titles alone, so that many lines are seen at once
let anchor = null; // id of the item that was ticked last: a stretch begins there

/** The ticks of sections and of all say what stands below them. */
function show() {
  const bar = form();
  if (!bar) return;
  const all = picks();
  for (const box of document.querySelectorAll("[data-pick-section]")) {
    const list = document.querySelector(`[data-section="${box.dataset.pickSection}"]`);
    Object.assign(box, ticks(Array.from(list?.querySelectorAll("[data-pick]") ?? [], (one) => one.checked)));
  }
  Object.assign(bar.querySelector("[data-pick-all]"), ticks(all.map((one) => one.checked)));
  const count = chosen().length;
  bar.dataset.count = count;
  bar.querySelector("[data-pick-clear]").hidden = !count;
  const shorter = bar.querySelector("[data-pick-short]");
  shorter.hidden = false;
  shorter.setAttribute("aria-pressed", short);
  document.querySelector("ec-agenda-order")?.classList.toggle("is-short", short);
  const told = bar.querySelector("[data-pick-count]");
  const words = count ? t("many-chosen", { count }) : t("many-none");
  if (told.textContent !== words) told.textContent = words;
  for (const one of all) one.closest("[data-item]")?.classList.toggle("is-picked", one.checked);
  for (const button of bar.querySelectorAll('button[name="act"]')) {
    button.dataset.ecConfirm = question(bar, button.value, count);
    button.toggleAttribute("aria-disabled", false);
    if (!count) button.setAttribute("aria-disabled", "true");
  }
}

function question(bar, act, count) {
  const what = Array.from(bar.querySelectorAll(".mt-fields [name]"))
    .filter((field) => !["to_meeting_id", "late_reason"].includes(field.name) && field.value !== "")
    .map((field) => t("many-becomes", {
      field: field.labels[0].textContent.trim(),
      value: field.localName === "select" ? field.selectedOptions[0].textContent.trim() : field.value,
    }))
    .join("; ");
  const meeting = bar.elements.to_meeting_id?.selectedOptions[0]?.textContent.trim() ?? "";
  return t(`many-confirm-${act}`, { count, what: what || "…", meeting });
}

function set(boxes, checked) {
  for (const box of boxes) box.checked = checked;
  show();
}

function clicked(event) {
  const box = event.target.closest?.("[data-pick]");
  if (!box) return;
  if (event.shiftKey && anchor) {
    const all = picks();
    set(range(all, all.findIndex((one) => one.value === anchor), all.indexOf(box)), box.checked);
  }
  anchor = box.value;
}

function changed({ target }) {
  if (target.matches?.("[data-pick-section]")) {
    const list = document.querySelector(`[data-section="${target.dataset.pickSection}"]`);
    set(list?.querySelectorAll("[data-pick]") ?? [], target.checked);
  } else if (target.matches?.("[data-pick-all]")) set(picks(), target.checked);
  else if (target.matches?.("[data-pick]") || target.form === form()) show();
}

function pressed(event) {
  const box = event.target.closest?.("[data-pick]");
  if (event.key === "Escape" && (box || event.target.closest?.("#many-form"))) {
    set(picks(), false);
    return;
  }
  const panel = event.target.closest?.("#many-form .mm-panel");
  if (event.key === "Enter" && panel && event.target.localName === "input") {
    event.preventDefault(); // else the first button of the bar is meant
    panel.querySelector('button[name="act"]').click();
    return;
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!box || !step) return;
  event.preventDefault();
  const all = picks();
  const next = all[all.indexOf(box) + step];
  if (!next) return;
  next.focus();
  anchor = next.value;
  if (event.shiftKey) set([box, next], true);
}

export function startPicking() {
  if (!form()) return;
  document.addEventListener("click", clicked);
  document.addEventListener("change", changed);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-pick-clear]")) set(picks(), false);
    if (!target.closest?.("[data-pick-short]")) return;
    short = !short;
    show();
  });
  document.addEventListener("input", ({ target }) => target.form === form() && show());
  document.addEventListener("reset", () => setTimeout(show));
  document.addEventListener("ec-region", ({ detail, target }) => {
    if (detail.name === "agenda") show();
    if (detail.name === "many") target.querySelector("#many-told")?.focus();
  });
  show();
}
