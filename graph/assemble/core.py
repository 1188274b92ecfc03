"""Actors, claims and what joins them over documents → the quads of the core graph.

The core is derived from the documents' graphs and from decisions. It can be written anew at any time, and
the same documents and decisions give the same quads: that is what makes a merge that was undone leave no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.claims import ClaimWriter, write_decision
from graph.assemble.graph import GraphWriter
from graph.assemble.reader import Reader, node, words
from graph.ids import Minter, digest
from graph.model import (
    Actor,
    Claim,
    ClaimRelation,
    CommitmentRelation,
    Copy,
    Decision,
    Issue,
    Pledge,
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided over all documents. Statements that no claim holds get a claim of their own."""

    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    copies: tuple[Copy, ...] = ()
    issues: tuple[Issue, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    commitment_relations: tuple[CommitmentRelation, ...] = ()
    decisions: tuple[Decision, ...] = ()  # by the model, on statements that are or may be one claim
    merges: tuple[Decision, ...] = ()  # by the model: a document's actor is the same as an actor
    wrong_speakers: frozenset[tuple[str, str]] = frozenset()  # ids of a statement and of an actor


def core_graph(reader: Reader, resolution: Resolution, minter: Minter) -> GraphWriter:
    """The whole core graph over the documents that the reader holds. Linear in their findings."""
    graph = GraphWriter(minter.graph("core"))
    wrong: dict[str, list[str]] = defaultdict(list)
    for statement, speaker in resolution.wrong_speakers:
        wrong[speaker].append(statement)
    for actor in resolution.actors:
        write_actor(graph, actor, minter)
        write_direct_edges(graph, reader, actor, minter, wrong.get(actor.id, ()))
    write_merges(graph, resolution.merges, minter)
    write_outlets(graph, reader)
    write_posts(graph, reader, minter)
    claims = ClaimWriter(graph, reader, minter)
    claims.write(resolution.claims)
    claims.write_relations(resolution.relations)
    claims.write_copies(resolution.copies)
    claims.write_issues(resolution.issues)
    claims.write_pledges(resolution.pledges)
    claims.write_commitment_relations(resolution.commitment_relations)
    claims.write_decisions(resolution.decisions)
    return graph


def write_actor(graph: GraphWriter, actor: Actor, minter: Minter) -> None:
    """The node of an actor, and the edge from each document's actor to it."""
    this = NamedNode(minter.actor(actor.id))
    graph.link(this, terms.TYPE, terms.CLASS_OF_KIND[actor.kind])
    graph.concept(this, terms.KIND, actor.kind)
    graph.words(this, terms.LABEL, actor.name)
    for alias in actor.aliases:
        if alias != actor.name:
            graph.words(this, terms.ALT_LABEL, alias)
    graph.words(this, terms.COUNTRY_CODE, actor.country)
    graph.count(this, terms.CARDINALITY, actor.cardinality)
    for member in actor.members:
        graph.link(this, terms.HAS_MEMBER, NamedNode(minter.actor(member)))
    for scheme, identifier in actor.ids:
        graph.words(this, terms.KNOWN_AS, f"{scheme}:{identifier}")
    for document, key in actor.entities:
        graph.link(NamedNode(minter.document_actor(document, key)), terms.ACTOR, this)
    _write_candidates(graph, this, actor, minter)
    _write_links(graph, this, actor, minter)


def write_merges(graph: GraphWriter, merges: Iterable[Decision], minter: Minter) -> None:
    """Why the model took a document's actor for one met before; people's decisions are in the ledger."""
    for decision in merges:
        this = NamedNode(minter.iri("join", digest(decision.left, decision.right)))
        document, _, key = decision.left.rpartition("/")
        write_decision(graph, this, decision)
        graph.link(this, terms.SHOWN_BY, NamedNode(minter.document_actor(document, int(key))))


def _write_candidates(graph: GraphWriter, this: NamedNode, actor: Actor, minter: Minter) -> None:
    """Actors that may be the same: never asserted, each with its score."""
    reasons = dict(actor.candidate_reasons)
    for other, score in actor.candidates:
        candidate = NamedNode(minter.iri("candidate", digest(actor.id, other)))
        graph.link(this, terms.HAS_CANDIDATE, candidate)
        graph.link(candidate, terms.TYPE, terms.CANDIDATE)
        graph.link(candidate, terms.CANDIDATE_ACTOR, NamedNode(minter.actor(other)))
        graph.number(candidate, terms.SCORE, score)
        graph.words(candidate, terms.REASON, reasons.get(other))


def _write_links(graph: GraphWriter, this: NamedNode, actor: Actor, minter: Minter) -> None:
    """Outside things that the actor is: only what was accepted is asserted, the rest are candidates."""
    for link in actor.links:
        target = NamedNode(link.target)
        if link.accepted:
            graph.link(this, terms.EXACT_MATCH, target)
            continue
        candidate = NamedNode(minter.iri("candidate", digest(actor.id, link.target)))
        graph.link(this, terms.HAS_CANDIDATE, candidate)
        graph.link(candidate, terms.TYPE, terms.CANDIDATE)
        graph.link(candidate, terms.CANDIDATE_MATCH, target)
        graph.number(candidate, terms.SCORE, link.score)


def write_direct_edges(
    graph: GraphWriter,
    reader: Reader,
    actor: Actor,
    minter: Minter,
    wrong: Collection[str] = (),
) -> None:
    """`statement rec:speaker actor` and its like, from the documents' own edges.

    `wrong` are ids of statements that, as people decided, the actor did not make.
    """
    this = NamedNode(minter.actor(actor.id))
    denied = {NamedNode(minter.iri("statement", statement)) for statement in wrong}
    for document, key in actor.entities:
        document_actor = NamedNode(minter.document_actor(document, key))
        for quad in reader.match(thing=document_actor):
            direct = terms.DIRECT.get(quad.predicate)
            if direct == terms.SPEAKER and quad.subject in denied:
                continue
            if direct is not None:
                graph.link(node(quad.subject), direct, this)


def write_outlets(graph: GraphWriter, reader: Reader) -> None:
    """Each publisher once; of several spellings of its name the first in the alphabet."""
    names: dict[NamedNode, str] = {}
    spelt = {node(q.subject): words(q.object) for q in reader.match(predicate=terms.PUBLISHER_NAME)}
    for quad in reader.match(predicate=terms.PUBLISHER):
        outlet, name = node(quad.object), spelt.get(node(quad.subject))
        if name is not None:
            names[outlet] = min(name, names.get(outlet, name))
    for outlet, name in names.items():
        graph.link(outlet, terms.TYPE, terms.OUTLET)
        graph.words(outlet, terms.LABEL, name)


def write_posts(graph: GraphWriter, reader: Reader, minter: Minter) -> None:
    """Posts by their title, so that "President" of two documents is one `org:Role`."""
    names: dict[NamedNode, str] = {}
    for quad in reader.match(predicate=terms.TITLE):
        title = words(quad.object)
        post = NamedNode(minter.iri("post", digest("post", title.casefold())))
        graph.link(node(quad.subject), terms.ORG_ROLE, post)
        names[post] = min(title, names.get(post, title))
    for post, title in names.items():
        graph.link(post, terms.TYPE, terms.POST)
        graph.words(post, terms.LABEL, title)
