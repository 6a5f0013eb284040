/* What was typed into a form stays in this tab until the server has accepted it; with data-ec-draft="device" on
   this device, sealed, so that a closed tab loses nothing either. data-ec-draft="own": the form is saved
   while it is typed, and its script keeps what is not saved. */

import { wordsIn } from "ecabinet/restored";
import * as unsaved from "ecabinet/unsaved";

const NEVER = new Set(["password", "file", "hidden", "submit", "button"]);

const pageKey = () => `${location.pathname}:`;
export const keyOf = (form) => `${pageKey()}${form.id || form.getAttribute("action") || ""}`;

const fieldsOf = (form) =>
  Array.from(form.elements).filter((field) => field.name && !NEVER.has(field.type) && field.name !== "csrf_token");

/** The form's contents as [[name, value], …]; a choice counts when it is made. */
export function contents(form) {
  return fieldsOf(form)
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

/** What the server placed in the form. */
export function original(form) {
  const kept = [];
  for (const field of fieldsOf(form)) {
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.defaultChecked) kept.push([field.name, field.value]);
    } else if (field.localName === "select") {
      const chosen = Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0];
      kept.push([field.name, chosen?.value ?? ""]);
    } else kept.push([field.name, field.defaultValue]);
  }
  return kept;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export const isDirty = (form) => !same(contents(form), original(form));

/** Its own script keeps what was typed. */
export const isOwn = (form) => form.dataset.ecDraft === "own";

export const onDevice = (form) => form.dataset.ecDraft === "device";

/* `seen`: hidden fields that say over what was written. They come back with the draft, so that the server finds what
   somebody else wrote meanwhile. */
const seenOf = (form) => Array.from(form.elements).filter((field) => field.hasAttribute("data-ec-seen"));

const draftOf = (form) => ({
  fields: contents(form),
  seen: seenOf(form).map((field) => [field.name, field.value]),
});

export function keep(form) {
  if (isOwn(form)) return;
  if (!isDirty(form)) forget(form);
  else if (onDevice(form)) unsaved.keep(keyOf(form), { ...draftOf(form), words: wordsIn(form) });
  else unsaved.tab.keep(keyOf(form), draftOf(form));
}

export function forget(form) {
  if (onDevice(form)) unsaved.forget(keyOf(form));
  else unsaved.tab.forget(keyOf(form));
}

/** Put kept text back; true when that changed anything. Of a form that is kept on this device: after `opened`. */
export function restore(form) {
  if (isOwn(form)) return false;
  const kept = onDevice(form) ? unsaved.find(keyOf(form))?.content : unsaved.tab.find(keyOf(form));
  if (!kept || same(kept.fields, contents(form))) return false;
  const left = kept.fields.map(([name, value]) => ({ name, value }));
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(
      (entry) => entry.name === field.name && (!["checkbox", "radio"].includes(field.type) || entry.value === field.value),
    );
    if (["checkbox", "radio"].includes(field.type)) field.checked = at >= 0;
    else if (at >= 0) field.value = left[at].value;
    if (at >= 0) left.splice(at, 1);
  }
  const seen = new Map(kept.seen);
  for (const field of seenOf(form)) {
    field.dataset.ecSeen = field.value;
    if (seen.has(field.name)) field.value = seen.get(field.name);
  }
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  return true;
}

/** Discard what came back: the form is the server's again, and written over what stands there now. */
export function discard(form) {
  form.reset();
  for (const field of seenOf(form)) if (field.dataset.ecSeen) field.value = field.dataset.ecSeen;
  forget(form);
}

/** Drafts of this page, kept on this device, whose form is not there any more: [{key, at, content}]. */
export function orphans(forms) {
  const present = new Set(Array.from(forms, keyOf));
  return unsaved.list(pageKey()).filter(({ key }) => !present.has(key));
}
