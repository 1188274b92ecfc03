"""Whom a description means by a name that stands beside it: "the minister, Anna Lund", "a boy called Ola Lund"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.model import ActorKind, Entity
from graph.parse.descriptions import Phrase
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_PART_OF_POST = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART", "CCONJ"})
_POST = 9  # words after its head at most
_BEFORE_NAME = 5
_NAMED = frozenset({"called", "named", "nicknamed"})
_IDENTIFIED = frozenset({"identified", "known", "named"})
_BEFORE_POST = frozenset("then now former formerly a an the currently once ex late acting".split())
_DASHES = frozenset({"-", "–", "—", "--"})


def named_beside(phrase: Phrase, reading: Reading) -> int | None:
    """Key of the person or body whose name stands in apposition to the phrase, in whatever way it is parsed."""
    head = phrase.head
    for child in head.children:
        if child.dep_ == "appos":
            key = reading.entity_at(child.i)
            if key is not None and may_be(reading.entities[key], head):
                return key
    if head.dep_ == "appos":
        key = reading.entity_at(head.head.i)
        return key if key is not None and may_be(reading.entities[key], head) else None
    ways = (_between_commas, _after_name, _after_dash, _with_more_posts, _called, _same_as_before)
    return next((key for way in ways if (key := way(phrase, reading)) is not None), None)


def may_be(entity: Entity, head: Token) -> bool:
    """Whether a noun can be said of the entity: an office of a person, a body of an organisation."""
    words, lemma = person_words(), head.lemma_.lower()
    if entity.kind is ActorKind.PERSON:
        return lemma in words.offices | words.described | words.sources
    body = any(lemma in nouns for nouns in words.bodies.values())
    return body and entity.kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)


def members_beside(phrase: Phrase, reading: Reading) -> tuple[int, ...]:
    """Keys of those whom a plural is said to be: "two senators, Republican Ada Lund and Democrat Ola Vik, said".

    Empty for "the senators, including Ada Lund and Ola Vik", for "three senators, Ada Lund and Ola Vik", and where no last
    "and" ends the list.
    """
    doc, i = phrase.head.doc, phrase.head.i + 1
    if not phrase.plural or i + 1 >= len(doc) or doc[i].text not in _DASHES | {",", ":"}:
        return ()
    found: list[int] = []
    i, last = i + 1, False
    while True:
        start = _name_after(i, reading)
        if start is None:
            return ()
        key, i = _person_from(start, reading)
        found += [] if key is None else [key]
        if last or key is None:
            break
        i = _after_complement(i, doc)
        if i + 1 < len(doc) and doc[i].text in ",;" and doc[i + 1].lower_ == "and":
            i += 1
        if i >= len(doc) or doc[i].lower_ not in (",", ";", "and"):
            return ()
        last, i = doc[i].lower_ == "and", i + 1
    keys = tuple(dict.fromkeys(found))
    fits = phrase.number == len(keys) if phrase.number is not None else phrase.definite
    return keys if len(keys) > 1 and fits else ()


def _name_after(i: int, reading: Reading) -> int | None:
    """Where a person's name begins, with at most a post before it."""
    doc = reading.doc
    for at in range(i, min(i + _BEFORE_NAME, len(doc))):
        if _person_from(at, reading)[0] is not None:
            return at
        if doc[at].pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
            return None
    return None


def _after_complement(i: int, doc: Doc) -> int:
    """After "of the justice committee" or "(R-Ohio)" behind a name."""
    if i < len(doc) and doc[i].lower_ in ("of", "from", "("):
        end = next((k for k in range(i, min(i + _POST, len(doc))) if doc[k].text in ",;)"), i)
        return end + (doc[end].text == ")")
    return i


def _between_commas(phrase: Phrase, reading: Reading) -> int | None:
    """ "The mayor of Lyon, Anna Lund, said", "a former pupil, the conductor Anna Lund, said". Not: "the mayor of Lyon, Anna
    Lund and others"."""
    head, doc = phrase.head, phrase.head.doc
    comma = _comma_after(head)
    if comma is None:
        return None
    # "according to the mayor, the engineer Ada Lund, whom he sacked, …" may be about her
    told = head.dep_ == "pobj" and head.head.lower_ == "to"
    start = None if told else _name_after(comma + 1, reading)
    key, end = _person_from(comma + 1 if start is None else start, reading)
    end = _after_complement(end, doc)
    closed = end < len(doc) and doc[end].text in (",", ".")
    return key if key is not None and closed and may_be(reading.entities[key], head) else None


def _comma_after(head: Token) -> int | None:
    """The comma that ends a post, with nothing but parts of a post before it."""
    doc = head.doc
    for i in range(head.i + 1, min(head.i + _POST, len(doc))):
        if doc[i].text == ",":
            return i
        part = doc[i].pos_ in _PART_OF_POST or doc[i].tag_ in ("PRP$", "VBN", "VBG")
        if not part or (doc[i].tag_ == "POS" and i == head.i + 1):
            return None
    return None


