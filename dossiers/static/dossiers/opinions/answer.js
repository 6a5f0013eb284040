/* The form of an opinion: rows for more comments, and the draft saved as it is typed. What a colleague saved
   meanwhile is never written over: saving stops, and the next button pressed shows both. What the server does not
   have is kept on this device, so that a closed tab loses nothing. */

import { HttpProblem, request, send } from "ecabinet/http";
import { t } from "ecabinet/i18n";
import { tellOrphan, tellRestored, wordsIn } from "ecabinet/restored";
import * as unsaved from "ecabinet/unsaved";

const PAUSE_MS = 1500;
const AGAIN_MS = 10000;
const MANY = 5;

const form = document.getElementById("opinion-form");

function addRow(rows, { focus = true } = {}) {
  const last = rows.lastElementChild;
  const number = rows.children.length + 1;
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("input, textarea")) {
    field.name = field.name.replace(/\d+$/, number);
    field.value = "";
    field.defaultValue = "";
    if (field.id) field.id = `field-${field.name}`;
  }
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    label.textContent = label.textContent.replace(/\d+$/, number);
  }
  rows.append(row);
  if (focus) row.querySelector("input:not([type=hidden])").focus();
}

function startRows() {
  const button = form.querySelector("[data-opinion-add]");
  button.hidden = false;
  button.addEventListener("click", () => addRow(form.querySelector("[data-opinion-rows]")));
  // Taken anew from the server, the button is hidden again, as for those without this script.
  document.addEventListener("ec-region", () => (button.hidden = false));
}

const rowsOf = (one) => Array.from(one.querySelectorAll("[data-opinion-row]"));
const fieldsOfRow = (row) => Array.from(row.querySelectorAll("input, textarea"));
const kindOf = (field) => field.name.replace(/_\d+$/, ""); // id, place or comment

/* The rows that were sent, in their order: the answer names their ids in the same order. */
const sentRows = (one = form) =>
  rowsOf(one).filter((row) =>
    Array.from(row.querySelectorAll("input:not([type=hidden]), textarea")).some((field) => field.value.trim()),
  );

/* What the server has is no unsaved text any more: the page may be left, and shows it when it comes back. */
function keptByServer(sent, view) {
  for (const [field, value] of sent) field.defaultValue = value;
  for (const choice of form.querySelectorAll("input[name=view]")) choice.defaultChecked = choice.value === view;
}

/* What stands in the form, as it can be kept and put back. */
const typed = (one = form) => ({
  view: new FormData(one).get("view") ?? "",
  text: one.elements.namedItem("text").value,
  reference: one.elements.namedItem("reference").value,
  rows: sentRows(one).map((row) => Object.fromEntries(fieldsOfRow(row).map((field) => [kindOf(field), field.value]))),
});

function put(kept) {
  for (const choice of form.querySelectorAll("input[name=view]")) choice.checked = choice.value === kept.view;
  form.elements.namedItem("text").value = kept.text;
  form.elements.namedItem("reference").value = kept.reference;
  const rows = form.querySelector("[data-opinion-rows]");
  while (rows.children.length < kept.rows.length) addRow(rows, { focus: false });
  Array.from(rows.children).forEach((row, place) => {
    for (const field of fieldsOfRow(row)) field.value = kept.rows[place]?.[kindOf(field)] ?? "";
  });
}

/* Two contents say the same; by which numbers the server knows the rows is not what somebody typed. */
const words = (content) =>
  JSON.stringify({ ...content, rows: content.rows.map(({ id: _id, ...row }) => row) }, (_key, value) =>
    typeof value === "string" ? value.replace(/\r\n/g, "\n").trim() : value,
  );
const same = (a, b) => words(a) === words(b);

