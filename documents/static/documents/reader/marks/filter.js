/** Which marks are looked at, in the list and on the page: by author, by kind, by words, or none. */

/** A word without case, tone marks and the stroke of đ: typed without them it is found, too. */
export const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

export class MarkFilter extends EventTarget {
  /** `memory`: read(name)/write(name, value). Words are not remembered: they are looked for once. */
  constructor({ memory }) {
    super();
    this.memory = memory;
    const { author = "", kind = "", hidden = false } = memory.read("filter") ?? {};
    Object.assign(this, { author, kind, hidden, words: "" });
  }

  /** `change`: some of {author, kind, words, hidden}. Event "change". */
  set(change) {
    Object.assign(this, change);
    const { author, kind, hidden } = this;
    this.memory.write("filter", { author, kind, hidden });
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** Does anything keep marks from being seen? */
  get isOn() {
    return this.hidden || Boolean(this.author || this.kind || this.words);
  }

  clear() {
    this.set({ author: "", kind: "", words: "", hidden: false });
  }

  /** Is the mark listed? `author`: "" for all, "me", "for-me" (prepared for me), or an author's id. */
  lists(mark) {
    if (this.kind && mark.kind !== this.kind) return false;
    if (!this.#isBy(mark)) return false;
    if (!this.words) return true;
    const text = [mark.body, mark.quote, mark.author?.name].filter(Boolean).join("\n");
    return folded(text).includes(folded(this.words.trim()));
  }

  #isBy(mark) {
    if (!this.author) return true;
    if (this.author === "me") return mark.mine;
    if (this.author === "for-me") return Boolean(mark.prepared_for) && !mark.mine;
    return !mark.mine && String(mark.author.id) === this.author;
  }

  /** Is the mark drawn on the page? */
  shows(mark) {
    return !this.hidden && this.lists(mark);
  }
}
