"""What a text says of each person in it, named or not: the words by which descriptions in other texts are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.model import ActorKind, Portrait
from graph.parse import given
from graph.parse.descriptions import is_aged, lemma_of, number_of
from graph.parse.reading import Reading

_WHO = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.GOVERNMENT})
_MENTIONS = 12  # of an entity; what is told farther on tells little more
_AROUND = 60  # words
_MODIFIERS = frozenset("amod compound nmod poss nummod".split())
_CONTENT = frozenset("NOUN VERB ADJ PROPN NUM".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_ROLES = {"nsubj": "s", "nsubjpass": "o", "dobj": "o", "poss": "p", "agent": "s"}


def annotate(reading: Reading) -> None:
    """Give people their portraits; bodies, too, where mentions are given: "the team" may then be one of them."""
    who = _WHO | _BODIES if reading.document.mentions else _WHO
    heads, told = _heads(reading, who), given.heads(reading)
    sentences = _Sentences(reading.doc)
    for key, entity in enumerate(reading.entities):
        if key in heads:
            is_given = any(t.i in told for t in heads[key])
            portrait = _portrait(heads[key], sentences, entity.descriptions, reading, is_given)
            reading.entities[key] = replace(entity, portrait=portrait)


class _Sentences:
    """The sentences of a document by number, with their words of content; each is read once, many people share one."""

    def __init__(self, doc: Doc) -> None:
        self._sentences = list(doc.sents)
        self._starts = [sentence.start for sentence in self._sentences]
        self._words: dict[int, list[str]] = {}

    def number(self, token: Token) -> int:
        """Which sentence the word stands in."""
        return max(bisect_right(self._starts, token.i) - 1, 0)

    def words(self, number: int) -> list[str]:
        """Lemmas of the words of content, in text order."""
        found = self._words.get(number)
        if found is None:
            found = [
                token.lemma_.lower()
                for token in self._sentences[number]
                if token.pos_ in _CONTENT and token.is_alpha and not token.is_stop
            ]
            self._words[number] = found
        return found


def _heads(reading: Reading, who: frozenset[ActorKind]) -> dict[int, list[Token]]:
    """Head tokens of each entity's mentions, in text order."""
    found: dict[int, list[Token]] = defaultdict(list)
    for entity in reading.entities:
        if entity.kind in who:
            for span in entity.mentions[:_MENTIONS]:
                tokens = reading.tokens(span)
                if tokens is not None:
                    found[entity.key].append(tokens.root)
    return found


def _portrait(
    heads: list[Token],
    sentences: _Sentences,
    told: Iterable[str],
    reading: Reading,
    is_given: bool,
) -> Portrait:
    nouns = [t for t in heads if t.pos_ in _NOMINAL and not _names(t, reading)]
    words = {lemma_of(t) for t in nouns if not is_aged(t)}
    words |= {w.lower().strip(".,") for text in told for w in text.replace("-", " ").split()[-2:]}
    words |= {lemma_of(t) for head in heads for t in _said_to_be(head)}
    modifiers = {t.lemma_.lower() for n in nouns for t in n.lefts if t.dep_ in _MODIFIERS}
    deeds = {deed for t in heads if (deed := _deed(t))}
    numbers = list(dict.fromkeys(sentences.number(t) for t in heads))
    return Portrait(
        nouns=tuple(sorted(w for w in words if w)),
        modifiers=tuple(sorted(m for m in modifiers - words if m.isalpha())),
        deeds=tuple(sorted(deeds)),
        around=_around((sentences.words(number) for number in numbers), words),
        plural=_plural(nouns),
        number=next((n for t in nouns if (n := _number(t)) is not None), None),
        age=next((a for t in heads if (a := _age(t)) is not None), None),
        sentence=min(numbers),
        given=is_given,
    )


def _names(token: Token, reading: Reading) -> bool:
    """Whether the head is the name itself."""
    key = reading.entity_at(token.i)
    named = key is not None and reading.entities[key].kind is not ActorKind.UNNAMED
    return named and token.text in reading.entities[key or 0].name


def _said_to_be(head: Token) -> list[Token]:
    """ "Lund, a driver", "Lund is a driver", "driver Lund"."""
    found = [t for t in head.children if t.dep_ in ("appos", "compound") and t.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        found.append(head.head)
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ == "be":
        found += [t for t in head.head.children if t.dep_ == "attr" and t.pos_ == "NOUN"]
    return found


def _deed(head: Token) -> str | None:
    """ "charge:o" of "Lund was charged", "charge:s" of "police charged Lund"."""
    token = head
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "by":
        return f"{token.head.head.lemma_.lower()}:s"
    role = _ROLES.get(token.dep_)
    return f"{token.head.lemma_.lower()}:{role}" if role else None


def _around(sentences: Iterable[list[str]], own: set[str]) -> tuple[str, ...]:
    words: Counter[str] = Counter()
    for lemmas in sentences:
        words.update(lemmas)
    return tuple(w for w, _ in words.most_common(_AROUND) if w not in own)


def _plural(nouns: list[Token]) -> bool | None:
    if not nouns:
        return None
    return any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("people", "police") for t in nouns)


def _number(noun: Token) -> int | None:
    if noun.pos_ == "NUM":
        return number_of(noun)
    return next((n for t in noun.lefts if t.dep_ == "nummod" and (n := number_of(t))), None)


_OLDEST = 115


def _age(head: Token) -> int | None:
    """37 of "Lund, 37," and of "a 37-year-old driver"."""
    doc, after = head.doc, head.i + 2
    if after < len(doc) and doc[head.i + 1].text == ",":
        ends = after + 1 >= len(doc) or doc[after + 1].text in (",", ".", ";")
        if doc[after].text.isdigit() and ends and 0 < int(doc[after].text) <= _OLDEST:
            return int(doc[after].text)
    for token in (head, *head.lefts):
        if is_aged(token):
            years = [t for t in doc[max(0, token.i - 4) : token.i] if t.text.isdigit()]
            return int(years[-1].text) if years and len(years[-1].text) < 4 else None
    return None
