/* Packs on a page: follows the work of binding them, in the person's own room. */

import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { refresh } from "ecabinet/morph";

const SUBJECT = /^pack:\d+/;
const place = document.querySelector("[data-pack-person]");

function regions() {
  const job = document.querySelector("[data-job-refresh]");
  return (job?.dataset.jobRefresh ?? place.dataset.ecRegion).split(" ");
}

// A failed refresh is not repeated: the next announcement, or the return of the network, asks again.
const again = () => refresh(...regions()).catch(() => undefined);

/** The bar moves without asking the server; anything else is taken anew. */
function show({ id, state, done, total }) {
  const job = document.querySelector(`[data-job="${id}"]`);
  const bar = job?.querySelector("progress");
  const words = job?.querySelector("[data-job-words]");
  if (state !== "running" || !bar || !words || !total) {
    again();
    return;
  }
  bar.max = total;
  bar.value = done;
  words.textContent = t("job-progress", { done, total });
}

if (place) {
  live.join(place.dataset.packPerson, {
    after: Number(place.dataset.packNumber),
    onAnnouncement: (name, payload) => {
      if (name === "job-progress" && SUBJECT.test(payload.subject)) show(payload);
      else if (name === "pack:released") again();
    },
    onReset: again,
  });
}
