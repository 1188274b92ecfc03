// Draws the graph: lines, cards, marks, labels, in this order. `ctx` is a canvas context or an SvgContext.
import { POSITIONS, POSITION_SIGN } from "./kinds.mjs";
import { Occupied, candidates, wrap } from "./labels.mjs";
import { outline } from "./shapes.mjs";
import { clip } from "./words.mjs";

export const FONT = 'Inter,"Segoe UI",Roboto,"Helvetica Neue",Arial,system-ui,sans-serif';
const ROOM = 3600; // square pixels that a thing that is not a statement wants on the first view; more appear as one zooms in
const NAMED = 36; // so many of the most important things have their name even where it hides something
const NAMED_STATEMENTS = 1.3; // the zoom from which statements carry their words
const CELL = 42;

/** What is drawn of a frame: geometry of every visible node in screen pixels. */
class Frame {
  constructor(model, view, look, state, fitScale) {
    Object.assign(this, { model, view, look, state });
    this.lod = Math.max(36, (view.width * view.height) / ROOM) * Math.max(1, (view.k / fitScale) ** 2);
    this.chips = CELL * view.k >= 11.5;
    this.nodes = [];
    for (const i of state.shown.nodes) {
      const node = model.nodes[i];
      if (this.isDrawn(node)) this.nodes.push(this.place(node));
    }
    this.at = new Map(this.nodes.map((place) => [place.node.i, place]));
  }

  isDrawn(node) {
    if (node.kind === "issue") return true;
    const lit = this.state.near?.has(node.i) ?? false;
    return lit || (node.kind === "statement" ? this.chips : node.rank < this.lod);
  }

  place(node) {
    const { view, state } = this;
    const r = Math.max(node.r * view.k, leastRadius(node, view.k));
    const lit = !state.near || state.near.has(node.i);
    return { node, x: view.sx(node.x), y: view.sy(node.y), r, lit, on: node.i === state.selected };
  }

  inside({ x, y, r }, slack = 40) {
    return x > -slack - r && y > -slack - r && x < this.view.width + slack + r && y < this.view.height + slack + r;
  }

  card(node) {
    const [x, y, w, h] = node.card;
    const { k } = this.view;
    return [this.view.sx(x), this.view.sy(y), w * k, h * k];
  }
}

/** No mark is smaller than this many pixels; on a crowded page only the important ones are kept large. */
function leastRadius(node, k) {
  if (node.kind === "statement") return Math.min(5.5, CELL * 0.36 * k);
  if (k < 0.45) return node.rank > 80 && k < 0.35 ? 4.5 : 5.5;
  return 7;
}

/** Draws one frame and returns the places of the marks, for hit testing. `state.quick` leaves out what may lag while moving. */
export function draw(ctx, model, view, look, state, fitScale) {
  const frame = new Frame(model, view, look, state, fitScale);
  ctx.save();
  ctx.fillStyle = look.bg;
  ctx.fillRect(0, 0, view.width, view.height);
  cards(ctx, frame);
  lines(ctx, frame);
  cardContents(ctx, frame);
  marks(ctx, frame);
  labels(ctx, frame);
  ctx.restore();
  return frame.nodes;
}

function cards(ctx, frame) {
  const { look } = frame;
  for (const { node, lit, on } of frame.nodes) {
    if (!node.card) continue;
    const [x, y, w, h] = frame.card(node);
    if (x > frame.view.width || y > frame.view.height || x + w < 0 || y + h < 0) continue;
    ctx.save();
    ctx.globalAlpha = lit ? 1 : 0.5;
    ctx.fillStyle = look.shade;
    ctx.beginPath();
    ctx.roundRect(x - 1, y + 1, w + 2, h + 3, Math.min(10, h / 5));
    ctx.fill();
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, Math.min(9, h / 5));
    ctx.fillStyle = look.panel;
    ctx.fill();
    ctx.lineWidth = on ? 2.5 : 1;
    ctx.strokeStyle = on ? look.acc : look.line;
    ctx.stroke();
    ctx.restore();
  }
}

/** What stands on the cards, above the lines that run to their statements. */
function cardContents(ctx, frame) {
  for (const { node, lit } of frame.nodes) {
    if (!node.card) continue;
    const box = frame.card(node);
    if (box[0] > frame.view.width || box[1] > frame.view.height || box[0] + box[2] < 0 || box[1] + box[3] < 0) continue;
    cardHead(ctx, frame, node, box, lit);
    if (!frame.chips) dots(ctx, frame, node, lit);
    else if (node.more) more(ctx, frame, node, lit);
  }
}

