"""Chooses among the candidates: one a cue, the outermost first, and what is said inside what is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from graph.extract.mandative import is_demanded
from graph.extract.statements.acceptance import is_accepted
from graph.extract.statements.actions import is_ruling
from graph.extract.statements.antecedents import antecedent
from graph.extract.statements.candidates import Candidate, Proposer
from graph.extract.statements.clause import Range, chars, holds, is_outer_coordination, is_quoted_as
from graph.extract.statements.combination import (
    Finding,
    as_given_back,
    by_rules,
    same_source,
    support,
    together,
)
from graph.extract.statements.completing import completed
from graph.extract.statements.edges import without_circumstances
from graph.extract.statements.freestanding import free_standing
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw
from graph.extract.statements.resuming import resumed
from graph.extract.statements.scoring import embedded_probability, is_cue, probability
from graph.extract.statements.settling import NAMING, is_claim_label, is_supposed, settled
from graph.extract.statements.speaking import can_speak
from graph.extract.statements.tagged import candidates
from graph.extract.tagger import Attribution
from graph.lexicons import reporting
from graph.model import Mode
from graph.parse import Reading

NESTED_THRESHOLD = 0.5
MAIN_THRESHOLD = 0.3  # of the verb of the whole clause: "Lind said it was over, the Post reported"
_PLAIN = frozenset("say report tell write".split())
TOLD_THOUGHT = 0.1  # of "Oslo believes that it is over, an envoy said"
_OWN_VOICE = frozenset("i we you one it".split())
_ANYBODY = frozenset("anybody anyone somebody someone whoever everybody everyone".split())
_FLOOR = 0.65  # confidence of what leaves no doubt
_TURN = 0.9  # of what stands behind a name that takes turns in an interview
_SURE_SOURCE = 0.95
_OTHER_VOICES = frozenset("while whereas though although but and with as conj:VBD conj:VBZ".split())
_RIVAL = 0.35  # an outer statement this much less likely than the one inside it is dropped


def read(
    reading: Reading, quotations: Quotations, attributions: Iterable[Attribution] | None = None
) -> list[Raw]:
    """The attributions of one document, in text order; those inside the content of another are marked.

    With `attributions` of the tagger the two are weighed together, without them the rules stand alone.
    """
    kind = "accepted rules" if attributions is None else "accepted"
    return [_calibrated(raw, kind) for raw in read_uncalibrated(reading, quotations, attributions)]


def _calibrated(raw: Raw, kind: str) -> Raw:
    """With the chance that accepted statements like it have; no corpus tells it for nested ones."""
    if raw.nested:
        return raw
    chance = as_given_back(raw.confidence * raw.source_confidence, kind)
    source = max(raw.source_confidence, chance)  # the content's chance is at most 1
    return replace(raw, confidence=chance / source, source_confidence=source)


def read_uncalibrated(
    reading: Reading, quotations: Quotations, attributions: Iterable[Attribution] | None = None
) -> list[Raw]:
    """The same with the chances that they were chosen by: what `scripts/train_cues.py` learns from."""
    scored = scored_candidates(reading, quotations)
    groups = by_cue(scored)
    if attributions is None:
        found = by_rules(groups)
    else:
        found = together(groups, list(candidates(reading, quotations, attributions)))
    for finding in found:
        finding.candidate = resumed(completed(settled(without_circumstances(finding.candidate))))
        if any(_is_sure(candidate, quotations) for candidate in finding.group[:1]):
            turn = quotations.is_turn(finding.candidate.quotes)
            finding.content_confidence = max(finding.content_confidence, _TURN if turn else _FLOOR)
            finding.source_confidence = max(finding.source_confidence, _SURE_SOURCE)
    accepted = [finding for finding in found if is_accepted(finding, quotations)]
    _leave_out_other_voices(accepted)
    outer = outermost([_judged(finding) for finding in accepted])
    outer += free_standing(reading, quotations, outer)
    inner = _nested([*scored, *_tagged_only(accepted)], outer, quotations)
    raws = [_raw(c, reading, nested=False) for c in outer]
    raws += [_raw(c, reading, nested=True) for c in inner]
    return sorted(raws, key=lambda raw: raw.start)


def scored_candidates(reading: Reading, quotations: Quotations) -> list[Candidate]:
    """All that the rules propose, each with its chance."""
    readings = Proposer(reading.doc, quotations, is_cue)
    demanded: dict[int, bool] = {}  # a cue has several candidates
    proposed: list[Candidate] = []
    for candidate in readings:
        cue = candidate.cue
        if cue.i not in demanded:
            demanded[cue.i] = is_demanded(cue)
        if not demanded[cue.i]:
            proposed.append(candidate)
    for candidate in proposed:
        candidate.score = probability(candidate, quotations)
        if _is_sure(candidate, quotations):
            candidate.score = max(candidate.score, _FLOOR)
    return proposed


def _is_sure(candidate: Candidate, quotations: Quotations) -> bool:
    """What is rare in the training texts and leaves no doubt.

    "…, in the words of Lind, …", "…, as noted by Lind", “…,” Lind said, the Post reported. Counter-examples:
    "in other words", "as noted".
    """
    if is_claim_label(candidate) or _is_around_its_sentence(candidate):
        return True
    if candidate.frame in ("colon", "label") and candidate.quotes:
        if candidate.frame == "label" or quotations.is_turn(candidate.quotes):
            return True
        return can_speak(candidate.subject or candidate.cue)
    if is_quoted_as(candidate.cue):
        return candidate.subject is not None and candidate.frame == "ccomp"
    if candidate.frame == "qouter":
        return candidate.how == "own" and _is_speech(candidate)
    if candidate.frame == "obj" and candidate.cue.lemma_ in NAMING:
        return candidate.how == "own" and _is_anothers_name(candidate)
    if candidate.frame == "pp:for:root":
        return _is_seen_by(candidate)
    if candidate.frame == "opinion:word:root":
        return candidate.cue_range[1] - candidate.cue_range[0] > 2
    return candidate.frame == "aside:as" and candidate.how == "agent" and _is_speech(candidate)


def _is_anothers_name(candidate: Candidate) -> bool:
    """Whether it gives a name to what is told: "in what | Oslo called | a farce". Counter-example: "what she called".

    Of "what she called a farce" the statement around it holds the words.
    """
    subject = candidate.subject
    if subject is None or subject.pos_ != "PROPN" or subject.i > candidate.cue.i:
        return False
    before = subject.left_edge.i - 1
    return before > 0 and candidate.cue.doc[before].lower_ == "what"


def _is_seen_by(candidate: Candidate) -> bool:
    """Whether "for" tells who judges, one introduced for it: "For Ada Lind, an engineer, the pact is no gift".

    Counter-examples: "For Lind, it was the third title" (what happened), "For Lund, rain is expected" (a town), "For Lind,
    the port is vital" (perhaps how the outlet sees her).
    """
    subject, verb = candidate.subject, candidate.head
    if (
        subject is None
        or subject.ent_type_ != "PERSON"
        or verb.lemma_ != "be"
        or verb.tag_ != "VBZ"
    ):
        return False
    if not any(k.dep_ == "appos" for k in subject.rights):
        return False
    judged = any(k.dep_ in ("attr", "acomp") and k.pos_ in ("NOUN", "ADJ") for k in verb.rights)
    return judged and any(k.dep_ == "nsubj" and k.pos_ == "NOUN" for k in verb.lefts)


def _is_around_its_sentence(candidate: Candidate) -> bool:
    """Whether all before it is what it says: "Lind has told both sides that it is over, two aides said".

    The tagger, with one layer only, may give these words to Lind. Counter-example: "It is over, Lind believes".
    """
    source, cue = candidate.source, candidate.cue
    if candidate.frame != "ccomp" or candidate.how != "own" or source is None or cue.dep_ != "ROOT":
        return False
    (start, end), *others = candidate.content
    before = not others and cue.doc[start].is_sent_start and end + 1 == source[0] < cue.i
    return bool(before) and cue.doc[end].text == "," and cue.lemma_.lower() in _PLAIN


def by_cue(found: Iterable[Candidate]) -> list[list[Candidate]]:
    """The candidates of each cue, likeliest first."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(candidate.cue.i, []).append(candidate)
    return [sorted(group, key=lambda c: -c.score) for group in groups.values()]


