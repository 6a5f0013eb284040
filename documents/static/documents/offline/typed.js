/** Words typed into forms and not saved yet, sealed on this tablet: the safe of `ecabinet/unsaved`. */
import { ensureKey } from "documents/offline/contact";
import { account, person, vault } from "documents/offline/tablet";

const TYPED = "typed";
const rowKey = (key) => `${TYPED} ${key}`;
const label = (key) => `${person} ${TYPED} ${key}`;

export const safe = {
  /** What is kept for this account; null when there is no key: none is needed, or none can be had now. */
  async open(isWanted) {
    const rows = await vault.all("operations", vault.of(person));
    const mine = rows.filter((row) => row.account === account && row.state === TYPED);
    const found = isWanted || mine.length ? await ensureKey() : null;
    if (!found) return null;
    const read = mine.map(async (row) => {
      const key = row.key.slice(rowKey("").length);
      const entry = await vault.openJson(row.sealed, found.key, label(key)).catch(() => null);
      return entry && { key, ...entry };
    });
    return (await Promise.all(read)).filter(Boolean);
  },

  async put(key, entry) {
    const found = await ensureKey();
    if (!found) throw new Error("no key to seal with");
    const sealed = await vault.sealJson(found.key, entry, label(key));
    await vault.put("operations", { person, account, key: rowKey(key), state: TYPED, sealed });
  },

  drop: (key) => vault.drop("operations", [person, rowKey(key)]),
};
