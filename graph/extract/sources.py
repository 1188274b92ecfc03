"""Which of those whom a text does not name are actors: its sources, with their words. All others stay words.

An unnamed source is somebody definite who says or promises something and whom the writer does not name ("a senior
official", "two people familiar with the talks", "residents"). Never one: a pronoun, a noun that means anybody ("people
think"), somebody to whom or of whom something is said, a headline's bare noun. Their words stay evidence of the finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from spacy.tokens import Token

from graph.extract.base import Finding
from graph.extract.source_names import name_of
from graph.model import ActorKind, Document, Entity, Findings, Mention, Mode, Statement
from graph.parse import Reading
from graph.parse.descriptions import FORCES, Phrase, country_after, lemma_of, phrase_of
from graph.parse.nameless_bodies import is_body
from graph.parse.person_words import person_words
from graph.parse.specific import (
    is_counted,
    is_in_deed,
    is_in_heading,
    is_of_somebody,
    is_specific,
    is_told_apart,
    owner,
)

_EVEN = 0.5  # chance below which a statement proves nobody to be a source
_PAST = frozenset({"VBD", "VBN"})


def actors(reading: Reading, findings: Findings) -> Iterator[Entity]:
    """The entities that are actors, and those that may be if other texts tell of them (`idle`), in the order of their keys.

    A source's name has no pronoun: "Ada Lund's lawyer" for "her lawyer". Findings keep the words of all others.
    """
    sources = _Sources(reading, findings)
    kept = {entity.key: entity for entity in sources.settled()}
    for entity in kept.values():
        if all(key in kept and not kept[key].idle for key in entity.members):
            yield entity


@dataclass
class _Sources:
    reading: Reading
    findings: Findings
    spoken: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for statement in self.findings.statements:
            if statement.speaker is None or statement.speaker.entity is None:
                continue
            if statement.origin.confidence * statement.speaker_confidence >= _EVEN:
                self.spoken[statement.speaker.entity].append(statement)

    @cached_property
    def committed(self) -> frozenset[int]:
        """Who binds himself: the source of a promise."""
        bound = (c.actor.entity for c in self.findings.commitments)
        return frozenset(key for key in bound if key is not None)

    def settled(self) -> Iterator[Entity]:
        for entity in self.reading.entities:
            if _is_given(entity, self.findings.document):
                yield entity
            elif _has_name(entity, self.reading):
                if not _is_people(entity) or entity.key in self.found:
                    yield entity
            elif self._is_source(entity):
                yield replace(
                    entity,
                    kind=ActorKind.UNNAMED,
                    name=name_of(entity, _nouns(entity, self.reading), self.reading),
                    portrait=None if self._is_body(entity) else entity.portrait,
                )
            elif entity.portrait is not None and self._may_be_told_of(entity):
                portrait = replace(
                    entity.portrait, apart=not self._is_body(entity) and self._is_apart(entity)
                )
                yield replace(entity, idle=True, portrait=portrait)

    def _is_body(self, entity: Entity) -> bool:
        """Whether it is a body without a name, which other texts cannot tell of: there are many coast guards."""
        return entity.kind is ActorKind.UNNAMED and any(
            is_body(head) for head in _nouns(entity, self.reading)
        )

    def _may_be_told_of(self, entity: Entity) -> bool:
        """Who stands in a finding, so that "I" has words for a name ("my mother"), or is somebody definite."""
        if entity.portrait is None or not entity.portrait.nouns:
            return False
        return entity.key in self.found or self._is_definite(entity)

    @cached_property
    def found(self) -> frozenset[int]:
        """Of whom a finding speaks, in whatever part: "600 refugees" who get something have a name in it."""
        layers: tuple[Finding, ...] = (
            *self.findings.statements,
            *self.findings.commitments,
            *self.findings.stances,
            *self.findings.roles,
            *self.findings.events,
        )
        values = (getattr(f, part.name) for f in layers for part in fields(f))
        mentions = (m for v in values for m in (v if isinstance(v, tuple) else (v,)))
        return frozenset(
            m.entity for m in mentions if isinstance(m, Mention) and m.entity is not None
        )

    def _is_definite(self, entity: Entity) -> bool:
        """Whether it can be somebody of whom other texts tell: "the gunman", "two hikers". Never "people" or "man"."""
        return any(
            is_specific(phrase_of(head, self.reading), self.reading, told=True)
            and not is_in_heading(head)
            for head in _nouns(entity, self.reading)
        )

    def _is_apart(self, entity: Entity) -> bool:
        """Whether other texts may tell of him, too: "a tour bus driver fled", not "the driver", "another coach"."""
        return any(
            is_told_apart(phrase_of(head, self.reading), self.reading)
            and is_in_deed(head)
            and not is_in_heading(head)
            for head in _nouns(entity, self.reading)
        )

    def _is_source(self, entity: Entity) -> bool:
        spoken = self.spoken.get(entity.key, ())
        bound = entity.key in self.committed
        if not spoken and not bound:
            return False
        told = bound or any(_is_told(s, self.reading) for s in spoken)
        said = bound or any(s.modality is None and _is_finite(s, self.reading) for s in spoken)
        heads = [h for h in _nouns(entity, self.reading) if not is_in_heading(h)]
        if not heads:
            return False  # the text below the headline tells who it is
        phrases = [phrase_of(h, self.reading) for h in heads if not _is_post_of(h, self.reading)]
        if all(_is_known(p) and _may_be_named(p, self.reading) for p in phrases):
            return False
        if any(_is_named_below(p, self.reading) for p in phrases):
            return False
        return said and any(is_specific(p, self.reading, told=told) for p in phrases)


def _is_post_of(head: Token, reading: Reading) -> bool:
    """Whether a second post of somebody named is told: "Ada Lund, a director of the port and a Republican who …"."""
    first = head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    key = reading.entity_at(first.head.i) if first.dep_ == "appos" else None
    return key is not None and reading.entities[key].kind is ActorKind.PERSON


def _is_known(phrase: Phrase) -> bool:
    """ "The Vermont senator", "the filmmaker": one of whom the reader is thought to know, and mostly by name.

    Not: "a senator", "the two senators", "the judge" (whom texts hardly name), "Lund's lawyer".
    """
    plain = phrase.definite and not phrase.plural and owner(phrase) is None
    hardly = lemma_of(phrase.head) in _HARDLY_NAMED | FORCES or is_body(phrase.head)
    return plain and not hardly


def _may_be_named(phrase: Phrase, reading: Reading) -> bool:
    """Whether somebody named before may be meant: of the gender and country, and without another post."""
    words, lemma = person_words(), lemma_of(phrase.head)
    gender = words.genders.get(lemma)
    country = phrase.country or country_after(phrase.head, reading)
    for entity in reading.entities:
        if entity.kind is not ActorKind.PERSON or not entity.mentions:
            continue
        near = any(0 < phrase.head.idx - span.start < _REACH for span in entity.mentions)
        told = {w.lower() for text in entity.descriptions for w in text.replace("-", " ").split()}
        other = told & words.offices and lemma not in told
        abroad = country and entity.country and country != entity.country
        unlike = gender and entity.gender and gender is not entity.gender
        if near and not (other or abroad or unlike):
            return True
    return False


def _is_named_below(phrase: Phrase, reading: Reading) -> bool:
    """Whether the text opens with one whom it goes on to name: "The capital's new mayor said no. … Mayor Ada Lund"."""
    start, lemma = phrase.head.idx, lemma_of(phrase.head)
    if phrase.plural or start > _OPENING or lemma not in person_words().offices - FORCES:
        return False
    holders = [
        entity
        for entity in reading.entities
        if entity.kind is ActorKind.PERSON
        and any(lemma in text.lower().replace("-", " ").split() for text in entity.descriptions)
    ]
    return len(holders) == 1 and all(span.start > start for span in holders[0].mentions)


_OPENING = 500  # characters, about two sentences below a headline
_REACH = 3000  # characters back
_HARDLY_NAMED = frozenset(
    "judge magistrate court prosecutor lawyer attorney suspect victim witness spokesman spokeswoman spokesperson driver "
    "caller source official gunman attacker accused defendant".split()
)


def _is_people(entity: Entity) -> bool:
    """ "Norwegians", "Muslims", of whom much is told in passing; not "EU leaders", "26 countries", "Norway and Malta"."""
    alone = not entity.members and entity.cardinality is None and " " not in entity.name
    return entity.kind is ActorKind.GROUP and alone


def _has_name(entity: Entity, reading: Reading) -> bool:
    """Whether it is named, counted or made of members: "Lund", "26 countries", "EU leaders"; not "leaders", "a guide"."""
    if entity.kind is ActorKind.UNNAMED:
        return False
    if entity.kind is not ActorKind.GROUP or entity.members or entity.cardinality is not None:
        return True
    nouns = list(_nouns(entity, reading))
    if not nouns:
        return True
    # "EU leaders"; not "their leaders", nor the members of something, however many
    counted = any(c.isdigit() for c in entity.name) and lemma_of(nouns[0]) != "member"
    told = counted or any(c.isupper() for c in entity.name)
    return told and any(_is_named_group(phrase_of(head, reading), reading) for head in nouns)


def _is_named_group(phrase: Phrase, reading: Reading) -> bool:
    words = person_words()
    if lemma_of(phrase.head) not in words.group_states | words.group_people:
        return True  # "Norwegians"
    free = any(t.lower_ in _FREE for t in phrase.head.lefts)
    return is_counted(phrase) or (not free and is_of_somebody(phrase, reading))


_FREE = frozenset("some any many most other no every each several few".split())


def _nouns(entity: Entity, reading: Reading) -> Iterator[Token]:
    """Heads of its mentions that are no pronouns."""
    for span in entity.mentions:
        tokens = reading.tokens(span)
        if tokens is not None and tokens.root.pos_ != "PRON" and tokens.root.tag_ != "PRP$":
            yield tokens.root


def _is_told(statement: Statement, reading: Reading) -> bool:
    """Whether the saying is told as one that took place: "said", "according to"; not "say", "would say", "believe"."""
    if statement.mode is not Mode.SPEECH or statement.modality or statement.negated:
        return False
    tokens = [t for span in statement.cue for t in reading.tokens(span) or ()]
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.lower_ != "according"]
    return not verbs or any(t.tag_ in _PAST or _says(t) or _is_absolute(t) for t in verbs)


def _is_finite(statement: Statement, reading: Reading) -> bool:
    """Whether it is told that somebody says it: "say", "have said", "according to"; not "to support", "those supporting"."""
    tokens = [t for span in statement.cue for t in reading.tokens(span) or ()]
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.lower_ != "according"]
    return not verbs or any(
        t.tag_ in ("VBD", "VBZ", "VBP")
        or any(c.dep_ in ("aux", "auxpass") for c in _not_to(t))
        or _is_absolute(t)
        for t in verbs
    )


def _is_absolute(verb: Token) -> bool:
    """ "…, with two aides warning of delays": they warned. Not: "agreed with those warning of delays"."""
    if verb.tag_ != "VBG":
        return False
    noun = verb.head if verb.dep_ == "acl" else None
    opener = noun.head if noun is not None and noun.dep_ == "pobj" else verb.head
    named = noun is None or noun.pos_ in ("NOUN", "PROPN")
    pending = verb.dep_ == "pcomp" or noun is not None
    before = opener.nbor(-1) if opener.i > 0 else opener
    return pending and named and opener.lower_ == "with" and before.text in (",", "–", "—", "-")


def _not_to(verb: Token) -> list[Token]:
    return [t for t in verb.lefts if t.lower_ != "to"]


def _says(verb: Token) -> bool:
    """ "The driver says so", as told on the air; not "drivers say", "the driver tells them"."""
    return verb.tag_ == "VBZ" and verb.lemma_ in ("say", "add")


def _is_given(entity: Entity, document: Document) -> bool:
    """Whether somebody said that one of its mentions names an actor."""
    return any(given.overlaps(span) for given in document.mentions for span in entity.mentions)
