"""To whom, through which medium and when something was said: read off what hangs on the cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Token

from graph.extract.statements.clause import inverted_subject, noun_phrase, own_subject
from graph.extract.statements.speaking import can_speak
from graph.lexicons import reporting
from graph.model import ActorKind, Mention, Span, TimeExpression
from graph.parse import Reading, span_of

T = TypeVar("T")

TELLING = frozenset(
    "tell inform remind assure notify warn ask advise urge brief reassure promise text email message "
    "write call telephone show persuade convince thank order press lobby instruct caution".split()
)
_MEDIA_PREPOSITIONS = frozenset("in on via through at during by over".split())
_SPEAKING = frozenset(
    "speak write address talk tweet post testify appear campaign respond reply answer comment brief".split()
)
_NOBODYS = frozenset("according responding answering replying appearing".split())
_TO = frozenset("to with before".split())
_FAR = 14  # tokens between a cue and the words that say when


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else is told about an act of saying."""

    addressee: Mention | None = None
    medium: str | None = None
    said_on: TimeExpression | None = None


def circumstances(
    reading: Reading, cue: Token, content: Sequence[Span], speaker: int | None = None
) -> Circumstances:
    """Those of one cue; words of the content are not looked at, nor is the token that names the speaker."""
    verb = cue
    if cue.pos_ not in ("VERB", "AUX") and cue.head.pos_ in ("VERB", "AUX"):
        verb = cue.head
    verbs = [verb, *_speaking_of(verb, content)]
    return Circumstances(
        addressee=_first(
            _addressee(reading, v, content, speaker) for v in verbs if v.lower_ not in _NOBODYS
        ),
        medium=_first(_medium(reading, cue, v, content) for v in verbs),
        said_on=_first(_said_on(reading, v, content) for v in verbs),
    )


def _first(found: Iterable[T | None]) -> T | None:
    return next((each for each in found if each is not None), None)


def _speaking_of(verb: Token, content: Sequence[Span]) -> Iterator[Token]:
    """ "Speaking in Oslo on Tuesday, Lind said …". Counter-example: "Leaving Oslo on Tuesday, Lind said …"."""
    for child in verb.children:
        beside = child.dep_ == "advcl" and child.tag_ == "VBG" and not _in(content, child)
        if beside and child.lemma_.lower() in _SPEAKING:
            yield child


def _in(content: Sequence[Span], token: Token) -> bool:
    return any(span.start <= token.idx < span.end for span in content)


def _addressee(
    reading: Reading, verb: Token, content: Sequence[Span], speaker: int | None
) -> Mention | None:
    """ "Lind told the committee that …", "Lind said to reporters …". Counter-example: "told the truth"."""
    inverted = None if own_subject(verb) is not None else inverted_subject(verb)
    for child in verb.children:
        if _in(content, child) or child == inverted or child.i == speaker:
            continue
        if child.dep_ in ("dobj", "dative") and verb.lemma_ in TELLING and child.pos_ != "ADP":
            return _who(reading, child)
        if child.dep_ in ("prep", "dative") and child.lower_ in _TO:
            for noun in child.children:
                if noun.dep_ != "pobj" or _in(content, noun):
                    continue
                if _is_named(reading, noun) or (child.lower_ != "with" and _is_person(noun)):
                    return _who(reading, noun)
        if child.dep_ == "nsubjpass" and verb.lemma_ in ("tell", "ask", "inform", "brief", "warn"):
            return _who(reading, child)
    return None


def _is_named(reading: Reading, noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or noun.pos_ == "PRON":
        return True
    return reading.entity_at(noun.i) is not None


def _is_person(noun: Token) -> bool:
    """Whether a plain noun may listen: "to reporters". Not asked behind "with": "reacted with anger"."""
    return noun.tag_ in ("NNS", "NN") and can_speak(noun)


def _who(reading: Reading, noun: Token) -> Mention:
    start, end = noun_phrase(noun)
    clause = next((k for k in noun.rights if k.dep_ in ("relcl", "acl")), None)
    if clause is not None and clause.left_edge.lower_ == "that":  # "told the trial | that he …"
        end = min(end, clause.left_edge.i)
    who = reading.doc[start:end]
    return Mention(span_of(who), who.text, reading.entity_at(noun.i))


def _medium(reading: Reading, cue: Token, verb: Token, content: Sequence[Span]) -> str | None:
    """ "in a tweet", "told the Daily Post" (its name), "tweeted"."""
    named = reporting.medium(cue.lemma_.lower())
    if named is not None and cue.lemma_.lower() in ("tweet", "post", "email", "blog"):
        return named
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _MEDIA_PREPOSITIONS and not _in(content, child):
            for noun in child.children:
                found = _media_noun(noun) if noun.dep_ == "pobj" else None
                if found is not None:
                    return found
        elif _is_told(verb, child) and not _in(content, child) and _is_outlet(reading, child):
            return span_of(reading.doc[slice(*noun_phrase(child))]).of(reading.document.text)
    return None


def _is_told(verb: Token, child: Token) -> bool:
    return verb.lemma_ == "tell" and child.dep_ in ("dobj", "dative")


def _media_noun(noun: Token) -> str | None:
    found = reporting.medium(noun.lemma_.lower())
    if found is not None:
        return found
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod"):
            found = reporting.medium(child.lemma_.lower())
            if found is not None:
                return found
    return None


def _is_outlet(reading: Reading, noun: Token) -> bool:
    key = reading.entity_at(noun.i)
    if key is not None and 0 <= key < len(reading.entities):
        return reading.entities[key].kind is ActorKind.ORGANISATION
    return noun.ent_type_ == "ORG"


def _said_on(reading: Reading, verb: Token, content: Sequence[Span]) -> TimeExpression | None:
    """The words for a time that hang on the verb of saying, not on what is said."""
    doc = reading.doc
    first, last = doc[max(0, verb.i - _FAR)], doc[min(len(doc) - 1, verb.i + _FAR)]
    begin = bisect_left(reading.times, first.idx, key=lambda time: time.span.start)
    end = bisect_right(reading.times, last.idx, key=lambda time: time.span.start)
    near = [
        time
        for time in reading.times[begin:end]
        if not any(span.overlaps(time.span) for span in content)
    ]
    for time in near:
        tokens = reading.tokens(time.span)
        if tokens is not None and (tokens.start == verb.i + 1 or _hangs_on(tokens.root, verb)):
            return time
    return None


def _hangs_on(token: Token, verb: Token) -> bool:
    at = token
    for _ in range(3):
        if at == verb:
            return True
        if at.pos_ == "VERB" and at != token:
            return False
        at = at.head
    return at == verb
