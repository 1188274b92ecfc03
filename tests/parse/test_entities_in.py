"""The named entities of a part of a text are found without a look at the rest."""

from __future__ import annotations

from graph.parse import Parser, entities_in


def test_they_are_those_that_lie_whole_in_the_part(parser: Parser) -> None:
    """For every part of a text the same as spaCy finds by going through all of it."""
    doc = parser.nlp(
        "Ada Lund of the Harbour Bank met Ola Vik in New York on 3 May. Norway paid 5 million euros."
    )
    assert len(doc.ents) > 4
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            part = doc[start:end]
            assert [(e.start, e.end) for e in entities_in(part)] == [
                (e.start, e.end) for e in part.ents
            ]