/** Title, number and the bar of positions; below readable size the title is placed with the labels instead. */
function cardHead(ctx, frame, node, [x, y, w], lit) {
  const { view, look, state } = frame;
  const { k } = view;
  const size = headSize(k);
  const stats = state.tallies.get(node.i);
  const total = POSITIONS.reduce((sum, position) => sum + stats[position], 0);
  ctx.save();
  ctx.globalAlpha = lit ? 1 : 0.5;
  ctx.textBaseline = "middle";
  if (readableHead(k)) {
    ctx.fillStyle = look.mut;
    ctx.font = `500 ${size * 0.9}px ${FONT}`;
    ctx.textAlign = "right";
    ctx.fillText(String(total), x + w - 16 * k, y + 23 * k);
    const room = w - 44 * k - ctx.measureText(String(total)).width;
    ctx.fillStyle = look.ink;
    ctx.textAlign = "left";
    ctx.font = `650 ${size}px ${FONT}`;
    const label = clip(node.label, 40);
    const width = ctx.measureText(label).width;
    if (width > room) ctx.font = `650 ${Math.max(6, (size * room) / width)}px ${FONT}`;
    halo(ctx, look.panel, label, x + 16 * k, y + 23 * k);
  }
  let left = x + 16 * k;
  const bar = w - 32 * k;
  for (const position of POSITIONS) {
    if (!stats[position]) continue;
    const part = (stats[position] / total) * bar;
    ctx.fillStyle = look[position];
    ctx.beginPath();
    ctx.roundRect(left, y + 40 * k, Math.max(1.5, part - 2.5 * k), Math.max(2.5, 5 * k), 2.5 * k);
    ctx.fill();
    left += part;
  }
  ctx.restore();
}

