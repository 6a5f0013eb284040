/* The data of a sitting: saved as they are typed while nobody is invited yet, by the button afterwards. What others
   write arrives, and it is seen who writes where. */

import { startEditing } from "meetings/editing/start";
import { followPresence, showPresence } from "meetings/editing/presence";
import { startUndoing } from "meetings/editing/undo";
import { followRoom } from "meetings/follow";

startEditing({
  onSubmit: ({ form }) => location.assign(form.dataset.back),
});
startUndoing("frame");
followRoom(["frame"]);
document.addEventListener("ec-region", showPresence);
const place = document.querySelector("[data-room]");
if (place) followPresence(place.dataset.room);
