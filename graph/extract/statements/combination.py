"""Rules and tagger together: one confidence for what either or both found.

A candidate of the rules and an attribution of the tagger are the same where their contents share half of
their words. The rules' reading of the content is kept then (it knows clauses and quotation marks), the one
that lies nearest to the tagger's; where the two name different sources, the tagger's. Measured on two thirds
of PolNeAR dev, full@0.5: rules 69, tagger 71, together 74.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from graph.errors import DamagedError
from graph.extract.statements.candidates import Candidate
from graph.extract.statements.clause import (
    Range,
    holds,
    is_behind_condition,
    is_quoted_as,
    is_second_of_headline,
    own_subject,
)
from graph.extract.statements.nouns import TAKEN, is_taken
from graph.lexicons import reporting

WEIGHTS = Path(reporting.__file__).with_name("reporting_confidence.json")
_SAME = 0.5  # content overlap from which two findings are one
_SHARE = 0.75  # of a cue's other readings' likelihood that speaks for the cue
_NEARNESS = 2.0  # what the tagger's reading counts when one of the rules' is chosen
_ASIDES = (
    "according",
    "aside:as",
    "aside:conj",
    "opinion",
    "qouter",
)  # the parse knows what they stand beside
_PHRASES = ("according", "opinion", "qouter")
_SURER = 0.3  # by how much the tagger must be surer to have its reading of the content
_CLAUSE = 0.3  # least chance of a clause that is taken in place of the quotation in it
OPENING_MARKS = frozenset({"“", '"', "``", "‘", "„", "«"})
_GAP = 8  # tokens between what somebody said and the cue of what is said next
_BESIDE = 0.2  # least chance of a quotation that the tagger has with more words
_QUOTED = 0.8  # least chance of several quotations that are taken for one
_WEAK = 0.3  # least chance of the tagger's reading that may move the rules' from a likely one
_SENDING = frozenset(
    "send dispatch deploy order ask tell urge want invite hire appoint enlist push press get need name choose commission "
    "instruct direct task allow authorise authorize pay use bring summon call elect".split()
)  # who is sent to say it says it
_HOPELESS = 0.1  # a cue of the rules below this is not looked at


@dataclass(slots=True)
class Finding:
    """The best reading of one cue, with the others, and what the tagger made of it."""

    candidate: Candidate
    group: list[Candidate]  # all readings of the cue, likeliest first; empty for the tagger's own
    tagged: Candidate | None = None
    alone: bool = False  # no tagger was asked
    overrun: bool = (
        False  # the tagger gave the words to a later cue that cannot have reached so far
    )
    content_confidence: float = 0.0  # chance that half of the content's words are a reader's
    source_confidence: float = 0.0  # chance that the source is right, if the content is

    @property
    def confidence(self) -> float:
        """Chance that content and source are right."""
        return self.content_confidence * self.source_confidence


def support(group: Sequence[Candidate]) -> float:
    """How likely the cue reports something, whichever of its readings is right."""
    return min(0.99, group[0].score + _SHARE * sum(c.score for c in group[1:4]))


def by_rules(groups: Sequence[list[Candidate]]) -> list[Finding]:
    """Findings of the rules alone, with calibrated confidences."""
    found = of_rules(groups)
    for finding in found:
        finding.alone = True
        _weigh(finding, "rules")
    return found


def of_rules(groups: Sequence[list[Candidate]]) -> list[Finding]:
    """Findings of the rules alone, not yet weighed."""
    return [Finding(group[0], group) for group in groups if support(group) >= _HOPELESS]


def together(groups: Sequence[list[Candidate]], tagged: Sequence[Candidate]) -> list[Finding]:
    """Findings of rules and tagger, each thing once, with calibrated confidences."""
    found = joined(groups, tagged)
    for finding in found:
        _weigh(finding, kind_of(finding))
    return found


def joined(groups: Sequence[list[Candidate]], tagged: Sequence[Candidate]) -> list[Finding]:
    """Findings of rules and tagger, each thing once, not yet weighed."""
    found = of_rules(groups)
    used: set[int] = set()
    for finding in found:
        number = _partner(finding.group, tagged)
        if number is not None:
            used.add(number)
            _join(finding, tagged[number], tagged)
    for finding in found:
        if finding.tagged is None:
            finding.overrun = any(_runs_over(other, finding.candidate) for other in tagged)
    return found + [Finding(t, [], t) for number, t in enumerate(tagged) if number not in used]


def _runs_over(tagged: Candidate, candidate: Candidate) -> bool:
    """Whether the tagger's content reaches over a sentence that is not quoted to hold the cue.

    Of "Lind said no. Berg agreed, as the Post reported" the Post reported the last sentence at most, and
    of Lind's words the tagger, which gives each word to one cue, has said nothing.
    """
    doc, cue = candidate.cue.doc, candidate.cue
    first = doc[tagged.content[0][0]]
    if not holds(tagged.content, cue.i) or first.sent == tagged.cue.sent:
        return False
    return not (first.is_quote or (first.i > 0 and doc[first.i - 1].is_quote))


def _weigh(finding: Finding, kind: str) -> None:
    finding.content_confidence = _logistic(features(finding), kind)
    finding.source_confidence = _logistic(source_features(finding), kind + " source")


def as_given_back(chance: float, kind: str) -> float:
    """The chance of what is accepted: the doubtful that pass what is asked of their class are likelier.

    `kind` is "accepted" where a tagger was asked, "accepted rules" where none was. Of what had .2 to .4,
    almost half was right on two thirds of PolNeAR dev.
    """
    return _logistic(given_back_features(chance), kind)


def given_back_features(chance: float) -> tuple[float, ...]:
    """What that is read from; the constant first. Two lines that meet at even odds: both rise, so no order turns."""
    odds = log_odds(chance)
    return 1.0, odds, max(0.0, odds)


def _partner(group: Sequence[Candidate], tagged: Sequence[Candidate]) -> int | None:
    """Number of the tagger's attribution that is the same as one of these readings."""
    best, chosen = 0.0, None
    for number, other in enumerate(tagged):
        if not _near(group[0].content, other.content):
            continue
        nearest = max(group, key=lambda candidate: iou(other.content, candidate.content))
        shared = iou(other.content, nearest.content)
        same_cue = _touch(group[0].cue_range, other.cue_range)
        if not same_cue and _is_said_inside(other, nearest):
            continue  # "He asked who it was; she declined": what he asked is no word of hers
        if (
            same_cue
            and shared < _SAME
            and (group[0].frame.startswith(_ASIDES) or _is_outer(group[0], number, tagged))
        ):
            shared = _SAME
        if same_cue and shared < _SAME and _is_part(group, other):
            shared = _SAME
        if shared >= (_SAME if same_cue else 0.7) and shared + same_cue > best:
            best, chosen = shared + same_cue, number
    return chosen


