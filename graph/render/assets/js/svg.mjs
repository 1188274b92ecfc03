// The part of a canvas context that the scene uses, writing SVG: one drawing code, two outputs.

const fix = (number) => String(Math.round(number * 10) / 10);

/** Text that is safe between tags and in attributes; characters that XML forbids are dropped. */
export function escapeXml(text) {
  return String(text)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
    .replace(/[&<>"']/gu, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
}

export class SvgContext {
  /** `measure(text, font)` gives a width; a real canvas lends it. */
  constructor(width, height, measure) {
    this.width = width;
    this.height = height;
    this.measure = measure;
    this.parts = [];
    this.d = [];
    this.stack = [];
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "12px sans-serif", globalAlpha: 1, textAlign: "left", textBaseline: "alphabetic", dash: [] });
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, font, globalAlpha, textAlign, textBaseline, dash } = this;
    this.stack.push({ fillStyle, strokeStyle, lineWidth, font, globalAlpha, textAlign, textBaseline, dash });
  }

  restore() { Object.assign(this, this.stack.pop()); }

  beginPath() { this.d = []; }

  moveTo(x, y) { this.d.push(`M${fix(x)} ${fix(y)}`); }

  lineTo(x, y) { this.d.push(`${this.d.length ? "L" : "M"}${fix(x)} ${fix(y)}`); }

  quadraticCurveTo(cx, cy, x, y) { this.d.push(`Q${fix(cx)} ${fix(cy)} ${fix(x)} ${fix(y)}`); }

  closePath() { this.d.push("Z"); }

  rect(x, y, w, h) { this.d.push(`M${fix(x)} ${fix(y)}h${fix(w)}v${fix(h)}h${fix(-w)}Z`); }

  roundRect(x, y, w, h, r) {
    const q = Math.min(r, w / 2, h / 2);
    this.d.push(`M${fix(x + q)} ${fix(y)}h${fix(w - 2 * q)}a${fix(q)} ${fix(q)} 0 0 1 ${fix(q)} ${fix(q)}v${fix(h - 2 * q)}a${fix(q)} ${fix(q)} 0 0 1 ${fix(-q)} ${fix(q)}h${fix(2 * q - w)}a${fix(q)} ${fix(q)} 0 0 1 ${fix(-q)} ${fix(-q)}v${fix(2 * q - h)}a${fix(q)} ${fix(q)} 0 0 1 ${fix(q)} ${fix(-q)}Z`);
  }

  arc(x, y, r, from, to, counter = false) {
    const at = (angle) => `${fix(x + r * Math.cos(angle))} ${fix(y + r * Math.sin(angle))}`;
    const sweep = counter ? 0 : 1;
    let turn = counter ? from - to : to - from;
    if (turn < 0) turn += Math.PI * 2;
    if (counter && turn === 0) turn = Math.PI * 2;
    this.d.push(`${this.d.length ? "L" : "M"}${at(from)}`);
    const step = (counter ? -1 : 1) * turn / 2;
    for (const angle of [from + step, from + 2 * step]) this.d.push(`A${fix(r)} ${fix(r)} 0 0 ${sweep} ${at(angle)}`);
  }

  setLineDash(dash) { this.dash = dash; }

  fill() { this.path(`fill="${this.fillStyle}" fill-rule="nonzero"`); }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.path(`fill="none" stroke="${this.strokeStyle}" stroke-width="${fix(this.lineWidth)}" stroke-linejoin="round"${dash}`);
  }

  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${fix(x)}" y="${fix(y)}" width="${fix(w)}" height="${fix(h)}" fill="${this.fillStyle}"${this.alpha()}/>`);
  }

  fillText(text, x, y) { this.text(text, x, y, `fill="${this.fillStyle}"`); }

  strokeText(text, x, y) { this.text(text, x, y, `fill="none" stroke="${this.strokeStyle}" stroke-width="${fix(this.lineWidth)}" stroke-linejoin="round" aria-hidden="true"`); }

  measureText(text) { return { width: this.measure(text, this.font) }; }

  /** The whole file. */
  toString(title) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" role="img"><title>${escapeXml(title)}</title>\n${this.parts.join("\n")}\n</svg>\n`;
  }

  path(attributes) { this.parts.push(`<path d="${this.d.join("")}" ${attributes}${this.alpha()}/>`); }

  alpha() { return this.globalAlpha < 1 ? ` opacity="${Math.round(this.globalAlpha * 100) / 100}"` : ""; }

  text(text, x, y, attributes) {
    const [, weight = "400", size = "12", family = "sans-serif"] = /^(?:(\d+) )?([\d.]+)px (.*)$/u.exec(this.font) ?? [];
    const anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    const shift = this.textBaseline === "middle" ? Number(size) * 0.35 : 0;
    this.parts.push(`<text x="${fix(x)}" y="${fix(y + shift)}" font-family="${escapeXml(family)}" font-size="${fix(Number(size))}" font-weight="${weight}" text-anchor="${anchor}" ${attributes}${this.alpha()}>${escapeXml(text)}</text>`);
  }
}
