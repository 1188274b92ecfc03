"""Quotations as token ranges, and which of them go on in one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.extract.statements.clause import Range
from graph.model import Span
from graph.parse import Quote, Reading

_SHORT = 12  # words of a question that answers what stands before it


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens. `outer` has the marks, `inner` has not; `words` counts what is inside."""

    outer: Range
    inner: Range
    quote: Quote
    words: int
    starts_line: bool
    ends_line: bool

    @property
    def is_turn(self) -> bool:
        """Whether it stands without marks: what one says in an interview, or a post."""
        return self.quote.span == self.quote.inner


class Quotations:
    """The quotations of a document, and for each token the one it lies in."""

    def __init__(self, reading: Reading) -> None:
        doc = reading.doc
        self.items: list[Quoted] = []
        self.by_token: dict[int, int] = {}
        starts = _Starts(doc)
        for quote in reading.quotes:
            item = _in_tokens(quote, reading.document.text, starts)
            if item is None:
                continue
            for index in range(*item.outer):
                self.by_token[index] = len(self.items)
            self.items.append(item)
        self._starts = [item.outer[0] for item in self.items]

    def at(self, token: int) -> Quoted | None:
        """The quotation that the token lies in."""
        number = self.by_token.get(token)
        return None if number is None else self.items[number]

    def before(self, token: int) -> int:
        """Number of the last quotation that ends at or before the token; -1 if none."""
        number = self._first_from(token) - 1
        while number >= 0 and self.items[number].outer[1] > token:
            number -= 1
        return number

    def after(self, token: int) -> int:
        """Number of the first quotation that starts at or after the token; -1 if none."""
        number = self._first_from(token)
        return number if number < len(self.items) else -1

    def touching(self, spans: Sequence[Span]) -> list[Quoted]:
        """The quotations between the first and the last character of the spans, those that reach into them too."""
        if not spans:
            return []
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        begin = bisect_right(self.items, first, key=lambda item: item.quote.span.end)
        return self.items[begin : bisect_left(self.items, last, key=_start_of)]

    def is_turn(self, numbers: Sequence[int]) -> bool:
        """Whether these quotations are what one says in an interview, without marks."""
        return any(self.items[number].is_turn for number in numbers)

    def _first_from(self, token: int) -> int:
        low, high = 0, len(self._starts)
        while low < high:
            middle = (low + high) // 2
            if self._starts[middle] < token:
                low = middle + 1
            else:
                high = middle
        return low

    def follows_directly(self, doc: Doc, left: int, right: int) -> bool:
        """Whether nothing but white space stands between two quotations."""
        between = doc[self.items[left].outer[1] : self.items[right].outer[0]]
        return all(token.is_space for token in between)

    def chain_on(self, doc: Doc, number: int) -> list[int]:
        """The quotation with those that go on with it: paragraphs that are nothing but quotation."""
        chain = [number]
        while chain[-1] + 1 < len(self.items):
            left, right = chain[-1], chain[-1] + 1
            here, there = self.items[left], self.items[right]
            goes_on = there.starts_line and (there.ends_line or not here.quote.closed)
            if not (here.ends_line and goes_on and self.follows_directly(doc, left, right)):
                break
            if here.quote.closed and self.is_asked_back(doc, right):
                break
            chain.append(right)
        return chain

    def is_asked_back(self, doc: Doc, number: int) -> bool:
        """Whether a paragraph is a short question: “I was scared,” she said.⏎“Of what?”⏎“Of him.” are two who talk."""
        item = self.items[number]
        alone = item.starts_line and item.ends_line and item.words <= _SHORT
        return alone and not item.is_turn and doc[item.inner[1] - 1].text == "?"

    def chain_back(self, doc: Doc, number: int) -> list[int]:
        """The quotation with those before it that were left open at the end of their paragraph.

        Or that stand right beside it: “It is over.” “We go home,” she said.
        """
        chain = [number]
        while chain[0] > 0:
            left, right = chain[0] - 1, chain[0]
            if not self.follows_directly(doc, left, right):
                break
            here, there = self.items[left], self.items[right]
            open_before = here.ends_line and not here.quote.closed
            beside = not there.starts_line and _starts_sentence(doc, here.outer[0])
            if not beside and not (open_before and there.starts_line):
                break
            chain.insert(0, left)
        return chain


def _start_of(item: Quoted) -> int:
    return item.quote.span.start


def _starts_sentence(doc: Doc, token: int) -> bool:
    """Whether no word of the same line and sentence stands before the token."""
    before = doc[token - 1] if token else None
    return before is None or "\n" in before.text or before.text[-1] in '.!?”"' or before.is_space


class _Starts:
    """Finds the token at a character."""

    def __init__(self, doc: Doc) -> None:
        self.starts: Sequence[int] = doc.to_array("IDX").tolist()

    def at_or_after(self, char: int) -> int:
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < char:
                low = middle + 1
            else:
                high = middle
        return low

    def containing(self, char: int) -> int:
        first = self.at_or_after(char + 1) - 1
        return max(first, 0)


def _in_tokens(quote: Quote, text: str, starts: _Starts) -> Quoted | None:
    outer = starts.containing(quote.span.start), starts.containing(quote.span.end - 1) + 1
    inner = starts.at_or_after(quote.inner.start), starts.containing(quote.inner.end - 1) + 1
    if inner[0] >= inner[1]:
        inner = outer
    before = text[max(0, quote.span.start - 40) : quote.span.start].rsplit("\n", 1)[-1]
    after = text[quote.span.end : quote.span.end + 40].split("\n", 1)[0]
    return Quoted(
        outer=outer,
        inner=inner,
        quote=quote,
        words=quote.inner.of(text).count(" ") + 1,
        starts_line=not before.strip(),
        ends_line=not after.strip(),
    )
