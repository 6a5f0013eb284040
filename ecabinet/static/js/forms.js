/* Forms that lose nothing. `data-ec-form="name"` is sent by fetch: sent once, text kept until accepted, refusals
   shown beside the fields, the page left only when the server has accepted. `data-ec-form="act"` marks a button
   alone (nothing typed). `data-ec-refresh="a b"` takes these regions anew instead of opening the answer.
   When it can be sent again it tells `ec-settled`.
   `data-ec-once` is an ordinary form that is only kept from being sent twice. */

import * as drafts from "ecabinet/drafts";
import { HttpProblem, problemOf, send } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { isOvertaken, morph, refresh, takeRegions } from "ecabinet/morph";
import { showProblem, clearProblem } from "ecabinet/problems";
import { tellOrphan } from "ecabinet/restored";
import { keepToasts, toast, toastsOf } from "ecabinet/toast";
import { isSigningOut, opened } from "ecabinet/unsaved";

/** Form → {act, settled}: what it sends, and the promise that the answer was dealt with. */
const sending = new WeakMap();
/** What was asked for by the last press. */
let pressed = "";
/** The presses of a finger in the same place in quick succession, 0 of a key. */
let taps = 0;
let leaving = false;

const forms = () => document.querySelectorAll("form[data-ec-form]");
const keepsText = (form) => form.dataset.ecForm !== "act";

