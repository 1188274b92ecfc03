"""Attributions → statements: one a speaker, each with its level and the statement that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graph.extract.statements.circumstances import Circumstances, circumstances
from graph.extract.statements.contents import finish
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw, lies_in, size
from graph.extract.statements.speakers import Speakers
from graph.extract.statements.wording import head_of, wording
from graph.model import Certainty, Mention, Origin, QuoteType, Span, Statement
from graph.parse import Reading

_THIRD = frozenset(("he", "she"))
_LETTERS = frozenset(("Q", "A"))  # of an interview that does not tell who asks


def layer(
    reading: Reading, quotations: Quotations, raws: Sequence[Raw], name: str, version: str
) -> Iterator[Statement]:
    """Statements in text order, numbered from 0.

    "Lind said it was over, the Post reported" gives two: the Post's (level 0) and Lind's (level 1,
    `through` the Post's).
    """
    ordered = sorted(raws, key=lambda raw: (raw.start, -size(raw.content), raw.cue, raw.content))
    speakers = Speakers(reading, (raw.subject for raw in ordered if raw.subject is not None))
    first_key: dict[int, int] = {}
    groups: list[list[Statement]] = []
    key = 0
    for number, raw in enumerate(ordered):
        origin = Origin(name, version, round(raw.confidence, 3))
        group = _statements(reading, quotations, raw, speakers, origin)
        first_key[number] = key
        key += len(group)
        groups.append(group)
    around = _around(ordered)
    parents = [_parent(number, ordered, around[number]) for number in range(len(ordered))]
    for number, group in enumerate(groups):
        level, through = _level(number, parents), parents[number]
        outer = () if through is None else groups[through]
        for offset, statement in enumerate(group):
            yield replace(
                statement,
                speaker=_not_himself(statement.speaker, outer),
                key=first_key[number] + offset,
                level=level,
                through=None if through is None else first_key[through],
            )


def _not_himself(speaker: Mention | None, outer: Sequence[Statement]) -> Mention | None:
    """The speaker; without the name where "he" was taken for him whose own quoted words hold it.

    “He said he would look into it,” Lind told us: somebody else said so. Counter-example: Lind said he had told her.
    """
    if speaker is None or speaker.entity is None or speaker.text.lower() not in _THIRD:
        return speaker
    himself = any(
        s.kind is QuoteType.DIRECT and s.speaker is not None and s.speaker.entity == speaker.entity
        for s in outer
    )
    return replace(speaker, entity=None) if himself else speaker


def _around(raws: Sequence[Raw]) -> list[list[int]]:
    """For each attribution the others, by number, whose content holds its anchor: the first words of its cue.

    One sweep over the text: contents are opened where they begin and closed where they end.
    """
    contents = sorted((s.start, s.end, n) for n, raw in enumerate(raws) for s in raw.content)
    anchors = sorted(((raw.cue or raw.content)[0], n) for n, raw in enumerate(raws))
    found: list[list[int]] = [[] for _ in raws]
    opened: list[tuple[int, int, int]] = []
    at = 0
    for anchor, number in anchors:
        while at < len(contents) and contents[at][0] <= anchor.start:
            opened.append(contents[at])
            at += 1
        opened = [content for content in opened if content[1] > anchor.start]
        holders = {n for _, end, n in opened if end >= anchor.end and n != number}
        found[number] = sorted(holders)
    return found


def _parent(number: int, raws: Sequence[Raw], holders: Sequence[int]) -> int | None:
    """The smallest of the attributions around one, which holds its content as well as its cue."""
    raw = raws[number]
    best = None
    for other in holders:
        around = raws[other]
        if size(around.content) < size(raw.content) or lies_in(around.cue, raw.content):
            continue
        if best is None or size(around.content) < size(raws[best].content):
            best = other
    return best


def _level(number: int, parents: Sequence[int | None]) -> int:
    level, at, seen = 0, parents[number], {number}
    while at is not None and at not in seen:
        seen.add(at)
        level, at = level + 1, parents[at]
    return level


def _statements(
    reading: Reading, quotations: Quotations, raw: Raw, speakers: Speakers, origin: Origin
) -> list[Statement]:
    text = reading.document.text
    content, kind = finish(text, raw.content, raw.cue, quotations)
    if not content:
        return []
    cue = None if raw.cue_word is None else reading.doc[raw.cue_word]
    worded = wording(cue, raw.frame, _head(reading, content), content[0])
    around = Circumstances() if cue is None else circumstances(reading, cue, content, raw.subject)
    common = Statement(
        key=0,
        speaker=None,
        source=raw.source,
        cue=raw.cue,
        content=content,
        kind=kind,
        origin=origin,
        act=worded.act,
        mode=worded.mode,
        speaker_confidence=round(raw.source_confidence, 3),
        addressee=around.addressee,
        said_on=around.said_on,
        medium=around.medium,
        negated=worded.negated,
        modality=worded.modality,
        certainty=Certainty.CONDITIONAL
        if _is_condition_first(reading, content)
        else worded.certainty,
        tense=worded.tense,
        content_negated=worded.content_negated,
    )
    return [replace(common, speaker=mention) for mention in _speakers(reading, raw, speakers)]


def _speakers(reading: Reading, raw: Raw, speakers: Speakers) -> Sequence[Mention | None]:
    subject = None if raw.subject is None else reading.doc[raw.subject]
    if subject is None or (subject.text in _LETTERS and reading.entity_at(subject.i) is None):
        return (None,)
    return speakers(subject)


def _head(reading: Reading, content: Sequence[Span]) -> Token | None:
    """The word that carries the content; its main clause's, where a condition stands first: "If it rains, Lind said, | it sinks"."""
    carrier = content[1] if _is_condition_first(reading, content) else content[0]
    tokens = reading.tokens(carrier)
    return None if tokens is None else head_of(reading.doc, tokens.start, tokens.end)


def _is_condition_first(reading: Reading, content: Sequence[Span]) -> bool:
    words = content[0].of(reading.document.text).lstrip("“\"‘'").split(maxsplit=1)
    return len(content) > 1 and bool(words) and words[0].lower() in _CONDITIONAL


_CONDITIONAL = frozenset({"if", "unless", "should", "were", "provided"})
