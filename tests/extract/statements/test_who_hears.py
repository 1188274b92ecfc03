"""Who hears or turns down what others say has not said it. Own sentences."""

from __future__ import annotations

import pytest

from graph.extract.statements import StatementExtractor
from graph.extract.statements.marks import Quotations
from graph.extract.statements.tagged import _behind_cue, _without_torn
from graph.model import Act, Document, Findings, Statement
from graph.parse import Parser, annotate


def statements(parser: Parser, text: str) -> list[Statement]:
    """What is said in a text, by the rules alone."""
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    return list(StatementExtractor()(reading, Findings(document=document)))


def said(statement: Statement, text: str) -> str:
    """The words of a content."""
    return " … ".join(span.of(text) for span in statement.content)


@pytest.mark.parametrize(
    "text",
    [
        "The minister faces calls to quit over the burnt ferry.",
        "The minister rejected calls to quit over the burnt ferry.",
        "Ada Lind has ignored demands that she publish the lease of the pier.",
        "Ada Lind dismissed suggestions that the pier had been sold.",
        "Ada Lind brushed aside claims that the pier had been sold.",
    ],
)
def test_who_hears_a_call_does_not_make_it(parser: Parser, text: str) -> None:
    """Calls, demands and claims are not those of the person who faces or rejects them."""
    for statement in statements(parser, text):
        assert statement.speaker is None or statement.act in (Act.REJECT, Act.DENY, Act.CRITICISE)


def test_a_claim_that_is_brushed_aside_is_rejected(parser: Parser) -> None:
    """What is brushed aside is not said to be true."""
    (found,) = statements(parser, "Ada Lind brushed aside claims that the pier had been sold.")
    assert found.act is Act.REJECT


def test_what_somebody_does_not_say_is_a_clause(parser: Parser) -> None:
    """ "What she did not say was that …" denies that the clause was said; "What" is nobody's word."""
    text = "Ada Lind spoke for an hour. What she did not say was that half of the boats had sunk."
    (found,) = statements(parser, text)
    assert said(found, text) == "half of the boats had sunk"
    assert found.negated


def test_what_is_supposed_inside_a_statement_is_not_said(parser: Parser) -> None:
    """ "… unless Berg explains why …" is a condition of Lind's; Berg has explained nothing."""
    text = (
        "Ada Lind said she would close the pier unless Karl Berg explains why the lease was sold."
    )
    (found,) = statements(parser, text)
    assert said(found, text).endswith("why the lease was sold")


def test_a_name_behind_its_description_is_no_part_of_what_is_said(parser: Parser) -> None:
    """ "According to the lawyer of the crew, Ada Lind, they …": the name is the source's."""
    text = (
        "According to the lawyer of the four sailors, Ada Lind, they were not told for six hours."
    )
    (found,) = statements(parser, text)
    assert said(found, text) == "they were not told for six hours"
    assert found.speaker is not None


def test_words_torn_from_the_sentence_before_are_left_out(parser: Parser) -> None:
    """A noun without its verb, in another sentence, is no part of a content; a whole sentence is."""
    text = "The whole crew got off the ferry. Two men were killed, the coastguard said."
    doc = annotate(parser.parse(Document(id="1", text=text, name="x")))
    marks = Quotations(doc)
    assert _without_torn(doc.doc, marks, [(0, 3), (8, 12)]) == [(8, 12)]
    assert _without_torn(doc.doc, marks, [(0, 7), (8, 12)]) == [(0, 7), (8, 12)]


def test_a_content_does_not_hold_its_own_cue() -> None:
    """Of "| Berg has called you a fool |" by Berg what he said begins behind the cue; an aside is left alone."""
    assert _behind_cue([(3, 12)], (3, 5), (5, 7)) == [(7, 12)]
    assert _behind_cue([(0, 3), (6, 12)], (3, 5), (5, 6)) == [(0, 3), (6, 12)]
    assert _behind_cue([(3, 12)], None, (5, 7)) == [(3, 12)]
