/* Pages of opinions follow what others do. A part in which somebody types is left alone: what is sent from it is
   held against what stands there by then, and where they differ both are shown. */

import { live } from "ecabinet/live";
import { follow, leaveAlone } from "ecabinet/morph";

const place = document.querySelector("[data-opinion-room]");
const names = place.dataset.regions.split(" ");

function isTouched(field) {
  if (field.type === "hidden") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.localName === "select") return false;
  return field.value !== field.defaultValue;
}

function isFree(name) {
  const region = document.querySelector(`[data-ec-region="${name}"]`);
  const fields = region?.querySelectorAll("input, textarea, select") ?? [];
  return !Array.from(fields).some((field) => isTouched(field) || field === document.activeElement);
}

leaveAlone((name) => names.includes(name) && !isFree(name));
const again = () => follow(...names);

live.join(place.dataset.opinionRoom, { after: Number(place.dataset.number), onAnnouncement: again, onReset: again });
