// Light and dark: the colours of the style sheet, read for the canvas.
import { KINDS, POSITIONS } from "./kinds.mjs";

const NAMES = ["bg", "panel", "ink", "mut", "line", "soft", "acc", "shade", ...KINDS, ...POSITIONS];

/** The colours now in force, by name. */
export function look() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Follows the system until the reader chooses; `changed` is called after each change. */
export function startTheme(button, changed) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = false;
  const apply = (name) => {
    document.documentElement.dataset.theme = name;
    button.setAttribute("aria-pressed", String(name === "dark"));
    changed();
  };
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  button.setAttribute("aria-pressed", String(dark.matches));
  button.addEventListener("click", () => {
    chosen = true;
    apply(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  });
  dark.addEventListener("change", () => { if (!chosen) apply(dark.matches ? "dark" : "light"); });
}
