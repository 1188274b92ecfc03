"""Reading → commitments: frames first, then who, how firmly and the slots; what binds nobody falls out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.commitments.actors import ActorFinder, Bound
from graph.extract.commitments.afterwards import with_conditions
from graph.extract.commitments.confidence import calibrated
from graph.extract.commitments.ellipsis import completed, shares
from graph.extract.commitments.frame import Frame
from graph.extract.commitments.frames import frames, joined, trigger_hashes
from graph.extract.commitments.gate import worth
from graph.extract.commitments.lexicon import Lexicon, lexicon
from graph.extract.commitments.recalled import completed as from_before
from graph.extract.commitments.recalled import (
    counts_anew,
    gives_more,
    of_what_was_told,
    same_actor,
    takes_back,
)
from graph.extract.commitments.respective import respective
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict, verdict
from graph.model import (
    ActorKind,
    Commitment,
    Findings,
    Mention,
    Origin,
    Quantity,
    ResourceKind,
    Span,
    Status,
)
from graph.parse import Reading

# Kinds that are always for somebody: where a sentence does not say for whom, the document's main one is meant.
_AID = frozenset(ResourceKind) - {ResourceKind.MONEY, ResourceKind.RESETTLEMENT}
_AID_WORDS = frozenset(
    "support aid help assistance guarantee backstop equipment supply protection force security relief".split()
)
_AIDING = frozenset(
    "help support protect defend arm assist aid back send give supply equip secure extend provide offer".split()
)

# "subject to the ministry's approval": the ministry gets nothing
_APPROVING = re.compile(r"\b(?:approval|consent|permission|go-ahead|backing)\b")


class CommitmentExtractor:
    """Yields commitments in text order, one for each actor bound.

    The statement that reports one is the innermost whose content holds it. A leader or minister binds the
    country; a joint amount is a total. What others demand, suppose or advertise is left out.
    """

    name = "commitments"
    version = "1"

    def __init__(self, sure: Callable[[Commitment], Commitment] = calibrated) -> None:
        """`sure` puts the chance that it is right in the place of the rules' weight."""
        self._sure = sure

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Commitment]:
        """The commitments of one document."""
        found = _once_each(self._weighed(reading, so_far))
        return [self._sure(c) for c in _without_vague_headline(reading.document.text, found)]

    def tellings(self, reading: Reading, so_far: Findings) -> list[Commitment]:
        """Every sentence's commitments, before what is told twice becomes one: for scoring sentence by sentence."""
        return [self._sure(c) for c in self._weighed(reading, so_far)]

    def _weighed(self, reading: Reading, so_far: Findings) -> list[Commitment]:
        found = list(_Document(reading, so_far, self.name, self.version).read())
        return _for_whom(reading, found)


