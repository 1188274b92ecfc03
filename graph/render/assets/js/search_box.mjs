// The search field with its list of hits; "/" comes here, Enter opens the best hit.
import { $, el, markOf } from "./dom.mjs";
import { describe } from "./graph_view.mjs";
import { find, index } from "./search.mjs";

export class SearchBox {
  constructor(app) {
    this.app = app;
    this.field = $("#search");
    this.list = $("#hits");
    this.hits = [];
    this.current = -1;
    this.entries = null;
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("focus", () => { if (this.field.value) this.look(); });
  }

  look() {
    this.entries ??= index(this.app.model);
    this.hits = find(this.entries, this.field.value);
    this.current = this.hits.length ? 0 : -1;
    this.draw();
  }

  draw() {
    const open = this.field.value.trim() !== "";
    this.list.replaceChildren(...this.hits.map((node, i) => el("li", { role: "option", id: `hit-${i}`, "aria-selected": String(i === this.current), onmousedown: (event) => { event.preventDefault(); this.pick(i); } },
      markOf(node), el("span", {}, node.label, el("small", {}, describe(this.app, node))))));
    if (open && !this.hits.length) this.list.append(el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found. Try one word, or a name."));
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    if (this.current >= 0) this.field.setAttribute("aria-activedescendant", `hit-${this.current}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "ArrowDown") this.current = Math.min(this.current + 1, this.hits.length - 1);
    else if (event.key === "ArrowUp") this.current = Math.max(this.current - 1, 0);
    else if (event.key === "Enter") { this.pick(this.current); return; }
    else if (event.key === "Escape") { this.field.value = ""; this.field.blur(); return; }
    else return;
    event.preventDefault();
    this.draw();
  }

  pick(i) {
    const node = this.hits[i];
    if (!node) return;
    this.field.value = "";
    this.field.blur();
    this.app.select(node.i);
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }
}
