/**
 * Words while they are typed: kept sealed on this tablet as a draft until they are a mark, so that a
 * page that is loaded again, or a tab that the system closed, costs none of them.
 */
const SOON_MS = 300;

export class Typing {
  /** `outbox`: whose shelf keeps drafts too; `page`: the name of this page, for others that read the same paper. */
  constructor({ outbox, version, title = "", page = "", soon = SOON_MS }) {
    Object.assign(this, { outbox, version, title, page, soon });
    this.latest = null;
    this.kept = new Set();
    this.timer = 0;
    this.failed = false;
  }

  /**
   * The words as they are now. `key`: the mark's client id; `mark`: the same where it is stored already;
   * `draft`: what the mark is made of; `base`: the words it had; `text`: the words it is to have.
   */
  note(words) {
    if (!words.text.trim() || words.text.trim() === words.base.trim()) {
      this.settle(words.key);
      return;
    }
    if (this.latest && this.latest.key !== words.key) this.flush();
    this.latest = words;
    this.timer ||= setTimeout(() => this.flush(), this.soon);
  }

  /** At once: the page goes out of sight. */
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    const words = this.latest;
    if (!words) return;
    this.latest = null;
    this.kept.add(words.key);
    const { version, title, page } = this;
    this.outbox.shelf.putDraft({ ...words, version, title, page, at: Date.now() }).then(
      () => { this.failed = false; },
      () => { this.failed = true; },
    );
  }

  /** The words are a mark now, or were taken out: no draft any more, once what became of them is on the shelf. */
  settle(key) {
    if (this.latest?.key === key) {
      clearTimeout(this.timer);
      this.timer = 0;
      this.latest = null;
    }
    if (!this.kept.delete(key)) return;
    const { shelf } = this.outbox;
    Promise.resolve(shelf.turn).then(() => (this.outbox.shelfFailed ? undefined : shelf.dropDraft(key))).catch(() => {});
  }

  /** What was being typed on this paper when a page was left in the middle of it, oldest first. */
  async left() {
    const drafts = await this.outbox.shelf.readDrafts(this.page).catch(() => []);
    const mine = drafts.filter(({ version }) => version === this.version);
    for (const { key } of mine) this.kept.add(key);
    return mine;
  }
}
