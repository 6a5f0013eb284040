/** What the reader remembers on this tablet: last place in a version, colours, dark page, panel. */

export class Memory {
  constructor(person, storage = globalThis.localStorage) {
    this.prefix = `reader:${person}:`;
    this.storage = storage;
  }

  read(name) {
    try {
      return JSON.parse(this.storage.getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  write(name, value) {
    try {
      this.storage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      // A full or forbidden storage costs the memory, not the reading.
    }
  }
}

/** What the address asks for ("#page=4&search=thu%20nhập"): {page, search}, each null if not said. */
export function wantedInHash(hash) {
  const asked = new URLSearchParams(hash.slice(1));
  const page = Number.parseInt(asked.get("page") ?? "", 10);
  const search = (asked.get("search") ?? "").normalize("NFC").trim().slice(0, 200);
  return { page: Number.isInteger(page) && page > 0 ? page : null, search: search || null };
}
