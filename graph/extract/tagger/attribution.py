"""What the tagger gives back: one attribution, in offsets of the text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (source) is said (cue) to have said, thought or wanted something (content).

    Spans are in text order and do not overlap within a role; `source` is empty where the text names
    none, `cue` is empty where none stands ("Macron: …", a quotation that goes on from the last one).
    `confidence` is the calibrated probability that the content is right (half of its characters
    shared with a reader's) and belongs to this source; `source_confidence` the probability that the
    source is right, given the content. Both in [0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    source_confidence: float
