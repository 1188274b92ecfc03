"""The page's script and style: ES modules joined into one function, in the order in which they need each other.

Each module becomes a function of its own, so that names cannot clash; only the two forms of `import { … } from` and
`export function|const|class` are understood, and anything else is an error. No minifier, no network, same bytes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from graph.errors import DamagedError

ASSETS = Path(__file__).parent / "assets"
ENTRY = "main"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z_]+)\.mjs";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.M)
_NAMED = re.compile(r"^export (?:async )?(?:function\*?|const|class) ([\w$]+)", re.M)
_COMMENT = re.compile(
    r"^[ \t]*(?://.*|/\*\*(?:.|\n)*?\*/)[ \t]*\n|^[ \t]+", re.M
)  # whole lines, indents
_REST = re.compile(r"^(?:import|export)\b.*", re.M)


@cache
def script(folder: Path = ASSETS / "js") -> str:
    """All modules that `main.mjs` needs, as one strict function that runs at once."""
    order: list[str] = []
    _visit(folder, ENTRY, order, ())
    parts = [_wrap(name, _source(folder, name)) for name in order]
    joined = "\n".join(parts)
    if "</script" in joined.lower():
        raise DamagedError("a module contains '</script', which would end the page's script")
    return f'(() => {{ "use strict";\n{joined}\n}})();\n'


@cache
def style(folder: Path = ASSETS) -> str:
    """The page's style sheet."""
    return _read(folder / "explorer.css")


def _visit(folder: Path, name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise DamagedError(f"modules import each other in a circle: {' → '.join((*above, name))}")
    if name in order:
        return
    for _, needed in _IMPORT.findall(_source(folder, name)):
        _visit(folder, needed, order, (*above, name))
    order.append(name)


def _wrap(name: str, source: str) -> str:
    names = _NAMED.findall(source)
    body = _IMPORT.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = m_{m[2]};\n", source)
    body = _COMMENT.sub("", _EXPORT.sub("", body))
    left = _REST.search(body)
    if left:
        raise DamagedError(f"{name}.mjs: cannot bundle the line {left[0]!r}")
    return f"const m_{name} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();"


def _source(folder: Path, name: str) -> str:
    return _read(folder / f"{name}.mjs")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise DamagedError(f"{path} cannot be read; install onrecord again") from error
