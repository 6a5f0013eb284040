import assert from "node:assert/strict";
import { test } from "node:test";

import { named } from "../../../documents/static/documents/offline/short.js";

test("a button names words by their beginning, whole where they are short", () => {
  assert.equal(named("Đề nghị xem lại\n số liệu"), "Đề nghị xem lại số liệu");
  const long = "Đề nghị Bộ Tài chính giải trình rõ hơn về số liệu tại trang 3 của tờ trình và các phụ lục kèm theo";
  const short = named(long);
  assert.ok(short.length <= 61 && short.endsWith("…"), short);
  assert.ok(long.startsWith(`${short.slice(0, -1)} `), "no word is cut");
  assert.equal(named("x".repeat(200)), `${"x".repeat(60)}…`);
});
