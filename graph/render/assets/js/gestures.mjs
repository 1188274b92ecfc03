// Mouse, pen and finger on the canvas: drag to move, wheel or pinch to zoom, tap to select, double tap to open up.

const TAP = 6; // pixels a pointer may wander and still tap

/** `on` has pan(dx, dy), zoom(factor, x, y), tap(x, y, isTouch), double(x, y), hover(x, y), leave(), end(). */
export function listen(canvas, on) {
  const down = new Map();
  let start = null;
  let lastTap = null;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    start = down.size === 1 ? { point: at(event), moved: false } : { moved: true };
  });
  canvas.addEventListener("pointermove", (event) => {
    const now = at(event);
    if (!down.has(event.pointerId)) { on.hover(...now); return; }
    const before = new Map(down);
    down.set(event.pointerId, now);
    if (down.size === 2) pinch([...before.values()], [...down.values()], on);
    else drag(before.get(event.pointerId), now);
  });
  const drag = (from, to) => {
    if (!start.moved && Math.hypot(to[0] - start.point[0], to[1] - start.point[1]) < TAP) return;
    const first = start.moved ? from : start.point;
    start.moved = true;
    on.pan(to[0] - first[0], to[1] - first[1]);
  };
  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    if (!start.moved && event.type === "pointerup") tap(...start.point, event);
    on.end();
  };
  const tap = (x, y, event) => {
    const again = lastTap && event.timeStamp - lastTap.time < 350 && Math.hypot(x - lastTap.x, y - lastTap.y) < 24;
    lastTap = again ? null : { x, y, time: event.timeStamp };
    if (again) on.double(x, y);
    else on.tap(x, y, event.pointerType === "touch");
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => on.leave());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    on.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), ...at(event));
    on.end();
  }, { passive: false });
}

function pinch([a0, b0], [a1, b1], on) {
  const span = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [x, y] = middle(a1, b1);
  const [x0, y0] = middle(a0, b0);
  on.pan(x - x0, y - y0);
  on.zoom(span(a1, b1) / Math.max(1, span(a0, b0)), x, y);
}
