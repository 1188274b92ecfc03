"""Which commitments, stances and events come first: chosen by the record, most reports first, then by their IRIs.

Each function takes the IRIs that may be shown, or None for all of the record, and gives nothing beyond `most`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode

from graph import terms
from graph.render.lookup import Lookup, as_day
from graph.render.nearby import BATCH

Within = Collection[str] | None
Group = tuple[NamedNode, tuple[NamedNode, ...]]
Judged = tuple[str, str, str]  # holder, target, verb


# --- commitments ------------------------------------------------------------------------------------


def leading_pledges(lookup: Lookup, within: Within, most: int) -> list[Group]:
    """Pledges with their reports in time order, and commitments that no pledge follows."""
    if within is None:
        groups = _all_pledges(lookup, most)
    else:
        groups = _pledges_of(lookup, {iri for iri in within if "/commitment/" in iri})
    return sorted(groups, key=lambda group: (-len(group[1]), str(group[0])))[:most]


def _all_pledges(lookup: Lookup, most: int) -> list[Group]:
    """Enough of them for the first `most`: those at or above the number of reports that still fits."""
    rows = lookup.rows(f"SELECT DISTINCT ?n {{ ?p {terms.REPORT_COUNT} ?n }}")
    chosen: list[NamedNode] = []
    for reports in sorted((int(n or 0) for (n,) in rows), reverse=True):
        if len(chosen) >= most or reports < 2:
            break
        chosen += _first(lookup, f"?x {terms.REPORT_COUNT} {reports}", most)
    found = [(pledge, _reports(lookup, pledge)) for pledge in _loaded(lookup, chosen)]
    if len(chosen) >= most:
        return found
    single = f"?x a {terms.COMMITMENT} FILTER NOT EXISTS {{ ?step {terms.STEP_REPORT} ?x }}"
    found += [(this, (this,)) for this in _first(lookup, single, most)]
    alone = _first(lookup, f"?x {terms.REPORT_COUNT} 1", most)
    return found + [(pledge, _reports(lookup, pledge)) for pledge in _loaded(lookup, alone)]


def _first(lookup: Lookup, pattern: str, most: int) -> list[NamedNode]:
    """In the order of their IRIs, by which Oxigraph sorts three times as slowly as it hands them over."""
    found = {iri for (iri,) in lookup.rows(f"SELECT ?x {{ {pattern} }}") if iri}
    return [NamedNode(iri) for iri in sorted(found)[:most]]


def _loaded(lookup: Lookup, pledges: list[NamedNode]) -> list[NamedNode]:
    lookup.load(pledges, steps=1)
    lookup.load((step for pledge in pledges for step in lookup.nodes(pledge, terms.HAS_STEP)), 1)
    return pledges


def _reports(lookup: Lookup, pledge: NamedNode) -> tuple[NamedNode, ...]:
    found = (lookup.first(step, terms.STEP_REPORT) for step in steps_of(lookup, pledge))
    return tuple(dict.fromkeys(report for report in found if report))


def steps_of(lookup: Lookup, pledge: NamedNode) -> list[NamedNode]:
    """The steps of a pledge, in their order."""
    steps = lookup.nodes(pledge, terms.HAS_STEP)
    return sorted(steps, key=lambda step: lookup.number(step, terms.KEY) or 0)


def _pledges_of(lookup: Lookup, commitments: set[str]) -> list[Group]:
    """Those that are among the commitments, each with those of its reports that are."""
    pattern = f"?s {terms.STEP_REPORT} ?x . ?p a {terms.PLEDGE} ; {terms.HAS_STEP} ?s OPTIONAL {{ ?s {terms.KEY} ?n }}"
    steps: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for report, pledge, place in lookup.among(commitments, pattern, "?x ?p ?n"):
        steps[pledge or ""].add((float(place or 0), report or ""))
    groups = [(pledge, [report for _, report in sorted(found)]) for pledge, found in steps.items()]
    held = {report for _, reports in groups for report in reports}
    groups += [(this, [this]) for this in commitments - held]
    return [
        (NamedNode(pledge), tuple(map(NamedNode, dict.fromkeys(reports))))
        for pledge, reports in groups
    ]


# --- stances ----------------------------------------------------------------------------------------


def leading_stances(
    lookup: Lookup, within: Within, most: int
) -> list[tuple[Judged, list[NamedNode]]]:
    """Who judges whom in which words, with the stances that say so."""
    holds = f"?x {terms.HOLDER} ?h ; {terms.TARGET} ?t"
    verb = f"OPTIONAL {{ ?x {terms.RELATION} ?r }}"
    if within is None:
        pairs = _leading_pairs(lookup, f"{holds} FILTER(?h != ?t)", most)
        rows = _between(lookup, sorted(pairs), f"{holds} {verb}")
    else:
        stances = {iri for iri in within if "/stance/" in iri}
        rows = lookup.among(stances, f"{holds} {verb}", "?x ?h ?t ?r")
    found: dict[Judged, set[str]] = defaultdict(set)
    for this, holder, target, relation in rows:
        if this and holder and target and holder != target:
            found[holder, target, relation or "judges"].add(this)
    first = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [(judged, [NamedNode(iri) for iri in sorted(reports)]) for judged, reports in first]


def _leading_pairs(lookup: Lookup, pattern: str, most: int) -> set[tuple[str, str]]:
    """Pairs of holder and target with as many stances as the last that fits, or more."""
    counted = f"{{ SELECT ?h ?t (COUNT(?x) AS ?n) {{ {pattern} }} GROUP BY ?h ?t }}"
    last = lookup.rows(
        f"SELECT ?n {{ {counted} }} ORDER BY DESC(?n) OFFSET {max(most, 1) - 1} LIMIT 1"
    )
    least = next((n for (n,) in last), None) or "1"
    rows = lookup.rows(f"SELECT ?h ?t {{ {counted} FILTER(?n >= {least}) }}")
    return {(holder or "", target or "") for holder, target in rows}


def _between(
    lookup: Lookup, pairs: list[tuple[str, str]], pattern: str
) -> Iterator[tuple[str | None, ...]]:
    """Stances of the pairs, as many pairs at a time as a query may name."""
    size = BATCH // 2
    for i in range(0, len(pairs), size):
        values = " ".join(f"(<{holder}> <{target}>)" for holder, target in pairs[i : i + size])
        yield from lookup.rows(f"SELECT ?x ?h ?t ?r {{ VALUES (?h ?t) {{ {values} }} {pattern} }}")


# --- events -----------------------------------------------------------------------------------------


def leading_events(lookup: Lookup, within: Within, most: int) -> list[tuple[NamedNode, ...]]:
    """Reports of the same event: of one kind, day and place; without a place, in the same words on that day."""
    found: dict[tuple[str, ...], list[NamedNode]] = defaultdict(list)
    for event, occasion in _occasions(lookup, within):
        found[occasion].append(event)
    groups = [tuple(sorted(reports, key=str)) for reports in found.values()]
    return sorted(groups, key=lambda reports: (-len(reports), str(reports[0])))[:most]


def _occasions(lookup: Lookup, within: Within) -> Iterator[tuple[NamedNode, tuple[str, ...]]]:
    """Each event with what two reports of one event share. Without a day or a place, only a document's own words join."""
    pattern = (
        f"?x a {terms.EVENT} OPTIONAL {{ ?x {terms.EVENT_TYPE} ?k }}"
        f" OPTIONAL {{ ?x {terms.HAS_TIME} ?w . ?w {terms.START} ?t }} OPTIONAL {{ ?x {terms.HAS_PLACE} ?p }}"
        f" OPTIONAL {{ ?x {terms.LABEL} ?l }} OPTIONAL {{ ?x {terms.DOCUMENT} ?d }}"
    )
    names = "?x ?k ?t ?p ?l ?d"
    if within is None:
        rows = lookup.rows(f"SELECT {names} {{ {pattern} }}")
    else:
        rows = lookup.among({iri for iri in within if "/event/" in iri}, pattern, names)
    values: dict[str, tuple[str | None, ...]] = {}
    for event, *rest in rows:
        values[event or ""] = min(values.get(event or "", tuple(rest)), tuple(rest), key=_filled)
    for event, (kind, day, place, label, document) in values.items():
        on = as_day(day)
        exact = (kind or "", on.isoformat(), place) if on and place else None
        loose = (kind or "", (label or "").casefold(), str(on or document))
        yield NamedNode(event), exact or loose


def _filled(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value or "" for value in values)
