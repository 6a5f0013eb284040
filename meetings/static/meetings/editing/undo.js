/* "Undo": the officer's own last change of what the form is about. */

import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { toast } from "ecabinet/toast";
import { openEditors } from "meetings/editing/start";

/** A button with data-undo="/api/v1/…/undo"; `regions` of the page are taken anew. */
export function startUndoing(...regions) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-undo]");
    if (!button || event.defaultPrevented) return;
    event.preventDefault();
    for (const editor of openEditors()) if (!editor.isByHand) await editor.save();
    try {
      await request("POST", button.dataset.undo);
      await refresh(...regions);
      toast(t("editing-undone"), "good");
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      toast(error.sentence, "stop");
    }
  });
}
