import assert from "node:assert/strict";
import { test } from "node:test";
import { binOf, bins, lastDay } from "../../../graph/render/assets/js/bins.mjs";
import { everything, visible } from "../../../graph/render/assets/js/filters.mjs";
import { Occupied, candidates, wrap } from "../../../graph/render/assets/js/labels.mjs";
import { draw } from "../../../graph/render/assets/js/scene.mjs";
import { SvgContext, escapeXml } from "../../../graph/render/assets/js/svg.mjs";
import { placed } from "../../../graph/render/assets/js/time_strip.mjs";
import { Viewport } from "../../../graph/render/assets/js/viewport.mjs";
import { small } from "./small.mjs";

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("zooming keeps the point under the pointer", () => {
  const view = new Viewport();
  const [x, y] = [view.wx(200), view.wy(90)];
  view.zoom(1.7, 200, 90);
  near(view.sx(x), 200);
  near(view.sy(y), 90);
});
test("what is fitted lies in the window, labels included", () => {
  const view = new Viewport();
  view.take(view.fitting([{ x0: -900, y0: -200, x1: 700, y1: 300, px: 50, py: 30 }]));
  assert.ok(view.sx(-900) >= 50 && view.sx(700) <= view.width - 50);
  assert.ok(view.sy(-200) >= 0 && view.sy(300) <= view.height);
  assert.equal(view.fitting([]), null);
});
test("many days become weeks, months or years", () => {
  assert.equal(bins(["2031-01-01", "2031-01-20"]).unit, "day");
  assert.equal(bins(["2031-01-01", "2032-06-20"]).unit, "week");
  assert.equal(bins(["2031-01-01", "2036-06-20"]).unit, "month");
  assert.equal(bins(["1990-01-01", "2036-06-20"]).unit, "year");
  assert.deepEqual(bins([]).starts, []);
});
test("a bin holds its first and its last day", () => {
  const range = bins(["2031-01-31", "2036-06-20"]);
  assert.equal(range.starts[0], "2031-01-01");
  assert.equal(lastDay(range, 1), "2031-02-28");
  assert.equal(binOf(range.starts, "2031-02-28"), 1);
  assert.equal(binOf(range.starts, "2030-12-31"), -1);
});
test("an occupied place is taken, the one beside it is free", () => {
  const taken = new Occupied();
  taken.add([0, 0, 300, 20]);
  assert.ok(taken.hits([290, 10, 310, 30]));
  assert.ok(!taken.hits([301, 0, 320, 20]) && !taken.hits([0, 20, 10, 30]));
});
test("labels wrap at words, break giant words, and say when they are cut", () => {
  const measure = (text) => text.length;
  assert.deepEqual(wrap("one two three", 7, 3, measure), ["one two", "three"]);
  assert.deepEqual(wrap("abcdefghij", 4, 5, measure), ["abcd", "efgh", "ij"]);
  assert.deepEqual(wrap("a b c d", 1, 2, measure), ["a", "b…"]);
  assert.equal(candidates(0, 0, 5, 5, 40, 10, 4).length, 8);
});
test("of crowded places for a name the one that hides least can be told", () => {
  const taken = new Occupied();
  taken.add([0, 0, 10, 10]);
  taken.add([100, 0, 200, 10]);
  assert.equal(taken.covered([5, 5, 15, 15]), 25);
  assert.equal(taken.covered([90, 0, 110, 10]), 100);
  assert.equal(taken.covered([300, 300, 310, 310]), 0);
});
test("names of events take the room there is and do not run into each other", () => {
  const long = "A summit with a very long name that would never fit into a short strip of days at all";
  const [one, two, ...none] = placed([[long, 10], ["Vote in Oslo", 700], ["Too near", 705]], 900);
  assert.equal(none.length, 0);
  assert.ok(one.right && one.label.length > 60 && one.span[1] <= two.span[0]);
  assert.equal(two.label, "Vote in Oslo");
  const [last] = placed([[long, 890]], 900);
  assert.ok(!last.right && last.span[0] >= 0);
});
test("what is fitted leaves room for the line above it", () => {
  const view = new Viewport();
  view.take(view.fitting([{ x0: -100, y0: -400, x1: 100, y1: 400, px: 0, py: 0 }], 1.5, 52));
  assert.ok(view.sy(-400) >= 52 && view.sy(400) <= view.height);
});
test("the picture as SVG has every visible label, escaped, and no script", () => {
  const model = small();
  model.nodes[3].label = "<script>alert(1)</script>";
  const look = new Proxy({}, { get: () => "#123456" });
  const ctx = new SvgContext(800, 600, (text, font) => text.length * Number(/([\d.]+)px/u.exec(font)[1]) * 0.5);
  const shown = visible(model, everything(model));
  const tallies = new Map(model.of.issue.map((issue) => [issue.i, model.tally(model.of.statement.filter((node) => node.on[0] === issue.i))]));
  const scene = { shown, near: null, loud: null, selected: null, hovered: null, tallies, homes: new Map(), cells: new Map(), badges: null, quick: false, big: false };
  const places = draw(ctx, model, new Viewport(), look, scene, 0.6);
  const text = ctx.toString("T & co");
  assert.equal(places.length, model.nodes.length);
  assert.match(text, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/u);
  assert.match(text, /<title>T &amp; co<\/title>/u);
  assert.match(text, /Ana Ødegård/u);
  assert.ok(!/<script/u.test(text) && text.includes("&lt;script&gt;"));
  assert.ok(!/NaN|undefined/u.test(text));
});
test("characters that XML forbids are dropped", () => assert.equal(escapeXml("a\u0000<b>\u0008"), "a&lt;b&gt;"));
