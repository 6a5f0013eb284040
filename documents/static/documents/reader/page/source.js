/**
 * The file by byte ranges, for PDF.js: what is not needed is not fetched, and what could not be
 * fetched is asked for again until it comes. PDF.js itself would never ask for it a second time.
 */

export const FIRST_BYTES = 256 * 1024;
const LONGEST_PAUSE_MS = 15_000;

/** The file cannot be had: `reason` is "gone", "signed-out", "missing" or "failed". */
export class SourceProblem extends Error {
  constructor(reason) {
    super(`the file cannot be had: ${reason}`);
    this.reason = reason;
  }
}

/** Why an answer is final, or "" when asking again may help. */
export function finalReason(response) {
  const { status, redirected } = response;
  const type = response.headers.get("Content-Type") ?? "";
  if (status === 401 || redirected || (status < 300 && !type.startsWith("application/pdf"))) return "signed-out";
  if (status === 404 || status === 403 || status === 410) return "gone";
  if (status === 409) return "missing";
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? "failed" : "";
}

/** Bytes of the whole file from "bytes 0-99/1234", or null. */
export function totalOf(contentRange) {
  const total = Number(/\/(\d+)$/.exec(contentRange ?? "")?.[1]);
  return Number.isInteger(total) && total > 0 ? total : null;
}

export class FileSource extends EventTarget {
  /** Fires "trouble" with detail "network", "server" or "" (over), and "lost" with a reason. */
  constructor(url, { signal, fetcher = (...given) => fetch(...given) } = {}) {
    super();
    Object.assign(this, { url, signal, fetcher });
    this.waiting = new Set();
    this.trouble = "";
    this.fetched = 0;
    globalThis.addEventListener?.("online", () => this.retry(), { signal });
  }

  /** From now on it ends with whatever `signal` ends. */
  belongTo(signal) {
    this.signal = signal;
    signal?.addEventListener("abort", () => this.retry(), { once: true });
  }

  /** The first bytes; asked for before PDF.js itself has been loaded. */
  begin() {
    this.first ??= this.#ask(0, FIRST_BYTES).catch((problem) => ({ problem }));
    return this.first;
  }

  /** What `getDocument` wants: {data} when all came at once, else {range, length}. */
  async parameters(pdfjs) {
    const first = await this.begin();
    if (first.problem) throw first.problem;
    const { bytes, total } = first;
    if (bytes.byteLength >= total) return { data: bytes, total };
    const source = this;
    class Transport extends pdfjs.PDFDataRangeTransport {
      async requestDataRange(begin, end) {
        try {
          const { bytes: piece } = await source.#ask(begin, end);
          this.onDataRange(begin, piece);
        } catch (problem) {
          if (problem.name !== "AbortError") source.#lose(problem);
        }
      }
    }
    return { range: new Transport(total, bytes), length: total, total };
  }

  /** Ask at once for everything that is being waited for. */
  retry() {
    for (const go of [...this.waiting]) go();
  }

  async #ask(begin, end) {
    for (let attempt = 0; ; attempt += 1) {
      this.signal?.throwIfAborted();
      const found = await this.#once(begin, end);
      if (found) {
        this.fetched += found.bytes.byteLength;
        if (this.waiting.size === 0) this.#tell("");
        return found;
      }
      await this.#pause(Math.min(LONGEST_PAUSE_MS, 700 * 2 ** attempt));
    }
  }

  /** {bytes, total}, or null when it is worth asking again. Throws SourceProblem. */
  async #once(begin, end) {
    let response;
    try {
      response = await this.fetcher(this.url, {
        headers: { Range: `bytes=${begin}-${end - 1}`, Accept: "application/pdf" },
        credentials: "same-origin",
        // Chromium's cache lets one request for an address in at a time, others wait up to 20 s.
        cache: "no-store",
        signal: this.signal,
      });
      const reason = finalReason(response);
      if (reason) throw new SourceProblem(reason);
      if (!response.ok) {
        this.#tell("server");
        return null;
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 200) return { bytes: begin ? bytes.slice(begin, end) : bytes, total: bytes.byteLength };
      const total = totalOf(response.headers.get("Content-Range"));
      if (total === null) throw new SourceProblem("failed");
      return { bytes, total };
    } catch (error) {
      if (error instanceof SourceProblem || error.name === "AbortError") throw error;
      this.#tell("network");
      return null;
    }
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      this.waiting.add(go);
      this.signal?.addEventListener("abort", go, { once: true });
    });
  }

  #tell(trouble) {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.dispatchEvent(new CustomEvent("trouble", { detail: trouble }));
  }

  #lose(problem) {
    this.dispatchEvent(new CustomEvent("lost", { detail: problem.reason ?? "failed" }));
  }
}
