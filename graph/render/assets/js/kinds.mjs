// The kinds of things on the page, the positions of statements, and their names in plain words.

export const KINDS = ["issue", "person", "country", "organisation", "group", "unnamed", "statement", "commitment", "event", "place"];
export const KIND_NAME = {
  issue: "Issue", person: "Person", country: "Country", organisation: "Organisation", group: "Group",
  unnamed: "Unnamed source", statement: "Statement", commitment: "Pledge", event: "Event", place: "Place",
};
export const KIND_PLURAL = {
  issue: "Issues", person: "People", country: "Countries", organisation: "Organisations", group: "Groups",
  unnamed: "Unnamed sources", statement: "Statements", commitment: "Pledges", event: "Events", place: "Places",
};
export const ACTOR_KINDS = new Set(["person", "country", "organisation", "group", "unnamed"]);
export const POSITIONS = ["supports", "conditional", "opposes", "neutral"];
export const POSITION_NAME = { supports: "Supports", conditional: "Conditional", opposes: "Opposes", neutral: "Neutral" };
export const POSITION_SIGN = { supports: "+", conditional: "?", opposes: "–", neutral: "·" };
export const STATUS_NAME = {
  considering: "considering", ready: "ready to give", pledged: "pledged", allocated: "allocated",
  delivered: "delivered", refused: "refused", withdrawn: "withdrawn",
};

/** How sure the attribution is, in the words that people see. */
export function band(confidence) {
  if (confidence === undefined || confidence === null) return null;
  return confidence >= 0.85 ? "high" : confidence >= 0.6 ? "check" : "weak";
}

/** Whether the node is somebody who can speak. */
export function isActor(node) {
  return ACTOR_KINDS.has(node.kind);
}

/** 1 for the card of statements without an issue, which is listed last however many they are; else 0. */
export function isRest(issue) {
  return issue.id === "issue/other" ? 1 : 0;
}
