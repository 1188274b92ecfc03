// Time as a strip: bars by position, events as marks, two handles.
import { binOf, bins, lastDay } from "./bins.mjs";
import { $, svg } from "./dom.mjs";
import { statementPasses } from "./filters.mjs";
import { POSITIONS } from "./kinds.mjs";
import { clip, day } from "./words.mjs";

const HEIGHT = 48;
const TALLEST = 34; // of a bar: the names of events stand above it

export class TimeStrip {
  constructor(app) {
    this.app = app;
    const daysOf = (...kinds) => kinds.flatMap((kind) => app.model.of[kind]).map((node) => node.day).filter((iso) => iso?.length === 10);
    this.range = bins(withNear(daysOf("statement", "commitment"), daysOf("event")));
    this.last = this.range.starts.length - 1;
    $("#time").hidden = this.last < 1;
    this.undated = app.model.of.statement.filter((node) => !node.day).length; // any choice of days leaves them out
    this.handles = [$("#t-from"), $("#t-to")];
    for (const handle of this.handles) {
      handle.max = Math.max(0, this.last);
      handle.addEventListener("input", () => this.moved());
    }
    $("#t-all").addEventListener("click", () => app.filter({ from: null, to: null }));
    new ResizeObserver(() => this.draw()).observe($("#bars"));
  }

  moved() {
    const [a, b] = this.handles.map((handle) => Number(handle.value)).sort((x, y) => x - y);
    this.app.filter({ from: a === 0 ? null : this.range.starts[a], to: b === this.last ? null : lastDay(this.range, b) });
  }

  ends() {
    const { from, to } = this.app.state.filter;
    const clampTo = (n) => Math.min(this.last, Math.max(0, n));
    return [from ? clampTo(binOf(this.range.starts, from)) : 0, to ? clampTo(binOf(this.range.starts, to)) : this.last];
  }

  draw() {
    if (this.last < 1) return;
    const box = $("#bars");
    const width = box.clientWidth || 600;
    const step = width / this.last;
    const [a, b] = this.ends();
    const heights = this.count();
    const most = Math.max(6, ...heights.map((bin) => bin.reduce((x, y) => x + y, 0)));
    box.replaceChildren(
      svg("line", { class: "axis", x1: 0, x2: width, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 }),
      svg("rect", { class: "range", x: a * step, y: HEIGHT - 1, width: Math.max(0, (b - a) * step), height: 3, rx: 1.5 }),
      ...this.events(step, width), ...heights.flatMap((bin, i) => column(bin, i, step, most, i >= a && i <= b)), ...this.ticks(step, width));
    this.labels(a, b);
  }

  count() {
    const { model, state } = this.app;
    const found = this.range.starts.map(() => POSITIONS.map(() => 0));
    for (const node of model.of.statement) {
      if (!node.day || node.day.length < 10 || state.hidden.has(node.i) || !statementPasses(model, state.filter, node, "time")) continue;
      const bin = binOf(this.range.starts, node.day);
      if (bin >= 0) found[bin][POSITIONS.indexOf(node.stance)] += 1;
    }
    return found;
  }

  /** Marks of the best connected events, as long as their names do not run into each other. */
  events(step, width) {
    if (width < 520) return [];
    const { model, shown } = this.app;
    const found = model.of.event.filter(({ i, day: iso }) => iso && shown.nodes.has(i)).sort((x, y) => y.degree - x.degree || x.i - y.i);
    const within = found.map((node) => [node, binOf(this.range.starts, node.day)])
      .filter(([node, bin]) => bin >= 0 && node.day <= lastDay(this.range, this.last));
    return placed(within.map(([node, bin]) => [node.label, bin * step]), width).flatMap(({ label, x, right }) => [
      svg("line", { class: "event", x1: x, x2: x, y1: -6, y2: HEIGHT }),
      svg("text", { class: "event", x: x + (right ? 5 : -5), y: 3, "text-anchor": right ? "start" : "end" }, label),
    ]);
  }

