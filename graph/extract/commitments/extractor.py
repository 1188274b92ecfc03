"""Reading → commitments: frames first, then who, how firmly and the slots; what binds nobody falls out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from graph.extract.commitments.actors import ActorFinder, Bound
from graph.extract.commitments.frames import Frame, frames, trigger_hashes
from graph.extract.commitments.gate import worth
from graph.extract.commitments.lexicon import Lexicon, lexicon
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict, verdict
from graph.model import ActorKind, Commitment, Findings, Mention, Origin, ResourceKind, Span, Status
from graph.parse import Reading

# Kinds that are always for somebody: where a sentence does not say for whom, the document's main one is meant.
_AID = frozenset(ResourceKind) - {ResourceKind.MONEY, ResourceKind.RESETTLEMENT}
_AID_WORDS = frozenset(
    "support aid help assistance guarantee backstop equipment supply protection force security relief".split()
)


class CommitmentExtractor:
    """Yields commitments in text order, one for each actor bound.

    The statement that reports one is the innermost whose content holds it. A leader or minister binds the
    country; a joint amount is a total. What others demand, suppose or advertise is left out.
    """

    name = "commitments"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Commitment]:
        """The commitments of one document."""
        found = list(_Document(reading, so_far, self.name, self.version).read())
        return _once_each(_for_whom(reading, found))


class _Document:
    """One document while its commitments are read."""

    def __init__(self, reading: Reading, so_far: Findings, name: str, version: str) -> None:
        self.reading, self.findings = reading, so_far
        self.lex: Lexicon = lexicon()
        self.name, self.version = name, version
        self._actors: ActorFinder | None = None

    @property
    def actors(self) -> ActorFinder:
        """Made when the first frame asks for it: most texts need none."""
        if self._actors is None:
            self._actors = ActorFinder(self.reading, self.findings, self.lex)
        return self._actors

    def read(self) -> Iterator[Commitment]:
        doc = self.reading.doc
        triggers = trigger_hashes(doc, self.lex)
        for body in self.reading.body:
            tokens = self.reading.tokens(body)
            if tokens is None:
                continue
            for sentence in tokens.sents:
                taken: set[int] = set()
                for frame in frames(sentence, self.lex, triggers):
                    if frame.core.i in taken:
                        continue
                    for commitment in self._commitments(frame):
                        taken.add(frame.core.i)
                        taken.update(o.token.i for o in frame.operators)
                        yield commitment

    def _commitments(self, frame: Frame) -> Iterator[Commitment]:
        how = verdict(frame, self.lex)
        if how is None:
            return
        slots = Slots(self.reading, frame, self.lex)
        if not worth(frame, how, slots, self.lex):
            return
        bound = self.actors.bound(frame)
        for who in bound:
            yield self._commitment(frame, how, slots, who, joint=len(bound) > 1)

    def _commitment(
        self, frame: Frame, how: Verdict, slots: Slots, who: Bound, *, joint: bool
    ) -> Commitment:
        resource, quantity = slots.resource, slots.quantity
        condition = slots.condition()
        beneficiaries = tuple(b for b in slots.beneficiaries() if not _same(b, who.mention))
        evidence = self._evidence(frame, who, condition, beneficiaries)
        confidence = round(how.certainty * who.certainty * (1.0 if resource.known else 0.7), 3)
        return Commitment(
            actor=who.mention, action=frame.lemma, resource=resource.words, kind=resource.kind,
            status=how.status, evidence=evidence,
            origin=Origin(self.name, self.version, confidence), quantity=quantity,
            beneficiaries=beneficiaries, condition=condition, exclusion=slots.exclusion(),
            deadline=slots.deadline(), duration=slots.duration(),
            statement=self._statement(frame), label=resource.label,
            is_total=bool(quantity and (quantity.total or (joint and quantity.value is not None))),
        )  # fmt: skip

    def _evidence(
        self, frame: Frame, who: Bound, condition: Span | None, beneficiaries: tuple[Mention, ...]
    ) -> Span:
        """One stretch of the sentence that holds actor, operators, thing, beneficiary and condition."""
        tokens = [frame.core, who.token, *(o.token for o in frame.operators)]
        if frame.thing is not None:
            tokens += [frame.thing, *_phrase(frame.thing)]
        sentence = frame.core.sent
        starts = [t.idx for t in tokens if sentence.start <= t.i < sentence.end]
        ends = [t.idx + len(t) for t in tokens if sentence.start <= t.i < sentence.end]
        for span in (condition, *(b.span for b in beneficiaries)):
            if span is not None and sentence.start_char <= span.start < sentence.end_char:
                starts.append(span.start)
                ends.append(span.end)
        return Span(min(starts), min(max(ends), sentence.end_char))

    def _statement(self, frame: Frame) -> int | None:
        """The innermost statement whose content holds the core."""
        at = frame.core.idx
        around = [
            s for s in self.findings.statements if any(c.start <= at < c.end for c in s.content)
        ]
        return min(around, key=lambda s: sum(map(len, s.content))).key if around else None


def _phrase(thing: object) -> list:
    from spacy.tokens import Token

    assert isinstance(thing, Token)
    return [
        t for t in thing.subtree if t.i - thing.i < 12 and t.dep_ not in ("punct", "relcl", "advcl")
    ]


def _same(one: Mention, other: Mention) -> bool:
    if one.entity is not None:
        return one.entity == other.entity
    return one.text.casefold() == other.text.casefold()


# --- over the whole document --------------------------------------------------------------------------


def _for_whom(reading: Reading, found: list[Commitment]) -> list[Commitment]:
    """Where a sentence gives aid without saying to whom, the one who gets the rest of the document's aid."""
    named = Counter(
        b.entity for c in found for b in c.beneficiaries
        if b.entity is not None and reading.entities[b.entity].kind is ActorKind.COUNTRY
    )  # fmt: skip
    main = min(named, key=lambda key: (-named[key], key)) if named else None
    if main is None or named[main] < 0.5 * sum(named.values()):
        return found
    entity = reading.entities[main]
    span = entity.mentions[0] if entity.mentions else None
    if span is None:
        return found
    mention = Mention(span, span.of(reading.document.text), main)
    return [_with_main(c, mention) if _is_aid(c) else c for c in found]


