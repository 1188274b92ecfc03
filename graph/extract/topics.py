"""What a content is about: its noun phrases, alone and with the one that a preposition ties to them.

"the repair of the old bridge" gives "repair", "old bridge" and "repair of the old bridge".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from math import log2

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph.model import Document, Span, Statement
from graph.parse import Reading

Phrase = tuple[Tokens, tuple[Token, ...]]  # as spaCy cuts it, and what is kept of it

MAX_WORDS = 3
MAX_TOPICS = 16  # of a document
MIN_CLAUSE = 5  # words of a headline from which it has a verb
LEAD = 500  # characters of the running text that tell what it is about
# "the British ground forces" → "British ground forces", "his plan" → "plan", "some of it" → nothing
_KEPT = frozenset({"compound", "amod", "nmod"})
_TIES = frozenset({"of", "in", "for", "on", "to", "with", "against", "over"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_COLUMNS: list[int | str] = ["ORTH", "LOWER", "IS_LOWER", "SENT_START", "ENT_TYPE", "IDX"]


def noun_phrases(reading: Reading) -> list[Phrase]:
    """The noun phrases of a text, each with the words of it that say what is spoken of."""
    return [(chunk, _kept(chunk)) for chunk in reading.noun_chunks()]


def with_topics(
    statements: Sequence[Statement], phrases_of_text: Sequence[Phrase]
) -> tuple[Statement, ...]:
    """The statements with the noun phrases of their contents, in text order, each once."""
    phrases = sorted(_phrases(phrases_of_text), key=lambda p: p[:2])
    starts = [start for start, _, _ in phrases]
    return tuple(
        replace(s, topics=tuple(dict.fromkeys(_within(s.content, phrases, starts))))
        for s in statements
    )


def of_document(reading: Reading, phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """The noun phrases that tell most of what a text is about, the best first: of headline and lead, or recurring.

    "Ward closure delayed" with "the closure of the ward" and twice "the closure" below gives "Ward closure" first.
    """
    seen: dict[str, dict[str, int]] = {}  # key → spelling → times
    weight: defaultdict[str, float] = defaultdict(float)
    headline, lead = _heading(reading.document)
    if not _has_verb(reading, headline):
        headline = 0  # "Rangers rescue hikers", where "rescue" was read as a noun
    small = _small(reading.doc, headline)
    for _, words in phrases:
        for key, spelled, start in _ends(words, small):
            spellings = seen.setdefault(key, {})
            spellings[spelled] = spellings.get(spelled, 0) + 1
            weight[key] += 1.0 + 4.0 * (start < headline) + 1.0 * (headline <= start < lead)
    title = (reading.document.title or "").casefold()
    ranked = sorted(
        (key for key in _not_parts(seen) if weight[key] > 1.0),
        key=lambda k: (-_worth(k, weight[k], title, seen[k]), k),
    )
    return tuple(min(seen[k], key=lambda s, k=k: (-seen[k][s], s)) for k in ranked[:MAX_TOPICS])  # type: ignore[misc]


def _not_parts(seen: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """The phrases that do not only stand inside a longer one: "workers' federation" may be "dock workers' federation" each time."""
    inside: dict[str, int] = {}
    total = {key: sum(spelled.values()) for key, spelled in seen.items()}
    for key in seen:
        words = key.split()
        for first in range(1, len(words)):
            end = " ".join(words[first:])
            inside[end] = max(inside.get(end, 0), total[key])
    yield from (key for key in seen if inside.get(key, 0) < total[key])


def _heading(document: Document) -> tuple[int, int]:
    """Where the headline ends, 0 where the text does not begin with it, and where the lead ends."""
    text, title = document.text, document.title
    place = text.find(title) if title else -1
    begin = len(text) - len(text.lstrip())
    end = place + len(title) if title and 0 <= place <= begin + 80 else 0
    return end, end + LEAD


def _has_verb(reading: Reading, end: int) -> bool:
    """Whether a headline is short or was read with a verb."""
    words = list(takewhile(lambda token: token.idx < end, reading.doc))
    return len(words) < MIN_CLAUSE or any(t.pos_ in ("VERB", "AUX") for t in words)


def _worth(key: str, weight: float, title: str, spelled: Iterable[str]) -> float:
    """Recurring phrases of two words say most; a headline that the text does not repeat counts as well."""
    in_title = 3.0 * any(s.casefold() in title for s in spelled)
    return (log2(1 + weight) + in_title) * (1.0, 1.3, 1.3, 1.2)[min(len(key.split()), 4) - 1]


def _small(doc: Doc, headline: int) -> frozenset[int]:
    """Tokens with a capital only by their place, of a sentence or a headline: no names, and written small elsewhere."""
    if not len(doc):
        return frozenset()
    texts, lowers, is_lower, opens, entities, offsets = doc.to_array(_COLUMNS).T
    placed = (opens == 1) | (offsets < headline)
    written = np.isin(lowers, texts[is_lower == 1])
    return frozenset(np.flatnonzero(placed & (entities == 0) & written).tolist())


def _ends(words: Sequence[Token], small: frozenset[int]) -> Iterator[tuple[str, str, int]]:
    """A noun phrase and its ends, with lemmas, spelling and offset: "old flood fund", "flood fund", "fund"."""
    lemmas = [t.lemma_.lower() for t in words]
    spelled = [t.lower_ + t.whitespace_ if t.i in small else t.text_with_ws for t in words]
    for first, word in enumerate(words):
        if first == 0 or words[first - 1].whitespace_:
            # not "range missile" of "short-range missile"
            yield " ".join(lemmas[first:]), "".join(spelled[first:]).strip(), word.idx


def _phrases(phrases: Sequence[Phrase]) -> Iterator[tuple[int, int, str]]:
    """Phrases with their offsets; a longer one only where both its halves are phrases, one preposition apart."""
    known = [(c, "".join([t.text_with_ws for t in words]).strip()) for c, words in phrases]
    for chunk, phrase in known:
        yield chunk.start_char, chunk.end_char, phrase
    for (one, first), (other, second) in pairwise(known):
        if first and second and other.start - one.end == 1:
            tie = one.doc[one.end]
            if tie.lower_ in _TIES and tie.head == one.root:
                article = other[0].text + " " if other[0].lower_ in ("the", "its") else ""
                yield one.start_char, other.end_char, f"{first} {tie.text} {article}{second}"


def _within(
    spans: Sequence[Span], phrases: Sequence[tuple[int, int, str]], starts: Sequence[int]
) -> Iterator[str]:
    for span in spans:
        first, beyond = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for _, end, phrase in phrases[first:beyond]:
            if phrase and end <= span.end:
                yield phrase


def _kept(chunk: Tokens) -> tuple[Token, ...]:
    """The head with the words right before it that say which: no articles, figures or pronouns."""
    head = chunk.root
    if head.pos_ not in _NOUNS or head.ent_type_ in _MEASURES:
        return ()
    words: list[Token] = [head]
    doc = chunk.doc
    for i in range(head.i - 1, chunk.start - 1, -1):
        token = doc[i]
        if token.dep_ not in _KEPT or len(words) == MAX_WORDS:
            break
        words.append(token)
    return tuple(_whole(words[::-1]))


def _whole(words: list[Token]) -> list[Token]:
    """ "Short-range missile", "heat-pump study": a word behind a hyphen has what stands before it; "two-year deal" is a deal."""
    while words and not words[0].text[0].isalnum():
        words = words[1:]
    if not words:
        return words
    first = words[0]
    if first.i < 2 or first.nbor(-1).text != "-" or first.nbor(-1).whitespace_:
        return words
    before = first.nbor(-2)
    is_word = before.is_alpha and before.pos_ != "NUM" and not before.whitespace_
    return [before, first.nbor(-1), *words] if is_word else words[1:]
