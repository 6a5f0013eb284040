/* Saves a dossier field by field while it is typed. Two officers may write in two fields at once; in the same
   field, who comes second is shown what stands there and chooses. What is not saved yet is kept on this device, with
   what stood there before, so that a closed tab loses nothing and overwrites nobody. Needs the "submission-save-"
   texts. */

import { HttpProblem, request } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { refresh } from "ecabinet/morph";
import { tellRestored, wordsIn } from "ecabinet/restored";
import * as unsaved from "ecabinet/unsaved";

const PAUSE_MS = 900;
const AGAIN_MS = 10000;
const MANY = 5;
const NUMBERS = "signer_ids";
const fieldsOf = (form) => Array.from(form.elements).filter((field) => field.name && field.type !== "hidden");
const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

/** The form as the API writes it. */
export function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.name === NUMBERS) {
      values[NUMBERS] ??= [];
      if (field.checked) values[NUMBERS].push(Number(field.value));
    } else if (field.type === "checkbox") values[field.name] = field.checked;
    else if (field.type === "radio") {
      if (field.checked) values[field.name] = field.value;
    } else if (field.type === "date") values[field.name] = field.value || null;
    else values[field.name] = field.value;
  }
  values[NUMBERS]?.sort((a, b) => a - b);
  return values;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const plain = (text) => (typeof text === "string" ? text.replace(/\r\n/g, "\n").trim() : text);

/** The names of the fields in which `now` differs from `before`. */
export const changedBetween = (before, now) =>
  Object.keys(now).filter((name) => !same(plain(now[name]), plain(before[name])));

const pick = (values, names) => Object.fromEntries(names.map((name) => [name, values[name]]));

function settle(form, name, value) {
  for (const field of fieldsOf(form).filter((one) => one.name === name)) {
    if (field.localName === "select") for (const option of field.options) option.defaultSelected = option.value === value;
    else if (name === NUMBERS) field.defaultChecked = value.includes(Number(field.value));
    else if (field.type === "checkbox") field.defaultChecked = value;
    else if (field.type === "radio") field.defaultChecked = field.value === value;
    else field.defaultValue = value ?? "";
  }
}

function put(form, name, value) {
  for (const field of fieldsOf(form).filter((one) => one.name === name)) {
    if (name === NUMBERS) field.checked = value.includes(Number(field.value));
    else if (field.type === "checkbox") field.checked = value;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value ?? "";
  }
}

function wordsOf(form, name, value) {
  const fields = fieldsOf(form).filter((one) => one.name === name);
  const label = (field) => field.closest("label")?.textContent.trim() ?? field.value;
  if (name === NUMBERS) return fields.filter((one) => value.includes(Number(one.value))).map(label).join(", ") || "–";
  if (fields[0]?.type === "checkbox") return t(value ? "submission-save-yes" : "submission-save-no");
  if (fields[0]?.type === "radio") return label(fields.find((one) => one.value === value));
  if (fields[0]?.localName === "select") return [...fields[0].options].find((one) => one.value === value)?.text ?? value;
  return value || "–";
}

export class Autosave {
  #form;
  #url;
  #key;
  #saved;
  #state;
  #timer = null;
  #running = null;
  #sent = {}; // what was sent and not answered: it may stand there, or be on its way
  #clashing = new Map();

  constructor(form) {
    this.#form = form;
    this.#url = `/api/v1/submissions/${form.dataset.submission}`;
    this.#key = `submission:${form.dataset.submission}`;
    this.#state = form.querySelector("[data-save-state]");
    this.#saved = this.#original();
    form.addEventListener("input", () => {
      this.keep();
      this.soon();
    });
    form.addEventListener("change", () => this.soon(0));
    form.addEventListener("ec-accepted", () => {
      this.#saved = valuesOf(form); // sent by its button: the page opens anew
      this.keep();
    });
    unsaved.opened().then(() => this.#restore());
  }

  /* What the server placed in the form, whatever was put back into it since. */
  #original() {
    const copy = this.#form.cloneNode(true);
    copy.reset();
    return valuesOf(copy);
  }

  get isClean() {
    return !this.#running && !this.#open().length;
  }

  /** Somebody must choose between what was typed here and what stands there. */
  get isClashing() {
    return this.#clashing.size > 0;
  }

