/* The secretariat's page of a sitting: the order of items, one line edited in its place, the live desk. */

import { ask } from "ecabinet/confirm";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { followRoom } from "meetings/follow";
import "meetings/order";

const REGIONS = ["heading", "way", "total", "agenda", "changes", "packs", "invited", "facts"];

const isDirty = (form) =>
  Array.from(form.elements).some((field) => {
    if (field.type === "hidden") return false;
    if (field.localName === "select") return Array.from(field.options).some((o) => o.selected !== o.defaultSelected);
    return "defaultValue" in field && field.value !== field.defaultValue;
  });

/* What somebody is typing into a line belongs to the line as it was when they began: a refresh leaves the
   form alone, with its revision, so that the server can tell that the line has changed meanwhile. */
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-item-form]");
  if (form) form.toggleAttribute("data-ec-keep", isDirty(form));
});

function warnIfChanged() {
  for (const form of document.querySelectorAll("form[data-item-form][data-ec-keep]")) {
    const item = form.closest("[data-item]");
    const seen = form.elements.revision;
    if (!item || !seen || item.dataset.revision === seen.value || form.querySelector("[data-warning]")) continue;
    const line = document.createElement("div");
    line.className = "ec-notice ec-notice--wait";
    line.setAttribute("role", "status");
    line.dataset.warning = "";
    const words = document.createElement("p");
    words.textContent = t("agenda-changed-while-typing");
    const mine = document.createElement("button");
    mine.type = "button";
    mine.className = "btn btn-secondary";
    mine.textContent = t("agenda-overwrite");
    mine.addEventListener("click", () => {
      seen.value = item.dataset.revision;
      line.remove();
    });
    const body = document.createElement("div");
    body.append(words, mine);
    line.append(body);
    form.prepend(line);
  }
}

document.addEventListener("ec-region", ({ detail }) => {
  if (detail.name === "agenda") warnIfChanged();
});

function goTo(search) {
  history.replaceState(null, "", location.pathname + search);
}

/* "Edit" opens the form in its line without leaving the page. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const open = document.querySelector("[data-item] form[data-item-form]");
  if (open && isDirty(open)) {
    if (!(await ask(t("agenda-leave-edit")))) return;
    open.reset();
  }
  open?.removeAttribute("data-ec-keep");
  const id = link.dataset.edit;
  goTo(id ? `?edit=${id}` : "");
  await refresh("agenda");
  document.querySelector(`#item-form-${id} input[name="title"]`)?.focus();
});

document.addEventListener("ec-accepted", ({ target }) => {
  if (!target.matches("form[data-item-form]")) return;
  target.removeAttribute("data-ec-keep");
  goTo("");
});

followRoom(REGIONS);