def _is_aid(commitment: Commitment) -> bool:
    if (
        commitment.beneficiaries
        or commitment.kind not in _AID
        or commitment.status is Status.WITHDRAWN
    ):
        return False
    return commitment.kind is not ResourceKind.OTHER or commitment.label in _AID_WORDS


def _with_main(commitment: Commitment, main: Mention) -> Commitment:
    if _same(main, commitment.actor):
        return commitment
    return replace(commitment, beneficiaries=(main,))


def _once_each(found: list[Commitment]) -> list[Commitment]:
    """The same actor, thing, amount and status told twice in one document is one commitment, its fullest telling."""
    kept: dict[tuple[object, ...], Commitment] = {}
    for commitment in found:
        amount = commitment.quantity.value if commitment.quantity else None
        who = (
            commitment.actor.entity
            if commitment.actor.entity is not None
            else commitment.actor.text.casefold()
        )
        key = (
            who,
            commitment.kind,
            commitment.status,
            amount,
            commitment.label if commitment.kind is ResourceKind.OTHER else None,
        )
        if key not in kept or _fullness(commitment) > _fullness(kept[key]):
            kept[key] = commitment
    chosen = set(map(id, kept.values()))
    return [c for c in found if id(c) in chosen]


def _fullness(commitment: Commitment) -> tuple[int, float]:
    slots = (
        commitment.condition,
        commitment.quantity,
        commitment.beneficiaries,
        commitment.deadline,
    )
    return sum(bool(s) for s in slots), commitment.origin.confidence


def _doc_of(reading: Reading) -> Doc:
    return reading.doc
