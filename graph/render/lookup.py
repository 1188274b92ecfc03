"""Look-ups in a record for one node at a time: what a page shows is a small part of what a record may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph import terms
from graph.assemble.reader import node
from graph.render.names import clip
from graph.render.nearby import BATCH, UPKEEP, Nearby, Record
from graph.render.page import DocumentEntry, Evidence, Mark, MarkRole
from graph.render.sentences import around

MANY = 6_000  # nodes; to ask for each costs some times as much as to read one of a column
MOST_VALUES = 12  # of one property: who is quoted a thousand times has a thousand short edges


class Lookup:
    """Values of single nodes, documents and evidence. Everything that has several values comes sorted."""

    def __init__(self, record: Record, *, full_text: bool) -> None:
        self.record = Nearby(record)
        self._full_text = full_text
        self._documents: dict[NamedNode, DocumentEntry] = {}
        self._texts: dict[NamedNode, str | None] = {}
        self._spans: dict[NamedNode, tuple[int, int]] = {}

    # --- values --------------------------------------------------------------------------------

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Objects that are nodes."""
        found = (quad.object for quad in self.record.match(subject, predicate))
        return sorted((o for o in found if isinstance(o, NamedNode)), key=str)

    def first(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The only object, or the first in the alphabet."""
        return next(iter(self.nodes(subject, predicate)), None)

    def subjects(self, predicate: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Nodes that point to `thing`."""
        return sorted((node(q.subject) for q in self.record.match(None, predicate, thing)), key=str)

    def all_words(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """Objects that are literals, as words."""
        found = (quad.object for quad in self.record.match(subject, predicate))
        return sorted(o.value for o in found if isinstance(o, Literal))

    def words(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The only literal, or the first in the alphabet."""
        return next(iter(self.all_words(subject, predicate)), None)

    def number(self, subject: NamedNode, predicate: NamedNode) -> float | None:
        """The literal as a number."""
        found = self.words(subject, predicate)
        return float(found) if found is not None else None

    def member(self, subject: NamedNode, predicate: NamedNode, scheme: str) -> str | None:
        """The controlled value: "pledged" for rec:status-pledged."""
        found = self.first(subject, predicate)
        return terms.member_of(scheme, found) if found else None

    def flag(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Whether the flag is set."""
        return self.words(subject, predicate) == "true"

    def day(self, subject: NamedNode, predicate: NamedNode) -> date | None:
        """The literal as a day; None where less than a day is known."""
        return as_day(self.words(subject, predicate))

    def local(self, thing: NamedNode) -> str:
        """What stands behind the base: the id that the page uses."""
        return thing.value.removeprefix(self.record.minter.base)

    def rows(self, text: str) -> Iterator[tuple[str | None, ...]]:
        """Rows of a SELECT as words, in no particular order."""
        for row in self.record.rows(text):
            yield tuple(getattr(term, "value", None) for term in row)

    def each(
        self, things: Iterable[str], pattern: str, names: str
    ) -> Iterator[tuple[str | None, ...]]:
        """Rows of a pattern for each of many nodes, which are `?x` in it, some hundred nodes in a query."""
        wanted = sorted(set(things))
        for i in range(0, len(wanted), BATCH):
            values = " ".join(f"<{value}>" for value in wanted[i : i + BATCH])
            yield from self.rows(f"SELECT {names} {{ VALUES ?x {{ {values} }} {pattern} }}")

    def among(
        self, things: Collection[str], pattern: str, names: str
    ) -> Iterator[tuple[str | None, ...]]:
        """The same, `?x` the first of the names; of very many nodes the pattern is read once for all there are."""
        if len(things) < MANY:
            return self.each(things, pattern, names)
        wanted = things if isinstance(things, Set) else set(things)
        return (row for row in self.rows(f"SELECT {names} {{ {pattern} }}") if row[0] in wanted)

    def load(self, things: Iterable[NamedNode], steps: int = 4) -> None:
        """Reads the nodes, and what they lead to, in bulk: four steps reach the offsets of what a statement says."""
        self.record.load(things, steps)

    def take(self, thing: NamedNode) -> None:
        """Reads everything about one node, for whoever asks many things of it."""
        self.record.take(thing)

    def load_into(self, predicate: NamedNode, things: Iterable[NamedNode]) -> None:
        """Reads in bulk which nodes point to the things."""
        self.record.load_into(predicate, things)

    # --- documents and evidence ------------------------------------------------------------------

    def document_of(self, finding: NamedNode) -> NamedNode | None:
        """The document that a finding was read from."""
        return self.first(finding, terms.DOCUMENT)

    def document(self, this: NamedNode) -> DocumentEntry:
        """One document, with its text if the page may hold it."""
        if this not in self._documents:
            self._documents[this] = self._read_document(this)
        return self._documents[this]

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents that were asked for, by date."""
        found = self._documents.values()
        return tuple(sorted(found, key=lambda d: (d.published or date.min, d.outlet, d.id)))

    def evidence(
        self, finding: NamedNode, core: Sequence[tuple[int, int]], marks: Iterable[Mark]
    ) -> Evidence | None:
        """The stretch from the first to the last of `core`, in its sentence; None without any."""
        this = self.document_of(finding)
        if this is None or not core:
            return None
        start, end = min(s for s, _ in core), max(e for _, e in core)
        near = [m for m in marks if abs(m.start - start) < 900 and abs(m.end - end) < 900]
        low, high = min([start, *(m.start for m in near)]), max([end, *(m.end for m in near)])
        entry = self.document(this)
        text = self.text(this)
        if text is None or high > len(text):
            return self._quoted(finding, entry, start, end)
        left, right = around(text, low, high)
        return Evidence(entry.id, start, end, text[left:right], left, tuple(near))

    def spans(self, finding: NamedNode, *predicates: NamedNode) -> list[tuple[int, int]]:
        """Offsets of the evidence nodes that the finding points to, in text order."""
        found = {self.span(e) for p in predicates for e in self.nodes(finding, p)}
        return sorted(span for span in found if span is not None)

    def marks(self, finding: NamedNode, role: MarkRole, *predicates: NamedNode) -> list[Mark]:
        """The same as marks."""
        return [Mark(start, end, role) for start, end in self.spans(finding, *predicates)]

    def span(self, evidence: NamedNode) -> tuple[int, int] | None:
        """Offsets of an evidence node, from its position selector."""
        if evidence not in self._spans:
            usual = NamedNode(f"{evidence.value}/position")  # what `assemble` calls it: one step
            found = self._offsets(usual)
            if found is None:
                selectors = self.nodes(evidence, terms.HAS_SELECTOR)
                found = next((o for s in selectors if (o := self._offsets(s))), None)
            if found:
                self._spans[evidence] = found
        return self._spans.get(evidence)

    def _offsets(self, selector: NamedNode) -> tuple[int, int] | None:
        start = self.words(selector, terms.OA_START)
        end = self.words(selector, terms.OA_END) if start is not None else None
        return (int(start), int(end)) if start is not None and end is not None else None

    def text(self, document: NamedNode) -> str | None:
        """The text of a document, kept for the next sentence."""
        if document not in self._texts:
            self._texts[document] = self.words(document, terms.TEXT)
        return self._texts[document]

    def _quoted(
        self, finding: NamedNode, entry: DocumentEntry, start: int, end: int
    ) -> Evidence | None:
        """Without the document's text, the stored quotation itself is all that can be shown."""
        candidates = [*self.nodes(finding, terms.EVIDENCE), *self.nodes(finding, terms.SPAN)]
        for evidence in candidates:
            span = self.span(evidence)
            for selector in self.nodes(evidence, terms.HAS_SELECTOR):
                exact = self.words(selector, terms.OA_EXACT)
                if exact and span and span[0] <= start and end <= span[1]:
                    return Evidence(entry.id, start, end, exact, span[0])
        return None

    def _read_document(self, this: NamedNode) -> DocumentEntry:
        return DocumentEntry(
            id=self.local(this),
            outlet=self.words(this, terms.PUBLISHER_NAME) or "Unknown outlet",
            title=self.words(this, terms.HEADLINE) or self._first_words(this),
            published=self.day(this, terms.PUBLISHED),
            url=self.words(this, terms.URL),
            text=self.text(this) if self._full_text else None,
        )

    def _first_words(self, this: NamedNode) -> str:
        """What a document without a title is called: how it begins, or its file's name."""
        text = (self.text(this) or "").strip() if self._full_text else ""
        first = clip(text.partition("\n")[0], 80)
        return first or self.words(this, terms.IDENTIFIER) or self.local(this)

    # --- Turtle -----------------------------------------------------------------------------------

    def turtle(self, subjects: Iterable[NamedNode], said: Sequence[NamedNode] = ()) -> str:
        """The triples of these subjects, without prefixes; of one property at most `MOST_VALUES`, the rest counted.

        Of claims that an actor said, when there are more, only those of `said` are looked for.
        """
        triples: list[Triple] = []
        left: Counter[str] = Counter()
        for subject in subjects:
            for predicate, found, number in self._described(subject, said):
                shown = sorted(found, key=str)[:MOST_VALUES]
                triples += shown
                left[predicate.value] += number - len(shown)
        raw = serialize(triples, format=RdfFormat.TURTLE, prefixes=self._prefixes()) or b""
        lines = raw.decode("utf-8").splitlines()
        lines += [
            f"# {left[predicate]:,} more values of <{predicate}>" for predicate in sorted(+left)
        ]
        return "\n".join(line for line in lines if not line.startswith("@prefix "))

    def _described(
        self, subject: NamedNode, said: Sequence[NamedNode]
    ) -> Iterator[tuple[NamedNode, set[Triple], int]]:
        """Each property of a node with its triples and their number, the types first."""
        if said and (number := self.record.count(subject, terms.SAID)) > MOST_VALUES:
            hits = (q.triple for c in said for q in self.record.match(subject, terms.SAID, c))
            yield terms.SAID, set(islice(hits, MOST_VALUES)), number
            rest = self.record.predicates(subject) - {terms.SAID}
            quads = [quad for p in rest for quad in self.record.match(subject, p)]
        else:
            quads = list(self.record.match(subject))
        found: dict[NamedNode, set[Triple]] = {}
        for quad in filter(_is_shown, quads):
            found.setdefault(quad.predicate, set()).add(quad.triple)
        for predicate in sorted(found, key=_types_first):
            yield predicate, found[predicate], len(found[predicate])

    def prefixes(self) -> str:
        """The prefix lines that go with `turtle`: sorted, which Oxigraph's own are not from run to run."""
        found = sorted(self._prefixes().items())
        return "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in found)

    def _prefixes(self) -> dict[str, str]:
        base = self.record.minter.base
        own = {
            kind: f"{base}{kind}/"
            for kind in ("actor", "claim", "commitment", "document", "event", "statement")
        }
        return {**terms.PREFIXES, **own}


def _is_shown(quad: Quad) -> bool:
    """Whether a triple stands under its node: not a whole text, nor what only the record's own upkeep needs.

    The edges to a document's own actors are left out: the edges to the actors they were resolved to say the same.
    """
    is_text = quad.predicate == terms.TEXT and len(getattr(quad.object, "value", "")) > 5000
    return not is_text and quad.predicate not in UPKEEP


def _types_first(predicate: NamedNode) -> tuple[bool, str]:
    return (predicate != terms.TYPE, str(predicate))


def as_day(words: str | None) -> date | None:
    """An ISO day as a date; None for less."""
    try:
        return date.fromisoformat(words) if words and len(words) == 10 else None
    except ValueError:
        return None
