// Starts the page: reads the data, makes the views, wires the keys, and says when it is ready.
import { App } from "./app.mjs";
import { $ } from "./dom.mjs";
import { unpack } from "./exports.mjs";
import { Facets } from "./facets.mjs";
import { GraphView, describe } from "./graph_view.mjs";
import { ListView } from "./list_view.mjs";
import { startMenu } from "./menu.mjs";
import { Model } from "./model.mjs";
import { drawPanel } from "./panel.mjs";
import { startPrinting } from "./printing.mjs";
import { ReadingView } from "./reading_view.mjs";
import { SearchBox } from "./search_box.mjs";
import { startTheme } from "./theme.mjs";
import { TimeStrip } from "./time_strip.mjs";
import { count } from "./words.mjs";

const root = document.documentElement;

/** Everything, once the data is there. */
function start(data) {
  const app = new App(new Model(data));
  const graph = new GraphView(app);
  const list = new ListView(app);
  const reading = new ReadingView(app);
  const facets = new Facets(app);
  const time = new TimeStrip(app);

  const VIEWS = { graph: "#stage-graph", list: "#stage-list", text: "#stage-text" };

  function showView() {
    for (const [name, selector] of Object.entries(VIEWS)) {
      $(selector).hidden = app.state.view !== name;
      $(`#view-${name}`).setAttribute("aria-pressed", String(app.state.view === name));
    }
    root.dataset.view = app.state.view;
  }

  function stats() {
    const { model } = app;
    const shown = app.statements();
    const speakers = new Set(shown.flatMap((node) => node.who ?? []));
    const documents = new Set(shown.flatMap((node) => [...model.documentsOf(node)]));
    const outlets = new Set(shown.flatMap((node) => [...model.outletsOf(node)]));
    const sources = [...documents].some((number) => model.isNameless(number)) ? count(documents.size, "text") : count(outlets.size, "outlet");
    $("#stats").textContent = [count(shown.length, "statement"), count(speakers.size, "speaker"), sources].join(", ");
  }

  function crumb() {
    const { focus } = app.state;
    $("#crumb").hidden = !focus;
    if (focus) $("#crumb-text").textContent = `Only ${[...focus.roots].map((i) => app.model.nodes[i].label).slice(0, 2).join(" and ")} and neighbours`;
  }

  function drawAll(changes) {
    if (changes.has("view")) showView();
    if (changes.has("filter")) { stats(); facets.draw(); time.draw(); crumb(); }
    if (changes.has("filter") || changes.has("selection")) drawPanel(app);
    if (changes.has("selection")) announce();
    if (app.state.view === "list" && !changes.has("hover")) list.draw();
    if (app.state.view === "text" && !changes.has("hover")) reading.draw();
    graph.changed(changes);
  }

  function announce() {
    $("#details").scrollTop = 0;
    if (app.state.view !== "graph" && app.state.selected !== null && matchMedia("(max-width: 780px)").matches && root.dataset.ready) $("#details").scrollIntoView({ block: "start" });
    const node = app.state.selected === null ? null : app.model.nodes[app.state.selected];
    $("#live").textContent = node ? `Selected: ${node.label}. ${describe(app, node)}` : "";
    root.dataset.selected = node ? node.id : "";
    document.body.classList.toggle("has-selection", node !== null);
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $("#help").open) return;
    if (event.target.matches("input[type=search], input[type=text], textarea, select")) return;
    const act = {
      "/": () => $("#search").focus(), Escape: () => app.select(null), g: () => app.view("graph"), l: () => app.view("list"),
      t: () => app.view("text"), "?": () => $("#help").showModal(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  new SearchBox(app);
  startMenu(app, graph);
  startPrinting(app, graph, list);
  startTheme($("#theme"), () => graph.refresh());
  for (const name of Object.keys(VIEWS)) $(`#view-${name}`).addEventListener("click", () => app.view(name));
  $("#unfocus").addEventListener("click", () => app.unfocus());
  document.addEventListener("keydown", keys);
  window.addEventListener("hashchange", () => app.readHash(location.hash));
  app.listen(drawAll);
  app.readHash(location.hash);
  graph.resize();
  document.fonts?.ready.then(() => graph.refresh());
  root.dataset.ready = String(Math.round(performance.now()));
}

// A large page is packed: its reader's browser unpacks it before anything is drawn.
const block = $("#graph-data");
if (block.dataset.packed) {
  unpack(block.textContent).then(start).catch(() => { $("#stats").textContent = "This page needs a newer browser: it cannot unpack its data."; });
} else start(JSON.parse(block.textContent));
