import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Typing } from "../../../documents/static/documents/reader/queue/typing.js";

const SOON = 300;

/** A shelf in memory; what is put on it takes a turn, as on the real one. */
function desk() {
  const drafts = new Map();
  const shelf = {
    turn: Promise.resolve(),
    putDraft: (draft) => (shelf.turn = shelf.turn.then(() => void drafts.set(draft.key, draft))),
    dropDraft: async (key) => void drafts.delete(key),
    readDrafts: async () => [...drafts.values()],
  };
  const outbox = { shelf, shelfFailed: false };
  const open = () => new Typing({ outbox, version: 31, title: "Tờ trình", page: "p", soon: SOON });
  return { drafts, outbox, open };
}

const words = (text, more = {}) => ({ key: "m1", mark: null, draft: { page: 1 }, base: "", text, ...more });

mock.timers.enable({ apis: ["setTimeout"] });
/** The time passes after which words are kept, and the shelf does what it was asked for. */
async function rest() {
  mock.timers.tick(SOON);
  await new Promise((resolve) => { setImmediate(resolve); });
}

test("what is typed is kept a moment later, its last state alone, and found by the page that comes next", async () => {
  const { drafts, open } = desk();
  const typing = open();
  typing.note(words("H"));
  typing.note(words("Hỏi"));
  assert.equal(drafts.size, 0);
  await rest();
  assert.deepEqual([...drafts.values()].map(({ text, title }) => [text, title]), [["Hỏi", "Tờ trình"]]);
  const [left] = await open().left();
  assert.equal(left.text, "Hỏi");
  assert.deepEqual(await new Typing({ outbox: typing.outbox, version: 32 }).left(), []);
});

test("once it is a mark, or was taken out again, no draft is left", async () => {
  const { drafts, open } = desk();
  const typing = open();
  typing.note(words("Hỏi"));
  typing.flush();
  typing.settle("m1");
  await rest();
  assert.equal(drafts.size, 0);
  typing.note(words("Hỏi"));
  typing.settle("m1");
  await rest();
  assert.equal(drafts.size, 0);
  typing.note(words("Hỏi"));
  typing.flush();
  typing.note(words("  "));
  await rest();
  assert.equal(drafts.size, 0);
  typing.note(words("như cũ", { base: "như cũ" }));
  await rest();
  assert.equal(drafts.size, 0);
});

test("a draft stays as long as the mark made of it could not be kept", async () => {
  const { drafts, outbox, open } = desk();
  const typing = open();
  typing.note(words("Hỏi"));
  typing.flush();
  outbox.shelfFailed = true;
  typing.settle("m1");
  await rest();
  assert.equal(drafts.size, 1);
});

test("two notes begun one after the other are both kept, and what cannot be kept is told", async () => {
  const { drafts, outbox, open } = desk();
  const typing = open();
  typing.note(words("một"));
  typing.note(words("hai", { key: "m2" }));
  await rest();
  assert.deepEqual([...drafts.keys()], ["m1", "m2"]);
  outbox.shelf.putDraft = () => Promise.reject(new Error("no key"));
  typing.note(words("một nữa"));
  await rest();
  assert.equal(typing.failed, true);
});
