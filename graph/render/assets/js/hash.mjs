// The state in the address: what is selected, filtered and looked at, so that a view can be sent to a colleague.
import { KINDS, POSITIONS } from "./kinds.mjs";

const SEPARATOR = "~";

/** The part after "#", empty for the first view. Ids are those of the record and survive a second render. */
export function encode(model, state) {
  const out = new URLSearchParams();
  const { filter } = state;
  if (state.selected !== null) out.set("n", model.nodes[state.selected].id);
  if (state.path) out.set("p", model.nodes[state.path.to].id);
  if (state.view !== "graph") out.set("v", state.view);
  if (state.view === "text" && state.document !== null) out.set("d", model.documents[state.document].id);
  if (filter.from || filter.to) out.set("t", [filter.from ?? "", filter.to ?? ""].join(SEPARATOR));
  set(out, "kind", filter.kind, KINDS);
  set(out, "stance", filter.stance, POSITIONS);
  set(out, "outlet", filter.outlet, model.outlets);
  if (filter.several) out.set("several", "1");
  if (filter.disputed) out.set("disputed", "1");
  if (state.focus) out.set("only", [...state.focus.roots].map((i) => model.nodes[i].id).join(SEPARATOR));
  if (state.hidden.size) out.set("hide", [...state.hidden].map((i) => model.nodes[i].id).join(SEPARATOR));
  return out.toString();
}

/** What an address says, with everything unknown left out: an old or mangled link opens what it can. */
export function decode(model, hash) {
  const from = new URLSearchParams(hash.replace(/^#/u, ""));
  const number = (id) => model.byId.get(id);
  const numbers = (key) => (from.get(key) ?? "").split(SEPARATOR).map(number).filter((i) => i !== undefined);
  const [start, end] = (from.get("t") ?? SEPARATOR).split(SEPARATOR).map((iso) => (/^\d{4}-\d\d-\d\d$/u.test(iso ?? "") ? iso : null));
  const document = model.documents.findIndex(({ id }) => id === from.get("d"));
  return {
    selected: number(from.get("n")) ?? null,
    pathTo: number(from.get("p")) ?? null,
    view: ["graph", "list", "text"].includes(from.get("v")) ? from.get("v") : "graph",
    document: document < 0 ? null : document,
    filter: {
      kind: get(from, "kind", KINDS), stance: get(from, "stance", POSITIONS), outlet: get(from, "outlet", model.outlets),
      several: from.has("several"), disputed: from.has("disputed"), from: start ?? null, to: end ?? null,
    },
    only: numbers("only"),
    hidden: new Set(numbers("hide")),
  };
}

function set(out, key, chosen, all) {
  if (chosen.size === all.length) return;
  const [sign, listed] = chosen.size * 2 > all.length ? ["-", all.filter((item) => !chosen.has(item))] : ["", [...chosen]];
  out.set(key, sign + listed.map((item) => encodeURIComponent(item).replaceAll("~", "%7E")).join(SEPARATOR));
}

function get(from, key, all) {
  if (!from.has(key)) return new Set(all);
  const text = from.get(key);
  const listed = new Set(text.replace(/^-/u, "").split(SEPARATOR).map(decodePart));
  return new Set(all.filter((item) => listed.has(item) !== text.startsWith("-")));
}

function decodePart(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}
