"""Who agrees with whom as a signed network: GraphML, for Gephi, visone, igraph and networkx.

Two actors are tied where both stand on an issue, or where the one supports or opposes the other. The weight is
the number of issues on the same side less that on opposite sides (the "subtract" method of discourse networks,
Leifeld 2017), and one more or less for what each says of the other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import IO, TYPE_CHECKING

from graph.export.networks import xml_words
from graph.export.source import Source, rows

if TYPE_CHECKING:
    import networkx

_STANDS = """SELECT DISTINCT ?issue ?name ?actor ?position WHERE {
  ?assigned a rec:IssueAssignment ; rec:assignedIssue ?issue ; rec:assignedClaim ?claim ; rec:position ?p .
  VALUES ?p { rec:position-supports rec:position-opposes }
  ?issue rdfs:label ?name . ?statement rec:claim ?claim ; rec:speaker ?actor .
  BIND(STRAFTER(STR(?p), "#position-") AS ?position) } ORDER BY ?issue ?actor ?position"""
_DIRECT = """SELECT DISTINCT ?source ?target ?relation WHERE {
  VALUES ?p { rec:supports rec:opposes }
  ?edge a rec:ShortEdge ; rdf:subject ?source ; rdf:predicate ?p ; rdf:object ?target . ?target rec:kind ?kind .
  BIND(STRAFTER(STR(?p), "#") AS ?relation) } ORDER BY ?source ?target ?relation"""
_ACTORS = """SELECT ?id ?label ?kind WHERE {
  ?id rec:kind ?k ; rdfs:label ?label . FILTER NOT EXISTS { ?id rec:document ?any }
  BIND(STRAFTER(STR(?k), "#kind-") AS ?kind) } ORDER BY ?id"""


def agreement(source: Source) -> networkx.Graph[str]:
    """Actors as nodes (`label`, `kind`); edges with `weight`, `sign` (1, 0, -1), `agreements`, `disagreements`, `issues`.

    An actor that both supports and opposes an issue is on neither side of it. Cost: the square of the actors of an issue.
    """
    import networkx

    ties = _over_issues(source)
    for row in rows(source, _DIRECT):
        if row["source"] != row["target"]:
            pair = _pair(row["source"], row["target"])
            ties[pair].append((1 if row["relation"] == "supports" else -1, "directly"))
    names = {row["id"]: row for row in rows(source, _ACTORS)}
    graph: networkx.Graph[str] = networkx.Graph()
    for pair in sorted(ties):
        for actor in pair:
            known = names.get(actor, {})
            label = xml_words(known.get("label", actor))
            graph.add_node(actor, label=label, kind=known.get("kind", ""))
        graph.add_edge(*pair, **_tie(ties[pair]))
    return graph


def agreement_graphml(source: Source, out: IO[bytes]) -> None:
    """The signed network as GraphML."""
    import networkx

    networkx.write_graphml(agreement(source), out, named_key_ids=True)


def _over_issues(source: Source) -> defaultdict[tuple[str, str], list[tuple[int, str]]]:
    sides: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for row in rows(source, _STANDS):
        sides[row["issue"], row["name"]][row["actor"]].add(row["position"])
    ties: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for (_, name), actors in sides.items():
        sided = sorted((actor, min(p)) for actor, p in actors.items() if len(p) == 1)
        for (one, mine), (other, theirs) in combinations(sided, 2):
            ties[_pair(one, other)].append((1 if mine == theirs else -1, name))
    return ties


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _tie(signs: list[tuple[int, str]]) -> dict[str, int | str]:
    weight = sum(sign for sign, _ in signs)
    return {
        "weight": weight,
        "sign": (weight > 0) - (weight < 0),
        "agreements": sum(sign > 0 for sign, _ in signs),
        "disagreements": sum(sign < 0 for sign, _ in signs),
        "issues": xml_words("; ".join(sorted({name for _, name in signs}))),
    }
