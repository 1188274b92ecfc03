"""Words between quotation marks, in all the shapes that news gives them."""

from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document
from graph.parse.quotes import annotate
from graph.parse.reading import Reading

_BLANK = spacy.blank("en")


def _read(text: str) -> Reading:
    reading = Reading(Document(id="1", text=text, name="x"), _BLANK.make_doc(""))
    annotate(reading)
    return reading


def _inner(text: str) -> list[str]:
    return [quote.inner.of(text) for quote in _read(text).quotes]


@pytest.mark.parametrize(
    "text",
    [
        "“Go home,” she said. “Now.”",
        '"Go home," she said. "Now."',
        "“Go home,“ she said. “Now.“",
        "”Go home,” she said. ”Now.”",
        "““Go home,”” she said. “Now.”",
        "''Go home,'' she said. ''Now.''",
        "``Go home,'' she said. ``Now.''",
        "«Go home,» she said. «Now.»",
        "„Go home,“ she said. „Now.“",
        "‘Go home,’ she said. ‘Now.’",
        "'Go home,' she said. 'Now.'",
    ],
)
def test_marks_of_every_shape_enclose_the_same_words(text: str) -> None:
    """Curly, straight, low, doubled, angled, single and mistyped marks enclose the same two quotations."""
    assert _inner(text) == ["Go home,", "Now."]


def test_an_apostrophe_is_not_a_quotation_mark() -> None:
    """A possessive, an elided year and a contraction open nothing."""
    assert _inner("The voters’ choice in the ’90s wasn't Lund's, nor the '80s one.") == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    """'It's the voters' choice,' he said: the quotation ends after the comma."""
    assert _inner("'It's the voters' choice,' he said.") == ["It's the voters' choice,"]


def test_inches_are_not_quotations() -> None:
    """A man who is 6'2\" tall has said nothing."""
    assert _inner('A 6\'2" man spoke of the "plan" at length.') == ["plan"]


def test_a_quotation_over_paragraphs_opens_each_of_them() -> None:
    """Each paragraph gives one quotation; all but the last are left open."""
    text = "“We tried.\n\n“We failed.\n\n“We go on,” Lund said."
    quotes = _read(text).quotes
    assert [(q.inner.of(text), q.closed) for q in quotes] == [
        ("We tried.", False),
        ("We failed.", False),
        ("We go on,", True),
    ]


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    """The first quotation ends with its sentence, the second is found."""
    assert _inner("“We go, Lund said. He called it “bad” and left.")[-1] == "bad"


def test_a_hard_line_break_does_not_end_a_quotation() -> None:
    """A quotation wrapped over two lines is one quotation."""
    assert _inner('He said "this is\na wrapped line" and left.') == ["this is\na wrapped line"]


def test_a_quotation_may_have_a_line_for_each_of_its_sentences() -> None:
    """Texts with a sentence a line: the first mark after the open one closes it."""
    text = "“We build it.\nIt costs much.\nNobody doubts it,” Lund said.\n“Now.”"
    assert _inner(text) == ["We build it.\nIt costs much.\nNobody doubts it,", "Now."]


def test_a_closing_mark_may_have_slipped_to_the_next_line() -> None:
    """The quotation ends before the break; what follows the mark is not quoted."""
    assert _inner('He called it "a joke.\n" The mayor was "sad."') == ["a joke.", "sad."]


def test_a_mark_left_open_does_not_reach_over_a_blank_line_and_more() -> None:
    """A mark that nobody closed encloses its own line only."""
    text = "“We go, Lund said.\n\nThe road is wet.\n\nIt rains,” he said."
    assert _inner(text) == ["We go, Lund said."]


def test_a_closing_mark_with_spaces_on_both_sides_closes() -> None:
    """It closes what is open: what now? she asked: the space before the mark is a slip."""
    assert _inner('"What now? " she asked. "Go home."') == ["What now? ", "Go home."]


def test_marks_around_nothing_are_not_a_quotation() -> None:
    """Empty marks, a lone mark and a mark around spaces give nothing."""
    assert [_inner(t) for t in ('""', '"', '" "', "“", "''")] == [[], [], [], [], []]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=60))
def test_every_quotation_lies_in_the_text_and_in_order(text: str) -> None:
    """Whatever marks a text holds, quotations lie in it, hold a letter, and do not overlap."""
    quotes = _read(text).quotes
    for quote in quotes:
        assert 0 <= quote.span.start <= quote.inner.start < quote.inner.end <= quote.span.end
        assert quote.span.end <= len(text)
        assert any(c.isalnum() for c in quote.inner.of(text))
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(quotes))
