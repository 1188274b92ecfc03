// Labels as on a map: constant size on the screen, placed by importance, never overlapping.

/** Rectangles in a coarse grid, so that asking whether one is free does not look at all of them. */
export class Occupied {
  constructor(cell = 64) {
    this.cell = cell;
    this.cells = new Map();
  }

  add(box) {
    this.each(box, (key) => {
      const list = this.cells.get(key);
      if (list) list.push(box); else this.cells.set(key, [box]);
    });
  }

  /** Whether any rectangle added before overlaps `box` = [x0, y0, x1, y1]. */
  hits(box) {
    let hit = false;
    this.each(box, (key) => {
      if (hit) return;
      const list = this.cells.get(key);
      hit = list !== undefined && list.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
    });
    return hit;
  }

  /** How much of `box` is covered by rectangles added before, in square pixels; parts covered twice count twice. */
  covered(box) {
    const near = new Set();
    this.each(box, (key) => { for (const b of this.cells.get(key) ?? []) near.add(b); });
    let area = 0;
    for (const b of near) area += Math.max(0, Math.min(box[2], b[2]) - Math.max(box[0], b[0])) * Math.max(0, Math.min(box[3], b[3]) - Math.max(box[1], b[1]));
    return area;
  }

  each([x0, y0, x1, y1], visit) {
    const { cell } = this;
    for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i += 1) {
      for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j += 1) visit(i * 100003 + j);
    }
  }
}

/** The lines of `text` at most `width` wide, at most `most` of them; a longer text ends with "…". */
export function wrap(text, width, most, measure) {
  const out = [];
  let line = "";
  for (const word of text.split(/\s+/u).flatMap((w) => broken(w, width, measure))) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || measure(longer) <= width) line = longer;
    else { out.push(line); line = word; }
  }
  out.push(line);
  if (out.length <= most) return out;
  return [...out.slice(0, most - 1), `${out[most - 1]}…`];
}

/** A single word that is wider than the line is broken between letters. */
function broken(word, width, measure) {
  if (measure(word) <= width) return [word];
  const out = [];
  let part = "";
  for (const letter of word) {
    if (part && measure(part + letter) > width) { out.push(part); part = ""; }
    part += letter;
  }
  return [...out, part];
}

/** Where a label of width w and height h may stand beside a mark of half extents hw, hh: below, right, left, above, then the corners. */
export function candidates(x, y, hw, hh, w, h, gap) {
  return [
    { align: "center", x, y: y + hh + gap + h / 2, box: [x - w / 2, y + hh + gap, x + w / 2, y + hh + gap + h] },
    { align: "left", x: x + hw + gap, y, box: [x + hw + gap, y - h / 2, x + hw + gap + w, y + h / 2] },
    { align: "right", x: x - hw - gap, y, box: [x - hw - gap - w, y - h / 2, x - hw - gap, y + h / 2] },
    { align: "center", x, y: y - hh - gap - h / 2, box: [x - w / 2, y - hh - gap - h, x + w / 2, y - hh - gap] },
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([across, down]) => corner(x + across * hw * 0.7, y + down * hh * 0.7, across, down, w, h)),
  ];
}

function corner(x, y, across, down, w, h) {
  const [left, top] = [across > 0 ? x : x - w, down > 0 ? y : y - h];
  return { align: across > 0 ? "left" : "right", x, y: top + h / 2, box: [left, top, left + w, top + h] };
}
