/* Takes parts of the page anew from the server without losing focus, caret, typed text or scroll.
   A part is an element with data-ec-region="name". */

import { Idiomorph } from "idiomorph";
import { HttpProblem, request } from "ecabinet/http";

const region = (root, name) => root.querySelector(`[data-ec-region="${CSS.escape(name)}"]`);

function touched(node) {
  if (node.localName === "select") {
    return Array.from(node.options).some((option) => option.selected !== option.defaultSelected)
      && Array.from(node.options).some((option) => option.defaultSelected);
  }
  return "defaultValue" in node && (node.value !== node.defaultValue || node.checked !== node.defaultChecked);
}

/* Idiomorph leaves out the children of what has the focus, too: right for a field, but a button that was just
   pressed would keep the words of what it did before. */
const isField = (node) => node?.matches("input, textarea, select, [contenteditable]") ?? false;

/** Change `element` into `fresh`. What somebody is typing or has chosen stays. */
export function morph(element, fresh) {
  Idiomorph.morph(element, fresh, {
    morphStyle: "outerHTML",
    ignoreActiveValue: isField(document.activeElement),
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed(before, after) {
        if (before.nodeType !== Node.ELEMENT_NODE) return true;
        if (before.hasAttribute("data-ec-keep")) return false; // lives by itself: a custom element at work
        if (before.localName === "details" && after.localName === "details") after.open = before.open;
        return !touched(before);
      },
      // What a script put there stays until the script takes it away, or its place is gone.
      beforeNodeRemoved: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-ec-mine")),
    },
  });
}

/* Pages say up to which announcement of their rooms they were made. */
function numbersOf(page) {
  const found = new Map();
  for (const { dataset } of page.querySelectorAll("[data-number]")) {
    const room = Object.keys(dataset).find((name) => /room$/i.test(name));
    if (room) found.set(dataset[room], Number(dataset.number));
    if (dataset.desk) found.set(dataset.desk, Number(dataset.deskNumber));
  }
  return found;
}

let shown = new Map();

/** Whether what was taken by `refresh` meanwhile is newer than this parsed page. */
export const isOvertaken = (page) =>
  Array.from(numbersOf(page)).some(([room, number]) => number < (shown.get(room) ?? 0));

/** Morph the named regions from a parsed page. A region that is not on it any more is emptied. */
export function takeRegions(page, names) {
  for (const name of names) {
    const here = region(document, name);
    const there = region(page, name);
    if (!here) continue;
    if (there) morph(here, there);
    else here.replaceChildren();
    const now = region(document, name);
    now?.dispatchEvent(new CustomEvent("ec-region", { bubbles: true, detail: { name } }));
  }
}

/** Who asks next is not held up for ever by a network that swallowed what was asked before. */
const PATIENCE_MS = 20_000;

/** What a bad line or a busy server did not give is asked for again after so long, then twice as long. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 16_000;

const leftAlone = [];

/** A region of which `test(name)` is true is not taken anew by `follow`, as long as it is. */
export const leaveAlone = (test) => leftAlone.push(test);

/** Names of what is to be taken anew: by what the person did, or by what others did alone. */
let asked = { bySelf: new Set(), byOthers: new Set() };
const wanted = ({ bySelf, byOthers }) => [
  ...bySelf,
  ...[...byOthers].filter((name) => !bySelf.has(name) && !leftAlone.some((test) => test(name))),
];

let running = null;
let wait = FIRST_WAIT_MS;
let again = null;

/* Nobody announces a second time what this page has missed. */
function askAgain({ bySelf, byOthers }, error) {
  if (!(error instanceof HttpProblem) || !(error.isOffline || error.isBusy)) return;
  for (const name of bySelf) asked.bySelf.add(name);
  for (const name of byOthers) asked.byOthers.add(name);
  again ??= setTimeout(() => {
    again = null;
    follow();
  }, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT_MS);
}

/** Fetch the current address again and morph the named regions. Calls made meanwhile are gathered into
    one more fetch, so a burst of announcements costs two. Throws HttpProblem; what the network or a busy
    server did not give is asked for again by itself. */
export function refresh(...names) {
  for (const name of names) asked.bySelf.add(name);
  return taken();
}

/** The same for what others did: what somebody is at work in is left alone (see `leaveAlone`). Never throws. */
export function follow(...names) {
  for (const name of names) asked.byOthers.add(name);
  return taken().catch(() => undefined);
}

function taken() {
  running ??= turn().finally(() => (running = null));
  return running;
}

async function turn() {
  await null; // what is asked for at the same moment comes with it
  while (asked.bySelf.size || asked.byOthers.size) {
    const now = asked;
    asked = { bySelf: new Set(), byOthers: new Set() };
    if (!wanted(now).length) continue;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const text = await request("GET", location.href, { accept: "text/html", signal }).catch((error) => {
      askAgain(now, error);
      throw error;
    });
    wait = FIRST_WAIT_MS;
    const page = new DOMParser().parseFromString(text ?? "", "text/html");
    if (page.querySelector("[data-ec-door]")) {
      location.reload(); // the sign-in has ended: the server leads to the door and back here
      return;
    }
    shown = numbersOf(page);
    takeRegions(page, wanted(now));
  }
}
