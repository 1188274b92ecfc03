"""`onrecord stats`: what a record holds, in numbers."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph import terms
from graph.commands import console, options
from graph.store import Store

_COUNTED = {
    "documents": terms.NEWS_ARTICLE,
    "outlets": terms.OUTLET,
    "statements": terms.STATEMENT,
    "claims": terms.CLAIM,
    "commitments": terms.COMMITMENT,
    "stances": terms.STANCE,
    "roles": terms.MEMBERSHIP,
    "events": terms.EVENT,
    "contradictions and repeats": terms.CLAIM_RELATION,
    "copies": terms.COPY,
    "issues": terms.ISSUE,
    "decisions": terms.DECISION,
}


def stats(
    record: options.Record,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Count what a record holds.

    [bold]Examples[/]

      onrecord stats record
      onrecord stats record --json | jq .statements
    """
    with console.opened(Store.open(record)) as store:
        counts = {
            name: len({quad.subject for quad in store.match(predicate=terms.TYPE, thing=kind)})
            for name, kind in _COUNTED.items()
        }
        actors = {quad.object for quad in store.match(predicate=terms.ACTOR)}
        counts = {**counts, "actors": len(actors), "quads": len(store)}
    if as_json:
        console.result(json.dumps(counts, indent=1))
        return
    width = max(map(len, counts))
    console.result("\n".join(f"{name:<{width}}  {number:>9,}" for name, number in counts.items()))
