"""What may be a statement: a cue with one reading of its content, and how such readings are drafted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from graph.extract.statements.clause import (
    OBJECTS,
    Range,
    before_in_headline,
    merge,
    noun_phrase,
    trim,
)
from graph.extract.statements.marks import Quotations

_SETS_OFF = frozenset((",", "—", "–", "-", "--", ";", "("))
_TAILS = frozenset("advcl prep relcl acl appos conj parataxis ccomp npadvmod dep".split())
_OUTLET = 12  # tokens of ", according to the Post" at the end of a content


@dataclass(slots=True)
class Candidate:
    """A cue with one reading of its content and its source. Ranges are token indices."""

    cue: Token
    cue_range: Range
    frame: str
    content: list[Range]
    head: Token  # word that carries the content
    source: Range | None = None
    subject: Token | None = None
    how: str = "none"  # how the subject was found
    gap: int = 0  # tokens between cue and quotation
    score: float = 0.0
    quotes: list[int] = field(default_factory=list)  # numbers of the quotations it consists of
    tail: str = ""  # what the content ends with after a comma: "which", "while", "with" …
    cut: str = ""  # the same where it was cut off
    source_score: float = 0.9  # chance that the source is right, if the content is


@dataclass(slots=True)
class Kids:
    """Dependents of a cue, sorted by what they may be to it."""

    clauses: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    preps: list[Token] = field(default_factory=list)
    others: list[Token] = field(default_factory=list)


def kids_of(word: Token) -> Kids:
    """The dependents of a cue."""
    kids = Kids()
    for child in word.children:
        dep = child.dep_
        if dep in ("ccomp", "xcomp", "csubj"):
            kids.clauses.append(child)
        elif dep in OBJECTS:
            kids.objects.append(child)
        elif dep == "prep" and child.lower_ != "according":
            kids.preps.append(child)
        elif dep in ("acl", "relcl", "dep", "advcl", "intj", "npadvmod", "advmod"):
            kids.others.append(child)
    return kids


class Maker:
    """Makes the candidates of one document: fits their contents to quotations, offers shorter ones."""

    def __init__(self, doc: Doc, quotations: Quotations) -> None:
        self.doc = doc
        self.quotations = quotations
        self._outlets = _outlets(doc)

    def make(
        self,
        cue: Token,
        cue_range: Range,
        frame: str,
        content: list[Range],
        head: Token,
        subject: Token | None,
        how: str,
        *,
        gap: int = 0,
        quotes: list[int] | None = None,
    ) -> Iterator[Candidate]:
        """The candidate, after the same without what trails behind a comma; none if no word is left."""
        if quotes is None:
            content = [self.fit(piece, cue.i) for piece in content]
            if not frame.startswith("according"):
                content = [self._without_outlet(piece) for piece in content]
        content = merge(
            self._whole(c) for c in (trim(self.doc, p) for p in content if p[0] < p[1]) if c
        )
        if not content:
            return
        source = None if subject is None else _named(subject)
        if source is not None and frame == "colon":
            source = trim(self.doc, (source[0], min(source[1], cue_range[0]))) or source
        made = Candidate(
            cue, cue_range, frame, content, head, source, subject, how, gap, 0.0, quotes or []
        )
        if quotes is None:
            yield from self._shortened(made)
        yield made

    def _whole(self, piece: Range) -> Range:
        """Not cut inside a word: the council should re-|evaluate it."""
        start, end = piece
        doc = self.doc
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
            if doc[end].whitespace_ or not doc[end + 1].is_alpha:
                break
            end += 2
        return start, end

    def _without_outlet(self, piece: Range) -> Range:
        """Without ", according to the Post" at the end: that speaks of the whole sentence.

        Counter-example: "Lind said it was built according to plan" (no comma).
        """
        start, end = piece
        for at in reversed(self._outlets):
            if max(start + 2, end - _OUTLET) < at < end:
                return start, at - 1 if self.doc[at - 1].text == "," else at
        return piece

    def _shortened(self, whole: Candidate) -> Iterator[Candidate]:
        """The candidate without what follows a comma at its end: ", while others …", ", which …"."""
        start, end = whole.content[-1]
        for cut, kind in self._tails(start, end):
            whole.tail = whole.tail or kind
            piece = trim(self.doc, (start, cut))
            if piece is not None:
                yield replace(whole, content=[*whole.content[:-1], piece], tail="", cut=kind)

    def _tails(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Where clauses and phrases begin that end the range and follow a comma or a dash; outermost last."""
        doc = self.doc
        final = end - 1
        while final > start and doc[final].is_punct:
            final -= 1
        at, found = doc[final], 0
        last = -1
        while found < 2:
            left = at.left_edge.i
            if left <= start + 2 or at.right_edge.i > end:
                return
            if (
                left != last
                and doc[left - 1].text in _SETS_OFF
                and left not in self.quotations.by_token
            ):
                if at.dep_ in _TAILS:
                    yield left - 1, self._kind_of_tail(at)
                    found += 1
                last = left
            if at.head == at:
                return
            at = at.head

    def _kind_of_tail(self, word: Token) -> str:
        first = word.left_edge
        if first.pos_ in ("SCONJ", "ADP", "PRON", "CCONJ") or first.lower_ == "according":
            return first.lower_
        return f"{word.dep_}:{word.tag_}"

    def fit(self, piece: Range, cue: int) -> Range:
        """Widened to the end of a quotation that begins inside, cut at one that holds the cue."""
        start, end = piece
        first, last = self.quotations.at(start), self.quotations.at(end - 1)
        inside = self.quotations.at(cue)
        if inside is not None:
            return max(start, inside.inner[0]), min(end, inside.inner[1])
        if last is None and self.doc[end - 1].dep_ == "cc":  # "as harmful and “not an option”"
            last = self.quotations.at(end)
        if last is not None and last.outer[0] > start and last.outer[1] > end:
            end = last.outer[1]
        if first is not None and first.outer[0] < start and first.outer[1] < cue:
            start = first.outer[0]
        if start == end - 1 or self.doc[start].lower_ != "that":
            return start, end
        return (start + 1, end) if self.doc[start].dep_ == "mark" else (start, end)


