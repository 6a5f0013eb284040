/* The line over a form whose text comes back from this device. */

import { t } from "ecabinet/i18n";

/** Tell in `form` that what was typed at `at` and not saved stands there again. */
export function tellRestored(form, at) {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const line = document.createElement("div");
  line.className = "ec-notice mb-3";
  line.setAttribute("role", "status");
  line.setAttribute("data-ec-mine", "");
  const words = document.createElement("p");
  words.textContent = t("browser-restored-at", { at: time });
  line.append(words);
  form.prepend(line);
}