def _tagged_only(found: Iterable[Finding]) -> list[Candidate]:
    return [_judged(finding) for finding in found if not finding.group]


def _judged(finding: Finding) -> Candidate:
    score, source = finding.confidence, finding.source_confidence
    return replace(finding.candidate, score=score, source_score=source)


def _leave_out_other_voices(found: list[Finding]) -> None:
    """Cut off what another says in a clause at the end of a content.

    "Lind told the committee it was over, while Berg noted that …": Berg's words are not Lind's.
    """
    cues = [finding.candidate for finding in found]
    for finding in found:
        whole = finding.candidate
        for shorter in finding.group:
            if not (shorter.cut == whole.tail != "" or shorter.frame == whole.frame + ":cut"):
                continue
            if any(
                _is_anothers(other, whole, shorter) and _is_between(other, shorter, whole)
                for other in cues
            ):
                finding.candidate = replace(
                    shorter, source=whole.source, subject=whole.subject, how=whole.how
                )
                break


def _is_anothers(other: Candidate, whole: Candidate, shorter: Candidate) -> bool:
    """Whether a cue inside a content goes on beside it: with a subject of its own, or with the same one."""
    if other.how == "own":
        return whole.tail in _OTHER_VOICES or shorter.frame == whole.frame + ":cut"
    return other.how == "shared" and is_outer_coordination(other.cue)


