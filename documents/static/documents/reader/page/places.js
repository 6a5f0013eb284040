/**
 * Where the reader left a paper: kept on this tablet at once, and by the server for the others.
 * The newest place wins; without network it is kept and sent later.
 */

const REST_MS = 2500;
const SAME_MS = 2000;

/**
 * The place to open at: `local` {page, at, …} of this tablet or `kept` {page, top, at: ISO} of the
 * server; `isEarlier`: that is of the version before. `skew`: how far the server's clock is ahead of
 * this one, in milliseconds.
 */
export function newest(local, kept, skew = 0, isEarlier = false) {
  if (!kept || (isEarlier && local?.page)) return { place: local, fromOther: false };
  const keptAt = Date.parse(kept.at);
  if (local?.page && keptAt <= (local.at ?? 0) + skew + SAME_MS) return { place: local, fromOther: false };
  const fromOther = local?.page !== kept.page;
  return { place: { ...local, page: kept.page, top: kept.top, left: null }, fromOther };
}

/** Places not sent yet, by their address; only the latest of each. */
export function withUnsent(unsent, url, place) {
  return { ...unsent, [url]: { page: place.page, top: place.top ?? null, at: place.at } };
}

export class Places {
  /** `put(url, body, last)` answers {now: ISO}, or null when it did not arrive. */
  constructor({ version, url, memory, put, now = Date.now }) {
    Object.assign(this, { version, url, memory, put, now });
    this.name = `place:${version}`;
  }

  /** The place to open at; whether another tablet was there last, or one was there in an earlier version. */
  begin(kept) {
    const isEarlier = Boolean(kept) && kept.of_version !== this.version;
    const local = this.memory.read(this.name);
    const skew = this.memory.read("clock-skew") ?? 0;
    const begun = newest(local, this.#isOwn(kept) ? null : kept, skew, isEarlier);
    return { ...begun, isEarlier };
  }

  /* What this tablet told the server itself is no newer than what it has: a slow line only made it arrive late. */
  #isOwn(kept) {
    const told = this.memory.read(`told:${this.url}`);
    return Boolean(kept && told) && kept.page === told.page && Math.abs((kept.top ?? 0) - (told.top ?? 0)) < 1;
  }

  /** Here is the reader now. `last`: the page is being left. */
  keep(place, last = false) {
    clearTimeout(this.timer);
    const before = this.memory.read(this.name);
    const moved = !before || before.page !== place.page || before.top !== place.top;
    const at = moved ? this.now() : (before.at ?? this.now());
    this.memory.write(this.name, { ...place, at });
    if (moved) {
      const unsent = withUnsent(this.memory.read("places-unsent"), this.url, { ...place, at });
      this.memory.write("places-unsent", unsent);
    }
    if (last) this.flush(true);
    else this.timer = setTimeout(() => this.flush(), REST_MS);
  }

  /** Send what waits, of this paper and of others left without network. */
  async flush(last = false) {
    const unsent = this.memory.read("places-unsent") ?? {};
    await Promise.all(Object.entries(unsent).map(async ([url, place]) => {
      const sent = this.now();
      const secondsAgo = Math.max(0, (sent - place.at) / 1000);
      this.memory.write(`told:${url}`, { page: place.page, top: place.top });
      const body = { page: place.page, top: place.top, seconds_ago: secondsAgo };
      const answer = await this.put(url, body, last);
      if (!answer) return;
      const left = this.memory.read("places-unsent") ?? {};
      if (left[url]?.at === place.at) {
        delete left[url];
        this.memory.write("places-unsent", left);
      }
      const middle = (sent + this.now()) / 2; // of the way there and back
      if (answer.now) this.memory.write("clock-skew", Math.round(Date.parse(answer.now) - middle));
    }));
  }
}