  /** The form was taken anew: what somebody else wrote where nothing is typed is seen now, and is not mine to save;
      what is to be chosen stands there again. */
  tookAnew() {
    const placed = this.#original();
    const now = valuesOf(this.#form);
    for (const name of Object.keys(now)) {
      if (!this.#clashing.has(name) && same(plain(now[name]), plain(placed[name]))) this.#saved[name] = placed[name];
    }
    for (const [name, theirs] of this.#clashing) this.#ask(name, theirs);
  }

  #open() {
    return changedBetween(this.#saved, valuesOf(this.#form)).filter((name) => !this.#clashing.has(name));
  }

  /** Keep what differs from the server on this device; true when nothing would be lost with the page. */
  keep() {
    if (!this.#form.isConnected) return true; // taken off the page by somebody's act: what is kept stays
    const values = valuesOf(this.#form);
    const names = changedBetween(this.#saved, values);
    if (!names.length) {
      unsaved.forget(this.#key);
      return true;
    }
    const content = { base: pick(this.#saved, names), mine: pick(values, names), sent: this.#sent };
    return unsaved.keep(this.#key, { ...content, words: wordsIn(this.#form) });
  }

  /* Put back what was kept. What stood there then counts as seen, and what went along with the page that was closed:
     where somebody else wrote meanwhile, both are shown. What is typed by now stays. */
  #restore() {
    if (!this.#form.isConnected) return;
    const kept = unsaved.find(this.#key);
    const { base, mine, sent = {} } = kept?.content ?? { base: {}, mine: {} };
    const typed = this.#open();
    const names = changedBetween(this.#saved, mine).filter((name) => !typed.includes(name));
    if (!names.length) return void this.keep();
    this.#sent = { ...sent, ...this.#sent };
    for (const name of names) {
      if (!this.#isMine(name, this.#saved[name])) this.#saved[name] = base[name];
      put(this.#form, name, mine[name]);
    }
    tellRestored(this.#form, kept.at);
    this.soon(0);
  }

  /** The network is back, or the page is put aside: save now. */
  again() {
    if (this.#form.isConnected && !this.isClean) this.soon(0);
  }

  /** The page goes: what is not saved is sent along with it, and kept in case it does not arrive. */
  leave() {
    if (!this.#form.isConnected) return;
    const names = this.#open();
    if (names.length) this.#patch(names, { keepalive: true }).catch(() => undefined);
    this.keep();
  }

  soon(after = PAUSE_MS) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), after);
  }

  /** Save what is not saved; true when all of it is. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#running) await this.#running;
    const names = this.#open();
    if (!names.length) return !this.#clashing.size;
    this.#running = this.#save(names).finally(() => (this.#running = null));
    const done = await this.#running;
    return done && this.flush();
  }

  #patch(names, options = {}) {
    const values = pick(valuesOf(this.#form), names);
    for (const name of names) this.#sent[name] = [...(this.#sent[name] ?? []), values[name]].slice(-MANY);
    return request("PATCH", this.#url, { json: { ...values, seen: pick(this.#saved, names) }, ...options });
  }

  /* What stands there was sent from here, though the answer never came. */
  #isMine(name, stands) {
    return (this.#sent[name] ?? []).some((sent) => same(plain(stands), plain(sent)));
  }

  async #save(names) {
    const values = pick(valuesOf(this.#form), names);
    this.#say(t("submission-save-saving"));
    try {
      const answer = this.#patch(names);
      this.keep();
      await answer;
    } catch (problem) {
      if (!(problem instanceof HttpProblem)) throw problem;
      if (problem.status === 409 && (await this.#clash(names))) return true;
      const isKept = this.keep();
      const why = problem.isOffline ? "offline" : problem.isBusy && "busy";
      if (why) this.#say(t(`submission-save-${why}${isKept ? "" : "-not-kept"}`), true);
      else this.#say(problem.sentence, true);
      if (why) this.soon(AGAIN_MS);
      return false;
    }
    this.#settled(names, values);
    this.#tellSaved();
    return true;
  }

  #settled(names, values) {
    for (const name of names) {
      this.#saved[name] = values[name];
      settle(this.#form, name, values[name]);
      delete this.#sent[name];
    }
    this.keep();
  }

  #tellSaved() {
    this.#say(t("submission-save-saved", { at: clock() }));
    refresh("submission-heading", "submission-checks", "submission-acts").catch(() => undefined);
  }

  /* Something else stands in a field than was seen. Sent from here, it counts as seen; of somebody else, it is shown,
     and the officer chooses. True when that changed anything. */
  async #clash(names) {
    let stands;
    try {
      stands = await request("GET", this.#url);
    } catch {
      return false;
    }
    const moved = names.filter((name) => !same(plain(stands[name]), plain(this.#saved[name])));
    const mine = moved.filter((name) => this.#isMine(name, stands[name]));
    this.#settled(mine, stands);
    const both = moved.filter((name) => !mine.includes(name));
    for (const name of both) this.#ask(name, stands[name]);
    if (both.length) this.#say(t("submission-save-clash"), true);
    else if (mine.length && !this.#open().length) this.#tellSaved();
    return moved.length > 0; // otherwise it was refused for another reason
  }

  #ask(name, theirs) {
    this.#clashing.set(name, theirs);
    const field = fieldsOf(this.#form).find((one) => one.name === name);
    const box = field.closest(".ec-field") ?? field.parentElement;
    box.querySelector(".sb-clash")?.remove();
    const line = document.createElement("div");
    line.className = "ec-notice ec-notice--wait sb-clash";
    line.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = t("submission-save-theirs", { value: wordsOf(this.#form, name, theirs) });
    const choose = (label, take) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary";
      button.textContent = label;
      button.addEventListener("click", () => {
        this.#saved[name] = theirs;
        settle(this.#form, name, theirs);
        if (take) put(this.#form, name, theirs);
        this.#clashing.delete(name);
        line.remove();
        field.focus();
        this.soon(0);
      });
      return button;
    };
    const acts = document.createElement("div");
    acts.className = "ec-actions";
    acts.append(choose(t("submission-save-take"), true), choose(t("submission-save-mine"), false));
    const body = document.createElement("div");
    body.append(words, acts);
    line.append(body);
    box.append(line);
  }

  #say(text, isWrong = false) {
    this.#state.textContent = text;
    this.#state.className = isWrong ? "ec-error mb-0" : "ec-soft mb-0";
  }
}