def _named(subject: Token) -> Range:
    """The words that name the source, with the name that a headline joins to it by a comma."""
    start, end = noun_phrase(subject)
    while start < subject.i and subject.doc[start].is_quote:  # “It is over,” | Lind, R-Ohio, said
        start += 1
    for name in before_in_headline(subject):
        start = min(start, name.left_edge.i)
    return start, end


def _outlets(doc: Doc) -> list[int]:
    """Where "according" or "as per" stands behind a comma or a quotation: few texts have any."""
    strings, words = doc.vocab.strings, doc.to_array("LOWER")
    according, per = (words == strings[word] for word in ("according", "per"))
    found = sorted([*according.nonzero()[0].tolist(), *(per.nonzero()[0] - 1).tolist()])
    return [
        i
        for i in found
        if i > 0
        and doc[i - 1].text in ',”"'
        and (doc[i].lower_ == "according" or doc[i : i + 2].text.lower() == "as per")
    ]


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue with its subject, for which several readings of the content are made."""

    maker: Maker
    cue: Token
    cue_range: Range
    subject: Token | None
    how: str
    source: Range | None = None  # where it is more than the subject's noun phrase

    def __call__(
        self,
        frame: str,
        content: list[Range],
        head: Token,
        *,
        gap: int = 0,
        quotes: list[int] | None = None,
    ) -> Iterator[Candidate]:
        """The candidates of one reading."""
        for candidate in self.maker.make(
            self.cue,
            self.cue_range,
            frame,
            content,
            head,
            self.subject,
            self.how,
            gap=gap,
            quotes=quotes,
        ):
            candidate.source = self.source or candidate.source
            yield candidate
