"""What the tagger breaks off and the parse goes on with. Own sentences; the tagger's part is given by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.extract.statements.combination import joined
from graph.extract.statements.marks import Quotations
from graph.extract.statements.selection import by_cue, scored_candidates
from graph.model import Document
from graph.parse import Parser, Reading, annotate


def read_one(parser: Parser, text: str) -> Reading:
    """A text with its parse and quotation marks."""
    return annotate(parser.parse(Document(id="1", text=text, name="x")))


def content(reading: Reading, taken: int) -> str:
    """What "said" has where the tagger took only so many words of it."""
    doc = reading.doc
    groups = by_cue(scored_candidates(reading, Quotations(reading)))
    group = next(g for g in groups if g[0].cue.text == "said")
    start = group[0].content[0][0]
    tagged = replace(group[0], frame="tagged", content=[(start, start + taken)], score=0.9)
    findings = [f for f in joined(groups, [tagged]) if f.candidate.cue.text == "said"]
    assert len(findings) == 1, "one statement, not two readings of it"
    return " … ".join(doc[a:b].text for a, b in findings[0].candidate.content)


@pytest.mark.parametrize(
    ("text", "taken", "end"),
    [
        (
            "Lind said on Friday that he would not close the old port but would first write to the owners of "
            "all the ships that lie there.",
            7,
            "ships that lie there",
        ),
        (
            "Lind said the report on the old port had shown the council how much money was lost there.",
            6,
            "was lost there",
        ),
    ],
)
def test_what_the_subject_does_as_well_belongs_to_what_was_said(
    parser: Parser, text: str, taken: int, end: str
) -> None:
    """ "would not close it | but would write" is one sentence of one speaker; so is a subject with its verb."""
    assert content(read_one(parser, text), taken).endswith(end)


def test_what_another_does_may_be_the_outlets_own_word(parser: Parser) -> None:
    """Behind "but" with a subject of its own the tagger's end of the content is kept."""
    text = (
        "Lind said that he would close the port, but Berg has not yet written to the owners of all "
        "the ships that lie there."
    )
    assert "Berg" not in content(read_one(parser, text), 5)
