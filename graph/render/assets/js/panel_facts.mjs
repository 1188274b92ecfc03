// The panels of issues, commitments, events and places, and of a path between two actors.
import { el, markOf } from "./dom.mjs";
import { KIND_NAME, POSITIONS, STATUS_NAME } from "./kinds.mjs";
import { sideBySide } from "./panel_statement.mjs";
import { actions, bar, chip, factRow, head, listOf, markKey, more, quote, statementRow } from "./pieces.mjs";
import { count, day, join, sentence } from "./words.mjs";

export function issuePanel(app, node) {
  const { model, shown } = app;
  const inside = model.about(node.i).filter(({ i }) => shown.nodes.has(i));
  const elsewhere = inside.filter((n) => n.on[0] !== node.i).length;
  const order = (n) => POSITIONS.indexOf(n.stance);
  inside.sort((a, b) => order(a) - order(b) || (b.day ?? "").localeCompare(a.day ?? ""));
  const left = Object.values(node.more ?? {}).reduce((a, b) => a + b, 0);
  return [
    head(node, "Issue"), actions(app, node), positions(app, inside), disputes(app, inside),
    el("h3", {}, count(inside.length, "statement")),
    elsewhere ? el("p", { class: "desc" }, `${elsewhere} of these ${elsewhere === 1 ? "stands" : "stand"} in the card of another issue.`) : null,
    left ? el("p", { class: "desc" }, `${count(left, "more statement")} on this issue ${left === 1 ? "is" : "are"} in the record but not on this page.`) : null,
    listOf(inside, (n) => statementRow(app, n, true), 30),
  ];
}

function positions(app, inside) {
  const { model } = app;
  const bySpeaker = new Map();
  for (const statement of inside) for (const i of statement.who ?? []) bySpeaker.set(i, [...(bySpeaker.get(i) ?? []), statement]);
  const sorted = [...bySpeaker].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, 8);
  if (!sorted.length) return null;
  return [el("h3", {}, "Positions"), sorted.map(([i, list]) => bar(app, model.nodes[i].label, model.tally(list), sorted[0][1].length, () => app.select(i)))];
}

/** Contradictions within the issue, side by side. */
function disputes(app, inside) {
  const { model } = app;
  const here = new Set(inside.map(({ i }) => i));
  const found = model.edges.filter((edge) => edge.relation === "contradicts" && (here.has(edge.from) || here.has(edge.to)));
  if (!found.length) return null;
  return [el("h3", {}, "Contradictions"), listOf(found, (edge) => sideBySide(app, model.nodes[edge.from], model.nodes[edge.to], edge), 3)];
}

export function commitmentPanel(app, node) {
  const lines = [
    ["Who", node.who?.map((i) => chip(app, i))], ["Status", sentence(STATUS_NAME[node.status] ?? node.status)], ["What", node.resource], ["Amount", node.amount],
    ["For", node.to?.map((i) => chip(app, i))], ["Until", node.deadline],
  ];
  return [
    head(node, ["Pledge", node.status === "pledged" ? null : STATUS_NAME[node.status] ?? node.status, node.day ? day(node.day, true) : null].filter(Boolean).join(", ")),
    actions(app, node),
    el("dl", {}, lines.filter(([, value]) => value?.length).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    wordings("Condition", node.conditions), wordings("Excluded", node.exclusions),
    history(app, node), more(app, node.left, "earlier report", "pledge-history", node.who?.[0]),
    el("h3", {}, sources(app, node)), markKey("fact", "condition"), (node.proof ?? []).map((number) => quote(app, number)),
  ];
}

function wordings(title, list) {
  if (!list?.length) return null;
  return [el("h3", {}, list.length > 1 ? `${title}, in ${count(list.length, "wording")}` : title), el("ul", { class: "words" }, list.map((text) => el("li", {}, `“${text}”`)))];
}

function history(app, node) {
  if ((node.history ?? []).length < 2) return null;
  const { model } = app;
  return [el("h3", {}, "History"), el("ol", { class: "steps" }, node.history.map(([iso, status, number]) => {
    const proof = model.evidence(number);
    return el("li", { class: `s-${status}` }, el("b", {}, sentence(STATUS_NAME[status] ?? status)), el("small", {}, `${day(iso, true)}, ${model.source(proof.document)}`),
      el("button", { class: "link small", type: "button", onclick: () => app.read(proof.document, number) }, "Read in the text"));
  }))];
}

function sources(app, node) {
  const own = app.model.independentOutlets(node).size;
  const reports = app.model.proof(node).length;
  if (node.left) return `${node.kind === "commitment" ? "The latest " : ""}${reports} of ${count(reports + node.left, "report")}`;
  if (own > 1) return `Reported by ${own} independent outlets${reports > own ? `, ${count(reports, "report")}` : ""}`;
  return reports > 1 ? `One independent outlet, ${count(reports, "report")}` : "Source";
}

export function eventPanel(app, node) {
  const lines = [["When", node.day ? day(node.day, true) : null], ["Where", node.place === undefined ? null : [chip(app, node.place)]], ["With", node.who?.map((i) => chip(app, i))], ["State", node.state]];
  return [
    head(node, ["Event", node.type].filter(Boolean).join(", ")), actions(app, node),
    el("dl", {}, lines.filter(([, value]) => value?.length).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    more(app, node.left, "report", "events", node.who?.[0]),
    el("h3", {}, sources(app, node)), (node.proof ?? []).map((number) => quote(app, number)),
  ];
}

export function placePanel(app, node) {
  const here = app.model.near[node.i].filter(({ other }) => app.shown.nodes.has(other));
  return [
    head(node, KIND_NAME[node.kind]), actions(app, node),
    el("h3", {}, count(here.length, "event")),
    listOf(here.map(({ other }) => app.model.nodes[other]), (n) => factRow(app, n)),
  ];
}

/** The steps between two actors, each with the sentence it rests on. */
export function pathPanel(app, way) {
  const { model } = app;
  const [from, to] = [model.nodes[way.from], model.nodes[way.to]];
  const top = [el("p", { class: "kind" }, "Path"), el("h2", { tabindex: "-1" }, `From ${from.label} to ${to.label}`)];
  const back = el("div", { class: "acts" }, el("button", { type: "button", onclick: () => app.select(way.from) }, `Back to ${from.label}`));
  if (!way.steps) return [top, back, el("p", { class: "empty" }, "Nothing on this page connects the two. Widen the filters, or show everything.")];
  return [top, el("p", { class: "desc" }, count(way.steps.length, "step")), back, el("ol", { class: "path" }, way.steps.map((step) => pathStep(app, step)))];
}

function pathStep(app, { from, to, edge }) {
  const { model } = app;
  const statement = [model.nodes[edge.from], model.nodes[edge.to]].find((node) => node.kind === "statement");
  const number = edge.proof[0] ?? (edge.relation === "said" && statement ? statement.reports[0].e : undefined);
  const words = edge.from === from ? edge.relation : `← ${edge.relation}`;
  return el("li", {}, el("div", { class: "who" }, chip(app, from), el("span", {}, join([words])), chip(app, to)), number === undefined ? null : quote(app, number), markOfIssue(model.nodes[to]));
}

function markOfIssue(node) {
  return node.kind === "issue" ? el("p", { class: "desc" }, markOf(node), " both speak about this issue") : null;
}
