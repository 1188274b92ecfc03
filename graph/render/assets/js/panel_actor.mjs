// The panel of a person, country, organisation or group: what it says, promises and stands for.
import { commands } from "./corrections.mjs";
import { el } from "./dom.mjs";
import { KIND_NAME, isRest } from "./kinds.mjs";
import { actions, bar, chip, copyButton, factRow, head, listOf, more, quote, statementRow } from "./pieces.mjs";
import { count, join, sentence } from "./words.mjs";

const NOT_RELATIONS = new Set(["said", "about", "addressed to", "holds a post in"]);

export function actorPanel(app, node) {
  const { model, shown } = app;
  const own = model.statementsOf(node.i).filter(({ i }) => shown.nodes.has(i));
  own.sort((a, b) => (b.day ?? "").localeCompare(a.day ?? ""));
  const also = node.also?.length ? `Also: ${join(node.also.slice(0, 6))}` : null;
  return [
    head(node, KIND_NAME[node.kind]),
    also ? el("p", { class: "desc" }, also) : null,
    actions(app, node, pathButton(app, node)),
    issues(app, own),
    own.length ? [el("h3", {}, count(own.length, "statement")), listOf(own, (n) => statementRow(app, n, false))] : null,
    relations(app, node),
    roles(app, node),
    evidence(app, node),
    proposals(app, node),
  ];
}

/** On which issues the actor takes which position. */
function issues(app, own) {
  const { model } = app;
  const byIssue = new Map();
  for (const statement of own) for (const i of statement.on ?? []) byIssue.set(i, [...(byIssue.get(i) ?? []), statement]);
  if (byIssue.size < 2) return null;
  const rest = ([i]) => isRest(model.nodes[i]);
  const sorted = [...byIssue].sort((a, b) => rest(a) - rest(b) || b[1].length - a[1].length || a[0] - b[0]).slice(0, 6);
  return [el("h3", {}, "Positions"), sorted.map(([i, list]) => bar(app, model.nodes[i].label, model.tally(list), sorted[0][1].length, () => app.select(i)))];
}

function relations(app, node) {
  const { model, shown } = app;
  const groups = new Map();
  for (const { other, edge } of model.near[node.i]) {
    if (NOT_RELATIONS.has(edge.relation) || !shown.nodes.has(other)) continue;
    const name = edge.from === node.i ? edge.relation : passive(edge.relation);
    if (!groups.has(name)) groups.set(name, new Set());
    groups.get(name).add(other);
  }
  if (!groups.size) return null;
  return [el("h3", {}, "Relations"), [...groups].map(([name, others]) => group(app, sentence(name), [...others]))];
}

/** What one relation leads to: pledges and events as rows, which say whose and when; actors as chips. */
function group(app, name, others) {
  const isRow = (i) => ["commitment", "event"].includes(app.model.nodes[i].kind);
  const rows = others.filter(isRow);
  const chips = others.filter((i) => !isRow(i)).slice(0, 20);
  return [
    chips.length ? el("div", { class: "who" }, el("span", {}, name), chips.map((i) => chip(app, i))) : null,
    rows.length ? el("div", {}, el("p", { class: "group" }, name), listOf(rows, (i) => factRow(app, app.model.nodes[i]), 6)) : null,
  ];
}

const PASSIVE = { for: "Promised", at: "Place of", "holds a post in": "Posts held by", "took part in": "Attended by", supports: "Supported by", opposes: "Opposed by", criticises: "Criticised by", praises: "Praised by", rejects: "Rejected by", accuses: "Accused by", blames: "Blamed by", demands: "Demanded by" };

function passive(relation) {
  return PASSIVE[relation] ?? `Object of: ${relation}`;
}

function roles(app, node) {
  const { model } = app;
  const posts = model.posts.filter((post) => post.who === node.i || post.at === node.i);
  if (!posts.length) return null;
  return [el("h3", {}, "Posts"), more(app, node.left, "post", "roles", node.i), listOf(posts, (post) => el("div", { class: "who" },
    post.who === node.i ? null : chip(app, post.who),
    el("span", {}, `${post.former ? "former " : ""}${post.title}`), post.who === node.i && post.at !== null && post.at !== undefined ? chip(app, post.at) : null,
    post.proof.length ? el("details", {}, el("summary", {}, "Source"), post.proof.map((number) => quote(app, number)), more(app, post.left, "report", "roles", post.who)) : null), 8)];
}

/** The sentences behind the actor's stances. */
function evidence(app, node) {
  const found = app.model.stances.filter(([holder, target]) => holder === node.i || target === node.i);
  if (!found.length) return null;
  return [el("h3", {}, "For and against"), listOf(found, ([holder, target, relation, polarity, proof, left]) => el("div", {},
    el("div", { class: "who" }, chip(app, holder), el("span", { class: polarity === "positive" ? "yes" : "no" }, relation), chip(app, target)),
    proof.map((number) => quote(app, number)), more(app, left, "report", "criticism", holder)), 4)];
}

/** Asks for the other end of a path. */
function pathButton(app, node) {
  const { model } = app;
  const others = model.nodes.filter((other) => model.isActor(other.i) && other.i !== node.i);
  const byName = new Map(others.map((other) => [other.label, other.i]));
  const field = el("input", { type: "text", list: "path-ends", placeholder: "Name of the other actor", "aria-label": `Find a path from ${node.label} to` });
  const choose = () => { if (byName.has(field.value)) app.findPath(byName.get(field.value)); };
  field.addEventListener("change", choose);
  field.addEventListener("input", choose);
  const box = el("span", { class: "path-form", hidden: true }, field, el("datalist", { id: "path-ends" }, others.map((other) => el("option", { value: other.label }))));
  const button = el("button", { type: "button", onclick: () => { box.hidden = false; button.hidden = true; field.focus(); } }, "Path to…");
  return [button, box];
}

/** Actors that may be the same one, and documents in which the name may mean somebody else: a person decides. */
function proposals(app, node) {
  const { model } = app;
  const merges = (node.maybe ?? []).map(([i, score]) => el("div", { class: "who" }, chip(app, i), el("span", {}, `score ${score}`),
    copyButton("Copy merge command", commands.merge(model.base, node.id, model.nodes[i].id))));
  return [merges.length ? [el("h3", {}, "May be the same as"), merges] : null, splits(app, node)];
}

function splits(app, node) {
  const { model } = app;
  const documents = new Set(model.near[node.i].flatMap(({ other, edge }) => [...edge.proof, ...model.proof(model.nodes[other])]).map((number) => model.pool[number][0]));
  if (documents.size < 2) return null;
  const rows = [...documents].sort((a, b) => a - b).map((number) => {
    const entry = model.documents[number];
    return el("div", { class: "who" }, el("span", {}, `${entry.outlet}: ${entry.title}`), copyButton("Copy split command", commands.split(model.base, node.id, entry.id)));
  });
  return el("details", {}, el("summary", {}, "Somebody else in one of the documents?"), rows);
}
