/* What was typed into a form stays in this tab until the server has accepted it; with data-ec-draft="device" on
   this device, for this account, so that a closed tab loses nothing either. data-ec-draft="own": the form is saved
   while it is typed, and its script keeps what is not saved. */

import * as unsaved from "ecabinet/unsaved";

const NEVER = new Set(["password", "file", "hidden", "submit", "button"]);

export const keyOf = (form) => `ec-draft:${location.pathname}:${form.id || form.getAttribute("action") || ""}`;

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

const onDevice = (form) => form.dataset.ecDraft === "device";

export function keep(form) {
  if (isOwn(form)) return;
  if (onDevice(form)) {
    if (isDirty(form)) unsaved.keep(keyOf(form), contents(form));
    else unsaved.forget(keyOf(form));
    return;
  }
  try {
    if (isDirty(form)) sessionStorage.setItem(keyOf(form), JSON.stringify(contents(form)));
    else sessionStorage.removeItem(keyOf(form));
  } catch {
    // storage is full or closed: the text still stands in the form
  }
}

export function forget(form) {
  if (onDevice(form)) unsaved.forget(keyOf(form));
  try {
    sessionStorage.removeItem(keyOf(form));
  } catch {
    // nothing was kept then
  }
}

/** Put kept text back; true when that changed anything. */
export function restore(form) {
  if (isOwn(form)) return false;
  let kept;
  try {
    kept = onDevice(form)
      ? (unsaved.find(keyOf(form))?.content ?? null)
      : JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
  } catch {
    return false;
  }
  if (!kept || same(kept, contents(form))) return false;
  const left = kept.map(([name, value]) => ({ name, value }));
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(
      (entry) => entry.name === field.name && (!["checkbox", "radio"].includes(field.type) || entry.value === field.value),
    );
    if (["checkbox", "radio"].includes(field.type)) field.checked = at >= 0;
    else if (at >= 0) field.value = left[at].value;
    if (at >= 0) left.splice(at, 1);
  }
  return true;
}
