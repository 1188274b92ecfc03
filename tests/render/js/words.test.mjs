import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, clip, count, day, fileStem, join, safeUrl } from "../../../graph/render/assets/js/words.mjs";

test("a day is as fine as known", () => {
  assert.equal(day("2031-09-04", true), "4 Sept 2031");
  assert.equal(day("2031-09"), "Sept");
  assert.equal(day("2031"), "2031");
  assert.equal(day(undefined), "undated");
});
test("one outlet, two outlets", () => assert.deepEqual([count(1, "outlet"), count(2, "outlet")], ["1 outlet", "2 outlets"]));
test("a list reads as a sentence", () => assert.equal(join(["a", "b", "c"]), "a, b and c"));
test("clipping never halves a character", () => {
  assert.equal(clip("🚢🚢🚢🚢🚢", 3), "🚢🚢…");
  assert.equal(clip("one two three", 9), "one two…");
});
test("a cell of CSV is quoted where it must be, and starts no formula", () => {
  assert.equal(cell('say "hi", now'), '"say ""hi"", now"');
  assert.equal(cell("=1+1"), "'=1+1");
  assert.equal(cell(undefined), "");
});
test("only http and https open", () => {
  assert.equal(safeUrl("https://example.org/"), "https://example.org/");
  for (const bad of ["javascript:alert(1)", "data:text/html,1", "//x", "", null, "https://"]) assert.equal(safeUrl(bad), null);
});
test("a file is called after the title", () => {
  assert.equal(fileStem("Who said: what?"), "who-said-what");
  assert.equal(fileStem("…"), "record");
});
