import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { csv, json, turtle, unpack } from "../../../graph/render/assets/js/exports.mjs";
import { small } from "./small.mjs";

const model = small();
const view = { nodes: new Set([0, 2, 4, 6]), edges: new Set([0, 1]) };

test("one row a report, with its own sentence and offsets", () => {
  const rows = csv(model, view.nodes).trim().split("\r\n");
  assert.equal(rows.length, 1 + 3 + 1);
  assert.match(rows[1], /^2031-03-04,Ana Ødegård,Ships sail,supports,Ships,Gazette,yes,,ships sail/u);
  assert.match(rows[3], /,Wire,no,/u);
  assert.match(rows[4], /,'=Boats|"'=Boats, too"/u);
});
test("the view as JSON has ids in place of numbers", () => {
  const back = JSON.parse(json(model, view));
  assert.deepEqual(back.nodes.map((node) => node.id), ["issue/a", "actor/ana", "claim/1", "claim/3"]);
  assert.deepEqual(back.edges[0], { from: "actor/ana", to: "claim/1", relation: "said", detail: null, evidence: [] });
  assert.equal(back.nodes[2].evidence[0].sentence, "Ana said ships sail.");
});
test("Turtle is prefixes and the triples of what is shown, once", () => {
  assert.equal(turtle("@prefix a: <b> .", ["x .", "y .", "x ."], new Set([0, 2])), "@prefix a: <b> .\n\nx .\n");
});
test("the packed triples unpack", async () => {
  const packed = deflateSync(JSON.stringify(["p", ["é 🚢"]])).toString("base64");
  assert.deepEqual(await unpack(packed), ["p", ["é 🚢"]]);
});
