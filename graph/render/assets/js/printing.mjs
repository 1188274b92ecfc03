// On paper: while the browser prints, the picture is drawn anew as wide as the page, in the colours of the light theme.
import { $, el, glyph } from "./dom.mjs";
import { KINDS, KIND_PLURAL, POSITIONS, POSITION_NAME } from "./kinds.mjs";

const WIDTH = 860; // picture pixels across the paper: a name of 12 is then 7 points high on A4
const WHITE = { bg: "#fff", panel: "#fff", line: "#9a968b", shade: "transparent" };

/** Wires printing; `refresh` draws the list and the picture again when the theme comes back. */
export function startPrinting(app, graph, list) {
  const root = document.documentElement;
  let before = null;
  const start = () => {
    if (before) return;
    before = { theme: root.dataset.theme, limit: list.limit };
    root.dataset.theme = "light";
    list.limit = Infinity;
    if (app.state.view === "list") list.draw();
    if (app.state.view === "graph") $("#paper").replaceChildren(picture(graph), legend(app));
  };
  const stop = () => {
    if (!before) return;
    root.dataset.theme = before.theme;
    list.limit = before.limit;
    before = null;
    $("#paper").replaceChildren();
    if (app.state.view === "list") list.draw();
    graph.refresh();
  };
  window.addEventListener("beforeprint", start);
  window.addEventListener("afterprint", stop);
  matchMedia("print").addEventListener("change", ({ matches }) => { if (matches) start(); else stop(); });
}

function picture(graph) {
  const parsed = new DOMParser().parseFromString(graph.paper(WIDTH, WHITE), "image/svg+xml");
  return document.importNode(parsed.documentElement, true);
}

/** What the filters say on the screen: shapes and colours with their names. */
function legend(app) {
  const drawn = new Set([...app.shown.nodes].map((i) => app.model.nodes[i].kind));
  const kinds = KINDS.filter((kind) => kind !== "statement" && drawn.has(kind)).map((kind) => [glyph(kind), KIND_PLURAL[kind]]);
  const sides = POSITIONS.map((position) => [glyph("statement", position), POSITION_NAME[position]]);
  return el("p", { class: "key" }, [...sides, ...kinds].map(([mark, name]) => el("span", {}, mark, " ", name)));
}
