"""Joins pronouns and descriptions ("he", "the minister", "the bloc") to the entities they name.

Candidates of the right kind, gender and number are ranked by features of the discourse so far; below a
threshold nothing is said, since a wrong speaker is worse than a missing one.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from graph.lexicons.reporting import cue
from graph.model import ActorKind, Entity, Gender, Span, Statement
from graph.parse import given
from graph.parse.beside import members_beside
from graph.parse.definite import Definite
from graph.parse.described import Described, described
from graph.parse.descriptions import (
    Phrase,
    acting_nouns,
    government_of,
    group,
    lemma_of,
    phrase_of,
    unnamed,
    words_of_phrase,
)
from graph.parse.discourse import REACH, Discourse, subject_of
from graph.parse.nameless_bodies import is_body, nameless_body
from graph.parse.names import token_ranges
from graph.parse.person_words import person_words
from graph.parse.reading import Reading
from graph.parse.specific import is_in_heading

_SINGULAR = {
    "he": Gender.MALE, "him": Gender.MALE, "his": Gender.MALE, "himself": Gender.MALE,
    "she": Gender.FEMALE, "her": Gender.FEMALE, "hers": Gender.FEMALE, "herself": Gender.FEMALE,
}  # fmt: skip
_NEUTER = frozenset({"it", "its", "itself"})
_WHOSE = frozenset({"its", "their"})
_OTHERS = frozenset({"they", "them", "their", "it", "its"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_BODIES = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
_DUMMY = frozenset("seem appear happen matter turn rain snow follow emerge transpire cost".split())
_SURER = (
    0.6  # "it" and "they" mean things and people that are no entity of ours more often than not
)
_JOINED_REACH = 3  # sentences back to "Norway and Malta" from "the two countries"
_UNIONS = frozenset("union association federation charity network movement alliance".split())
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of the features, and the probability below which nothing is said."""

    weights: dict[str, float]
    threshold: float

    def best(self, candidates: dict[int, dict[str, float]]) -> tuple[int, float] | None:
        """The likeliest candidate with its probability among the candidates and none of them."""
        if not candidates:
            return None
        scores = {
            k: sum(self.weights.get(f, 0.0) * v for f, v in of.items())
            for k, of in candidates.items()
        }
        total = 1.0 + sum(math.exp(s) for s in scores.values())
        key = max(sorted(scores), key=lambda k: scores[k])
        return key, math.exp(scores[key]) / total


@cache
def ranker() -> Ranker:
    """The shipped weights (see `scripts/fit_coreference.py`)."""
    text = (files("graph.lexicons") / "coreference.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return Ranker(
        {str(k): float(v) for k, v in table["weights"].items()}, float(table["threshold"])
    )


def annotate(reading: Reading) -> None:
    """Add mentions to `reading.entities`: governments, groups, descriptions, pronouns."""
    Resolver(reading).run()


