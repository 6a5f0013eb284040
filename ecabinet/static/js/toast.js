/* Short messages at the edge of the page. A screen reader hears them through the live region around them.
   They leave by themselves unless they say that something went wrong. */

import { t } from "ecabinet/i18n";

const ICONS = { info: "info-circle-fill", good: "check-circle-fill", wait: "clock-fill", stop: "x-octagon-fill" };
const STAY_MS = 7000;
const KEPT = "ec-toasts";

function equip(toast) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-quiet";
  close.setAttribute("aria-label", t("browser-close"));
  const cross = document.createElement("span");
  cross.className = "ec-icon bi-x-lg";
  cross.setAttribute("aria-hidden", "true");
  close.append(cross);
  close.addEventListener("click", () => toast.remove());
  toast.append(close);
  if (toast.classList.contains("ec-toast--stop")) return;

  let timer = setTimeout(() => toast.remove(), STAY_MS);
  const hold = () => clearTimeout(timer);
  const release = () => {
    hold();
    timer = setTimeout(() => toast.remove(), STAY_MS);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}

/** Show `text`; tone: info, good, wait, stop. Answers the box, for a button in it. */
export function toast(text, tone = "info") {
  const box = document.createElement("div");
  box.className = `ec-toast ec-toast--${tone}`;
  const icon = document.createElement("span");
  icon.className = `ec-icon bi-${ICONS[tone] ?? ICONS.info}`;
  icon.setAttribute("aria-hidden", "true");
  const words = document.createElement("p");
  words.textContent = text;
  box.append(icon, words);
  document.getElementById("ec-toasts").append(box);
  equip(box);
  return box;
}

/** The messages a fetched page carries, as [{ text, tone }]. */
export function toastsOf(page) {
  return Array.from(page.querySelectorAll("[data-ec-toast]"), (box) => ({
    text: box.querySelector("p").textContent,
    tone: /ec-toast--(\w+)/.exec(box.className)?.[1] ?? "info",
  }));
}

/** Keep messages for the page that is opened next. */
export function keepToasts(toasts) {
  if (toasts.length) sessionStorage.setItem(KEPT, JSON.stringify(toasts));
}

/** Give the messages placed by the server their button, and show those kept from the page before. */
export function startToasts() {
  for (const box of document.querySelectorAll("[data-ec-toast]")) equip(box);
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  for (const { text, tone } of kept ? JSON.parse(kept) : []) toast(text, tone);
}
