/**
 * On every page: the service worker, the contact with the server, what waits to be sent, and the way
 * out. Does next to nothing on a tablet that keeps nothing.
 */
import { forgetAllUploads } from "ecabinet/begun_uploads";
import { ask } from "ecabinet/confirm";
import { request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { forgetAllSearches } from "ecabinet/recent_searches";
import { toast } from "ecabinet/toast";
import * as unsaved from "ecabinet/unsaved";

import { checkWhose, contact, heardUpTo } from "documents/offline/contact";
import {
  account, device, forgetAll, holder, isAutomatic, isPossible, keptPageAt, onNews, patience, person, setAutomatic, tell,
  vault, written,
} from "documents/offline/tablet";
import { safe } from "documents/offline/typed";

const OWED = "ec-sign-out-owed";
const EVERY_MS = 4 * 60 * 1000;
const AT_MOST_EVERY_MS = 60 * 1000;

/** Hours and minutes; with the day when it was not today. */
export function clock(iso) {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "2-digit", month: "2-digit" };
  return at.toLocaleString(document.documentElement.lang || "vi", { hour: "2-digit", minute: "2-digit", ...day });
}

async function startWorker() {
  const registration = await navigator.serviceWorker.register("/sw.js");
  const offer = (worker) => {
    // The first worker of a tablet replaces nobody: nothing to tell.
    if (worker?.state === "installed" && navigator.serviceWorker.controller) showUpdate(worker);
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => offer(installing));
  });
}

function showUpdate(worker) {
  const box = toast(t("keep-update"), "info");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary";
  button.textContent = t("keep-update-reload");
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take-over");
  });
  box.querySelector("p").append(" ", button);
}

/** Whether there is anything to speak of with the server; a tablet that keeps nothing costs it nothing. */
async function isUsed() {
  if ((await isAutomatic()) || (await vault.get("state", "opened"))?.length) return true;
  const rows = await vault.all("items", vault.of(account));
  return rows.length > 0 || (await written()).waiting > 0;
}

let speaking = null;

/** A contact and what follows from it; `now`: even if the last one was a moment ago. Answers whether the server was reached
    and all of it went well. */
function speak(now = false) {
  if (now && speaking) return speaking.then(() => speak(true)); // what is told now, the one under way may have missed
  speaking ??= (async () => {
    const last = Date.parse((await vault.get("state", "contact_at")) ?? 0);
    const isOwed = await vault.get("state", "unfinished");
    if (!now && !isOwed && Math.abs(Date.now() - last) < AT_MOST_EVERY_MS && (await holder())) {
      await flush();
      await resume();
      return true;
    }
    const told = await contact();
    if (!told) return false;
    await flush();
    const keeper = await import("documents/offline/keeper");
    const { failureOf } = await import("documents/offline/failures");
    const refreshed = await keeper.refresh(told).then(() => true, (error) => {
      if (failureOf(error, navigator.onLine) === "stop") throw error; // the next would wait as long, one after the other
      console.warn(error); // what one paper cannot get keeps nothing from what comes
      return false;
    });
    await keepComing(keeper, told.coming);
    await keeper.work();
    return refreshed;
  })().catch((error) => {
    if (!error.isOffline) console.warn(error);
    return false;
  }).finally(() => { speaking = null; });
  return speaking;
}

/** What was interrupted by leaving the page before goes on. */
async function resume() {
  const rows = await vault.all("items", vault.of(account));
  if (rows.some(({ state }) => state === "waiting")) return (await import("documents/offline/keeper")).work();
  return undefined;
}

/** With the switch on, the papers of the sitting that comes next; those kept so before it go. */
async function keepComing(keeper, coming) {
  if (!(await isAutomatic())) return;
  const rows = await vault.all("items", vault.of(account));
  for (const row of rows) {
    if (row.automatic && row.name !== coming?.occasion) await keeper.letGo(row.id);
  }
  const is = rows.some((row) => row.id === keeper.occasionId(coming?.occasion));
  const refused = await vault.get("state", "refused");
  const isRefused = refused?.account === account && refused.names.includes(coming?.occasion);
  if (coming && !is && !isRefused) {
    await keeper.keepOccasion({ name: coming.occasion, title: coming.title, url: coming.url, automatic: true });
  }
}

/** Offer the server once more what it refused. */
export async function again(key) {
  await flush(key).catch((error) => console.warn(error));
  tell({ kind: "unsent" });
}

/** Send what was written without a network, unless an open paper does it itself; `refused`: that too. */
async function flush(refused = null) {
  if (!person || document.querySelector("ec-reader") || !(refused || (await written()).waiting)) return;
  const [{ Outbox }, { SealedShelf, ShelfOfOne, alone }, { sendOperation }] = await Promise.all([
    import("documents/reader/queue/outbox"), import("documents/offline/shelf"), import("documents/reader/queue/wire"),
  ]);
  const send = async (shelf) => {
    const outbox = new Outbox({ shelf, send: sendOperation });
    await outbox.open();
    await (refused ? outbox.retryRefused(refused) : outbox.flush());
    await outbox.shelf.turn;
  };
  // An open paper does not offer again what was refused: that alone is sent from here. Each act has its key.
  if (!(await alone(() => send(new SealedShelf(person)))) && refused) await send(new ShelfOfOne(person, refused));
}

