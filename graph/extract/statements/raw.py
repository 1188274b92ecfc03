"""An attribution before it is layered: spans of source, cue and content, from rules or from the tagger."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Span


@dataclass(frozen=True, slots=True)
class Raw:
    """Somebody (source) is said (cue) to have said, thought or wanted something (content).

    `cue_word` and `subject` are the token indices of the word that carries the cue and of the noun that
    names the speaker: the antecedent of "who", the subject that "added" shares with "said". `nested` marks
    one that lies in the content of another and was judged without regard to that.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    source_confidence: float
    cue_word: int | None = None
    subject: int | None = None
    frame: str = ""
    nested: bool = False

    @property
    def start(self) -> int:
        """Where the first of its words begins: the order of statements."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))


def overlap(left: tuple[Span, ...], right: tuple[Span, ...]) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def size(spans: tuple[Span, ...]) -> int:
    """How many characters the spans hold."""
    return sum(len(span) for span in spans)


def lies_in(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    """Whether the first of the inner spans lies in one of the outer."""
    return bool(inner) and any(span.contains(inner[0]) for span in outer)
