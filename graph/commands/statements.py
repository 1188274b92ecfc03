"""`onrecord detach`, `attach`, `assign` and `reject`: people's decisions on statements. They outrank every rule and model."""

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

      onrecord detach record statement/5aa4575e8ca98395b54a1b92 --reason "another figure"
    """
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        review.detach(statement, reason)
    console.words(f"{statement} is a claim of its own now; `onrecord undo` takes it back")


def attach(
    record: options.Record,
    statement: Statement,
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER",
            help="Id or IRI of another statement of the same claim.",
            show_default=False,
        ),
    ],
    reason: Reason = "",
) -> None:
    """Decide that two statements report one claim, which no rule or score had joined.

    [bold]Examples[/]

      onrecord attach record statement/b8505c3191397107d4e6e079 statement/1b3934ad087816433f101dab
    """
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        review.attach(statement, other, reason)
    console.words("the two report one claim now; `onrecord undo` takes it back")


def assign(
    record: options.Record,
    statement: Statement,
    issue: Annotated[
        str, typer.Argument(metavar="ISSUE", help="Name of the issue.", show_default=False)
    ],
    not_: Annotated[
        bool, typer.Option("--not", help="Decide that the statement does not belong to the issue.")
    ] = False,
    reason: Reason = "",
) -> None:
    """Decide that the claim of a statement belongs to an issue, or does not. Every later build keeps to it.

    [bold]Examples[/]

      onrecord assign record statement/5aa4575e8ca98395b54a1b92 "Brodno dam"
      onrecord assign record statement/5aa4575e8ca98395b54a1b92 "Brodno dam" --not
    """
    from graph.model import Verdict
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        review.assign(statement, issue, Verdict.NOT_SAME if not_ else Verdict.SAME, reason)
    done = "does not belong" if not_ else "belongs"
    console.words(f"{statement} {done} to “{issue}” now; `onrecord undo` takes it back")


def reject(record: options.Record, statement: Statement, reason: Reason = "") -> None:
    """Decide that a statement is not by the speaker it was given to: it stays, without a speaker.

    [bold]Examples[/]

      onrecord reject record statement/5aa4575e8ca98395b54a1b92 --reason "the minister quotes her"
    """
    from graph.pipeline.statement_review import StatementReview

    with StatementReview(record) as review:
        names = review.reject(statement, reason)
    console.words(f"{statement} is not by {' or '.join(names)} now; `onrecord undo` takes it back")
