import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../../graph/render/assets/js/model.mjs";
import { payload } from "./small.mjs";

test("a document is known by its outlet, and by its title where nobody says who published it", () => {
  const data = payload();
  data.documents[1].outlet = "Unknown outlet";
  const model = new Model(data);
  assert.deepEqual([0, 1].map((number) => model.source(number)), ["Gazette", "“Two”"]);
  assert.deepEqual([...model.sourcesOf(model.nodes[4])], ["Gazette", "“Two”", "Wire"]);
  assert.equal(model.isNameless(1), true);
});
test("the day of a row has its year only where the page holds several years; no day is none", () => {
  const one = new Model(payload());
  assert.equal(one.dayOf(one.nodes[4]), "4 Mar");
  assert.equal(one.dayOf(one.nodes[6]), null);
  const data = payload();
  data.nodes[7].day = "2032-01-02";
  const two = new Model(data);
  assert.equal(two.dayOf(two.nodes[4]), "4 Mar 2031");
});
