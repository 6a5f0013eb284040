/* Only silence ends what goes over a slow line: while anything is heard, it takes the time it needs. */

export const SILENCE_MS = 60_000;

/** Call `then` once nothing was heard for `most` ms. `heard()`: something was, `heard(ms)`: and so long the next may take;
    `end()`: nothing more is expected. */
export function listen(then, most = SILENCE_MS) {
  let timer = 0;
  const end = () => clearTimeout(timer);
  const heard = (within = most) => {
    end();
    timer = setTimeout(then, within);
  };
  heard();
  return { heard, end };
}

/** Give up an XMLHttpRequest that is about to be sent when its line falls silent, and call `then`. `answer`: how long the
    server may say nothing itself once it has everything. */
export function endOnSilence(request, then, { answer = SILENCE_MS } = {}) {
  const line = listen(() => {
    then();
    request.abort();
  });
  request.upload.addEventListener("progress", () => line.heard());
  request.upload.addEventListener("load", () => line.heard(answer));
  request.addEventListener("progress", () => line.heard());
  request.addEventListener("loadend", line.end);
}
