// Parts that several panels share: quotations with their marks, rows, chips, bars.
import { commands } from "./corrections.mjs";
import { copy, el, markOf } from "./dom.mjs";
import { POSITIONS, POSITION_NAME, STATUS_NAME, band } from "./kinds.mjs";
import { count, day, join, safeUrl } from "./words.mjs";

/** A node as a button that opens it. */
export function chip(app, i) {
  const node = app.model.nodes[i];
  return el("button", { class: "chip", type: "button", onclick: () => app.select(i) }, markOf(node), el("span", {}, node.label));
}

/** Kind, heading and what is known in one line. */
export function head(node, kind, about = node.about) {
  return [el("p", { class: "kind" }, markOf(node), kind), el("h2", { tabindex: "-1" }, node.label), about ? el("p", { class: "desc" }, about) : null];
}

/** What can be done with a node. */
export function actions(app, node, ...more) {
  const wider = app.state.focus ? app.more(node.i) : 0;
  return el("div", { class: "acts" },
    el("button", { type: "button", onclick: () => app.only(node.i) }, "Show only this"),
    wider ? el("button", { type: "button", onclick: () => app.expand(node.i) }, `Expand ${wider} more`) : null,
    more,
    el("button", { type: "button", onclick: () => app.hide(node.i) }, "Hide"),
    el("button", { type: "button", id: "copy-link", onclick: (event) => copy(location.href, event.currentTarget, "Link copied") }, "Copy link"));
}

/** A button that copies a command; the command itself is its title. */
export function copyButton(label, command) {
  return el("button", { class: "link", type: "button", title: command, onclick: (event) => copy(command, event.currentTarget, "Copied") }, label);
}

/** How many more the record has than the page, and the question that lists them; nothing where there are none. */
export function more(app, left, what, question, actor) {
  if (!left) return null;
  const words = `${count(left, `more ${what}`)} ${left === 1 ? "is" : "are"} in the record but not on this page. `;
  return el("p", { class: "desc" }, words, actor === undefined ? null : copyButton("Copy the question that lists all", commands.ask(question, app.model.base, app.model.nodes[actor].id)));
}

/** The meaning of the marks. */
export function markKey(...roles) {
  const names = { claim: "claim", speaker: "speaker", cue: "reporting verb", fact: "fact", condition: "condition" };
  return el("p", { class: "key" }, roles.map((role) => el("span", {}, el("mark", { class: role }, names[role]))));
}

/** The sentence of one evidence with its marks, its source and the way into the document. */
export function quote(app, number, { note = null, mark = null } = {}) {
  const { model } = app;
  const proof = model.evidence(number);
  const source = model.documents[proof.document];
  const marks = proof.marks.length ? proof.marks : [];
  const nameless = model.isNameless(proof.document);
  const name = nameless ? el("b", {}, `“${source.title}”`) : outlet(source);
  const when = source.day || !nameless ? day(source.day, true) : "no outlet or date given";
  return el("div", { class: "src" },
    el("blockquote", { "data-evidence": number }, marked(proof.text, marks)),
    el("p", { class: "cite" }, name, `, ${when}${nameless ? "" : `. “${source.title}”`}, characters ${proof.start}–${proof.end}`, note ? `; ${note}` : null, source.copyOf ? `; carries ${source.copyOf}` : null, mark),
    el("button", { class: "link small", type: "button", onclick: () => app.read(proof.document, number) }, "Read in the text"));
}

function outlet(source) {
  const url = safeUrl(source.url);
  return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, source.outlet) : el("b", {}, source.outlet);
}

/** Text with marks that may touch or nest: the later role wins where two cover the same character. */
export function marked(text, marks) {
  const roles = new Array(text.length).fill(null);
  const rank = ["fact", "claim", "condition", "cue", "speaker"];
  for (const [a, b, role] of [...marks].sort((x, y) => rank.indexOf(x[2]) - rank.indexOf(y[2]))) roles.fill(role, a, b);
  const out = [];
  for (let i = 0; i < text.length;) {
    let j = i + 1;
    while (j < text.length && roles[j] === roles[i]) j += 1;
    out.push(roles[i] ? el("mark", { class: roles[i] }, text.slice(i, j)) : text.slice(i, j));
    i = j;
  }
  return out;
}

/** One statement in a list; `who` names the speaker in place of the position. */
export function statementRow(app, node, who) {
  const { model } = app;
  const outlets = model.independentOutlets(node);
  const where = outlets.size > 1 ? count(outlets.size, "outlet") : [...model.sourcesOf(node)][0];
  const small = [who ? join(model.names(node.who)) || "Unknown speaker" : POSITION_NAME[node.stance], model.dayOf(node), where];
  return el("button", { class: "st", type: "button", onclick: () => app.select(node.i) }, markOf(node),
    el("span", {}, el("b", {}, node.label), el("small", {}, small.filter(Boolean).join(", "))));
}

/** A pledge or an event in a list: what, who, how it stands, when. */
export function factRow(app, node) {
  const { model } = app;
  const small = [join(model.names(node.who?.slice(0, 4))), STATUS_NAME[node.status] ?? node.type, node.day ? day(node.day, true) : null];
  return el("button", { class: "st", type: "button", onclick: () => app.select(node.i) }, markOf(node),
    el("span", {}, el("b", {}, node.label), el("small", {}, small.filter(Boolean).join(", "))));
}

/** A bar of positions; its length is the share of `most`. */
export function bar(app, label, tally, most, open) {
  const filled = POSITIONS.filter((position) => tally[position]);
  const total = filled.reduce((sum, position) => sum + tally[position], 0);
  return el("button", { class: "bar", type: "button", onclick: open },
    el("span", { class: "h" }, el("span", {}, label), el("span", {}, total.toLocaleString("en-GB"))),
    el("span", { class: "vh" }, ` statements: ${filled.map((p) => `${tally[p]} ${POSITION_NAME[p].toLowerCase()}`).join(", ")}`),
    el("span", { class: "v" }, filled.map((position) => {
      const part = el("i", { class: `p-${position}` });
      part.style.width = `${(tally[position] / Math.max(most, total)) * 100}%`;
      return part;
    })));
}

/** Rows beyond the first few open on demand, so that a long list does not bury what follows. */
export function listOf(items, make, first = 12) {
  const box = el("div", {});
  const show = (from, to) => box.append(...items.slice(from, to).map(make).flat());
  show(0, first);
  if (items.length > first) {
    const button = el("button", { class: "link", type: "button", onclick: () => { button.remove(); show(first, items.length); } }, `Show ${items.length - first} more`);
    box.append(button);
  }
  return box;
}

/** "high", "check" or "weak", with the number for those who want it. */
export function sureness(confidence) {
  const name = band(confidence);
  return name ? el("span", { class: `band ${name}`, title: `Confidence of the attribution ${confidence}` }, `Attribution: ${name}`) : null;
}
