"""Who binds itself: the subject, the possessor or the agent; one record for each of joint subjects."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from graph.extract.commitments.frames import Frame
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.named import named_at
from graph.model import ActorKind, Entity, Findings, Mention, Span
from graph.parse import Reading

_GOVERNS = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|emperor|pm|taoiseach|minister|secretary"
    r"|treasurer|government|leader|attorney general|chief of staff|spokes\w+|vice.president|ambassador|envoy)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:president|chief|head|director|secretary.general|executive|ceo|spokes\w+|commissioner|chair\w*|leader|official"
    r"|representative|governor|boss)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"ministry|government|administration|parliament|congress|senate|cabinet|presiden|palace|treasury|foreign office"
    r"|military|army|armed forces|state department|department of (?:state|defen[cs]e)|defen[cs]e department",
    re.IGNORECASE,
)
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex-|candidate|nominee|elect\b|shadow|opposition|contender|hopeful|front-?runner|presumptive|rival|deputy leader)",
    re.I,
)
_STATES = frozenset(
    "country nation state member ally partner donor government power lender creditor signatory leader minister".split()
)
_FIRST = frozenset({"we", "i", "us", "our", "my"})
_VAGUE = {"some", "many", "several", "few", "any", "no", "every", "each", "most", "certain", "other", "more", "what",
          "which", "various", "numerous", "such"}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their"})
_SINGULAR = frozenset({"he", "she", "his", "her", "him", "it", "its"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Somebody who is bound, with the tokens that name it in the sentence and how sure that is."""

    mention: Mention
    token: Token
    certainty: float