@dataclass(slots=True)
class Resolver:
    """Walks through a reading once, hearing names and resolving what refers to them."""

    reading: Reading
    discourse: Discourse = field(init=False)
    definite: Definite = field(init=False)
    described: Described = field(init=False)
    heads: dict[int, int] = field(default_factory=dict)  # head token of a name → entity
    added: dict[int, list[Span]] = field(default_factory=dict)
    speakers: dict[int, frozenset[int]] = field(default_factory=dict)
    joined: list[tuple[int, tuple[int, ...], str]] = field(default_factory=list)
    specific: set[int] = field(default_factory=set)  # unnamed, but one: "the CIA chief"
    nameless: set[int] = field(default_factory=set)  # bodies: "the union of harbour pilots"
    unknown: list[int] = field(
        default_factory=list
    )  # subjects like "the premier": which, is not known
    given: frozenset[int] = frozenset()  # heads of mentions that somebody gave

    def __post_init__(self) -> None:
        self.discourse = Discourse.of(self.reading)
        self.described = Described(self.reading)
        self.given = given.heads(self.reading)

    def run(self) -> None:
        """Resolve everything, in text order."""
        ranges = token_ranges(self.reading)
        self._governments(ranges)
        self._name_heads()
        self.definite = Definite.of(self.reading, self.discourse)
        nouns = {t.i for t in acting_nouns(self.reading, ranges)} | self._given_nouns()
        parts = self.reading.doc.to_array("POS")
        pronoun = self.reading.doc.vocab.strings["PRON"]
        for first, last in ranges:
            for i in range(first, last):
                if i in self.heads or i in nouns or parts[i] == pronoun:
                    self._step(self.reading.doc[i], i in nouns)
        self._freeze()

    def _given_nouns(self) -> set[int]:
        """Given mentions that name nobody yet and are no pronouns."""
        free = (i for i in self.given if self.reading.entity_at(i) is None)
        return {i for i in free if not _is_pronoun(self.reading.doc[i])}

    def _step(self, token: Token, noun: bool) -> None:
        if token.i in self.heads:
            self.discourse.hear(token, self.heads[token.i])
            self._hear_joined(token)
        elif noun:
            self._noun(token)
        elif token.pos_ == "PRON":
            self._pronoun(token)

    def _governments(self, ranges: list[tuple[int, int]]) -> None:
        reading = self.reading
        parts = reading.doc.to_array("POS")
        nouns = {reading.doc.vocab.strings[part] for part in ("NOUN", "PROPN")}
        for first, last in ranges:
            for i in range(first, last):
                if parts[i] not in nouns or reading.entity_at(i) is not None:
                    continue
                token = reading.doc[i]
                named = government_of(token, reading, reading.knowledge)
                if named is not None:
                    self._government(token, *named)
                elif token.lower_ == "administration":
                    self._administration(token)

    def _government(self, token: Token, name: str, kind: ActorKind, code: str) -> None:
        country = self.reading.knowledge.country(code)
        if kind is ActorKind.COUNTRY and country is not None:
            entity = Entity(-1, name, kind, country=code)
            key = self.reading.known_entity(country.id, entity)
            self._metonym(token, key)
        else:
            key = self._entity(Entity(-1, name, kind, country=code))
        self._mention(token, key)

    def _administration(self, token: Token) -> None:
        """ "The Lund administration": the government of the country that Lund governs, if known."""
        keys = [self.reading.entity_at(t.i) for t in token.lefts if t.dep_ in ("compound", "poss")]
        owners = [self.reading.entities[k] for k in keys if k is not None]
        person = next((e for e in owners if e.kind is ActorKind.PERSON), None)
        governs = person is not None and not _words_of(person) & _OF_PARTS
        code = (person.country or self._main_country()) if person and governs else None
        country = self.reading.knowledge.country(code) if code else None
        if country is not None and country.country:
            self._government(token, country.name, ActorKind.COUNTRY, country.country)

    def _government_of_person(self, token: Token) -> bool:
        """ "Her government", "his country": the country of the person, if it is known."""
        if token.lemma_.lower() not in ("government", "administration", "country", "nation"):
            return False
        keys = [self.reading.entity_at(t.i) for t in token.lefts if t.dep_ == "poss"]
        owner = self.reading.entities[keys[0]] if keys and keys[0] is not None else None
        if owner is None or owner.kind is not ActorKind.PERSON or owner.country is None:
            return False
        country = self.reading.knowledge.country(owner.country)
        if country is None:
            return False
        self._government(token, country.name, ActorKind.COUNTRY, owner.country)
        return True

    def _government_of_its_own(self, token: Token) -> bool:
        """ "Romania … its defence ministry": the Romanian one; not "the bank … its ministry"."""
        if not any(t.tag_ == "PRP$" for t in token.lefts):
            return False
        named = government_of(token, self.reading, self.reading.knowledge)
        if named is None:
            return False
        self._government(token, *named)
        return True

    def _main_country(self) -> str | None:
        """An administration named after a person is American unless the text is about another country."""
        countries = [e for e in self.reading.entities if e.kind is ActorKind.COUNTRY]
        return "US" if any(e.country == "US" for e in countries) or not countries else None

    def _metonym(self, token: Token, key: int) -> None:
        entity = self.reading.entities[key]
        span = self._span(token)
        self.reading.entities[key] = replace(
            entity, metonyms=tuple(sorted({*entity.metonyms, span}))
        )

    def _name_heads(self) -> None:
        for entity in self.reading.entities:
            for span in entity.mentions:
                tokens = self.reading.tokens(span)
                if tokens is not None:
                    self.heads[tokens.root.i] = entity.key
        for key, spans in self.added.items():
            for span in spans:
                tokens = self.reading.tokens(span)
                if tokens is not None:
                    self.heads[tokens.root.i] = key

    def _noun(self, token: Token) -> None:
        said_of = self._said_of(token)
        if said_of is not None:
            self.reading.name_token(token.i, said_of)
            return
        phrase = phrase_of(token, self.reading)
        if self._government_of_person(token) or self._government_of_its_own(token):
            return
        key = self._listed_beside(phrase)
        if key is None:
            key = self.definite.resolve(phrase)
            if key is not None and key == self._labelled(self.discourse.quote_of[token.i]):
                key = None  # "MS. LUND: The minister will go": she speaks of somebody else
        if key is None:
            key = self._joined_meant(phrase)
        if key is None:
            key = self._named_right_behind(phrase)
        if key is None:
            key = self._body_of_its_own(phrase)
        if key is None:
            key = self._described(phrase)
        if key is None:
            if phrase.definite and not phrase.plural and subject_of(token) is not None:
                self.unknown += [token.i] if lemma_of(token) in person_words().offices else []
            return
        self._mention(token, key, start=phrase.start)
        if not self._is_torn(phrase, key):
            self.discourse.hear(token, key)
        self._hear_joined(token)

    def _is_torn(self, phrase: Phrase, key: int) -> bool:
        """Whether it is a headline's bare noun, which tells of nobody yet: "Man jailed for life". Who is given is somebody."""
        nobody = self.reading.entities[key].kind is ActorKind.UNNAMED
        alone = nobody and not phrase.plural and not phrase.definite and not phrase.indefinite
        return alone and phrase.head.i not in self.given and is_in_heading(phrase.head)

    def _said_of(self, token: Token) -> int | None:
        """The one person of whom a noun is said: "Lund is the host", "they named Lund as coach", "Lund returns as coach".

        Not: "Lund was replaced as coach", "Lund is a friend of the coach", "Lund and Vik are hosts".
        """
        if token.tag_ in ("NNS", "NNPS"):
            return None
        holders: list[Token] = []
        if token.dep_ == "attr" and token.head.lemma_ in ("be", "become", "remain"):
            holders = [t for t in token.head.lefts if t.dep_ == "nsubj"]
        elif token.dep_ == "pobj" and token.head.lower_ == "as":
            holders = _holders(token.head.head)
        keys = {self.reading.entity_at(t.i) for t in holders if not any(t.conjuncts)}
        key = keys.pop() if len(keys) == 1 else None
        kind = self.reading.entities[key].kind if key is not None else None
        return key if kind in (ActorKind.PERSON, ActorKind.UNNAMED) else None

    def _described(self, phrase: Phrase) -> int | None:
        """Somebody without a name, told of before or now for the first time."""
        said_of = phrase.head.dep_ in ("appos", "attr") or phrase.head.head.lower_ == "as"
        nobody = any(t.lower_ in _NOBODY for t in phrase.head.lefts if t.dep_ in ("det", "preconj"))
        if (said_of or nobody) and phrase.head.i not in self.given:
            return None
        entity = group(phrase, self.reading)
        key = self.described.again(phrase) if entity is None else None
        if key is not None:
            return key
        headline = is_in_heading(phrase.head)
        body = None if entity or headline else nameless_body(phrase, self.reading)
        entity = entity or body or unnamed(phrase) or described(phrase)
        if entity is None and phrase.head.i in self.given:
            entity = Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)
        if entity is None:
            return None
        key = self._entity(entity, anew=not phrase.plural)
        if entity.kind is ActorKind.UNNAMED:
            self.described.remember(phrase, key)
            if not (phrase.plural or phrase.indefinite):
                self.specific.add(key)
            self.nameless |= {key} if body is not None else set()
        return key

    def _named_right_behind(self, phrase: Phrase) -> int | None:
        """ "The opposition Vik Democratic Congress", "the chipmaker Lundwerk": the body named right behind the noun."""
        after = phrase.head.i + 1
        key = self.reading.entity_at(after) if after < len(self.reading.doc) else None
        if key is None or phrase.plural or not is_body(phrase.head):
            return None
        body = self.reading.entities[key].kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
        return key if body else None

    def _body_of_its_own(self, phrase: Phrase) -> int | None:
        """ "The Harbour Pilots group", which the tagger takes for no name. Not: "the Monday group", "the group"."""
        doc, head, bodies = self.reading.doc, phrase.head, person_words().bodies
        nouns = bodies["company"] | bodies["party"] | _UNIONS
        words = doc[phrase.start + 1 : head.i]
        plain = phrase.definite and not phrase.plural and doc[phrase.start].lower_ == "the"
        if not plain or lemma_of(head) not in nouns or head.text[0].isupper() or not len(words):
            return None
        if not all(t.text[0].isupper() and t.is_alpha and not t.ent_type_ for t in words):
            return None
        free = all(self.reading.entity_at(t.i) is None for t in words)
        return self._entity(Entity(-1, words.text, ActorKind.ORGANISATION)) if free else None

    def _listed_beside(self, phrase: Phrase) -> int | None:
        """ "Two senators, Ada Lund and Ola Vik, …": both."""
        members = members_beside(phrase, self.reading)
        if not members:
            return None
        names = [self.reading.entities[k].name for k in members]
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        return self._entity(Entity(-1, name, ActorKind.GROUP, members=members))

    def _joined_meant(self, phrase: Phrase) -> int | None:
        """ "Norway and Malta … the two countries", "Lund and Vik … both ministers": those that were joined before.

        Not: "Norway and Malta … the three countries", "Norway and Malta … the countries of Africa".
        """
        both = any(t.lower_ == "both" for t in phrase.head.lefts)
        number = 2 if both else phrase.number
        told_apart = any(t.lower_ == "of" or t.dep_ in ("relcl", "acl") for t in phrase.head.rights)
        if not phrase.plural or not (phrase.definite or both) or phrase.country or told_apart:
            return None
        kinds = _kinds_of_several(phrase.head.lemma_.lower())
        sentence = self.discourse.sentence_of[phrase.head.i]
        for start, members, name in reversed(self.joined):
            if (
                sentence - self.discourse.sentence_of[start] > _JOINED_REACH
                or start >= phrase.start
            ):
                continue
            fits = {self.reading.entities[k].kind for k in members} <= kinds
            if fits and number in (None, len(members)):
                return self._entity(Entity(-1, name, ActorKind.GROUP, members=members))
        return None

    def _hear_joined(self, token: Token) -> None:
        """ "Norway, Denmark and the Finns" is one thing that "they" may mean."""
        keys = self._listed(token.i)
        known = tuple(dict.fromkeys(keys))
        if len(known) >= 2:
            name = ", ".join(self.reading.entities[k].name for k in known[:-1])
            whole = f"{name} and {self.reading.entities[known[-1]].name}"
            self.joined.append((token.i, known, whole))

    def _listed(self, start: int) -> list[int]:
        """Entities named one after the other from here, with commas and a last "and" between; else none.

        Read off the words, since parsers take "Norway, Denmark" for a town and its country.
        """
        doc, reading = self.reading.doc, self.reading
        here = reading.entity_at(start)
        if here is None or (start > 1 and doc[start - 1].text in (",", "and")):
            return []
        keys, i, ended = [here], start + 1, False
        while i + 1 < len(doc) and not ended:
            if reading.entity_at(i) == keys[-1]:
                i += 1
                continue
            between = [t for t in (",", "and") if doc[i].lower_ == t]
            if not between:
                break
            i += 2 if doc[i + 1].lower_ == "and" else 1
            ended = doc[i - 1].lower_ == "and"
            i += doc[i].lower_ == "the" if i < len(doc) else 0
            following = reading.entity_at(i) if i < len(doc) else None
            if following is None:
                return []
            keys.append(following)
        return keys if ended else []

    def _pronoun(self, token: Token) -> None:
        word = token.lower_
        if word in _SINGULAR:
            self._resolve(token, self._persons(token, _SINGULAR[word]), _SINGULAR[word])
        elif word in _NEUTER and not _is_dummy(token):
            self._resolve(token, self._of_kind(token, _BODIES), least=_SURER)
        elif word in _PLURAL:
            self._plural(token)

    def _resolve(
        self, token: Token, keys: list[int], gender: Gender | None = None, least: float = 0.0
    ) -> None:
        found = ranker().best(self.features(token, keys))
        enough = 0.0 if token.i in self.given else max(least, ranker().threshold)
        if found is None or found[1] < enough:
            return
        key, probability = found
        entity = self.reading.entities[key]
        if gender is None and token.i not in self.given and self._is_nearer(key, token):
            return
        if gender is not None and self._is_about_another(key, token, gender):
            return
        if entity.kind is ActorKind.UNNAMED and self._somebody_spoke_since(key, token):
            return
        if gender is not None and entity.gender is None and probability > 0.6:
            self.reading.entities[key] = replace(entity, gender=gender)
        self._mention(token, key)
        self.discourse.hear(token, key, pronoun=True)

    def _is_nearer(self, key: int, token: Token) -> bool:
        """Whether something without a name stands nearer that "it" or "they" may mean: then nobody is guessed.

        "Lund Bank grew. The unions had opposed that. They feared cuts", "The Herald wrote. Ada Vik read a statement. “Sorry,”
        it said", "Lund Bank grew. The embassy protested. It said no". Not: "Lund Bank issued a statement. It said".
        """
        here = self.discourse.sentence_of[token.i]
        last = self.discourse.last[key]
        if last.sentence == here and last.subject:
            return False
        several = token.lower_ in _PLURAL
        speaks = self.discourse.speaks(token)
        for i in range(token.i - 1, last.token, -1):
            away = here - self.discourse.sentence_of[i]
            if away > 2:
                return False
            if self.discourse.quote_of[i] == self.discourse.quote_of[token.i]:
                word = self.reading.doc[i]
                if word.pos_ != "NOUN" or self.reading.entity_at(i) is not None:
                    continue
                apart = self.discourse.sentence_of[i] != last.sentence
                meant = away < 2 and _may_be_meant(word, several=several)
                if meant or (speaks and apart and _is_text(word)):
                    return True
        return False

    def _is_about_another(self, key: int, token: Token, gender: Gender) -> bool:
        """Whether a person without a name was the subject since, and nobody knows who: "Lund left. Perhaps the premier thinks so;
        he waits" is hardly Lund."""
        if token.i in self.given or subject_of(token) is None:
            return False
        last = self.discourse.last[key].token
        here = self.discourse.sentence_of[token.i]
        quote = self.discourse.quote_of[token.i]
        genders = person_words().genders
        return any(
            last < i < token.i
            and here - self.discourse.sentence_of[i] <= 1
            and self.discourse.quote_of[i] == quote
            and genders.get(self.reading.doc[i].lemma_.lower(), gender) is gender
            for i in self.unknown
        )

    def _somebody_spoke_since(self, key: int, token: Token) -> bool:
        """Whether a named person spoke right before, and who is meant is unnamed and of an earlier paragraph: whether
        it is he, a wrong gender of a rare first name may hide."""
        speaker, last = self.discourse.speaker, self.discourse.last[key]
        if speaker is None or speaker.key == key or token.i in self.given:
            return False
        named = self.reading.entities[speaker.key].kind is ActorKind.PERSON
        near = self.discourse.sentence_of[token.i] - speaker.sentence <= 1
        return named and near and last.paragraph != self.discourse.paragraph_of[token.i]

    def features(self, token: Token, keys: list[int]) -> dict[int, dict[str, float]]:
        """Features of each candidate, the latest mentioned first."""
        keys = sorted(keys, key=lambda k: -self.discourse.last[k].token)
        found = {}
        for rank, key in enumerate(keys):
            found[key] = self.discourse.features(token, key, rank, len(keys))
            if self.reading.entities[key].kind is ActorKind.UNNAMED and key not in self.specific:
                found[key]["unnamed"] = 1.0
        return found

    def _persons(self, token: Token, gender: Gender) -> list[int]:
        fit = self._fitting(token, gender)
        if token.i in self.given:
            return fit
        entities, last = self.reading.entities, self.discourse.last
        named = [k for k in fit if entities[k].kind is ActorKind.PERSON]
        latest = max((last[k].token for k in named), default=-1)
        return [k for k in fit if not (self._is_anybody(k) and last[k].token < latest)]

    def _is_anybody(self, key: int) -> bool:
        """ "A finance minister", of whom nothing more was told."""
        nobody = self.reading.entities[key].kind is ActorKind.UNNAMED and key not in self.specific
        return nobody and self.discourse.count[key] == 1

    def _fitting(self, token: Token, gender: Gender) -> list[int]:
        return [
            key
            for key in self._near(token)
            if self.reading.entities[key].kind in (ActorKind.PERSON, ActorKind.UNNAMED)
            and self.reading.entities[key].gender in (None, gender)
            and key not in self.nameless
            and not self._many(key)
            and not self._is_supposed(key, token)
        ]

    def _is_supposed(self, key: int, token: Token) -> bool:
        """Somebody of whom was said once, in passing, what should be: "It should have a guide. She left" is not the guide."""
        last = self.discourse.last[key]
        if self.reading.entities[key].kind is not ActorKind.UNNAMED or key in self.specific:
            return False
        if last.subject or self.discourse.count[key] > 1:
            return False
        verb = self.reading.doc[last.token].head
        verb = verb.head if verb.pos_ == "ADP" else verb
        modal = any(t.tag_ == "MD" for t in verb.children)
        return modal or last.paragraph != self.discourse.paragraph_of[token.i]

    def _of_kind(self, token: Token, kinds: tuple[ActorKind, ...]) -> list[int]:
        """Those of the kinds; a body without a name is an organisation."""
        nameless = self.nameless if ActorKind.ORGANISATION in kinds else frozenset[int]()
        return [
            k for k in self._near(token) if self.reading.entities[k].kind in kinds or k in nameless
        ]

    def _many(self, key: int) -> bool:
        entity = self.reading.entities[key]
        if key in self.specific:
            return False
        return entity.kind is ActorKind.UNNAMED and entity.name.split()[0] not in (
            "a",
            "an",
            "one",
            "another",
        )

    def _near(self, token: Token) -> list[int]:
        """Entities heard not too long ago that the pronoun may mean by grammar and quotation."""
        sentence = self.discourse.sentence_of[token.i]
        barred = self._barred(token)
        return [
            key
            for key, last in self.discourse.last.items()
            if sentence - last.sentence <= REACH and key not in barred
        ]

    def _barred(self, token: Token) -> frozenset[int]:
        quote = self.discourse.quote_of[token.i]
        if quote >= 0 and token.lower_ in _OTHERS and self._speaks_for_one(quote):
            return frozenset(self.discourse.last)
        barred = self._quote_speakers(quote) if quote >= 0 else frozenset()
        if token.dep_ in ("dobj", "pobj", "dative") and token.lower_ not in _REFLEXIVE:
            verb = token.head.head if token.dep_ == "pobj" else token.head
            subjects = (
                self.reading.entity_at(t.i) for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")
            )
            barred |= {k for k in subjects if k is not None}
        return frozenset(barred | self._named_below(token) | self._named_above(token))

    def _named_above(self, token: Token) -> frozenset[int]:
        """Of whom the pronoun is a part: "a person close to him" is not himself."""
        found, above = set(), token.head
        while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
            key = self.reading.entity_at(above.i)
            found |= {key} if key is not None else set()
            above = above.head
        return frozenset(found)

    def _named_below(self, token: Token) -> frozenset[int]:
        """Who is named in what the pronoun's verb governs: "he asked them to answer Lund" is not Lund."""
        verb = subject_of(token)
        if verb is None:
            return frozenset()
        named = (i for i in range(token.i + 1, verb.right_edge.i + 1) if i in self.heads)
        return frozenset(
            self.heads[i]
            for i in named
            if self.discourse.quote_of[i] == self.discourse.quote_of[token.i]
            and verb.is_ancestor(self.reading.doc[i])
        )

    def _quote_speakers(self, quote: int) -> frozenset[int]:
        """Whoever is said to say the quotation in its own sentence: not "he" inside it."""
        if quote not in self.speakers:
            tokens = self.reading.tokens(self.reading.quotes[quote].inner)
            found = set()
            if tokens is not None:
                for sentence in {
                    tokens[0].sent.start: tokens[0].sent,
                    tokens[-1].sent.start: tokens[-1].sent,
                }.values():
                    found |= {k for t in sentence if (k := self._sayer(t, quote)) is not None}
            labelled = self._labelled(quote)
            self.speakers[quote] = frozenset(found if labelled is None else {*found, labelled})
        return self.speakers[quote]

    def _labelled(self, quote: int) -> int | None:
        """Who is named right before the colon in front of a quotation: "Lund: “He will go.”" is not on himself."""
        tokens = self.reading.tokens(self.reading.quotes[quote].span) if quote >= 0 else None
        if tokens is None or tokens.start < 2 or tokens.doc[tokens.start - 1].text != ":":
            return None
        return self.reading.entity_at(tokens.start - 2)

    def _speaks_for_one(self, quote: int) -> bool:
        """Whether "its spokesman" says the quotation: "they" in it are others, and nobody is guessed.

        The Greens accused the council of a U-turn. “They told us it was great,” said | its | spokesman.
        """
        tokens = self.reading.tokens(self.reading.quotes[quote].inner)
        if tokens is None:
            return False
        return any(
            t.lower_ in _WHOSE and t.dep_ == "poss" and subject_of(t.head) is not None
            for t in tokens[-1].sent
            if self.discourse.quote_of[t.i] != quote
        )

    def _sayer(self, token: Token, quote: int) -> int | None:
        if self.discourse.quote_of[token.i] == quote:
            return None
        verb = subject_of(token)
        if verb is None or cue(verb.lemma_.lower(), "VERB") is None:
            return None
        return self.reading.entity_at(token.i)

    def _plural(self, token: Token) -> None:
        sentence = self.discourse.sentence_of[token.i]
        joined = [j for j in self.joined if sentence - self.discourse.sentence_of[j[0]] <= 1]
        several = [
            k
            for k in self._near(token)
            if self.reading.entities[k].kind is ActorKind.GROUP or self._many(k)
        ]
        if joined and not any(self.discourse.last[k].token > joined[-1][0] for k in several):
            start, members, name = joined[-1]
            words = self.reading.doc[start : start + 12]
            if any(
                subject_of(t) is not None for t in words if self.reading.entity_at(t.i) in members
            ):
                self._mention(
                    token, self._entity(Entity(-1, name, ActorKind.GROUP, members=members))
                )
            return
        close = [k for k in several if sentence - self.discourse.last[k].sentence <= 2]
        near = [k for k in close if self._acted(k, token)]
        if close and not near:
            return
        self._resolve(token, near or self._of_kind(token, (ActorKind.ORGANISATION,)), least=_SURER)

    def _acted(self, key: int, token: Token) -> bool:
        """Whether unnamed people did or said something: "they" after "Analysts said so" and "it angered
        Democrats", hardly after "it told voters"."""
        if self.reading.entities[key].kind is not ActorKind.UNNAMED or token.i in self.given:
            return True
        noun = lemma_of(self.reading.doc[self.discourse.last[key].token])
        acted = any(m.subject or m.speaks for m in self.discourse.recent[key])
        return acted or noun in person_words().quoted

    def _entity(self, template: Entity, *, anew: bool = False) -> int:
        """Key of the entity of that kind and name; a new one where there is none, or `anew`."""
        if not anew:
            for entity in self.reading.entities:
                if (entity.kind, entity.name) == (template.kind, template.name):
                    return entity.key
        key = len(self.reading.entities)
        words = template.name.lower().split()
        genders = person_words().genders
        gender = next((g for w in words if (g := genders.get(w))), None)
        keep = template.kind is ActorKind.UNNAMED
        self.reading.entities.append(replace(template, key=key, gender=gender if keep else None))
        return key

    def _span(self, token: Token, start: int | None = None) -> Span:
        first = self.reading.doc[token.i if start is None else start]
        return Span(first.idx, token.idx + len(token))

    def _mention(self, token: Token, key: int, start: int | None = None) -> None:
        self.added.setdefault(key, []).append(self._span(token, start))
        self.reading.name_token(token.i, key)

    def _freeze(self) -> None:
        for key, spans in self.added.items():
            entity = self.reading.entities[key]
            mentions = tuple(sorted({*entity.mentions, *spans}))
            self.reading.entities[key] = replace(entity, mentions=mentions)