def _person_from(start: int, reading: Reading) -> tuple[int | None, int]:
    """The person whose name begins here, and where it ends."""
    doc, end = reading.doc, start
    key = reading.entity_at(start) if start < len(doc) else None
    if key is None or reading.entities[key].kind is not ActorKind.PERSON:
        return None, start
    while end < len(doc) and reading.entity_at(end) == key:
        end += 1
    return key, end


def _person_until(end: int, reading: Reading) -> int | None:
    """The person whose name ends before this token."""
    key = reading.entity_at(end - 1) if end > 0 else None
    if key is None or reading.entities[key].kind is not ActorKind.PERSON:
        return None
    return key if reading.doc[end - 1].text[0].isupper() else None


def _after_name(phrase: Phrase, reading: Reading) -> int | None:
    """ "With Anna Lund, then the mayor of Lyon, ...". Not: "with Anna Lund, the mayor of Lyon and a guide"."""
    doc, start = phrase.head.doc, phrase.start
    while start > 0 and doc[start - 1].lower_ in _BEFORE_POST:
        start -= 1
    if start < 2 or doc[start - 1].text != "," or phrase.plural or phrase.head.dep_ == "poss":
        return None
    key, comma = _person_until(start - 1, reading), _comma_after(phrase.head)
    if key is None or not may_be(reading.entities[key], phrase.head):
        return None
    ended = comma is not None or _ends_sentence(doc, phrase.head)
    return key if ended and not _is_clause_opening(doc, start) else None


def _ends_sentence(doc: Doc, head: Token) -> bool:
    i = head.i + 1
    while i < min(head.i + _POST, len(doc)) and doc[i].pos_ in _PART_OF_POST:
        i += 1
    return i < len(doc) and doc[i].text in (".", ";", ")")


def _is_clause_opening(doc: Doc, start: int) -> bool:
    """ "According to Lund, the minister, …" opens with somebody else."""
    name = start - 2
    while name > 0 and doc[name - 1].text[0].isupper() and not doc[name].is_sent_start:
        name -= 1
    return name > 1 and doc[name - 1].lower_ == "to" and doc[name - 2].lower_ == "according"


def _after_dash(phrase: Phrase, reading: Reading) -> int | None:
    """ "Anna Lund - Vik's girlfriend and co-host - said": the dash is inside what the parser takes for one phrase."""
    doc = phrase.head.doc
    for i in range(phrase.head.i - 1, max(phrase.start, 1) - 1, -1):
        if doc[i].text in _DASHES and doc[i - 1].whitespace_:
            key = _person_until(i, reading)
            return key if key is not None and may_be(reading.entities[key], phrase.head) else None
    return None


def _with_more_posts(phrase: Phrase, reading: Reading) -> int | None:
    """ "Singer and television host Anna Lund". Not: "the singer and the host Anna Lund", "singers and host Anna Lund"."""
    doc, i = phrase.head.doc, phrase.head.i + 1
    if phrase.plural or i >= len(doc) or doc[i].lower_ not in ("and", "&", "-turned"):
        return None
    while i < min(phrase.head.i + _POST, len(doc)):
        key, _ = _person_from(i, reading)
        if key is not None and doc[i].text[0].isupper():
            return key if may_be(reading.entities[key], phrase.head) else None
        other = doc[i].pos_ not in ("NOUN", "ADJ", "PROPN", "CCONJ", "PUNCT")
        if (other and doc[i].lower_ != "of") or doc[i].text == ",":
            return None
        i += 1
    return None


def _called(phrase: Phrase, reading: Reading) -> int | None:
    """ "A boy called Ola Lund"; "a man identified as Ola Lund", "a guard, named only as Ola". Not: "a guide named after Ola Lund"."""
    doc, i = phrase.head.doc, phrase.head.i + 1
    if phrase.plural or i + 1 >= len(doc):
        return None
    i += doc[i].text == ","
    words = [t.lower_ for t in doc[i : i + 3] if t.lower_ != "only"]
    if words[0] in _IDENTIFIED and words[1:2] == ["as"]:
        return _person_from(i + 2 + (doc[i + 1].lower_ == "only"), reading)[0]
    return _person_from(i + 1, reading)[0] if words[0] in _NAMED else None


def _same_as_before(phrase: Phrase, reading: Reading) -> int | None:
    """ "The Florida senator and presidential candidate said": one person. Not: "the senator and a candidate"."""
    head = phrase.head
    if phrase.plural or phrase.definite or phrase.indefinite or head.dep_ != "conj":
        return None
    first = head.head
    articles = any(t.dep_ in ("det", "poss") for t in first.lefts)
    owned = any(t.dep_ in ("det", "poss") for t in head.lefts)
    between = head.doc[first.i + 1 : phrase.start]
    if not articles or owned or [t.lower_ for t in between] != ["and"]:
        return None
    key = reading.entity_at(first.i)
    kind = reading.entities[key].kind if key is not None else None
    return key if kind in (ActorKind.PERSON, ActorKind.UNNAMED) else None
