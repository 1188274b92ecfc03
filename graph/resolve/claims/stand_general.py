"""Whether a general noun stands for the matter in dispute: "the sum", "these rules", "the move".

"The regions made a new wage offer. … The union called the sum an insult" is against the wage offer; where the text has also told
of "a plan for a clinic", "the plan" may be that, and nothing is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.said import stem

LEAD = 600  # characters: headline and first sentences
REACH = 6  # words within which the words of a name stand
LEFT = 5  # words that may follow in its sentence upon what "it" stands for
_SENTENCES = re.compile(r"(?<=[.!?])[”\"’']*\s+|\n")
_FURTHER = 4  # words after a preposition that say which plan it is


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_PLANS = _stems("plan proposal idea project scheme initiative concept")
_DEEDS = _stems("move decision step")
_RULES = _stems("rule restriction measure regulation curb policy law legislation bill limit")
_SUMS = _stems("sum offer amount figure increase raise package")
_DEALS = _stems("deal transaction takeover agreement merger tie-up pact accord truce")
_LATE = _stems("delay postponement deferral")
_CUTS = _stems("cut reduction saving")
_KINDS = (_PLANS, _DEEDS, _RULES, _SUMS, _DEALS, _LATE, _CUTS)
GENERAL = frozenset().union(*_KINDS)
# The head of a name → which general nouns may stand for it.
_RULED = _RULES | _stems(
    "ban cap tariff tax quota order sanction levy fee code duty charge ceiling standard toll curfew"
)
_PAID = _SUMS | _stems(
    "pay wage aid fund loan budget money finance pledge grant bonus pension subsidy"
)
_DONE = re.compile(
    r"(?:tion|sion|ment|ure|al|ing|swap|cut|hike|ban|merger|delay|offer|closure|purchase|sale|sanctions?)$"
)
# What stops or undoes: after "the council rejected the dam" the decision is against the dam.
_UNDOES = re.compile(
    r"\b(?:reject|block|scrap|cancel|stop|overturn|suspend|halt|veto|drop|abandon|withdr[ae]w|lift|refus|den[iy]|postpon"
    r"|shelve|fail|ditch|freez|froze|repeal|strikes? down|struck down|rul(?:es|ed) out|opposes?|against)\w*",
    re.IGNORECASE,
)
_PLAIN = lexicon.PHRASE_WORDS | frozenset(
    "planned proposed controversial latest whole same much-criticised s".split()
)
_FOLLOWS = frozenset("of for on to that which with in by about against from".split())


def places(tokens: Sequence[str], stems: Sequence[str]) -> Iterator[int]:
    """Where "the sum", "this move" stand alone: without a word between, or "of" and the like behind."""
    for place in range(1, len(tokens)):
        after = tokens[place + 1] if place + 1 < len(tokens) else "."
        if (
            stems[place] in GENERAL
            and tokens[place - 1] in lexicon.DEFINITE
            and after not in _FOLLOWS
        ):
            yield place


def may_stand(noun: str, head: str, word: str, before: str) -> bool:
    """Whether a general noun fits a matter: `head` is the stem of its last word, `word` that word, `before` the text so far."""
    if noun in _PLANS:
        return not word.endswith(("er", "ers", "or", "ors", "ist", "ists", "men"))
    if noun in _DEEDS:
        return bool(_DONE.search(word)) or head in _RULED | _DEALS if not _undone(before) else False
    kinds = ((_RULES, _RULED), (_SUMS, _PAID), (_DEALS, _DEALS), (_LATE, _LATE), (_CUTS, _CUTS))
    return any(noun in general and head in meant for general, meant in kinds)


def ends_with(before: str, whole: Sequence[str], head: Sequence[str]) -> bool:
    """Whether the last sentence of the text so far ends with the matter, but for a few words: "welcomed the levy on Friday".

    `whole` are the stems of the name, `head` those before its first preposition. By its last word alone it is named where
    "the" stands before.
    """
    begun = _SENTENCES.split(before)
    whole_ones = [
        part for part in begun[:-1] if part.strip()
    ]  # the last one is "Lund said:" or empty
    words, stems = _read(whole_ones[-1]) if whole_ones else ((), ())
    last = max((i for i, s in enumerate(stems) if head and s == head[-1]), default=-1)
    if last < 0 or len(words) - last - 1 > LEFT:
        return False
    is_whole = set(whole) <= set(stems[max(0, last - REACH) : last + 1])
    return is_whole or (last > 0 and words[last - 1] in lexicon.DEFINITE)


def is_dummy(tokens: Sequence[str]) -> bool:
    """ "It is wrong to wait", "it is good that …": the "it" stands for nothing told before."""
    end = next((i for i, t in enumerate(tokens) if t in (".", "!", "?", ";")), len(tokens))
    return tokens[0] == "it" and bool(
        {"to", "that", "if", "when", "how", "whether"} & {*tokens[:end]}
    )


def _undone(before: str) -> bool:
    return bool(_UNDOES.search(before[:LEAD]))


def is_only_one(noun: str, name: Sequence[str], head: Sequence[str], before: str) -> bool:
    """Whether the text has introduced the matter and nothing else that the noun may stand for.

    `name` are the stems of the matter's name, `head` those before its first preposition.
    """
    words, stems = _read(before)
    told = [i for i in range(len(stems)) if _is_named(stems, i, head)]
    if not told or (len(told) == 1 and not _is_early(words, told[0])):
        return False
    kind = next(k for k in _KINDS if noun in k)
    rivals = kind | (_PLANS if noun in _PLANS | _DEEDS else frozenset())
    if noun in _DEEDS:
        rivals = _DEEDS
    return not any(
        stems[i] in rivals and _is_other(words, stems, i, frozenset(name))
        for i in range(len(stems))
    )


def _is_named(stems: Sequence[str], place: int, head: Sequence[str]) -> bool:
    """The last word of the name with its others before it."""
    return stems[place] == head[-1] and set(head) <= set(stems[max(0, place - REACH) : place + 1])


def _is_early(words: Sequence[str], place: int) -> bool:
    return sum(len(w) + 1 for w in words[:place]) <= LEAD


def _is_other(words: Sequence[str], stems: Sequence[str], place: int, name: frozenset[str]) -> bool:
    """Whether the noun at `place` is told apart from the matter: "a rescue plan", "the plan for a clinic"."""
    said = []
    for i in range(place - 1, max(-1, place - 4), -1):
        if words[i] in lexicon.STOPS | lexicon.AFTER - _PLAIN or not words[i][0].isalnum():
            break
        if words[i] not in _PLAIN:
            said.append(stems[i])
        elif words[i] in lexicon.PHRASE_WORDS:
            break
    if place + 1 < len(words) and words[place + 1] in ("of", "for", "on"):
        said += [
            stems[i]
            for i in range(place + 2, min(len(words), place + 2 + _FURTHER))
            if words[i] not in _PLAIN and words[i][0].isalpha()
        ]
    return bool(said) and not name & {*said}


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = tuple(t.lower() for t in lexicon.TOKEN.findall(text.replace("’", "'")))
    return words, tuple(stem(w.removesuffix("'s")) for w in words)
