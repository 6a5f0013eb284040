/* A background job on a page: its bar moves by what is announced in the person's own room. */

import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";
import { follow } from "ecabinet/morph";

/** The bar moves without asking the server; false: the page has none for this, or the job ended. */
function moveBar({ id, state, done, total }) {
  const job = document.querySelector(`[data-job="${id}"]`);
  const bar = job?.querySelector("progress");
  const words = job?.querySelector("[data-job-words]");
  if (state !== "running" || !bar || !words || !total) return false;
  bar.max = total;
  bar.value = done;
  words.textContent = t("job-progress", { done, total });
  return true;
}

/**
 * Follow the jobs whose subject `concerns(subject)`; `regions()` of the page are taken anew at the
 * end of one, and when one of the `events` is announced. `after`: the number the page was made with.
 */
export function followJobs(room, { after, concerns, regions, events = [] }) {
  const again = () => follow(...regions());
  return live.join(room, {
    after,
    onAnnouncement: (name, payload) => {
      const isOurs = name === "job-progress" && concerns(payload.subject);
      if (isOurs ? !moveBar(payload) : events.includes(name)) again();
    },
    onReset: again,
  });
}
