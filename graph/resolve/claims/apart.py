"""What keeps two statements apart, whatever their words: polarity, figures, a condition, a thing only weighed."""

from __future__ import annotations

import re

from graph.resolve.claims.likeness import BARE_ACTS, nearest_words, quote_overlap
from graph.resolve.claims.said import Said, is_turned, numbers, stems, words

MIN_STEMS = 3  # "about the island": shorter contents are the same by chance
LONG_RUN = 7  # words quoted alike from which nothing speaks against one claim
_TENTATIVE = re.compile(
    r"\b(?:[Cc]onsider(?:s|ing|ed)?|[Ww]eigh(?:s|ing)|[Mm]ull(?:s|ing|ed)?|[Pp]onder(?:s|ing|ed)?|may|[Mm]ight|"
    r"[Rr]eady|[Ww]illing|[Pp]repared to|[Oo]pen to|[Cc]ould(?! not|n['’]t))\b"  # "in May" is a month
)
# "120 million euros, up from the 90 it pledged": what was said before is not what is said now.
_EARLIER = re.compile(
    r"\b(?:(?:up|down) from|instead of|rather than|compared (?:with|to)|not the)\b.*", re.DOTALL
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|on (?:the )?condition that|as long as|only (?:after|when))\b",
    re.IGNORECASE,
)


def is_impossible(a: Said, b: Said) -> bool:
    """Opposite polarity, other figures, or one inside the other: never one claim, whatever the words.

    What stands before or after in the longer of two quotations decides nothing: the nearest sentences do.
    """
    if is_nested(a, b) or a.is_negated != b.is_negated:
        return True
    is_short = min(len(stems(a.text)), len(stems(b.text))) < MIN_STEMS
    if is_short and not (_are_same_words(a, b) or _is_same_deed(a, b)):
        return True
    run, _ = quote_overlap(a, b)
    return run < LONG_RUN and disagree(a, b)


def disagree(a: Said, b: Said) -> bool:
    """Opposite polarity, other figures, or a thing weighed or on a condition in the one and settled in the other.

    "Togo considers sending pumps", "is ready to send pumps", "will send pumps if asked" and "will send pumps" are four
    claims, as are 40 pumps and 25; 1.5 million and 1,500 thousand are one figure.
    """
    left, right = nearest_words(a, b)
    figures, others = (numbers(_EARLIER.sub("", words)) for words in (left, right))
    return (
        a.is_negated != b.is_negated
        or is_turned(left) != is_turned(right)
        or bool(figures and others and not figures & others)
        or is_tentative(a, left) != is_tentative(b, right)
        or is_conditional(a, left) != is_conditional(b, right)
    )


def is_tentative(said: Said, words: str) -> bool:
    """Whether what is told is only weighed: "is considering", "mulls", "might", "is ready to"."""
    return bool(_TENTATIVE.search(words) or _TENTATIVE.search(said.cue))


def is_conditional(said: Said, words: str) -> bool:
    """Whether it holds on a condition only: "will send pumps if asked"."""
    return said.is_conditional or bool(_CONDITION.search(words))


def _are_same_words(a: Said, b: Said) -> bool:
    """A quotation that both have word for word: "very good news" in two outlets; not "the letter", twice."""
    theirs = {tuple(words(q)) for q in b.quotes if len(stems(q)) > 1}
    return any(tuple(words(q)) in theirs for q in a.quotes)


def is_nested(a: Said, b: Said) -> bool:
    """One stands inside the other: the same words of the text, not a second report."""
    return a.document == b.document and a.text != b.text and (a.text in b.text or b.text in a.text)


def _is_same_deed(a: Said, b: Said) -> bool:
    """Two words that both have, of one act: "announced her retirement from politics", twice; "spoke of her …" may be two."""
    one, other = sorted((stems(a.text), stems(b.text)), key=len)
    return a.act is b.act and a.act not in BARE_ACTS and len(one) == MIN_STEMS - 1 and one <= other
