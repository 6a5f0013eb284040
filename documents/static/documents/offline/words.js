/** On "On this tablet": what was begun here, and what the server refused, with its words, so that none go unseen. */
import { ask } from "ecabinet/confirm";
import { t } from "ecabinet/i18n";
import { toast } from "ecabinet/toast";

import { again } from "documents/offline/frame";
import { SealedShelf } from "documents/offline/shelf";
import { named } from "documents/offline/short";
import { person } from "documents/offline/tablet";

/** What a row says of a refused act, or of a draft: its words, and where they stood. */
export function faceOf({ kind, body, title, reason, draft, text }) {
  if (kind === undefined) return { words: text, about: [title, t("keep-on-page", { page: draft.page }), t("keep-begun-why")] };
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
  const [kept, drafts] = await Promise.all([shelf.read(), shelf.readDrafts()].map((one) => one.catch(() => [])));
  const rows = [...kept.filter(({ state }) => state === "refused"), ...drafts];
  part("words").hidden = rows.length === 0;
  part("words-list").replaceChildren(...rows.map((written) => {
    const { words, about } = faceOf(written);
    const name = named(words);
    const isBegun = written.kind === undefined;
    const row = document.querySelector("template[data-kept-words-row]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-words]").textContent = words;
    row.querySelector(".ec-row-meta").textContent = about.join(" · ");
    const forget = async () => {
      if (!(await ask(t("keep-words-remove-ask"), t("keep-remove")))) return;
      await (isBegun ? shelf.dropDraft(written.key) : shelf.drop(written.key));
    };
    row.querySelector(".ec-row-end").append(
      act("copy", t("keep-copy"), name, () => copy(words), "copy"),
      isBegun
        ? act("open", t("keep-go-on"), name, () => location.assign(`/documents/versions/${written.version}/read`), "pencil")
        : act("send", t("keep-again"), name, () => again(written.key), "arrow-clockwise"),
      act("forget", t("keep-remove"), name, forget, "trash"),
    );
    return row;
  }));
}
