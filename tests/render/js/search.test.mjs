import assert from "node:assert/strict";
import { test } from "node:test";
import { find, index } from "../../../graph/render/assets/js/search.mjs";
import { small } from "./small.mjs";

const entries = index(small());
const first = (typed) => find(entries, typed)[0]?.id;

test("accents and case do not matter", () => assert.equal(first("ANA odegar"), "actor/ana"));
test("all words must occur, in names, speakers or sentences", () => {
  assert.equal(first("bo ships"), "claim/2");
  assert.equal(first("ana xylophone"), undefined);
});
test("words of the source sentence find their claim", () => assert.equal(first("denied it"), "claim/2"));
test("nothing typed finds nothing", () => assert.deepEqual(find(entries, "  "), []));
