/* Follows the room of the page's sitting and takes the named regions anew when something happened. */

import { live } from "ecabinet/live";
import { follow } from "ecabinet/morph";

/** The room is named by <div data-room="meeting:7" data-number="12">. */
export function followRoom(regions) {
  const place = document.querySelector("[data-room]");
  if (!place) return;
  const again = () => follow(...regions);
  live.join(place.dataset.room, {
    after: Number(place.dataset.number),
    onAnnouncement: again,
    onReset: again,
  });
}