class _Document:
    """One document while its commitments are read."""

    def __init__(self, reading: Reading, so_far: Findings, name: str, version: str) -> None:
        self.reading, self.findings = reading, so_far
        self.lex: Lexicon = lexicon()
        self.name, self.version = name, version
        self._actors: ActorFinder | None = None
        self.told: list[Commitment] = []  # so far, in text order

    @property
    def actors(self) -> ActorFinder:
        """Made when the first frame asks for it: most texts need none."""
        if self._actors is None:
            self._actors = ActorFinder(self.reading, self.findings, self.lex)
        return self._actors

    def read(self) -> Iterator[Commitment]:
        """All commitments in text order, with the conditions that following sentences add."""
        yield from with_conditions(self._sentences())

    def _sentences(self) -> Iterator[tuple[Tokens, list[Commitment]]]:
        doc = self.reading.doc
        triggers = trigger_hashes(doc, self.lex)
        for body in self.reading.body:
            tokens = self.reading.tokens(body)
            if tokens is None:
                continue
            for sentence in tokens.sents:  # type: ignore[attr-defined]  # missing in spaCy's stubs
                found = list(self._in_sentence(sentence, triggers))
                found += shares(self.reading, sentence, found)
                found = respective(self.reading, sentence, found)
                yield sentence, completed(found)

    def _in_sentence(self, sentence: Tokens, triggers: frozenset[int]) -> Iterator[Commitment]:
        taken: set[int] = set()
        for frame in frames(sentence, self.lex, triggers):
            if frame.core.i in taken or _is_purpose(frame, taken):
                continue
            parts = (frame, *joined(frame, self.lex))
            for commitment in (c for part in parts for c in self._commitments(part)):
                taken.add(frame.core.i)
                taken.update(o.token.i for o in frame.operators)
                if frame.thing is not None:
                    taken.add(frame.thing.i)
                yield commitment

    def _commitments(self, frame: Frame) -> Iterator[Commitment]:
        how = verdict(frame, self.lex)
        if how is None:
            return
        slots = Slots(self.reading, frame, self.lex)
        whole = worth(frame, how, slots, self.lex)
        recalls = takes_back(frame, how, self.lex) or gives_more(frame, slots)
        anew = not whole and not recalls and counts_anew(frame, slots)
        if not whole and not recalls and not anew:
            return
        bound = [
            b for b in self.actors.bound(frame) if not (self._takes_sides(b, slots) or _is_court(b))
        ]
        for who in bound:
            made = self._commitment(frame, how, slots, who, joint=len(bound) > 1)
            if frame.lemma in self.lex.sharing and len(bound) > 1 and not made.beneficiaries:
                others = tuple(b.mention for b in bound if b is not who)
                made = replace(made, beneficiaries=others)  # "Chad and Mali agreed to share …"
            told = from_before(made, self.told) if recalls else None
            if anew:
                told = of_what_was_told(made, self.told, self.reading.quantities)
            if told is not None or whole:
                self.told.append(told or made)
                yield told or made

    def _takes_sides(self, who: Bound, slots: Slots) -> bool:
        """ "Senator Holm withdrew his support": a person's support is a stance, a country's is help."""
        entity = (
            self.reading.entities[who.mention.entity] if who.mention.entity is not None else None
        )
        person = entity is not None and entity.kind is ActorKind.PERSON
        group = entity is None and not slots.beneficiaries()
        return (
            (person or group)
            and slots.quantity is None
            and slots.resource.label in ("support", "backing", "help")
        )

    def _commitment(
        self, frame: Frame, how: Verdict, slots: Slots, who: Bound, *, joint: bool
    ) -> Commitment:
        resource, quantity = slots.resource, slots.quantity
        condition = slots.condition()
        beneficiaries = tuple(b for b in slots.beneficiaries() if not same_actor(b, who.mention))
        if condition is not None and _APPROVING.search(condition.of(self.reading.document.text)):
            beneficiaries = tuple(b for b in beneficiaries if not condition.contains(b.span))
        evidence = self._evidence(frame, who, (condition, quantity, beneficiaries))
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
        self,
        frame: Frame,
        who: Bound,
        slots: tuple[Span | None, Quantity | None, tuple[Mention, ...]],
    ) -> Span:
        """One stretch of the sentence that holds actor, operators, thing, beneficiary and condition."""
        condition, quantity, beneficiaries = slots
        tokens = [frame.core, who.token, *(o.token for o in frame.operators)]
        if frame.thing is not None:
            tokens += [frame.thing, *_phrase(frame.thing)]
        sentence = frame.core.sent
        starts = [t.idx for t in tokens if sentence.start <= t.i < sentence.end]
        ends = [t.idx + len(t) for t in tokens if sentence.start <= t.i < sentence.end]
        amount = quantity.span if quantity is not None else None
        named = (
            who.mention.span
            if who.mention.span.overlaps(Span(who.token.idx, who.token.idx + 1))
            else None
        )
        for span in (condition, amount, named, *map(self._whole, beneficiaries)):
            if span is not None and sentence.start_char <= span.start < sentence.end_char:
                starts.append(span.start)
                ends.append(span.end)
        return Span(min(starts), min(max(ends), sentence.end_char))

    def _whole(self, mention: Mention) -> Span:
        """The mention up to its noun: evidence ends with "Malian soldiers", not with "Malian"."""
        tokens = self.reading.tokens(mention.span)
        if tokens is None or tokens.root.dep_ not in ("amod", "compound", "nmod", "poss"):
            return mention.span
        head = tokens.root.head
        return Span(mention.span.start, max(mention.span.end, head.idx + len(head)))

    def _statement(self, frame: Frame) -> int | None:
        """The innermost statement whose content holds the core."""
        at = frame.core.idx
        around = [
            s for s in self.findings.statements if any(c.start <= at < c.end for c in s.content)
        ]
        return min(around, key=lambda s: sum(map(len, s.content))).key if around else None


def _is_court(who: Bound) -> bool:
    """Courts and juries decide, a "Court of Appeals" too; they bind nobody but those before them.

    Counter-example: "the Hampton Court Trust".
    """
    if who.token.lemma_.lower() in ("court", "jury", "judge", "tribunal"):
        return True
    return re.search(r"\b(?:court|tribunal) (?:of|for)\b", who.mention.text.lower()) is not None


def _is_purpose(frame: Frame, taken: set[int]) -> bool:
    """ "committed $5 million to train nurses": the sum is promised, and what it is for comes with it."""
    return any(
        o.token.i in taken and any(c.dep_ == "dobj" and c.i in taken for c in o.token.children)
        for o in frame.operators
    )


def _phrase(thing: Token) -> list[Token]:
    return [
        t for t in thing.subtree if t.i - thing.i < 12 and t.dep_ not in ("punct", "relcl", "advcl")
    ]


# --- over the whole document --------------------------------------------------------------------------


def _for_whom(reading: Reading, found: list[Commitment]) -> list[Commitment]:
    """Where a sentence gives aid without saying to whom, the one who gets the document's other aid."""
    if not any(_is_aid(c) for c in found):
        return found
    main = _main_recipient(reading, found)
    if main is None:
        return found
    return [_with_main(c, main) if _is_aid(c) else c for c in found]


