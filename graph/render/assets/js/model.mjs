// The record as the page knows it: nodes with their neighbours, evidence, documents. Written by payload.py.
import { KINDS, POSITIONS, isActor } from "./kinds.mjs";
import { clip, day } from "./words.mjs";

const NO_OUTLET = "Unknown outlet"; // lookup.py writes it

/** Wraps the lists of the payload and answers what the views ask; never changes after it is made. */
export class Model {
  constructor(data) {
    this.title = data.title;
    this.base = data.base;
    this.notes = data.notes;
    this.documents = data.documents;
    this.markRoles = data.roles;
    this.posts = data.posts;
    this.stances = data.stances;
    this.pool = data.evidence;
    this.nodes = data.nodes.map((node, i) => ({ ...node, i, degree: 0 }));
    this.edges = data.edges.map(([from, to, relation, proof = [], detail = null], i) => ({ from, to, relation, proof, detail, i }));
    this.byId = new Map(this.nodes.map((node) => [node.id, node.i]));
    this.near = this.nodes.map(() => []);
    for (const edge of this.edges) {
      this.near[edge.from].push({ other: edge.to, edge });
      this.near[edge.to].push({ other: edge.from, edge });
    }
    for (const node of this.nodes) node.degree = this.near[node.i].length;
    this.of = Object.fromEntries(KINDS.map((kind) => [kind, this.nodes.filter((node) => node.kind === kind)]));
    this.outlets = this.countOutlets();
    this.disputed = new Set();
    for (const edge of this.edges) if (edge.relation === "contradicts") this.disputed.add(edge.from).add(edge.to);
    this.hasFullText = this.documents.some((document) => document.text);
    this.rankNodes();
  }

  /** One evidence of the pool; `start` and `end` count code points for people, `at` counts UTF-16 units. */
  evidence(number) {
    const [document, start, end, sentence, at, marks] = this.pool[number];
    const text = typeof sentence === "number" ? this.documents[document].text.slice(at, at + sentence) : sentence;
    return { document, start, end, at, text, marks: marks.map(([a, b, role]) => [a, b, this.markRoles[role]]) };
  }

  /** Numbers of the evidence behind a node. */
  proof(node) {
    if (node.reports) return node.reports.map((report) => report.e);
    if (node.proof) return node.proof;
    return [];
  }

  /** Numbers of the documents that report a node. */
  documentsOf(node) {
    return new Set(this.proof(node).map((number) => this.pool[number][0]));
  }

  /** Names of the outlets that report a node, copies included. */
  outletsOf(node) {
    node.outletSet ??= new Set(this.proof(node).map((number) => this.documents[this.pool[number][0]].outlet));
    return node.outletSet;
  }

  /** What a reader knows a document by: its outlet, or else its title. */
  source(number) {
    const { outlet, title } = this.documents[number];
    return outlet === NO_OUTLET ? `“${clip(title, 60)}”` : outlet;
  }

  /** The same, of all documents that report a node. */
  sourcesOf(node) {
    return new Set([...this.documentsOf(node)].map((number) => this.source(number)));
  }

  /** Whether the document does not say who published it. */
  isNameless(number) {
    return this.documents[number].outlet === NO_OUTLET;
  }

  /** The day of a node for a row, with the year where the page holds several; null without one. */
  dayOf(node) {
    this.years ??= new Set(this.nodes.map((other) => other.day?.slice(0, 4)).filter(Boolean)).size;
    return node.day ? day(node.day, this.years > 1) : null;
  }

  /** Names of the outlets that report a node themselves: copies of another's report are left out. */
  independentOutlets(node) {
    node.ownSet ??= new Set(this.independentProof(node).map((number) => this.documents[this.pool[number][0]].outlet));
    return node.ownSet;
  }

  /** Evidence of a node without copies; documents that carry one wire count once, and the wire itself first of them. */
  independentProof(node) {
    if (node.reports) return node.reports.filter((report) => !report.copy).map((report) => report.e);
    const wire = (number) => this.documents[this.pool[number][0]].wire;
    const seen = new Set(this.proof(node).filter((number) => !wire(number)).map((number) => this.documents[this.pool[number][0]].id));
    return this.proof(node).filter((number) => {
      if (!wire(number)) return true;
      if (seen.has(wire(number))) return false;
      seen.add(wire(number));
      return true;
    });
  }

  /** Names of a list of nodes. */
  names(numbers = []) {
    return numbers.map((i) => this.nodes[i].label);
  }

  /** Statements of a speaker. */
  statementsOf(i) {
    return this.near[i].filter(({ edge }) => edge.relation === "said" && edge.from === i).map(({ other }) => this.nodes[other]);
  }

  /** Statements about an issue, those that stand in the card of another one included. */
  about(i) {
    return this.near[i].filter(({ edge }) => edge.relation === "about" && edge.to === i).map(({ other }) => this.nodes[other]);
  }

  /** Statements and their counts by position; `shown` may narrow them. */
  tally(statements) {
    const counts = Object.fromEntries(POSITIONS.map((position) => [position, 0]));
    for (const node of statements) counts[node.stance] += 1;
    return counts;
  }

  /** Everything in the documents' order: facts of one document with the node they open. */
  factsOf(document) {
    const found = [];
    const add = (i, number) => {
      if (this.pool[number][0] === document) found.push({ node: i, number });
    };
    for (const node of this.nodes) for (const number of this.proof(node)) add(node.i, number);
    for (const post of this.posts) for (const number of post.proof) add(post.who, number);
    for (const [holder, , , , proof] of this.stances) for (const number of proof) add(holder, number);
    return found.sort((a, b) => this.pool[a.number][1] - this.pool[b.number][1] || a.node - b.node);
  }

  countOutlets() {
    const counts = new Map();
    for (const document of this.documents) counts.set(document.outlet, 0);
    for (const node of this.nodes) {
      if (node.kind === "statement") for (const outlet of this.outletsOf(node)) counts.set(outlet, counts.get(outlet) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([outlet]) => outlet);
  }

  /** Order of importance for labels and for what is drawn first on a crowded page. */
  rankNodes() {
    const bonus = { issue: 1e4, person: 60, country: 40, event: 50, commitment: 45, organisation: 20, group: 20 };
    for (const node of this.nodes) {
      node.weight = node.kind === "statement" ? node.degree : node.degree * 10 + (bonus[node.kind] ?? 0);
    }
    const ranked = this.nodes.filter((node) => node.kind !== "statement").sort((a, b) => b.weight - a.weight || a.i - b.i);
    ranked.forEach((node, rank) => { node.rank = rank; });
  }

  /** Whether the node can be an end of a path between two actors. */
  isActor(i) {
    return isActor(this.nodes[i]);
  }
}
