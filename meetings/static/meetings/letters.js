/* The letters of all in one file: follows the drawing, in the officer's own room. */

import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { refresh } from "ecabinet/morph";

const place = document.querySelector("[data-letters]");

// A failed refresh is not repeated: the next announcement, or the return of the network, asks again.
const again = () => refresh("bundles").catch(() => undefined);

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
  live.join(place.dataset.lettersPerson, {
    after: Number(place.dataset.lettersNumber),
    onAnnouncement: (name, payload) => {
      if (name === "job-progress" && payload.subject.startsWith(place.dataset.letters)) show(payload);
    },
    onReset: again,
  });
}
