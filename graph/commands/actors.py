"""`onrecord merge`, `split`, `link`, `undo` and `why`: people's decisions on who is who. They outrank every rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from graph.commands import console, options
from graph.errors import ConfigError
from graph.model import Actor, ActorLink, Decision, Judge, Verdict

Name = Annotated[
    str, typer.Argument(metavar="ACTOR", help="Name, id or IRI of an actor.", show_default=False)
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT|OTHER",
        help="Document in which the name means somebody else (its name, id or address), or an actor who is somebody else.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept with the decision.")]


Force = Annotated[
    bool,
    typer.Option("--force", help="Merge actors of kinds that differ, too: a person and a country."),
]


def merge(
    record: options.Record,
    actor: Annotated[
        str | None,
        typer.Argument(metavar="ACTOR", help="Name, id or IRI of an actor.", show_default=False),
    ] = None,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="OTHER", help="Name, id or IRI of another actor.", show_default=False
        ),
    ] = None,
    reason: Reason = "",
    force: Force = False,
    candidates: Annotated[
        float | None,
        typer.Option(
            "--candidates",
            metavar="SCORE",
            min=0.0,
            max=1.0,
            help="Accept every candidate of at least this score, instead of two actors.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Decide that two actors are one. The first keeps its IRI. Every later build keeps to it.

    With --candidates: that all who may be the same, as the record shows them, are. Of such links one in five is
    wrong in texts on one event, and many more in mixed news:
    look at them first ([bold]onrecord query record may-be-same[/]).

    [bold]Examples[/]

      onrecord merge record "Rowan Tresillian" "a spokesman for the foreign ministry in Berlin" --reason "named elsewhere"
      onrecord merge record --candidates 0.4
      onrecord undo record                                   takes all of them back
    """
    if (candidates is None) == (actor is None or other is None):
        raise ConfigError("give two actors to merge, or --candidates and a score")
    if candidates is not None and actor is not None:
        raise ConfigError("give two actors to merge, or --candidates and a score, not both")
    from graph.pipeline.review import Review

    with Review(record) as review:
        if candidates is not None:
            accepted = review.follow(candidates, reason, force=force)
            if not accepted:
                console.words(f"no candidate has {candidates:g} or more: nothing was changed")
                return
            said = f"{accepted} candidates of at least {candidates:g} are accepted"
        elif actor is not None and other is not None:
            review.merge(review.actor(actor), review.actor(other), reason, force=force)
            said = f"{actor} and {other} are one actor"
    console.words(f"{said} now; `onrecord undo` takes it back")


def split(record: options.Record, actor: Name, document: Place, reason: Reason = "") -> None:
    """Decide that a name means somebody else in one document, or that two actors are not one.

    In a document the name becomes an actor of its own. Two actors that may be the same are no candidates any more.

    [bold]Examples[/]

      onrecord split record "Milena Dragutin" dam-summit-harbour-gazette --reason "another of that name"
      onrecord split record "doctors in Lindi" "Rowan Tresillian" --reason "he is no doctor"
    """
    from graph.pipeline.review import Review

    with Review(record) as review:
        found = review.actor(actor)
        other = review.other_actor(found, document)
        if other is not None:
            review.decide(found.id, other.id, Verdict.NOT_SAME, reason)
        else:
            for place in review.entities_in(found, document):
                review.decide(place, found.id, Verdict.NOT_SAME, reason)
    where = f"another than {other.name}" if other else f"another actor in {document}"
    console.words(f"{actor} is {where} now; `onrecord undo` takes it back")


def link(
    record: options.Record,
    actor: Annotated[
        str | None,
        typer.Argument(metavar="ACTOR", help="Name, id or IRI of an actor.", show_default=False),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="THING",
            help="What the actor is elsewhere: an IRI, or a Wikidata id such as Q142.",
            show_default=False,
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option(
            "--service",
            help="Ask this reconciliation service (API 0.2) for candidates, and keep them undecided.",
            show_default=False,
        ),
    ] = None,
    reject: Annotated[
        bool, typer.Option("--reject", help="Decide that the actor is not this thing.")
    ] = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=1, help="Actors to ask for at most, those of most documents first."
        ),
    ] = 100,
    reason: Reason = "",
) -> None:
    """Say which thing of Wikidata, or of another knowledge base, an actor is. Without THING: list what is known.

    Nothing is asked of the network but with --service. A candidate stays one until a person accepts it: it then
    becomes a skos:exactMatch, in every later build too.

    [bold]Examples[/]

      onrecord link record                                   what is linked, and the candidates
      onrecord link record "Milena Dragutin" Q4115189        accept
      onrecord link record "Milena Dragutin" Q4115189 --reject
      onrecord link record --service https://wikidata.reconci.link/en/api
      onrecord undo record "Milena Dragutin" Q4115189
    """
    if target is not None and service is not None:
        raise ConfigError("give a thing to decide on, or --service to ask for candidates, not both")
    if reject and target is None:
        raise ConfigError("--reject needs the actor and the thing that it is not")
    if service is not None:
        _ask(record, service, [actor] if actor else [], limit)
    elif actor is not None and target is not None:
        _decide_link(record, actor, target, Verdict.NOT_SAME if reject else Verdict.SAME, reason)
    else:
        _list_links(record, actor)


