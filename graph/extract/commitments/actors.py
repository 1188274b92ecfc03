"""Who binds itself: the subject, the possessor or the agent; one record for each of joint subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.holders import (
    PLURAL,
    agrees,
    examples,
    holder_of,
    promiser_of,
    span_of_token,
    speaker_of,
)
from graph.extract.commitments.standing import Standing
from graph.extract.named import named_at
from graph.model import ActorKind, Mention
from graph.parse.reading import span_of

_BARE = frozenset(
    "donor creditor stakeholder rebel fighter militant insurgent separatist lender automaker carmaker".split()
)
# Members of a party, who decide together: "Senate Democrats agreed to …". Not: "Muslims", "Californians".
_PARTIES = frozenset(
    "democrats republicans tories conservatives liberals socialists greens nationalists communists labour labor dems".split()
)
_OF_A_COUNTRY = frozenset("country government nation cabinet parliament ministry military".split())
_KIN = frozenset(
    "wife husband spouse partner son daughter father mother brother sister family parent child widow widower".split()
)
_FIRST = frozenset({"we", "i", "us", "our", "my"})
_VAGUE = {"some", "many", "several", "few", "any", "no", "every", "each", "most", "certain", "other", "more", "what",
          "which", "various", "numerous", "such"}  # fmt: skip
_SINGULAR = frozenset({"he", "she", "his", "her", "him", "it", "its"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Somebody who is bound, with the tokens that name it in the sentence and how sure that is."""

    mention: Mention
    token: Token
    certainty: float