function halo(ctx, colour, text, x, y) {
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colour;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

function headSize(k) {
  return Math.min(30, Math.max(17, 13 / k)) * k;
}

function readableHead(k) {
  return headSize(k) >= 9;
}

/** Statements as plain squares when there is no room for signs. */
function dots(ctx, frame, issue, lit) {
  const { view, look, model } = frame;
  const size = Math.max(1.6, 26 * view.k);
  ctx.save();
  for (const position of POSITIONS) {
    ctx.fillStyle = look[position];
    ctx.globalAlpha = lit ? 0.9 : 0.25;
    ctx.beginPath();
    for (const i of frame.state.homes.get(issue.i) ?? []) {
      const node = model.nodes[i];
      if (node.stance === position) ctx.rect(view.sx(node.x) - size / 2, view.sy(node.y) - size / 2, size, size * 0.75);
    }
    ctx.fill();
  }
  ctx.restore();
}

/** "+ 312" in the last cell of a card that does not draw all its statements. */
function more(ctx, frame, node, lit) {
  const { view, look } = frame;
  const left = POSITIONS.reduce((sum, position) => sum + (node.more[position] ?? 0), 0);
  const cells = frame.state.cells.get(node.i) ?? 0;
  const [x, y] = node.card;
  const column = cells % node.columns;
  const row = Math.floor(cells / node.columns);
  ctx.save();
  ctx.globalAlpha = lit ? 1 : 0.4;
  ctx.fillStyle = look.mut;
  ctx.font = `600 ${Math.max(9, 17 * view.k)}px ${FONT}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = column < node.columns - 1 ? "left" : "right";
  ctx.fillText(`+${left}`, view.sx(x + 16 + CELL * (column < node.columns - 1 ? column + 0.15 : column + 0.9)), view.sy(y + 58 + 38 * (row + 0.5)));
  ctx.restore();
}

/** Lines, drawn in groups of one colour so that thousands cost a few strokes. */
function lines(ctx, frame) {
  const { look, state } = frame;
  const groups = new Map();
  const loud = [];
  for (const i of state.shown.edges) {
    const edge = frame.model.edges[i];
    const a = frame.at.get(edge.from);
    const b = frame.at.get(edge.to);
    if (!a || !b || (edge.relation === "about" && (!state.loud?.has(i) || a.node.on?.[0] === edge.to))) continue;
    if (!frame.inside(a, 0) && !frame.inside(b, 0) && state.quick) continue;
    if (state.loud?.has(i)) { loud.push({ edge, a, b, style: style(frame, edge) }); continue; }
    const { colour, dash } = style(frame, edge);
    const key = `${colour}|${dash}`;
    if (!groups.has(key)) groups.set(key, { colour, dash, list: [] });
    groups.get(key).list.push([a, b]);
  }
  ctx.save();
  for (const { colour, dash, list } of groups.values()) {
    ctx.globalAlpha = state.near ? 0.06 : list.length > 1500 ? 0.2 : colour === look.mut ? 0.3 : 0.45;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash(dash && !state.quick ? [3, 4] : []);
    ctx.beginPath();
    for (const [a, b] of list) curve(ctx, a, b, state.quick);
    ctx.stroke();
  }
  ctx.restore();
  for (const item of loud) arrow(ctx, frame, item);
}

function style({ model, look }, edge) {
  const ends = [model.nodes[edge.from], model.nodes[edge.to]];
  const statement = ends.find((node) => node.kind === "statement");
  if (edge.relation === "contradicts") return { colour: look.opposes, dash: false };
  if (statement) return { colour: look[statement.stance], dash: false };
  const pledge = ends.some((node) => node.kind === "commitment");
  return { colour: pledge ? look.commitment : look.mut, dash: !pledge };
}

function bend(a, b) {
  return [(a.x + b.x) / 2 - (b.y - a.y) * 0.12, (a.y + b.y) / 2 + (b.x - a.x) * 0.12];
}

function curve(ctx, a, b, straight) {
  ctx.moveTo(a.x, a.y);
  if (straight) ctx.lineTo(b.x, b.y);
  else ctx.quadraticCurveTo(...bend(a, b), b.x, b.y);
}

/** A lit line with its arrow, ending at the rim of the mark. */
function arrow(ctx, frame, { a, b, style: { colour, dash } }) {
  const [cx, cy] = bend(a, b);
  const angle = Math.atan2(b.y - cy, b.x - cx);
  const stop = b.r * (b.node.kind === "statement" ? 1.1 : 1) + 3;
  const tip = b.node.card ? cardRim(frame, b.node, cx, cy) : [b.x - Math.cos(angle) * stop, b.y - Math.sin(angle) * stop];
  ctx.save();
  ctx.globalAlpha = 0.92;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.8;
  ctx.setLineDash(dash ? [3, 4] : []);
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.quadraticCurveTo(cx, cy, tip[0], tip[1]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(tip[0], tip[1]);
  for (const side of [0.42, -0.42]) ctx.lineTo(tip[0] - 9 * Math.cos(angle + side), tip[1] - 9 * Math.sin(angle + side));
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

function cardRim(frame, node, fromX, fromY) {
  const [x, y, w, h] = frame.card(node);
  return [Math.min(x + w, Math.max(x, fromX)), Math.min(y + h, Math.max(y, fromY))];
}

function marks(ctx, frame) {
  const { look } = frame;
  for (const place of frame.nodes) {
    const { node, x, y, r, lit, on } = place;
    if (node.card || !frame.inside(place)) continue;
    const colour = node.kind === "statement" ? look[node.stance] : look[node.kind];
    const rim = node.kind === "statement" ? look.panel : look.bg;
    ctx.globalAlpha = lit ? 1 : 0.14;
    if (node.kind === "statement") stack(ctx, frame, place, colour);
    ctx.fillStyle = colour;
    ctx.beginPath();
    outline(ctx, node.kind, x, y, r);
    if (!frame.state.quick || lit) { ctx.lineWidth = 2.5; ctx.strokeStyle = rim; ctx.stroke(); }
    ctx.fill();
    if (on || node.i === frame.state.hovered) ring(ctx, frame, place);
    sign(ctx, frame, place);
    if (lit && frame.state.badges?.has(node.i)) badge(ctx, frame, place);
  }
  ctx.globalAlpha = 1;
}

/** A claim that several outlets report is drawn as a stack. */
function stack(ctx, { model, look }, { node, x, y, r }, colour) {
  for (let i = Math.min(model.independentOutlets(node).size, 3) - 1; i > 0; i -= 1) {
    const shift = i * Math.max(2.6, r * 0.3);
    ctx.beginPath();
    outline(ctx, node.kind, x + shift, y - shift, r);
    ctx.lineWidth = 2;
    ctx.strokeStyle = look.panel;
    ctx.stroke();
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

function ring(ctx, { look }, { node, x, y, r, on }) {
  ctx.beginPath();
  outline(ctx, node.kind === "group" || node.kind === "unnamed" ? "person" : node.kind, x, y, r + 4);
  ctx.lineWidth = on ? 2.5 : 1.5;
  ctx.strokeStyle = look.acc;
  ctx.stroke();
}

function sign(ctx, { look, state }, { node, x, y, r }) {
  const text = node.kind === "statement" ? POSITION_SIGN[node.stance] : node.glyph;
  if (!text || r <= (node.kind === "statement" ? 4 : 8.5) || (state.quick && state.big)) return;
  ctx.fillStyle = look.bg;
  ctx.font = `700 ${node.kind === "statement" ? r * 1.55 : r * 0.82}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + r * 0.07);
}

