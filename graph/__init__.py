"""onrecord: who said what, who pledged what, and the sentence that proves it.

`open("record")` reads a record; see `graph.record`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.record import Record, open

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "open"]


def __getattr__(name: str) -> object:
    """`open` and `Record`, loaded when they are asked for: the command line starts without them."""
    if name in ("Record", "open"):
        from graph import record

        return getattr(record, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
