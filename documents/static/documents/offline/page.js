/** "On this tablet": what is kept, how large, since when; remove, keep the newer, the switch. */
import { ask } from "ecabinet/confirm";
import { HttpProblem } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

import { sentenceOf } from "documents/offline/failures";
import { clock, inWords, keepAutomatically, speak } from "documents/offline/frame";
import { keepNewer, remove, removeAll, retry, work } from "documents/offline/keeper";
import { isAutomatic, isPossible, items, onNews, vault, written } from "documents/offline/tablet";
import { showWords } from "documents/offline/words";

const root = document.querySelector("[data-kept]");
const part = (name) => root.querySelector(`[data-kept-${name}]`);

const ICONS = { paper: "file-earmark-text", pack: "book", occasion: "calendar-event" };

export function size(bytes) {
  const lang = document.documentElement.lang || "vi";
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${value.toLocaleString(lang, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

function stateOf(row) {
  if (row.failed) return t(sentenceOf(row.failed));
  if (row.state === "waiting") return t("keep-waiting");
  if (row.pending) return t("keep-being-bound");
  if (row.is_replaced) return t("keep-pack-replaced");
  return row.newer_id ? t("keep-newer-out") : t("keep-is-whole");
}

function act(name, label, title, then, icon) {
  const template = document.querySelector("template[data-kept-act]").content.firstElementChild.cloneNode(true);
  template.querySelector(".ec-icon").classList.add(`bi-${icon}`);
  template.append(label);
  template.setAttribute("aria-label", `${label}: ${title}`);
  template.addEventListener("click", then);
  return template;
}

function line(row) {
  const made = document.querySelector("template[data-kept-row]").content.firstElementChild.cloneNode(true);
  const { facts } = row;
  const title = facts?.title ?? t("keep-locked");
  const link = made.querySelector("a");
  link.textContent = title;
  if (facts) link.href = { paper: facts.page_url, pack: facts.file_url, occasion: facts.url }[row.kind];
  made.dataset.id = row.id;
  const place = row.kind !== "occasion" && facts?.occasion ? [facts.occasion] : [];
  const weight = row.bytes ? [size(row.bytes)] : [];
  const about = [...place, ...weight, t("keep-since", { time: clock(row.kept_at) })];
  made.querySelector(".ec-row-meta").textContent = about.join(" · ");
  made.querySelector("[data-kept-state]").textContent = stateOf(row);
  made.querySelector(".ec-row-lead .ec-icon").classList.add(`bi-${ICONS[row.kind]}`);
  const acts = made.querySelector(".ec-row-end");
  if (row.failed) acts.append(act("retry", t("keep-again"), title, () => attempt(() => retry(row.id)), "arrow-clockwise"));
  if (row.newer_id) {
    acts.append(act("newer", t("keep-newer"), title, () => attempt(() => keepNewer(row)), "arrow-up-circle"));
  }
  acts.append(act("remove", t("keep-remove"), title, () => takeAway(row, title), "trash"));
  return made;
}

/** The switch was touched and the server has not answered yet: until then it stands as it was touched. */
let isChoosing = false;

/** Do it, or say why not. */
async function attempt(act) {
  try {
    await act();
  } catch (error) {
    const isProblem = error instanceof HttpProblem;
    toast(isProblem ? error.sentence || t("browser-offline") : t("keep-failed"), "stop");
    if (!isProblem) console.warn(error);
  }
}

async function takeAway(row, title) {
  const sentence = row.kind !== "occasion" ? "keep-remove-ask" : "keep-remove-sitting-ask";
  if (!(await ask(t(sentence, { title }), t("keep-remove")))) return;
  await remove(row.id);
  await attempt(work); // there may be room now for what was put off
}

let turn = 0;

/** Of several that run at once only the last one is shown. */
async function show() {
  turn += 1;
  const mine = turn;
  const rows = await items();
  if (mine !== turn) return;
  const order = ["occasion", "pack", "paper"].flatMap((one) => rows.filter(({ kind }) => kind === one));
  part("list").replaceChildren(...order.map(line));
  part("some").hidden = order.length === 0;
  part("none").hidden = order.length > 0;
  const [contactAt, automatic, notThere] = await Promise.all([vault.get("state", "contact_at"), isAutomatic(), written()]);
  if (mine !== turn) return;
  part("contact").textContent = contactAt ? t("keep-contact", { time: clock(contactAt) }) : t("keep-contact-none");
  part("unsent").textContent = inWords(notThere) || t("keep-all-sent");
  await showWords({ part, act });
  if (!isChoosing) part("automatic").checked = automatic;
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  const safe = (await navigator.storage?.persisted?.()) ?? false;
  part("usage").textContent = quota ? t("keep-usage", { used: size(usage), free: size(quota - usage) }) : "";
  part("safe").textContent = safe ? t("keep-safe") : t("keep-not-safe");
  root.dataset.ready = "";
}

function start() {
  part("possible").hidden = false;
  if (location.pathname !== "/kept") part("elsewhere").hidden = false;
  part("automatic").addEventListener("change", async ({ target }) => {
    isChoosing = true;
    await attempt(() => keepAutomatically(target.checked));
    isChoosing = false;
    target.checked = await isAutomatic();
  });
  part("all").addEventListener("click", async () => {
    if (await ask(t("keep-remove-all-ask"), t("keep-remove-all"))) await removeAll();
  });
  part("refresh").addEventListener("click", async () => {
    if (!(await speak(true))) toast(t("keep-not-reached"), "stop");
  });
  onNews(({ kind }) => (kind === "progress" ? undefined : show()));
  show();
}

if (isPossible) start();
else part("impossible").hidden = false;
