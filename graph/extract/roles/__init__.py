"""Reads roles out of a text: who holds which post for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens

from graph.extract.roles.context import (
    american,
    as_others_before,
    is_owned,
    may_be_state,
    only_body,
    only_country,
    through_pronoun,
)
from graph.extract.roles.counterparts import counterparts
from graph.extract.roles.found import Found
from graph.extract.roles.joining import one_per_post
from graph.extract.roles.lexicon import lexicon
from graph.extract.roles.patterns import SHAPES, member_before
from graph.extract.roles.titles import Post
from graph.extract.slot_confidence import calibrated_role
from graph.knowledge import KnownActor
from graph.model import ActorKind, Entity, Findings, Mention, Origin, Role, Span
from graph.parse import Reading


class RoleExtractor:
    """Yields roles in text order, one for each person, post and organisation of a document.

    The title is as written, without the country: short forms are spelt out, "former" stays. The date as of
    which it holds is the document's.
    """

    name = "roles"
    version = "1"

    def __init__(self, sure: Callable[[Role], Role] = calibrated_role) -> None:
        self._sure = sure  # what gives a role its confidence

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Role]:
        """The roles of one document."""
        found = [f for f in _found(reading) if _is_worth(f) and _is_person(reading, f)]
        roles = one_per_post(self._role(reading, f) for f in found)
        by_words = {(f.person.start_char, f.post.title): f for f in found}
        told: list[Role] = []
        for role in roles:
            shape = by_words.get((role.person.span.start, role.title))
            told.append(role if shape is None else self._completed(reading, role, shape, told))
            yield self._sure(told[-1])

    def _completed(self, reading: Reading, role: Role, found: Found, told: Sequence[Role]) -> Role:
        """The role with for whom it is held where only the sentences before tell."""
        if role.organisation is not None or found.post.organisation is not None:
            return role
        guessed = _guessed(reading, found)
        if guessed is None and may_be_state(found) and not is_owned(found):
            guessed = as_others_before(reading, found, told)
        if guessed is None:
            return role
        return replace(
            role, organisation=guessed, origin=replace(role.origin, confidence=_FROM_CONTEXT)
        )

    def _role(self, reading: Reading, found: Found) -> Role:
        post = found.post
        doc = reading.doc
        return Role(
            person=reading.mention(found.person),
            title=post.title,
            organisation=_organisation(reading, post)
            or _owner(reading, post)
            or _of_state(reading, found),
            evidence=Span(doc[found.first].idx, doc[found.last].idx + len(doc[found.last])),
            origin=Origin(self.name, self.version, found.confidence),
            former=post.former,
            acting=post.acting,
            elect=post.elect,
        )


_FROM_CONTEXT = 0.6  # for whom is read from the sentences before


def _guessed(reading: Reading, found: Found) -> Mention | None:
    """For whom the sentences before say that the post is held, where they leave one choice."""
    through = through_pronoun(reading, found)
    if through is not None or is_owned(found):
        return through
    body = american(reading, found)
    if body is not None:
        return _known_body(reading, found, body)
    return only_country(reading, found) if may_be_state(found) else only_body(reading, found)


def _known_body(reading: Reading, found: Found, name: str) -> Mention | None:
    """A known actor that the title itself stands for: the words of the title are its mention."""
    known = reading.knowledge.find(name)
    if known is None:
        return None
    doc = reading.doc
    words = doc[found.post.first : found.post.last + 1]
    span = Span(words.start_char, words.end_char)
    return Mention(span, words.text, reading.known_entity(known.id, _template(known)))


def _found(reading: Reading) -> Iterator[Found]:
    names = persons(reading)
    known = [found for name in names for shape in SHAPES for found in shape(reading, name)]
    yield from known
    yield from counterparts(reading, names, known)
    for country in reading.doc.ents:
        if country.label_ == "GPE":
            yield from member_before(reading, country)


def _is_worth(found: Found) -> bool:
    """An occupation without an organisation is a role only where it says why somebody is asked."""
    kind = found.post.kind
    return kind != "other" or found.post.organisation is not None


def _is_person(reading: Reading, found: Found) -> bool:
    """Whether the name is not that of a body which the recogniser took for a person."""
    key = reading.entity_of(found.person)
    return key is None or reading.entities[key].kind in (ActorKind.PERSON, ActorKind.COUNTRY)


def persons(reading: Reading) -> list[Tokens]:
    """Names of persons in text order, without the titles that the recogniser took into them."""
    spans = {(e.start, e.end): e for e in reading.doc.ents if e.label_ == "PERSON"}
    for entity in reading.entities:
        if entity.kind is not ActorKind.PERSON:
            continue
        for mention in entity.mentions:
            tokens = reading.tokens(mention)
            if tokens is not None and tokens.root.tag_ in ("NNP", "NNPS"):
                spans.setdefault((tokens.start, tokens.end), tokens)
    bare = [_without_title(spans[key]) for key in sorted(spans) if not _is_title(spans[key])]
    return [name for k, name in enumerate(bare) if k == 0 or name.start >= bare[k - 1].end]


def _is_title(name: Tokens) -> bool:
    """Whether the recogniser took a title for a name: "General Manager"."""
    return len(name) > 1 and name[-1].lower_ in lexicon().posts and name[0].lower_ in _FRONTS


_FRONTS = frozenset(
    "general prime vice chief deputy foreign senior managing executive district attorney head assistant "
    "major lieutenant brigadier rear".split()
)


def _without_title(name: Tokens) -> Tokens:
    lex = lexicon()
    start = name.start
    while start < name.end - 1 and (
        name.doc[start].lower_ in lex.posts or name.doc[start].lower_ in lex.modifiers["courtesy"]
    ):
        start += 1
    end = _whole(name)
    while end - 1 > start and name.doc[end - 1].tag_ == "POS":
        end -= 1
    return name.doc[start:end]


def _whole(name: Tokens) -> int:
    """Where the name ends: the recogniser may stop before the surname ("Anna von" of "Anna von der Aue")."""
    head = name[-1]
    while head.dep_ == "compound" and head.i < head.head.i <= name.end + 2:
        head = head.head
    between = name.doc[name.end : head.i + 1]
    lex = lexicon()
    named = head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    if head.tag_ != "NNP" or named or any(lex.class_of(t.lower_) or t.is_punct for t in between):
        return name.end
    return head.i + 1


def _organisation(reading: Reading, post: Post) -> Mention | None:
    """For whom the post is held, as the actor that the words name ("Norwegian" is Norway)."""
    tokens = post.organisation
    if tokens is None:
        return None
    mention = reading.mention(tokens)
    party = reading.knowledge.find(post.party) if post.party is not None else None
    if party is not None:
        return replace(mention, entity=reading.known_entity(party.id, _template(party)))
    known = _country(reading, tokens.text)
    if known is not None:
        return replace(mention, entity=reading.known_entity(known.id, _template(known)))
    if tokens[-1].lower_ in lexicon().members:
        return _party(reading, mention)
    if _is_named_after_place(tokens):
        return replace(mention, entity=None)  # "Athletics Kenya" is neither Athletics nor Kenya
    if mention.entity is not None and reading.entities[mention.entity].kind is ActorKind.PERSON:
        return None  # "Lund's running mate": a post beside a person, not for an organisation
    return mention


def _is_named_after_place(tokens: Tokens) -> bool:
    """ "Clean Rivers Africa", "Athletics Kenya": a body whose name ends with a place; not "the Kingdom of Norway"."""
    first, last = tokens[0], tokens[-1]
    names = len(tokens) > 1 and all(t.tag_ in ("NNP", "NNPS") for t in tokens)
    return (
        names and last.ent_type_ in ("GPE", "LOC") and first.ent_type_ not in ("GPE", "LOC", "NORP")
    )


def _party(reading: Reading, mention: Mention) -> Mention:
    """The party that one word before a person names: "Republican Senator Dahl"; the word is a part of her mention."""
    word = "Democratic" if mention.text == "Democrat" else mention.text
    names = (word, f"{word}s", f"{word} Party")
    known = next(filter(None, map(reading.knowledge.find, names)), None)
    if known is None or known.kind is not ActorKind.ORGANISATION:
        return replace(mention, entity=None)
    return replace(mention, entity=reading.known_entity(known.id, _template(known)))


def _owner(reading: Reading, post: Post) -> Mention | None:
    """The organisation that a common noun means here: "the party's leader", "the head of the company"."""
    if post.owner is None:
        return None
    noun = reading.doc[post.owner : post.owner + 1]
    key = reading.entity_of(noun)
    organised = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.COUNTRY)
    if key is not None and reading.entities[key].kind is ActorKind.PERSON:
        return _state_of(reading, key, noun)  # "President Lund's adviser" serves the country
    if key is None or reading.entities[key].kind not in organised:
        return None
    return Mention(Span(noun.start_char, noun.end_char), noun.text, key)


def _state_of(reading: Reading, person: int, words: Tokens) -> Mention | None:
    """The country that a head of state or government leads, where the text or the lexicon tells."""
    entity = reading.entities[person]
    known = reading.knowledge.country(lexicon().leaders.get(entity.name) or "")
    if known is None:
        return None
    span = Span(words.start_char, words.end_char)
    return Mention(span, words.text, reading.known_entity(known.id, _template(known)))


_DIRECTIONS = {"S ": "South ", "N ": "North "}


def _country(reading: Reading, words: str) -> KnownActor | None:
    """The country that an adjective or a name means, or None."""
    whole = _DIRECTIONS.get(words[:2], words[:2]) + words[2:]  # "S African"
    iso = reading.knowledge.country_of_demonym(whole)
    if iso is not None:
        return reading.knowledge.country(iso)
    found = reading.knowledge.find(words)
    return found if found is not None and found.kind is ActorKind.COUNTRY else None


def _template(known: KnownActor) -> Entity:
    return Entity(key=-1, name=known.name, kind=known.kind, known=known.id, country=known.country)


def _of_state(reading: Reading, found: Found) -> Mention | None:
    """The country of a post of state named without one: "President Lund", "foreign ministry spokesman".

    It is the country that the document gives the person elsewhere, or that a well-known leader leads, or,
    for a ministry's voice, the one whose government is the subject of the sentence. Otherwise unknown.
    """
    post = found.post
    organ = bool(lexicon().organs & set(post.title.casefold().split()))
    if post.kind not in ("head_of_state", "head_of_government", "minister") and not organ:
        return None
    person = reading.entity_of(found.person)
    iso = reading.entities[person].country if person is not None else None
    if iso is None and post.kind in ("head_of_state", "head_of_government"):
        name = reading.entities[person].name if person is not None else found.person.text
        iso = lexicon().leaders.get(name) or lexicon().leaders.get(found.person.text)
    if iso is None and organ:
        iso = _country_of_subject(reading, found.person)
    known = reading.knowledge.country(iso) if iso is not None else None
    if known is None:
        return None
    key = reading.known_entity(known.id, _template(known))
    named = reading.entities[key].mentions
    words = named[0] if named else Span(found.person.start_char, found.person.end_char)
    return Mention(words, words.of(reading.document.text), key)


def _country_of_subject(reading: Reading, name: Tokens) -> str | None:
    for token in name.sent:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            key = reading.entity_at(token.i)
            entity = reading.entities[key] if key is not None else None
            if entity is not None and entity.kind in (ActorKind.COUNTRY, ActorKind.GOVERNMENT):
                return entity.country
    return None
