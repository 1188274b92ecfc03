"""pyvis writes the page: its `Network` holds nodes, edges and options; template, escaping and drawing are ours.

pyvis 0.3.2 as it stands links two files of a CDN even with `in_line`, runs JavaScript through Jinja, opens files without
an encoding, puts titles that contain `href` into innerHTML and leaves the heading unescaped. So: own template with
autoescape, scripts inserted raw by a helper, dictionary look-ups, UTF-8, and a policy that lets only our script run.
Its vis-network draws a frame of 1,500 nodes in 29–40 ms and weighs 0.5 MB; `assets/js/scene.mjs` takes a fraction of both.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graph.errors import ConfigError
from graph.render import bundle
from graph.render.payload import Json, pack

MOST_PLAIN = 600_000  # characters of data; more are packed, so that a large page stays small
_TEMPLATES = Path(__file__).parent / "assets"
_OPTIONS: dict[str, Json] = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}


class ExplorerNetwork(Network):  # type: ignore[misc]
    """A pyvis network that is written as one offline page."""

    def __init__(self, title: str) -> None:
        super().__init__(
            height="100%", width="100%", directed=True, heading=title, cdn_resources="in_line"
        )
        self.options = dict(_OPTIONS)
        self.story: dict[str, Json] = {}
        self.turtle = ""
        self.path = "explorer.html.jinja"
        self.templateEnv = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
        )

    def add_node(self, n_id: int, label: str | None = None, **options: Any) -> None:
        """Adds a node; a dictionary look-up in place of pyvis' search through a list."""
        if n_id in self.node_map:
            raise ConfigError(f"node {n_id} is on the page twice; give each node its own number")
        node = {"label": label or str(n_id), **options}
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """Adds a directed edge; parallel edges are kept."""
        for end in (source, to):
            if end not in self.node_map:
                raise ConfigError(f"edge {source}–{to} has no node {end}; add the node first")
        rest = options.get("rest", [])
        self.edges.append([source, to, options["relation"], *rest])

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        """The page's text. The arguments are pyvis' own; none of them changes anything here."""
        nodes, edges, heading, _, _, options = self.get_network_data()
        data = {"nodes": nodes, "edges": edges, "options": json.loads(options), **self.story}
        script, style = bundle.script(), bundle.style()
        template = self.templateEnv.get_template(self.path)
        plain = script_json(data)
        packed = len(plain) > MOST_PLAIN
        return template.render(
            title=heading,
            policy=policy(script, style),
            style=Markup(style),
            script=Markup(script),
            data=pack(data) if packed else plain,
            packed=packed,
            turtle=self.turtle,
        )

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Writes the page to `name`, as UTF-8 with line feeds, whatever the system's own habits are."""
        Path(name).write_text(self.generate_html(name), encoding="utf-8", newline="\n")


def script_json(value: object) -> Markup:
    """JSON that cannot end the script element it stands in, nor be read as markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy: nothing is loaded from anywhere, and only these two blocks count."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