/* The form as the server has it now; null when it has none for us any more, or cannot be asked. */
async function standing() {
  try {
    const response = await send("GET", location.href, { accept: "text/html" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById("opinion-form");
  } catch {
    return null;
  }
}

/* What was typed and is not with the server, kept on this device with the revision it was written over. `url`: where
   drafts are saved; an answer that was given is changed by its button alone. */
class Keeping {
  #key = `opinion:${form.dataset.opinion}`;
  #state = form.querySelector("[data-opinion-state]");
  #server = typed();
  #sending = null;
  #sent = []; // what was sent and not answered: it may stand there, or be on its way
  #url;
  #waiting = null;
  #stopped = false;

  constructor(url) {
    this.#url = url;
    form.addEventListener("input", () => {
      this.keep();
      this.#soon();
    });
    form.addEventListener("submit", () => clearTimeout(this.#waiting));
    form.addEventListener("ec-accepted", () => {
      this.#server = typed();
      this.#stopped = true;
      this.keep();
    });
    // Only a form in which nobody types is taken anew: all of it is the server's then.
    document.addEventListener("ec-region", ({ detail }) => {
      if (detail.name === "opinion-form" && form.isConnected) this.#server = typed();
    });
    unsaved.opened().then(() => this.#restore());
  }

  get #revision() {
    return form.elements.namedItem("revision");
  }

  get #isOpen() {
    return form.isConnected && !same(typed(), this.#server);
  }

  /** True when nothing would be lost with the page. */
  keep() {
    if (!form.isConnected) return true; // taken off the page by somebody's act: what is kept stays
    if (!this.#isOpen) {
      unsaved.forget(this.#key);
      return true;
    }
    const content = { revision: this.#revision.value, sent: this.#sent, typed: typed() };
    return unsaved.keep(this.#key, { ...content, words: wordsIn(form) });
  }

  /* Where a colleague saved meanwhile, the old revision stays: the server then shows both. What arrived from the page
     that was closed is nobody else's. */
  #restore() {
    if (!form.isConnected || this.#isOpen) return; // somebody types already
    const kept = unsaved.find(this.#key);
    if (!kept || same(kept.content.typed, this.#server)) return unsaved.forget(this.#key);
    const { revision, sent, typed: mine } = kept.content;
    put(mine);
    this.#sent = [...sent, mine];
    if (!this.#isMine(this.#server)) this.#revision.value = revision;
    tellRestored(form, kept.at);
    this.#soon(0);
  }

  #soon(wait = PAUSE_MS) {
    clearTimeout(this.#waiting);
    if (this.#url && !this.#stopped) this.#waiting = setTimeout(() => this.#save(), wait);
  }

  /** The network is back, or the page is put aside: save now. */
  again() {
    if (this.#isOpen) this.#soon(0);
  }

  /** The page goes: what is not saved is sent along with it, and kept in case it does not arrive. */
  leave() {
    if (this.#isOpen && this.#url && !this.#stopped && !this.#sending) this.#save({ keepalive: true });
    this.keep();
  }

  async #save(options = {}) {
    if (this.#sending) return this.#soon();
    this.#sending = typed();
    this.#sent = [...this.#sent, this.#sending].slice(-MANY);
    this.keep();
    this.#state.textContent = t("browser-opinion-saving");
    const rows = sentRows();
    const texts = form.querySelectorAll("input[type=text], input.form-control, textarea");
    const sent = Array.from(texts, (field) => [field, field.value]);
    try {
      const saved = await request("POST", this.#url, { form: new FormData(form), ...options });
      this.#revision.value = saved.revision;
      rows.forEach((row, place) => {
        row.querySelector("input[type=hidden]").value = saved.ids[place];
      });
      keptByServer(sent, this.#sending.view);
      this.#server = this.#sending;
      this.#sent = [];
      this.#state.textContent = t("browser-opinion-saved");
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      if (error.status !== 409 || !(await this.#takeMine())) this.#refused(error);
    } finally {
      this.#sending = null;
      this.keep();
    }
  }

  #isMine = (content) => this.#sent.some((one) => same(one, content));

  /* What stands there was sent from here, though the answer never came: it counts as seen, and saving goes on. */
  async #takeMine() {
    const there = await standing();
    if (!there || !this.#isMine(typed(there))) return false;
    const { rows } = typed(there);
    this.#revision.value = there.elements.namedItem("revision").value;
    sentRows().forEach((row, place) => {
      row.querySelector("input[type=hidden]").value = rows[place]?.id ?? "";
    });
    this.#server = typed(there);
    this.#sent = [];
    this.#soon(0);
    return true;
  }

  #refused(problem) {
    // A colleague was faster, or the request is gone: nothing is written over by a timer.
    this.#stopped = problem.status === 409 || problem.status === 404;
    const isKept = this.keep();
    const why = problem.isOffline ? "offline" : problem.isBusy && "busy";
    if (why) this.#state.textContent = t(`browser-opinion-${why}${isKept ? "" : "-not-kept"}`);
    else this.#state.textContent = t("browser-opinion-unsaved", { why: problem.sentence });
    if (why) this.#soon(AGAIN_MS);
  }
}

if (form) {
  startRows();
  const keeping = new Keeping(form.dataset.opinionDraft);
  // Asked only where this device keeps nothing.
  addEventListener("beforeunload", (event) => {
    if (!keeping.keep() && !unsaved.isSigningOut()) event.preventDefault();
  });
  addEventListener("pagehide", () => keeping.leave());
  addEventListener("online", () => keeping.again());
  document.addEventListener("visibilitychange", () => document.hidden && keeping.again());
} else {
  // Answered by a colleague, withdrawn or late: what was typed here is shown.
  const key = document.querySelector("[data-opinion-room]").dataset.opinionRoom;
  unsaved.opened(false).then(() => {
    const kept = unsaved.find(key);
    if (kept) tellOrphan({ key, at: kept.at, fields: kept.content.words });
  });
}
