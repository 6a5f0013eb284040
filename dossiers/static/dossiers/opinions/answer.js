/* The form of an opinion: rows for more comments, and the draft saved as it is typed. What a colleague saved
   meanwhile is never written over: saving stops, and the next button pressed shows both. */

import * as drafts from "ecabinet/drafts";
import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";

const PAUSE_MS = 1500;

const form = document.getElementById("opinion-form");

function addRow(rows) {
  const last = rows.lastElementChild;
  const number = rows.children.length + 1;
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("input, textarea")) {
    field.name = field.name.replace(/\d+$/, number);
    field.value = "";
    field.defaultValue = "";
    if (field.id) field.id = `field-${field.name}`;
  }
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    label.textContent = label.textContent.replace(/\d+$/, number);
  }
  rows.append(row);
  row.querySelector("input:not([type=hidden])").focus();
}

function startRows() {
  const button = form.querySelector("[data-opinion-add]");
  button.hidden = false;
  button.addEventListener("click", () => addRow(form.querySelector("[data-opinion-rows]")));
  // Taken anew from the server, the button is hidden again, as for those without this script.
  document.addEventListener("ec-region", () => (button.hidden = false));
}

/* The rows that were sent, in their order: the answer names their ids in the same order. */
const sentRows = () =>
  Array.from(form.querySelectorAll("[data-opinion-row]")).filter((row) =>
    Array.from(row.querySelectorAll("input:not([type=hidden]), textarea")).some((field) => field.value.trim()),
  );

/* What the server has is no unsaved text any more: the page may be left, and shows it when it comes back. */
function keptByServer(sent, view) {
  for (const [field, value] of sent) field.defaultValue = value;
  for (const choice of form.querySelectorAll("input[name=view]")) choice.defaultChecked = choice.value === view;
  drafts.keep(form);
}

function startDraft(url) {
  const state = form.querySelector("[data-opinion-state]");
  let waiting = null;
  let saving = false;
  let stopped = false;

  async function save() {
    waiting = null;
    if (saving || stopped) return;
    saving = true;
    state.textContent = t("browser-opinion-saving");
    const rows = sentRows();
    const texts = form.querySelectorAll("input[type=text], input.form-control, textarea");
    const sent = Array.from(texts, (field) => [field, field.value]);
    const revision = form.elements.namedItem("revision");
    const view = new FormData(form).get("view");
    try {
      const saved = await request("POST", url, { form: new FormData(form) });
      revision.value = saved.revision;
      rows.forEach((row, place) => {
        row.querySelector("input[type=hidden]").value = saved.ids[place];
      });
      keptByServer(sent, view);
      state.textContent = t("browser-opinion-saved");
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      // A colleague was faster, or the request is gone: nothing is written over by a timer.
      stopped = error.status === 409 || error.status === 404;
      state.textContent = t("browser-opinion-unsaved", { why: error.sentence });
      if (error.isOffline) soon();
    } finally {
      saving = false;
    }
  }

  function soon() {
    if (stopped) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE_MS);
  }

  form.addEventListener("input", soon);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = null;
  });
}

if (form) {
  startRows();
  if (form.dataset.opinionDraft) startDraft(form.dataset.opinionDraft);
}
