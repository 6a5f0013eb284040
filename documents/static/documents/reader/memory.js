/** What the reader remembers on this tablet: last page of a version, colours, dark page. */

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

/** Page asked for in the address ("#page=4"), or null. */
export function pageInHash(hash) {
  const page = Number.parseInt(new URLSearchParams(hash.slice(1)).get("page") ?? "", 10);
  return Number.isInteger(page) && page > 0 ? page : null;
}