class ActorFinder:
    """Finds who is bound by the frames of one document."""

    def __init__(self, reading: Reading, so_far: Findings, lex: Lexicon) -> None:
        self.reading, self.findings, self.lex = reading, so_far, lex
        self.offices = dict(_offices(reading, so_far))

    def bound(self, frame: Frame) -> list[Bound]:
        """The actors of a frame in text order; empty where nobody who could be held to it is named."""
        holder = holder_of(frame, self.lex)
        if holder is None:
            return []
        found = [b for token in self._spread(holder, frame) for b in self._bound(token, frame, 0)]
        unique: dict[tuple[int | None, str], Bound] = {}
        for b in found:
            key = (b.mention.entity, "" if b.mention.entity is not None else b.mention.text)
            unique.setdefault(key, b)
        return list(unique.values())

    # --- one subject → its members ------------------------------------------------------------

    def _spread(self, token: Token, frame: Frame) -> Iterator[Token]:
        """The token and what is joined to it by "and"; a list behind a dash or colon in its place."""
        names = [c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "GPE"]
        joined = [t for n in names for t in (n, *n.conjuncts)]
        if len(joined) > 1 and token.pos_ == "NOUN":
            yield from joined
            return
        examples = list(_examples(token))
        if examples:
            yield from examples
            return
        yield token
        for other in token.conjuncts:
            if (
                other.i > token.i
                and other.i != frame.core.i
                and other.pos_ in ("PROPN", "NOUN", "PRON", "ADJ")
            ):
                yield other

    def _bound(self, token: Token, frame: Frame, depth: int) -> Iterator[Bound]:
        if token.pos_ == "PRON" or token.lower_ in _FIRST | _PLURAL | _SINGULAR:
            yield from self._pronoun(token, frame, depth)
            return
        if (
            any(c.lower_ in _VAGUE for c in token.children if c.i < token.i)
            and token.pos_ == "NOUN"
        ):
            return
        if self._is_counted_group(token):
            yield Bound(self._phrase(token), token, 0.9)
            return
        through = list(self._through(token))
        if through:
            yield from through
            return
        named = named_at(self.reading, token)
        entity = self._entity(named) if named is not None else None
        if (
            entity is not None
            and entity.kind in (ActorKind.UNNAMED, ActorKind.GROUP)
            and not self._is_group(token)
        ):
            return
        if named is not None and (token.ent_type_ != "NORP" or token.tag_ != "JJ"):
            yield Bound(self._official_actor(named, frame), token, 1.0)
        elif self._is_group(token):
            country = self._own_country(token, frame)
            yield country or Bound(self._phrase(token), token, 0.55)

    def _through(self, token: Token) -> Iterator[Bound]:
        """ "officials from Norway and Chad", "the German government", "half of the Council"."""
        lemma = token.lemma_.lower()
        partitive = lemma in self.lex.quantifiers or lemma in (
            "half",
            "majority",
            "third",
            "member",
            "dozen",
            "number",
        )
        if lemma not in self.lex.officials and not partitive:
            return
        named = [
            other
            for prep in token.children
            if prep.dep_ == "prep" and prep.lower_ in ("from", "of", "in")
            for pobj in prep.children
            if pobj.dep_ == "pobj"
            for other in (pobj, *pobj.conjuncts)
            if self._stands_for_state(other)
            or (partitive and named_at(self.reading, other) is not None)
        ]
        if not named and not partitive:
            named = [
                c for c in token.children
                if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < token.i and self._stands_for_state(c)
            ]  # fmt: skip
        for other in named:
            mention = named_at(self.reading, other)
            if mention is None or mention.span.start <= token.idx < mention.span.end:
                continue  # the token is part of that name
            if partitive or self._single_body(token, mention):
                yield Bound(self._office_of(mention) or mention, other, 0.85)

    def _own_country(self, token: Token, frame: Frame) -> Bound | None:
        """ "his country", and "the government" in what an official of a country says, or after its name."""
        if token.lemma_.lower() not in (
            "country",
            "government",
            "nation",
            "cabinet",
            "parliament",
            "ministry",
            "military",
        ):
            return None
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None and owner.lower_ not in ("his", "her", "our", "my", "their", "its"):
            return None
        plain = ("federal", "national", "central", "caretaker", "interim", "new")
        if owner is None and any(
            c.dep_ in ("amod", "compound", "prep") and c.lower_ not in plain for c in token.children
        ):
            return None
        if owner is None and self.reading.entity_at(token.i) is not None:
            return None
        key = self._country_of_speaker(frame) or self._country_before(token)
        return (
            Bound(Mention(_span(token), token.text, key), token, 0.6) if key is not None else None
        )

    def _country_of_speaker(self, frame: Frame) -> int | None:
        speaker = (
            next((c for c in frame.speech.children if c.dep_ == "nsubj"), None)
            if frame.speech
            else None
        )
        if speaker is None:
            return None
        for bound in self._bound(speaker, frame, 2):
            entity = self._entity(bound.mention)
            if entity is not None and entity.kind is ActorKind.COUNTRY:
                return entity.key
        return None

    def _country_before(self, token: Token) -> int | None:
        """The country named by the last subject in the sentence or the one before."""
        for before in reversed(self.reading.doc[max(0, token.i - 40) : token.i]):
            key = self.reading.entity_at(before.i)
            if key is not None and self.reading.entities[key].kind is ActorKind.COUNTRY:
                return key
        return None

    def _single_body(self, token: Token, mention: Mention) -> bool:
        """ "Gulf leaders" are a group of their own; "Norwegian leaders" stand for Norway."""
        entity = self._entity(mention)
        return entity is None or entity.country is not None or entity.kind is not ActorKind.PLACE

    def _stands_for_state(self, token: Token) -> bool:
        mention = named_at(self.reading, token)
        entity = self._entity(mention) if mention else None
        if entity is not None:
            return (
                entity.kind in (ActorKind.COUNTRY, ActorKind.GOVERNMENT, ActorKind.ORGANISATION)
                or (entity.kind is ActorKind.PERSON and token.dep_ in ("compound", "poss"))
                or (entity.kind is ActorKind.PLACE and entity.country is not None)
            )
        return token.ent_type_ in ("GPE", "ORG")

    def _is_counted_group(self, token: Token) -> bool:
        if token.lemma_.lower() not in self.lex.groups | {"other"}:
            return False
        numbers = [c for c in token.children if c.dep_ == "nummod" and c.lower_ != "one"]
        return bool(numbers)

    def _is_group(self, token: Token) -> bool:
        """ "the government", "European leaders"; not "some countries", "no company"."""
        if token.lemma_.lower() not in self.lex.groups or token.pos_ not in ("NOUN", "PROPN"):
            return False
        openers = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "neg", "quantmod")}
        named = any(
            c.ent_type_ in ("NORP", "GPE", "ORG", "LOC") for c in token.children if c.i < token.i
        )
        states = token.lemma_.lower() in _STATES and token.tag_ == "NNS"
        if token.lemma_.lower() == "donor" and token.tag_ == "NNS":
            return True
        described = states and any(
            c.dep_ in ("amod", "compound") for c in token.children if c.i < token.i
        )
        return (
            named or described or "the" in openers or any(c.dep_ == "poss" for c in token.children)
        )

    # --- pronouns -----------------------------------------------------------------------------

    def _pronoun(self, token: Token, frame: Frame, depth: int) -> Iterator[Bound]:
        if depth > 2 or token.lower_ in self.lex.quantifiers - {"who", "which", "that"}:
            return
        if token.lower_ in _FIRST:
            yield from self._first_person(token, frame)
            return
        speaker = _speaker(token, frame) or _promiser(token, frame)
        if speaker is not None and _agrees(token, speaker):
            for other in self._spread(speaker, frame):
                yield from self._bound(other, frame, depth + 1)
            return
        key = self.reading.entity_at(token.i)
        if key is not None:
            mention = Mention(_span(token), token.text, key)
            yield Bound(self._official_actor(mention, frame), token, 0.8)
            return
        before = self._antecedent(token)
        if before is not None:
            for other in self._spread(before, frame):
                for b in self._bound(other, frame, depth + 1):
                    yield Bound(b.mention, token, 0.65 * b.certainty)

    def _first_person(self, token: Token, frame: Frame) -> Iterator[Bound]:
        """ "We will send 500 nurses", said the minister: the speaker's country; "I": the speaker."""
        here = token.idx
        around = [
            s for s in self.findings.statements
            if s.speaker is not None and any(c.start <= here < c.end for c in s.content)
        ]  # fmt: skip
        if not around:
            return
        speaker = min(around, key=lambda s: sum(len(c) for c in s.content)).speaker
        if speaker is None or speaker.text.lower() in _FIRST:
            return
        yield Bound(self._official_actor(speaker, frame), token, 0.75)

    def _antecedent(self, pronoun: Token) -> Token | None:
        """The last subject before a pronoun that fits it in number and kind, this sentence or the one before."""
        first = max(0, pronoun.sent.start - 1)
        start = self.reading.doc[first].sent.start if first else 0
        for token in reversed(self.reading.doc[start : pronoun.i]):
            if (
                token.dep_ in ("nsubj", "nsubjpass")
                and token.pos_ in ("PROPN", "NOUN")
                and self._fits(pronoun, token)
            ):
                return token
        return None

    def _fits(self, pronoun: Token, token: Token) -> bool:
        if not _agrees(pronoun, token):
            return False
        if pronoun.lower_ in ("he", "she", "his", "her"):
            named = named_at(self.reading, token)
            entity = self._entity(named) if named else None
            return entity is not None and entity.kind is ActorKind.PERSON
        return (
            named_at(self.reading, token) is not None
            or self._is_group(token)
            or self._is_counted_group(token)
        )

    # --- who stands behind a name --------------------------------------------------------------

    def _official_actor(self, mention: Mention, frame: Frame) -> Mention:
        """The country or body for which a leader or minister speaks; the person where the thing is their own."""
        thing = frame.thing
        own = thing is not None and any(
            c.dep_ == "poss" and c.lower_ in ("his", "her", "my") for c in thing.children
        )
        return mention if own else (self._office_of(mention) or mention)

    def _office_of(self, mention: Mention) -> Mention | None:
        entity = self._entity(mention)
        if entity is None:
            return None
        if entity.kind is ActorKind.PERSON:
            key = self.offices.get(entity.key)
        elif (entity.kind is ActorKind.GOVERNMENT and self._is_state(entity)) or (
            entity.kind is ActorKind.PLACE and self._is_capital(entity)
        ):
            key = _country_key(self.reading, entity.country)
        else:
            key = None
        return Mention(mention.span, mention.text, key) if key is not None else None

    def _is_state(self, entity: Entity) -> bool:
        """A ministry or a parliament decides for the country; an agency or a police force for itself."""
        known = self.reading.knowledge.actors.get(entity.known or "")
        if known is not None and known.sector:
            return known.sector in (
                "executive",
                "legislature",
                "ministry",
                "military",
                "government",
                "head of state",
            )
        return bool(_STATE.search(entity.name))

    def _is_capital(self, entity: Entity) -> bool:
        country = self.reading.knowledge.country(entity.country) if entity.country else None
        return country is not None and entity.name in country.capitals

    def _entity(self, mention: Mention) -> Entity | None:
        return self.reading.entities[mention.entity] if mention.entity is not None else None

    def _phrase(self, token: Token) -> Mention:
        """The noun phrase around a group's head, without article: "26 members of the alliance"."""
        left = min((c.i for c in token.children if c.dep_ in ("nummod", "amod", "compound", "nmod", "quantmod", "poss")),
                   default=token.i)  # fmt: skip
        left = min(left, token.i)
        right = token.i
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of" and prep.i == token.i + 1:
                right = max(
                    t.i for t in prep.subtree if t.i - token.i < 12 and t.dep_ not in ("punct",)
                )
                right = next(
                    (
                        t.i - 1
                        for t in token.doc[prep.i : right + 1]
                        if t.text in ("–", "—", ",", "(")
                    ),
                    right,
                )
        tokens = token.doc[left : right + 1]
        key = self.reading.entity_at(token.i)
        return Mention(Span(tokens.start_char, tokens.end_char), tokens.text, key)


