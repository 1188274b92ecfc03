"""Synthetic findings for benchmarks of the graph side: every kind of finding, and what is decided over documents.

The same seed gives the same documents, to the byte. Speakers are drawn by Zipf's law, as in news: a few are
quoted everywhere, most once.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from graph.assemble import Resolution
from graph.ids import document_id
from graph.model import (
    Act,
    Actor,
    ActorKind,
    Claim,
    ClaimRelation,
    Commitment,
    Document,
    Entity,
    Event,
    EventType,
    Findings,
    Gender,
    Grain,
    Issue,
    Mention,
    Origin,
    Passage,
    Pledge,
    Polarity,
    Position,
    Quantity,
    QuoteType,
    Relation,
    ResourceKind,
    Role,
    SetAside,
    Span,
    Stance,
    Statement,
    Status,
    Step,
    TimeExpression,
)

ACTORS, OUTLETS, STATEMENTS, ISSUES = 2_000, 40, 10, 30
ORIGIN = Origin("synthetic", "1", 0.9)
_TITLES = ("minister", "spokesperson", "president", "chair", "mayor")
_PLACES = ("Harbour", "Valley", "Bridge", "Castle", "Market")


class Synthetic:
    """Documents of ten statements each with stances, roles, an event and commitments."""

    def __init__(self, documents: int) -> None:
        self._number = documents
        self._random = random.Random(1)
        self._weights = [1 / (rank + 1) for rank in range(ACTORS)]
        self._entities: dict[int, list[tuple[str, int]]] = {}
        self._said: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
        self._committed: dict[tuple[int, ResourceKind], list[tuple[date, Status, str, int]]] = (
            defaultdict(list)
        )

    def findings(self) -> Iterator[Findings]:
        """The documents."""
        for number in range(self._number):
            yield self._document(number)

    def resolution(self) -> Resolution:
        """Who is who, which statements are one claim, and what became of pledges, after all documents were made."""
        claims = tuple(self._claims())
        return Resolution(
            actors=tuple(self._actor(rank) for rank in sorted(self._entities)),
            claims=claims,
            relations=tuple(_contradictions(claims)),
            issues=tuple(_issues(claims)),
            pledges=tuple(self._pledges()),
        )

    # --- one document --------------------------------------------------------------------------

    def _document(self, number: int) -> Findings:
        ranks = sorted(set(self._random.choices(range(ACTORS), self._weights, k=12)))
        writer = _Writer(ranks)
        pairs = [
            (self._random.choice(ranks), self._random.choice(ranks)) for _ in range(STATEMENTS)
        ]
        for key, (speaker, other) in enumerate(pairs):
            writer.say(key, speaker, other, f"is safe for {key * 10} days {number}")
        for key in range(0, STATEMENTS, 5):
            kind = self._random.choice(list(ResourceKind))
            writer.commit(key, kind, self._random.choice(list(Status)), ranks[-1])
        writer.take_side(*pairs[1], self._random.choice(list(Polarity)))
        writer.hold_post(pairs[2][0], pairs[2][1], self._random.choice(_TITLES))
        day = date(2020, 1, 1) + timedelta(self._random.randrange(2_000))
        writer.meet(pairs[3], self._random.choice(_PLACES), day)
        found = writer.findings(number, f"Outlet {self._random.randrange(OUTLETS)}", day)
        self._remember(found, ranks, pairs, day)
        return found

    def _remember(
        self, found: Findings, ranks: list[int], pairs: list[tuple[int, int]], day: date
    ) -> None:
        name = found.document.id
        for key, rank in enumerate(ranks):
            self._entities.setdefault(rank, []).append((name, key))
        for statement, (speaker, _) in zip(found.statements, pairs, strict=True):
            words = statement.content[0].of(found.document.text)
            self._said[speaker].append((name, statement.key, words))
        for place, commitment in enumerate(found.commitments):
            speaker = pairs[commitment.statement or 0][0]
            step = (day, commitment.status, name, place)
            self._committed[speaker, commitment.kind].append(step)

    # --- over documents ------------------------------------------------------------------------

    def _actor(self, rank: int) -> Actor:
        places = tuple(self._entities[rank])
        return Actor(f"a{rank}", _name(rank), ActorKind.PERSON, entities=places)

    def _claims(self) -> Iterator[Claim]:
        """Three statements of one speaker make a claim; the claims of the last, short group have fewer."""
        for speaker, said in sorted(self._said.items()):
            for start in range(0, len(said), 3):
                group = said[start : start + 3]
                where = tuple((document, key) for document, key, _ in group)
                origins = tuple(sorted({document for document, _ in where}))
                yield Claim(f"c{speaker}-{start}", group[0][2], f"a{speaker}", where, origins, 0.9)

    def _pledges(self) -> Iterator[Pledge]:
        for (speaker, kind), steps in sorted(self._committed.items()):
            ordered = sorted(steps)
            history = tuple(
                Step(day, status, (name, place)) for day, status, name, place in ordered
            )
            yield Pledge(f"p{speaker}-{kind}", f"a{speaker}", kind, (), history, history[-1].status)


class _Writer:
    """The text of one document and what is found in it, written side by side."""

    def __init__(self, ranks: list[int]) -> None:
        self._text = ""
        self._keys = {rank: key for key, rank in enumerate(ranks)}
        self._mentions: dict[int, list[Span]] = {rank: [] for rank in ranks}
        self._statements: list[Statement] = []
        self._commitments: list[Commitment] = []
        self._stances: list[Stance] = []
        self._roles: list[Role] = []
        self._events: list[Event] = []

    def say(self, key: int, speaker: int, other: int, rest: str) -> None:
        """One sentence of speech; each fourth is reported through the one before, each fifth addresses somebody."""
        who = self._name(speaker)
        cue = self._words(" said") if key % 2 else self._words(" warned")
        self._text += " "
        start = len(self._text)
        self._text += "the dam near "
        named = self._name(other)
        self._text += f" {rest}"
        content = Span(start, len(self._text))
        self._text += ". "
        nested = key % 4 == 3
        self._statements.append(
            Statement(
                key,
                who,
                (who.span,),
                (cue,),
                (content,),
                QuoteType.DIRECT if key % 3 == 0 else QuoteType.INDIRECT,
                ORIGIN,
                act=Act.SAY if key % 2 else Act.WARN,
                addressee=named if key % 5 == 4 else None,
                level=1 if nested else 0,
                through=key - 1 if nested else None,
                topics=("the dam",),
            )
        )

    def commit(self, key: int, kind: ResourceKind, status: Status, beneficiary: int) -> None:
        """What the speaker of a statement binds itself to."""
        statement = self._statements[key]
        content, actor = statement.content[0], statement.speaker
        assert actor is not None
        self._commitments.append(
            Commitment(
                actor=actor,
                action="send",
                resource="dam",
                kind=kind,
                status=status,
                evidence=Span(actor.span.start, content.end),
                origin=ORIGIN,
                quantity=Quantity(
                    Span(content.start, content.start + 7),
                    "the dam",
                    float(key * 10 + 1),
                    "EUR",
                    currency=True,
                ),
                beneficiaries=(self._sentence_naming(beneficiary),),
                condition=content if key else None,
                statement=key,
            )
        )

    def take_side(self, holder: int, target: int, polarity: Polarity) -> None:
        """One stance, in a sentence of its own."""
        start = len(self._text)
        who = self._name(holder)
        self._text += " spoke of "
        whom = self._name(target)
        relation = "supports" if polarity is Polarity.POSITIVE else "opposes"
        self._stances.append(Stance(who, whom, polarity, relation, self._since(start), ORIGIN))
        self._text += ". "

    def hold_post(self, person: int, organisation: int, title: str) -> None:
        """One role, in a sentence of its own."""
        start = len(self._text)
        who = self._name(person)
        self._text += f", {title} of "
        whose = self._name(organisation)
        self._roles.append(Role(who, title, whose, self._since(start), ORIGIN))
        self._text += ". "

    def meet(self, who: tuple[int, int], place: str, day: date) -> None:
        """One meeting, in a sentence of its own."""
        start = len(self._text)
        guests = tuple(self._name(rank) for rank in who)
        label = f"{place} meeting"
        self._text += f" at the {label}"
        span = self._since(start)
        time = TimeExpression(span, day.isoformat(), Grain.DAY, day, day)
        self._events.append(
            Event(EventType.MEETING, label, span, ORIGIN, time=time, participants=guests)
        )
        self._text += ". "

    def findings(self, number: int, outlet: str, day: date) -> Findings:
        """Everything that was written."""
        start = len(self._text)
        self._text += "Read more here."
        aside = SetAside(self._since(start), Passage.TEASER, "a line that sends the reader on")
        identifier = document_id(self._text, publisher=outlet)
        document = Document(
            identifier,
            self._text,
            f"d{number}",
            publisher=outlet,
            published=day,
            language="en",
            set_aside=(aside,),
        )
        return Findings(
            document,
            tuple(self._entity(rank, key) for rank, key in self._keys.items()),
            tuple(self._statements),
            tuple(self._commitments),
            tuple(self._stances),
            tuple(self._roles),
            tuple(self._events),
        )

    def _entity(self, rank: int, key: int) -> Entity:
        gender = (Gender.FEMALE, Gender.MALE, None)[rank % 3]
        mentions = tuple(self._mentions[rank])
        return Entity(key, _name(rank), ActorKind.PERSON, mentions, gender=gender)

    def _name(self, rank: int) -> Mention:
        span = self._words(_name(rank))
        self._mentions[rank].append(span)
        return Mention(span, _name(rank), self._keys[rank])

    def _sentence_naming(self, rank: int) -> Mention:
        mention = self._name(rank)
        self._text += " waits. "
        return mention

    def _words(self, words: str) -> Span:
        start = len(self._text) + len(words) - len(words.lstrip())
        self._text += words
        return self._since(start)

    def _since(self, start: int) -> Span:
        return Span(start, len(self._text))


def _contradictions(claims: tuple[Claim, ...]) -> Iterator[ClaimRelation]:
    """Each fiftieth claim contradicts the next."""
    for left, right in zip(claims[::50], claims[1::50], strict=False):
        yield ClaimRelation(
            left.id,
            right.id,
            Relation.CONTRADICTS,
            "opposite of the same",
            0.8,
            (left.statements[0], right.statements[0]),
        )


def _issues(claims: tuple[Claim, ...]) -> Iterator[Issue]:
    """Every claim belongs to one of the issues."""
    positions = tuple(Position)
    for number in range(ISSUES):
        held = claims[number::ISSUES]
        members = tuple(
            (claim.id, 0.7, positions[place % len(positions)]) for place, claim in enumerate(held)
        )
        yield Issue(f"i{number}", f"Dam {number}", ("dam",), members)


def _name(rank: int) -> str:
    return f"Person{rank} Name{rank}"
