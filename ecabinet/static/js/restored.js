/* What comes back from this device: the line over a form, and words whose form is gone. */

import { t } from "ecabinet/i18n";
import * as unsaved from "ecabinet/unsaved";

/* With the day when it was not today. */
function when(at) {
  const then = new Date(at);
  const isToday = then.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "2-digit", month: "2-digit", year: "numeric" };
  return then.toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...day });
}

/* A part that is read out: it stands on the page before its words come. */
function told(className, place, ...parts) {
  const line = document.createElement("div");
  line.className = className;
  line.setAttribute("role", "status");
  line.setAttribute("data-ec-mine", "");
  place(line);
  setTimeout(() => line.append(...parts));
  return line;
}

/** Tell in `form` that what was typed at `at` and not saved stands there again. */
export function tellRestored(form, at) {
  const words = document.createElement("p");
  words.textContent = t("browser-restored-at", { at: when(at) });
  told("ec-notice mb-3", (line) => form.prepend(line), words);
}

const nameOf = (field) => (field.labels?.[0] ?? field.closest("fieldset")?.querySelector("legend"))?.textContent.trim() ?? "";

function wordsOf(field) {
  const legend = field.closest("fieldset")?.querySelector("legend")?.textContent.trim() ?? "";
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked && !field.defaultChecked ? { label: legend, mine: nameOf(field) } : null;
  }
  if (field.localName === "select") {
    const option = field.selectedOptions[0];
    return option && !option.defaultSelected ? { label: nameOf(field), mine: option.text } : null;
  }
  return field.value.trim() && field.value !== field.defaultValue ? { label: nameOf(field), mine: field.value } : null;
}

/** What was typed into a form and is not the server's, in words: [{label, mine}]. */
export const wordsIn = (form) =>
  Array.from(form.elements)
    .filter((field) => field.name && "value" in field && !["hidden", "password", "file", "submit", "button"].includes(field.type))
    .map(wordsOf)
    .filter(Boolean);

/** The form is gone, or may not be filled in any more: what was typed is shown, to be taken elsewhere, until it is
    discarded. `key`: under which it is kept; `fields`: its words; `head`: the sentence; `place(box)` puts it. */
export function tellOrphan({ key, at, fields = [], head = t("browser-orphan", { at: when(at) }), place = atTop }) {
  const body = document.createElement("div");
  const sentence = document.createElement("p");
  sentence.textContent = head;
  const list = document.createElement("ul");
  for (const { label, mine } of fields) {
    const line = document.createElement("li");
    line.textContent = label ? `${label}: ${mine}` : mine;
    list.append(line);
  }
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-secondary";
  drop.textContent = t("browser-orphan-drop");
  body.append(sentence, list, drop);
  const box = told("ec-notice ec-notice--wait mb-3", place, body);
  drop.addEventListener("click", () => {
    unsaved.forget(key);
    box.remove();
  });
  return box;
}

const atTop = (box) => document.querySelector(".ec-columns").before(box);
