"""Stances that no lexicon knows: what the learnt reader sees between two actors of a sentence.

"Lund hired Berg to write the speeches" (for her), "Novak's tenants walked out on him" (against him). Only between two actors
for whom the rules have found nothing; the reader's chance, weighed with the parse (`traits.py`), is the confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.stances.features import path
from graph.extract.stances.frame import Frame, is_parted, names_a_deal
from graph.extract.stances.network import LeaningReader
from graph.extract.stances.sentence_gate import Named
from graph.extract.stances.speakers import Speakers
from graph.extract.stances.traits import Actor, chance_of, nearest, strongest, traits
from graph.model import ActorKind, Entity, Mention, Origin, Polarity, Span, Stance
from graph.parse import Reading

NAME = "stance-reader"
_RELATIONS = {Polarity.POSITIVE: "supports", Polarity.NEGATIVE: "opposes"}
_NOBODY = frozenset({ActorKind.PLACE, ActorKind.UNNAMED})
_SURE = 0.7
_HOPELESS = 0.1  # chance of the reader below which the parse is not asked


class Leanings:
    """Gives the stances of a document's sentences that the rules have missed."""

    def __init__(self, reader: LeaningReader, reading: Reading, speakers: Speakers) -> None:
        self._reader, self._reading, self._speakers = reader, reading, speakers

    def __call__(
        self, sentence: Tokens, frames: Sequence[Frame], known: Sequence[Stance]
    ) -> Iterator[Stance]:
        """Stances between actors of a sentence of whom `known` has none."""
        mentions = {m.span.start: (m, a) for m, a in actors_of(self._reading, sentence)}
        actors = [actor for _, actor in mentions.values()]
        able = {a.key for a in actors if _is_somebody(self._reading.entities[a.key])}
        if len(able) < 2:
            return
        start = sentence.start_char
        named: list[Named] = [
            (a.key, m.span.start - start, m.span.end - start, a.person)
            for m, a in mentions.values()
        ]
        taken = {(s.holder.entity, s.target.entity) for s in known}
        found = self._reader(sentence.text, named)
        of_word = {actor.word.i: mention for mention, actor in mentions.values()}
        for (holder, target), leaning in found.items():
            polarity, chance = strongest(leaning)
            if chance < _HOPELESS or {holder, target} - able or (holder, target) in taken:
                continue
            if (target, holder) in taken and chance < _SURE:
                continue  # "Lund thanked Novak": what he thinks of her is not said
            if _is_own_country(self._reading.entities[holder], self._reading.entities[target]):
                continue
            one, other = nearest(actors, holder, target)
            if is_parted(one.word, other.word) or _is_in_title(one.word):
                continue
            if names_a_deal(other.word) or _is_conditional(one.word, other.word):
                continue
            if _takes_no_side(one.word, other.word):
                continue
            chance = chance_of(self._reader.weights, traits(one, other, actors, found, frames))
            if chance >= self._reader.least:
                ends = of_word[one.word.i], of_word[other.word.i]
                yield self._stance(one, other, ends, polarity, chance)

    def _stance(
        self,
        one: Actor,
        other: Actor,
        ends: tuple[Mention, Mention],
        polarity: Polarity,
        chance: float,
    ) -> Stance:
        return Stance(
            holder=ends[0],
            target=ends[1],
            polarity=polarity,
            relation=_RELATIONS[polarity],
            evidence=_evidence(one, other, ends),
            origin=Origin(NAME, self._reader.version, round(chance, 3)),
            statement=self._speakers.statement_at(other.word),
        )


def _is_conditional(one: Token, other: Token) -> bool:
    """ "would pay if Lund ousted Novak", "will come provided Novak pays": supposed, not so."""
    _, top, down = path(one, other)
    above = [top, *list(top.ancestors)[:2]]
    return any(_is_supposed(t) for t in (*above, *down))


_NEUTRAL = frozenset("replace succeed precede interview question quiz".split())


def _takes_no_side(one: Token, other: Token) -> bool:
    """ "Lund, who replaced Novak", "is to question Novak": neither for nor against. Not: "questioned Novak's motives"."""
    verb = other.head
    if other.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _NEUTRAL:
        return False
    doer = one.head
    return doer.i == verb.i or verb.dep_ in ("relcl", "acl", "xcomp", "advcl", "conj")


def _is_supposed(verb: Token) -> bool:
    marks = {t.lower_ for t in verb.children if t.dep_ in ("mark", "advmod")}
    condition = verb.dep_ == "advcl" and bool(marks & {"if", "unless", "provided"})
    return condition or (verb.lower_ == "provided" and verb.dep_ in ("advcl", "prep"))


def _is_in_title(word: Token) -> bool:
    """ "Acme chairwoman Kari Dahl thanked Novak": she did, not Acme."""
    head = word
    for _ in range(4):
        if head.dep_ not in ("compound", "nmod", "amod"):
            return False
        head = head.head
        if head.ent_type_ == "PERSON" and head.i > word.i and word.ent_type_ != "PERSON":
            return True
    return False


def _is_somebody(entity: Entity) -> bool:
    """A group counts where its country, number or members are known: "them" may be anything."""
    known = bool(entity.country or entity.cardinality or entity.members)
    return entity.kind not in _NOBODY and (entity.kind is not ActorKind.GROUP or known)


def _is_own_country(one: Entity, other: Entity) -> bool:
    """Whether one is the other's country: Lund, the Norwegian premier, is neither for nor against Norway."""
    countries = ActorKind.COUNTRY in (one.kind, other.kind)
    return countries and one.country is not None and one.country == other.country


def actors_of(reading: Reading, sentence: Tokens) -> Iterator[tuple[Mention, Actor]]:
    """Each run of words that stands for one actor."""
    first, key = sentence.start, None
    for index in range(sentence.start, sentence.end + 1):
        found = reading.entity_at(index) if index < sentence.end else None
        if found == key:
            continue
        if key is not None:
            tokens = reading.doc[first:index]
            person = reading.entities[key].kind is ActorKind.PERSON
            span = Span(tokens.start_char, tokens.end_char)
            yield Mention(span, tokens.text, key), Actor(key, tokens.root, person)
        first, key = index, found


def _evidence(one: Actor, other: Actor, ends: tuple[Mention, Mention]) -> Span:
    """From the first to the last of both mentions and of the words that join them in the parse."""
    up, top, down = path(one.word, other.word)
    words = [Span(t.idx, t.idx + len(t)) for t in (*up, top, *down)]
    spans = [ends[0].span, ends[1].span, *words]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