def _is_said_inside(tagged: Candidate, candidate: Candidate) -> bool:
    """Whether the tagger's cue and its other source both stand inside what the rules hold for the content."""
    source = tagged.source
    inside = holds(candidate.content, tagged.cue.i) and not same_source(candidate, tagged)
    return inside and source is not None and holds(candidate.content, source[0])


def _is_part(group: Sequence[Candidate], tagged: Candidate) -> bool:
    """Whether the rules have the whole of what the tagger has a part of."""
    if _is_part_of_quotation(group, tagged) or _wider_clause(group, tagged) is not None:
        return True
    if _cue_reaches_in(group[0], tagged):
        return True
    return _is_addressed(group[0], tagged) or _runs_on(group[0], tagged)


def _cue_reaches_in(candidate: Candidate, tagged: Candidate) -> bool:
    """Whether the tagger took the content's noun for the cue: "rejected | calls to | quit"."""
    start, end = candidate.content[0]
    left, right = tagged.cue_range
    reaches = left <= candidate.cue.i < start < right <= end and is_taken(candidate.head)
    return reaches and all(start <= a and b <= end for a, b in tagged.content)


def _wider_clause(group: Sequence[Candidate], tagged: Candidate) -> Candidate | None:
    """The clause around the tagger's quotation, or the one that goes on behind its words."""
    return _clause_around(group, tagged) or _longer_clause(group, tagged)


