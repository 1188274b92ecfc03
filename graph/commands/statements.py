"""`onrecord detach` and `reject`: people's decisions on statements. They outrank every rule and model."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands import console, options

Statement = Annotated[
    str,
    typer.Argument(
        metavar="STATEMENT", help="Id or IRI of a statement: statement/…", show_default=False
    ),
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept with the decision.")]


def detach(record: options.Record, statement: Statement, reason: Reason = "") -> None:
    """Decide that a statement does not report the claim it was joined to: it becomes a claim of its own.

    [bold]Examples[/]

      onrecord detach record statement/79cdd90628ceb584b49ed6e0 --reason "another figure"
    """
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        review.detach(statement, reason)
    console.words(f"{statement} is a claim of its own now; `onrecord undo` takes it back")


def reject(record: options.Record, statement: Statement, reason: Reason = "") -> None:
    """Decide that a statement is not by the speaker it was given to: it stays, without a speaker.

    [bold]Examples[/]

      onrecord reject record statement/79cdd90628ceb584b49ed6e0 --reason "the minister quotes her"
    """
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        names = review.reject(statement, reason)
    console.words(f"{statement} is not by {' or '.join(names)} now; `onrecord undo` takes it back")
