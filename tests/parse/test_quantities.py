"""Numbers with their units, in sentences of our own."""

from __future__ import annotations

import pytest

from graph.model import Document, Quantity
from graph.parse import Parser
from graph.parse.quantities import annotate
from graph.parse.quantities.figures import figures
from graph.parse.times import annotate as annotate_times


def quantities(parser: Parser, text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, dates set aside."""
    reading = parser.parse(Document(id="q", text=text, name="q"))
    annotate_times(reading)
    annotate(reading)
    assert all(q.span.of(text) == q.text for q in reading.quantities)
    return reading.quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Oslo gave €1.5bn to the fund.", 1.5e9, "EUR"),
        ("The ticket costs $46 at the door.", 46, "USD"),
        ("They froze 200 billion euros last year.", 2e11, "EUR"),
        ("The grant is worth £3.2 million.", 3.2e6, "GBP"),
        ("Moscow paid 40 million roubles for it.", 4e7, "RUB"),
        ("It will lend US$2 billion to Lima.", 2e9, "USD"),
        ("It set aside EUR50m for repairs.", 5e7, "EUR"),
        ("Norway promised 75 million crowns to Chad.", 7.5e7, "NOK"),
        ("About 38 per cent agreed.", 38, "percent"),
        ("They sent 500 combat troops to Mali.", 500, "persons"),
        ("Twenty-six nations signed the pact.", 26, "nations"),
        ("Chile ordered two million doses of the vaccine.", 2e6, "doses"),
        ("The wall is 12 km long.", 12, "kilometre"),
        ("A 24-page report came out.", 24, "page"),
        ("The road needs 5m tonnes of gravel.", 5e6, "metric ton"),
    ],
)
def test_a_number_has_its_value_and_unit(
    parser: Parser, text: str, value: float, unit: str
) -> None:
    """Figures and words, signs and names of currencies, persons, items and measures are read alike."""
    found = [q for q in quantities(parser, text) if q.unit == unit]
    assert [q.value for q in found] == [value]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It would take 10,000 to 30,000 troops.", 10_000, 30_000, "persons"),
        ("Prices rose between 5% and 7%.", 5, 7, "percent"),
        ("The plan costs $2 to $3 million a year.", 2e6, 3e6, "USD"),
        ("Tens of thousands of refugees came.", 10_000, 100_000, "persons"),
    ],
)
def test_a_range_has_bounds_and_no_value(
    parser: Parser, text: str, low: float, high: float, unit: str
) -> None:
    """A range is one quantity; its middle is nobody's number."""
    (found,) = quantities(parser, text)
    assert (found.value, found.low, found.high, found.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("text", "comparison", "approximate"),
    [
        ("They sent more than 300 nurses.", "more than", False),
        ("They sent up to a further 300 nurses.", "up to", False),
        ("They sent at least 300 nurses.", "at least", False),
        ("They sent another 300 nurses.", "further", False),
        ("They sent about 300 nurses.", None, True),
        ("They sent 300 nurses.", None, False),
    ],
)
def test_words_around_a_number_bend_it(
    parser: Parser, text: str, comparison: str | None, approximate: bool
) -> None:
    """Comparison and approximation are kept apart from the value."""
    (found,) = quantities(parser, text)
    assert (found.value, found.comparison, found.approximate) == (300, comparison, approximate)


def test_an_earlier_value_is_marked(parser: Parser) -> None:
    """In "78 per cent, up from 50 per cent" the second number is what was."""
    now, then = quantities(parser, "Support stood at 78 per cent, up from 50 per cent in May.")
    assert (now.change, then.change) == (None, "up from")


def test_a_rate_names_its_period(parser: Parser) -> None:
    """ "a year", "per person" and "annually" make an amount a rate."""
    (found,) = quantities(parser, "Oslo pays 3 billion euros a year.")
    assert found.per == "year"


def test_an_amount_takes_over_the_currency(parser: Parser) -> None:
    """A second amount without a unit is in the currency of the first."""
    text = "Sweden gave 90 million euros, Latvia 26.8 million."
    assert [(q.value, q.unit) for q in quantities(parser, text)] == [(9e7, "EUR"), (2.68e7, "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "The talks began on 4 September 2021.",
        "She was born in 1984.",
        "The G20 met in the 22nd week.",
        "Flight 370 left at 11 p.m.",
        "Lund won 2-1 on Sunday.",
        "Nobody was the one to blame.",
        "Article 5 was invoked.",
    ],
)
def test_calendar_names_and_scores_count_nothing(parser: Parser, text: str) -> None:
    """Dates, clock times, ordinals, scores and names with digits are no quantities."""
    assert quantities(parser, text) == ()


def test_figures_need_no_parse() -> None:
    """The reader of bare numbers works on text alone."""
    text = "half a million, two dozen, 1.2m, three hundred and five, ½"
    assert [f.value for f in figures(text)] == [500_000, 24, 1_200_000, 305, 0.5]
