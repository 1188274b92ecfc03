"""Wire copies and rewrites: which documents are not independent of each other, and why.

Near-duplicate sentences outside quotation marks are found by MinHash (rensa) with locality-sensitive hashing,
then counted exactly. Quotations are left out: two reporters in one room write down the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

from graph.model import Copy, Document
from graph.resolve.claims.said import words

PERMUTATIONS = 100
BANDS = 20
SEED = 20_250_904
SENTENCE_SIMILARITY = 0.7  # Jaccard of word trigrams from which two sentences are one
MIN_WORDS = 7  # shorter sentences are the same by chance
COPY_SHARE = 0.35  # of the shorter document's words
MIN_COPIED_WORDS = 25
MARKS = 256  # bits
MAX_PARTNERS = (
    20  # documents with one sentence; what all have joins nobody new, and costs its square
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")
_QUOTATION = re.compile(r"[“\"„«][^“”\"„«»\n]{1,600}[”\"“»]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: int
    text: str
    size: int  # words


def copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Pairs of documents of which one repeats the other's own words, and documents that credit an agency.

    The earlier one (by date, then by id) counts as the original. Cost: near linear in the sentences.
    """
    order = sorted(documents, key=lambda d: (str(d.published or "9999"), d.id))
    found = [*_passages(order), *_credits(order)]
    return tuple(sorted(found, key=lambda c: (c.original, c.copy)))


def _passages(order: Sequence[Document]) -> Iterable[Copy]:
    sentences = [s for i, d in enumerate(order) for s in _sentences(i, d)]
    size: Counter[int] = Counter()
    for sentence in sentences:
        size[sentence.document] += sentence.size
    for (a, b), shared in sorted(_shared_words(sentences).items()):
        share = shared / max(1, min(size[a], size[b]))
        if share >= COPY_SHARE and shared >= MIN_COPIED_WORDS:
            reason = f"{shared} words outside quotations stand in both ({share:.0%} of the shorter)"
            yield Copy(order[a].id, order[b].id, round(min(share, 1.0), 3), reason)


def _sentences(index: int, document: Document) -> Iterable[_Sentence]:
    for match in _SENTENCE.finditer(_QUOTATION.sub(" ", read_text(document))):
        size = len(words(match.group()))
        if size >= MIN_WORDS:
            yield _Sentence(index, match.group(), size)


@lru_cache(maxsize=4_096)
def _shingles(text: str) -> frozenset[str]:
    """The word trigrams of a sentence. Those of all sentences at once would take most of the memory of a build."""
    tokens = words(text)
    return frozenset(" ".join(tokens[i : i + 3]) for i in range(len(tokens) - 2))


def read_text(document: Document) -> str:
    """The text without what was set aside."""
    out, start = [], 0
    for aside in sorted(document.set_aside, key=lambda s: s.span):
        out.append(document.text[start : aside.span.start])
        start = max(start, aside.span.end)
    return "\n".join([*out, document.text[start:]])


def _shared_words(sentences: Sequence[_Sentence]) -> dict[tuple[int, int], int]:
    """Words that two documents share in near-duplicate sentences; each sentence counts once a pair.

    A sentence is compared with the first MAX_PARTNERS documents that have it: all copies of one wire meet there.
    """
    index = RMinHashLSH(threshold=SENTENCE_SIMILARITY, num_perm=PERMUTATIONS, num_bands=BANDS)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    outlines: list[_Outline] = []
    for number, sentence in enumerate(sentences):
        shingles = _shingles(sentence.text)
        signature = _signature(shingles)
        outlines.append(_outline(shingles))
        partners: dict[int, int] = {}
        for other in sorted(index.query(signature)):
            candidate = sentences[other]
            is_possible = candidate.document != sentence.document and _may_be_same(
                outlines[other], outlines[number]
            )
            if is_possible and _is_same(candidate, sentence):
                partners.setdefault(candidate.document, min(candidate.size, sentence.size))
        for partner, count in partners.items():
            shared[(partner, sentence.document)] += count
        if len(partners) < MAX_PARTNERS:
            index.insert(number, signature)
    return dict(shared)


def _signature(shingles: frozenset[str]) -> RMinHash:
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update(sorted(shingles))
    return signature


_Outline = tuple[int, int]  # number of trigrams; a bit of MARKS for each


