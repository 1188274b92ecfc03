// A record of two issues, two speakers and three claims, as payload.py would write it.
import { Model } from "../../../graph/render/assets/js/model.mjs";

export function payload() {
  const node = (id, kind, label, x, y, more = {}) => ({ id, kind, label, x, y, r: 12, ...more });
  return {
    title: "Small", base: "https://w3id.org/onrecord/id/", notes: [],
    roles: ["claim", "speaker", "cue", "fact", "condition"],
    documents: [
      { id: "d0", outlet: "Gazette", title: "One", day: "2031-03-04", url: "https://example.org/", text: "🚢 Ana said ships sail. Bo left." },
      { id: "d1", outlet: "Courier", title: "Two", day: "2031-03-09" },
      { id: "d2", outlet: "Wire", title: "Three", day: "2031-03-09", copyOf: "d1" },
    ],
    evidence: [
      [0, 10, 20, 20, 3, [[0, 3, 1], [4, 8, 2], [9, 19, 0]]],
      [1, 5, 15, "Ana said that ships would sail.", 0, [[0, 3, 1], [4, 8, 2], [14, 30, 0]]],
      [1, 40, 60, "Bo denied it: no ships.", 35, [[0, 2, 1], [3, 9, 2], [14, 22, 0]]],
      [2, 5, 15, "Ana said that ships would sail.", 0, [[14, 30, 0]]],
      [1, 70, 80, "Bo promised ten boats.", 70, [[0, 21, 3]]],
    ],
    nodes: [
      node("issue/a", "issue", "Ships", 0, 0, { card: [-60, -40, 180, 110], columns: 3, more: { opposes: 4 } }),
      node("issue/b", "issue", "Boats", 300, 0, { card: [240, -40, 180, 110], columns: 3 }),
      node("actor/ana", "person", "Ana Ødegård", -200, 0, { glyph: "AØ" }),
      node("actor/bo", "person", "Bo", 0, 200),
      node("claim/1", "statement", "Ships sail", -20, 20, { who: [2], on: [0], stance: "supports", day: "2031-03-04", reports: [{ id: "statement/1", e: 0, kind: "direct" }, { id: "statement/2", e: 1 }, { id: "statement/3", e: 3, copy: true }] }),
      node("claim/2", "statement", "No ships", 20, 20, { who: [3], on: [0, 1], stance: "opposes", day: "2031-03-09", reports: [{ id: "statement/4", e: 2 }] }),
      node("claim/3", "statement", "=Boats, too", 260, 20, { who: [3], on: [1], stance: "neutral", reports: [{ id: "statement/5", e: 2, through: "The Wire" }] }),
      node("commitment/1", "commitment", "Ten boats", 100, 250, { who: [3], status: "pledged", proof: [4], day: "2031-03-09" }),
      node("actor/land", "country", "Landia", 500, 400),
    ],
    edges: [
      [2, 4, "said"], [4, 0, "about"], [3, 5, "said"], [5, 0, "about"], [5, 1, "about"], [3, 6, "said"], [6, 1, "about"],
      [5, 4, "contradicts", [], "opposite"], [3, 7, "pledges", [4]],
    ],
    posts: [{ who: 2, title: "minister", former: false, proof: [0] }],
    stances: [],
  };
}

export function small() {
  return new Model(payload());
}
