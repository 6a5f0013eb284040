/** The contact with the server: says what is kept here, learns what must go, brings the key. */
import { HttpProblem, request } from "ecabinet/http";

import { namedAs, namedOf, versionsIn } from "documents/offline/most";
import {
  account, changeItem, device, dropBytes, dropItem, dropUnnamed, holder, patience, putKeyAway, tell, vault, wipe,
} from "documents/offline/tablet";

const ADDRESS = "/api/v1/offline/contact";

/**
 * One contact. Answers what the server said, or null: it was not reached, or nobody is signed in
 * any more (then the key is put away). One at a time over all tabs.
 */
export function contact() {
  return navigator.locks.request("ecabinet-contact", async () => {
    const had = await holder();
    const all = await vault.all("items", vault.of(account));
    const { kept, beyond } = namedOf(all);
    for (const row of beyond) await putOff(row);
    const rows = all.filter((row) => !beyond.includes(row));
    const opened = (await vault.get("state", "opened")) ?? [];
    // A page that is left between the answer and what follows from it has the next one ask again.
    await vault.put("state", true, "unfinished");
    const number = heardUpTo.number;
    let told;
    try {
      told = await request("POST", ADDRESS, { json: { device: await device(), kept, opened, wants_key: !had }, ...patience() });
    } catch (problem) {
      if (!(problem instanceof HttpProblem)) throw problem;
      if (problem.status === 401) await putKeyAway();
      // A refusal told nothing: there is nothing that this page could leave undone.
      if (!problem.isOffline) await vault.drop("state", "unfinished");
      return null;
    }
    if (told?.account_id !== account) {
      // Somebody else signed in from another tab: this page speaks for nobody any more.
      if (told) await putKeyAway();
      return null;
    }
    await vault.change("state", "opened", (list = []) => list.slice(opened.length));
    await heard(told, had, rows);
    if (number !== null) await vault.put("state", { account, number }, "heard");
    await vault.drop("state", "unfinished");
    return told;
  });
}

/** More than a contact can name: nothing of it may lie here, and its row says why. */
async function putOff(row) {
  if (row.failed === "many") return;
  await dropBytes(row);
  await changeItem(row.id, { state: "failed", failed: "many", is_named: false, bytes: 0 });
}

/** Number of the last announcement to this person that the page knows of; null: it knows none. */
export const heardUpTo = { number: null };

async function heard(told, had, named) {
  await clearAfterOthers(told.key_name);
  let { key } = had?.name === told.key_name ? had : {};
  if (!key) {
    const given = told.key ?? (await keyAgain());
    key = await vault.importKey(given);
    await outdatePages();
  }
  await vault.put("state", { account, name: told.key_name, key, ...vault.goodHere(told) }, "key");
  await vault.put("state", { account, name: told.key_name }, "sealed");
  await vault.put("state", told.at, "contact_at");
  const gone = new Set(told.gone);
  for (const row of named) await changeItem(row.id, namedAs(row));
  const newer = new Map(told.newer.map((one) => [one.version_id, one.newer_id]));
  for (const row of await vault.all("items", vault.of(account))) {
    if (versionsIn(row).some((id) => gone.has(id))) await dropItem(row);
    else if ((newer.get(row.version_id) ?? null) !== (row.newer_id ?? null)) {
      await changeItem(row.id, { newer_id: newer.get(row.version_id) ?? null });
    }
  }
  await dropUnnamed();
  if (told.gone.length) tell({ kind: "gone", versions: told.gone });
  tell({ kind: "contact", at: told.at });
}

/** After a new sign-in, kept pages carry the proof of the old one: they are fetched again. */
async function outdatePages() {
  for (const row of await vault.all("resources", vault.of(account))) {
    if (row.type?.startsWith("text/html")) await vault.put("resources", { ...row, build: null });
  }
}

/** The key was renewed while this tablet still had the old one. */
async function keyAgain() {
  const told = await request("POST", ADDRESS, {
    json: { device: await device(), kept: [], opened: [], wants_key: true }, ...patience(),
  });
  return told.key;
}

/** What was sealed under another key can never be opened again; what others kept is not ours. */
async function clearAfterOthers(name) {
  const sealed = await vault.get("state", "sealed");
  if (!sealed) return;
  if (sealed.account === account) {
    if (sealed.name !== name) await wipe(account, { words: true });
  } else {
    // Words of the former that were not sent stay, sealed under a key that only they get again.
    await wipe(sealed.account);
    for (const state of ["opened", "automatic", "refused"]) await vault.drop("state", state);
  }
}

/** The key, fetched if it is not here. Null without a network or a sign-in. */
export async function ensureKey() {
  const here = await holder();
  if (here) return here;
  await contact();
  return holder();
}

/**
 * A page of nobody, or of somebody else than whose key is here: the key goes at once, and with the next person
 * what the former kept. Answers whether the server has something to hear of it.
 */
export async function checkWhose() {
  const key = await vault.get("state", "key");
  if (key && key.account !== account) await putKeyAway();
  const sealed = await vault.get("state", "sealed");
  if (!account || !sealed || sealed.account === account) return false;
  await clearAfterOthers("");
  await vault.drop("state", "sealed");
  return true;
}