def _ask(record: str, address: str, names: list[str], limit: int) -> None:
    from graph.pipeline.review import Review
    from graph.resolve.reconciliation import Service

    with Service(address) as service, Review(record) as review:
        actors = review.unlinked(names, limit)
        with console.progress("asking", None) as bar:
            new = review.ask(service, actors, bar.set)
        name = service.manifest.name
    console.words(
        f"{name} gave {new} new candidates for {len(actors)} actors; nothing is linked yet"
    )
    _list_links(record, names[0] if names else None)


def _decide_link(record: str, name: str, target: str, verdict: Verdict, reason: str) -> None:
    from graph.pipeline.review import Review

    with Review(record) as review:
        actor = review.actor(name)
        made = review.decide_link(actor, target, verdict, reason)
    said = "is" if made.accepted else "is not"
    console.words(f"{actor.name} {said} {made.target} now; `onrecord undo` takes it back")


def _list_links(record: str, name: str | None) -> None:
    from graph.pipeline.review import Review

    with Review(record, "r") as review:
        actors = [review.actor(name)] if name else review.linked()
    lines = [_link(actor, link) for actor in actors for link in actor.links]
    if lines:
        console.result(console.tame("\n".join(lines)))
    else:
        console.words(
            "no links and no candidates; --service asks a reconciliation service for some"
        )


def _link(actor: Actor, link: ActorLink) -> str:
    return f"{actor.name}\t{link.target}\t{_said(link)}\t{link.reason}"


def _said(link: ActorLink) -> str:
    return "accepted" if link.accepted else f"candidate {link.score:.2f}"


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
      onrecord undo record "Rowan Tresillian" "a spokesman for the foreign ministry in Berlin"
    """
    from graph.pipeline.review import Review
    from graph.resolve.actors.candidates import act_of

    with Review(record) as review:
        taken = review.undo(*(name for name in (actor, other) if name))
        if taken is None:
            raise ConfigError("there is no decision of a person to take back")
        said = act_of(taken) or _taken(taken, review.named)
    console.words(f"taken back: {said}")


def why(
    record: options.Record,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ACTOR",
            help="Name, id or IRI of an actor, or a statement: statement/…",
            show_default=False,
        ),
    ],
) -> None:
    """Print what made an actor one: its names, the documents, and every decision by rule or person.

    Of a statement: its claim, who else reports it, and every decision that joined it.

    [bold]Examples[/]

      onrecord why record "Milena Dragutin"
      onrecord why record statement/5aa4575e8ca98395b54a1b92
    """
    is_statement = name.startswith("statement/") or "/statement/" in name
    lines = _of_statement(record, name) if is_statement else _of_actor(record, name)
    console.result(console.tame("\n".join(lines)))


def _of_statement(record: str, name: str) -> list[str]:
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record, "r") as review:
        return review.joined(name)


def _of_actor(record: str, name: str) -> list[str]:
    from graph.pipeline.review import Review

    with Review(record, "r") as review:
        found = review.actor(name)
        decisions = review.why(found)
        lines = [_headline(found), *_mentions(found, review.document_names())]
        lines += [f"  {_said(link)}: {link.target} ({link.reason})" for link in found.links]
        return lines + [_line(decision, review.named) for decision in decisions]


def _headline(actor: Actor) -> str:
    ids = ", ".join(f"{scheme} {identifier}" for scheme, identifier in actor.ids)
    known = f" ({ids})" if ids else ""
    also = f"\n  also: {'; '.join(actor.aliases)}" if actor.aliases else ""
    return f"{actor.name}: {actor.kind}{known}, id {actor.id}{also}"


def _taken(decision: Decision, named: Callable[[str], str]) -> str:
    """What was decided, in words: on two actors, on a statement and its claim, on a statement and its speaker."""
    if decision.kind == "claim":
        return f"statement {decision.left} is no report of its claim"
    if decision.kind == "speaker":
        return f"statement/{decision.left} is not by {named(decision.right)}"
    return f"{named(decision.left)} {decision.verdict} {named(decision.right)}"


def _mentions(actor: Actor, documents: dict[str, str]) -> list[str]:
    return [f"  in {documents.get(document, document)}" for document in dict(actor.entities)]


def _line(decision: Decision, named: Callable[[str], str]) -> str:
    who = "a person" if decision.judge is Judge.PERSON else f"a {decision.judge}"
    taken_back = " (taken back)" if decision.withdrawn else ""
    return (
        f"  {who}: {named(decision.left)} {decision.verdict} {named(decision.right)}, {decision.score:.2f}"
        f" ({decision.reason}){taken_back}"
    )
