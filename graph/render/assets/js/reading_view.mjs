// The reading view: a document with every fact marked in place. A click on a mark opens the fact; "Read in the text" comes back.
import { $, el } from "./dom.mjs";
import { KIND_NAME } from "./kinds.mjs";
import { factMarks, paragraphs } from "./reading_text.mjs";
import { count, day, safeUrl } from "./words.mjs";

export class ReadingView {
  constructor(app) {
    this.app = app;
    this.drawn = null;
  }

  draw() {
    const { app } = this;
    const { model, state } = app;
    if (!model.documents.length) {
      $("#stage-text").replaceChildren(el("p", { class: "empty" }, "This record holds no documents."));
      return;
    }
    if (state.document === null) state.document = this.documentOfSelection() ?? 0;
    const isNew = this.drawn !== state.document;
    if (isNew) this.fill(state.document);
    this.markSelection();
    if (isNew && state.spot === null) document.querySelector("#stage-text .mark.on")?.scrollIntoView({ block: "center" });
  }

  documentOfSelection() {
    const { model, state } = this.app;
    const number = state.selected === null ? undefined : model.proof(model.nodes[state.selected])[0];
    return number === undefined ? null : model.pool[number][0];
  }

  fill(number) {
    const { app } = this;
    const { model } = app;
    const entry = model.documents[number];
    const facts = model.factsOf(number);
    this.drawn = number;
    $("#stage-text").replaceChildren(this.picker(number), el("article", { class: "reading" },
      el("p", { class: "kind" }, [model.isNameless(number) ? "Outlet not given" : entry.outlet, entry.day ? day(entry.day, true) : null].filter(Boolean).join(", ")),
      el("h2", { tabindex: "-1" }, entry.title),
      el("p", { class: "desc" }, [count(new Set(facts.map(({ node }) => node)).size, "marked fact"), entry.text ? null : "only the sentences that prove them are on this page"].filter(Boolean).join("; "), ". ", this.original(entry)),
      entry.text ? this.fullText(entry, facts) : this.sentences(facts)));
    $("#stage-text").scrollTop = 0;
  }

  original(entry) {
    const url = safeUrl(entry.url);
    return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Original") : null;
  }

  picker(number) {
    const { app } = this;
    const { documents } = app.model;
    const select = el("select", { id: "document" }, documents.map((entry, i) => el("option", { value: i, selected: i === number }, app.model.isNameless(i) ? entry.title : `${entry.outlet}: ${entry.title}`)));
    select.addEventListener("change", () => app.read(Number(select.value)));
    const go = (step, label, sign) => el("button", { type: "button", "aria-label": label, onclick: () => app.read((number + step + documents.length) % documents.length) }, sign);
    return el("div", { class: "picker" }, el("label", { for: "document" }, "Document"), select, go(-1, "Previous document", "‹"), go(1, "Next document", "›"));
  }

  fullText(entry, facts) {
    const { model } = this.app;
    const marks = facts.flatMap(({ node, number }) => factMarks(model.evidence(number), node));
    return el("div", { class: "body" }, paragraphs(entry.text, marks).map(({ parts }) => el("p", {}, this.stretches(parts))));
  }

  /** Without the full text: the proving sentences in their order, with gaps shown as gaps. */
  sentences(facts) {
    const { model } = this.app;
    const bySentence = new Map();
    for (const { node, number } of facts) {
      const proof = model.evidence(number);
      const entry = bySentence.get(proof.at) ?? { text: proof.text, marks: [] };
      entry.marks.push(...proof.marks.map(([start, end, role]) => ({ start, end, role, node })));
      bySentence.set(proof.at, entry);
    }
    const sorted = [...bySentence].sort((a, b) => a[0] - b[0]);
    return el("div", { class: "body" }, sorted.map(([, { text, marks }]) => paragraphs(text, marks).map(({ parts }) => el("p", { class: "gap" }, this.stretches(parts)))));
  }

  /** A fact's first stretch can be reached with the keyboard, its further ones by click. */
  stretches(parts) {
    const { app } = this;
    const seen = new Set();
    return parts.map(({ text, facts }) => {
      if (!facts.length) return text;
      const { node, role } = facts[0];
      const first = !seen.has(node);
      seen.add(node);
      const of = app.model.nodes[node];
      return el("a", {
        class: `mark ${role}`, href: `#n=${encodeURIComponent(of.id)}`, "data-nodes": facts.map((fact) => fact.node).join(" "), tabindex: first ? null : "-1",
        title: `${KIND_NAME[of.kind]}: ${of.label}`, onclick: (event) => { event.preventDefault(); this.pick(facts); },
      }, text);
    });
  }

  /** The innermost fact; a second click on the same words opens the next one around it. */
  pick(facts) {
    const { app } = this;
    const nodes = [...new Set(facts.map((fact) => fact.node))];
    const next = nodes[(nodes.indexOf(app.state.selected) + 1) % nodes.length];
    app.change({ selected: next, path: null, spot: null }, "selection");
  }

  markSelection() {
    const { state } = this.app;
    for (const mark of document.querySelectorAll("#stage-text .mark")) {
      mark.classList.toggle("on", state.selected !== null && mark.dataset.nodes.split(" ").includes(String(state.selected)));
    }
    if (state.spot !== null) this.showSpot();
  }

  showSpot() {
    const on = [...document.querySelectorAll("#stage-text .mark.on")];
    const proof = this.app.model.evidence(this.app.state.spot);
    const [a, b] = proof.marks.find(([, , role]) => role === "claim" || role === "fact") ?? [0, proof.text.length];
    const words = proof.text.slice(a, b).slice(0, 12);
    const mark = on.find((item) => words.startsWith(item.textContent.slice(0, 12)) || item.textContent.startsWith(words)) ?? on[0];
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  }
}
