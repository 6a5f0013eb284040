/**
 * `live`: the one live connection of this page, and `<ec-connection>`, which says in words how
 * it stands. Declares `prefix="live-"` texts.
 */
import { io } from "socket.io-client";

import { t } from "ecabinet/i18n";

import { LiveClient } from "./live_client.js";

const ASLEEP_MS = 60000;

const socket = io({
  // Polling first would need one server process per visitor; see the server's settings.
  transports: ["websocket"],
  autoConnect: false,
  reconnectionDelay: 500,
  reconnectionDelayMax: 10000,
  timeout: 10000,
  auth: (give) => give({ csrf: document.querySelector('meta[name="csrf-token"]')?.content ?? "" }),
});

async function isSignedIn() {
  const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" } });
  return answer.status !== 401;
}

export const live = new LiveClient(socket, { isSignedIn });

window.addEventListener("offline", () => live.network(false));
window.addEventListener("online", () => live.network(true));
window.addEventListener("pageshow", (event) => event.persisted && live.resync());

let hiddenAt = null;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    hiddenAt = Date.now();
  } else {
    if (hiddenAt !== null && Date.now() - hiddenAt > ASLEEP_MS) live.resync();
    hiddenAt = null;
  }
});

/** The words of a connection state. `{name, since, caughtUp, message}` → text. */
function inWords({ name, since, caughtUp, message }) {
  if (message) return message;
  if (name === "connected") return caughtUp ? t("live-caught-up") : t("live-connected");
  if (name === "reconnecting") return t("live-reconnecting");
  if (name === "refused") return t("live-signed-out");
  if (name === "offline") {
    const lang = document.documentElement.lang || "vi";
    const time = since.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    return t("live-offline-since", { time });
  }
  return t("live-connecting");
}

class ConnectionState extends HTMLElement {
  #stop = null;

  connectedCallback() {
    this.#stop = new AbortController();
    this.setAttribute("role", "status");
    live.addEventListener("state", () => this.#show(), { signal: this.#stop.signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #show() {
    const text = inWords(live.state);
    this.setAttribute("state", live.state.name);
    if (this.textContent !== text) this.textContent = text;
  }
}

customElements.define("ec-connection", ConnectionState);
