// The query page: the editor on this record's endpoint only, and the named queries as forms.
"use strict";

const holder = document.getElementById("editor");
const prefixes = JSON.parse(holder.dataset.prefixes);
const endpoint = new URL("/sparql", location.href).href;

// The editor's own prefix and class completions ask other hosts: off. Ours come from the page.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.forkAutocompleter("prefixes", { name: "prefixes-local", persistenceId: null, get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`) });

const head = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n");
const editor = new Yasgui(holder, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  persistenceId: null,
  yasqe: { value: `${head}\n\nSELECT DISTINCT ?statement ?who WHERE {\n  ?statement a rec:Statement ; rec:speaker/rdfs:label ?who .\n} LIMIT 20` },
});

// A value becomes a term, never a piece of the query's text: what is typed cannot end a string or an IRI.
function term(value, type) {
  const text = value.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]);
  if (type === "iri") return `<${encodeURI(value).replace(/[<>"{}|\\^`]/g, "")}>`;
  if (type === "integer" && /^[+-]?\d+$/.test(value)) return value;
  if (type === "date") return `"${text}"^^<http://www.w3.org/2001/XMLSchema#date>`;
  return `"${text}"`;
}

for (const form of document.querySelectorAll("form.named")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const types = JSON.parse(form.dataset.types);
    const rows = [...new FormData(form)].filter(([, value]) => value !== "");
    const values = rows.map(([name, value]) => `VALUES ?${name} { ${term(value, types[name])} }`).join("\n  ");
    const query = form.dataset.query.replace(/WHERE\s*\{/i, (start) => `${start}\n  ${values}`);
    const tab = editor.getTab();
    tab.getYasqe().setValue(query);
    tab.getYasqe().query();
    holder.scrollIntoView();
  });
}

document.documentElement.dataset.ready = "true";
