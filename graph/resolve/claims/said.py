"""A statement as the joining of claims sees it: flat, resolved, without spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import snowballstemmer

from graph.model import Act, Certainty, Findings, QuoteType, Span, Statement
from graph.parse.quantities.figures import figures

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]?")
_PERCENT = re.compile(r"[ -]?(?:%|per ?cent\b)", re.IGNORECASE)
_ENDED = re.compile(r"[.!?][”\"’']*\s|\n")
LEAD = 120  # characters
FEW = 10  # "one of them", "no two alike": words for less count nothing
_STEMMER = snowballstemmer.stemmer("english")

# Function words and the verbs of saying and being: sharing them says nothing about the content.
STOP = frozenset(
    """a an the and or but if so as at by for from in into of off on onto out over per to up upon with without
    about above after again against all also although am amid among any are around be because been before
    being below between both can cannot could did do does doing done down during each even ever every few
    further had has is have having he her here hers him his how however i it its itself just may me might more
    most much must my nor not now of only other our ours own rather said same say says shall she should
    since some such than that their theirs them then there these they this those though through thus too
    under until very was we were what when where whether which while who whom whose why will would yet you
    your yours told tell added according statement""".split()
)
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without won't don't doesn't didn't isn't "
    "aren't wasn't weren't can't cannot couldn't wouldn't shouldn't hasn't haven't refuse refuses refused "
    "reject rejects rejected deny denies denied rule unwilling oppose opposes opposed".split()
)
_LISTED = frozenset({"no", "nor", "neither", "none"})


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: who (an actor id), what, when, by which outlet."""

    document: str
    key: int
    actor: str | None
    text: str
    quotes: tuple[str, ...]
    day: date | None
    outlet: str | None
    act: Act
    kind: QuoteType
    is_negated: bool  # the saying: "does not believe that …"
    is_conditional: bool
    numbers: frozenset[str]
    confidence: float
    is_content_negated: bool = False  # the main clause of the content, by its parse
    is_named: bool = True  # "officials" in two texts need not be the same people
    through: str | None = (
        None  # who the text says reported it: the agency, outlet or person between
    )
    outer: int | None = None  # key of the statement of the same document inside which it stands
    cue: str = ""  # the words of the cue, lower case
    topics: tuple[str, ...] = ()  # noun phrases of the content
    position: int = 0  # offset of the cue or content, for the order within a document
    lead: str = ""  # the words of its sentence before it: "Asked about that, the mayor"

    @property
    def report(self) -> tuple[str, int]:
        """What identifies the statement: (document id, key)."""
        return (self.document, self.key)


def from_findings(
    findings: Findings, actors: dict[int, str], unnamed: frozenset[str] = frozenset()
) -> Iterator[Said]:
    """The statements of one document. `actors` maps entity keys to actor ids."""
    by_key = {s.key: s for s in findings.statements}
    for statement in findings.statements:
        yield _said(findings, statement, by_key, actors, unnamed)


def _said(
    findings: Findings,
    statement: Statement,
    by_key: dict[int, Statement],
    actors: dict[int, str],
    unnamed: frozenset[str],
) -> Said:
    document = findings.document
    text = content_text(document.text, statement.content)
    actor = _actor(statement, actors)
    outer = by_key.get(statement.through) if statement.through is not None else None
    return Said(
        document=document.id,
        key=statement.key,
        actor=actor,
        text=text,
        quotes=quoted(text, statement.kind),
        day=(statement.said_on.start if statement.said_on else None) or document.published,
        outlet=document.publisher,
        act=statement.act,
        kind=statement.kind,
        is_negated=statement.negated,
        is_content_negated=statement.content_negated,
        is_conditional=statement.certainty is Certainty.CONDITIONAL,
        numbers=numbers(text),
        confidence=statement.origin.confidence * statement.speaker_confidence,
        is_named=actor is not None and actor not in unnamed,
        through=_through(findings, statement, outer),
        outer=statement.through,
        cue=content_text(document.text, statement.cue).lower(),
        topics=statement.topics,
        position=_start(statement),
        lead=_lead(document.text, _start(statement)),
    )


