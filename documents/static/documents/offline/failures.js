/** What it means when something to be kept here could not be fetched. Pure. */

/** Why something could not be kept, as its row says it: the name of the sentence. */
export const sentenceOf = (failed) => ({ full: "keep-failed-full", many: "keep-failed-many" })[failed] ?? "keep-failed";

/** Answers that say "not now": the same is worth asking for again, and something else at once. */
const NOT_NOW = new Set([408, 409, 425, 429, 500]);
/** The server itself is not there behind what answers for it. */
const AWAY = new Set([502, 503, 504]);

/**
 * "full": no room; "gone": not to be kept any more; "stop": no network, no sign-in, or the server is away: all of it goes
 * on at the next contact; "later": this one alone does; "failed": somebody has to say that it be tried again.
 */
export function failureOf(error, isOnline = true) {
  if (error?.name === "QuotaExceededError") return "full";
  if (error?.name === "AbortError") return "stop"; // signed out meanwhile: nothing is kept any more
  if (error?.name === "TimeoutError") return "stop"; // the network fell silent in the middle of an answer
  if (typeof error?.status === "number") {
    const { status, code = "" } = error;
    if (status === 404 || status === 403) return "gone";
    if (status === 0 || status === 401 || AWAY.has(status)) return "stop";
    // A file that the server itself has lost does not come by waiting.
    return NOT_NOW.has(status) && !code.endsWith("-file-missing") ? "later" : "failed";
  }
  return error?.name === "TypeError" && !isOnline ? "stop" : "failed";
}
