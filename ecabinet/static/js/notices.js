/**
 * The bell in the frame: its number follows the person's own room, and a list of notices that is
 * open is read again. `<a data-ec-bell="person:4" data-number="17" data-unread="2">`.
 */
import { live } from "ecabinet/live";
import { refresh } from "ecabinet/morph";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

const MOST = 99;
const bell = document.querySelector("[data-ec-bell]");

function show(unread) {
  const before = Number(bell.dataset.unread);
  bell.dataset.unread = String(unread);
  bell.querySelector("[data-ec-bell-count]").textContent = unread > MOST ? `${MOST}+` : String(unread);
  bell.querySelector(".ec-bell-count").hidden = unread === 0;
  if (unread > before) toast(t("browser-notice-new"), "info");
  if (document.querySelector('[data-ec-region="notices"]')) refresh("notices");
}

if (bell) {
  live.join(bell.dataset.ecBell, {
    after: Number(bell.dataset.number),
    onAnnouncement: (name, payload) => {
      if (name === "notices-changed") show(payload.unread);
    },
  });
}
