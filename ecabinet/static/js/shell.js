/* Wires the frame of every page: messages, forms, questions, menus. */

import { forgetAllUploads, forgetOtherUploads } from "ecabinet/begun_uploads";
import { startConfirm } from "ecabinet/confirm";
import { startForms } from "ecabinet/forms";
import { forgetAllSearches, forgetOtherSearches } from "ecabinet/recent_searches";
import { startToasts } from "ecabinet/toast";
import * as unsaved from "ecabinet/unsaved";
import "ecabinet/upload";

const SIGN_OUT = 'form[action$="/sign-out"], form[action$="/sign-out-everywhere"]';

function startMenus() {
  const open = () => document.querySelectorAll("details[data-ec-menu][open]");
  document.addEventListener("click", ({ target }) => {
    for (const menu of open()) if (!menu.contains(target)) menu.open = false;
    const opener = target.closest?.("[data-ec-opens]");
    if (opener) document.getElementById(opener.dataset.ecOpens).showModal();
    if (target.closest?.("[data-ec-closes]")) target.closest("dialog").close();
    if (target.matches?.("dialog.ec-sheet")) target.close(); // a touch on the veil
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

/* An error summary made by the server takes the focus, so that it is read and seen first; its links put the
   caret into the field, not only the field into view. */
function startErrorSummary() {
  document.querySelector("[data-ec-error-summary]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-ec-error-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.matches("fieldset") ? field.querySelector("input") : field)?.focus();
  });
}

/* "/" goes to the search, wherever no text is being typed and the page does not use the key itself. */
function startSearch() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog, ec-reader")) return;
    const shown = [...document.querySelectorAll("[data-search-words], [data-ec-search]")].find((one) =>
      one.checkVisibility(),
    );
    if (!shown) return;
    event.preventDefault();
    shown.focus();
    shown.select?.();
  });
  addEventListener("pageshow", () => unsaved.keepAgain());
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches(SIGN_OUT)) return;
    forgetAllSearches();
    forgetAllUploads();
    unsaved.forgetAll();
  });
  document.addEventListener("ec-settled", ({ target, detail }) => {
    if (target.matches(SIGN_OUT) && !detail.isAccepted) unsaved.keepAgain();
  });
}

forgetOtherSearches();
forgetOtherUploads();
startConfirm();
startForms();
startToasts();
startMenus();
startSearch();
startErrorSummary();
