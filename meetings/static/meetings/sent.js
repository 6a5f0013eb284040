/* The page of a sitting for those invited: follows what is sent anew, prints the agenda, names substitutes. */

import { followRoom } from "meetings/follow";

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-print]")) print();
});

followRoom(["heading", "notices", "agenda", "packs", "facts", "invited", "answer", "absences", "forecast"]);
