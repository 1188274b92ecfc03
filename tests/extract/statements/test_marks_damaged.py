"""Statements of a text whose quotation marks were removed, straightened, doubled or mistyped."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from graph.model import QuoteType, Statement

TEXT = """Ada Lindqvist said that the dam would hold until Friday. “We built it twice,” the mayor said. “Nobody needs to leave.”
Erik Moen, an engineer at the Bergen Institute, warned that the wall was “soft as butter.” He added that the army should watch it.
The minister told reporters the money was there. “I signed it on Monday,” she said.
Norway and Sweden announced that they would pay for the repairs, according to the Oslo Courier.
“It's a question of weeks,” said Moen. The council believes that the village is safe. Critics argue that nobody has looked at the wall.
The army denied that it had been asked. “We would have come,” a colonel said. Sweden promised that it would send pumps, and Denmark announced that it would pay for them.
Engineers say the river will rise again, and the police expect that roads will close. “Stay at home,” the police wrote.
The insurers estimated that the damage was small. A farmer complained that his fields were under water. “Nobody told us,” he said.
The prime minister insisted that the country was ready. Her deputy admitted that mistakes had been made, and the opposition demanded that he resign.
“It was nobody's fault,” said the deputy. Reporters noted that he left early. The mayor hopes that the school will open on Monday.
Teachers fear that it will not. The union warned that its members would stay away. “We are tired,” said its leader."""

DAMAGE: dict[str, Callable[[str], str]] = {
    "removed": lambda t: re.sub("[“”]", "", t),
    "straightened": lambda t: re.sub("[“”]", '"', t),
    "doubled": lambda t: t.replace("“", "““").replace("”", "””"),
    "all opening": lambda t: t.replace("”", "“"),
    "all closing": lambda t: t.replace("“", "”"),
    "swapped": lambda t: t.translate(str.maketrans("“”", "”“")),
    "single": lambda t: t.replace("“", "‘").replace("”", "’"),
    "straight single": lambda t: re.sub("[“”’]", "'", t),
    "typewriter": lambda t: t.replace("“", "``").replace("”", "''"),
    "first closing lost": lambda t: t.replace("”", "", 1),
    "first opening lost": lambda t: t.replace("“", "", 1),
    "a stray one": lambda t: "”" + t.replace("dam", 'dam"', 1),
}


def _indirect(statements: list[Statement], text: str) -> set[str]:
    contents = (
        " ".join(s.of(text) for s in each.content)
        for each in statements
        if each.kind is not QuoteType.DIRECT
    )
    return {re.sub(r"\W+", " ", content).strip() for content in contents}


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_indirect_statements_survive(fast: Callable[[str], list[Statement]], damage: str) -> None:
    """However the marks are damaged, what was reported without them is still found."""
    whole = {c for c in _indirect(fast(TEXT), TEXT) if "butter" not in c}
    damaged = DAMAGE[damage](TEXT)
    found = _indirect(fast(damaged), damaged)
    assert len(whole) >= 20
    assert len(whole - found) <= len(whole) // 20, sorted(whole - found)
