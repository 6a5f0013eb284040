/* <ec-upload url="…" fields='{"item_id": 3}' refresh="papers">: many files at once, by button or by dropping,
   each with its own progress, its own sentence when refused, and its own way to stop or send again. `fields` goes
   along with each file as it said when the file came; `said`: the same in words, shown with the file.
   What is large goes in pieces first (tus): a lost network or a closed tab costs no more than the last one; with
   `whole` everything goes at once, where files are small. */

import { refresh } from "ecabinet/morph";
import { Transfer } from "ecabinet/transfer";

const AT_ONCE = 2; // a tablet's radio is not made faster by more

class Upload extends HTMLElement {
  #waiting = [];
  #running = 0;
  #ending = null;

  connectedCallback() {
    if (!this.firstElementChild) {
      // A refresh puts it in place empty and fills it in the same turn.
      queueMicrotask(() => this.isConnected && this.firstElementChild && this.connectedCallback());
      return;
    }
    this.setAttribute("data-ec-keep", ""); // a refresh of the region around must not stop a transfer
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const input = this.querySelector('input[type="file"]');
    input.addEventListener(
      "change",
      () => {
        this.take(input.files);
        input.value = "";
      },
      { signal },
    );
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.toggleAttribute("data-over", true);
    }, { signal });
    this.addEventListener("dragleave", (event) => {
      if (!this.contains(event.relatedTarget)) this.toggleAttribute("data-over", false);
    }, { signal });
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.toggleAttribute("data-over", false);
      this.take(event.dataTransfer.files);
    }, { signal });
    addEventListener("beforeunload", (event) => {
      if (this.#running || this.#waiting.length) event.preventDefault();
    }, { signal });
  }

  disconnectedCallback() {
    this.#ending?.abort();
  }

  /** Send these files. */
  take(files) {
    for (const file of files) {
      const transfer = new Transfer(this, file);
      this.querySelector(".ec-upload-list").append(transfer.item);
      this.queue(transfer);
    }
  }

  queue(transfer) {
    this.#waiting.push(transfer);
    this.#next();
  }

  drop(transfer) {
    this.#waiting = this.#waiting.filter((other) => other !== transfer);
  }

  async #next() {
    if (this.#running >= AT_ONCE) return;
    const transfer = this.#waiting.shift();
    if (!transfer) return;
    this.#running += 1;
    try {
      await transfer.run();
    } finally {
      this.#running -= 1;
    }
    const names = this.getAttribute("refresh")?.split(/\s+/).filter(Boolean) ?? [];
    if (transfer.arrived && names.length) {
      // The paper now stands in the list itself; if the list cannot be fetched, the word "received" stays.
      refresh(...names).then(() => transfer.item.remove(), () => undefined);
    }
    this.#next();
  }
}

customElements.define("ec-upload", Upload);
