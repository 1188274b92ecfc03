// Cuts a text into stretches that are marked alike. Facts overlap and nest; the innermost is the one a click opens.

/**
 * `facts` are `{ start, end, role, node }` in UTF-16 units of `text`. Gives paragraphs, each a list of
 * `{ text, start, facts }` where `facts` are those that cover the stretch, shortest first.
 */
export function paragraphs(text, facts) {
  const out = [];
  for (const [start, end] of paragraphBounds(text)) out.push({ start, parts: parts(text, start, end, facts) });
  return out;
}

function* paragraphBounds(text) {
  const pattern = /[^\n]+/gu;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0].trim()) yield [match.index, match.index + match[0].length];
  }
}

function parts(text, start, end, facts) {
  const inside = facts.filter((fact) => fact.start < end && fact.end > start);
  const cuts = new Set([start, end]);
  for (const fact of inside) {
    cuts.add(Math.max(start, fact.start));
    cuts.add(Math.min(end, fact.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, n) => {
    const to = sorted[n + 1];
    const over = inside.filter((fact) => fact.start <= from && fact.end >= to);
    over.sort((a, b) => (a.end - a.start) - (b.end - b.start) || a.node - b.node);
    return { text: text.slice(from, to), start: from, facts: over };
  });
}

/** Marks of one evidence as facts of its document. */
export function factMarks(evidence, node) {
  return evidence.marks.map(([a, b, role]) => ({ start: evidence.at + a, end: evidence.at + b, role, node }));
}
