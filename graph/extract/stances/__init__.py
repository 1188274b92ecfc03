"""Reads stances out of a text: who is for or against whom or what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.named import actor_at, same_actor
from graph.extract.slot_confidence import calibrated_stance
from graph.extract.stances.evaluations import evaluations
from graph.extract.stances.features import features
from graph.extract.stances.frame import Frame, is_parted, names_a_deal
from graph.extract.stances.frames import frames
from graph.extract.stances.leanings import Leanings
from graph.extract.stances.lexicon import lexicon
from graph.extract.stances.network import LeaningReader
from graph.extract.stances.proposals import proposal_at
from graph.extract.stances.scorer import scorer
from graph.extract.stances.speakers import Speakers
from graph.model import ActorKind, Findings, Mention, Origin, Polarity, Span, Stance
from graph.parse import Reading

__all__ = ["LeaningReader", "StanceExtractor"]

FIGHTING = frozenset(
    {"attack", "assault", "onslaught", "salvo", "fight", "battle", "threaten", "target"}
)
_AGREED = 0.5  # share of the right ones on SEESAW train: .75 above it, .57 below
_DOUBTED = 0.55
_CONFIDENCE = {"deed": 0.68, "said": 0.66, "proposal": 0.7, "plain": 0.82}


class StanceExtractor:
    """Yields stances in text order: an actor's for or against an actor or a proposal.

    What the author or the outlet evaluates in its own voice is nobody's stance; a wish, a condition or a
    possibility is left out. Inside a statement "I" and evaluations are its speaker's.
    """

    name = "stances"
    version = "2"

    def __init__(
        self,
        reader: LeaningReader | None = None,
        sure: Callable[[Stance], Stance] = calibrated_stance,
    ) -> None:
        self._reader = reader  # None: rules alone
        self._sure = sure  # what gives a stance of the rules its confidence

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Stance]:
        """The stances of one document."""
        speakers = Speakers(reading, so_far.statements)
        learnt = None if self._reader is None else Leanings(self._reader, reading, speakers)
        for sentence in reading.doc.sents:
            seen = list(frames(sentence))
            ruled = _distinct(self._of_sentence(reading, sentence, seen, speakers))
            ruled = [self._sure(stance) for stance in ruled]
            more = () if learnt is None else learnt(sentence, seen, ruled)
            yield from sorted([*ruled, *more], key=_place)

    def _of_sentence(
        self, reading: Reading, sentence: Tokens, found: list[Frame], speakers: Speakers
    ) -> Iterator[Stance]:
        for frame in found:
            if frame.real:
                speaker = speakers.by_cue(frame.cue)
                own = _holder(reading, frame.holder, speakers)
                joined = (
                    own is not None and frame.holder.dep_ == "conj"
                )  # "Lund and Novak opposed it"
                holder = own if joined else speaker or own
                if speaker is not None and not _is_somebody(reading, speaker):
                    continue
                for stance in self._stance(reading, frame, holder, speakers):
                    yield _weighed(stance, frame, found)
        for frame in evaluations(sentence):
            holder = speakers.of(frame.cue)
            if holder is not None and _is_somebody(reading, holder):
                yield from self._stance(reading, frame, holder, speakers, said=True)

    def _stance(
        self,
        reading: Reading,
        frame: Frame,
        holder: Mention | None,
        speakers: Speakers,
        *,
        said: bool = False,
    ) -> Iterator[Stance]:
        actor = _target(reading, frame.target)
        target = actor or proposal_at(reading, frame)
        if holder is None or target is None or same_actor(holder, target):
            return
        if actor is not None and frame.cue.lemma_.lower() in lexicon().policies:
            return  # "introduced Novak" is a courtesy, "introduced the bill" a stand
        if frame.cue.lemma_ == "question" and _is_person(reading, actor):
            return  # "is to question Novak", "questioned Novak about the money": asked, not doubted
        if frame.cue.lemma_ in FIGHTING and not _with_words(reading, frame, holder, actor):
            return
        kind = "said" if said else "deed" if frame.deed else "plain" if actor else "proposal"
        yield Stance(
            holder=holder,
            target=target,
            polarity=frame.polarity,
            relation=frame.relation,
            evidence=_evidence(frame.words, frame.cue.sent, holder, target),
            origin=Origin(self.name, self.version, _CONFIDENCE[kind]),
            statement=speakers.statement_at(frame.cue),
        )


def _is_person(reading: Reading, actor: Mention | None) -> bool:
    key = None if actor is None else actor.entity
    return key is not None and reading.entities[key].kind is ActorKind.PERSON


def _weighed(stance: Stance, frame: Frame, found: list[Frame]) -> Stance:
    """The stance with less confidence where the learnt scorer sees none between the two names."""
    if frame.target.ent_type_ == "":
        return stance
    leaning = scorer()(features(frame.holder, frame.target, found))
    positive = frame.polarity is Polarity.POSITIVE
    if (leaning.positive if positive else leaning.negative) >= _AGREED:
        return stance
    return replace(stance, origin=replace(stance.origin, confidence=_DOUBTED))


def _holder(reading: Reading, token: Token, speakers: Speakers) -> Mention | None:
    """The actor who takes the stand; "I" and "we" in a statement are its speaker."""
    if token.lower_ in ("i", "we", "my", "our"):
        speaker = speakers.of(token)
        return speaker if speaker is not None and _is_somebody(reading, speaker) else None
    found = actor_at(reading, token)
    if found is None or _is_place(reading, found, token) or token.ent_type_ == "GPE":
        found = _apposed(reading, token) or found
    if found is None or _is_place(reading, found, token) or not _stands_for_someone(reading, found):
        return None
    return found


def _apposed(reading: Reading, noun: Token) -> Mention | None:
    """The person beside a noun or a place: "its old warhorse, Lund, dismissed it", "Lund, a chairman who", "OSLO - Lund"."""
    for child in noun.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON" and not is_parted(noun, child):
            return actor_at(reading, child)
    head = noun
    for _ in range(3):  # "Lund, D-Ohio, a critic": the apposition of an apposition
        if head.dep_ != "appos" or is_parted(head.head, head):
            return None
        head = head.head
        if head.ent_type_ == "PERSON":
            return actor_at(reading, head)
    return None


def _is_somebody(reading: Reading, holder: Mention) -> bool:
    """Whether a speaker is an actor or named: "the manner" is neither."""
    if holder.entity is not None:
        return reading.entities[holder.entity].kind is not ActorKind.PLACE
    words = [w for w in holder.text.split() if w.lower() not in ("the", "a", "an")]
    return any(w[:1].isupper() for w in (words if len(words) == 1 else words[1:]))


_ON_THE_GROUND = frozenset(
    "force mission settlement presence wall pipeline operation plant mine dam blockade occupation protest".split()
)


def _with_words(reading: Reading, frame: Frame, holder: Mention, target: Mention | None) -> bool:
    """ "Lund attacked the decision", "Lund attacked Novak"; not "rebels attacked the plant"."""
    if target is None:
        return frame.target.lemma_.lower() not in _ON_THE_GROUND
    return _between_persons(reading, holder, target)


def _between_persons(reading: Reading, holder: Mention, target: Mention) -> bool:
    """An attack on a person by a person is made with words; on a country it is an event, not a stance."""
    kinds = [reading.entities[m.entity].kind for m in (holder, target) if m.entity is not None]
    crowd = target.entity is not None and kinds[-1] in (ActorKind.GROUP, ActorKind.UNNAMED)
    return ActorKind.PERSON in kinds and ActorKind.COUNTRY not in kinds and not crowd


def _stands_for_someone(reading: Reading, mention: Mention) -> bool:
    """A group can be told from others by its country, number or members; "politicians" cannot."""
    if mention.entity is None:
        return True
    entity = reading.entities[mention.entity]
    if entity.kind in (ActorKind.GROUP, ActorKind.UNNAMED):
        known = bool(entity.country or entity.cardinality or entity.members)
        return known or _names_a_body(reading, mention)
    return True


def _names_a_body(reading: Reading, mention: Mention) -> bool:
    """ "GOP leaders", "many Democrats" are told from others by the party's name; "its critics" are not."""
    for token in reading.tokens(mention.span) or ():
        key = reading.entity_at(token.i)
        if token.ent_type_ in ("NORP", "ORG") or (key is not None and key != mention.entity):
            return True
    return False


