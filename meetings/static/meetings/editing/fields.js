/* The fields of a form as values: what the server placed there, what stands there now. */

const NEVER = new Set(["hidden", "file", "submit", "button", "password"]);

export const fieldsOf = (form) =>
  Array.from(form.elements).filter((field) => field.name && !NEVER.has(field.type) && !field.name.startsWith("_"));

export const fieldNamed = (form, name) => fieldsOf(form).find((field) => field.name === name);

const isTick = (field) => field.type === "checkbox";

/** What the server placed in the field. */
export function placed(field) {
  if (field.localName === "select") {
    return (Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  }
  return isTick(field) ? String(field.defaultChecked) : field.defaultValue;
}

/** What stands in it now. */
export const valueOf = (field) => (isTick(field) ? String(field.checked) : field.value);

export function setValue(field, value) {
  const text = value === null || value === undefined ? "" : String(value);
  if (isTick(field)) field.checked = text === "true";
  else field.value = text;
}

/** From now on the server is known to hold `value`; what stands in the field stays. */
export function setPlaced(field, value) {
  const text = value === null || value === undefined ? "" : String(value);
  if (field.localName === "select") {
    const now = field.value;
    for (const option of field.options) option.defaultSelected = option.value === text;
    field.value = now;
  } else if (isTick(field)) {
    const now = field.checked;
    field.defaultChecked = text === "true";
    field.checked = now;
  } else {
    const now = field.value;
    field.defaultValue = text;
    if (field.value !== now) field.value = now;
  }
}

/** What the server says of a field (an instant as ISO 8601), as the field itself holds it; `zone`: of its times. */
export function asPlaced(field, value, zone) {
  if (field.type !== "datetime-local" || !value) return value;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const local = new Intl.DateTimeFormat("sv-SE", { ...parts, hourCycle: "h23", timeZone: zone || undefined });
  return local.format(new Date(value)).replace(" ", "T");
}

/** A value as people read it: the words of a choice, else the text itself. */
export function inWords(field, value) {
  const text = value === null || value === undefined ? "" : String(value);
  if (field.type === "datetime-local") return text.replace("T", " ");
  if (field.localName !== "select") return text;
  const option = Array.from(field.options).find((one) => one.value === text);
  return option?.textContent.trim() ?? text;
}

/** The words of the field's label. */
export const labelOf = (field) => field.labels?.[0]?.textContent.trim() ?? field.name;
