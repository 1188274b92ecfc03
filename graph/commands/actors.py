"""`onrecord merge`, `split`, `undo` and `why`: people's decisions on who is who. They outrank every rule."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands import console, options
from graph.errors import ConfigError
from graph.model import Actor, Decision, Judge, Verdict

Name = Annotated[
    str, typer.Argument(metavar="ACTOR", help="Name, id or IRI of an actor.", show_default=False)
]
Other = Annotated[
    str,
    typer.Argument(metavar="OTHER", help="Name, id or IRI of another actor.", show_default=False),
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT",
        help="Document in which the name means somebody else: its name, id or address.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept with the decision.")]


def merge(record: options.Record, actor: Name, other: Other, reason: Reason = "") -> None:
    """Decide that two actors are one. The first keeps its IRI. Every later build keeps to it.

    [bold]Examples[/]

      onrecord merge record "Milena Dragutin" "M. Dragutin" --reason "same person, initial only"
      onrecord undo record "Milena Dragutin" "M. Dragutin"
    """
    _decide(record, actor, other, Verdict.SAME, reason)
    console.words(f"{actor} and {other} are one actor now; `onrecord undo` takes it back")


def split(record: options.Record, actor: Name, document: Place, reason: Reason = "") -> None:
    """Decide that a name means somebody else in one document: it becomes an actor of its own.

    [bold]Examples[/]

      onrecord split record "Johnson" dam-summit-harbour-gazette --reason "the mayor, not the minister"
    """
    from graph.pipeline.review import Review

    with Review(record) as review:
        found = review.actor(actor)
        for place in review.entities_in(found, document):
            review.decide(place, found.id, Verdict.NOT_SAME, reason)
    console.words(f"{actor} is another actor in {document} now; `onrecord undo` takes it back")


def undo(
    record: options.Record,
    actor: Annotated[
        str | None,
        typer.Argument(metavar="ACTOR", help="Of the decision to take back.", show_default=False),
    ] = None,
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="The other side of it.", show_default=False),
    ] = None,
) -> None:
    """Take back the last decision of a person, or the last one on two actors. The graph is then as it was before.

    [bold]Examples[/]

      onrecord undo record
      onrecord undo record "Milena Dragutin" "M. Dragutin"
    """
    from graph.pipeline.review import Review

    with Review(record) as review:
        taken = review.undo(*(name for name in (actor, other) if name))
    if taken is None:
        raise ConfigError("there is no decision of a person to take back")
    console.words(f"taken back: {taken.left} {taken.verdict} {taken.right}")


def why(record: options.Record, actor: Name) -> None:
    """Print what made an actor one: its names, the documents, and every decision by rule or person.

    [bold]Examples[/]

      onrecord why record "Milena Dragutin"
    """
    from graph.pipeline.review import Review

    with Review(record, "r") as review:
        found = review.actor(actor)
        decisions = review.why(found)
        documents = review.document_names()
    lines = [_headline(found), *_mentions(found, documents)]
    lines += [_line(decision) for decision in decisions]
    console.result(console.tame("\n".join(lines)))


def _decide(record: str, left: str, right: str, verdict: Verdict, reason: str) -> None:
    from graph.pipeline.review import Review

    with Review(record) as review:
        review.decide(review.actor(left).id, review.actor(right).id, verdict, reason)


def _headline(actor: Actor) -> str:
    ids = ", ".join(f"{scheme} {identifier}" for scheme, identifier in actor.ids)
    known = f" ({ids})" if ids else ""
    also = f"\n  also: {'; '.join(actor.aliases)}" if actor.aliases else ""
    return f"{actor.name}: {actor.kind}{known}, id {actor.id}{also}"


def _mentions(actor: Actor, documents: dict[str, str]) -> list[str]:
    return [f"  in {documents.get(document, document)}" for document in dict(actor.entities)]


def _line(decision: Decision) -> str:
    who = "a person" if decision.judge is Judge.PERSON else f"a {decision.judge}"
    taken_back = " (taken back)" if decision.withdrawn else ""
    return (
        f"  {who}: {decision.left} {decision.verdict} {decision.right}, {decision.score:.2f}"
        f" ({decision.reason}){taken_back}"
    )
