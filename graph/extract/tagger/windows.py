"""Text into windows that one encoding pass can read: words, sub-tokens, paragraphs.

A window is a run of consecutive paragraphs that fits the encoder. Each word stands in exactly one
window, so the cost is one pass over the text, and the result depends on the document alone: windows
are never batched together or padded (the int8 encoder scales its activations per tensor, so a
padded batch would change the last digits of its neighbours).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

MAX_SUBTOKENS = 254
CLS, SEP = 101, 102
# Each annotation scheme has its own first sub-token, so that one model can learn both conventions:
# PolNeAR's news style, and GUM's rhetorical style (where contents nest and may lack a cue).
STYLES = {"news": CLS, "rhetorical": 1}

_SURROGATES = re.compile("[\ud800-\udfff]")
_STOPS = frozenset(".?!")
_CLOSERS = frozenset("\"'”’»)]")
_PAUSES = frozenset(",;:–—")


@dataclass(frozen=True, slots=True)
class Word:
    """A word piece group: its sub-token ids and its offsets in the text, end exclusive."""

    ids: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Input of one encoding pass.

    `ids` are sub-token ids; `firsts[i]` is the position in `ids` of word i's first sub-token;
    `starts`, `ends` are word offsets in the text; `paragraphs[i]` numbers the paragraph of word i.
    """

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]


def read_words(tokenizer: Tokenizer, text: str, start: int, end: int) -> list[Word]:
    """The words of `text[start:end]` in order, as the encoder's own pre-tokenizer cuts them."""
    # A lone surrogate is no character, and the tokenizer refuses it; a stand-in keeps the offsets.
    stretch = _SURROGATES.sub("\ufffd", text[start:end])
    encoding = tokenizer.encode(stretch, add_special_tokens=False)
    words: list[Word] = []
    ids: list[int] = []
    left = right = 0
    last: int | None = -1
    for token, word, (low, high) in zip(
        encoding.ids, encoding.word_ids, encoding.offsets, strict=True
    ):
        if word != last and ids:
            words.append(Word(tuple(ids), start + left, start + right))
            ids = []
        if not ids:
            left = low
        ids.append(token)
        right = high
        last = word
    if ids:
        words.append(Word(tuple(ids), start + left, start + right))
    return words


def split_long(words: Sequence[Word], text: str, limit: int) -> Iterator[Sequence[Word]]:
    """Pieces of at most `limit` sub-tokens, cut after a sentence, else a comma, else anywhere."""
    begin = 0
    while begin < len(words):
        stop, used = begin, 0
        while stop < len(words) and used + len(words[stop].ids) <= limit:
            used += len(words[stop].ids)
            stop += 1
        stop = max(stop, begin + 1)
        if stop < len(words):
            stop = _best_cut(words, text, begin, stop)
        yield words[begin:stop]
        begin = stop


def _best_cut(words: Sequence[Word], text: str, begin: int, stop: int) -> int:
    low = begin + (stop - begin) // 3
    for marks in (_STOPS, _PAUSES):
        for cut in range(stop, low, -1):
            before = text[words[cut - 1].start]
            follows = text[words[cut].start] if cut < len(words) else " "
            if before in marks and follows not in _CLOSERS:
                return cut
            if marks is _STOPS and before in _CLOSERS and text[words[cut - 2].start] in marks:
                return cut
    return stop


def pack(
    pieces: Iterable[tuple[int, Sequence[Word]]], first: int = CLS, limit: int = MAX_SUBTOKENS
) -> Iterator[Window]:
    """Windows of at most `limit` sub-tokens from (paragraph number, words) pieces, in order."""
    held: list[tuple[int, Sequence[Word]]] = []
    size = 1
    for number, words in pieces:
        need = sum(len(word.ids) for word in words) + 1
        if held and size + need > limit:
            yield _window(held, first)
            held, size = [], 1
        held.append((number, words))
        size += need
    if held:
        yield _window(held, first)


def _window(held: Sequence[tuple[int, Sequence[Word]]], first: int) -> Window:
    ids, firsts = [first], []
    starts, ends, paragraphs = [], [], []
    for number, words in held:
        for word in words:
            firsts.append(len(ids))
            ids.extend(word.ids)
            starts.append(word.start)
            ends.append(word.end)
            paragraphs.append(number)
        ids.append(SEP)
    return Window(tuple(ids), tuple(firsts), tuple(starts), tuple(ends), tuple(paragraphs))


def windows_of(
    tokenizer: Tokenizer,
    text: str,
    paragraphs: Iterable[tuple[int, int]],
    *,
    first: int = CLS,
    limit: int = MAX_SUBTOKENS,
) -> Iterator[Window]:
    """The windows of a document, lazily; `paragraphs` are (start, end), empty ones are left out."""

    def pieces() -> Iterator[tuple[int, Sequence[Word]]]:
        for number, (start, end) in enumerate(paragraphs):
            words = read_words(tokenizer, text, start, end)
            for piece in split_long(words, text, limit - 2):
                yield number, piece

    return pack(pieces(), first, limit)
