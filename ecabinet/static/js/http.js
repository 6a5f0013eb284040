/* One way to talk to the server: CSRF header, problem+json as HttpProblem, no silent repetition. */

import { t } from "ecabinet/i18n";

/** A refusal or a failure with the sentence to show. `status` is 0 when the server was not reached;
    `fields` maps field names to sentences; `differences` fields that somebody else wrote too to {base, mine,
    theirs, by, at}; `code` is stable. */
export class HttpProblem extends Error {
  constructor({ status, code, sentence, fields = {}, differences = {} }) {
    super(sentence);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.fields = fields;
    this.differences = differences;
  }

  get isOffline() {
    return this.status === 0;
  }

  /** The server was reached and could not take it now, whatever was sent: the same may pass a little later. */
  get isBusy() {
    return this.status === 429 || this.status >= 500;
  }
}

export const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** A key for one act of one person: send the same one again and the act is still done once. */
export function newIdempotencyKey() {
  // randomUUID exists in secure contexts only; a tablet on a house network may come by plain http.
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Turn a problem+json body (object or text) into an HttpProblem. */
export function problemOf(status, body) {
  let problem = body;
  if (typeof body === "string") {
    try {
      problem = JSON.parse(body);
    } catch {
      problem = null;
    }
  }
  const fields = {};
  for (const [name, field] of Object.entries(problem?.fields ?? {})) fields[name] = field.message ?? field;
  const fallback = status === 413 ? t("browser-too-large") : t("browser-failed");
  return new HttpProblem({
    status,
    code: problem?.code ?? `http-${status}`,
    sentence: problem?.title ?? fallback,
    fields,
    differences: problem?.differences ?? {},
  });
}

/** fetch with our headers; the Response whatever its status. Throws HttpProblem (status 0) when the
    server cannot be reached, and the AbortError of `signal`. */
export async function send(method, url, { json, form, headers = {}, idempotencyKey, signal, accept, keepalive } = {}) {
  const all = new Headers({ Accept: accept ?? "application/json", ...headers });
  if (!["GET", "HEAD"].includes(method)) all.set("X-CSRFToken", csrfToken());
  if (idempotencyKey) all.set("Idempotency-Key", idempotencyKey);
  let body = form;
  if (json !== undefined) {
    all.set("Content-Type", "application/json");
    body = JSON.stringify(json);
  }
  try {
    return await fetch(url, { method, body, headers: all, signal, keepalive, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new HttpProblem({ status: 0, code: "offline", sentence: t("browser-offline") });
  }
}

/** The parsed answer: an object for JSON, null for nothing, text otherwise. Throws HttpProblem. */
export async function request(method, url, options = {}) {
  const response = await send(method, url, options);
  let text;
  try {
    text = await response.text();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new HttpProblem({ status: 0, code: "offline", sentence: t("browser-offline") });
  }
  return parsed(response, text);
}

/** What an answer says, from its text: an object for JSON, null for nothing, text otherwise. Throws HttpProblem. */
export function parsed(response, text) {
  if (!response.ok) throw problemOf(response.status, text);
  if (!text) return null;
  const type = response.headers.get("Content-Type") ?? "";
  return type.includes("json") ? JSON.parse(text) : text;
}
