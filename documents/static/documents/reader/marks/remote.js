/**
 * The paper with others: marks announced by the server, strokes of others while they are drawn,
 * and one's own strokes sent out while they grow.
 */

export const SEND_EVERY_MS = 25;
/** The server takes 200 in one message. */
const MOST_POINTS_SENT = 150;
/** After that a stroke that rests is not drawn any more: its writer may be gone. */
export const GHOST_LIFE_MS = 10000;
/** After that its beginning is forgotten, too: nobody holds a pen still for so long. */
export const GHOST_KEPT_MS = 600000;

/** Points of a growing stroke after a piece arrived: `from` says where it belongs. */
export function withPiece(points, from, piece) {
  if (from > points.length) return [...points, ...piece];
  return [...points.slice(0, from), ...piece];
}

export class Remote {
  /**
   * `room`: marks for the meeting; `ownRoom`: marks for me and my office, from my other tablets
   * too. `onRecalled()`: the paper was taken back from me; `onShut()`: I may not read it any more;
   * `onCarried()`: marks of an earlier version came over.
   */
  constructor({ live, room, ownRoom, store, layers, signal, onRecalled, onShut, onCarried, now = () => performance.now() }) {
    Object.assign(this, { live, room, store, layers, onRecalled, onShut, onCarried, now });
    this.entered = new Set();
    this.ghosts = new Map();
    this.sent = new Map();
    const stops = [
      ...[room, ownRoom].map((name) =>
        live.join(name, {
          onAnnouncement: (what, payload) => this.#announced(what, payload),
          onReset: () => store.load(),
          onState: (state, ack) => this.#answered(name, state, ack),
        }),
      ),
      live.on("ink", (piece) => this.#ink(piece)),
      live.on("ink-cancel", ({ stroke }) => this.#drop(stroke)),
    ];
    const sweep = setInterval(() => this.#sweep(), 1000);
    signal.addEventListener("abort", () => {
      clearInterval(sweep);
      for (const stop of stops) stop();
    });
    store.addEventListener("upsert", ({ detail }) => this.#drop(detail.mark.client_id));
  }

  /** Refused as a reader: what was read by somebody's delegation, or for a name on a list. */
  #answered(room, state, ack) {
    this.#joined(room, state);
    if (state === "refused" && room === this.room && ack?.code === "not-visible") this.onShut?.();
  }

  /** What was written between reading the list and entering the room is in neither: read again. */
  #joined(room, state) {
    if (state !== "joined" || this.entered.has(room)) return;
    this.entered.add(room);
    if (this.store.asked) this.store.load();
  }

  #announced(name, payload) {
    if (name === "annotation-added" || name === "annotation-changed") {
      this.store.receive(payload.annotation);
    } else if (name === "annotation-to-ask") {
      this.store.hear(payload);
    } else if (name === "annotation-removed") {
      this.store.forget(payload);
    } else if (name === "paper-recalled" && payload.version_id === this.store.versionId) {
      this.onRecalled();
    } else if (name === "marks-carried" && payload.version_id === this.store.versionId) {
      this.store.load();
      this.onCarried?.();
    }
  }

  #ink({ room, stroke, page, kind, color, width, from, points, done, author }) {
    if (room !== undefined && room !== this.room) return;
    const growing = this.layers.growing.get(stroke);
    const mine = growing !== undefined && growing.author === undefined;
    if (mine || this.store.get(stroke)) return;
    const ghost = this.ghosts.get(stroke)
      ?? { id: stroke, page, kind, color, width, author, points: [] };
    // What was drawn before is drawn anew when a piece replaces points instead of adding some.
    if (from < ghost.points.length) ghost.node?.remove();
    ghost.points = withPiece(ghost.points, from, points);
    ghost.done = done;
    ghost.seen = this.now();
    this.ghosts.set(stroke, ghost);
    ghost.frame ||= requestAnimationFrame(() => {
      ghost.frame = 0;
      if (this.ghosts.has(stroke)) this.layers.grow(ghost);
    });
  }

  #drop(stroke) {
    if (!this.ghosts.delete(stroke)) return;
    this.layers.end(stroke);
  }

  #sweep() {
    for (const ghost of [...this.ghosts.values()]) {
      const rested = this.now() - ghost.seen;
      // Who holds the pen still writes on: drawn again, it has its beginning.
      if (rested > GHOST_KEPT_MS) this.#drop(ghost.id);
      else if (rested > GHOST_LIFE_MS) this.layers.end(ghost.id);
    }
  }

  /** My stroke grew, ended or was dropped; only strokes for the meeting leave the tablet. */
  progress(stroke) {
    if (stroke.audience !== "meeting") return;
    const state = this.sent.get(stroke.id) ?? { count: 0, at: -Infinity };
    this.sent.set(stroke.id, state);
    if (stroke.cancelled) {
      this.sent.delete(stroke.id);
      clearTimeout(state.timer);
      this.live.send("ink-cancel", { room: this.room, stroke: stroke.id });
      return;
    }
    clearTimeout(state.timer);
    const wait = SEND_EVERY_MS - (performance.now() - state.at);
    if (stroke.done || wait <= 0) this.#send(stroke, state);
    else state.timer = setTimeout(() => this.#send(stroke, state), wait);
  }

  #send(stroke, state) {
    const fresh = stroke.points
      .slice(state.count)
      .map(([x, y, p]) => [Number(x.toFixed(2)), Number(y.toFixed(2)), Number(p.toFixed(2))]);
    if (fresh.length === 0 && !stroke.done) return;
    const { id, page, kind, color, width } = stroke;
    const head = { room: this.room, stroke: id, page, kind, color, width };
    do {
      const points = fresh.splice(0, MOST_POINTS_SENT);
      const done = stroke.done === true && fresh.length === 0;
      this.live.send("ink", { ...head, from: state.count, points, done });
      state.count += points.length;
    } while (fresh.length > 0);
    state.at = performance.now();
    if (stroke.done) this.sent.delete(id);
  }
}
