/* A form that is saved as it is typed: `data-editing="/api/v1/…"` takes what changed by PATCH, each field with what
   stood there when it was seen, so that the server can merge. What is not saved yet is kept on this device. With
   `data-by-hand` it is saved by its button alone: others are told of each change. */

import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { tellRestored } from "ecabinet/restored";
import { toast } from "ecabinet/toast";
import * as unsaved from "ecabinet/unsaved";
import { clashAt, showClash } from "meetings/editing/clash";
import { asPlaced, fieldNamed, fieldsOf, labelOf, placed, setPlaced, setValue, valueOf } from "meetings/editing/fields";

const PAUSE_MS = 1200;
const AGAIN_MS = 10000;

const clock = (at) => at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

export class Autosave {
  #form;
  #key;
  #timer = null;
  #running = null;
  #seen = new Map(); // field name → what stood there when text was kept on this device
  #known; // field name → what the server was known to hold

  constructor(form) {
    this.#form = form;
    this.#key = form.dataset.key;
    this.#known = this.#placed();
    form.addEventListener("input", () => this.#typed());
    form.addEventListener("change", () => this.#soon(0));
    form.addEventListener("focusout", () => this.#soon(0));
  }

  get form() {
    return this.#form;
  }

  /** Saved by its button alone; asked each time, for a sitting may be sent while its form is open. */
  get isByHand() {
    return this.#form.hasAttribute("data-by-hand");
  }

  #baseOf(field) {
    return this.#seen.get(field.name) ?? placed(field);
  }

  #placed() {
    return new Map(fieldsOf(this.#form).map((field) => [field.name, placed(field)]));
  }

  /** The fields into which a refresh of the page has put somebody else's words since the last call. */
  arrived() {
    const now = this.#placed();
    const before = this.#known;
    this.#known = now;
    return fieldsOf(this.#form).filter((field) => before.has(field.name) && before.get(field.name) !== now.get(field.name));
  }

  /** The fields that say something else than the server. */
  get dirty() {
    return fieldsOf(this.#form).filter((field) => valueOf(field) !== this.#baseOf(field));
  }

  /** Everything typed is with the server, and nothing waits for a choice. */
  get isSaved() {
    return this.dirty.length === 0;
  }

  #typed() {
    this.#keep();
    this.#soon(PAUSE_MS);
  }

  #keep() {
    const dirty = this.dirty;
    if (!dirty.length) {
      unsaved.forget(this.#key);
      return true;
    }
    const content = dirty.map((field) => ({
      name: field.name,
      label: labelOf(field),
      base: this.#baseOf(field),
      mine: valueOf(field),
    }));
    return unsaved.keep(this.#key, { title: this.#form.dataset.title ?? "", fields: content });
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    if (this.isByHand) return;
    this.#timer = setTimeout(() => this.save(), wait);
  }

  /** Save what is not saved; answers when the server has, or has not, taken it. */
  async save() {
    clearTimeout(this.#timer);
    if (this.#running) await this.#running;
    const fields = this.dirty.filter((field) => !clashAt(field));
    if (!fields.length) return;
    this.#running = this.#send(fields).finally(() => (this.#running = null));
    await this.#running;
  }

  #body(fields) {
    const base = Object.fromEntries(fields.map((field) => [field.name, this.#baseOf(field)]));
    const mine = Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
    const revision = Number(this.#form.elements.revision?.value) || undefined;
    return { ...mine, base, revision };
  }

  async #send(fields) {
    const body = this.#body(fields);
    this.#say("saving");
    try {
      const answer = await request("PATCH", this.#form.dataset.editing, { json: body });
      this.#accepted(fields, body, answer);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      this.#refused(error);
    }
  }

  #accepted(fields, body, answer) {
    for (const field of fields) {
      this.#seen.delete(field.name);
      setPlaced(field, body[field.name]);
      this.#error(field, null);
    }
    if (this.#form.elements.revision && answer?.revision) this.#form.elements.revision.value = answer.revision;
    for (const { field, by } of answer?.merged ?? []) {
      const other = fieldNamed(this.#form, field);
      toast(t("editing-merged", { by, field: other ? labelOf(other) : field }), "info");
    }
    this.#known = this.#placed();
    this.#keep();
    this.#say("saved", { at: clock(new Date()) });
    this.#form.dispatchEvent(new CustomEvent("me-saved", { bubbles: true }));
    if (this.dirty.some((field) => !clashAt(field))) this.#soon(PAUSE_MS);
  }

  #refused(problem) {
    const isKept = this.#keep();
    const both = Object.entries(problem.differences);
    for (const [name, one] of both) {
      const field = fieldNamed(this.#form, name);
      // What was chosen is saved with the next turn; what the other fields hold is saved with this one.
      if (field) {
        const theirs = asPlaced(field, one.theirs, this.#form.dataset.zone);
        showClash(field, { ...one, mine: valueOf(field), theirs }, () => this.#chosen(field));
      }
    }
    for (const [name, sentence] of Object.entries(problem.fields)) {
      const field = fieldNamed(this.#form, name);
      if (field) this.#error(field, sentence);
    }
    if (both.length) {
      this.#say("clash", { sentence: problem.sentence });
      this.#soon(0);
    } else if (problem.isOffline || problem.isBusy) {
      const why = problem.isOffline ? "offline" : "busy";
      this.#say(isKept ? why : `${why}-not-kept`);
      this.#soon(AGAIN_MS);
    } else this.#say("refused", { sentence: problem.sentence });
  }

  #chosen(field) {
    this.#seen.delete(field.name);
    this.#keep();
    if (this.isByHand) return this.#say("by-hand");
    if (this.isSaved) this.#say("saved", { at: clock(new Date()) });
    this.save();
  }

  #error(field, sentence) {
    const id = `${field.id}-refused`;
    document.getElementById(id)?.remove();
    field.toggleAttribute("aria-invalid", false);
    if (!sentence) return;
    const line = document.createElement("p");
    line.className = "ec-error";
    line.id = id;
    line.setAttribute("data-ec-mine", "");
    line.textContent = sentence;
    field.setAttribute("aria-invalid", "true");
    field.before(line);
  }

  #say(state, params = {}) {
    const line = this.#form.querySelector("[data-saving]");
    if (!line) return;
    line.dataset.saving = state;
    line.textContent = t(`editing-state-${state}`, params);
  }

  /** The page goes: what is not saved is sent along with it, and kept in case it does not arrive. */
  leave() {
    const fields = this.dirty.filter((field) => !clashAt(field));
    if (!fields.length) return;
    this.#keep();
    if (this.isByHand) return;
    request("PATCH", this.#form.dataset.editing, { json: this.#body(fields), keepalive: true }).catch(() => undefined);
  }

  /** Put back what was kept on this device; true when that changed anything. */
  restore() {
    const kept = unsaved.find(this.#key);
    const lost = (kept?.content?.fields ?? []).filter(({ name, mine }) => {
      const field = fieldNamed(this.#form, name);
      return field && valueOf(field) !== mine;
    });
    if (!lost.length) {
      unsaved.forget(this.#key);
      return false;
    }
    for (const { name, base, mine } of lost) {
      const field = fieldNamed(this.#form, name);
      this.#seen.set(name, base);
      setValue(field, mine);
    }
    tellRestored(this.#form, kept.at);
    if (!this.isByHand) this.save();
    return true;
  }

  /** The network is back. */
  again() {
    if (!this.isSaved && !this.isByHand) this.save();
  }
}