def _may_be_meant(noun: Token, *, several: bool) -> bool:
    """The subject "unions" for "they", "embassy" for "it"; not a thing, nor who is only told of."""
    if subject_of(noun) is None:
        return False
    bodies = frozenset[str]().union(*person_words().bodies.values())
    if several:
        people = person_words().described | person_words().sources | bodies
        return noun.tag_ == "NNS" and lemma_of(noun) in people
    return noun.tag_ == "NN" and lemma_of(noun) in bodies


def _is_text(noun: Token) -> bool:
    """A text that may say something: "a statement", "the letter"."""
    return noun.tag_ == "NN" and noun.lower_ in _TEXTS and noun.dep_ in ("dobj", "nsubj", "pobj")


_TEXTS = frozenset(
    "statement letter email e-mail report ruling post memo note message document petition notice verdict".split()
)


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" or token.tag_ in ("PRP$", "WP$", "WDT", "WP")


def _holders(verb: Token) -> list[Token]:
    """Who holds what follows "as": the object of the verb, else its subject."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_.lower() in _OF_ANOTHER:
        return []
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    return objects or [t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")]


_OF_ANOTHER = frozenset(
    "replace succeed follow regard see describe portray attack use dismiss".split()
)


def _kinds_of_several(lemma: str) -> frozenset[ActorKind]:
    words = person_words()
    if lemma == "side":
        return frozenset((ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT))
    if lemma in words.group_states - {"member", "ally", "partner", "power"}:
        return frozenset({ActorKind.COUNTRY})
    if lemma in words.offices:
        return frozenset({ActorKind.PERSON})
    if lemma in words.bodies["company"] | words.bodies["party"]:
        return frozenset({ActorKind.ORGANISATION})
    return frozenset()


def _is_dummy(token: Token) -> bool:
    """ "It seems that …", "it is clear that …", and "it" as an object, which is mostly a thing."""
    if token.lower_ == "its":
        return False
    verb = subject_of(token)
    if verb is None or token.dep_ == "expl":
        return True
    if verb.lemma_.lower() in _DUMMY:
        return True
    if verb.lemma_.lower() == "be":
        return True
    return any(c.dep_ in ("csubj", "csubjpass") for c in verb.children)


def resolve_first_person(reading: Reading, statements: Iterable[Statement]) -> None:
    """Name who "I" and "we" are inside quotations: the speaker, or the state or body the speaker speaks for.

    "We" of a person is the country only where the person's post makes it so ("the Norwegian minister");
    else it stays unresolved. Adds mentions for "I", and tokens for both.
    """
    quotes = [q.inner for q in reading.quotes]
    meant: dict[int, int | None] = {}  # speaker → whom "we" means; asked once a speaker
    for statement in statements:
        speaker = statement.speaker.entity if statement.speaker else None
        if speaker is None:
            continue
        for content in statement.content:
            begin = bisect_right(quotes, content.start, key=lambda quote: quote.end)
            end = bisect_left(quotes, content.end, key=lambda quote: quote.start)
            for inner in quotes[begin:end]:
                _name_first_person(reading, inner, content, speaker, meant)


def _name_first_person(
    reading: Reading, quote: Span, content: Span, speaker: int, meant: dict[int, int | None]
) -> None:
    tokens = reading.tokens(quote)
    entity = reading.entities[speaker]
    for token in tokens or ():
        if token.idx < content.start or token.idx >= content.end:
            continue
        word = token.lower_
        if word in _FIRST and entity.kind in (ActorKind.PERSON, ActorKind.UNNAMED):
            _add_mention(reading, token, speaker)
        elif word in _FIRST_PLURAL:
            if speaker not in meant:
                meant[speaker] = _speaks_for(reading, speaker)
            if (key := meant[speaker]) is not None:
                reading.name_token(token.i, key)


def _speaks_for(reading: Reading, speaker: int) -> int | None:
    entity = reading.entities[speaker]
    if entity.kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
        return speaker
    employer = _employer(reading, speaker)
    if employer is not None:
        return employer
    country = reading.knowledge.country(entity.country) if entity.country else None
    if country is None or not _words_of(entity) & _GOVERNING:
        return None
    return reading.known_entity(
        country.id, Entity(-1, country.name, country.kind, country=country.country)
    )


def _employer(reading: Reading, person: int) -> int | None:
    """The company whose post a person is said to hold: "Lund Corp. spokeswoman Anna Berg"."""
    for span in reading.entities[person].mentions:
        tokens = reading.tokens(span)
        if tokens is None:
            continue
        nouns = [t for t in tokens.root.children if t.dep_ in ("compound", "appos", "nmod")]
        near = [t for noun in nouns for t in noun.subtree] + list(tokens.root.lefts)
        for token in near:
            key = reading.entity_at(token.i)
            if key is not None and reading.entities[key].kind is ActorKind.ORGANISATION:
                return key
    return None


def _words_of(entity: Entity) -> set[str]:
    """What is said of a person, word by word."""
    return {w.lower().rstrip(".") for d in entity.descriptions for w in d.split()}


_NOBODY = frozenset("no neither either any every each what whatever which whichever".split())
_OF_PARTS = frozenset({"governor", "gov", "mayor"})  # whose administration is no state's
_GOVERNING = frozenset(
    "president minister chancellor premier pm leader king secretary ambassador spokesman spokeswoman".split()
)


def _add_mention(reading: Reading, token: Token, key: int) -> None:
    entity = reading.entities[key]
    span = Span(token.idx, token.idx + len(token))
    reading.entities[key] = replace(entity, mentions=tuple(sorted({*entity.mentions, span})))
    reading.name_token(token.i, key)
