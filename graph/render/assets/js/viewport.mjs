// The window onto the page: one scale and one centre. Pure arithmetic.

export class Viewport {
  constructor() {
    this.width = 800;
    this.height = 600;
    this.k = 0.6;
    this.x = 0;
    this.y = 0;
    this.least = 0.02;
  }

  sx(x) { return (x - this.x) * this.k + this.width / 2; }

  sy(y) { return (y - this.y) * this.k + this.height / 2; }

  wx(sx) { return (sx - this.width / 2) / this.k + this.x; }

  wy(sy) { return (sy - this.height / 2) / this.k + this.y; }

  /** Moves by screen pixels. */
  pan(dx, dy) {
    this.x -= dx / this.k;
    this.y -= dy / this.k;
  }

  /** Multiplies the scale and keeps the point under (sx, sy) where it is. */
  zoom(factor, sx = this.width / 2, sy = this.height / 2) {
    const x = this.wx(sx);
    const y = this.wy(sy);
    this.k = Math.min(4, Math.max(this.least, this.k * factor));
    this.x = x - (sx - this.width / 2) / this.k;
    this.y = y - (sy - this.height / 2) / this.k;
  }

  /**
   * Scale and centre that show `boxes` ({x0,y0,x1,y1} in page units, with `px`, `py` pixels of room for a label)
   * wholly, `inset` pixels below the upper edge; null for none.
   */
  fitting(boxes, most = 1.5, inset = 0, margin = 16) {
    if (!boxes.length) return null;
    let k = 0.6;
    let found = null;
    for (let pass = 0; pass < 4; pass += 1) {
      const x0 = Math.min(...boxes.map((b) => b.x0 - b.px / k));
      const x1 = Math.max(...boxes.map((b) => b.x1 + b.px / k));
      const y0 = Math.min(...boxes.map((b) => b.y0 - b.py / 2 / k));
      const y1 = Math.max(...boxes.map((b) => b.y1 + b.py / k));
      k = Math.min(most, (this.width - margin) / (x1 - x0), (this.height - margin - inset) / (y1 - y0));
      k = Math.max(this.least, k);
      found = { k, x: (x0 + x1) / 2, y: (y0 + y1 - inset / k) / 2 };
    }
    return found;
  }

  /** Takes a scale and centre, or a point between the present one and it (`part` from 0 to 1). */
  take({ k, x, y }, part = 1, from = this) {
    this.k = from.k * (k / from.k) ** part;
    this.x = from.x + (x - from.x) * part;
    this.y = from.y + (y - from.y) * part;
  }
}