def _target(reading: Reading, token: Token) -> Mention | None:
    spoken = _spoken_of(token) or token
    found = actor_at(reading, spoken) or _apposed(reading, spoken)
    if found is None or _is_place(reading, found, token) or names_a_deal(token):
        return None
    return found if _is_told(reading, found) else None


def _is_told(reading: Reading, mention: Mention) -> bool:
    """ "two men", "a new president" are nobody in particular."""
    if mention.entity is None:
        return True
    entity = reading.entities[mention.entity]
    vague = entity.kind in (ActorKind.GROUP, ActorKind.UNNAMED)
    return not vague or bool(entity.country or entity.members or _names_a_body(reading, mention))


def _spoken_of(pronoun: Token) -> Token | None:
    """“He is a disaster,” Lund said of Novak: "he" is Novak. Not: Lund said of the plan that he liked it."""
    if pronoun.lower_ not in ("he", "she", "him", "her"):
        return None
    for verb in pronoun.sent:
        if verb.lemma_ in ("say", "write", "tweet", "tell") and verb.i > pronoun.i:
            for preposition in verb.children:
                if preposition.lower_ in ("of", "about"):
                    found = (t for t in preposition.children if t.ent_type_ == "PERSON")
                    return next(found, None)
    return None


def _is_place(reading: Reading, mention: Mention, token: Token) -> bool:
    if mention.entity is None:
        return token.ent_type_ in ("LOC", "FAC")
    return reading.entities[mention.entity].kind is ActorKind.PLACE


def _evidence(words: Iterable[Token], sentence: Tokens, *ends: Mention) -> Span:
    """From the first to the last of holder, target and the words that bear it, within the sentence."""
    whole = Span(sentence.start_char, sentence.end_char)
    parts = [m.span for m in ends if whole.contains(m.span)]
    parts += [Span(t.idx, t.idx + len(t)) for t in words]
    return Span(min(s.start for s in parts), max(s.end for s in parts))


def _distinct(stances: Iterable[Stance]) -> list[Stance]:
    """Each holder, target and polarity of a sentence once, the surest of them; contradictions drop out."""
    best: dict[tuple[object, object], Stance] = {}
    clash: set[tuple[object, object]] = set()
    for stance in stances:
        key = (_key(stance.holder), _key(stance.target))
        known = best.get(key)
        if known is None or known.origin.confidence < stance.origin.confidence:
            best[key] = stance
        if known is not None and known.polarity is not stance.polarity:
            clash.add(key)
    kept = [s for key, s in best.items() if key not in clash]
    return sorted(kept, key=_place)


def _place(stance: Stance) -> tuple[int, int, Span]:
    return stance.evidence.start, stance.evidence.end, stance.target.span


def _key(mention: Mention) -> object:
    return mention.entity if mention.entity is not None else mention.text.casefold()