class ActorFinder(Standing):
    """Finds who is bound by the frames of one document."""

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
        listed = [c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "GPE"]
        joined = [t for n in listed for t in (n, *n.conjuncts)]
        if len(joined) > 1 and token.pos_ == "NOUN":
            yield from joined
            return
        named = list(examples(token))
        if named:
            yield from named
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
        shouted = token.text == "US"  # "US will send tents" is no "us"
        if not shouted and (token.pos_ == "PRON" or token.lower_ in _FIRST | PLURAL | _SINGULAR):
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
        beside = next(
            (c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None
        )
        if beside is not None and beside.i > token.i and depth < 2:
            yield from self._bound(beside, frame, depth + 1)  # "the secretary of trade, Mara Holm,"
            return
        through = list(self._through(token))
        if through:
            yield from through
            return
        if token.lemma_.lower() in _KIN and any(c.dep_ == "poss" for c in token.children):
            yield Bound(self._phrase(token), token, 0.5)
            return
        named = named_at(self.reading, token)
        entity = self._entity(named) if named is not None else None
        if named is not None and token.lower_ in _PARTIES:
            yield Bound(named, token, 0.9)
            return
        if (
            entity is not None
            and entity.kind in (ActorKind.UNNAMED, ActorKind.GROUP)
            and not self._is_group(token)
        ):
            return
        whose = token.dep_ == "amod" and token.head.i == frame.core.i  # "the Norwegian offer"
        whose = whose and entity is not None and entity.kind is ActorKind.COUNTRY
        if named is not None and (whose or token.ent_type_ != "NORP" or token.tag_ != "JJ"):
            yield Bound(self._official_actor(named, frame), token, 1.0)
        elif self._is_group(token):
            country = self._own_country(token, frame)
            yield country or Bound(self._phrase(token), token, 0.55)
        elif token.pos_ == "PROPN" and not token.ent_type_ and token.text[0].isupper():
            yield Bound(self._unlabelled(token), token, 0.45)

    @staticmethod
    def _unlabelled(token: Token) -> Mention:
        """A name that spaCy took for a name and gave no kind: "Kaba Jio agreed to …"."""
        first = token.i
        while first > token.sent.start and token.doc[first - 1].pos_ == "PROPN":
            first -= 1
        tokens = token.doc[first : token.i + 1]
        return Mention(span_of(tokens), tokens.text)

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
        if partitive and not named:
            yield from self._most_of(token)
        for other in named:
            mention = named_at(self.reading, other)
            if mention is None or mention.span.start <= token.idx < mention.span.end:
                continue  # the token is part of that name
            if partitive or self._single_body(token, mention):
                yield Bound(self._office_of(mention) or mention, other, 0.85)

    def _most_of(self, token: Token) -> Iterator[Bound]:
        """ "a majority of Chadian firms": the firms; not "some of the firms", "a number of people"."""
        if token.lemma_.lower() not in ("majority", "half", "third"):
            return
        for prep in token.children:
            for pobj in prep.children if prep.lower_ == "of" else ():
                if pobj.dep_ == "pobj" and self._is_group(pobj):
                    yield Bound(self._phrase(pobj), pobj, 0.6)

    def _own_country(self, token: Token, frame: Frame) -> Bound | None:
        """ "his country", and "the government" in what an official of a country says, or after its name."""
        if token.lemma_.lower() not in _OF_A_COUNTRY:
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
            Bound(Mention(span_of_token(token), token.text, key), token, 0.6)
            if key is not None
            else None
        )

    def _country_of_speaker(self, frame: Frame) -> int | None:
        speaker = (
            next((c for c in frame.speech.children if c.dep_ == "nsubj"), None)
            if frame.speech
            else None
        )
        if speaker is None or speaker.lemma_.lower() in _OF_A_COUNTRY:
            return None  # "the government said …": its country is not told by itself
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
        if token.lemma_.lower() in ("government", "administration") and any(
            c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod") for c in token.lefts
        ):
            return True  # "a re-elected Labor government"
        states = token.tag_ == "NNS"
        if token.lemma_.lower() in _BARE and token.tag_ == "NNS":
            return True
        if token.lemma_.lower() == "management":
            return True  # "management refused to raise the allowance"
        described = states and any(
            c.dep_ in ("amod", "compound") for c in token.children if c.i < token.i
        )
        return (
            named
            or described
            or bool(openers & {"the", "this"})
            or any(c.dep_ == "poss" for c in token.children)
        )

    # --- pronouns -----------------------------------------------------------------------------

    def _pronoun(self, token: Token, frame: Frame, depth: int) -> Iterator[Bound]:
        if depth > 2 or token.lower_ in self.lex.quantifiers - {"who", "which", "that"}:
            return
        if token.lower_ in _FIRST:
            yield from self._first_person(token, frame)
            return
        if token.dep_ == "poss" and self._is_one_of_several(token):
            return
        speaker = speaker_of(token, frame) or promiser_of(token, frame)
        if speaker is not None and agrees(token, speaker):
            for other in self._spread(speaker, frame):
                yield from self._bound(other, frame, depth + 1)
            return
        key = self.reading.entity_at(token.i)
        if key is not None:
            mention = Mention(span_of_token(token), token.text, key)
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
            if token.lower_ in ("we", "i") and not self._is_quoted(here):
                yield Bound(Mention(span_of_token(token), token.text), token, 0.5)
            return
        speaker = min(around, key=lambda s: sum(len(c) for c in s.content)).speaker
        if speaker is not None and speaker.text.lower() in _FIRST and not self._is_quoted(here):
            yield Bound(
                speaker, token, 0.5
            )  # "we announced that we will …" outside quotation marks
        if speaker is None or speaker.text.lower() in _FIRST:
            return
        yield Bound(self._official_actor(speaker, frame), token, 0.75)

    def _is_one_of_several(self, token: Token) -> bool:
        """ "Lund told Holm of his plan": whose plan it is, nobody can be sure."""
        if token.lower_ not in ("his", "her"):
            return False
        before = token.doc[token.sent.start : token.i]
        keys = {self.reading.entity_at(t.i) for t in before if t.ent_type_ == "PERSON"} - {None}
        return len(keys) > 1

    def _is_quoted(self, at: int) -> bool:
        """Whose "we" in quotation marks is must be known; outside of them it is whoever wrote the text."""
        return any(q.span.start <= at < q.span.end for q in self.reading.quotes)

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
        if not agrees(pronoun, token):
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
