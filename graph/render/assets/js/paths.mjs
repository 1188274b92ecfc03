// Neighbourhoods and the shortest path between two actors.

const COST = { about: 2.2, said: 1, "addressed to": 1.2, at: 2 };

/** A node with its neighbours; a statement brings its speakers and issues, and vice versa, so that a selection reads as a sentence. */
export function neighbourhood(model, i, shown) {
  const found = new Set([i]);
  for (const { other } of model.near[i]) {
    if (!shown.has(other)) continue;
    found.add(other);
    if (model.nodes[other].kind !== "statement") continue;
    for (const { other: third, edge } of model.near[other]) {
      if (shown.has(third) && (edge.relation === "said" || edge.relation === "about")) found.add(third);
    }
  }
  return found;
}

/** Neighbours of a node that are not in `shown`. */
export function missing(model, i, shown) {
  return [...new Set(model.near[i].map(({ other }) => other))].filter((other) => !shown.has(other));
}

/**
 * The cheapest path from one node to another through `shown`, as steps `{ from, to, edge }`; null if there is none.
 * Direct relations cost less than sharing an issue, so that "criticises" wins over "spoke about the same thing".
 */
export function path(model, start, goal, shown) {
  const best = new Map([[start, 0]]);
  const came = new Map();
  const open = [[0, start]];
  while (open.length) {
    open.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    const [cost, i] = open.pop();
    if (i === goal) return trace(came, goal);
    if (cost > best.get(i)) continue;
    for (const { other, edge } of model.near[i]) {
      if (!shown.has(other)) continue;
      const next = cost + (COST[edge.relation] ?? 1);
      if (next < (best.get(other) ?? Infinity)) {
        best.set(other, next);
        came.set(other, { from: i, to: other, edge });
        open.push([next, other]);
      }
    }
  }
  return null;
}

function trace(came, goal) {
  const steps = [];
  for (let step = came.get(goal); step; step = came.get(step.from)) steps.unshift(step);
  return steps;
}

/** The nearest node in a direction (dx, dy of unit length) among `candidates`, for the arrow keys; null at the edge. */
export function towards(model, i, dx, dy, candidates) {
  const here = model.nodes[i];
  let found = null;
  let least = Infinity;
  for (const other of candidates) {
    const node = model.nodes[other];
    const along = (node.x - here.x) * dx + (node.y - here.y) * dy;
    const aside = Math.abs((node.x - here.x) * dy - (node.y - here.y) * dx);
    if (other === i || along <= 0 || aside > along * 1.8) continue;
    const value = along + aside * 1.6;
    if (value < least) { least = value; found = other; }
  }
  return found;
}
