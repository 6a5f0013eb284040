/* Positions follow what happens: the own tablets, the desk and the room tell that something was said. */

import { live } from "ecabinet/live";
import { follow } from "ecabinet/morph";

const RELEVANT = new Set(["positions:changed", "positions:prepared", "item-called", "item-changed", "sitting-changed", "agenda:sent"]);

for (const place of document.querySelectorAll("[data-positions-room]")) {
  const regions = place.dataset.regions.split(" ");
  const again = () => follow(...regions);
  live.join(place.dataset.positionsRoom, {
    after: Number(place.dataset.number),
    onAnnouncement: (name) => RELEVANT.has(name) && again(),
    onReset: again,
  });
}