def _longer_clause(group: Sequence[Candidate], tagged: Candidate) -> Candidate | None:
    """The clause with a quotation of which the tagger has the first words: "says it is | “a farce” and must end".

    Or before the main clause: "says that, although “it is late,” | it will come". Counter-example: "says it is
    “a farce” |, adding that it must end" (the tagger has the quotation).
    """
    start, end = tagged.content[0]
    if len(tagged.content) > 1:
        return None
    for candidate in group:
        left, right = candidate.content[0]
        whole = len(candidate.content) == 1 and candidate.frame.startswith("ccomp")
        if not whole or candidate.quotes or candidate.score < _CLAUSE or abs(left - start) > 1:
            continue
        doc = candidate.cue.doc
        concedes = doc[left].dep_ == "mark" and doc[left].lower_ in ("although", "though", "while")
        if _quotes_on(doc, start, end, right) or (concedes and right > end + 2):
            return candidate
        if right - end >= end - start and _is_torn(doc[end]):
            return candidate
    return None


def _is_torn(following: Token) -> bool:
    """Whether the tagger stopped before the clause's verb, or before what its subject does as well.

    "said the town | had to wait"; "said he would not come | but would write to all of them". Counter-examples:
    "did say it was over | and called it a farce", "said it was over | but Berg would stay".
    """
    if following.pos_ == "AUX":
        return True
    if following.dep_ != "cc" or following.head.pos_ not in ("VERB", "AUX"):
        return False
    second = next((k for k in following.head.rights if k.dep_ == "conj"), None)
    if second is None or second.pos_ not in ("VERB", "AUX"):
        return False
    return second.tag_ == "VB" and own_subject(second) is None


def _quotes_on(doc: Doc, start: int, end: int, right: int) -> bool:
    """Whether words between `end` and `right` stand in marks, and no other verb before them."""
    inside = False
    for token in doc[start:right]:
        inside ^= token.is_quote
        if token.i >= end and not token.is_punct and (inside or token.pos_ == "VERB"):
            return inside
    return False


def _runs_on(candidate: Candidate, tagged: Candidate) -> bool:
    """Whether the tagger went on behind a quotation: "She says, “Stay away,” | until the door is shut".

    Counter-example: "She says “no” to those who ask for a pier" (most of it is not quoted).
    """
    if not candidate.quotes or candidate.score < _BESIDE:
        return False
    words, taken = _words(candidate), _words(tagged)
    most = len(words) * 2 >= len(taken) and words[:1] == taken[:1]
    return most and all(holds(tagged.content, i) for i in words)


def _is_addressed(candidate: Candidate, tagged: Candidate) -> bool:
    """Whether the tagger took whom it was said to for what was said: "called on | Chad | to act"."""
    total = sum(b - a for a, b in tagged.content)
    if candidate.quotes or candidate.score < _SAME or not candidate.frame.startswith("rest"):
        return False
    return _shared(candidate.content, tagged.content) >= 0.9 * total


def _clause_around(group: Sequence[Candidate], tagged: Candidate) -> Candidate | None:
    """The clause of which the tagger took the quotation alone: "said that, although “we wait”, it was over"."""
    start, end = tagged.content[0]
    doc = tagged.cue.doc
    if len(tagged.content) > 1 or start == 0 or doc[start - 1].text not in OPENING_MARKS:
        return None
    for candidate in group:
        if candidate.quotes or candidate.score < _CLAUSE or not candidate.frame.startswith("ccomp"):
            continue
        left, right = candidate.content[0][0], candidate.content[-1][1]
        if (
            left < start - 1
            and right > end + 1
            and _shared(candidate.content, tagged.content) == end - start
        ):
            return candidate
    return None


def _is_part_of_quotation(group: Sequence[Candidate], tagged: Candidate) -> bool:
    """Whether the tagger has only some lines of a quotation that the rules have whole."""
    words = _words(tagged)
    return any(_covers(c, words) for c in group if c.quotes)


def _words(candidate: Candidate) -> list[int]:
    """The tokens of a content that are no punctuation."""
    doc = candidate.cue.doc
    return [i for a, b in candidate.content for i in range(a, b) if not doc[i].is_punct]


def _covers(candidate: Candidate, words: Sequence[int]) -> bool:
    inside = sum(holds(candidate.content, i) for i in words)
    return inside >= 0.9 * len(words)