/** How many neighbours a mark has that are not on the page now. */
function badge(ctx, { look, state }, { node, x, y, r }) {
  const text = `+${state.badges.get(node.i)}`;
  ctx.font = `600 10.5px ${FONT}`;
  const w = ctx.measureText(text).width + 8;
  ctx.fillStyle = look.acc;
  ctx.beginPath();
  ctx.roundRect(x + r * 0.6, y - r - 10, w, 15, 7.5);
  ctx.fill();
  ctx.fillStyle = look.panel;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x + r * 0.6 + 4, y - r - 2);
}

const measured = new Map();

/** Lines and width of a label; measuring is the dear part, so it is done once. */
function laid(ctx, node, strong, isStatement) {
  const key = `${node.i}${strong}`;
  let found = measured.get(key);
  if (!found) {
    const limit = isStatement ? 150 : node.card ? 190 : 120;
    const rows = wrap(clip(node.label, isStatement ? 90 : 60), limit, isStatement ? 4 : 3, (t) => ctx.measureText(t).width);
    found = { rows, width: Math.max(...rows.map((row) => ctx.measureText(row).width)) };
    measured.set(key, found);
  }
  return found;
}

/** Forgets measured labels, after the fonts have changed. */
export function forgetLabels() {
  measured.clear();
}

function labels(ctx, frame) {
  const { view, state } = frame;
  const taken = new Occupied();
  const texts = new Occupied();
  const heads = new Occupied();
  const bodies = new Occupied();
  const wanted = [];
  for (const place of frame.nodes) {
    if (!frame.inside(place, 80) && !place.node.card) continue;
    block(frame, place, taken, heads, bodies);
    const value = priority(frame, place);
    if (value >= 0) wanted.push({ place, value });
  }
  wanted.sort((a, b) => b.value - a.value || a.place.node.i - b.place.node.i);
  wanted.length = Math.min(wanted.length, state.quick && state.big ? 40 : 400);
  ctx.save();
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const item of wanted) label(ctx, frame, item, taken, texts, heads, bodies);
  if (state.loud && !state.quick) relationNames(ctx, frame, taken);
  ctx.restore();
}

function block(frame, { node, x, y, r }, taken, heads, bodies) {
  if (node.card) {
    const [cx, cy, w, h] = frame.card(node);
    bodies.add([cx, cy, cx + w, cy + h]);
    const head = [cx, cy, cx + w, cy + 50 * frame.view.k];
    taken.add(head);
    heads.add(head);
  } else {
    const wide = node.kind === "statement" ? 1.35 : 1.05;
    taken.add([x - r * wide, y - r * 1.1, x + r * wide, y + r * 1.1]);
    if (frame.state.badges?.has(node.i)) taken.add([x + r * 0.6, y - r - 10, x + r * 0.6 + 28, y - r + 5]);
  }
}

function priority(frame, { node, on, lit }) {
  const { state, view } = frame;
  if (node.kind === "issue") return readableHead(view.k) ? -1 : 8e5 + node.weight;
  if (on) return 1e6;
  if (node.i === state.hovered) return 9e5;
  if (state.near && node.kind !== "statement") return lit ? 5e5 + node.weight : -1;
  if (state.near && !lit) return -1;
  return node.kind === "statement" && view.k <= NAMED_STATEMENTS ? -1 : node.weight;
}

function label(ctx, frame, { place: { node, x, y, r, lit }, value }, taken, texts, heads, bodies) {
  const { view, look } = frame;
  const isStatement = node.kind === "statement";
  const strong = node.degree > 6 || node.kind === "issue";
  const size = isStatement ? 12 : strong ? 14 : 12.5;
  ctx.font = `${isStatement ? 400 : strong ? 650 : 500} ${size}px ${FONT}`;
  const { rows, width } = laid(ctx, node, strong, isStatement);
  const height = rows.length * size * 1.18;
  const spots = node.card ? cardSpots(frame, node, width, height) : candidates(x, y, isStatement ? r * 1.35 : r, isStatement ? r * 1.5 : r, width, height, 4);
  if (isStatement) spots.splice(1, 2);
  const spot = free(view, node, value, spots, taken, bodies) ?? leastCovered(view, node, value, spots, { taken, texts, heads, bodies });
  if (!spot) return;
  const [x0, y0, x1, y1] = spot.box;
  const aired = [x0 - 4, y0, x1 + 4, y1]; // two names side by side do not read as one
  taken.add(aired);
  texts.add(aired);
  if (isStatement && value >= 9e5) plate(ctx, look, spot.box);
  write(ctx, rows, spot, size, height, isStatement ? look.panel : look.bg, inkOf(node, look), lit);
}