def _start(statement: Statement) -> int:
    return min((s.start for s in (*statement.cue, *statement.content)), default=0)


def _lead(text: str, start: int) -> str:
    before = text[max(0, start - LEAD) : start]
    return _ENDED.split(before)[-1].strip()


def _through(findings: Findings, statement: Statement, outer: Statement | None) -> str | None:
    """The fullest name of who is reported to have reported it; nobody reports on himself."""
    if outer is None or outer.speaker is None:
        return None
    key = outer.speaker.entity
    if key is not None and statement.speaker is not None and key == statement.speaker.entity:
        return None
    names = (e.name for e in findings.entities if e.key == key)
    return next(names, outer.speaker.text)


def _actor(statement: Statement, actors: dict[int, str]) -> str | None:
    if statement.speaker is None or statement.speaker.entity is None:
        return None
    return actors.get(statement.speaker.entity)


def content_text(text: str, spans: Iterable[Span]) -> str:
    """The words of a content, its parts joined by a space."""
    return " ".join(span.of(text).strip() for span in spans)


def quoted(text: str, kind: QuoteType) -> tuple[str, ...]:
    """The words between quotation marks; a direct content is quoted as a whole."""
    if kind is QuoteType.DIRECT:
        return (text,)
    return tuple(m.group(1).strip() for m in _QUOTED.finditer(text) if m.group(1).strip())


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word."""
    return str(_STEMMER.stemWord(word))


KEPT = (
    131_072  # texts of statements whose stems stay at hand: those of 10,000 documents, about 120 MB
)


@lru_cache(maxsize=KEPT)
def stems(text: str) -> frozenset[str]:
    """Stems of the content words.

    >>> sorted(stems("The ports would not reopen"))
    ['port', 'reopen']
    """
    words = (w.group().lower().replace("’", "'") for w in _WORD.finditer(text))
    return frozenset(stem(w.removesuffix("'s")) for w in words if w not in STOP and len(w) > 1)


def shared_words(a: str, b: str, most: int = 5) -> str:
    """The first content words that two texts share, as the first one writes them: "ports, reopen"."""
    both = stems(a) & stems(b)
    found: dict[str, str] = {}
    for match in _WORD.finditer(a):
        word = match.group().replace("’", "'").removesuffix("'s")
        root = stem(word.lower())
        if root in both:
            found.setdefault(root, word)
    return ", ".join([*found.values()][:most])


def words(text: str) -> list[str]:
    """Lower-case words in order, numbers included."""
    return [w.group().lower() for w in _WORD.finditer(text)]


def is_negative(said: Said) -> bool:
    """Whether an odd number of negations, in the words and in the saying, turns the content around."""
    return is_turned(said.text) != said.is_negated


def is_turned(text: str) -> bool:
    """Whether an odd number of negations stands in the words.

    >>> is_turned("no troops will come"), is_turned("nobody refused"), is_turned("no dam and no road")
    (True, False, True)
    """
    found = [w.replace("’", "'") for w in words(text) if w.replace("’", "'") in NEGATIONS]
    listed = sum(w in _LISTED for w in found)  # "no ports and no ferries" negates once
    return (len(found) - max(0, listed - 1)) % 2 == 1


@lru_cache(maxsize=16_384)
def numbers(text: str) -> frozenset[str]:
    """Amounts in figures or words by their value; a share in percent is that of one. Bare words below ten are none.

    >>> sorted(numbers("twenty-six nations, 1.5 billion euros and half of 3,000 tents"))
    ['0.5', '1.5e+09', '26', '3000']
    >>> numbers("1,500 million"), numbers("50 percent"), numbers("one of us, no two alike")
    (frozenset({'1.5e+09'}), frozenset({'0.5'}), frozenset())
    """
    found = set()
    for figure in figures(text):
        is_bare = figure.spelled and not figure.fraction and (figure.value or 0) < FEW
        if figure.value is not None and not is_bare:
            is_share = bool(_PERCENT.match(text, figure.end))
            found.add(f"{figure.value / 100 if is_share else figure.value:.6g}")
    return frozenset(found)
