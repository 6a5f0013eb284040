/** The reader on a tablet that keeps the paper: its marks stay with it, and it says how old it is. */
import { keyFor, putMarks } from "documents/offline/fetching";
import { account, holder, isPossible, keptPageAt, onNews, vault } from "documents/offline/tablet";

const SOON_MS = 400;

/** Write the marks that the server is known to have beside the kept paper, whenever they change. */
export function keepMarksOf({ store, url, signal }) {
  if (!isPossible) return;
  const path = vault.pathOf(url);
  let timer = 0;
  let isLoaded = false;
  const write = async () => {
    const key = await holder();
    if (!key || !(await vault.get("resources", [account, path]))) return;
    const clean = [...store.saved.values()];
    await putMarks(keyFor(key, { id: `version:${store.versionId}` }), url, clean);
  };
  const later = () => {
    clearTimeout(timer);
    if (isLoaded) timer = setTimeout(() => write().catch((error) => console.warn(error)), SOON_MS);
  };
  store.addEventListener("loaded", () => {
    isLoaded = true;
    later();
  }, { signal });
  for (const name of ["upsert", "removed"]) store.addEventListener(name, later, { signal });
}

/** `then(words)` with the line of the last contact, now and whenever there is a new one. */
export async function tellContact(then, t, signal) {
  if (!isPossible) return;
  const show = async () => {
    const at = await vault.get("state", "contact_at");
    const lang = document.documentElement.lang || "vi";
    const time = at && new Date(at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    then(time ? t("reader-last-contact", { time }) : "");
  };
  onNews(({ kind }) => (kind === "contact" ? show() : undefined), signal);
  await show();
}

/** `then()` once this version is no longer to be read. */
export function whenGone(versionId, then, signal) {
  if (!isPossible) return;
  onNews(({ kind, versions }) => {
    if (kind === "gone" && versions.includes(versionId)) then();
  }, signal);
}

export { keptPageAt };
