// The list: the same statements, pledges and events as rows, under the same filters. For many readers the main view.
import { $, el, markOf } from "./dom.mjs";
import { POSITION_NAME, STATUS_NAME } from "./kinds.mjs";
import { count, day, join } from "./words.mjs";

const STEP = 150;
const TABS = { statement: "Statements", commitment: "Pledges", event: "Events" };

export class ListView {
  constructor(app) {
    this.app = app;
    this.tab = "statement";
    this.sort = { column: 0, down: true };
    this.limit = STEP;
  }

  draw() {
    const rows = this.rows();
    const box = $("#stage-list");
    const top = box.scrollTop;
    box.replaceChildren(this.tabs(), rows.length ? this.table(rows) : el("p", { class: "empty" }, `Nothing under “${TABS[this.tab]}” matches these filters. Widen the date range or reset the filters.`));
    if (rows.length > this.limit) {
      box.append(el("p", { class: "more" }, el("button", { class: "link", type: "button", onclick: () => { this.limit += STEP; this.draw(); } }, `Show ${count(Math.min(STEP, rows.length - this.limit), "more row")} of ${rows.length}`)));
    }
    box.scrollTop = top;
  }

  tabs() {
    const { app } = this;
    const number = (kind) => app.model.of[kind].filter(({ i }) => app.shown.nodes.has(i)).length;
    return el("div", { class: "tabs", role: "group", "aria-label": "What is listed" }, Object.entries(TABS).map(([kind, name]) => el("button", {
      type: "button", "aria-pressed": String(kind === this.tab), onclick: () => { this.tab = kind; this.limit = STEP; this.sort = { column: 0, down: true }; this.draw(); },
    }, `${name} ${number(kind)}`)));
  }

  rows() {
    const { app } = this;
    const nodes = app.model.of[this.tab].filter(({ i }) => app.shown.nodes.has(i));
    const make = COLUMNS[this.tab];
    const value = make[this.sort.column].value;
    const keyed = nodes.map((node) => ({ node, key: value(app.model, node) ?? "" }));
    const sign = this.sort.down ? -1 : 1;
    return keyed.sort((a, b) => sign * String(a.key).localeCompare(String(b.key)) || a.node.i - b.node.i).map(({ node }) => node);
  }

  table(rows) {
    const columns = COLUMNS[this.tab];
    const { app } = this;
    return el("table", {},
      el("thead", {}, el("tr", {}, columns.map((column, n) => this.heading(column, n)))),
      el("tbody", {}, rows.slice(0, this.limit).map((node) => el("tr", { class: node.i === app.state.selected ? "sel" : null },
        columns.map(({ name, value, show }, n) => el("td", { "data-name": name }, show ? show(app, node) : n === 0 ? day(value(app.model, node), true) : value(app.model, node)))))));
  }

  heading({ name }, n) {
    const on = this.sort.column === n;
    const turn = () => { this.sort = { column: n, down: on ? !this.sort.down : n === 0 }; this.draw(); };
    return el("th", { scope: "col", "aria-sort": on ? (this.sort.down ? "descending" : "ascending") : null },
      el("button", { type: "button", onclick: turn }, name, el("span", { "aria-hidden": "true" }, on ? (this.sort.down ? " ↓" : " ↑") : "")));
  }
}

const opens = (app, node) => el("button", { type: "button", class: "open", onclick: () => app.select(node.i) }, node.label);
const outlets = (model, node) => [...model.sourcesOf(node)].join(", ");
const who = (model, node) => join(model.names(node.who)) || "Unknown";

const COLUMNS = {
  statement: [
    { name: "Date", value: (model, node) => node.day },
    { name: "Speaker", value: who },
    { name: "Statement", value: (model, node) => node.label, show: opens },
    { name: "Position", value: (model, node) => POSITION_NAME[node.stance], show: (app, node) => el("span", { class: "pos" }, markOf(node), POSITION_NAME[node.stance]) },
    { name: "Issue", value: (model, node) => model.names(node.on).join(", ") },
    { name: "Outlets", value: outlets },
  ],
  commitment: [
    { name: "Date", value: (model, node) => node.day },
    { name: "Who", value: who },
    { name: "Pledge", value: (model, node) => node.label, show: opens },
    { name: "Status", value: (model, node) => STATUS_NAME[node.status] ?? node.status, show: (app, node) => el("span", { class: "pos" }, markOf(node), STATUS_NAME[node.status] ?? node.status) },
    { name: "Condition", value: (model, node) => (node.conditions ?? []).join(" / ") },
    { name: "Outlets", value: outlets },
  ],
  event: [
    { name: "Date", value: (model, node) => node.day },
    { name: "Event", value: (model, node) => node.label, show: opens },
    { name: "Kind", value: (model, node) => node.type },
    { name: "Where", value: (model, node) => (node.place === undefined ? "" : model.nodes[node.place].label) },
    { name: "With", value: (model, node) => join(model.names(node.who)) },
    { name: "Outlets", value: outlets },
  ],
};
