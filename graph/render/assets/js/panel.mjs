// The panel at the side: the overview, or what is known about the selected node, and always its evidence.
import { $, el } from "./dom.mjs";
import { unpack } from "./exports.mjs";
import { isActor, isRest } from "./kinds.mjs";
import { actorPanel } from "./panel_actor.mjs";
import { commitmentPanel, eventPanel, issuePanel, pathPanel, placePanel } from "./panel_facts.mjs";
import { statementPanel } from "./panel_statement.mjs";
import { bar, factRow, listOf, statementRow } from "./pieces.mjs";
import { sideBySide } from "./panel_statement.mjs";
import { count, day } from "./words.mjs";

const PANELS = { issue: issuePanel, statement: statementPanel, commitment: commitmentPanel, event: eventPanel, place: placePanel };

/** Fills the panel for the present state. */
export function drawPanel(app) {
  const { state, model } = app;
  const node = state.selected === null ? null : model.nodes[state.selected];
  const parts = state.path ? pathPanel(app, state.path) : node ? nodePanel(app, node) : overview(app);
  $("#panel").replaceChildren(...[parts].flat(Infinity).filter(Boolean));
  $("#panel").dataset.node = node ? node.id : "";
}

function nodePanel(app, node) {
  const panel = PANELS[node.kind] ?? (isActor(node) ? actorPanel : placePanel);
  return [
    panel(app, node), turtleBlock(node),
    el("p", {}, el("button", { class: "link", type: "button", onclick: () => app.select(null) }, "Back to overview")),
  ];
}

let pack = null;

/** Prefixes and the triples of every node, unpacked once when first wanted. */
export function triples() {
  pack ??= unpack($("#turtle").textContent.trim());
  return pack;
}

function turtleBlock(node) {
  const text = el("pre", { tabindex: "0", class: "turtle" }, "…");
  const open = async () => {
    try {
      const [prefixes, snippets] = await triples();
      text.textContent = snippets[node.i] ? `${prefixes}\n\n${snippets[node.i]}` : "The record holds no triples for this node.";
    } catch {
      text.textContent = "This browser cannot unpack the triples; export the record as Turtle instead.";
    }
  };
  return el("details", { id: "as-turtle", ontoggle: (event) => { if (event.currentTarget.open) open(); } }, el("summary", {}, "As Turtle"), text);
}

/** What is contested, who is quoted most, what several outlets report: the answer before any click. */
function overview(app) {
  const { model } = app;
  const shown = app.statements();
  const notes = model.notes.map((note) => el("p", { class: "note" }, note));
  if (!shown.length) return [notes, el("p", { class: "empty" }, nothing(model)), pledges(app), documents(app)];
  return [
    notes,
    contested(app), quoted(app, shown), corroborated(app, shown), contradicted(app), pledges(app), documents(app),
  ];
}

function nothing(model) {
  if (model.of.statement.length) return "No statement matches these filters. Widen the date range or reset the filters.";
  return model.notes.length ? "This part of the record holds no statements." : "This record holds no statements yet.";
}

function contested(app) {
  const { model } = app;
  const rows = model.of.issue.map((issue) => {
    const list = model.about(issue.i).filter(({ i }) => app.shown.nodes.has(i));
    const tally = model.tally(list);
    for (const [position, left] of Object.entries(issue.more ?? {})) tally[position] += left;
    return { issue, tally, size: Object.values(tally).reduce((a, b) => a + b, 0) };
  }).filter(({ size }) => size).sort((a, b) => isRest(a.issue) - isRest(b.issue) || b.size - a.size || a.issue.i - b.issue.i);
  const most = Math.max(1, ...rows.filter(({ issue }) => !isRest(issue)).map(({ size }) => size));
  const isContested = rows.some(({ tally, size }) => tally.neutral < size);
  return [
    el("h2", { tabindex: "-1" }, isContested ? "What is contested" : "What it is about"),
    el("p", { class: "lead" }, `Statements per issue. Select one to see who ${isContested ? "holds which position" : "says what"}, in their own words.`),
    listOf(rows, ({ issue, tally }) => bar(app, issue.label, tally, most, () => app.select(issue.i))),
  ];
}

function quoted(app, shown) {
  const { model } = app;
  const bySpeaker = new Map();
  for (const node of shown) for (const i of node.who ?? []) bySpeaker.set(i, [...(bySpeaker.get(i) ?? []), node]);
  const top = [...bySpeaker].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, 7);
  if (!top.length) return null;
  return [el("h3", {}, "Most quoted"), top.map(([i, list]) => bar(app, model.nodes[i].label, model.tally(list), top[0][1].length, () => app.select(i)))];
}

function corroborated(app, shown) {
  const { model } = app;
  const found = shown.filter((node) => model.independentOutlets(node).size > 1).sort((a, b) => model.independentOutlets(b).size - model.independentOutlets(a).size || a.i - b.i);
  return found.length ? [el("h3", {}, "Reported by more than one outlet"), listOf(found, (node) => statementRow(app, node, true), 8)] : null;
}

function contradicted(app) {
  const { model } = app;
  const found = model.edges.filter((edge) => edge.relation === "contradicts" && app.shown.nodes.has(edge.from) && app.shown.nodes.has(edge.to));
  return found.length ? [el("h3", {}, "Contradictions"), listOf(found, (edge) => sideBySide(app, model.nodes[edge.from], model.nodes[edge.to], edge), 2)] : null;
}

function pledges(app) {
  const found = app.model.of.commitment.filter(({ i }) => app.shown.nodes.has(i));
  if (!found.length) return null;
  return [el("h3", {}, "Pledged, considered, refused"), listOf(found, (node) => factRow(app, node), 6)];
}

function documents(app) {
  const { model } = app;
  if (!model.documents.length) return null;
  return [el("h3", {}, count(model.documents.length, "document")), listOf(model.documents.map((entry, i) => [entry, i]), ([entry, i]) => el("button", { class: "st", type: "button", onclick: () => app.read(i) },
    el("span", {}, el("b", {}, entry.title), el("small", {}, [model.isNameless(i) ? null : entry.outlet, entry.day ? day(entry.day, true) : null].filter(Boolean).join(", ")))), 5)];
}
