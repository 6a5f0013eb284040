/**
 * `data-shown="31 32"`: a part of a page that shows papers without the reader. It loses them as the reader does: the
 * room of a paper shuts for whoever may not read it any more, whatever the reason.
 */
import { live } from "ecabinet/live";

for (const shown of document.querySelectorAll("[data-shown]")) {
  for (const version of shown.dataset.shown.split(" ")) {
    live.join(`version:${version}:meeting`, {
      onState(state, ack) {
        if (state !== "refused" || ack?.code !== "not-visible") return;
        shown.hidden = true; // at once; what has become of it, the server says
        location.reload();
      },
    });
  }
}
