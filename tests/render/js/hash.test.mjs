import assert from "node:assert/strict";
import { test } from "node:test";
import { everything } from "../../../graph/render/assets/js/filters.mjs";
import { decode, encode } from "../../../graph/render/assets/js/hash.mjs";
import { small } from "./small.mjs";

const model = small();
const start = () => ({ selected: null, view: "graph", document: null, filter: everything(model), focus: null, hidden: new Set(), path: null });

test("the first view has an empty address", () => assert.equal(encode(model, start()), ""));

test("what is written is read back", () => {
  const state = { ...start(), selected: 4, view: "list", hidden: new Set([8]), focus: { roots: new Set([2]) } };
  state.filter = { ...state.filter, stance: new Set(["supports"]), outlet: new Set(["Gazette", "Courier"]), several: true, from: "2031-03-04", to: null };
  const back = decode(model, `#${encode(model, state)}`);
  assert.equal(back.selected, 4);
  assert.equal(back.view, "list");
  assert.deepEqual(back.hidden, state.hidden);
  assert.deepEqual(back.only, [2]);
  assert.deepEqual(back.filter, state.filter);
});

test("no outlet at all is not the same as all outlets", () => {
  const state = start();
  state.filter = { ...state.filter, outlet: new Set() };
  assert.equal(decode(model, encode(model, state)).filter.outlet.size, 0);
});

test("a mangled or old address opens what it can", () => {
  const back = decode(model, "#n=claim/gone&v=nonsense&t=x~y&stance=%E0%A4%A&outlet=Nobody");
  assert.equal(back.selected, null);
  assert.equal(back.view, "graph");
  assert.equal(back.filter.from, null);
});
