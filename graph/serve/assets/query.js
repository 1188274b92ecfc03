// The query page: an editor that asks this record only.
"use strict";

const holder = document.getElementById("editor");
const prefixes = JSON.parse(holder.dataset.prefixes);
const endpoint = new URL("/sparql", location.href).href;
const head = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n");
const example = "SELECT DISTINCT ?statement ?who WHERE {\n  ?statement a rec:Statement ; rec:speaker/rdfs:label ?who .\n} LIMIT 20";

// The editor's own prefix and class completions ask other hosts: off. Ours come from the page.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];

const editor = new Yasgui(holder, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  persistenceId: null,
});
editor.getTab().getYasqe().setValue(holder.dataset.query || `${head}\n\n${example}`);
document.documentElement.dataset.ready = "true";
