// What can be taken away: the statements as CSV, the view as JSON, its triples as Turtle. Pure text in, text out.
import { cell } from "./words.mjs";

const COLUMNS = [
  "date", "speaker", "statement", "position", "issue", "outlet", "independent", "through", "quote", "sentence",
  "document", "published", "url", "start", "end", "id",
];

/** One row a report, so that each row carries its own source sentence. Offsets are code points. */
export function csv(model, shown) {
  const rows = [COLUMNS];
  for (const node of model.of.statement.filter(({ i }) => shown.has(i))) {
    for (const report of node.reports) rows.push(reportRow(model, node, report));
  }
  return rows.map((row) => row.map(cell).join(",")).join("\r\n").concat("\r\n");
}

function reportRow(model, node, report) {
  const proof = model.evidence(report.e);
  const document = model.documents[proof.document];
  return [
    report.day ?? node.day, model.names(node.who).join("; "), node.label, node.stance, model.names(node.on).join("; "),
    document.outlet, report.copy ? "no" : "yes", report.through, quoted(proof), proof.text,
    document.title, document.day, document.url, proof.start, proof.end, model.base + report.id,
  ];
}

function quoted(proof) {
  const claims = proof.marks.filter(([, , role]) => role === "claim" || role === "fact");
  return claims.map(([a, b]) => proof.text.slice(a, b)).join(" […] ");
}

/** The nodes and edges that are shown, with ids in place of numbers and every source sentence. */
export function json(model, view) {
  const id = (i) => model.nodes[i].id;
  const nodes = [...view.nodes].sort((a, b) => a - b).map((i) => nodeRecord(model, model.nodes[i], id));
  const edges = [...view.edges].sort((a, b) => a - b).map((i) => model.edges[i])
    .map(({ from, to, relation, detail, proof }) => ({ from: id(from), to: id(to), relation, detail, evidence: proof.map((n) => proofRecord(model, n)) }));
  return JSON.stringify({ title: model.title, base: model.base, nodes, edges }, null, 1);
}

function nodeRecord(model, node, id) {
  const { kind, label, stance, day, status, amount, conditions, about } = node;
  return {
    id: node.id, kind, label, about, position: stance, date: day, status, amount, conditions,
    speakers: kind === "statement" ? node.who.map(id) : undefined, issues: node.on?.map(id),
    evidence: model.proof(node).map((number) => proofRecord(model, number)),
  };
}

function proofRecord(model, number) {
  const { document, start, end, text } = model.evidence(number);
  const { id, outlet, title, day, url } = model.documents[document];
  return { document: id, outlet, title, published: day, url, start, end, sentence: text };
}

/** Prefixes once, then the triples of each node that is shown. */
export function turtle(prefixes, snippets, shown) {
  const parts = [...shown].sort((a, b) => a - b).map((i) => snippets[i]).filter(Boolean);
  return `${[prefixes, ...new Set(parts)].join("\n\n")}\n`;
}

/** Unpacks the deflated base64 block that payload.py wrote; `[prefixes, snippets]`. */
export async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}
