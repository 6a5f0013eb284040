/**
 * The live channel of one page over one socket: rooms that miss nothing, fleeting messages,
 * and the state of the connection as it is. Knows neither texts nor the document.
 */
import { LiveRoom } from "./live_room.js";

export const ANSWER_MS = 8000;
/** Away longer than this, the state says "offline" instead of "reconnecting". */
export const OFFLINE_AFTER_MS = 5000;
export const CAUGHT_UP_MS = 4000;
const RETRY_MS = 2000;
const FULL_RETRY_MS = 10000;
const ENDED = new Set(["sign-in-needed", "live-not-our-page"]);

/** Fires "state" whenever `state` changes. */
export class LiveClient extends EventTarget {
  #socket;
  #rooms = new Set();
  #listeners = new Map();
  #timers = new Map();
  #isSignedIn;
  #failures = 0;

  /**
   * `socket`: a socket.io socket that is not connected yet.
   * `isSignedIn`: async, false when the server says that nobody is signed in here any more.
   */
  constructor(socket, { isSignedIn = async () => true } = {}) {
    super();
    this.#socket = socket;
    this.#isSignedIn = isSignedIn;
    this.state = { name: "connecting", since: null, caughtUp: false };
    socket.on("connect", () => this.#connected());
    socket.on("disconnect", (reason) => this.#disconnected(reason));
    socket.on("connect_error", (error) => this.#failed(error));
    socket.on("signed-out", () => this.#ended());
    socket.on("announcement", (line) => {
      for (const room of this.#rooms) if (room.room === line.room) room.receive(line);
    });
    socket.on("rejoin", ({ room: name }) => {
      for (const room of this.#rooms) if (room.room === name) this.#enter(room);
    });
    socket.onAny((event, frame) => this.#fleeting(event, frame));
    socket.connect();
  }

  /**
   * Follow a room. `onAnnouncement(name, payload, line)` is called once per announcement, in
   * order; `onReset()` when too much was missed and the content must be loaded anew;
   * `onState("joined" | "waiting" | "refused", ack)`. `after`: the number the page was made with.
   * Returns a function that leaves again.
   */
  join(name, handlers) {
    const room = new LiveRoom(name, handlers, () => this.#enter(room));
    this.#rooms.add(room);
    if (this.#socket.connected) this.#enter(room);
    return () => this.#leave(room);
  }

  /** Leave a room with every part of the page that follows it. */
  leave(name) {
    for (const room of [...this.#rooms]) if (room.room === name) this.#leave(room);
  }

  /**
   * Send something fleeting; without a connection it is dropped. With `{ volatile: false }` the
   * answer `{ok, …}` is returned as a promise, `{ok: false, code: "live-offline"}` without one.
   */
  send(event, data, { volatile = true } = {}) {
    if (volatile) {
      if (this.#socket.connected) this.#socket.volatile.emit(event, data);
      return undefined;
    }
    return this.#question(event, data);
  }

  /** Listen to fleeting messages of others: `fn(data, {room, from})`. Returns a stop function. */
  on(event, fn) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(fn);
    return () => this.#listeners.get(event).delete(fn);
  }

  /** Ask every room what was missed: after a long sleep a socket may only seem alive. */
  resync() {
    if (this.#socket.connected) {
      for (const room of this.#rooms) this.#enter(room);
    } else if (this.state.name !== "refused") {
      this.#socket.disconnect(); // ends the waiting between two attempts
      this.#socket.connect();
    }
  }

  /** The device says that its network went or came back. */
  network(isThere) {
    if (isThere) {
      this.resync();
    } else if (this.state.name !== "refused") {
      this.#to({ name: "offline", since: this.state.since ?? new Date(), caughtUp: false });
      this.#socket.io.engine?.close();
    }
  }

  async #question(event, data) {
    if (!this.#socket.connected) return { ok: false, code: "live-offline" };
    try {
      return await this.#socket.timeout(ANSWER_MS).emitWithAck(event, data);
    } catch {
      return { ok: false, code: "live-offline" };
    }
  }

  async #enter(room) {
    const turn = room.asking();
    const ack = await this.#question("join", { room: room.room, after: room.last });
    if (!this.#rooms.has(room)) return;
    if (ack.code === "live-offline" || ack.code === "live-too-fast") {
      room.lost(turn);
      // Connected, yet no answer: ask again. Without a connection, "connect" will.
      if (this.#socket.connected) this.#later(room, RETRY_MS, () => this.#enter(room));
      return;
    }
    room.answered(turn, ack);
  }

  #leave(room) {
    if (!this.#rooms.delete(room)) return;
    room.leave();
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
    const followed = [...this.#rooms].some((other) => other.room === room.room);
    if (!followed && this.#socket.connected) this.#socket.emit("leave", { room: room.room });
  }

  async #connected() {
    const wasAway = this.state.since !== null;
    this.#failures = 0;
    clearTimeout(this.#timers.get("offline"));
    await Promise.all([...this.#rooms].map((room) => this.#enter(room)));
    if (!this.#socket.connected) return;
    this.#to({ name: "connected", since: null, caughtUp: wasAway });
    if (wasAway) {
      this.#later("caught-up", CAUGHT_UP_MS, () => {
        if (this.state.caughtUp) this.#to({ name: "connected", since: null, caughtUp: false });
      });
    }
  }

  #disconnected(reason) {
    if (this.state.name === "refused") return;
    const since = this.state.since ?? new Date();
    const name = this.state.name === "offline" ? "offline" : "reconnecting";
    this.#to({ name, since, caughtUp: false });
    this.#later("offline", OFFLINE_AFTER_MS, () => this.#stillAway());
    // socket.io comes back by itself unless the server closed the channel.
    if (reason === "io server disconnect") this.#retry(RETRY_MS);
  }

  #stillAway() {
    if (this.state.name === "reconnecting") this.#to({ ...this.state, name: "offline" });
  }

  async #failed(error) {
    const since = this.state.since ?? new Date();
    if (this.state.name === "connecting") this.#to({ ...this.state, since });
    this.#failures += 1;
    const code = error?.data?.code;
    if (ENDED.has(code)) {
      this.#ended(error.message);
    } else if (code) {
      this.#to({ name: "offline", since, caughtUp: false, message: error.message });
      this.#retry(FULL_RETRY_MS * (1 + Math.random()));
    } else if (this.#failures % 4 === 2) {
      // A handshake turned away looks like a lost network: ask which of the two it is.
      const isSignedIn = await this.#isSignedIn().catch(() => true);
      if (!isSignedIn && !this.#socket.connected) this.#ended();
    }
    if (this.#failures >= 2 && this.state.name === "connecting") {
      this.#to({ name: "offline", since, caughtUp: false });
    }
  }

  #ended(message) {
    this.#to({ name: "refused", since: this.state.since ?? new Date(), caughtUp: false, message });
    this.#socket.disconnect();
  }

  #retry(wait) {
    this.#later("retry", wait, () => {
      if (!this.#socket.connected && this.state.name !== "refused") this.#socket.connect();
    });
  }

  #fleeting(event, frame) {
    const listeners = this.#listeners.get(event);
    if (!listeners || !Array.isArray(frame?.items)) return;
    for (const { from, data } of frame.items) {
      if (from === this.#socket.id) continue;
      for (const fn of listeners) {
        try {
          fn({ room: frame.room, ...data }, { room: frame.room, from });
        } catch (error) {
          console.error(`live: ${event}`, error);
        }
      }
    }
  }

  #later(key, wait, fn) {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(fn, wait));
  }

  #to(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
