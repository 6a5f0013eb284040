/* The page of a dossier: saved while it is typed, taken anew when somebody else moves it. */

import { live } from "ecabinet/live";
import { follow, leaveAlone } from "ecabinet/morph";
import "ecabinet/order";
import { tellOrphan } from "ecabinet/restored";
import * as unsaved from "ecabinet/unsaved";
import { Autosave } from "dossiers/submissions/autosave";

const place = document.querySelector("[data-submission-room]");
let form = null;
let saving = null;

let orphan = null;

/* Without the form nothing can be saved any more: what was typed is shown. */
async function findOrphan() {
  await unsaved.opened(false);
  const key = place.dataset.submissionRoom;
  const kept = unsaved.find(key);
  if (kept && !form && !orphan) orphan = tellOrphan({ key, at: kept.at, fields: kept.content.words });
}

/* The form goes when the dossier is lodged, and another one comes when it is returned. */
function find() {
  const found = document.getElementById("submission-form");
  if (found !== form || !found) {
    form = found;
    saving = found && new Autosave(found);
    if (!found) return findOrphan();
    orphan?.remove();
    orphan = null;
  } else saving.tookAnew();
  return undefined;
}

find();
document.addEventListener("ec-region", ({ detail }) => detail.name === "submission-body" && find());

// Asked only where this device keeps nothing.
addEventListener("beforeunload", (event) => {
  if (form?.isConnected && !saving.keep() && !unsaved.isSigningOut()) event.preventDefault();
});
addEventListener("pagehide", () => saving?.leave());
addEventListener("online", () => saving?.again());
document.addEventListener("visibilitychange", () => document.hidden && saving?.again());

const regions = place.dataset.regions.split(" ");
// While somebody must choose between two texts, the form stays as it is.
leaveAlone((name) => name === "submission-body" && Boolean(saving?.isClashing));
const again = () => follow(...regions);

live.join(place.dataset.submissionRoom, { after: Number(place.dataset.number), onAnnouncement: again, onReset: again });

// What is lodged is what stands on the page: an act waits until it is saved. The way out is held up once, by nothing.
const held = new WeakSet();
document.addEventListener(
  "submit",
  async (event) => {
    const act = event.target;
    if (!saving || saving.isClean || act === form || act.matches("[data-role-form]") || held.has(act)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isSaved = await saving.flush();
    if (!act.closest("main")) held.add(act);
    if (isSaved || held.has(act)) act.requestSubmit(event.submitter);
  },
  { capture: true },
);

// The role of a paper is kept when it is chosen; the button beside it is for those without this script.
document.addEventListener("change", ({ target }) => target.closest("[data-role-form]")?.requestSubmit());