# --- grammar ----------------------------------------------------------------------------------------


def holder_of(frame: Frame, lex: Lexicon) -> Token | None:
    """The token that names who is bound, before pronouns and officials are resolved."""
    for node in frame.chain:
        found = _holder_at(node, frame, lex)
        if found is not None:
            return _behind_dateline(found, node) if found.i != node.i else None
        if node.i == frame.core.i and _is_passive(node) and not frame.operators:
            return None
    return _shared_subject(frame.chain[-1])


def _behind_dateline(holder: Token, verb: Token) -> Token:
    """ "NAIROBI, June 10 (Meridian) - Nine countries pledged": the parser takes the city for the subject."""
    sentence = holder.sent
    if not holder.text.isupper() or len(holder) < 4 or holder.i - sentence.start > 2:
        return holder
    dash = next(
        (t.i for t in holder.doc[holder.i : verb.i] if t.text in ("-", "–", "—", "--")), None
    )
    if dash is None:
        return holder
    names = [
        t
        for t in holder.doc[dash + 1 : verb.i]
        if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "DATE"
    ]
    return next(
        (t for t in names if t.head.i <= dash or t.head.i >= verb.i or t.head.i == holder.i), holder
    )


def _holder_at(node: Token, frame: Frame, lex: Lexicon) -> Token | None:
    if node.pos_ == "NOUN":
        return _noun_holder(node)
    if _is_passive(node):
        agent = next((c for c in node.children if c.dep_ == "agent"), None)
        if agent is not None:
            return next((c for c in agent.children if c.dep_ == "pobj"), None)
        adjectival = node.i != frame.core.i and node.lemma_.lower() in (
            "prepare",
            "set",
            "determine",
            "commit",
            "oppose",
            "plan",
            "resolve",
        )
        if not adjectival:
            return None
    for child in node.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i != (
            frame.thing.i if frame.thing else -1
        ):
            if child.tag_ in ("WDT", "WP") or (child.lower_ == "that" and node.dep_ == "relcl"):
                return node.head if node.dep_ == "relcl" else None
            return child
    if node.dep_ == "acl" and node.tag_ == "VBG":
        return node.head
    return None


