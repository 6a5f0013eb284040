/* A field that somebody else wrote meanwhile: both texts side by side, who, when, and three ways on. */

import { t } from "ecabinet/i18n";
import { inWords, labelOf, setPlaced, setValue } from "meetings/editing/fields";

const clock = (at) =>
  new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

function text(head, words) {
  const box = document.createElement("div");
  box.className = "me-text";
  const who = document.createElement("p");
  who.className = "ec-soft";
  who.textContent = head;
  const said = document.createElement("p");
  said.className = "me-said";
  said.textContent = words || t("editing-nothing");
  box.append(who, said);
  return box;
}

function button(words, act, kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-${kind}`;
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

export const clashAt = (field) => field.closest(".ec-field")?.querySelector(".me-clash") ?? null;

/** Show both texts under `field`; `onChoice()` once one was chosen. `both`: {mine, theirs, by, at} of the server. */
export function showClash(field, both, onChoice) {
  clashAt(field)?.remove();
  const box = document.createElement("div");
  box.className = "me-clash";
  box.setAttribute("role", "group");
  box.setAttribute("data-ec-mine", "");
  box.setAttribute("aria-label", t("editing-both", { field: labelOf(field) }));
  const mine = text(t("editing-mine"), inWords(field, both.mine));
  const theirs = text(
    both.by ? t("editing-theirs-at", { by: both.by, at: clock(both.at) }) : t("editing-theirs-somebody"),
    inWords(field, both.theirs),
  );
  const done = (value) => {
    setPlaced(field, both.theirs); // seen now, so that the choice is no clash again
    if (value !== undefined) setValue(field, value);
    box.remove();
    field.removeAttribute("data-me-clash");
    onChoice();
  };
  mine.append(button(t("editing-take-mine"), () => done(), "secondary"));
  theirs.append(button(t("editing-take-theirs"), () => done(both.theirs), "secondary"));
  const edit = button(
    t("editing-edit-on"),
    () => {
      setPlaced(field, both.theirs);
      box.remove();
      field.removeAttribute("data-me-clash");
      field.focus();
    },
    "quiet",
  );
  box.append(mine, theirs, edit);
  field.setAttribute("data-me-clash", "");
  (field.closest(".ec-field") ?? field.parentElement).append(box);
  box.querySelector("button").focus({ preventScroll: false });
}
