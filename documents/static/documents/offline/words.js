/** On "On this tablet": what was begun here, and what the server refused, with its words, so that none go unseen. */
import { ask } from "ecabinet/confirm";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

import { again } from "documents/offline/frame";
import { drawnOf, rowOfDraft, rowsOf } from "documents/offline/rescue";
import { SealedShelf } from "documents/offline/shelf";
import { named } from "documents/offline/short";
import { person } from "documents/offline/tablet";
import { save } from "documents/reader/marks/export";

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast(t("keep-copied"), "good");
  } catch {
    toast(t("keep-not-copied"), "wait");
  }
}

/** Offered once more, one after the other: each is an act of its own. */
async function sendAgain(acts) {
  for (const { key } of acts) await again(key);
}

async function savePicture({ acts, about }) {
  const { pngOf } = await import("documents/offline/picture");
  const [title, page] = about;
  save(await pngOf(drawnOf(acts)), `${[title, page].filter(Boolean).join(", ")}.png`);
}

/** `part(name)`: an element of the page; `act(name, label, title, then, icon)`: a button as the other rows have them. */
export async function showWords({ part, act }) {
  const shelf = new SealedShelf(person);
  const [kept, drafts] = await Promise.all([shelf.read(), shelf.readDrafts()].map((one) => one.catch(() => [])));
  const rows = [...rowsOf(kept.filter(({ state }) => state === "refused"), t), ...drafts.map((draft) => rowOfDraft(draft, t))];
  part("words").hidden = rows.length === 0;
  part("words-list").replaceChildren(...rows.map((row) => {
    const { words, about, acts, draft } = row;
    const name = named(words);
    const made = document.querySelector("template[data-kept-words-row]").content.firstElementChild.cloneNode(true);
    made.querySelector("[data-words]").textContent = words;
    made.querySelector(".ec-row-meta").textContent = about.filter(Boolean).join(" · ");
    const forget = async () => {
      if (!(await ask(t(row.forgetting), t("keep-remove")))) return;
      if (draft) await shelf.dropDraft(draft.key);
      for (const { key } of acts) await shelf.drop(key);
    };
    const offered = [
      row.isWritten && act("copy", t("keep-copy"), name, () => copy(words), "copy"),
      row.isDrawn && act("picture", t("keep-picture"), name, () => savePicture(row), "download"),
      draft
        ? act("open", t("keep-go-on"), name, () => location.assign(`/documents/versions/${draft.version}/read`), "pencil")
        : act("send", t("keep-again"), name, () => sendAgain(acts), "arrow-clockwise"),
      act("forget", t("keep-remove"), name, forget, "trash"),
    ];
    made.querySelector(".ec-row-end").append(...offered.filter(Boolean));
    return made;
  }));
}
