/* The room: follows what happens, region by region; typed text stays where it is. */

import * as drafts from "ecabinet/drafts";
import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { follow as take, leaveAlone } from "ecabinet/morph";

const ALL = ["state", "quorum", "place", "now", "agenda", "acts", "notes", "attendance"];
const TOUCHED = {
  "attendance-changed": ["quorum", "attendance", "place", "acts"],
  "notes-changed": ["notes"],
  "item-changed": ["now", "agenda", "acts", "notes"],
};

/* What somebody is writing belongs to the item it was begun for: while there is text in the box, an
   announcement leaves that part alone, and sending or emptying the box brings it up to date. */
const WRITING = { notes: 'form[data-ec-form="note"] textarea', acts: 'form[data-ec-form="conclusion"] textarea[name="text"]' };
const isWriting = (region) => Boolean(WRITING[region] && document.querySelector(WRITING[region])?.value.trim());

leaveAlone(isWriting);

document.addEventListener("change", ({ target }) => {
  for (const [region, box] of Object.entries(WRITING)) {
    if (target.matches(box) && !target.value.trim()) take(region);
  }
});

/* Back at an item, what was begun for it and not sent stands in its box again. */
document.addEventListener("ec-region", ({ target }) => {
  for (const form of target.querySelectorAll("form[data-ec-form]")) {
    if (form.dataset.ecForm !== "act") drafts.restore(form);
  }
});

function follow(place) {
  const rooms = [[place.dataset.room, place.dataset.number]];
  if (place.dataset.desk) rooms.push([place.dataset.desk, place.dataset.deskNumber]);
  for (const [room, number] of rooms) {
    live.join(room, {
      after: Number(number),
      onAnnouncement: (name) => take(...(TOUCHED[name] ?? ALL)),
      onReset: () => take(...ALL),
    });
  }
}

/** Rows of work: cloned from the template with the next free number, so that refusals find their row. */
function addRow(form) {
  const rows = form.querySelector("[data-lr-rows]");
  const number = rows.children.length;
  const copy = form.querySelector("template[data-lr-row]").content.cloneNode(true);
  for (const field of copy.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for"]) {
      const value = field.getAttribute(name);
      if (value) field.setAttribute(name, value.replace("__", String(number)));
    }
  }
  const away = document.createElement("button");
  away.type = "button";
  away.className = "btn btn-quiet";
  away.textContent = t("room-row-remove");
  away.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-lr-task]");
    // Emptied and hidden, not removed: the numbers of the other rows stay theirs.
    for (const field of row.querySelectorAll("input, select, textarea")) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    row.hidden = true;
  });
  copy.querySelector("[data-lr-task]").append(away);
  rows.append(copy);
  rows.lastElementChild.querySelector("textarea").focus();
}

document.addEventListener("click", ({ target }) => {
  const add = target.closest?.("[data-lr-add]");
  if (add) addRow(add.form);
});

/* A note taken back comes back into the box, so that it can be written otherwise. */
document.addEventListener("submit", ({ target }) => {
  const text = target.dataset?.lrUndo;
  if (!text) return;
  target.addEventListener(
    "ec-accepted",
    () => {
      const box = document.querySelector('form[data-ec-form="note"] textarea');
      if (box && !box.value) box.value = text;
    },
    { once: true },
  );
});

const place = document.querySelector("[data-room]");
if (place) follow(place);
