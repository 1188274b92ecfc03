// The picture: canvas, window, gestures and keys. Positions come from the payload and never change.
import { $, el } from "./dom.mjs";
import { listen } from "./gestures.mjs";
import { KIND_NAME, POSITIONS } from "./kinds.mjs";
import { towards } from "./paths.mjs";
import { FONT, draw, forgetLabels } from "./scene.mjs";
import { SvgContext } from "./svg.mjs";
import { look } from "./theme.mjs";
import { Viewport } from "./viewport.mjs";
import { count, day, join } from "./words.mjs";

const STILL = 140; // milliseconds after the last movement until everything is drawn again
const CLOSE = 0.9; // the closest that a selection is brought
const CRUMB = 52; // pixels that the line takes which says that only a part is shown
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class GraphView {
  constructor(app) {
    this.app = app;
    this.canvas = $("#picture");
    this.ctx = this.canvas.getContext("2d");
    this.view = new Viewport();
    this.look = look();
    this.places = [];
    this.quick = false;
    this.big = app.model.nodes.length > 500;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.fitScale = 0.6;
    this.homes = new Map(app.model.of.issue.map((issue) => [issue.i, []]));
    for (const node of app.model.of.statement) this.homes.get(node.on?.[0])?.push(node.i);
    this.listenAll();
  }

  listenAll() {
    listen(this.canvas, {
      pan: (dx, dy) => { this.view.pan(dx, dy); this.moving(); },
      zoom: (factor, x, y) => { this.view.zoom(factor, x, y); this.moving(); },
      tap: (x, y, isTouch) => this.app.select(this.hit(x, y, isTouch ? 22 : 4), { move: false }),
      double: (x, y) => this.open(x, y),
      hover: (x, y) => this.hover(x, y),
      leave: () => this.hover(-1e6, -1e6),
      end: () => this.moving(),
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe($("#stage-graph"));
    $("#zoom-in").addEventListener("click", () => this.zoom(1.35));
    $("#zoom-out").addEventListener("click", () => this.zoom(1 / 1.35));
    $("#fit").addEventListener("click", () => this.fit([...this.app.shown.nodes], true));
  }

  /** Called by the app after each change. */
  changed(changes) {
    if (changes.has("filter")) this.tally();
    if (changes.has("focus")) this.fit([...this.app.shown.nodes], true);
    else if (changes.has("selection") && this.app.move && this.app.near) this.fit([...this.app.near], true, CLOSE);
    if (changes.has("selection") || changes.has("focus")) this.app.move = false;
    if (changes.has("hover")) this.tip();
    this.redraw();
  }

  /** Counts on the cards, of what passes the filters and of what the page leaves out. */
  tally() {
    const { model, shown, state } = this.app;
    this.tallies = new Map();
    this.cells = new Map();
    const narrow = state.filter.stance.size < POSITIONS.length || state.filter.outlet.size < model.outlets.length || state.filter.from || state.filter.to || state.filter.several || state.filter.disputed;
    for (const issue of model.of.issue) {
      const tally = model.tally(model.about(issue.i).filter(({ i }) => shown.nodes.has(i)));
      if (!narrow) for (const [position, left] of Object.entries(issue.more ?? {})) tally[position] += left;
      this.tallies.set(issue.i, tally);
      this.cells.set(issue.i, this.homes.get(issue.i).length);
    }
  }

  /** Forgets colours and measured text, after theme or fonts have changed. */
  refresh() {
    this.look = look();
    forgetLabels();
    this.redraw();
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.paint(); });
  }

  paint() {
    if (!this.tallies) this.tally();
    const { ctx, canvas, view } = this;
    const dpr = canvas.width / view.width || 1;
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.places = draw(ctx, this.app.model, view, this.look, this.scene(), this.fitScale);
    this.hint();
    canvas.dataset.window = [view.k, view.x, view.y].map((n) => n.toFixed(4)).join(" ");
  }

  /** Says how many things wait for more room. */
  hint() {
    const drawn = this.places.filter(({ node }) => node.kind !== "statement").length;
    const all = [...this.app.shown.nodes].filter((i) => this.app.model.nodes[i].kind !== "statement").length;
    if (this.undrawn === all - drawn) return;
    this.undrawn = all - drawn;
    $("#hint").textContent = `Zoom in to see ${count(this.undrawn, "more", "more")}`;
    $("#hint").hidden = this.undrawn === 0;
  }

  scene() {
    const { app } = this;
    return {
      shown: app.shown, near: app.near, loud: app.loud, selected: app.state.selected, hovered: app.state.hovered,
      tallies: this.tallies, homes: this.homesShown(), cells: this.cells, badges: this.badges(), quick: this.quick, big: this.big,
    };
  }

  homesShown() {
    if (this.homesOf === this.app.shown) return this.homesNow;
    this.homesOf = this.app.shown;
    this.homesNow = new Map([...this.homes].map(([issue, list]) => [issue, list.filter((i) => this.app.shown.nodes.has(i))]));
    return this.homesNow;
  }

  badges() {
    const { app } = this;
    if (!app.state.focus) return null;
    const found = new Map();
    for (const i of app.near ?? app.shown.nodes) {
      const left = app.more(i);
      if (left) found.set(i, left);
    }
    return found;
  }

  moving() {
    this.quick = true;
    this.hideTip();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.quick = false; this.redraw(); }, STILL);
    this.redraw();
  }

  zoom(factor) {
    const { width, height } = this.view;
    this.view.zoom(factor, width / 2, height / 2);
    this.moving();
  }

  resize() {
    const box = $("#stage-graph");
    const { clientWidth: w, clientHeight: h } = box;
    if (!w || !h) return;
    const first = !this.sized;
    const changed = Math.abs(w - this.view.width) > 1 || Math.abs(h - this.view.height) > 1;
    const dpr = window.devicePixelRatio || 1;
    Object.assign(this.view, { width: w, height: h });
    this.canvas.width = Math.round(w * dpr);
    this.canvas.height = Math.round(h * dpr);
    this.sized = true;
    if (first || changed) this.measure();
    if (first) this.fit([...(this.app.near ?? this.app.shown.nodes)], false, this.app.near ? CLOSE : 1.2);
    this.paint();
  }

  /** The scale that shows everything; what appears while zooming in is counted from it. */
  measure() {
    const whole = this.view.fitting(this.boxes(this.app.model.nodes.map((node) => node.i)));
    this.fitScale = Math.min(0.6, whole?.k ?? 0.6);
    this.view.least = Math.min(0.1, this.fitScale * 0.5);
  }

  boxes(list) {
    return list.map((i) => this.app.model.nodes[i]).map((node) => {
      if (node.card) return { x0: node.card[0], y0: node.card[1], x1: node.card[0] + node.card[2], y1: node.card[1] + node.card[3], px: 4, py: 4 };
      if (node.kind === "statement") return { x0: node.x - 20, y0: node.y - 20, x1: node.x + 20, y1: node.y + 20, px: 4, py: 4 };
      return { x0: node.x - node.r, y0: node.y - node.r, x1: node.x + node.r, y1: node.y + node.r, px: 50, py: 34 };
    });
  }

  /** Brings nodes into view; the movement takes a third of a second where the reader allows movement. */
  fit(list, animate, most = 1.2) {
    const goal = this.view.fitting(this.boxes(list), most, this.app.state.focus ? CRUMB : 0);
    if (!goal) return;
    if (!animate || this.calm || !this.sized) { this.view.take(goal); this.redraw(); return; }
    const from = { k: this.view.k, x: this.view.x, y: this.view.y };
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - began) / 380);
      const eased = part < 0.5 ? 4 * part ** 3 : 1 - (-2 * part + 2) ** 3 / 2;
      this.view.take(goal, eased, from);
      if (part < 1) { this.moving(); requestAnimationFrame(step); }
      else this.redraw();
    };
    requestAnimationFrame(step);
  }

  /** Number of the node under a point, or null. Cards count where no mark is nearer. */
  hit(x, y, slack) {
    let found = null;
    let least = Infinity;
    for (const { node, x: nx, y: ny, r } of this.places) {
      if (node.card) continue;
      const far = Math.hypot(x - nx, y - ny) - r * (node.kind === "statement" ? 1.2 : 1);
      if (far < Math.min(slack, node.kind === "statement" ? slack / 2 : slack) && far < least) { least = far; found = node.i; }
    }
    return found ?? this.hitCard(x, y);
  }

  hitCard(x, y) {
    const { view } = this;
    const [wx, wy] = [view.wx(x), view.wy(y)];
    const inside = ({ node: { card: [cx, cy, w, h] } }) => wx >= cx && wx <= cx + w && wy >= cy && wy <= cy + h;
    return this.places.find((place) => place.node.card && inside(place))?.node.i ?? null;
  }

  /** A double tap shows a node with its neighbours; within such a view it brings in more. */
  open(x, y) {
    const i = this.hit(x, y, 12);
    if (i === null) { this.view.zoom(1.6, x, y); this.moving(); }
    else if (this.app.state.focus) this.app.expand(i);
    else this.app.only(i);
  }

  hover(x, y) {
    this.pointer = [x, y];
    this.app.hover(this.hit(x, y, 4));
  }

  hideTip() {
    $("#tip").hidden = true;
  }

  tip() {
    const { app } = this;
    const node = app.state.hovered === null ? null : app.model.nodes[app.state.hovered];
    this.canvas.classList.toggle("over", node !== null);
    const box = $("#tip");
    box.hidden = !node || !this.pointer;
    if (box.hidden) return;
    box.replaceChildren(el("b", {}, node.label), el("span", {}, describe(app, node)));
    const [x, y] = this.pointer;
    box.style.left = `${Math.max(4, Math.min(x + 14, this.view.width - box.offsetWidth - 8))}px`;
    box.style.top = `${Math.max(4, Math.min(y + 16, this.view.height - box.offsetHeight - 8))}px`;
  }

  key(event) {
    const { app } = this;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) this.arrow(...ARROWS[event.key]);
    else if (event.key === "+" || event.key === "=") this.zoom(1.35);
    else if (event.key === "-") this.zoom(1 / 1.35);
    else if (event.key === "0") this.fit([...app.shown.nodes], true);
    else if (event.key === "Enter" && app.state.selected !== null) $("#panel h2").focus();
    else return;
    event.preventDefault();
  }

  /** Arrow keys go to the nearest neighbour in that direction; with nothing selected, to the most important node. */
  arrow(dx, dy) {
    const { app } = this;
    const { selected } = app.state;
    if (selected === null) {
      const first = [...app.shown.nodes].map((i) => app.model.nodes[i]).sort((a, b) => b.weight - a.weight)[0];
      if (first) app.select(first.i);
      return;
    }
    const neighbours = app.model.near[selected].map(({ other }) => other).filter((i) => app.shown.nodes.has(i));
    const next = towards(app.model, selected, dx, dy, neighbours) ?? towards(app.model, selected, dx, dy, app.shown.nodes);
    if (next !== null) app.select(next);
  }

  /** The picture as a blob, twice as fine as the screen. */
  png() {
    const big = el("canvas", { width: this.view.width * 2, height: this.view.height * 2 });
    const ctx = big.getContext("2d");
    ctx.setTransform(2, 0, 0, 2, 0, 0);
    draw(ctx, this.app.model, this.view, this.look, { ...this.scene(), quick: false }, this.fitScale);
    this.caption(ctx, this.view);
    return new Promise((done) => { big.toBlob(done, "image/png"); });
  }

  svg() {
    return this.drawn(this.view, this.look, this.fitScale, true);
  }

  drawn(view, colours, fitScale, isAlone) {
    const measure = (text, font) => { this.ctx.font = font; return this.ctx.measureText(text).width; };
    const ctx = new SvgContext(view.width, view.height, measure);
    draw(ctx, this.app.model, view, colours, { ...this.scene(), hovered: null, quick: false }, fitScale);
    if (isAlone) this.caption(ctx, view);
    return ctx.toString(this.app.model.title);
  }

  /** The picture for paper as SVG, `width` across and as high as it needs to be. `colours` go over those of the theme. */
  paper(width, colours) {
    const view = new Viewport();
    Object.assign(view, { width, height: 1e5, least: 0.02 });
    const boxes = this.onPaper();
    const { k, y } = view.fitting(boxes, CLOSE) ?? view;
    const high = Math.max(...boxes.map((b) => (b.y1 - y) * k + b.py)) - Math.min(...boxes.map((b) => (b.y0 - y) * k - b.py / 2));
    view.height = Math.round(Math.min(1.2, Math.max(0.4, (high + 24) / width)) * width);
    view.take(view.fitting(boxes, CLOSE) ?? view);
    const whole = view.fitting(this.boxes(this.app.model.nodes.map((node) => node.i)))?.k ?? 0.6;
    return this.drawn(view, { ...look(), ...colours }, Math.min(0.6, whole), false);
  }

  /** What is printed: the neighbourhood of the selection, or the part that the reader has zoomed to, or everything. */
  onPaper() {
    const { view, app } = this;
    const all = this.boxes([...app.shown.nodes]);
    const whole = view.fitting(all);
    if (app.near) return this.boxes([...app.near]);
    if (!whole || view.k < whole.k * 1.3) return all.length ? all : [{ x0: -1, y0: -1, x1: 1, y1: 1, px: 0, py: 0 }];
    return [{ x0: view.wx(0), y0: view.wy(0), x1: view.wx(view.width), y1: view.wy(view.height), px: 0, py: 0 }];
  }

  /** A picture that leaves the page says where it comes from. */
  caption(ctx, view) {
    ctx.globalAlpha = 1;
    ctx.font = `500 12px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillStyle = this.look.mut;
    ctx.fillText(`${this.app.model.title} · ${$("#stats").textContent}`, 12, view.height - 14);
  }
}

/** One line about a node. */
export function describe(app, node) {
  const { model } = app;
  if (node.kind === "statement") return [join(model.names(node.who)), model.dayOf(node), join([...model.sourcesOf(node)].slice(0, 4))].filter(Boolean).join(", ");
  const statements = model.statementsOf(node.i).length;
  const inside = node.kind === "issue" ? model.near[node.i].filter(({ edge }) => edge.relation === "about").length : 0;
  return [KIND_NAME[node.kind], node.about, node.day ? day(node.day, true) : null, statements || inside ? count(statements || inside, "statement") : null].filter(Boolean).join(", ");
}
