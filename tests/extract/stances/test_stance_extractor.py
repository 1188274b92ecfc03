"""Who is for or against whom, read from sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.stances import StanceExtractor
from graph.model import Document, Findings, Stance
from graph.parse import Parser, read

Read = Callable[[str], set[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def stances(parser: Parser) -> Read:
    """Reads the stances of a text as holder, polarity and target."""

    def run(text: str) -> set[tuple[str, str, str]]:
        document = Document(id="d", text=text, name="d")
        reading = next(read([document], parser))

        def name(stance: Stance, side: str) -> str:
            mention = getattr(stance, side)
            return mention.text if mention.entity is None else reading.entities[mention.entity].name

        found = StanceExtractor()(reading, Findings(document))
        return {(name(s, "holder"), s.polarity.value, name(s, "target")) for s in found}

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pia Lund criticised comments from Jan Novak.", ("Pia Lund", "negative", "Jan Novak")),
        ("Jan Novak was praised by Kari Dahl.", ("Kari Dahl", "positive", "Jan Novak")),
        ("Jan Novak dismissed Kari Dahl as weak.", ("Jan Novak", "negative", "Kari Dahl")),
        ("Denmark's opposition to Russia is well known.", ("Denmark", "negative", "Russia")),
        ("Kari Dahl is critical of Israel.", ("Kari Dahl", "negative", "Israel")),
        ("Poland opposes sending troops.", ("Poland", "negative", "sending troops")),
        ("Poland backed the ceasefire plan.", ("Poland", "positive", "ceasefire plan")),
        ("Kari Dahl faced criticism from Sweden.", ("Sweden", "negative", "Kari Dahl")),
        ("Jan Novak said Kari Dahl is a disgrace.", ("Jan Novak", "negative", "Kari Dahl")),
        ("Kari Dahl did not endorse Jan Novak.", ("Kari Dahl", "negative", "Jan Novak")),
    ],
)
def test_a_stance_has_holder_polarity_and_target(
    stances: Read, text: str, expected: tuple[str, str, str]
) -> None:
    """Verbs, nouns, adjectives and contents of speech all tell stances."""
    assert expected in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novak is weak and Kari Dahl is a disgrace.",
        "Jan Novak might endorse Kari Dahl.",
        "If Norway backed Sweden, all would be well.",
        "Norway is ready to back Sweden.",
        "Jan Novak refused to condemn Russia.",
        "Iran attacked Israel on Monday.",
        "Pia Lund met Jan Novak in Oslo.",
    ],
)
def test_tone_wishes_and_deeds_are_no_stances(stances: Read, text: str) -> None:
    """The author's own verdict, what is only possible, and an attack with arms are nobody's stance."""
    assert stances(text) == set()


def test_the_accused_is_not_the_accuser(stances: Read) -> None:
    """What somebody is accused of is the accused's deed, not the accuser's."""
    found = stances("Jan Novak accused Kari Dahl of backing Russia.")
    assert ("Jan Novak", "negative", "Kari Dahl") in found
    assert ("Jan Novak", "positive", "Russia") not in found


def test_an_end_turns_support_round(stances: Read) -> None:
    """Who calls for the removal of somebody is against them."""
    assert ("Pia Lund", "negative", "Jan Novak") in stances(
        "Pia Lund backed the removal of Jan Novak."
    )