def _outline(shingles: frozenset[str]) -> _Outline:
    marks = 0
    for shingle in shingles:
        marks |= 1 << crc32(shingle.encode()) % MARKS
    return len(shingles), marks


def _may_be_same(a: _Outline, b: _Outline) -> bool:
    """False only where too few trigrams can be shared: what is marked in one alone is not in the other.

    Spares the trigrams of chance neighbours, of which each sentence has the more the more sentences there are.
    """
    left = a[0] - (a[1] & ~b[1]).bit_count()
    right = b[0] - (b[1] & ~a[1]).bit_count()
    return min(left, right) >= SENTENCE_SIMILARITY * min(a[0], b[0])


def _is_same(a: _Sentence, b: _Sentence) -> bool:
    left, right = _shingles(a.text), _shingles(b.text)
    return len(left & right) >= SENTENCE_SIMILARITY * min(len(left), len(right))


def _credits(order: Sequence[Document]) -> Iterable[Copy]:
    """A text that names an agency or outlet as where it comes from is not independent of it."""
    publisher: defaultdict[str, list[str]] = defaultdict(list)
    for document in order:
        if document.publisher:
            publisher[outlet_key(document.publisher)].append(document.id)
    for document in order:
        for agency in document.credits:
            if outlet_key(agency) == outlet_key(document.publisher or ""):
                continue  # the agency's own text
            reason = f"the text credits {agency}"
            originals = [i for i in publisher[outlet_key(agency)] if i != document.id]
            yield Copy(originals[0] if originals else agency, document.id, 1.0, reason)


_AGENCIES = {
    "ap": "associatedpress",
    "afp": "agencefrancepresse",
    "dpa": "deutschepresseagentur",
    "rferl": "radiofreeeuroperadioliberty",
    "upi": "unitedpressinternational",
}


def outlet_key(name: str) -> str:
    """The name of an outlet as one compares it: letters and figures only, without "the", initials spelt out.

    >>> outlet_key("LEMONDE") == outlet_key("Le Monde"), outlet_key("the AP")
    (True, 'associatedpress')
    """
    key = "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())
    return _AGENCIES.get(key, key)


class Origins:
    """Groups documents by where their words come from.

    >>> origins = Origins([Copy("a", "b", 0.9, "copied")])
    >>> origins.of("a") == origins.of("b"), origins.of("a") == origins.of("c")
    (True, False)
    """

    def __init__(self, found: Iterable[Copy] = ()) -> None:
        self._parent: dict[str, str] = {}
        for copy in found:
            self.join(copy.original, copy.copy)
            self.join(outlet_key(copy.original), copy.copy)  # where an agency is named

    def of(self, name: str) -> str:
        """The least name of the group: one for all documents with the same origin."""
        while (above := self._parent.get(name, name)) != name:
            name = above
        return name

    def join(self, a: str, b: str) -> None:
        """From now on the two are one origin."""
        first, second = sorted((self.of(a), self.of(b)))
        if first != second:
            self._parent[second] = first


@dataclass(frozen=True, slots=True)
class Source:
    """Where one report comes from: its document, the outlet, and who the text names between, if anybody."""

    report: tuple[str, int]
    document: str
    outlet: str | None = None
    through: str | None = None

    @property
    def name(self) -> str:
        """What a reader would call it."""
        return self.through or self.outlet or self.document


def independent(reports: Iterable[Source], origins: Origins) -> dict[tuple[str, int], str]:
    """The independent origin of each report, by name: its agency, outlet or document.

    Reports that share an outlet, an agency or a copied text are one origin, whatever joins them.
    """
    rows = sorted(reports, key=lambda s: s.report)
    keys = {s.report: _keys(s, origins) for s in rows}
    joined = Origins()
    for first, *others in keys.values():
        for other in others:
            joined.join(first, other)
    names: dict[str, str] = {}
    for source in rows:
        group = joined.of(keys[source.report][0])
        names[group] = min(source.name, names.get(group, source.name))
    return {s.report: names[joined.of(keys[s.report][0])] for s in rows}


def _keys(source: Source, origins: Origins) -> list[str]:
    """What makes two reports one origin: the agency between, or else the text's origin and its outlet."""
    if source.through:
        return [origins.of(outlet_key(source.through))]
    found = [origins.of(source.document)]
    return [*found, origins.of(outlet_key(source.outlet))] if source.outlet else found
