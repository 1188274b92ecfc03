// Elements, marks and buttons. Everything from the record enters the page as text, never as markup.
import { POSITION_SIGN } from "./kinds.mjs";
import { outline } from "./shapes.mjs";
import { SvgContext } from "./svg.mjs";

const SVG = "http://www.w3.org/2000/svg";

export const $ = (selector) => document.querySelector(selector);

/** An element; `on…` are listeners, `class` and the rest attributes, null and false are left out. Strings become text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  set(node, attributes);
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

const outlines = new Map();

function outlineOf(kind) {
  if (!outlines.has(kind)) {
    const recorder = new SvgContext(18, 18, () => 0);
    recorder.beginPath();
    outline(recorder, kind, 9, kind === "statement" ? 8.3 : 9, kind === "statement" ? 6 : 6.4);
    outlines.set(kind, recorder.d.join(""));
  }
  return outlines.get(kind);
}

/** The small mark of a kind, as in the picture. Colours come from the style sheet, so that both themes fit. */
export function glyph(kind, stance = null) {
  const mark = svg("svg", { class: `g k-${kind}${stance ? ` p-${stance}` : ""}`, viewBox: "0 0 18 18", "aria-hidden": "true" });
  mark.append(svg("path", { d: outlineOf(kind) }));
  if (stance) mark.append(svg("text", { x: 9, y: 11.9, "text-anchor": "middle" }, POSITION_SIGN[stance]));
  return mark;
}

/** The mark of a node. */
export function markOf(node) {
  return glyph(node.kind, node.kind === "statement" ? node.stance : null);
}

/** A small drawing from a path of strokes. */
export function icon(d) {
  return svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d }));
}

/** Copies text; where the browser refuses, shows it selected so that the reader can copy it. */
export async function copy(text, button, done) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = done;
    setTimeout(() => { button.textContent = label; }, 1800);
  } catch {
    const field = el("input", { class: "copy", readonly: true, "aria-label": "Copy this" });
    field.value = text;
    button.after(field);
    field.select();
  }
}

/** Offers text or a blob as a file. */
export function download(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}
