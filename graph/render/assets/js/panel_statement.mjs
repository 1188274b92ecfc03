// The panel of a statement: the sentences that prove it come first.
import { commands } from "./corrections.mjs";
import { el } from "./dom.mjs";
import { POSITION_NAME } from "./kinds.mjs";
import { actions, chip, copyButton, head, markKey, marked, quote, sureness } from "./pieces.mjs";
import { count, day } from "./words.mjs";

const LINKS = { contradicts: "Contradicted by", answers: "Answers, and answered by", updates: "Updates, and updated by", repeats: "Repeats, and repeated by" };

/** Everything about one claim and the reports of it. */
export function statementPanel(app, node) {
  const { model } = app;
  const kind = ["Statement", POSITION_NAME[node.stance].toLowerCase(), day(node.day, true)].join(", ");
  return [
    head(node, kind, null),
    el("div", { class: "who" }, node.who?.length ? node.who.map((i) => chip(app, i)) : el("span", {}, "Unknown speaker"), "on", (node.on ?? []).map((i) => chip(app, i))),
    actions(app, node),
    el("h3", {}, reportedBy(model, node)),
    markKey("claim", "speaker", "cue"),
    node.reports.map((report) => reportBlock(app, report)),
    links(app, node),
    corrections(app, node),
  ];
}

/** Who finds that a report says something else, or that somebody else said it, takes the command along. */
function corrections(app, node) {
  const { model } = app;
  const several = node.reports.length > 1;
  return el("details", { class: "wrong" }, el("summary", {}, "Something wrong here?"),
    el("p", { class: "desc" }, "Copy a command; the record keeps to it on every later build, and undo takes it back."),
    node.reports.map((report) => el("div", { class: "who" }, el("span", {}, model.documents[model.evidence(report.e).document].outlet),
      several ? copyButton("Not the same claim", commands.detach(report.id)) : null,
      node.who?.length ? copyButton("Wrong speaker", commands.reject(report.id)) : null)));
}

function reportedBy(model, node) {
  const own = model.independentOutlets(node).size;
  const reports = node.reports.length;
  if (own > 1) return `Reported by ${own} independent outlets${reports > own ? `, ${count(reports, "report")}` : ""}`;
  if (reports === 1 && model.isNameless([...model.documentsOf(node)][0])) return "Reported in one text";
  return reports > 1 ? `One independent outlet, ${count(reports, "report")}` : "Reported by one outlet";
}

function reportBlock(app, report) {
  const notes = [];
  notes.push({ direct: "quoted", mixed: "partly quoted" }[report.kind] ?? "reported");
  if (report.through) notes.push(`through ${report.through}`);
  if (report.to !== undefined) notes.push(`to ${app.model.nodes[report.to].label}`);
  if (report.denied) notes.push("the text says that this was not said");
  if (report.copy) notes.push("a copy, not counted again");
  return quote(app, report.e, { note: notes.join(", "), mark: sureness(report.sure) });
}

/** Claims that stand against this one, both in their own words side by side, with the reason. */
function links(app, node) {
  const { model } = app;
  const out = [];
  for (const [relation, title] of Object.entries(LINKS)) {
    const found = model.near[node.i].filter(({ edge }) => edge.relation === relation);
    if (found.length) out.push(el("h3", {}, title), found.map(({ other, edge }) => sideBySide(app, node, model.nodes[other], edge)));
  }
  return out;
}

/** Two claims beside each other. */
export function sideBySide(app, left, right, edge) {
  return el("div", { class: "versus" },
    el("div", { class: "pair" }, [left, right].map((node) => side(app, node))),
    edge.detail ? el("p", { class: "reason" }, edge.detail) : null);
}

function side(app, node) {
  const { model } = app;
  const proof = model.evidence(node.reports[0].e);
  return el("div", { class: `side p-${node.stance}` },
    el("button", { class: "link", type: "button", onclick: () => app.select(node.i) }, model.names(node.who).join(", ") || "Unknown speaker"),
    el("blockquote", {}, marked(proof.text, proof.marks)),
    el("small", {}, [model.source(proof.document), model.dayOf(node)].filter(Boolean).join(", ")));
}
