"""How claims and commitments stand to each other over texts and days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from graph.model import Act, QuoteType, Relation, ResourceKind, Status
from graph.resolve.claims import history, join
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.pairs import repetitions
from graph.resolve.claims.said import Said, numbers


def encode(text: str) -> Vector:
    """All texts mean the same: what keeps claims apart here are their words."""
    vector = np.zeros(384, dtype=np.float32)
    vector[0] = 1
    return vector


def said(text: str, actor: str, key: int, day: int = 1, **more: object) -> Said:
    defaults: dict[str, object] = {
        "document": f"{day:02}",
        "quotes": (),
        "day": date(2025, 1, 1) + timedelta(days=day),
        "outlet": "Ledger",
        "act": Act.SAY,
        "kind": QuoteType.INDIRECT,
        "is_negated": False,
        "is_conditional": False,
        "numbers": numbers(text),
        "confidence": 0.8,
        "cue": "said",
        "position": key * 100,
    }
    return Said(key=key, actor=actor, text=text, **{**defaults, **more})  # type: ignore[arg-type]


def found(*statements: Said) -> list[tuple[str, str, Relation]]:
    """Which texts stand in which relation."""
    joined = join([], statements, encode=encode)
    text = {c.id: c.text for c in joined.claims}
    return [(text[r.left], text[r.right], r.relation) for r in joined.relations]


def test_who_denies_the_accusation_answers_who_accused() -> None:
    """Between an accusation and its denial another voice may stand, which accused nobody."""
    accused = said("the port of hiding the leak", "rusu", 0, act=Act.ACCUSE, cue="accused")
    beside = said("the leak reached the old harbour in May", "mayor", 1)
    denied = said("the accusation", "port", 2, act=Act.DENY, cue="denied")
    assert found(accused, beside, denied) == [
        ("the accusation", "the port of hiding the leak", Relation.CONTRADICTS)
    ]


def test_a_speaker_who_says_the_contrary_in_few_words_updates_what_he_said() -> None:
    """ "We exclude sabotage", and days later "we no longer exclude sabotage"; two parties that will and will not join
    a club contradict each other in nothing."""
    first = said("we exclude sabotage at this moment", "munteanu", 0, day=1)
    later = said("we no longer exclude sabotage", "munteanu", 0, day=9, is_content_negated=True)
    assert [r for _, _, r in found(first, later)] == [Relation.UPDATES]
    other = said("we no longer exclude sabotage", "zotov", 0, day=9, is_content_negated=True)
    assert found(first, other) == []


def test_a_repetition_leads_to_an_earlier_occasion() -> None:
    """The same words on the next day are the same claim, half a year later a repetition."""
    words = "the harbour bridge will be ready before the winter"
    days = [said(words, "rusu", 0, day=day) for day in (1, 2, 200)]
    assert {(a.document, b.document) for a, b, _ in repetitions(days)} == {
        ("01", "200"),
        ("02", "200"),
    }


def pumps(document: str, day: int, amount: float, told: str) -> history.Reported:
    return history.Reported(
        report=(document, 0),
        actor="togo",
        kind=ResourceKind.OTHER,
        resource="pumps",
        beneficiaries=("benin",),
        status=Status.PLEDGED,
        day=date(2025, 3, day),
        amount=amount,
        unit="pumps",
        told=told,
    )


def test_an_amount_that_is_said_to_be_new_contradicts_nobody() -> None:
    """ "45 pumps instead of the 30" updates the 30; another outlet's 40 on the same day contradicts it."""
    first = pumps("a", 1, 30.0, "Togo will send 30 pumps to Benin")
    for told in ("Togo will send 45 pumps to Benin, not 30", "Togo raised its offer to 45 pumps"):
        [row] = history.relations([first, pumps("b", 3, 45.0, told)])
        assert (row.relation, row.left, row.right) == (Relation.UPDATES, ("b", 0), ("a", 0))
    [row] = history.relations([first, pumps("b", 1, 40.0, "Togo will send 40 pumps to Benin")])
    assert row.relation is Relation.CONTRADICTS


def test_who_is_asked_about_a_criticism_answers_it() -> None:
    """ "Asked about that criticism, the mayor said …" answers whoever spoke before; "asked about the weather" nobody."""
    criticised = said("the plan is a poster without a budget", "rusu", 0)
    for lead, expected in (
        ("Asked about that criticism, the mayor", [Relation.ANSWERS]),
        ("Reacting to these remarks, the mayor", [Relation.ANSWERS]),
        ("Asked about the weather, the mayor", []),
    ):
        mayor = said("everybody may have an opinion", "mayor", 1, lead=lead)
        assert [r for _, _, r in found(criticised, mayor)] == expected
