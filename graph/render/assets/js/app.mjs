// What the reader has chosen, and what follows from it. Views listen; nothing here draws.
import { counts, everything, visible } from "./filters.mjs";
import { decode, encode } from "./hash.mjs";
import { missing, neighbourhood, path } from "./paths.mjs";

const STEPS = ["selection", "view", "focus"]; // changes that lead the reader elsewhere

export class App {
  constructor(model) {
    this.model = model;
    this.listeners = [];
    this.state = {
      selected: null, hovered: null, view: "graph", document: null, filter: everything(model),
      focus: null, hidden: new Set(), path: null, spot: null,
    };
    this.derive();
  }

  /** `listener(changes)` gets a set of: filter, selection, view, hover. */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Takes new values and tells the views. */
  change(values, ...changes) {
    Object.assign(this.state, values);
    this.derive();
    const set = new Set(changes);
    this.writeHash(STEPS.some((step) => set.has(step)));
    for (const listener of this.listeners) listener(set);
  }

  select(i, { move = true } = {}) {
    const patch = { selected: i, path: null, spot: null };
    if (i !== null && !this.open.nodes.has(i)) Object.assign(patch, { filter: everything(this.model), hidden: without(this.state.hidden, i) });
    if (i !== null && this.state.focus && !this.state.focus.nodes.has(i)) patch.focus = null;
    this.move = move;
    this.change(patch, "selection", "filter");
  }

  filter(values) {
    this.change({ filter: { ...this.state.filter, ...values } }, "filter");
  }

  reset() {
    this.change({ filter: everything(this.model), focus: null, hidden: new Set() }, "filter");
  }

  view(name) {
    this.change({ view: name }, "view");
  }

  hover(i) {
    if (i === this.state.hovered) return;
    this.state.hovered = i;
    for (const listener of this.listeners) listener(new Set(["hover"]));
  }

  /** Shows only a node and its neighbours. */
  only(i) {
    this.move = true;
    this.change({ focus: this.focusOn(new Set([i])) }, "filter", "focus");
  }

  /** Adds the neighbours of a node to what is shown. */
  expand(i) {
    this.change({ focus: this.focusOn(new Set([...(this.state.focus?.roots ?? []), i])) }, "filter", "selection", "focus");
  }

  /** Shows everything again. */
  unfocus() {
    this.change({ focus: null }, "filter", "focus");
  }

  hide(i) {
    const hidden = new Set(this.state.hidden).add(i);
    this.change({ hidden, selected: this.state.selected === i ? null : this.state.selected, path: null }, "filter", "selection");
  }

  unhide() {
    this.change({ hidden: new Set() }, "filter");
  }

  /** Looks for a path from the selected actor; `path.steps` is null where there is none. */
  findPath(to) {
    this.move = true;
    this.change({ path: { from: this.state.selected, to } }, "selection");
  }

  /** Opens a document at an evidence (a number of the pool) or at its beginning. */
  read(document, spot = null) {
    this.change({ view: "text", document, spot }, "view", "spot");
  }

  /** How many neighbours `expand` would add. */
  more(i) {
    return missing(this.model, i, this.shown.nodes).filter((other) => this.open.nodes.has(other)).length;
  }

  readHash(hash) {
    const found = decode(this.model, hash);
    const { selected, view, document, filter, hidden } = found;
    this.state = { ...this.state, selected, view, document, filter, hidden, path: null, focus: null, spot: null };
    this.derive();
    const focus = found.only.length ? this.focusOn(new Set(found.only)) : null;
    const way = found.pathTo !== null && selected !== null ? { from: selected, to: found.pathTo } : null;
    this.move = true;
    this.reading = true;
    this.change({ focus, path: way }, "filter", "selection", "view", "focus");
    this.reading = false;
  }

  counts() {
    return counts(this.model, this.state.filter, this.state.hidden);
  }

  /** Statements that are shown, newest first. */
  statements() {
    return this.model.of.statement.filter(({ i }) => this.shown.nodes.has(i)).sort((a, b) => (b.day ?? "").localeCompare(a.day ?? "") || a.i - b.i);
  }

  focusOn(roots) {
    const nodes = new Set();
    for (const root of roots) for (const i of neighbourhood(this.model, root, this.open.nodes)) nodes.add(i);
    return { roots, nodes };
  }

  derive() {
    const { model, state } = this;
    this.open = visible(model, state.filter, null, state.hidden);
    this.shown = state.focus ? visible(model, state.filter, state.focus.nodes, state.hidden) : this.open;
    this.near = null;
    this.loud = null;
    if (state.path) this.derivePath();
    else if (state.selected !== null) this.deriveNear();
  }

  derivePath() {
    const way = this.state.path;
    way.steps = path(this.model, way.from, way.to, this.shown.nodes);
    this.near = new Set([way.from, way.to, ...(way.steps ?? []).map((step) => step.to)]);
    this.loud = new Set((way.steps ?? []).map((step) => step.edge.i));
  }

  deriveNear() {
    const { model, state } = this;
    this.near = neighbourhood(model, state.selected, this.shown.nodes);
    const isStatement = (i) => model.nodes[i].kind === "statement";
    this.loud = new Set();
    for (const i of this.shown.edges) {
      const { from, to } = model.edges[i];
      if (from === state.selected || to === state.selected) this.loud.add(i);
      else if (this.near.has(from) && this.near.has(to) && (isStatement(from) || isStatement(to)) && this.isHere(from, to)) this.loud.add(i);
    }
  }

  /** Whether the statement of an edge is itself a neighbour of the selected node. */
  isHere(from, to) {
    const statement = this.model.nodes[from].kind === "statement" ? from : to;
    return this.model.near[this.state.selected].some(({ other }) => other === statement);
  }

  /** What a reader goes to is a step that "back" undoes; what is filtered there is not. */
  writeHash(isStep) {
    const text = encode(this.model, this.state);
    if (text === this.written && !this.reading) return;
    const write = isStep && !this.reading ? "pushState" : "replaceState";
    this.written = text;
    try {
      history[write](null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      // A page inside a notebook's frame has no address of its own.
    }
  }
}

function without(set, i) {
  const copy = new Set(set);
  copy.delete(i);
  return copy;
}
