/* The page of a ballot: taken anew when it opens, closes or moves a step. Answers of others change the
   count alone (see turnout.js); who watches the list of those who answered takes it anew at most every second. */

import { live } from "ecabinet/live";
import { follow } from "ecabinet/morph";

const REGIONS = ["ballot", "ballot-heading", "ballot-facts", "packs"];
const PAUSE_MS = 1000;

const place = document.querySelector("[data-ballot-room]");
const again = () => follow(...REGIONS);

let waiting = null;
function soon() {
  waiting ??= setTimeout(() => {
    waiting = null;
    again();
  }, PAUSE_MS);
}

if (place) {
  live.join(place.dataset.ballotRoom, {
    after: Number(place.dataset.number),
    onAnnouncement: (name) => {
      if (name !== "vote-answered") again();
      else if (document.getElementById("who-answered")) soon();
    },
    onReset: again,
  });
}
