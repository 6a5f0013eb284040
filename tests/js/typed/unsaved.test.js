import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** As much of a browser as the module asks for; `account`: who is signed in. */
function store() {
  const kept = new Map();
  const face = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  return new Proxy(face, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, key) => (kept.has(key) ? { enumerable: true, configurable: true } : undefined),
  });
}

let turn = 0;

async function page(account) {
  globalThis.document = {
    readyState: "interactive",
    addEventListener() {},
    querySelector: () => ({ content: account }),
  };
  turn += 1;
  return import(`../../../ecabinet/static/js/unsaved.js?${turn}`);
}

const rest = () => new Promise((resolve) => { setTimeout(resolve, 5); });
const lying = () => [...Object.keys(sessionStorage), ...Object.keys(localStorage)];

function safe(rows = new Map()) {
  return {
    rows,
    open: async () => [...rows].map(([key, entry]) => ({ key, ...entry })),
    put: async (key, entry) => void rows.set(key, entry),
    drop: async (key) => void rows.delete(key),
  };
}

beforeEach(() => {
  globalThis.BroadcastChannel = undefined;
  globalThis.sessionStorage = store();
  globalThis.localStorage = store();
});

test("without a key the words stay in this tab, and are sealed as soon as there is one", async () => {
  const first = await page("7");
  assert.equal(first.keep("submission:1", "Về thuế"), false);
  assert.deepEqual(lying(), ["ec-unsaved:7:submission:1"]);

  const reloaded = await page("7");
  assert.equal(reloaded.find("submission:1").content, "Về thuế");
  const given = safe();
  reloaded.useSafe(given);
  await reloaded.opened();
  await rest();
  assert.equal(given.rows.get("submission:1").content, "Về thuế");
  assert.deepEqual(lying(), []);
  assert.equal(reloaded.keep("submission:1", "Về thuế đất"), true);
  reloaded.forget("submission:1");
  await rest();
  assert.equal(given.rows.size, 0);
});

test("a key that is gone puts the words back into this tab alone, and says so", async () => {
  const unsaved = await page("7");
  const given = safe();
  unsaved.useSafe(given);
  await unsaved.opened();
  given.put = async () => { throw new Error("no key"); };
  unsaved.keep("opinion:1", "Đồng ý");
  await rest();
  assert.deepEqual(Object.keys(localStorage), []);
  assert.deepEqual(lying(), ["ec-unsaved:7:opinion:1"]);
  assert.equal(unsaved.keep("opinion:1", "Đồng ý cả"), false);
});

test("once a sign-out has begun nothing is written any more", async () => {
  const unsaved = await page("7");
  const given = safe();
  unsaved.useSafe(given);
  await unsaved.opened();
  unsaved.keep("submission:1", "Về thuế");
  unsaved.tab.keep("/a:form", { fields: [] });
  await unsaved.forgetAll();
  assert.equal(unsaved.keep("submission:1", "Về thuế"), false);
  unsaved.tab.keep("/a:form", { fields: [] });
  await rest();
  assert.deepEqual(lying(), []);
  assert.equal(given.rows.size, 0);
  assert.equal(unsaved.find("submission:1"), null);
});

test("what another account left goes at the start of a page, at the door what lies outside the tab", async () => {
  sessionStorage.setItem("ec-unsaved:7:submission:1", JSON.stringify({ at: "", content: "Về thuế" }));
  localStorage.setItem("ec-unsaved:7:submission:1", "{}");
  sessionStorage.setItem("theme", "dark");
  await page("");
  assert.deepEqual(lying(), ["ec-unsaved:7:submission:1", "theme"]);
  const other = await page("8");
  assert.deepEqual(lying(), ["theme"]);
  assert.equal(other.find("submission:1"), null);
});
