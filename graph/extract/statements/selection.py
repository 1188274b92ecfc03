"""Chooses among the candidates: one a cue, the outermost first, and what is said inside what is said."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extract.statements.candidates import Candidate, Proposer
from graph.extract.statements.clause import RELATIVE, Range, chars
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw
from graph.extract.statements.scoring import embedded_probability, is_cue, probability
from graph.lexicons import reporting
from graph.model import Mode
from graph.parse import Reading

THRESHOLD = 0.45  # full@0.5 on PolNeAR dev: 69.9 at 0.35, 68.6 here; a wrong one is worse than none
UNNAMED_THRESHOLD = 0.5  # without a speaker: "is expected to", "reportedly"
NESTED_THRESHOLD = 0.5
_SHARE = 0.75  # of the other readings' likelihood that speaks for the cue
_OTHER_VOICES = frozenset("while whereas though although but and with as conj:VBD conj:VBZ".split())
_RIVAL = 0.35  # an outer statement this much less likely than the one inside it is dropped


def read_rules(reading: Reading, quotations: Quotations) -> list[Raw]:
    """The attributions of one document by rules alone, in text order; nested ones are marked."""
    scored = _scored(reading, quotations)
    groups = [group for group in _by_cue(scored) if _accepted(group)]
    outer = _outermost(_without_another_voice(groups))
    inner = _nested(scored, outer, quotations)
    found = [_raw(c, nested=False) for c in outer] + [_raw(c, nested=True) for c in inner]
    return sorted(found, key=lambda raw: raw.start)


def _scored(reading: Reading, quotations: Quotations) -> list[Candidate]:
    candidates = list(Proposer(reading.doc, quotations, is_cue))
    for candidate in candidates:
        candidate.score = probability(candidate, quotations)
    return candidates


def _by_cue(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """The candidates of each cue, likeliest first."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.cue.i, []).append(candidate)
    return [sorted(group, key=lambda c: -c.score) for group in groups.values()]


def _support(group: list[Candidate]) -> float:
    """How likely the cue reports something, whichever of its readings is right."""
    best, others = group[0].score, sum(c.score for c in group[1:4])
    return min(0.99, best + _SHARE * others)


def _accepted(group: list[Candidate]) -> bool:
    return _support(group) >= (THRESHOLD if group[0].source is not None else UNNAMED_THRESHOLD)


def _without_another_voice(groups: list[list[Candidate]]) -> list[Candidate]:
    """The best reading of each cue; what another says in a clause at its end is cut off.

    "Lind told the committee it was over, while Berg noted that …": Berg's words are not Lind's.
    """
    best = [group[0] for group in groups]
    others = [c for c in best if c.how == "own" and c.subject is not None]
    for number, group in enumerate(groups):
        if group[0].tail in _OTHER_VOICES:
            shorter = next((c for c in group if c.cut == group[0].tail), None)
            if shorter is not None and any(_is_between(o, shorter, group[0]) for o in others):
                shorter.score = group[0].score
                best[number] = shorter
    return best


def _is_between(other: Candidate, shorter: Candidate, longer: Candidate) -> bool:
    cue = other.cue.i
    return _holds(longer.content, cue) and not _holds(shorter.content, cue)


def _outermost(candidates: list[Candidate]) -> list[Candidate]:
    """The likeliest first; one whose cue lies in the content of another gives way to it."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.cue.i)):
        if any(_gives_way(candidate, other) for other in kept):
            continue
        kept = [other for other in kept if not _holds(candidate.content, other.cue.i)]
        kept.append(candidate)
    return kept


def _gives_way(candidate: Candidate, other: Candidate) -> bool:
    if _holds(other.content, candidate.cue.i):
        return True
    if _holds(candidate.content, other.cue.i):
        return other.score > candidate.score + _RIVAL and not _is_around(candidate)
    shared = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in candidate.content for b in other.content
    )
    return shared * 2 > min(_size(candidate.content), _size(other.content))


def _is_around(candidate: Candidate) -> bool:
    """Whether it stands beside the whole sentence: ", according to the Post", ", as Lind noted"."""
    return candidate.frame.startswith(("according", "per", "opinion", "aside"))


def _nested(
    scored: list[Candidate], outer: list[Candidate], quotations: Quotations
) -> list[Candidate]:
    """Acts of saying inside the content of another, by somebody else: "Lind said that Berg had denied it".

    Only speech: what people inside a quotation think is the quotation's matter.
    """
    found: list[Candidate] = []
    for candidate in scored:
        around = next((o for o in outer if _holds(o.content, candidate.cue.i)), None)
        if around is None or candidate.subject is None or not _is_speech(candidate):
            continue
        if around.subject is not None and around.subject.i == candidate.subject.i:
            continue
        if candidate.subject.lower_ in ("i", "we", "you", "one", "it"):
            continue
        candidate.score = embedded_probability(candidate, quotations)
        found.append(candidate)
    accepted = [g for g in _by_cue(found) if _support(g) >= NESTED_THRESHOLD]
    return _outermost([group[0] for group in accepted])


def _is_speech(candidate: Candidate) -> bool:
    pos = "NOUN" if candidate.cue.pos_ == "PROPN" else candidate.cue.pos_
    known = reporting.cue(candidate.cue.lemma_.lower(), pos)
    if known is None:
        return candidate.frame.startswith(("according", "opinion"))
    return known.mode is Mode.SPEECH


def _holds(content: list[Range], token: int) -> bool:
    return any(start <= token < end for start, end in content)


def _size(content: list[Range]) -> int:
    return sum(end - start for start, end in content)


def _raw(candidate: Candidate, *, nested: bool) -> Raw:
    doc = candidate.cue.doc
    return Raw(
        source=() if candidate.source is None else (chars(doc, candidate.source),),
        cue=(chars(doc, candidate.cue_range),),
        content=tuple(chars(doc, piece) for piece in candidate.content),
        confidence=candidate.score,
        source_confidence=0.96 if candidate.subject is not None else 0.9,
        cue_word=candidate.cue.i,
        subject=None if candidate.subject is None else _antecedent(candidate),
        frame=candidate.frame,
        nested=nested,
    )


def _antecedent(candidate: Candidate) -> int:
    """Whom "who" stands for: the noun on which its clause hangs."""
    subject = candidate.subject
    assert subject is not None
    verb = subject.head
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head.i
    return subject.i
