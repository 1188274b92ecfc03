// What can be taken away, and the help.
import { $, download } from "./dom.mjs";
import { csv, json, turtle } from "./exports.mjs";
import { triples } from "./panel.mjs";
import { fileStem } from "./words.mjs";

/** Wires the export menu and the help dialogue. */
export function startMenu(app, graph) {
  const button = $("#export");
  const list = $("#export-list");
  const show = (open) => { list.hidden = !open; button.setAttribute("aria-expanded", String(open)); };
  button.addEventListener("click", () => show(list.hidden));
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) show(false); });
  list.addEventListener("keydown", (event) => { if (event.key === "Escape") { show(false); button.focus(); } });
  list.addEventListener("click", (event) => {
    const kind = event.target.closest("button")?.dataset.as;
    if (kind) { show(false); save(app, graph, kind); }
  });
  $("#help-open").addEventListener("click", () => $("#help").showModal());
  $("#help-close").addEventListener("click", () => $("#help").close());
}

async function save(app, graph, kind) {
  const stem = fileStem(app.model.title);
  const makers = {
    png: async () => [await graph.png(), "image/png"],
    svg: () => [graph.svg(), "image/svg+xml"],
    csv: () => [`\ufeff${csv(app.model, app.shown.nodes)}`, "text/csv"],
    json: () => [json(app.model, app.shown), "application/json"],
    ttl: async () => { const [prefixes, snippets] = await triples(); return [turtle(prefixes, snippets, app.shown.nodes), "text/turtle"]; },
  };
  if (kind === "print") { window.print(); return; }
  const [content, type] = await makers[kind]();
  download(`${stem}.${kind}`, content, type);
}
