/* One file on its way from a page to the server: its row, how far it is, and what became of it. */

import { fingerprintOf } from "ecabinet/begun_uploads";
import { csrfToken, newIdempotencyKey, problemOf } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { endOnSilence } from "ecabinet/silence";

const IN_PIECES_FROM = 8 * 1024 * 1024;
const PIECE = 4 * 1024 * 1024;
const NO_ROOM = 507; // nor will there be any in half a minute
const TRY_AGAIN_AFTER = [0, 1000, 3000, 5000, 10000, 20000, 30000];
const CHECK_MS = 6 * 60_000; // a file may wait for its turn, and a Word file is checked in several steps

/** What tus sends with: on a silent line a request ends as on a broken one, and is tried again like it. */
function patientStack({ DefaultHttpStack }) {
  return new (class extends DefaultHttpStack {
    createRequest(method, url) {
      const request = super.createRequest(method, url);
      const send = request.send.bind(request);
      request.send = (body) => new Promise((resolve, reject) => {
        endOnSilence(request.getUnderlyingObject(), () => reject(new Error("silence")));
        send(body).then(resolve, reject);
      });
      return request;
    }
  })();
}

function button(icon, label, words) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-quiet";
  element.setAttribute("aria-label", label);
  const sign = document.createElement("span");
  sign.className = `ec-icon bi-${icon}`;
  sign.setAttribute("aria-hidden", "true");
  element.append(sign);
  if (words) element.append(words);
  return element;
}

export class Transfer {
  constructor(owner, file) {
    this.owner = owner;
    this.file = file;
    this.key = newIdempotencyKey(); // the same for every attempt: a file that did arrive is not filed twice
    this.fields = JSON.parse(owner.getAttribute("fields") || "{}"); // what is chosen later is for later files
    this.said = owner.getAttribute("said") ?? "";
    this.build();
  }

  build() {
    this.item = document.createElement("li");
    this.item.className = "ec-upload-item";
    const words = document.createElement("div");
    const name = document.createElement("p");
    name.textContent = this.file.name;
    this.state = document.createElement("p");
    this.state.className = "ec-soft small ec-number";
    this.bar = document.createElement("progress");
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", this.file.name);
    const said = document.createElement("p");
    said.className = "ec-soft small";
    said.textContent = this.said;
    said.hidden = !this.said;
    words.append(name, said, this.bar, this.state);
    this.end = document.createElement("div");
    this.end.className = "ec-upload-end";
    this.item.append(words, this.end);
    this.wait();
  }

  show(text, failed = false) {
    this.state.textContent = text;
    this.state.className = failed ? "ec-error mb-0" : "ec-soft small ec-number";
  }

  wait() {
    this.bar.hidden = false;
    this.bar.value = 0;
    this.show(t("browser-upload-waiting"));
    const stop = button("x-lg", t("browser-upload-cancel", { name: this.file.name }));
    stop.addEventListener("click", () => this.cancel());
    this.end.replaceChildren(stop);
  }

  cancel() {
    this.cancelled = true;
    this.request?.abort();
    this.pieces?.abort(true).catch(() => undefined); // what arrived of it goes too
    this.stopped?.(); // which tells nobody that it is over
    this.owner.drop(this);
    this.item.remove();
  }

  /** Resolves when this attempt is over, well or not. */
  async run() {
    try {
      if (this.file.size < IN_PIECES_FROM || this.owner.hasAttribute("whole")) return await this.#send("file", this.file);
      // What is there as a whole is not sent again: only what became of it is asked.
      const wasThere = Boolean(this.whole);
      this.whole ??= await this.#sendPieces();
      if (!this.whole || this.cancelled) return undefined;
      const isGone = await this.#send("upload", this.whole, wasThere);
      if (!isGone || this.cancelled) return undefined;
      await this.#forgetPieces();
      this.whole = await this.#sendPieces();
      return this.whole && !this.cancelled ? await this.#send("upload", this.whole) : undefined;
    } catch (error) {
      // What sends in pieces could not be fetched, or the browser gives no place to remember where it stopped.
      console.warn(error);
      if (!this.cancelled) this.fail(t("browser-offline"));
      return undefined;
    }
  }

