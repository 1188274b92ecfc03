"""Reading → Findings. The built-in extractors stand in a visible tuple, in the order in which they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.extract import sources
from graph.extract.base import Extractor, Finding
from graph.extract.clauses import ClauseExtractor, ClauseModel
from graph.extract.commitments import CommitmentExtractor
from graph.extract.events import EventExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.stances import LeaningReader, StanceExtractor
from graph.extract.statements import TAGGER_KEEP, StatementExtractor
from graph.extract.tagger import AttributionTagger
from graph.extract.topics import noun_phrases, of_document, with_topics
from graph.model import (
    Commitment,
    Event,
    Findings,
    Role,
    Stance,
    Statement,
)
from graph.parse import Reading, coreference

PROFILES = ("accurate", "fast")
GENRES = ("news", "general")
_LAYERS: tuple[tuple[str, type], ...] = (
    ("statements", Statement),
    ("commitments", Commitment),
    ("stances", Stance),
    ("roles", Role),
    ("events", Event),
)


def built_in(
    profile: str = "accurate", genre: str = "news", clauses: ClauseModel | None = None
) -> tuple[Extractor, ...]:
    """The extractors of a profile and a genre.

    Of news `fast` reads statements by rules, `accurate` adds the learnt tagger. Of genre `general` both read them by
    clauses, with the shipped model or with `clauses`.
    """
    return (
        RoleExtractor(),
        ClauseExtractor(clauses) if genre == "general" else _of_news(profile),
        CommitmentExtractor(),
        EventExtractor(),
        StanceExtractor(None if profile == "fast" else LeaningReader.load()),
    )


def _of_news(profile: str) -> Extractor:
    """Who reads the statements of news."""
    fast = profile == "fast"
    return StatementExtractor(None if fast else AttributionTagger.load(keep=TAGGER_KEEP))


def extract(reading: Reading, extractors: Sequence[Extractor]) -> Findings:
    """All findings of one document, in text order within each layer."""
    findings, phrases = Findings(document=reading.document), noun_phrases(reading)
    for extractor in extractors:
        found = tuple(extractor(reading, findings))
        for layer, kind in _LAYERS:
            more = tuple(f for f in found if isinstance(f, kind))
            if more:
                findings = replace(findings, **{layer: getattr(findings, layer) + more})
        if any(isinstance(f, Statement) for f in found):
            # "we will send tents" is the speaker's commitment: who "we" is must be known before it is read
            coreference.resolve_first_person(reading, findings.statements)
            findings = replace(findings, statements=with_topics(findings.statements, phrases))
    entities = tuple(sources.actors(reading, findings))
    return replace(
        findings,
        entities=entities,
        quantities=tuple(reading.quantities),
        topics=of_document(reading, phrases),
    )


__all__ = ["GENRES", "PROFILES", "Extractor", "Finding", "built_in", "extract"]
