"""How claims stand to each other: contradicts, answers, updates; each with its reason and two statements."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph.model import Act, ClaimRelation, Relation
from graph.resolve.claims.apart import is_nested, is_tentative
from graph.resolve.claims.likeness import Encode
from graph.resolve.claims.pairs import repetitions
from graph.resolve.claims.said import NEGATIONS, Said, is_negative, shared_words, stem, stems, words
from graph.resolve.claims.same import SAME, claim_key, score_if_possible

NEAR_MEANING = 0.66  # cosine from which two contents are about the same proposition
NEAR_WORDS = 0.5  # share of the shorter one's content words
MIN_SHARED = 3
MIN_DENIED = 2  # where the one denies it: "denied that the pumps were late"
BRIEF = 4  # content words of which two may be all that matters: "we exclude sabotage for now"
MOST_OTHER = (
    3  # words that only one of two short contents of one speaker has, "no" and "longer" among them
)
MOST = 0.75  # the same where the saying, not the content, is negated: "does not believe that …"
MAX_WORDS = 32  # in a longer content a negation need not bear on what is shared
AGAINST = frozenset({Act.DENY, Act.CRITICISE, Act.REJECT, Act.ACCUSE})
# "The minister countered that …": the cue itself says that it answers.
ANSWERING = frozenset(
    "counter countered countering respond responded responding reply replied replying retort retorted rebut "
    "rebutted rebuffed rejoined".split()
)
# "Asked about that criticism, the mayor said …"; not "asked about the weather", nor "in response", which may be to a flood.
ASKED_ABOUT = re.compile(
    r"\b(?:(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]onfronted) (?:later )?(?:about|on|over|with) (?:that|this|these|those|the|his|her|"
    r"their|[A-Z][\w-]+(?:['’]s|s['’])) (?:[\w-]+ )?(?:criticism|remarks?|comments?|accusations?|charges?|allegations?|claims?|words|"
    r"objections?|warnings?|threats?|demands?|complaints?)|"
    r"(?:[Rr]esponding|[Rr]eplying|[Rr]eacting) to (?:that|this|these|those|the|his|her|their) (?:[\w-]+ )?(?:criticism|remarks?|"
    r"comments?|accusations?|charges?|allegations?|claims?|words|objections?|warnings?|threats?))"
)
# "She denied the accusation": what is denied is what another was just reported to say.
REFERRING = frozenset(
    map(
        stem,
        "accusation charge allegation claim criticism remark comment idea proposal demand threat".split(),
    )
)
CHARGES = frozenset(map(stem, "accusation charge allegation criticism".split()))
# "Declined to comment", "rebuffed requests for an interview": who says nothing contradicts and answers nobody.
SILENCE = re.compile(
    r"\W*(?:to (?:comment|discuss|respond|answer|say|elaborate)\b|(?:\w+ ){0,2}requests? for\b)",
    re.IGNORECASE,
)
FREQUENT = 150  # statements of one polarity
CLOSEST = 20  # of the other polarity that are looked at: those that share most words
MAX_GAP = 900  # characters between a statement and its answer


def relations(
    said: Sequence[Said], claim_of: Mapping[str, str], encode: Encode
) -> tuple[ClaimRelation, ...]:
    """Relations between claims; `claim_of` maps a statement's key in the ledger to its claim."""
    found = [
        *_opposed(said, encode),
        *_explicit(said),
        *_denied(said),
        *_answers(said),
        *_repeats(said, encode),
    ]
    best: dict[tuple[str, str, Relation], ClaimRelation] = {}
    for left, right, relation, reason, score in found:
        a, b = claim_of[claim_key(left.report)], claim_of[claim_key(right.report)]
        if a == b:
            continue
        row = ClaimRelation(a, b, relation, reason, score, (left.report, right.report))
        known = best.get((a, b, relation))
        if known is None or (row.score, known.evidence) > (known.score, row.evidence):
            best[(a, b, relation)] = row
    return tuple(best[key] for key in sorted(best))


Found = tuple[Said, Said, Relation, str, float]


