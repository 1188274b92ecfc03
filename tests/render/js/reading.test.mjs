import assert from "node:assert/strict";
import { test } from "node:test";
import { factMarks, paragraphs } from "../../../graph/render/assets/js/reading_text.mjs";
import { small } from "./small.mjs";

test("the stretches of a text put together are the text", () => {
  const text = "First line here.\n\nSecond one.\nThird.";
  const facts = [{ start: 2, end: 20, role: "claim", node: 1 }, { start: 6, end: 10, role: "cue", node: 2 }, { start: 18, end: 24, role: "fact", node: 3 }];
  const out = paragraphs(text, facts);
  assert.deepEqual(out.map(({ parts }) => parts.map((part) => part.text).join("")), ["First line here.", "Second one.", "Third."]);
});
test("the innermost fact comes first", () => {
  const [{ parts }] = paragraphs("abcdefghij", [{ start: 0, end: 10, role: "claim", node: 1 }, { start: 3, end: 6, role: "speaker", node: 2 }]);
  assert.deepEqual(parts.map(({ text, facts }) => [text, facts.map((fact) => fact.node)]), [["abc", [1]], ["def", [2, 1]], ["ghij", [1]]]);
});
test("marks of an evidence are offsets of its document, behind an emoji too", () => {
  const model = small();
  const proof = model.evidence(0);
  assert.equal(proof.text, "Ana said ships sail.");
  const words = factMarks(proof, 4).map(({ start, end }) => model.documents[0].text.slice(start, end));
  assert.deepEqual(words, ["Ana", "said", "ships sail"]);
});