def _noun_holder(noun: Token) -> Token | None:
    """ "Oslo's pledge", "a pledge by Oslo", "the Norwegian offer"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("GPE", "ORG", "NORP"):
            return child
    return None


def _is_passive(node: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in node.children):
        return True
    return (
        node.tag_ == "VBN"
        and node.dep_ in ("acl", "relcl")
        and not any(c.dep_ == "aux" for c in node.children)
    )


def _shared_subject(node: Token) -> Token | None:
    """The subject of the verb to which a coordinated or a participle clause belongs."""
    for _ in range(4):
        if node.dep_ == "pcomp" and node.head.lower_ in ("by", "after", "before", "in", "while"):
            node = node.head.head  # "won them over by promising to …"
            for child in node.children:
                if child.dep_ == "nsubj":
                    return child
        if (
            node.dep_
            not in ("conj", "advcl", "xcomp", "dep", "ccomp", "acl", "dobj", "attr", "acomp")
            or node.head.i == node.i
        ):
            return None
        if node.dep_ == "advcl" and (
            node.tag_ != "VBG" or any(c.dep_ == "mark" for c in node.children)
        ):
            return None
        if (
            node.dep_ == "ccomp"
            and node.pos_ != "NOUN"
            and any(c.dep_ == "mark" for c in node.children)
        ):
            return None
        node = node.head
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.tag_ in ("WDT", "WP"):
                    return node.head if node.dep_ == "relcl" else None
                return child
    return None


def _examples(token: Token) -> Iterator[Token]:
    """ "countries such as Poland", "allies like Norway and Chad": the named ones, where the rest is vague."""
    for prep in token.subtree:
        words = f"{prep.nbor(-1).lower_} {prep.lower_}" if prep.i else prep.lower_
        if not token.i < prep.i < token.i + 10 or prep.dep_ != "prep":
            continue
        if prep.lower_ == "like" or words == "such as":
            for pobj in prep.children:
                if pobj.dep_ == "pobj" and pobj.ent_type_ in ("GPE", "ORG"):
                    yield from (pobj, *(t for t in pobj.conjuncts if t.i > pobj.i))


def _speaker(pronoun: Token, frame: Frame) -> Token | None:
    """The subject of "said" in "Oslo said it will …"."""
    if frame.speech is None:
        return None
    return next((c for c in frame.speech.children if c.dep_ == "nsubj" and c.i != pronoun.i), None)


def _promiser(pronoun: Token, frame: Frame) -> Token | None:
    """ "Oslo's announcement that it would pay": whose announcement it is."""
    for operator in frame.operators:
        if operator.token.pos_ == "NOUN" and operator.token.i < pronoun.i:
            return next(
                (c for c in operator.token.children if c.dep_ == "poss" and c.pos_ != "PRON"), None
            )
    return None


def _agrees(pronoun: Token, token: Token) -> bool:
    plural = token.tag_ in ("NNS", "NNPS") or bool(list(token.conjuncts)) or token.lower_ in _PLURAL
    if pronoun.lower_ in _PLURAL:
        return plural or token.ent_type_ in ("ORG", "GPE") or token.tag_ == "NN"
    if token.pos_ == "PRON":
        return token.lower_ == pronoun.lower_
    if pronoun.lower_ in ("it", "its"):
        return not plural and token.ent_type_ != "PERSON"
    return not plural and token.ent_type_ not in ("GPE", "ORG", "NORP")


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


# --- offices ----------------------------------------------------------------------------------------


def _offices(reading: Reading, so_far: Findings) -> Iterator[tuple[int, int]]:
    """(person's entity, entity of the country or body for which the person decides)."""
    out = _out_of_office(reading, so_far)
    for entity in list(reading.entities):
        if entity.kind is not ActorKind.PERSON or entity.key in out:
            continue
        held = _known_office(entity.name, reading.document.published)
        if held is not None and (key := _country_key(reading, held)) is not None:
            yield entity.key, key
        words = " ".join(entity.descriptions)
        if entity.country and _GOVERNS.search(words) and not _NOT_IN_OFFICE.search(words):
            key = _country_key(reading, entity.country)
            if key is not None:
                yield entity.key, key
    for role in so_far.roles:
        if role.person.entity is None or role.person.entity in out:
            continue
        key = _role_body(reading, role.title, role.organisation)
        if key is not None:
            yield role.person.entity, key


def _out_of_office(reading: Reading, so_far: Findings) -> set[int]:
    """Persons of whom the text says anywhere that they left the post, or only run for it."""
    out = {
        role.person.entity
        for role in so_far.roles
        if role.person.entity is not None
        and (role.former or role.elect or _NOT_IN_OFFICE.search(role.title))
    }
    for entity in reading.entities:
        if _NOT_IN_OFFICE.search(" ".join(entity.descriptions)):
            out.add(entity.key)
    return out


def _role_body(reading: Reading, title: str, organisation: Mention | None) -> int | None:
    if organisation is None and title.lower() == "secretary of state":
        return _country_key(reading, "US")
    if organisation is None or organisation.entity is None:
        return None
    entity = reading.entities[organisation.entity]
    if entity.kind is ActorKind.COUNTRY and _GOVERNS.search(title):
        return entity.key
    if entity.kind is ActorKind.GOVERNMENT and _GOVERNS.search(title):
        return _country_key(reading, entity.country)
    if entity.kind is ActorKind.ORGANISATION and _HEADS.search(title):
        return entity.key
    return None


def _country_key(reading: Reading, iso: str | None) -> int | None:
    country = reading.knowledge.country(iso) if iso else None
    if country is None:
        return None
    template = Entity(
        key=-1, name=country.name, kind=ActorKind.COUNTRY, known=country.id, country=iso
    )
    return reading.known_entity(country.id, template)


def _known_office(name: str, published: date | None) -> str | None:
    if published is None:
        return None
    return next(
        (iso for iso, first, last in leaders().get(name, ()) if first <= published <= last), None
    )


@cache
def leaders() -> dict[str, tuple[tuple[str, date, date], ...]]:
    """Name → (ISO code, first day, last day) of `lexicons/leaders.toml`, read once a process."""
    raw = tomllib.loads(
        files("graph.lexicons").joinpath("leaders.toml").read_text(encoding="utf-8")
    )
    terms = {name: [term] for name, term in raw["leaders"].items()} | raw["again"]
    return {
        name: tuple(
            (iso, date.fromisoformat(first), date.fromisoformat(last)) for iso, first, last in held
        )
        for name, held in terms.items()
    }
