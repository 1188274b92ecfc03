// One outline for each kind: used on the canvas, in the legend, in lists and in the SVG export.

/** Adds the outline of `kind` around (x, y) to the path of `ctx`. */
export function outline(ctx, kind, x, y, r) {
  const draw = OUTLINES[kind];
  draw(ctx, x, y, r);
}

function polygon(ctx, points) {
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

const OUTLINES = {
  person(ctx, x, y, r) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, Math.PI * 2);
    ctx.closePath();
  },
  country(ctx, x, y, r) {
    const R = r * 1.1;
    polygon(ctx, [0, 1, 2, 3, 4, 5].map((i) => [x + R * Math.cos((Math.PI / 3) * i), y + R * Math.sin((Math.PI / 3) * i)]));
  },
  organisation(ctx, x, y, r) {
    ctx.roundRect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, r * 0.28);
  },
  group(ctx, x, y, r) {
    const q = r * 0.62;
    for (const [dx, dy] of [[-q, q * 0.75], [q, q * 0.75], [0, -q * 0.8]]) {
      ctx.moveTo(x + dx + q * 0.85, y + dy);
      ctx.arc(x + dx, y + dy, q * 0.85, 0, Math.PI * 2);
      ctx.closePath();
    }
  },
  unnamed(ctx, x, y, r) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, Math.PI * 2);
    ctx.closePath();
    ctx.moveTo(x + r * 0.5, y);
    ctx.arc(x, y, r * 0.5, 0, Math.PI * 2, true);
    ctx.closePath();
  },
  statement(ctx, x, y, r) {
    const w = r * 1.35;
    const h = r * 0.98;
    ctx.roundRect(x - w, y - h, 2 * w, 2 * h, r * 0.5);
    polygon(ctx, [[x - w * 0.45, y + h - 0.5], [x + w * 0.05, y + h - 0.5], [x - w * 0.62, y + h + r * 0.55]]);
  },
  commitment(ctx, x, y, r) {
    polygon(ctx, [[x, y - r * 1.2], [x + r * 1.2, y], [x, y + r * 1.2], [x - r * 1.2, y]]);
  },
  event(ctx, x, y, r) {
    polygon(ctx, [[x, y - r * 1.15], [x + r * 1.15, y + r * 0.9], [x - r * 1.15, y + r * 0.9]]);
  },
  place(ctx, x, y, r) {
    ctx.moveTo(x, y + r * 1.25);
    ctx.arc(x, y - r * 0.2, r * 0.95, Math.PI * 0.8, Math.PI * 0.2);
    ctx.closePath();
  },
  issue(ctx, x, y, r) {
    ctx.roundRect(x - r * 1.2, y - r * 0.95, r * 2.4, r * 1.9, r * 0.35);
  },
};
