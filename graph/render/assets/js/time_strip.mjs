// Time as a strip: bars by position, events as marks, two handles.
import { binOf, bins, lastDay } from "./bins.mjs";
import { $, svg } from "./dom.mjs";
import { statementPasses } from "./filters.mjs";
import { POSITIONS } from "./kinds.mjs";
import { clip, day } from "./words.mjs";

const HEIGHT = 40;

export class TimeStrip {
  constructor(app) {
    this.app = app;
    const daysOf = (...kinds) => kinds.flatMap((kind) => app.model.of[kind]).map((node) => node.day).filter((iso) => iso?.length === 10);
    this.range = bins(withNear(daysOf("statement", "commitment"), daysOf("event")));
    this.last = this.range.starts.length - 1;
    $("#time").hidden = this.last < 1;
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
    const taken = [];
    const out = [];
    for (const node of found) {
      const bin = binOf(this.range.starts, node.day);
      if (bin < 0 || node.day > lastDay(this.range, this.last)) continue;
      const label = clip(node.label, 24);
      const x = bin * step;
      const right = x + label.length * 6 + 10 < width;
      const span = right ? [x, x + label.length * 6 + 12] : [x - label.length * 6 - 12, x];
      if (taken.some(([from, to]) => span[0] < to && span[1] > from)) continue;
      taken.push(span);
      out.push(svg("line", { class: "event", x1: x, x2: x, y1: -6, y2: HEIGHT }), svg("text", { class: "event", x: x + (right ? 5 : -5), y: 3, "text-anchor": right ? "start" : "end" }, label));
    }
    return out;
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
    $("#t-label").textContent = `${whole ? `Statements by ${this.range.unit}, ` : ""}${day(starts[a], !same)} – ${day(until, true)}`;
    $("#t-all").hidden = whole;
    const [from, to] = this.handles;
    from.value = a;
    to.value = b;
    from.setAttribute("aria-valuetext", day(starts[a], true));
    to.setAttribute("aria-valuetext", day(until, true));
  }
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
    const height = (number / most) * (HEIGHT - 4);
    y -= height;
    return svg("rect", { class: `p-${POSITIONS[n]}${inside ? "" : " out"}`, x: i * step - width / 2, y, width, height: Math.max(2, height - 1), rx: 1.5 });
  }).filter(Boolean);
}