def _opposed(said: Sequence[Said], encode: Encode) -> Iterator[Found]:
    """Opposite polarity on the same proposition: a contradiction, or an update by the same speaker later."""
    for a, b in _close_but_turned([s for s in said if s.actor is not None]):
        is_denied = (a.act is Act.DENY) != (b.act is Act.DENY)
        if (
            a.is_content_negated == b.is_content_negated
            and a.is_negated == b.is_negated
            and not is_denied
        ):
            continue  # the odd negation stands in a side clause
        if any(s.is_negated and s.act not in (Act.BELIEVE, Act.DENY) for s in (a, b)):
            continue  # "did not specify who talks" denies nothing
        if is_tentative(a, a.text) or is_tentative(b, b.text):
            continue  # what was once considered may well be refused
        is_short = len(stems(a.text) & stems(b.text)) < MIN_SHARED
        least = min(len(stems(a.text)), len(stems(b.text)))
        is_denial = Act.DENY in (a.act, b.act) and least < MIN_SHARED
        if is_short and not is_denial and not _takes_back(a, b):
            continue
        if not (_turns_what_both_say(a, b) and _turns_what_both_say(b, a)):
            continue
        if is_nested(a, b) or max(len(words(a.text)), len(words(b.text))) > MAX_WORDS:
            continue
        near = float(np.dot(encode(a.text), encode(b.text)))
        if near < NEAR_MEANING:
            continue
        score = round(near, 3)
        if a.actor != b.actor:
            both = shared_words(a.text, b.text)
            yield a, b, Relation.CONTRADICTS, f"opposite polarity on the same words ({both})", score
        elif a.day and b.day and a.day != b.day:
            early, late = sorted((a, b), key=lambda s: (str(s.day), s.report))
            yield late, early, Relation.UPDATES, "the same speaker later says the opposite", score


def _takes_back(a: Said, b: Said) -> bool:
    """Whether one speaker says all that is said in few words, and the contrary: "we rule it out", "we no longer rule it
    out". Of two speakers "we will join" and "we will not join" contradict each other in nothing."""
    one, other = stems(a.text), stems(b.text)
    both = len(one & other)
    return a.actor == b.actor and both >= MIN_DENIED and len(one | other) - both <= MOST_OTHER


def _turns_what_both_say(one: Said, other: Said) -> bool:
    """Whether every negation of the one stands before a word that the other has, too.

    "The port will not open in May" against "the port will open in May"; not against "May will be warm in the port".
    """
    tokens = [w.replace("’", "'") for w in words(one.text)]
    theirs = stems(other.text)
    for place, token in enumerate(tokens):
        if token in NEGATIONS:
            behind = (w for w in tokens[place + 1 :] if w != "longer")  # "no longer"
            next_one = next((stem(w) for w in behind if stems(w)), None)
            if next_one not in theirs:
                return False
    near = len(stems(one.text) & theirs)
    return not one.is_negated or near >= MOST * min(len(stems(one.text)), len(theirs))


def _is_turned(said: Said) -> bool:
    """Whether the speaker says the contrary of the content's words: negated, or denied as a whole."""
    return is_negative(said) != (said.act is Act.DENY and not said.is_negated)


