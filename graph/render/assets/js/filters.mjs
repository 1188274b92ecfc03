// Which nodes and edges pass the filters, and the live counts of the legend.
import { KINDS, POSITIONS } from "./kinds.mjs";

/** A filter that lets everything pass. `from` and `to` are ISO days, inclusive. */
export function everything(model) {
  return {
    kind: new Set(KINDS), stance: new Set(POSITIONS), outlet: new Set(model.outlets),
    several: false, disputed: false, from: null, to: null,
  };
}

/** Whether something is filtered out beyond whole kinds. */
export function isNarrow(model, filter) {
  return filter.stance.size < POSITIONS.length || filter.outlet.size < model.outlets.length
    || filter.several || filter.disputed || filter.from !== null || filter.to !== null;
}

/** Whether a day lies in the range; what has no date is shown until a range is set. */
export function inRange(iso, filter) {
  if (filter.from === null && filter.to === null) return true;
  if (!iso) return false;
  return (filter.from === null || iso >= filter.from.slice(0, iso.length)) && (filter.to === null || iso <= filter.to);
}

/** Whether a statement passes; `skip` names the facet whose own choice is left out, for its counts. */
export function statementPasses(model, filter, node, skip = null) {
  return (skip === "stance" || filter.stance.has(node.stance))
    && (skip === "outlet" || someIn(model.outletsOf(node), filter.outlet))
    && (skip === "time" || inRange(node.day, filter))
    && (skip === "several" || !filter.several || model.independentOutlets(node).size > 1)
    && (skip === "disputed" || !filter.disputed || model.disputed.has(node.i));
}

/** Whether a commitment or event passes. */
export function factPasses(model, filter, node) {
  const outlets = model.outletsOf(node);
  return (outlets.size === 0 || someIn(outlets, filter.outlet)) && inRange(node.day, filter)
    && (!filter.several || model.independentOutlets(node).size > 1) && !filter.disputed;
}

/**
 * What is visible: `nodes` and `edges` are sets of numbers.
 * `focus` limits the page to a set of nodes, `hidden` leaves single nodes out.
 */
export function visible(model, filter, focus = null, hidden = new Set()) {
  const nodes = new Set();
  const narrow = isNarrow(model, filter);
  const allowed = (node) => filter.kind.has(node.kind) && !hidden.has(node.i) && (!focus || focus.has(node.i));
  const facts = model.nodes.filter((node) => allowed(node) && isFact(node) && passes(model, filter, node));
  for (const node of facts) nodes.add(node.i);
  for (const node of model.nodes) {
    if (isFact(node) || !allowed(node)) continue;
    if (!narrow || (node.kind === "issue" ? hasStatement(model, node, nodes) : touches(model, filter, node, nodes))) nodes.add(node.i);
  }
  const edges = new Set(model.edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to) && edgePasses(model, filter, edge)).map((edge) => edge.i));
  return { nodes, edges };
}

/** Live counts: `kind`, `stance`, `outlet` under their names, and the two switches. */
export function counts(model, filter, hidden = new Set()) {
  const found = { kind: {}, stance: {}, outlet: {}, several: 0, disputed: 0 };
  const open = visible(model, { ...filter, kind: new Set(KINDS) }, null, hidden).nodes;
  for (const kind of KINDS) found.kind[kind] = 0;
  for (const i of open) found.kind[model.nodes[i].kind] += 1;
  for (const position of POSITIONS) found.stance[position] = 0;
  for (const outlet of model.outlets) found.outlet[outlet] = 0;
  for (const node of model.of.statement) {
    if (statementPasses(model, filter, node, "stance")) found.stance[node.stance] += 1;
    if (statementPasses(model, filter, node, "outlet")) for (const outlet of model.outletsOf(node)) found.outlet[outlet] += 1;
    if (model.independentOutlets(node).size > 1 && statementPasses(model, filter, node, "several")) found.several += 1;
    if (model.disputed.has(node.i) && statementPasses(model, filter, node, "disputed")) found.disputed += 1;
  }
  return found;
}

function isFact(node) {
  return node.kind === "statement" || node.kind === "commitment" || node.kind === "event";
}

function passes(model, filter, node) {
  return node.kind === "statement" ? statementPasses(model, filter, node) : factPasses(model, filter, node);
}

function hasStatement(model, issue, nodes) {
  return model.about(issue.i).some(({ i }) => nodes.has(i));
}

function touches(model, filter, node, nodes) {
  return model.near[node.i].some(({ other, edge }) => nodes.has(other) && isFact(model.nodes[other]) && edge.relation !== "about");
}

function edgePasses(model, filter, edge) {
  if (!edge.proof.length) return true;
  return edge.proof.some((number) => filter.outlet.has(model.documents[model.pool[number][0]].outlet));
}

function someIn(values, set) {
  for (const value of values) if (set.has(value)) return true;
  return false;
}
