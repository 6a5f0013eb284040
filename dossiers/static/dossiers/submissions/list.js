/* The list of dossiers: taken anew when one of them moves. */

import { live } from "ecabinet/live";
import { follow } from "ecabinet/morph";

const place = document.querySelector("[data-submissions-room]");
const again = () => follow("submission-tabs", "submission-list");

if (place) {
  live.join(place.dataset.submissionsRoom, {
    after: Number(place.dataset.number),
    onAnnouncement: (name) => name === "submission-changed" && again(),
    onReset: again,
  });
}
