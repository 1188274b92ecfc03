import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, everything, inRange, visible } from "../../../graph/render/assets/js/filters.mjs";
import { Model } from "../../../graph/render/assets/js/model.mjs";
import { payload, small } from "./small.mjs";

const ids = (model, set) => [...set].map((i) => model.nodes[i].id);

test("without a filter everything is visible, lone nodes too", () => {
  const model = small();
  assert.equal(visible(model, everything(model)).nodes.size, model.nodes.length);
});

test("a position leaves its speakers, its issues and their edges", () => {
  const model = small();
  const shown = visible(model, { ...everything(model), stance: new Set(["supports"]) });
  const left = ids(model, shown.nodes);
  assert.ok(left.includes("actor/ana") && left.includes("issue/a") && left.includes("claim/1"));
  assert.ok(!left.includes("issue/b") && !left.includes("actor/land"));
  for (const i of shown.edges) assert.ok(shown.nodes.has(model.edges[i].from) && shown.nodes.has(model.edges[i].to));
});

test("a copy of a wire does not make a second independent outlet", () => {
  const model = small();
  assert.deepEqual([...model.independentOutlets(model.nodes[4])], ["Gazette", "Courier"]);
  assert.equal(model.outletsOf(model.nodes[4]).size, 3);
  const several = visible(model, { ...everything(model), several: true });
  assert.deepEqual(ids(model, several.nodes).filter((id) => id.startsWith("claim")), ["claim/1"]);
});

test("documents that carry one wire count once for a pledge, too", () => {
  const data = payload();
  const pledge = data.nodes.find(({ id }) => id === "commitment/1");
  pledge.proof = [4, 3];
  data.documents[2].wire = "d1";
  assert.deepEqual([...new Model(data).independentOutlets(new Model(data).nodes[7])], ["Courier"]);
  data.documents[2].wire = "Some agency";
  assert.equal(new Model(data).independentOutlets(new Model(data).nodes[7]).size, 2);
});

test("a statement on two issues is counted by both", () => {
  const model = small();
  assert.deepEqual(model.about(1).map(({ id }) => id), ["claim/2", "claim/3"]);
});

test("each facet counts as if its own choice were open", () => {
  const model = small();
  const found = counts(model, { ...everything(model), stance: new Set(["supports"]) });
  assert.deepEqual(found.stance, { supports: 1, conditional: 0, opposes: 1, neutral: 1 });
  assert.equal(found.kind.statement, 1);
  assert.equal(found.outlet.Gazette, 1);
  assert.equal(found.disputed, 1);
});

test("a range of days includes its ends and leaves undated things out", () => {
  const range = { from: "2031-03-04", to: "2031-03-09" };
  assert.ok(inRange("2031-03-04", range) && inRange("2031-03-09", range) && inRange("2031-03", range));
  assert.ok(!inRange("2031-03-03", range) && !inRange("2031-03-10", range) && !inRange(undefined, range));
  assert.ok(inRange(undefined, { from: null, to: null }));
});

test("a hidden node takes its edges with it", () => {
  const model = small();
  const shown = visible(model, everything(model), null, new Set([3]));
  assert.ok(!shown.nodes.has(3));
  assert.ok([...shown.edges].every((i) => model.edges[i].from !== 3 && model.edges[i].to !== 3));
});
