/** Takes marks out of the paper (annotated PDF, XFDF, JSON-LD) and brings XFDF in. */
import { HttpProblem, problemOf, request, send } from "ecabinet/http";

/** The name the server gave the file (RFC 8187 first, then the plain one). */
export function nameIn(disposition) {
  const full = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "");
  if (full) return decodeURIComponent(full[1]);
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "";
}

/** Hand a file to whoever reads, under a name. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export class Exports {
  /** `url`: of the version in the API, without the last step. */
  constructor({ root, opener, url, store, outbox, t, signal, onOpen }) {
    Object.assign(this, { root, url, store, outbox, t });
    this.said = root.querySelector('[data-export="said"]');
    this.waiting = root.querySelector('[data-export="waiting"]');
    const listen = (element, type, then) => element.addEventListener(type, then, { signal });
    listen(opener, "click", () => {
      onOpen();
      this.open();
    });
    listen(root, "click", ({ target }) => {
      const button = target.closest("[data-export]");
      if (button?.dataset.export === "close") root.close();
      if (button?.dataset.export === "take") this.#take(button);
    });
    const file = root.querySelector('[data-export="file"]');
    if (file) listen(file, "change", () => this.#bring(file));
  }

  async open() {
    this.#say("");
    this.root.showModal();
    // What is not on the server yet cannot be in its export: send it now, say what is left.
    await this.outbox.flush();
    const count = this.store.unsent;
    this.waiting.textContent = count ? this.t("reader-export-waiting", { count }) : "";
    this.waiting.hidden = count === 0;
  }

  #say(sentence) {
    this.said.textContent = sentence;
  }

  async #working(then) {
    this.#say(this.t("reader-export-working"));
    this.root.toggleAttribute("aria-busy", true);
    const buttons = [...this.root.querySelectorAll('[data-export="take"], [data-export="file"]')];
    for (const button of buttons) button.disabled = true;
    try {
      await then();
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      this.#say(error.sentence);
    } finally {
      this.root.removeAttribute("aria-busy");
      for (const button of buttons) button.disabled = false;
    }
  }

  #take(button) {
    const { value } = this.root.querySelector('input[name="reader-export-marks"]:checked');
    return this.#working(async () => {
      const address = `${this.url}/${button.dataset.path}?marks=${value}`;
      const answer = await send("GET", address, { accept: "*/*" });
      if (!answer.ok) throw problemOf(answer.status, await answer.text());
      save(await answer.blob(), nameIn(answer.headers.get("Content-Disposition")));
      this.#say("");
      button.focus();
    });
  }

  #bring(input) {
    const [file] = input.files;
    if (!file) return undefined;
    const form = new FormData();
    form.append("file", file);
    return this.#working(async () => {
      const { message } = await request("POST", `${this.url}/annotations.xfdf`, { form });
      this.#say(message);
      await this.store.load();
    }).finally(() => {
      input.value = "";
    });
  }
}
