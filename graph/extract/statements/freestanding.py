"""Quotations that no cue introduces: they are said by whom the sentence before is about.

    The mayor, Jan Holm, asked for patience. “The basin won't be ready before 2027.”
    For Erik Moen, the matter is simple. “We stay.”
    Rosa Diaz is angry.⏎“Nobody asked us.”

Counter-examples: a quotation behind which somebody's cue stands; one after a sentence about a thing, about two
people at odds, or about nobody who can speak (nobody is guessed then).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import Range, nearest_subject, noun_phrase
from graph.extract.statements.marks import Quotations, Quoted
from graph.extract.statements.speaking import can_be_asked
from graph.lexicons import reporting
from graph.model import ActorKind
from graph.parse import Reading

CHANCE, SOURCE_CHANCE = 0.95, 0.93  # 33 and 31 of 34 on 270 articles of PolNeAR train
_LEAST_WORDS = 4
_NEAR = 12  # tokens behind a quotation in which its cue would stand
_STOPS = frozenset(".?!…")
_SILENT = frozenset("die drown perish vanish disappear collapse lose".split())
_THIRD = frozenset("he she him her his hers".split())
_FIRST = frozenset("i we me us my our".split())
_PERSONS = frozenset("he she".split())


def free_standing(
    reading: Reading, quotations: Quotations, found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """One candidate for each quotation that none of those found has any word of, in text order."""
    taken = [piece for candidate in found for piece in candidate.content]
    for number, item in enumerate(quotations.items):
        if item.is_turn or not _is_sentence(reading.doc, item):
            continue
        if any(start < item.outer[1] and item.outer[0] < end for start, end in taken):
            continue
        speaker = _speaker(reading, quotations, item, found)
        if speaker is not None and not _is_of_another(reading.doc, item):
            yield _candidate(reading.doc, number, item, speaker)


def _candidate(doc: Doc, number: int, item: Quoted, speaker: Token) -> Candidate:
    return Candidate(
        cue=speaker,
        cue_range=(speaker.i, speaker.i),
        frame="free:colon",
        content=[item.inner],
        head=doc[item.inner[0] : item.inner[1]].root,
        source=noun_phrase(speaker),
        subject=speaker,
        how="free",
        score=CHANCE * SOURCE_CHANCE,
        quotes=[number],
        source_score=SOURCE_CHANCE,
    )


def _is_sentence(doc: Doc, item: Quoted) -> bool:
    """Whether whole sentences are quoted, and nothing of the line's next sentence hangs on them."""
    start, end = item.outer
    if item.words < _LEAST_WORDS or doc[item.inner[1] - 1].text[-1] not in _STOPS:
        return False
    if not doc[item.inner[0]].text[:1].isupper():
        return False
    before = next((t for t in reversed(doc[max(0, start - 3) : start]) if not t.is_space), None)
    starts = item.starts_line or before is None or before.text[-1] in '.?!”"'
    after = next((t for t in doc[end : end + 3] if not t.is_space), None)
    ends = item.ends_line or after is None or (after.text[:1].isupper() and after.pos_ != "PRON")
    return starts and ends and not _has_cue(doc, item)


def _has_cue(doc: Doc, item: Quoted) -> bool:
    """Whether a verb outside the marks has hold of the quotation: “We tried.” said Lind."""
    end = item.outer[1]
    for token in doc[end : end + _NEAR]:
        if "\n" in token.text or (token.is_sent_start and token.i > end):
            return False
        if token.pos_ in ("VERB", "AUX"):
            return True
    return False


def _is_of_another(doc: Doc, item: Quoted) -> bool:
    """Whether somebody is spoken of who may be the theme: “She was my friend”, “He ran away”; not “I told him”."""
    words = {t.lower_ for t in doc[item.inner[0] : item.inner[1]]}
    return bool(words & _THIRD) and not words & _FIRST


def _speaker(
    reading: Reading, quotations: Quotations, item: Quoted, found: Sequence[Candidate]
) -> Token | None:
    """The person that the sentence before the quotation is about."""
    sentence = _before(reading.doc, quotations, item)
    if sentence is None:
        return None
    said = [c for c in found if sentence[0] <= c.cue.i < sentence[1] and c.subject is not None]
    speakers = {reading.entity_at(c.subject.i) for c in said if c.subject is not None}
    if len(speakers) > 1 or _has_two_subjects(reading.doc, sentence):
        return None
    subject = said[-1].subject if said else _theme(reading.doc, sentence)
    return subject if subject is not None and _is_person(reading, subject) else None


def _before(doc: Doc, quotations: Quotations, item: Quoted) -> Range | None:
    """The sentence before the quotation, on its line, or the last of the paragraph above."""
    at = item.outer[0] - 1
    while at >= 0 and doc[at].is_space:
        at -= 1
    if at < 0 or at in quotations.by_token:
        return None
    if item.starts_line and not item.ends_line:
        return None
    sentence = doc[at].sent
    return sentence.start, sentence.end


def _has_two_subjects(doc: Doc, sentence: Range) -> bool:
    """ "Lund said yes and Berg said no". Counter-example: "Lund said yes and left"."""
    root = doc[sentence[0] : sentence[1]].root
    return any(k.dep_ == "conj" and nearest_subject(k) is not None for k in root.rights)


def _theme(doc: Doc, sentence: Range) -> Token | None:
    """Whom a sentence is about: who acts in it, or "for Lind" before a thing; nobody to whom something is done."""
    root = doc[sentence[0] : sentence[1]].root
    if root.pos_ not in ("VERB", "AUX") or root.lemma_ in _SILENT:
        return None
    if any(k.dep_ in ("neg", "auxpass", "nsubjpass") for k in root.children):
        return None  # "Lund was sacked. “We never trusted him.”", "Lund never answered. “Pay now.”"
    opening = next((k for k in root.lefts if k.dep_ == "prep" and k.lower_ in ("for", "to")), None)
    if opening is not None:
        named = next((k for k in opening.children if k.dep_ == "pobj"), None)
        told = named is not None and any(k.dep_ in ("relcl", "acl") for k in named.rights)
        return None if told else named
    return nearest_subject(root)


def _is_person(reading: Reading, noun: Token) -> bool:
    if noun.pos_ == "NOUN":
        return can_be_asked(noun) and reporting.medium(noun.lemma_.lower()) is None
    key = reading.entity_at(noun.i)
    if key is not None:
        return reading.entities[key].kind is ActorKind.PERSON
    return noun.lower_ in _PERSONS or noun.ent_type_ == "PERSON"


__all__ = ["free_standing"]