def _main_recipient(reading: Reading, found: list[Commitment]) -> Mention | None:
    """The country that gets most of the aid told of; None where two are level or none is told."""
    counts = Counter(
        b.entity for c in found for b in c.beneficiaries
        if b.entity is not None and reading.entities[b.entity].kind is ActorKind.COUNTRY
    )  # fmt: skip
    counts.update(counts)  # what a commitment says weighs twice
    for entity in reading.entities:
        if entity.kind is ActorKind.COUNTRY:
            counts[entity.key] += sum(_is_helped(reading, span) for span in entity.mentions)
            counts[entity.key] += 2 * sum(_has_asked(reading, span) for span in entity.mentions)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    if (
        not ranked
        or counts[ranked[0]] < 2
        or sum(counts[k] for k in ranked[1:]) >= counts[ranked[0]]
    ):
        return None
    spans = reading.entities[ranked[0]].mentions
    return Mention(spans[0], spans[0].of(reading.document.text), ranked[0]) if spans else None


def _has_asked(reading: Reading, span: Span) -> bool:
    """ "Mali asked for help", "Mali's appeal for aid": who asks for it gets it."""
    tokens = reading.tokens(span)
    if tokens is None or tokens.root.dep_ not in ("nsubj", "poss"):
        return False
    verb = tokens.root.head
    if verb.lemma_.lower() not in ("ask", "appeal", "plead", "call", "request"):
        return False
    wanted = [c for p in verb.children if p.lower_ == "for" for c in p.children]
    wanted += [c for c in verb.children if c.dep_ == "dobj"]
    return any(t.lemma_.lower() in _AID_WORDS for t in wanted)


def _is_helped(reading: Reading, span: Span) -> bool:
    """ "security assistance to Mali", "protecting Mali", "guarantees for Mali", "Mali's security"."""
    tokens = reading.tokens(span)
    if tokens is None:
        return False
    root = tokens.root
    head = root.head
    if root.dep_ in ("dobj", "dative") and head.lemma_.lower() in _AIDING:
        return True
    if root.dep_ == "pobj" and head.lower_ in ("to", "for", "in") and head.head.i != head.i:
        what = head.head
        while what.dep_ == "pobj" and what.head.lower_ == "of" and what.head.head.i != what.i:
            what = what.head.head  # "assistance of some kind to Mali"
        return what.lemma_.lower() in _AID_WORDS | _AIDING | {
            "troop",
            "weapon",
            "deployment",
            "force",
            "send",
            "deploy",
        }
    return False


def _is_aid(commitment: Commitment) -> bool:
    if (
        commitment.beneficiaries
        or commitment.kind not in _AID
        or commitment.status is Status.WITHDRAWN
    ):
        return False
    return commitment.kind is not ResourceKind.OTHER or commitment.label in _AID_WORDS


def _with_main(commitment: Commitment, main: Mention) -> Commitment:
    if same_actor(main, commitment.actor):
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


def _without_vague_headline(text: str, found: list[Commitment]) -> list[Commitment]:
    """ "Donors pledge billions for Chad" over "Donors promised 2 billion euros for Chad": the latter stays."""
    end = text.find("\n")
    headlines = [c for c in found if c.evidence.end <= end + 2 and not c.condition]
    vague = [c for c in headlines if c.quantity is None or c.quantity.value is None]
    told = {id(c) for c in vague if any(_completes(other, c) for other in found)}
    below = [c for c in found if c.evidence.start > end]
    told |= {id(c) for c in headlines if any(_tells_when(other, c) for other in below)}
    return [c for c in found if id(c) not in told]


def _tells_when(full: Commitment, headline: Commitment) -> bool:
    """ "Norway lends tents" over "Norway will lend tents if …": a headline's present tense is no delivery."""
    if headline.status is not Status.DELIVERED or full.kind != headline.kind:
        return False
    amounts = [c.quantity.value if c.quantity else None for c in (full, headline)]
    if amounts[1] is not None and amounts[0] != amounts[1]:
        return False
    return same_actor(full.actor, headline.actor)


def _completes(full: Commitment, vague: Commitment) -> bool:
    """Whether one says with an amount, and of the same two, what the other says without one."""
    same = (full.kind, full.status) == (vague.kind, vague.status)
    if (
        full.quantity is None
        or full.quantity.value is None
        or not same
        or not same_actor(full.actor, vague.actor)
    ):
        return False
    return all(any(same_actor(b, o) for o in full.beneficiaries) for b in vague.beneficiaries)


def _fullness(commitment: Commitment) -> tuple[int, int, float]:
    slots = (
        commitment.condition,
        commitment.quantity,
        commitment.beneficiaries,
        commitment.deadline,
    )
    named = any(b.entity is not None for b in commitment.beneficiaries)
    told = named + (commitment.statement is not None)
    return sum(bool(s) for s in slots), told, commitment.origin.confidence
