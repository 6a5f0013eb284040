/* Follows the chair from any page without leaving it: <script type="module" …> with, on the page,
   <div hidden data-follow-person="person:4" data-follow-number="17"></div>. When an item is called or the
   sitting opens, a quiet line with a way to the room appears. Texts: room-moved-to, room-has-opened, room-go. */

import { t } from "ecabinet/i18n";
import { live } from "ecabinet/live";

function show(text, meetingId) {
  document.querySelector("[data-follow-banner]")?.remove();
  if (location.pathname === `/meetings/${meetingId}/room`) return;
  const box = document.createElement("div");
  box.className = "ec-toast ec-toast--info";
  box.dataset.followBanner = "";
  const words = document.createElement("p");
  words.textContent = text;
  const link = document.createElement("a");
  link.className = "btn btn-secondary";
  link.href = `/meetings/${meetingId}/room`;
  link.textContent = t("room-go");
  box.append(words, link);
  document.getElementById("ec-toasts").append(box);
}

const place = document.querySelector("[data-follow-person]");
if (place) {
  live.join(place.dataset.followPerson, {
    after: Number(place.dataset.followNumber),
    onAnnouncement: (name, payload) => {
      if (name === "item-called" && payload.item_id !== null) {
        show(t("room-moved-to", { ordinal: payload.label }), payload.meeting_id);
      } else if (name === "sitting-changed" && payload.state === "in_sitting") {
        show(t("room-has-opened"), payload.meeting_id);
      }
    },
  });
}