def _goes_on(finding: Finding, tagged: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether the rules have the rest of a quotation of which the tagger has the beginning.

    “It is over,” Lind said. “We are calling on them to go.”: "calling" stands inside her words and takes
    nothing from them. Counter-example: “It is over,” Lind said. “We shall see,” Berg replied.
    """
    top = finding.group[0]
    if len(top.quotes) < 2 or top.score < _QUOTED or not _covers(top, _words(tagged)):
        return False
    rest = [i for i in _words(top) if not holds(tagged.content, i)]
    return not any(
        other is not tagged
        and not holds(top.content, other.cue.i)
        and any(holds(other.content, i) for i in rest)
        for other in others
    )


def _shared(left: Sequence[Range], right: Sequence[Range]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


def _is_outer(candidate: Candidate, number: int, tagged: Sequence[Candidate]) -> bool:
    """Whether the rules' content holds the tagger's and the cue of another attribution of the tagger.

    The tagger gives each word to one speaker, as its training texts do: of "Lind said it was over, the
    Post reported" it leaves the Post what Lind has not taken.
    """
    own = tagged[number].content
    if _shared(own, candidate.content) < 0.9 * sum(b - a for a, b in own):
        return False
    return any(
        start <= other.cue.i < end
        for n, other in enumerate(tagged)
        if n != number
        for start, end in candidate.content
    )


def _join(finding: Finding, tagged: Candidate, others: Sequence[Candidate]) -> None:
    top = finding.group[0]
    is_aside = top.frame.startswith(_ASIDES)
    around = _wider_clause(finding.group, tagged) or _with_fragment(top, tagged)
    if top.frame == "qouter" or around is not None:
        finding.candidate, finding.tagged = around or top, tagged
        return
    weight = _NEARNESS / 4 if is_aside else _NEARNESS
    nearest = max(finding.group, key=lambda c: weight * iou(c.content, tagged.content) + c.score)
    one = len(top.quotes) == 1 and _is_part_of_quotation([top], tagged)
    if one or _goes_on(finding, tagged, others) or (tagged.score < _WEAK and top.score > _QUOTED):
        nearest = top
    elif iou(nearest.content, tagged.content) < _SAME:  # the tagger's is a part of it
        whole = [c for c in finding.group if c.quotes and _is_part_of_quotation([c], tagged)]
        is_aside, nearest = True, (whole or finding.group)[0]
    surer = tagged.score > nearest.score + _SURER and not _is_beheaded(nearest, tagged)
    surer = surer and not (is_taken(nearest.head) and not holds(tagged.content, nearest.head.i))
    if not is_aside and not nearest.quotes and surer:
        nearest = replace(nearest, content=tagged.content, head=tagged.head, tail="")
    if not nearest.quotes and _swallows(nearest, tagged, others):
        nearest = replace(nearest, content=tagged.content, head=tagged.head, tail="")
    nearest = _with_quotation(_with_lead(nearest, tagged), tagged)
    differs = not same_source(nearest, tagged) and not _is_far(nearest, tagged)
    differs = differs and nearest.how != TAKEN
    if (differs or _names_more(tagged, nearest)) and not _is_in_capitals(nearest):
        nearest = replace(nearest, source=tagged.source, subject=tagged.subject, how=tagged.how)
    finding.candidate, finding.tagged = nearest, tagged


def _with_fragment(candidate: Candidate, tagged: Candidate) -> Candidate | None:
    """The clause before a parenthesis with what limits it behind: "It is fine, she said, | just not “in my street”".

    Counter-example: "It is fine, she said, it was just not in her street" (a clause: the parse has both).
    """
    left, right = candidate.cue_range
    *others, (start, end) = tagged.content
    doc = candidate.cue.doc
    before = candidate.frame in ("aside", "ccomp") and candidate.content[-1][1] <= left
    behind = right < start <= right + 1 and doc[right].text == ","
    if not before or not behind or candidate.score < _CLAUSE:
        return None
    if _shared(others, candidate.content) < sum(b - a for a, b in others):
        return None
    if any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[start:end]):
        return None
    return replace(candidate, content=[*candidate.content, (start, end)])


def _with_lead(candidate: Candidate, tagged: Candidate) -> Candidate:
    """With the words of the clause before its quotation: "saying | the town would “wake up”".

    Counter-example: "was clear, saying: “Wake up”".
    """
    first, (start, end) = candidate.content[0], tagged.content[0]
    leads = candidate.cue.i < start < first[0] - 1 and first[0] < end
    if candidate.frame != "qnext" or not leads:
        return candidate
    return replace(candidate, content=[(start, max(end, first[1])), *candidate.content[1:]])


def _with_quotation(candidate: Candidate, tagged: Candidate) -> Candidate:
    """With the quotation in which its clause goes on: "said that she had never been asked, | “and never would be”".

    Counter-example: "said that she had been asked. “Never again”".
    """
    start, end = candidate.content[0]
    last = tagged.content[-1][1]
    doc = candidate.cue.doc
    single = len(candidate.content) == len(tagged.content) == 1 and candidate.cue.i < start
    if not single or candidate.quotes or last <= end + 2 or abs(tagged.content[0][0] - start) > 1:
        return candidate
    between = [t for t in doc[end : end + 3] if not t.is_space]
    if len(between) < 3 or between[0].text != "," or between[1].text not in OPENING_MARKS:
        return candidate
    return replace(candidate, content=[(start, last)])


def _swallows(candidate: Candidate, tagged: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether the rules' content runs on into what the tagger knows as the next statement.

    "Lind said it was over|, adding that nobody cared", "… | and called it a farce". Counter-examples: "Lind said
    Berg had called it a farce" (no end of a content stands before "Berg had called"), "said she would go unless |
    Berg explains why" (nothing ends after "unless").
    """
    end = tagged.content[-1][1]
    for other in others:
        cue = other.cue_range
        held = any(start <= cue[0] and cue[1] <= last for start, last in candidate.content)
        if other is tagged or not held or not end <= cue[0] <= end + _GAP or cue[0] == cue[1]:
            continue
        if candidate.cue.doc[end - 1].dep_ == "mark":
            continue
        if all(_leads_over(candidate.cue.doc[i], other) for i in range(end, cue[0])):
            return True
    return False


def _leads_over(token: Token, other: Candidate) -> bool:
    if token.is_punct or token.pos_ in ("CCONJ", "ADV", "AUX") or token.lower_ == "while":
        return True
    return other.source is not None and other.source[0] <= token.i < other.source[1]


def _is_beheaded(candidate: Candidate, tagged: Candidate) -> bool:
    """Whether the tagger left out the subject before the cue: "Opponents, he said, “should leave”"."""
    if not candidate.frame.startswith("aside") or len(candidate.content) < 2:
        return False
    subject = own_subject(candidate.head)
    if subject is None or subject.i >= candidate.cue.i:
        return False
    return not holds(tagged.content, subject.i)


def _is_far(candidate: Candidate, tagged: Candidate) -> bool:
    """Whether the tagger names a source of another sentence, though the cue's own sentence has a subject for it.

    Or the "who" of whom others say something: "the man who police | say | did it". Or one behind the colon whose label says who speaks: "Berg: Lund says we owe it"; or the thing of a relative
    clause before: "Lind admits it was paid for by a firm, which wants the land, but said it was clean".
    """
    subject, other = candidate.subject, tagged.subject
    if is_quoted_as(candidate.cue):
        return subject is not None
    if other is not None and _is_met_to(candidate, other):
        return True
    if subject is not None and other is not None and other.dep_ == "conj" and other.head == subject:
        return candidate.how == "own"  # "Oslo, which hosted the talks, and | Bern | urged …": both
    if subject is not None and other is not None and other.tag_ == "WDT" and subject.tag_ != "WDT":
        return candidate.how in ("own", "shared")
    if subject is not None and other is not None and other.tag_ == "WP":
        return candidate.how == "own" and other.i < subject.i < candidate.cue.i
    if other is not None and candidate.how == "shared" and is_behind_condition(candidate.cue):
        return other.head == candidate.cue.head
    if other is not None and _is_agent_of_another(other, candidate.cue):
        return candidate.how in ("own", "shared")
    if subject is None or other is None or candidate.how not in ("own", "shared", "governed"):
        return candidate.how == "colon" and other is not None and other.i > candidate.cue.i
    return subject.sent == candidate.cue.sent != other.sent


def _is_met_to(candidate: Candidate, other: Token) -> bool:
    """Whether the other source is whom somebody meets in order to say it: "she will meet Berg to | ask | for money".

    Counter-example: "she sent Berg to ask for money" (he asks).
    """
    cue = candidate.cue
    meets = cue.head.lemma_.lower() not in _SENDING and other.head == cue.head
    purpose = cue.dep_ == "advcl" and cue.tag_ == "VB" and candidate.how == "governed"
    return purpose and meets and other.dep_ in ("dobj", "conj") and other.i < cue.i


def _is_in_capitals(candidate: Candidate) -> bool:
    """Whether a broadcaster's label tells who speaks: "ADA LIND, NEWS ANCHOR: We wait" (the name, not the post)."""
    return candidate.how == "colon" and candidate.subject is not None and candidate.subject.is_upper


def _is_agent_of_another(source: Token, cue: Token) -> bool:
    """ "The bank held its rate, as expected by brokers, but | hinted | at a cut": brokers hint at nothing."""
    return source.dep_ == "pobj" and source.head.dep_ == "agent" and source.head.head != cue


def _names_more(tagged: Candidate, candidate: Candidate) -> bool:
    """Whether the source of the rules is a part of the tagger's that does not hold its noun.

    The parser may cut "the premier of the state of Nether-Saxony" down to "Saxony".
    """
    if tagged.source is None or candidate.source is None or tagged.subject is None:
        return False
    start, end = candidate.source
    within = tagged.source[0] <= start and end <= tagged.source[1]
    headline = within and is_second_of_headline(tagged.source[0], candidate.cue)
    return within and not headline and not start <= tagged.subject.i < end


def kind_of(finding: Finding) -> str:
    """Which weights apply: found by both, by the tagger only, or by the rules only beside it."""
    if finding.tagged is None:  # phrases that the tagger, with one layer only, leaves out
        alone = finding.overrun or finding.candidate.frame.startswith(_PHRASES)
        return "rules" if alone else "rules beside"
    return "both" if finding.group else "tagger"


def features(finding: Finding) -> tuple[float, ...]:
    """What the confidence is read from; the constant first."""
    tagged = finding.tagged
    has_source = float(finding.candidate.source is not None)
    if not finding.group:
        assert tagged is not None
        return 1.0, log_odds(tagged.score), has_source, float(bool(tagged.cue_range))
    rules = log_odds(support(finding.group)), log_odds(finding.group[0].score)
    if tagged is None:
        return 1.0, *rules, has_source
    return (
        1.0,
        *rules,
        has_source,
        log_odds(tagged.score),
        max(_SAME, iou(finding.candidate.content, tagged.content)),
        float(same_source(finding.group[0], tagged)),
    )


def source_features(finding: Finding) -> tuple[float, ...]:
    """What the source's confidence is read from; the constant first."""
    candidate, tagged = finding.candidate, finding.tagged
    has_source = float(candidate.source is not None)
    near = float(candidate.how in ("own", "agent", "phrase", "poss", "colon"))
    if tagged is None or not finding.group:
        score = 0.0 if tagged is None else log_odds(tagged.source_score)
        return 1.0, has_source, near, score
    same = float(same_source(finding.group[0], tagged))
    return 1.0, has_source, near, log_odds(tagged.source_score), same


@cache
def _weights() -> dict[str, list[float]]:
    try:
        table: dict[str, list[float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedError(
            f"{WEIGHTS} is missing or damaged ({error}); install onrecord again"
        ) from error
    return table


def _logistic(values: Sequence[float], kind: str) -> float:
    total = sum(v * w for v, w in zip(values, _weights()[kind], strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def log_odds(chance: float) -> float:
    """ln(p / (1 - p)), with p kept within [0.005, 0.995]."""
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1.0 - chance))


def same_source(left: Candidate, right: Candidate) -> bool:
    """Whether the two name the same source: half of the shorter one's words, or none in both."""
    if left.source is None or right.source is None:
        return left.source is None and right.source is None
    shared = min(left.source[1], right.source[1]) - max(left.source[0], right.source[0])
    shorter = min(left.source[1] - left.source[0], right.source[1] - right.source[0])
    return shared * 2 >= shorter and shared > 0


def iou(left: Sequence[Range], right: Sequence[Range]) -> float:
    """Shared tokens over all tokens of two contents, in [0, 1]."""
    shared = _shared(left, right)
    total = sum(b - a for a, b in left) + sum(b - a for a, b in right) - shared
    return shared / total if total else 0.0


def _near(left: Sequence[Range], right: Sequence[Range]) -> bool:
    return left[0][0] < right[-1][1] + 200 and right[0][0] < left[-1][1] + 200


def _touch(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]
