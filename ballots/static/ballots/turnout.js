/* <ec-turnout ballot="3" number="17" answered="2" asked="24">: how many have answered, kept true by the ballot's room.
   Only counts come; who answered what is told by nobody before the closing. Declares "live-" texts. */

import { live } from "ecabinet/live";

class Turnout extends HTMLElement {
  static observedAttributes = ["answered", "asked"];
  #leave = null;

  connectedCallback() {
    this.#leave = live.join(`ballot:${this.getAttribute("ballot")}`, {
      // From the line before the page's last: the counts are whole, so hearing one twice does no harm, and the
      // one that came between the counting and the number is heard.
      after: Math.max(0, Number(this.getAttribute("number")) - 1),
      onAnnouncement: (name, told) => {
        if (name !== "vote-answered") return;
        this.setAttribute("asked", told.asked);
        this.setAttribute("answered", told.answered);
      },
    });
  }

  disconnectedCallback() {
    this.#leave?.();
    this.#leave = null;
  }

  attributeChangedCallback() {
    const bar = this.querySelector("progress");
    const words = this.querySelector("span");
    if (!bar || !words) return;
    const [answered, asked] = [this.getAttribute("answered"), this.getAttribute("asked")];
    bar.max = Number(asked);
    bar.value = Number(answered);
    const text = `${answered}/${asked} ${bar.getAttribute("aria-label")}`;
    if (words.textContent !== text) words.textContent = text;
  }
}

customElements.define("ec-turnout", Turnout);
