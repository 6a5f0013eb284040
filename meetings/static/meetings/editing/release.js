/* The papers of all items released, item by item, so that it is seen how far it is; without script in one act. */

import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { toast } from "ecabinet/toast";

async function releaseAll(meeting) {
  const items = Array.from(document.querySelectorAll("[data-item]"), (item) => item.dataset.item);
  const bar = document.querySelector("[data-release-progress]");
  bar.max = items.length;
  bar.value = 0;
  bar.hidden = false;
  let count = 0;
  try {
    for (const item of items) {
      const answer = await request("POST", `/api/v1/meetings/${meeting}/items/${item}/papers/release`);
      count += answer.released.length;
      for (const { title, reason } of answer.left) toast(t("release-left", { title, why: reason }), "wait");
      bar.value += 1;
    }
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    toast(error.sentence, "stop");
  } finally {
    bar.hidden = true;
    toast(t("release-done", { count }), "good");
    await refresh("way", "agenda", "changes").catch(() => undefined);
  }
}

/* After the question was answered: the form's own sending is replaced by the one that shows how far it is. */
export function startReleasing(meeting) {
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-release-all]") || event.defaultPrevented) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      releaseAll(meeting);
    },
    { capture: true },
  );
}
