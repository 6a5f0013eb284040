/** The reader's calls to the server, answered as {status, body, reason}; never thrown. */
import { HttpProblem, parsed, send } from "ecabinet/http";
import { heardWhole } from "ecabinet/patient";

/** A network that falls silent: as if there were none. What is sent has its key and may be sent again. */
const SILENCE_MS = 30_000;

/** What the server answers, however slowly it comes. Throws HttpProblem. */
async function request(method, url, options) {
  let heard;
  try {
    heard = await heardWhole((signal) => send(method, url, { ...options, signal }), SILENCE_MS);
  } catch (problem) {
    if (problem instanceof HttpProblem) throw problem;
    // Silent, or broken off, in the middle of the answer.
    throw new HttpProblem({ status: 0, code: "offline", sentence: "" });
  }
  return parsed(heard.response, new TextDecoder().decode(heard.bytes));
}

export async function ask(method, url, json, idempotencyKey) {
  try {
    const body = await request(method, url, { json, idempotencyKey });
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
