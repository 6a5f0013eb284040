/** An answer as a whole, however slow the line is: only silence ends it. */
import { SILENCE_MS, listen } from "ecabinet/silence";

/** Answers {response, bytes}. Throws what fetch throws, and a TimeoutError where nothing is heard for `silence`. */
export const fetchWhole = (url, options = {}, silence = SILENCE_MS) =>
  heardWhole((signal) => fetch(url, { ...options, signal }), silence);

/** The same of an answer that is asked for in another way: `asked(signal)` answers the response. */
export async function heardWhole(asked, silence) {
  const life = new AbortController();
  const line = listen(() => life.abort(new DOMException("silence", "TimeoutError")), silence);
  try {
    const response = await asked(life.signal);
    const parts = [];
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
      line.heard();
      parts.push(part.value);
    }
    return { response, bytes: await new Blob(parts).arrayBuffer() };
  } finally {
    line.end();
  }
}
