/* Wires the forms that are saved as they are typed: one page may show several, and get new ones by a refresh. */

import { t } from "ecabinet/i18n";
import * as unsaved from "ecabinet/unsaved";
import { labelOf } from "meetings/editing/fields";
import { Autosave } from "meetings/editing/autosave";

const editors = new Map(); // form → Autosave

/** The editors of the forms that are on the page. */
export const openEditors = () => [...editors.values()].filter(({ form }) => form.isConnected);

export const editorOf = (form) => editors.get(form);

/** Take charge of the forms that have come; let go of those that went. */
export function equip() {
  for (const form of editors.keys()) if (!form.isConnected) editors.delete(form);
  for (const form of document.querySelectorAll("form[data-editing]")) {
    if (editors.has(form)) continue;
    const editor = new Autosave(form);
    editors.set(form, editor);
    unsaved.opened().then(() => form.isConnected && editor.restore());
  }
}

/* Words that somebody else wrote into a field which I had not touched: they stand there now, and it is said who. */
function tellArrived(editor) {
  const written = JSON.parse(editor.form.dataset.written || "{}");
  for (const field of editor.arrived()) {
    const box = field.closest(".ec-field");
    box?.querySelector(".me-arrived")?.remove();
    const line = document.createElement("p");
    line.className = "ec-help me-arrived";
    line.setAttribute("role", "status");
    line.setAttribute("data-ec-mine", "");
    const by = written[field.name];
    line.textContent = by ? t("editing-arrived", { by, field: labelOf(field) }) : t("editing-arrived-somebody");
    box?.append(line);
    field.addEventListener("input", () => line.remove(), { once: true });
  }
}

export function startEditing({ onSubmit }) {
  equip();
  document.addEventListener("ec-region", () => {
    equip();
    for (const editor of openEditors()) tellArrived(editor);
  });
  document.addEventListener("submit", async (event) => {
    const editor = editors.get(event.target);
    if (!editor) return;
    event.preventDefault();
    await editor.save();
    if (editor.isSaved) onSubmit(editor);
  });
  const leave = () => openEditors().forEach((editor) => editor.leave());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) openEditors().forEach((editor) => editor.again());
  });
  addEventListener("online", () => openEditors().forEach((editor) => editor.again()));
}
