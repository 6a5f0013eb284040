/** An answer as a whole, however slow the line is: only silence ends it. */

export const SILENCE_MS = 60_000;

/** Answers {response, bytes}. Throws what fetch throws, and a TimeoutError where nothing is heard for `silence`. */
export async function fetchWhole(url, options = {}, silence = SILENCE_MS) {
  const life = new AbortController();
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => life.abort(new DOMException("silence", "TimeoutError")), silence);
  };
  heard();
  try {
    const response = await fetch(url, { ...options, signal: life.signal });
    const parts = [];
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
      heard();
      parts.push(part.value);
    }
    return { response, bytes: await new Blob(parts).arrayBuffer() };
  } finally {
    clearTimeout(timer);
  }
}
