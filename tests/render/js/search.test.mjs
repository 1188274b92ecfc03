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
test("a family name finds its person before a thing that is called after it and of which less is said", () => {
  const node = (i, kind, label, degree) => ({ i, kind, label, degree });
  const found = [node(0, "issue", "Falk Tower", 9), node(1, "person", "Ida Falk", 40)].map((n) => ({ node: n, name: n.label.toLowerCase(), rest: "" }));
  assert.deepEqual(find(found, "falk").map(({ i }) => i), [1, 0]);
});