  ticks(step, width) {
    const every = Math.max(1, Math.ceil(this.range.starts.length / Math.max(2, width / 110)));
    const steps = this.range.unit === "day" && every > 3 ? Math.ceil(every / 7) * 7 : every;
    return this.range.starts.map((start, i) => {
      const last = i === this.last;
      if (!last && (i % steps || (this.last - i) * step < 70)) return null;
      return svg("text", { x: i * step, y: HEIGHT + 30, "text-anchor": i === 0 ? "start" : last ? "end" : "middle" }, this.name(start));
    }).filter(Boolean);
  }

  name(start) {
    if (this.range.unit === "year") return start.slice(0, 4);
    return this.range.unit === "month" ? day(start.slice(0, 7)) + ` ${start.slice(0, 4)}` : day(start);
  }

  labels(a, b) {
    const { starts } = this.range;
    const until = lastDay(this.range, b);
    const same = starts[a].slice(0, 4) === until.slice(0, 4);
    const whole = a === 0 && b === this.last;
    const undated = this.undated ? `; ${this.undated.toLocaleString("en-GB")} undated${whole ? "" : " left out"}` : "";
    $("#t-label").textContent = `${whole ? `Statements by ${this.range.unit}, ` : ""}${day(starts[a], !same)} – ${day(until, true)}${undated}`;
    $("#t-all").hidden = whole;
    const [from, to] = this.handles;
    from.value = a;
    to.value = b;
    from.setAttribute("aria-valuetext", day(starts[a], true));
    to.setAttribute("aria-valuetext", day(until, true));
  }
}

const LETTER = 6; // pixels that a letter takes, at most nearly
const SHORT = 24; // letters of a label that must fit; a longer one is written out where there is room

/** Labels that do not run into each other: of `wanted` ([label, x], best first) those that still find room. */
export function placed(wanted, width) {
  const kept = [];
  for (const [label, x] of wanted) {
    const need = Math.min(label.length, SHORT) * LETTER + 12;
    const right = x + need < width;
    const span = right ? [x, x + need] : [x - need, x];
    if (kept.every((other) => span[0] >= other.span[1] || span[1] <= other.span[0])) kept.push({ label, x, right, span });
  }
  for (const item of kept) written(item, kept.filter((other) => other !== item), width);
  return kept;
}

/** Lets a label grow as far as the next one; its span grows with it, so that the next one sees it. */
function written(item, others, width) {
  const { label, x, right, span } = item;
  const end = right ? Math.min(width, ...others.map((other) => other.span[0]).filter((from) => from >= span[1]))
    : Math.max(0, ...others.map((other) => other.span[1]).filter((to) => to <= span[0]));
  item.label = clip(label, Math.max(SHORT, Math.floor((Math.abs(end - x) - 14) / LETTER)));
  const need = item.label.length * LETTER + 12;
  item.span = right ? [x, Math.max(span[1], x + need)] : [Math.min(span[0], x - need), x];
}

/** The days of what was said, and of events at most two weeks before or after: an old event does not stretch the strip. */
function withNear(said, events) {
  const sorted = [...said].sort();
  if (!sorted.length) return sorted;
  const far = (iso) => Math.max(Date.parse(sorted[0]) - Date.parse(iso), Date.parse(iso) - Date.parse(sorted[sorted.length - 1])) / 864e5;
  return [...sorted, ...events.filter((iso) => far(iso) <= 14)];
}

function column(bin, i, step, most, inside) {
  const width = Math.min(18, Math.max(2, step * 0.62));
  let y = HEIGHT - 2;
  return bin.map((number, n) => {
    if (!number) return null;
    const height = (number / most) * TALLEST;
    y -= height;
    return svg("rect", { class: `p-${POSITIONS[n]}${inside ? "" : " out"}`, x: i * step - width / 2, y, width, height: Math.max(2, height - 1), rx: 1.5 });
  }).filter(Boolean);
}
