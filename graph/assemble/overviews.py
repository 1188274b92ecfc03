"""What overviews show: who and what ranks first, some reports of each, and which side each actor takes on an issue.

Derived, since to sort all claims or actors of ten million quads takes a second, and to read a hundred of them by their
rank takes milliseconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import Reader, column, node
from graph.ids import Minter, digest
from graph.model import Gender, Position

CLAIMS, PLEDGES, ACTORS, SUMS, EDGES, PAIRS = 100, 25, 100, 500, 500, 500  # how many have a rank
SIDES: Final = (
    50  # of an issue; fewer than the thirty-three that five hundred pairs need would not do
)
REPORTS: Final = 10  # of each ranked claim and pledge; the rest is one query away
_SIDED = (Position.SUPPORTS, Position.OPPOSES)


@dataclass(frozen=True, slots=True)
class Texts:
    """Of each finding its document, of each document its outlet and its day of publication (ISO)."""

    document: Mapping[NamedNode, NamedNode]
    outlet: Mapping[NamedNode, NamedNode]
    published: Mapping[NamedNode, str]

    def outlet_of(self, finding: NamedNode) -> NamedNode | None:
        """The outlet whose document holds the finding."""
        return self.outlet.get(self.document[finding])


def write_ranks(
    graph: GraphWriter, found: Iterable[tuple[*tuple[int, ...], str]], most: int
) -> list[NamedNode]:
    """`rec:rank` 1, 2, 3 … for the first `most` of what ends with its IRI; they are returned."""
    ranked = [NamedNode(iri) for *_, iri in sorted(found)[:most]]
    for place, this in enumerate(ranked, 1):
        graph.count(this, terms.RANK, place)
    return ranked


def first_proof(
    findings: Iterable[NamedNode], proofs: Mapping[NamedNode, Sequence[NamedNode]]
) -> NamedNode | None:
    """The first evidence of any of the findings, in the order of their IRIs."""
    return min((p for f in findings for p in proofs.get(f, ())), key=str, default=None)


def write_reported(
    graph: GraphWriter, reports: Mapping[NamedNode, Sequence[NamedNode]], texts: Texts, most: int
) -> None:
    """Ranks what two outlets or more report, most outlets first, and names some reports of each."""
    found: list[tuple[int, int, str]] = []
    for this, findings in reports.items():
        outlets = {texts.outlet_of(finding) for finding in findings} - {None}
        if len(outlets) > 1:
            found.append((-len(outlets), -len(findings), this.value))
    for this in write_ranks(graph, found, most):
        for finding in _shown(reports[this], texts):
            graph.link(this, terms.SHOWN_REPORT, finding)


def _shown(findings: Sequence[NamedNode], texts: Texts) -> list[NamedNode]:
    """The first report of each outlet, then the second of each, and so on until there are enough."""
    by_outlet: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for finding in findings:
        document = texts.document[finding]
        day = texts.published.get(document, "9999")
        by_outlet[str(texts.outlet.get(document))].append((day, finding.value))
    turns = [
        (turn, day, iri)
        for held in by_outlet.values()
        for turn, (day, iri) in enumerate(sorted(held))
    ]
    return [NamedNode(iri) for _, _, iri in sorted(turns)[:REPORTS]]


def write_speakers(
    graph: GraphWriter, reader: Reader, quoted: Mapping[NamedNode, Sequence[NamedNode]]
) -> None:
    """Ranks the most quoted actors of each kind, so that one kind is as fast to ask for as all."""
    kinds: dict[NamedNode, list[tuple[int, str]]] = defaultdict(list)
    for actor, statements in quoted.items():
        for quad in reader.match(actor, terms.KIND):
            kinds[node(quad.object)].append((-len(statements), actor.value))
    for found in kinds.values():
        write_ranks(graph, found, ACTORS)


def write_genders(graph: GraphWriter, reader: Reader) -> None:
    """What most documents show of an actor's gender; nothing where as many show the one as the other."""
    actor_of = column(reader, terms.ACTOR)
    found: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)
    for shown, genders in column(reader, terms.GENDER).items():
        for actor in actor_of.get(shown, ()):
            found[actor].update(genders)
    female, male = terms.concept(Gender.FEMALE), terms.concept(Gender.MALE)
    for actor, counts in found.items():
        if counts[female] != counts[male]:
            graph.link(actor, terms.GENDER, max(female, male, key=counts.__getitem__))


# --- sides on issues --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One actor for or against on one issue."""

    issue: NamedNode
    actor: NamedNode
    position: NamedNode
    statements: tuple[NamedNode, ...]

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Most statements first."""
        names = (self.issue.value, self.actor.value, self.position.value)
        return (-len(self.statements), *names)


def write_stands(
    graph: GraphWriter,
    reader: Reader,
    minter: Minter,
    by_claim: Mapping[NamedNode, Sequence[NamedNode]],
    proofs: Mapping[NamedNode, Sequence[NamedNode]],
) -> None:
    """A `rec:Side` for each actor that is for or against on an issue, with the number of its statements.

    Ranked are those among whom the strongest pairs stand: a pair is as strong as the weaker of its two.
    """
    sides = sorted(_sides(reader, by_claim), key=lambda side: side.order)
    ranked, places = _strongest(sides), Counter[NamedNode]()
    for place, side in enumerate(sides, 1):
        places[side.issue] += 1
        name = digest("side", side.issue.value, side.actor.value, side.position.value)
        this = NamedNode(minter.iri("side", name))
        graph.link(this, terms.TYPE, terms.SIDE)
        graph.link(this, terms.SIDE_ACTOR, side.actor)
        graph.link(this, terms.SIDE_ISSUE, side.issue)
        graph.link(this, terms.POSITION, side.position)
        graph.count(this, terms.STATEMENT_COUNT, len(side.statements))
        graph.count(this, terms.RANK, place if place <= ranked else None)
        within = places[side.issue]
        graph.count(this, terms.RANK_IN_ISSUE, within if within <= SIDES else None)
        graph.link(this, terms.EVIDENCE, first_proof(side.statements, proofs))


def _sides(reader: Reader, by_claim: Mapping[NamedNode, Sequence[NamedNode]]) -> Iterator[_Side]:
    speakers = column(reader, terms.SPEAKER)
    claims, issues = column(reader, terms.ASSIGNED_CLAIM), column(reader, terms.ASSIGNED_ISSUE)
    held: dict[tuple[NamedNode, NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
    for position in map(terms.concept, _SIDED):
        for quad in reader.match(predicate=terms.POSITION, thing=position):
            assigned = node(quad.subject)
            if assigned not in claims:
                continue  # an earlier rec:Side, which is itself derived
            [issue] = issues[assigned]
            for statement in by_claim.get(claims[assigned][0], ()):
                for actor in speakers.get(statement, ()):
                    held[issue, actor, position].add(statement)
    for (issue, actor, position), statements in held.items():
        yield _Side(issue, actor, position, tuple(sorted(statements, key=str)))


def _strongest(sides: Sequence[_Side]) -> int:
    """How many of the sides, strongest first, make the strongest pairs that an overview shows."""
    met: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    pairs = 0
    for place, side in enumerate(sides, 1):
        others = met[side.issue]
        pairs += sum(actor != side.actor for actor in others)
        others.append(side.actor)
        if pairs >= PAIRS:
            return place
    return len(sides)