/**
 * The first spot within the picture that covers nothing, off the cards if there is one; a node that is not lit keeps off them.
 * What is selected takes the first spot as it is, moved into the picture.
 */
function free(view, node, value, spots, taken, bodies) {
  if (value >= 1e6) return pushedIn(view, spots[0]);
  const keepsOff = value < 5e5 && node.kind !== "statement" && !node.card;
  const open = spots.filter(({ box }) => within(view, box) && !taken.hits(box));
  return open.find(({ box }) => !bodies.hits(box)) ?? (keepsOff ? undefined : open[0]);
}

function pushedIn(view, { align, x, y, box: [x0, y0, x1, y1] }) {
  const across = Math.max(8 - x0, 0) || Math.min(view.width - 8 - x1, 0);
  return { align, x: x + across, y, box: [x0 + across, y0, x1 + across, y1] };
}

/** For what must have its name: the spot that hides least, but never other words. */
function leastCovered(view, node, value, spots, { taken, texts, heads, bodies }) {
  if (!(value >= 5e5 || (node.degree > 5 && node.rank < NAMED))) return null;
  const open = spots.filter(({ box }) => within(view, box) && !texts.hits(box) && (node.card || !heads.hits(box)));
  const hidden = open.map(({ box }) => taken.covered(box) + bodies.covered(box));
  return open[hidden.indexOf(Math.min(...hidden))] ?? null;
}

function within(view, box) {
  return box[0] >= 2 && box[2] <= view.width - 2 && box[1] >= 2 && box[3] <= view.height - 2;
}

/** A ground for the words of the selected statement, which stand on its card among other marks. */
function plate(ctx, look, [x0, y0, x1, y1]) {
  ctx.globalAlpha = 0.94;
  ctx.fillStyle = look.panel;
  ctx.beginPath();
  ctx.roundRect(x0 - 5, y0 - 2, x1 - x0 + 10, y1 - y0 + 4, 5);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** The title of a card that is too small to hold it stands above or below the card. */
function cardSpots(frame, node, width, height) {
  const [x, y, w, h] = frame.card(node);
  const spot = (top) => ({ align: "center", x: x + w / 2, y: top + height / 2, box: [x + w / 2 - width / 2, top, x + w / 2 + width / 2, top + height] });
  return [spot(y - height - 3), spot(y + h + 3)];
}

function inkOf(node, look) {
  return node.kind === "place" || node.kind === "unnamed" ? look.mut : look.ink;
}

function write(ctx, rows, { align, x, y }, size, height, halo, ink, lit) {
  ctx.globalAlpha = lit ? 1 : 0.5;
  ctx.textAlign = align;
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.fillStyle = ink;
  rows.forEach((row, i) => {
    const line = y - height / 2 + size * 1.18 * (i + 0.5);
    ctx.strokeText(row, x, line);
    ctx.fillText(row, x, line);
  });
  ctx.globalAlpha = 1;
}

/** Names of the relations of the selected node, where there is room; "said" and "about" go without saying. */
function relationNames(ctx, frame, taken) {
  const { look, state, model } = frame;
  ctx.font = `500 11px ${FONT}`;
  ctx.textAlign = "center";
  for (const i of state.loud) {
    const edge = model.edges[i];
    const a = frame.at.get(edge.from);
    const b = frame.at.get(edge.to);
    if (!a || !b || edge.relation === "said" || edge.relation === "about") continue;
    const [cx, cy] = bend(a, b);
    const [x, y] = [(a.x + 2 * cx + b.x) / 4, (a.y + 2 * cy + b.y) / 4];
    const w = ctx.measureText(edge.relation).width;
    const box = [x - w / 2 - 3, y - 8, x + w / 2 + 3, y + 8];
    if (taken.hits(box)) continue;
    taken.add(box);
    ctx.fillStyle = look.bg;
    ctx.fillRect(box[0], box[1], w + 6, 16);
    ctx.fillStyle = look.mut;
    ctx.fillText(edge.relation, x, y);
  }
}
