"""The learnt tagger's attributions as candidates, so that rules and tagger can be weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from graph.extract.statements.candidates import Candidate
from graph.extract.statements.clause import Range, trim
from graph.extract.statements.wording import head_of
from graph.extract.tagger import Attribution
from graph.model import Span
from graph.parse import Reading


def candidates(reading: Reading, attributions: Iterable[Attribution]) -> Iterator[Candidate]:
    """One candidate for each attribution whose content covers a word, in the same order."""
    for attribution in attributions:
        candidate = _candidate(reading, attribution)
        if candidate is not None:
            yield candidate


def _candidate(reading: Reading, found: Attribution) -> Candidate | None:
    doc = reading.doc
    content = [r for r in (_trimmed(reading, span) for span in found.content) if r is not None]
    if not content:
        return None
    source = _whole(reading, found.source)
    cue = _whole(reading, found.cue)
    subject = None if source is None else _noun(doc, source)
    head = head_of(doc, *content[0]) or doc[content[0][0]]
    word = None if cue is None else head_of(doc, *cue)
    if word is None:
        word = subject if subject is not None else head
    return Candidate(
        cue=word,
        cue_range=cue or (word.i, word.i),
        frame="tagged" if cue is not None else "tagged:colon",
        content=content,
        head=head,
        source=source,
        subject=subject,
        how="none" if subject is None else "tagged",
        score=found.confidence,
    )


def _trimmed(reading: Reading, span: Span) -> Range | None:
    tokens = reading.tokens(span)
    return None if tokens is None else trim(reading.doc, (tokens.start, tokens.end))


def _whole(reading: Reading, spans: Sequence[Span]) -> Range | None:
    """From the first to the last token: sources and cues are one stretch in the training texts."""
    if not spans:
        return None
    tokens = reading.tokens(Span(spans[0].start, spans[-1].end))
    return None if tokens is None else (tokens.start, tokens.end)


def _noun(doc: Doc, source: Range) -> Token:
    """The noun of a source: its word that hangs outside, never an adjective or a title before a name."""
    root = doc[source[0] : source[1]].root
    if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return root
    nouns = [t for t in doc[source[0] : source[1]] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    return nouns[0] if nouns else root
