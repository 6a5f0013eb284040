/** On "On this tablet": what was written here and the server refused, with its words, so that none go unseen. */
import { ask } from "ecabinet/confirm";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

import { again } from "documents/offline/frame";
import { SealedShelf } from "documents/offline/shelf";
import { person } from "documents/offline/tablet";

/** What a row says of a refused act: its words, and where they stood. */
export function faceOf({ kind, body, title, reason }) {
  const about = [title, body?.page && t("keep-on-page", { page: body.page }), t("keep-refused-why", { reason: reason ?? "" })];
  const bare = kind === "remove" ? "keep-refused-removal" : "keep-refused-no-words";
  return { words: body?.body?.trim() || body?.quote?.trim() || t(bare), about: about.filter(Boolean).map((one) => one.trim()) };
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast(t("keep-copied"), "good");
  } catch {
    toast(t("keep-not-copied"), "wait");
  }
}

/** `part(name)`: an element of the page; `act(name, label, title, then, icon)`: a button as the other rows have them. */
export async function showWords({ part, act }) {
  const shelf = new SealedShelf(person);
  const kept = await shelf.read().catch(() => []);
  const refused = kept.filter(({ state }) => state === "refused");
  part("words").hidden = refused.length === 0;
  part("words-list").replaceChildren(...refused.map((operation) => {
    const { words, about } = faceOf(operation);
    const row = document.querySelector("template[data-kept-words-row]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-words]").textContent = words;
    row.querySelector(".ec-row-meta").textContent = about.join(" · ");
    const forget = async () => {
      if (await ask(t("keep-words-remove-ask"), t("keep-remove"))) await shelf.drop(operation.key);
    };
    row.querySelector(".ec-row-end").append(
      act("copy", t("keep-copy"), words, () => copy(words), "copy"),
      act("send", t("keep-again"), words, () => again(operation.key), "arrow-clockwise"),
      act("forget", t("keep-remove"), words, forget, "trash"),
    );
    return row;
  }));
}
