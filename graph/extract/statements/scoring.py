"""How likely a candidate is a statement: a log-linear model over words and shapes.

The weights were learnt from PolNeAR's training part (`scripts/train_cues.py`); they hold lemmas, parts of
speech and dependency labels, no text. A sum of some thirty look-ups a candidate keeps the `fast` profile
near the cost of the parse alone.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from pathlib import Path

from spacy.tokens import Token

from graph.errors import DamagedError
from graph.extract.statements.candidates import Candidate
from graph.extract.statements.marks import Quotations
from graph.lexicons import reporting

WEIGHTS = Path(reporting.__file__).with_name("reporting_weights.json.gz")
_POSITIONS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


@cache
def weights() -> dict[str, float]:
    """The learnt weights by feature."""
    try:
        with gzip.open(WEIGHTS, "rt", encoding="utf-8") as file:
            table: dict[str, float] = json.load(file)
    except (OSError, ValueError) as error:
        raise DamagedError(
            f"{WEIGHTS} is missing or damaged ({error}); install onrecord again"
        ) from error
    return table


def probability(candidate: Candidate, quotations: Quotations) -> float:
    """The chance in [0, 1] that the candidate is a statement with these spans and this source."""
    table = weights()
    return _logistic(sum(map(table.get, features(candidate, quotations), repeat(0.0))))


def embedded_probability(candidate: Candidate, quotations: Quotations) -> float:
    """The same for one inside the content of another, as if it stood alone.

    PolNeAR marks outermost attributions only, so that the weights of where a cue stands ("below said",
    "inside a quotation") speak against every nested one: they are left out.
    """
    table = weights()
    total = 0.0
    for feature in features(candidate, quotations):
        if not feature.startswith(
            ("dep=", "inside", "ccomp|up", "xcomp|up", "conj|up", "advcl|up")
        ):
            total += table.get(feature, 0.0)
    return _logistic(total)


def _logistic(total: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def is_cue(lemma: str, pos: str) -> bool:
    """Whether a word can be a cue at all: it is in the lexicon, or it was one in the training texts."""
    return lemma in _learnt_cues().get(pos, ()) or reporting.cue(lemma, pos) is not None


@cache
def _learnt_cues() -> dict[str, frozenset[str]]:
    """The words that were cues in the training texts, by part of speech: nearly every word of a text is looked up."""
    found: dict[str, set[str]] = {}
    for feature in weights():
        pos, colon, lemma = feature.partition(":")
        if colon:
            found.setdefault(pos, set()).add(lemma)
    return {pos: frozenset(lemmas) for pos, lemmas in found.items()}


def features(candidate: Candidate, quotations: Quotations) -> Iterator[str]:
    """Names of what holds of a candidate."""
    cue, frame, head = candidate.cue, candidate.frame, candidate.head
    pos = _POSITIONS.get(cue.pos_, cue.pos_)
    lemma = cue.lemma_.lower()
    word = "VERB:accord" if frame.startswith("according") else f"{pos}:{lemma}"
    known = reporting.cue(lemma, pos)
    act = "-" if known is None else known.act.value
    yield "bias"
    yield "f=" + frame
    yield word
    yield f"{word}|{frame}"
    yield f"act={act}|{frame}"
    yield f"how={candidate.how}"
    yield f"how={candidate.how}|{frame}"
    subject = _subject_class(candidate.subject)
    yield "s=" + subject
    yield f"s={subject}|{pos}"
    yield f"s={subject}|act={act}"
    yield f"s={subject}|{frame}"
    if candidate.subject is not None and candidate.subject.pos_ == "NOUN":
        yield "sl=" + candidate.subject.lemma_
    yield f"tag={cue.tag_}|{frame}"
    yield f"{word}|{cue.tag_}"
    yield f"dep={cue.dep_}|{frame}"
    yield f"head={head.pos_}|{frame}"
    yield f"headtag={head.tag_}|{frame}"
    first = candidate.content[0][0]
    yield f"first={_first(cue.doc[first])}|{frame}"
    yield f"{word}|h={head.pos_}"
    size = sum(b - a for a, b in candidate.content)
    yield f"n={min(size, 40) // 4}|{frame[:4]}"
    if candidate.tail:
        yield f"tail={candidate.tail}"
        yield f"tail={candidate.tail}|{frame[:5]}"
    if candidate.cut:
        yield f"cut={candidate.cut}"
        yield f"cut={candidate.cut}|{frame[:5]}"
    yield f"parts={len(candidate.content)}|{frame[:5]}"
    if head.pos_ in ("NOUN", "ADJ", "VERB"):
        yield f"hl={head.lemma_}|{pos}"
    yield from _verbal(candidate, word)
    yield from _quoted(candidate, quotations)


def _first(token: Token) -> str:
    return token.lower_ if token.pos_ in ("SCONJ", "PART", "ADP", "PRON") else token.pos_


def _subject_class(subject: Token | None) -> str:
    if subject is None:
        return "none"
    if subject.pos_ == "PRON":
        return subject.lower_
    return subject.ent_type_ or subject.tag_


def _verbal(candidate: Candidate, word: str) -> Iterator[str]:
    cue = candidate.cue
    if cue.pos_ != "VERB":
        return
    for child in cue.children:
        dep = child.dep_
        if dep in ("neg", "auxpass"):
            yield dep
            yield f"{word}|{dep}"
        elif dep == "aux":
            yield "aux=" + child.lower_
        elif dep in ("ccomp", "xcomp", "dobj", "prt"):
            yield f"has={dep}|{candidate.frame}"
            yield f"{word}|has={dep}"
            if dep == "prt":
                yield f"{word}|{child.lower_}"
    if cue.dep_ in ("xcomp", "advcl", "pcomp", "conj", "relcl", "acl", "ccomp"):
        yield f"{cue.dep_}|up={cue.head.lemma_}"


def _quoted(candidate: Candidate, quotations: Quotations) -> Iterator[str]:
    doc, frame = candidate.cue.doc, candidate.frame
    inside = quotations.by_token
    if candidate.cue.i in inside:
        yield "inside"
        yield "inside|" + frame
    elif not candidate.quotes and any(
        t in inside for a, b in candidate.content for t in (a, b - 1)
    ):
        yield "withquote"
        yield "withquote|" + frame
    if not candidate.quotes:
        return
    yield f"gap={min(candidate.gap, 12)}|{frame}"
    item = quotations.items[candidate.quotes[0]]
    yield f"words={min(item.words, 12)}|{frame}"
    yield f"starts={item.starts_line}|{frame}"
    before = doc[item.outer[0] - 1] if item.outer[0] else None
    mark = before.text if before is not None and before.is_punct else before.pos_ if before else "^"
    yield f"before={mark}|{frame}"
    near = [quotations.items[n] for n in candidate.quotes]
    near = [q for q in near if q.outer[1] <= candidate.cue.i] or near[:1]
    last = doc[near[-1].inner[1] - 1].text[-1]
    yield f"last={last if not last.isalnum() else 'w'}|{frame}"
    yield f"capital={doc[item.inner[0]].text[:1].isupper()}|{frame}"
    sent = doc[item.outer[0]].is_sent_start
    yield f"sent={bool(sent)}|{frame}"