function busy(button, is) {
  if (!button) return;
  if (is) {
    button.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
  } else {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

/** What a press asks for: of two presses that ask for the same, `what` is the same. */
function actOf(form, button) {
  const data = new FormData(form, button);
  const url = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  const entries = Array.from(data, ([name, value]) => [name, value instanceof File ? value.name : value])
    .filter(([name]) => name !== "csrf_token"); // another each time the page is made
  return { data, url, what: JSON.stringify([url, entries]) };
}

async function answerOf({ data, url }) {
  const response = await send("POST", url, { form: data, accept: "text/html, application/problem+json;q=0.9" });
  let text;
  try {
    text = await response.text();
  } catch {
    throw new HttpProblem({ status: 0, code: "offline", sentence: t("browser-offline") });
  }
  if (!(response.headers.get("Content-Type") ?? "").includes("html")) {
    if (!response.ok) throw problemOf(response.status, text);
    return { response, page: null };
  }
  return { response, page: new DOMParser().parseFromString(text, "text/html") };
}

/* The sign-in had ended. What was typed waits in this tab until the person is back on this page. */
function toTheDoor(response) {
  const door = new URL(response.url);
  door.searchParams.set("next", location.pathname + location.search);
  leaving = true;
  location.assign(door);
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const contentOf = (field) => (isTick(field) ? field.checked : field.value);

/* Empty the form of what was sent; what was typed while that was under way stays. */
function clearSent(form, sent) {
  const typed = Array.from(form.elements).filter(
    (field) => field.name && field.type !== "file" && sent.has(field) && sent.get(field) !== contentOf(field),
  );
  const kept = typed.map((field) => [field, contentOf(field)]);
  form.reset();
  for (const [field, content] of kept) {
    if (isTick(field)) field.checked = content;
    else field.value = content;
  }
  if (kept.length) drafts.keep(form);
}

function accepted(form, response, page, sent) {
  drafts.forget(form);
  const toasts = page ? toastsOf(page) : [];
  const names = form.dataset.ecRefresh?.split(/\s+/).filter(Boolean) ?? [];
  const samePage = page && new URL(response.url).pathname === location.pathname;
  form.dispatchEvent(new CustomEvent("ec-accepted", { bubbles: true, detail: { response } }));
  if (names.length && samePage) {
    clearSent(form, sent);
    // While the answer was under way others may have gone on, and this page may show that already.
    if (isOvertaken(page)) refresh(...names).catch(() => undefined);
    else takeRegions(page, names);
    for (const { text, tone } of toasts) toast(text, tone);
    return;
  }
  leaving = true;
  keepToasts(toasts); // the redirected page was fetched here and has spent its messages
  if (response.redirected || page) location.assign(response.redirected ? response.url : location.href);
  else location.reload();
}

function refused(form, response, page) {
  const errorPage = page.querySelector("[data-ec-error-page]");
  if (errorPage) {
    throw new HttpProblem({
      status: response.status,
      code: `http-${response.status}`,
      sentence: page.querySelector("[data-ec-error-sentence]").textContent.trim(),
    });
  }
  // The server shows the same page again, with its errors and the typed text.
  const fresh = page.getElementById("main");
  if (!fresh) throw problemOf(response.status, "");
  for (const field of form.elements) field.defaultValue = field.value; // as sent: the answer carries it
  morph(document.getElementById("main"), fresh);
  document.querySelector("[data-ec-error-summary]")?.focus();
}

/* The page may be taken anew before the answer comes, and the same button then do something else: that is sent
   next. The second tap of a double tap did not mean what came under the finger meanwhile. */
function submit(form, button) {
  const act = actOf(form, button);
  const before = sending.get(form);
  if (before && (keepsText(form) || before.act.what === act.what)) return;
  if (taps > 1 && pressed && pressed !== act.what) return;
  pressed = act.what;
  busy(button, true);
  const settled = (before?.settled.catch(() => undefined) ?? Promise.resolve()).then(() => deliver(form, button, act));
  sending.set(form, { act, settled });
}

async function deliver(form, button, act) {
  if (leaving) return;
  clearProblem(form);
  if (keepsText(form)) drafts.keep(form);
  const sent = new Map(Array.from(form.elements, (field) => [field, contentOf(field)]));
  let isAccepted = false;
  try {
    const { response, page } = await answerOf(act);
    if (page?.querySelector("[data-ec-door]")) toTheDoor(response);
    else if (response.ok) {
      isAccepted = true;
      accepted(form, response, page, sent);
    } else refused(form, response, page);
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    showProblem(form, error);
  } finally {
    if (!leaving) {
      if (sending.get(form)?.act === act) {
        sending.delete(form);
        busy(button, false);
      }
      form.dispatchEvent(new CustomEvent("ec-settled", { bubbles: true, detail: { isAccepted } }));
    }
  }
}

function offerRestored(form) {
  const line = document.createElement("div");
  line.className = "ec-notice mb-3";
  line.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = t("browser-draft-restored");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "btn btn-quiet";
  discard.textContent = t("browser-draft-discard");
  discard.addEventListener("click", () => {
    drafts.discard(form);
    line.remove();
  });
  const body = document.createElement("div");
  body.append(words, discard);
  line.append(body);
  form.prepend(line);
}

/* What is kept sealed on this device comes a moment later than the page. */
async function restoreFromDevice() {
  const kept = Array.from(forms()).filter((form) => keepsText(form) && drafts.onDevice(form));
  await opened(kept.length > 0);
  for (const form of kept) if (drafts.restore(form)) offerRestored(form);
  for (const { key, at, content } of drafts.orphans(kept)) tellOrphan({ key, at, fields: content.words });
}

export function startForms() {
  for (const form of forms()) {
    if (!keepsText(form) || drafts.onDevice(form)) continue;
    if (drafts.restore(form)) offerRestored(form);
  }
  restoreFromDevice();

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (form?.matches("form[data-ec-form]") && keepsText(form)) drafts.keep(form);
  });

  document.addEventListener("click", (event) => { taps = event.detail; }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented) return;
    if (button?.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
    } else if (form.matches("form[data-ec-form]")) {
      event.preventDefault();
      submit(form, button);
    } else if (form.matches("form[data-ec-once]")) {
      if (sending.has(form)) event.preventDefault();
      sending.set(form, {});
    }
  });

  // A page shown again from the browser's memory must be able to send again.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    leaving = false;
    for (const form of document.forms) {
      sending.delete(form);
      for (const button of form.querySelectorAll("[aria-busy]")) busy(button, false);
    }
  });

  addEventListener("beforeunload", (event) => {
    if (leaving || isSigningOut()) return;
    const unsaved = Array.from(forms()).some((form) => keepsText(form) && !drafts.isOwn(form) && drafts.isDirty(form));
    if (unsaved) event.preventDefault();
  });
}
