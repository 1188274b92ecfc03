// The legend is the filter: shape, name, live count.
import { $, el, glyph } from "./dom.mjs";
import { KINDS, KIND_PLURAL, POSITIONS, POSITION_NAME } from "./kinds.mjs";
import { count } from "./words.mjs";

const FIRST = 8;

export class Facets {
  constructor(app) {
    this.app = app;
    this.numbers = new Map();
    const { model } = app;
    for (const kind of KINDS) if (model.of[kind].length) $("#f-kind").append(this.row("kind", kind, KIND_PLURAL[kind], glyph(kind, kind === "statement" ? "neutral" : null)));
    for (const position of POSITIONS) $("#f-stance").append(this.row("stance", position, POSITION_NAME[position], glyph("statement", position)));
    model.outlets.forEach((outlet, n) => { const row = this.row("outlet", outlet, outlet, null); row.hidden = n >= FIRST; $("#f-outlet").append(row); });
    if (model.outlets.length > FIRST) this.moreOutlets();
    $("#several").addEventListener("change", (event) => app.filter({ several: event.target.checked }));
    $("#disputed").addEventListener("change", (event) => app.filter({ disputed: event.target.checked }));
    $("#row-disputed").hidden = model.disputed.size === 0;
    $("#reset").addEventListener("click", () => app.reset());
    $("#unhide").addEventListener("click", () => app.unhide());
    $("#filters-open").addEventListener("click", () => this.toggle());
    $("#filters-close").addEventListener("click", () => this.toggle(false));
  }

  row(facet, value, label, mark) {
    const input = el("input", { type: "checkbox", "data-facet": facet, "data-value": value });
    input.addEventListener("change", () => this.choose(facet, value, input.checked));
    const number = el("span", { class: "n" });
    this.numbers.set(`${facet}|${value}`, { input, number });
    const only = el("button", { class: "only", type: "button", "aria-label": `Only ${label}`, onclick: () => this.app.filter({ [facet]: new Set([value]) }) }, "only");
    return el("div", { class: "row" }, el("label", {}, input, mark, el("span", { class: "t" }, label)), only, number);
  }

  choose(facet, value, checked) {
    const chosen = new Set(this.app.state.filter[facet]);
    if (checked) chosen.add(value); else chosen.delete(value);
    this.app.filter({ [facet]: chosen });
  }

  moreOutlets() {
    const rows = [...$("#f-outlet").children];
    const button = el("button", { class: "link", type: "button", onclick: () => { for (const row of rows) row.hidden = false; button.remove(); } }, `All ${count(rows.length, "outlet")}`);
    $("#f-outlet").append(button);
  }

  /** On a narrow screen the filters are a drawer. */
  toggle(open = !document.body.classList.contains("filters")) {
    document.body.classList.toggle("filters", open);
    $("#filters-open").setAttribute("aria-expanded", String(open));
    (open ? $("#filters-close") : $("#filters-open")).focus();
  }

  draw() {
    const { filter, hidden } = this.app.state;
    const found = this.app.counts();
    for (const [key, { input, number }] of this.numbers) {
      const [facet, value] = [key.slice(0, key.indexOf("|")), key.slice(key.indexOf("|") + 1)];
      input.checked = filter[facet].has(value);
      number.textContent = found[facet][value].toLocaleString("en-GB");
    }
    $("#several").checked = filter.several;
    $("#disputed").checked = filter.disputed;
    $("#n-several").textContent = found.several;
    $("#n-disputed").textContent = found.disputed;
    $("#hidden-row").hidden = hidden.size === 0;
    $("#hidden-count").textContent = `${count(hidden.size, "node")} hidden`;
  }
}
