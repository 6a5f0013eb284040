/** What assistants prepared for whoever reads: kept as one's own, singly or all, or put aside. */

export class Prepared {
  /** `ask(method, url)` answers {status, body, reason}; `toast(text, tone)`. */
  constructor({ me, store, history, annotationsUrl, itemUrl, ask, t, toast }) {
    Object.assign(this, { me, store, history, annotationsUrl, itemUrl, ask, t, toast });
  }

  /** Does the mark wait for my word? */
  isOffered(mark) {
    return mark.prepared_for?.id === this.me.person_id && !mark.mine;
  }

  get offered() {
    return this.store.all.filter((mark) => this.isOffered(mark));
  }

  async #do(method, url) {
    const answer = await this.ask(method, url);
    const isDone = answer.status >= 200 && answer.status < 300;
    if (!isDone) this.toast(answer.reason || this.t("reader-not-reached"), "stop");
    return isDone ? answer : null;
  }

  async keep(clientId) {
    const mark = this.store.get(clientId);
    if (!mark) return;
    const answer = await this.#do("POST", `${this.itemUrl}/${mark.id}/adoption`);
    if (answer) this.#kept([answer.body]);
  }

  async keepAll() {
    const answer = await this.#do("POST", `${this.annotationsUrl}/adoption`);
    if (answer) this.#kept(answer.body.items);
  }

  #kept(marks) {
    for (const mark of marks) this.store.receive(mark);
    this.toast(this.t("reader-kept", { count: marks.length }), "good");
  }

  async dismiss(clientId) {
    const mark = this.store.get(clientId);
    if (!mark) return;
    const url = `${this.itemUrl}/${mark.id}/dismissal`;
    const redo = async () => {
      if (!(await this.#do("POST", url))) return false;
      this.store.forget(mark);
      return true;
    };
    const undo = async () => {
      const answer = await this.#do("DELETE", url);
      if (answer) this.store.receive(answer.body);
    };
    if (!(await redo())) return;
    this.history.acted({ undo, redo });
    this.toast(this.t("reader-dismissed"), "info");
  }
}
