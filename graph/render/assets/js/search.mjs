// Finds nodes by the words that are typed: names first, then claims, then speakers, issues and source sentences.
import { fold } from "./words.mjs";

/** One entry a node: folded name and folded everything-else. */
export function index(model) {
  return model.nodes.map((node) => ({
    node,
    name: fold(node.label),
    rest: fold([
      node.about, ...(node.also ?? []), ...model.names(node.who), ...model.names(node.on), ...model.names(node.to),
      node.amount, node.status, ...model.proof(node).map((number) => model.evidence(number).text),
    ].filter(Boolean).join(" ")),
  }));
}

/** The best nodes for `typed`; every word must occur. Empty input finds nothing. */
export function find(entries, typed, limit = 9) {
  const words = fold(typed).split(/\s+/u).filter(Boolean);
  if (!words.length) return [];
  const phrase = words.join(" ");
  return entries
    .map((entry) => ({ node: entry.node, score: score(entry, words, phrase) }))
    .filter(({ score: value }) => value > 0)
    .sort((a, b) => b.score - a.score || a.node.i - b.node.i)
    .slice(0, limit)
    .map(({ node }) => node);
}

function score({ node, name, rest }, words, phrase) {
  let total = 0;
  for (const word of words) {
    const value = name.startsWith(word) || name.includes(` ${word}`) ? 60 : name.includes(word) ? 30 : rest.includes(word) ? 12 : 0;
    if (!value) return 0;
    total += value;
  }
  if (name.startsWith(phrase) || name.endsWith(` ${phrase}`)) total += 300; // a family name stands last
  else if (name.includes(phrase)) total += 120;
  else if (rest.includes(phrase)) total += 40;
  return total + Math.min(58, node.degree);
}
