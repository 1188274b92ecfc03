import assert from "node:assert/strict";
import { test } from "node:test";
import { missing, neighbourhood, path, towards } from "../../../graph/render/assets/js/paths.mjs";
import { small } from "./small.mjs";

const model = small();
const all = new Set(model.nodes.map((node) => node.i));

test("a path prefers a contradiction to a shared issue", () => {
  const steps = path(model, 2, 3, all);
  assert.deepEqual(steps.map((step) => step.edge.relation), ["said", "contradicts", "said"]);
});
test("there is no path where nothing connects, nor through what is not shown", () => {
  assert.equal(path(model, 2, 8, all), null);
  assert.equal(path(model, 2, 3, new Set([2, 3])), null);
});
test("a speaker's neighbourhood holds the issues of the statements", () => {
  assert.ok(neighbourhood(model, 3, all).has(1));
  assert.ok(!neighbourhood(model, 3, new Set([3, 5])).has(1));
});
test("what expanding would add is counted", () => assert.deepEqual(missing(model, 3, new Set([3, 5])).sort(), [6, 7]));
test("arrow keys go to the nearest node in their direction", () => {
  assert.equal(towards(model, 0, 1, 0, all), 5);
  assert.equal(towards(model, 8, 1, 0, all), null);
});