def _close_but_turned(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Pairs of opposite polarity that share words; what more than FREQUENT of them share proposes no pair."""
    indexes: dict[bool, defaultdict[str, array[int]]] = {
        True: defaultdict(_no_places),
        False: defaultdict(_no_places),
    }
    content = [stems(one.text) for one in said]  # of many statements none would stay in a cache
    sizes = np.array([len(words) for words in content])
    for number, one in enumerate(said):
        mine, turned = content[number], _is_turned(one)
        proposed, frequent = _no_places(), 0
        others, own = indexes[not turned], indexes[turned]
        for word in mine:
            bucket = others[word]
            if len(bucket) > FREQUENT:
                frequent += 1
            else:
                proposed.extend(bucket)
            if len(own[word]) <= FREQUENT:
                own[word].append(number)
        for other, wanted in _sharing(proposed, frequent, sizes, len(mine)):
            if len(mine & content[other]) >= wanted:
                yield said[other], one


def _no_places() -> array[int]:
    return array("i")


def _sharing(
    proposed: array[int], frequent: int, sizes: npt.NDArray[np.int64], size: int
) -> Iterable[tuple[int, float]]:
    """Statements that may share enough with one of `size` words, in order, and how many words are enough; `proposed`
    has each as often as they share words that are not frequent."""
    if not proposed:
        return ()
    others, counts = np.unique(np.frombuffer(proposed, dtype=np.intc), return_counts=True)
    least = np.minimum(sizes[others], size)
    wanted = np.maximum(np.where(least <= BRIEF, MIN_DENIED, MIN_SHARED), NEAR_WORDS * least)
    fitting = np.flatnonzero(counts + frequent >= wanted)
    if len(fitting) > CLOSEST:
        fitting = np.sort(fitting[np.argsort(-counts[fitting], kind="stable")[:CLOSEST]])
    return zip(others[fitting].tolist(), wanted[fitting].tolist(), strict=True)


def _explicit(said: Iterable[Said]) -> Iterator[Found]:
    """Somebody criticises, denies or rejects what another is reported to have said inside the same words."""
    by_report = {one.report: one for one in said}
    for inner in by_report.values():
        if inner.outer is None:
            continue
        outer = by_report.get((inner.document, inner.outer))
        if outer is None or outer.act not in AGAINST or outer.actor == inner.actor:
            continue
        yield outer, inner, Relation.CONTRADICTS, f"explicit: “{outer.cue}”", 0.9


def _denied(said: Sequence[Said]) -> Iterator[Found]:
    """ "Slovakia rejects the charge", right after somebody made it."""
    order = sorted(said, key=_place)
    outers = {(s.document, s.outer) for s in said if s.outer is not None}
    for place, denial in enumerate(order):
        is_against = denial.act in AGAINST and not SILENCE.match(denial.text)
        if not (is_against and stems(denial.text) and stems(denial.text) <= REFERRING):
            continue
        before = _denied_one(denial, list(_others_before(order, place, outers)))
        if before is not None:
            reason = f"“{denial.cue} {denial.text}” follows it in the text"
            yield denial, before, Relation.CONTRADICTS, reason, 0.7


def _denied_one(denial: Said, before: Sequence[Said]) -> Said | None:
    """Who accused is denied "the accusation", though somebody else has spoken since; else who spoke last."""
    is_charge = bool(stems(denial.text) & CHARGES)
    accused = (one for one in before if is_charge and one.act in (Act.ACCUSE, Act.CRITICISE))
    return next(accused, next(iter(before), None))


def _answers(said: Sequence[Said]) -> Iterator[Found]:
    """A cue of answering: "countered that …"."""
    order = sorted(said, key=_place)
    for answer, before in _with_last_of_another(said):
        is_silence = (
            answer.is_negated
            or "not" in answer.cue.split()
            or answer.cue.endswith(
                " to"
            )  # "responding to a surging rival": that is what is answered
            or SILENCE.match(answer.text)
        )
        asked = ASKED_ABOUT.search(answer.lead)
        if (asked or set(answer.cue.split()) & ANSWERING) and not is_silence:
            words = asked.group() if asked else answer.cue
            content = _fuller(answer, order[bisect_right(order, _place(answer), key=_place) :])
            yield content, before, Relation.ANSWERS, f"“{words}” follows it in the text", 0.6


def _repeats(said: Sequence[Said], encode: Encode) -> Iterator[Found]:
    """The same speaker says the same on another occasion; each repetition leads to the last one before it."""
    before: dict[tuple[str, int], tuple[str, Found]] = {}
    for a, b, rarity in repetitions(said):
        if not _are_telling(a, b):
            continue
        score = score_if_possible(a, b, encode, rarity, SAME)
        if score < SAME:
            continue
        early, late = sorted((a, b), key=lambda s: (str(s.day), s.report))
        reason = f"the same, said again {(late.day - early.day).days} days later"  # type: ignore[operator]
        found: Found = (late, early, Relation.REPEATS, reason, round(score, 3))
        if late.report not in before or str(early.day) > before[late.report][0]:
            before[late.report] = (str(early.day), found)
    yield from (found for _, found in before.values())


def _are_telling(a: Said, b: Said) -> bool:
    """Whether the two share more than one set phrase: "light rail" comes up again in every speech on light rail."""
    both = stems(a.text) & stems(b.text)
    if len(both) < MIN_SHARED or stems(a.text) == stems(b.text):
        return stems(a.text) == stems(b.text)
    return not any(both <= stems(topic) for topic in (*a.topics, *b.topics))


def _with_last_of_another(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Each statement with the last one before it by another speaker, at the innermost level of its text."""
    outers = {(s.document, s.outer) for s in said if s.outer is not None}
    order = sorted(said, key=_place)
    for place, one in enumerate(order):
        before = next(_others_before(order, place, outers), None)
        if before is not None:
            yield one, before


def _others_before(
    order: Sequence[Said], place: int, outers: Container[tuple[str, int | None]]
) -> Iterator[Said]:
    """The statements of others shortly before one in its text, the nearest first."""
    one = order[place]
    for before in reversed(order[max(0, place - 12) : place]):
        if before.document != one.document or one.position - before.position > MAX_GAP:
            return
        is_inner = (before.document, before.key) not in outers
        if is_inner and _is_of_another(before, one) and not is_nested(before, one):
            yield before


def _place(said: Said) -> tuple[str, int, int]:
    return (said.document, said.position, said.key)


def _is_of_another(a: Said, b: Said) -> bool:
    return a.actor is not None and b.actor is not None and a.actor != b.actor


def _fuller(answer: Said, later: Sequence[Said]) -> Said:
    """ "countered this by stating, …": what was stated right after says more than "this"."""
    if len(stems(answer.text)) >= 2:
        return answer
    for one in later[:3]:
        if (
            one.document == answer.document
            and one.actor == answer.actor
            and one.outer == answer.outer
        ):
            return one
    return answer