  /** The name of the upload once all of the file is at the server; null after a failure. Throws when it cannot begin. */
  async #sendPieces() {
    await import("tus-js-client");
    const { Upload: Pieces } = globalThis.tus;
    if (this.cancelled) return null;
    return new Promise((resolve, reject) => {
      this.stopped = () => resolve(null);
      this.pieces = new Pieces(this.file, {
        endpoint: this.owner.getAttribute("pieces-url") || "/uploads",
        chunkSize: PIECE,
        retryDelays: TRY_AGAIN_AFTER,
        httpStack: patientStack(globalThis.tus),
        fingerprint: async (file, { endpoint }) => fingerprintOf(file, endpoint),
        metadata: { ...this.fields, filename: this.file.name },
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        onProgress: (sent, total) => this.#progress(sent, total),
        onShouldRetry: (error, tries, options) => {
          const status = error.originalResponse?.getStatus() ?? 0;
          if (status === 0) this.show(t("browser-upload-paused"));
          return status === 0 || status === 409 || (status >= 500 && status !== NO_ROOM) ? tries < options.retryDelays.length : false;
        },
        onSuccess: () => resolve(this.pieces.url.split("/").pop()),
        onError: (error) => {
          const answer = error.originalResponse;
          this.fail(answer ? problemOf(answer.getStatus(), answer.getBody()).sentence : t("browser-offline"));
          resolve(null);
        },
      });
      // The same file chosen again goes on where it stopped, in this tab or after a restart.
      this.pieces.findPreviousUploads().then((earlier) => {
        if (earlier.length) this.pieces.resumeFromPreviousUpload(earlier.at(-1));
        if (!this.cancelled) this.pieces.start();
      }).catch(reject);
    });
  }

  /* Until the paper is entered: the same file chosen again finds what the server has of it. */
  async #forgetPieces() {
    const earlier = (await this.pieces?.findPreviousUploads()) ?? [];
    await Promise.all(earlier.map(({ urlStorageKey }) => this.pieces.options.urlStorage.removeUpload(urlStorageKey)));
  }

  #progress(sent, total) {
    const percent = total ? Math.floor((100 * sent) / total) : 0;
    this.bar.value = percent;
    this.show(percent < 100 ? t("browser-upload-sending", { percent }) : t("browser-upload-checking"));
  }

  /** Resolves to true when the server has nothing of that name, which `wasThere`: it is not told as a failure. */
  #send(field, value, wasThere = false) {
    return new Promise((resolve) => {
      let isGone = false;
      const request = (this.request = new XMLHttpRequest());
      request.open("POST", this.owner.getAttribute("url"));
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Idempotency-Key", this.key);
      if (field === "file") {
        request.upload.addEventListener("progress", ({ loaded, total }) => this.#progress(loaded, total));
      }
      request.addEventListener("load", () => {
        if (request.status >= 200 && request.status < 300) return this.done();
        const problem = problemOf(request.status, request.responseText);
        isGone = wasThere && problem.code === "upload-gone";
        return isGone ? undefined : this.fail(problem.sentence);
      });
      request.addEventListener("error", () => this.fail(t("browser-offline")));
      endOnSilence(request, () => this.fail(t("browser-upload-silent")), { answer: CHECK_MS });
      request.addEventListener("loadend", () => resolve(isGone));
      const form = new FormData();
      for (const [name, value] of Object.entries(this.fields)) form.append(name, value);
      if (field === "file") form.append("file", value, this.file.name);
      else form.append(field, value);
      request.send(form);
    });
  }

  done() {
    this.bar.hidden = true;
    this.show(t("browser-upload-done"));
    this.end.replaceChildren();
    this.arrived = true;
    this.#forgetPieces().catch(() => undefined);
    let answer = null;
    try {
      answer = JSON.parse(this.request.responseText);
    } catch {
      // an answer without a body is an answer
    }
    this.owner.dispatchEvent(new CustomEvent("ec-uploaded", { bubbles: true, detail: { name: this.file.name, answer } }));
  }

  fail(sentence) {
    this.bar.hidden = true;
    this.show(sentence, true);
    const again = button("arrow-clockwise", t("browser-upload-retry-named", { name: this.file.name }), t("browser-upload-retry"));
    again.addEventListener("click", () => {
      this.wait();
      this.owner.queue(this);
    });
    const drop = button("x-lg", t("browser-upload-cancel", { name: this.file.name }));
    drop.addEventListener("click", () => this.cancel());
    this.end.replaceChildren(again, drop);
  }
}
