/* The secretariat's page of a sitting: the order of items, one line edited in its place, the live desk. */

import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { tellOrphan } from "ecabinet/restored";
import { toast } from "ecabinet/toast";
import * as unsaved from "ecabinet/unsaved";
import { followPresence, showPresence } from "meetings/editing/presence";
import { startReleasing } from "meetings/editing/release";
import { openEditors, startEditing } from "meetings/editing/start";
import { startPicking } from "meetings/many/picking";
import { startUndoing } from "meetings/editing/undo";
import { followRoom } from "meetings/follow";
import "meetings/order";

const REGIONS = ["heading", "way", "total", "agenda", "changes", "packs", "invited", "forecast", "facts"];

const isDirty = (form) =>
  Array.from(form.elements).some((field) => {
    if (field.type === "hidden") return false;
    if (field.localName === "select") return Array.from(field.options).some((o) => o.selected !== o.defaultSelected);
    return "defaultValue" in field && field.value !== field.defaultValue;
  });

/* A new line that is being typed is left alone by a refresh. */
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-item-form]:not([data-editing])");
  if (form) form.toggleAttribute("data-ec-keep", isDirty(form));
});

document.addEventListener("ec-accepted", ({ target }) => {
  if (target.matches("form[data-item-form]")) target.removeAttribute("data-ec-keep");
});

function goTo(search) {
  history.replaceState(null, "", location.pathname + search);
}

async function edit(id) {
  goTo(id ? `?edit=${id}` : "");
  await refresh("agenda", "changes", "total", "way");
}

/* "Edit" opens the form in its line without leaving the page; what was typed elsewhere is saved first, or kept. */
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  for (const editor of openEditors()) await editor.save();
  if (openEditors().some((editor) => !editor.isSaved)) toast(t("editing-kept-here"), "wait");
  const id = link.dataset.edit;
  await edit(id);
  document.querySelector(`#item-form-${id} input[name="title"]`)?.focus();
});

/* What was typed on this device before the page was closed, and never saved: its line is opened again. */
async function openUnsaved(meeting) {
  await unsaved.opened(false);
  if (openEditors().length) return;
  for (const { key, at, content } of unsaved.list(`item:${meeting}:`)) {
    const id = key.split(":")[2];
    if (document.getElementById(`item-${id}`)) {
      await edit(id);
      if (openEditors().length) return;
    }
    // The line is gone, or may not be changed any more.
    tellOrphan({
      key, at, fields: content?.fields, head: t("editing-orphan", { title: content?.title ?? "" }),
      place: (box) => document.querySelector(`[data-ec-region="agenda"]`)?.before(box),
    });
  }
}

startPicking();
startEditing({ onSubmit: () => edit("") });
startUndoing("agenda", "changes", "total");
document.addEventListener("ec-region", ({ detail }) => {
  if (detail.name === "agenda") showPresence();
});
followRoom(REGIONS);
const place = document.querySelector("[data-room]");
if (place) {
  followPresence(place.dataset.room);
  startReleasing(place.dataset.room.split(":")[1]);
  openUnsaved(place.dataset.room.split(":")[1]);
}
