"""Capitals that make no name: a headline's first word, and "the Board" for a board."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from graph.knowledge import Knowledge
from graph.parse.name_labels import Label, Name
from graph.parse.person_words import person_words


def without_common(
    doc: Doc, texts: Sequence[str], names: list[Name], knowledge: Knowledge
) -> list[Name]:
    """The names without single words that the text only writes with a capital where any word has one.

    "Ferry operator sued … the ferry company": no name; nor "the Board" of a school board. A name: "Nordvind shares fall …
    Nordvind said", "the Treasury".
    """
    small = {text for text in texts if text.islower()}
    return [
        n
        for n in names
        if knowledge.country_of_place(texts[n.start]) or not _is_common(doc, texts, n, names, small)
    ]


def _is_common(
    doc: Doc, texts: Sequence[str], name: Name, names: list[Name], small: set[str]
) -> bool:
    if len(name) > 1 or name.senses or name.titled:
        return False
    word = texts[name.start]
    if not word.istitle():
        return False
    if name.label is not Label.PERSON and word.lower() in generic() - {"commission"}:
        return True
    before = texts[name.start - 1] if name.start else "\n"
    begins = "\n" in before or before in _DASHES or doc[name.start].is_sent_start
    if not begins:
        return False
    # of a person's name, or told again amid a sentence: no noun
    if any(n is not name and word in texts[n.start : n.end] for n in names):
        return False
    plural = doc[name.start].tag_ in ("NNS", "NNPS") or before in _DASHES
    if plural and (_plural_of(word.lower()) in _people() or word == "Authorities"):
        return True
    if doc[name.start].lemma_.lower() in _people():
        return True
    noun = word.lower() in small or _plural_of(word.lower()) in small
    return noun or (_is_of_headline(doc, texts, name) and word not in _rest(texts, name))


_DASHES = frozenset({"—", "–", "-", "--"})  # of a dateline


@cache
def _people() -> frozenset[str]:
    words = person_words()
    return (
        words.crowds | words.sources | words.group_states | words.group_people | {"family", "pair"}
    )


def _plural_of(word: str) -> str:
    return word.removesuffix("s") if word.endswith("s") else f"{word}s"


def _rest(texts: Sequence[str], name: Name) -> Sequence[str]:
    return texts[name.end :]


def _is_of_headline(doc: Doc, texts: Sequence[str], name: Name) -> bool:
    """Whether a line's first word stands before a noun in small letters: "Ceasefire talks stall"; not "Lund sues"."""
    line = name.start == 0 or "\n" in texts[name.start - 1]
    token = doc[name.start]
    head = token.head
    compound = token.dep_ in ("compound", "amod", "nmod") and head.i == token.i + 1
    return line and compound and head.text.islower()


def without_torn(doc: Doc, texts: Sequence[str], names: list[Name]) -> list[Name]:
    """The names without those that only a headline of capitals seems to have: "Lagos Court Frees Boss", "Governor Orders".

    Kept: who is named in the text below, too, or known.
    """
    first = names[0] if names else None
    lines = _capital_lines(texts) if first is not None else []
    if not lines or len(texts) - lines[-1][1] < _BELOW:
        return names
    small = [text.lower() for text in texts]
    return [
        n
        for n in names
        if n.senses
        or not any(start <= n.start < end for start, end in lines)
        or _is_told_below(small, n, lines)
    ]


def _capital_lines(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Lines without an end whose words mostly begin with a capital: headlines in title case or capitals."""
    found, start = [], 0
    for i in range(len(texts) + 1):
        if i < len(texts) and "\n" not in texts[i]:
            continue
        words = [t for t in texts[start:i] if t[0].isalpha() and len(t) > 3]
        capital = sum(t[0].isupper() for t in words)
        ends = i > start and texts[i - 1][-1] in '.!?"”:,'
        if len(words) >= 4 and capital >= 0.8 * len(words) and not ends and i - start < _LINE:
            found.append((start, i))
        start = i + 1
    return found


_LINE = 24  # tokens
_BELOW = 12  # tokens of text below, without which a line is no headline


def _is_told_below(small: list[str], name: Name, lines: list[tuple[int, int]]) -> bool:
    words = small[name.start : name.end]
    return any(
        small[i : i + len(words)] == words
        for i in range(len(small) - len(words) + 1)
        if small[i] == words[0] and not any(a <= i < b for a, b in lines)
    )


@cache
def generic() -> frozenset[str]:
    """Nouns that are bodies of any sort, and no names where they stand alone."""
    return frozenset[str]().union(*person_words().bodies.values()) - _NAMES | _MORE


_NAMES = frozenset(  # written alone, these name one body of a state, or a firm
    "parliament congress senate giant army navy league mirror studio journal magazine utility state republic kingdom force"
    " movement association".split()
)
_MORE = frozenset("house opposition park island coastguard district drugmaker mayor".split())


__all__ = ["generic", "without_common"]
