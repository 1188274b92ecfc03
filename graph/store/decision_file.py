"""The ledger once more, as plain lines beside the quads: what people decided survives a damaged store.

One JSON object a line, in the order in which the decisions were made. The store is the working copy; when the two
differ, each takes over what it lacks (see `mend`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph.assemble.graph import plain
from graph.errors import StoreError
from graph.model import Decision, Judge, Verdict

_FIELDS = ("sequence", "kind", "left", "right", "verdict", "judge", "score", "reason", "withdrawn")


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """The file `decisions.jsonl` of a record."""

    path: Path

    def read(self) -> tuple[Decision, ...]:
        """The decisions in their order. A line that was cut off by a kill, or damaged, is passed over."""
        try:
            text = self.path.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(
                f"{self.path} cannot be read ({error.strerror}): it holds people's decisions; get the right to"
            ) from error
        found = (_decision(line) for line in text.splitlines())
        return tuple(decision for decision in found if decision is not None)

    def append(self, decisions: Iterable[Decision]) -> None:
        """Add lines at the end, on disk when this returns."""
        lines = "".join(_line(decision) for decision in decisions)
        if not lines:
            return
        with self.path.open("a+b") as file:
            if file.tell() and not _ends_in_newline(self.path):
                file.write(b"\n")  # a line that a kill cut off stays a line of its own
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())


def missing(held: Sequence[Decision], kept: Sequence[Decision]) -> tuple[Decision, ...]:
    """Of the kept decisions those that `held` lacks, in their order.

    A decision is there if one with its place and its words is; one whose place another decision took is there
    if its words stand anywhere.
    """
    by_place = {decision.sequence: decision for decision in held}
    words = {replace(decision, sequence=0) for decision in held}

    def is_there(decision: Decision) -> bool:
        other = by_place.get(decision.sequence)
        if other is None:
            return False
        return other == decision or replace(decision, sequence=0) in words

    return tuple(decision for decision in kept if not is_there(decision))


def _line(decision: Decision) -> str:
    """Words as the store keeps them, or the two would differ for ever."""
    values = asdict(decision)
    line = {name: plain(v).value if type(v := values[name]) is str else v for name in _FIELDS}
    return json.dumps(line, ensure_ascii=False) + "\n"


def _decision(line: str) -> Decision | None:
    try:
        values = json.loads(line)
        return Decision(
            kind=str(values["kind"]),
            left=str(values["left"]),
            right=str(values["right"]),
            verdict=Verdict(values["verdict"]),
            judge=Judge(values["judge"]),
            score=float(values["score"]),
            reason=str(values["reason"]),
            sequence=int(values["sequence"]),
            withdrawn=bool(values["withdrawn"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _ends_in_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
