/** The reader's calls to the server, answered as {status, body, reason}; never thrown. */
import { HttpProblem, request } from "ecabinet/http";

/** A network that swallows what it is given: as if there were none. What is sent has its key and may be sent again. */
const PATIENCE_MS = 30_000;

export async function ask(method, url, json, idempotencyKey) {
  try {
    const body = await request(method, url, { json, idempotencyKey, signal: AbortSignal.timeout(PATIENCE_MS) });
    // A sign-in page in place of JSON: the sign-in ran out. Keep the work and ask again later.
    if (typeof body === "string") return { status: 401, body: null, reason: "" };
    return { status: 200, body, reason: "" };
  } catch (problem) {
    if (!(problem instanceof HttpProblem)) throw problem;
    const status = problem.code?.includes("csrf") ? 401 : problem.status;
    return { status, body: null, reason: problem.sentence };
  }
}

/** Sends one operation of the outbox; the same key is used however often it is tried. */
export function sendOperation({ kind, key, id, body, url, itemUrl }) {
  if (kind === "create") return ask("POST", url, body, key);
  const target = `${itemUrl}/${id}`;
  return kind === "change" ? ask("PATCH", target, body, key) : ask("DELETE", target, undefined, key);
}
