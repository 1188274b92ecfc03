"""What a build did, for whoever started it."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Findings, Problem


@dataclass(slots=True)
class Report:
    """Counts of a run. `read` are documents parsed now, `kept` those that had not changed."""

    seen: int = 0
    read: int = 0
    kept: int = 0
    removed: int = 0
    statements: int = 0
    commitments: int = 0
    stances: int = 0
    roles: int = 0
    events: int = 0
    phase: str = "reading"
    problems: list[Problem] = field(default_factory=list)

    def add(self, findings: Findings) -> None:
        """Count what was found in a document that was read now."""
        self.read += 1
        self.statements += len(findings.statements)
        self.commitments += len(findings.commitments)
        self.stances += len(findings.stances)
        self.roles += len(findings.roles)
        self.events += len(findings.events)
