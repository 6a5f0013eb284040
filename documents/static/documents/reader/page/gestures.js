/**
 * Fingers: two pinch and pan in every tool; one pans while the pen is the writer. Everything else
 * is the browser's own scrolling.
 */

const FRICTION = 0.94;

export class Gestures {
  /** `fingersPan()`: should one finger pan here? `onPinchStart()`: a stroke of a finger must go. */
  constructor({ surface, viewer, signal, fingersPan, onPinchStart }) {
    Object.assign(this, { surface, viewer, fingersPan, onPinchStart });
    this.pinch = null;
    this.pan = null;
    const options = { signal, passive: false };
    surface.addEventListener("touchstart", (event) => this.#start(event), options);
    surface.addEventListener("touchmove", (event) => this.#move(event), options);
    surface.addEventListener("touchend", (event) => this.#end(event), options);
    surface.addEventListener("touchcancel", (event) => this.#end(event), options);
    surface.addEventListener("wheel", (event) => this.#wheel(event), options);
  }

  #start(event) {
    cancelAnimationFrame(this.glide);
    const touches = [...event.touches].filter((touch) => touch.touchType !== "stylus");
    if (touches.length >= 2) {
      event.preventDefault();
      this.pan = null;
      this.onPinchStart();
      this.pinch = this.#spread(touches);
    } else if (touches.length === 1 && this.fingersPan()) {
      const [{ clientX, clientY, identifier }] = touches;
      this.pan = { identifier, x: clientX, y: clientY, vx: 0, vy: 0, at: event.timeStamp };
    }
  }

  #spread([a, b]) {
    return {
      distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      x: (a.clientX + b.clientX) / 2,
      y: (a.clientY + b.clientY) / 2,
    };
  }

  #move(event) {
    const touches = [...event.touches];
    if (this.pinch && touches.length >= 2) {
      event.preventDefault();
      const now = this.#spread(touches);
      this.surface.scrollLeft -= now.x - this.pinch.x;
      this.surface.scrollTop -= now.y - this.pinch.y;
      const factor = now.distance / this.pinch.distance;
      // PDF.js rounds the scale to hundredths: smaller steps wait until they add up.
      if (Math.abs(factor - 1) * this.viewer.scale >= 0.01) {
        this.viewer.zoom(factor, [now.x, now.y], 400);
        this.pinch = now;
      } else {
        this.pinch = { ...now, distance: this.pinch.distance };
      }
      return;
    }
    const { pan } = this;
    const touch = pan && touches.find(({ identifier }) => identifier === pan.identifier);
    if (!touch) return;
    event.preventDefault();
    const dx = touch.clientX - pan.x;
    const dy = touch.clientY - pan.y;
    const passed = Math.max(1, event.timeStamp - pan.at);
    this.surface.scrollLeft -= dx;
    this.surface.scrollTop -= dy;
    this.pan = {
      identifier: pan.identifier,
      x: touch.clientX,
      y: touch.clientY,
      vx: 0.6 * pan.vx + 0.4 * (dx / passed),
      vy: 0.6 * pan.vy + 0.4 * (dy / passed),
      at: event.timeStamp,
    };
  }

  #end(event) {
    if (event.touches.length < 2) this.pinch = null;
    const { pan } = this;
    if (!pan || event.touches.length > 0) return;
    this.pan = null;
    if (event.type === "touchend" && event.timeStamp - pan.at < 60) this.#glide(pan.vx, pan.vy);
  }

  /** The page runs on a little after the finger left it. `vx`, `vy` in pixels per millisecond. */
  #glide(vx, vy) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let last = performance.now();
    const step = (now) => {
      const passed = now - last;
      last = now;
      this.surface.scrollLeft -= vx * passed;
      this.surface.scrollTop -= vy * passed;
      const slower = FRICTION ** (passed / 16);
      vx *= slower;
      vy *= slower;
      if (Math.hypot(vx, vy) > 0.03) this.glide = requestAnimationFrame(step);
    };
    this.glide = requestAnimationFrame(step);
  }

  /** Ctrl and wheel, which is also how trackpads report a pinch. */
  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 300);
    this.viewer.zoom(factor, [event.clientX, event.clientY], 300);
  }
}