def _is_between(other: Candidate, shorter: Candidate, longer: Candidate) -> bool:
    cue = other.cue.i
    return holds(longer.content, cue) and not holds(shorter.content, cue)


def outermost(candidates: list[Candidate]) -> list[Candidate]:
    """The likeliest first; one whose cue lies in the content of another gives way to it.

    Only those that share a word, of cue or content, are compared: the work grows with the text, not with its square.
    """
    kept: dict[int, Candidate] = {}
    at: dict[
        int, list[int]
    ] = {}  # token → numbers of the candidates that were kept when they were read
    for number, candidate in enumerate(sorted(candidates, key=lambda c: (-c.score, c.cue.i))):
        words = _words_of(candidate)
        beside = {n for word in words for n in at.get(word, ()) if n in kept}
        if any(_gives_way(candidate, kept[n]) for n in sorted(beside)):
            continue
        for n in beside:
            if holds(candidate.content, kept[n].cue.i):
                del kept[n]
        kept[number] = candidate
        for word in words:
            at.setdefault(word, []).append(number)
    return list(kept.values())


def _words_of(candidate: Candidate) -> list[int]:
    """The tokens of its content, and the one that carries the cue."""
    return [candidate.cue.i, *(i for start, end in candidate.content for i in range(start, end))]


def _gives_way(candidate: Candidate, other: Candidate) -> bool:
    if holds(other.content, candidate.cue.i):
        return True
    if _is_echo(candidate) != _is_echo(other) and not same_source(candidate, other):
        return False
    if holds(candidate.content, other.cue.i):
        return other.score > candidate.score + _RIVAL and not _is_around(candidate)
    shared = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in candidate.content for b in other.content
    )
    return shared * 2 > min(_size(candidate.content), _size(other.content))


def _is_echo(candidate: Candidate) -> bool:
    """Whether it gives the words of another a second voice: "Lind denied that it had failed, as the Post reported"."""
    return candidate.frame.startswith("aside:as")


def _is_around(candidate: Candidate) -> bool:
    """Whether it stands beside the whole sentence: ", according to the Post", ", as Lind noted"."""
    return candidate.frame.startswith(("according", "per", "opinion", "aside", "qouter"))


def _nested(
    scored: list[Candidate], outer: list[Candidate], quotations: Quotations
) -> list[Candidate]:
    """Acts of saying inside the content of another, by somebody else: "Lind said that Berg had denied it".

    Only speech: what people inside a quotation think is the quotation's matter.
    """
    found: list[Candidate] = []
    main: set[int] = set()
    holders = _holders(outer)
    for candidate in scored:
        around = holders.get(candidate.cue.i)
        if around is None or not _may_be_nested(candidate, around):
            continue
        if around.head.i == candidate.cue.i:
            main.add(candidate.cue.i)
        candidate.score = max(candidate.score, embedded_probability(candidate, quotations))
        if around.frame == "qouter" and around.head == candidate.cue and candidate.quotes:
            candidate.score = max(candidate.score, _FLOOR)
        found.append(candidate)
    accepted = [
        resumed(settled(group[0]))
        for group in by_cue(found)
        if support(group) >= _least_nested(group[0], group[0].cue.i in main)
    ]
    return outermost(accepted)