async function showUnsent() {
  const place = document.querySelector("[data-ec-unsent]");
  if (!place) return;
  const words = person ? inWords(await written()) : "";
  place.hidden = words === "";
  place.querySelector("[data-ec-unsent-words]").textContent = words;
}

/** What the server does not have, in words; "" when it has everything. */
export function inWords({ waiting, refused, begun }) {
  const parts = waiting ? [t("keep-unsent", { count: waiting })] : [];
  if (refused) parts.push(t("keep-refused", { count: refused }));
  if (begun) parts.push(t("keep-begun", { count: begun }));
  return parts.join(" · ");
}

/** Signing out takes everything along: first what was not sent, then what is kept, then the key. */
function guardTheWayOut() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches?.('form[action$="/sign-out"], form[action$="/sign-out-everywhere"]')) return;
    if (form.dataset.ecLeft !== undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await flush().catch(() => {});
    const typed = unsaved.list("").length;
    const left = [inWords(await written()), typed && t("keep-typed", { count: typed })].filter(Boolean).join(" · ");
    if (left && !(await ask(t("keep-leave-unsent", { left }), t("keep-leave-anyway")))) return;
    const told = { device: await device() };
    forgetAllSearches();
    forgetAllUploads();
    await unsaved.forgetAll();
    await forgetAll();
    try {
      await request("POST", "/api/v1/offline/departure", { json: told, ...patience() });
    } catch (problem) {
      if (problem.isOffline) return leaveLater();
    }
    form.dataset.ecLeft = "";
    return form.requestSubmit(event.submitter ?? undefined);
  }, true);
  // Shown again from the browser's memory: this page is nobody's any more.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || localStorage.getItem(OWED) !== String(account)) return;
    unsaved.forgetAll();
    leaveLater();
  });
}

/** Without a network everything here is gone already; the server hears of it as soon as it can. */
function leaveLater() {
  localStorage.setItem(OWED, String(account));
  location.assign("/offline");
}

/** The sign-out that is owed; answers whether this page is left. */
async function leaveNow() {
  if (localStorage.getItem(OWED) !== String(account)) return false;
  await request("POST", "/api/v1/offline/departure", { json: { device: await device() }, ...patience() });
  await request("POST", "/sign-out", { accept: "text/html", ...patience() });
  localStorage.removeItem(OWED);
  location.assign("/sign-in");
  return true;
}

/** A page from the tablet says so, and since when. */
function showKeptPage() {
  const main = document.getElementById("main");
  if (!keptPageAt || !main || document.querySelector("ec-reader, [data-kept]")) return;
  const box = document.createElement("p");
  box.className = "ec-notice ec-notice--wait keep-from-here";
  box.setAttribute("role", "status");
  box.textContent = t("keep-page-from-here", { time: clock(keptPageAt) });
  main.prepend(box);
}

let isListening = false;
const SAID_OF_PAPERS = new Set(["paper-recalled", "version-replaced", "paper-handed", "delegation-ended"]);

/**
 * A paper taken back goes at once while the page is open and the network is there; what was said
 * between two pages is heard by the next: it asks for all since the last contact.
 */
async function listenForRecalls() {
  if (isListening || !person || !(await vault.all("items", vault.of(account))).length) return;
  isListening = true;
  const { live } = await import("ecabinet/live").catch((error) => {
    isListening = false; // the next news tries again
    throw error;
  });
  const heard = await vault.get("state", "heard");
  heardUpTo.number = heard?.account === account ? heard.number : null;
  const isFirst = heardUpTo.number === null;
  live.join(`person:${person}`, {
    after: heardUpTo.number,
    onAnnouncement(name, payload, { number }) {
      heardUpTo.number = number;
      if (SAID_OF_PAPERS.has(name)) speak(true);
    },
    onReset: () => speak(true),
    onState(state, { number } = {}) {
      if (state !== "joined") return;
      heardUpTo.number = number;
      if (isFirst) speak(true);
    },
  });
}

async function start() {
  if (!isPossible) return;
  const isDoor = location.pathname === "/sign-in";
  const isNext = (isDoor || account) && (await checkWhose());
  if (isDoor) localStorage.removeItem(OWED);
  if (!account || (await leaveNow().catch(() => false))) return;
  guardTheWayOut();
  showKeptPage();
  await showUnsent();
  onNews(async ({ kind }) => {
    if (kind === "unsent" || kind === "changed") await showUnsent();
    if (kind === "changed") await listenForRecalls();
  });
  window.addEventListener("online", () => speak(true));
  document.addEventListener("visibilitychange", async () => {
    if (!document.hidden && (await isUsed())) speak();
  });
  setInterval(async () => {
    if (await isUsed()) speak();
  }, EVERY_MS);
  if (isNext || (await isUsed())) {
    await speak(isNext);
    await listenForRecalls();
  }
}

/** The switch on this tablet. */
export async function keepAutomatically(on) {
  await setAutomatic(on);
  await vault.drop("state", "refused"); // whoever touches the switch means the sitting that is coming now
  tell({ kind: "changed" });
  if (on) await speak(true);
}

if (isPossible && account) {
  unsaved.useSafe(safe);
  const begin = () => startWorker().catch((error) => console.warn(error));
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

export { speak };
export const started = start().catch((error) => console.warn(error));