def _holders(outer: Iterable[Candidate]) -> dict[int, Candidate]:
    """For each token in a content the first of the candidates that has it: asked for every cue of a document."""
    found: dict[int, Candidate] = {}
    for candidate in outer:
        for start, end in candidate.content:
            for token in range(start, end):
                found.setdefault(token, candidate)
    return found


def _least_nested(candidate: Candidate, is_main: bool) -> float:
    """Least chance of a nested statement: little where its clause tells that somebody said something.

    "Lind said Berg had told her that it was over". Counter-example: "Lind said Berg had rejected it".
    """
    if not _is_speech(candidate):  # a thought: its clause has told it (`_is_told_thought`)
        return TOLD_THOUGHT
    plain = candidate.frame == "ccomp" and candidate.how == "own"
    return MAIN_THRESHOLD if is_main or plain else NESTED_THRESHOLD


def _may_be_nested(candidate: Candidate, around: Candidate) -> bool:
    """Whether somebody else says something: not "I said", not the speaker's own "adding that"."""
    subject = candidate.subject
    if (
        subject is None
        or subject.lower_ in _OWN_VOICE
        or subject.lower_ in _ANYBODY
        or _is_talk(candidate)
    ):
        return False
    if not _is_speech(candidate) and not _is_told_thought(candidate, around):
        return False
    if around.subject is not None and around.subject.i == subject.i:
        return False
    if is_supposed(candidate) or is_demanded(candidate.cue) or is_ruling(candidate):
        return False  # "Lind said she would go unless Berg explained why": he has explained nothing
    return not (candidate.head.pos_ == "PRON" and _size(candidate.content) == 1)


def _is_talk(candidate: Candidate) -> bool:
    """Whether it tells only what was talked about: "said she would not | discuss | the matter"."""
    return candidate.cue.lemma_.lower() == "discuss" and not candidate.quotes


def _is_told_thought(candidate: Candidate, around: Candidate) -> bool:
    """Whether what is said is what another holds: "Oslo believes that it is over, an envoy said".

    Counter-examples: "She thinks it is over, Lind said" (perhaps she herself), “Oslo thinks so,” Lind said.
    """
    subject = candidate.subject
    if around.head != candidate.cue or around.quotes or subject is None or subject.pos_ == "PRON":
        return False
    if candidate.frame != "ccomp" or candidate.how != "own" or _is_bare(candidate.head):
        return False
    known = reporting.cue(candidate.cue.lemma_.lower(), "VERB")
    return known is not None and known.mode is Mode.THOUGHT


def _is_bare(verb: Token) -> bool:
    """Whether a clause tells what is seen, not what is thought: "saw the port | burn". Counter-example: "will burn"."""
    return verb.tag_ == "VB" and all(k.dep_ != "aux" for k in verb.lefts)


def _is_speech(candidate: Candidate) -> bool:
    pos = "NOUN" if candidate.cue.pos_ == "PROPN" else candidate.cue.pos_
    known = reporting.cue(candidate.cue.lemma_.lower(), pos)
    if known is None:
        return candidate.frame.startswith(("according", "opinion"))
    return known.mode is Mode.SPEECH


def _size(content: list[Range]) -> int:
    return sum(end - start for start, end in content)


def _raw(candidate: Candidate, reading: Reading, *, nested: bool) -> Raw:
    doc = candidate.cue.doc
    return Raw(
        source=() if candidate.source is None else (chars(doc, candidate.source),),
        cue=(chars(doc, candidate.cue_range),)
        if candidate.cue_range[0] < candidate.cue_range[1]
        else (),
        content=tuple(chars(doc, piece) for piece in candidate.content),
        confidence=min(1.0, candidate.score / candidate.source_score),
        source_confidence=candidate.source_score,
        cue_word=candidate.cue.i,
        subject=None if candidate.subject is None else antecedent(candidate.subject, reading).i,
        frame=candidate.frame,
        nested=nested,
    )
