"""Who speaks where the text says what somebody is before it names him. Own sentences."""

from __future__ import annotations

import pytest

from graph.extract.statements import StatementExtractor
from graph.model import Document, Findings
from graph.parse import Parser, annotate

_AUTHOR = "the study's author, the veteran geologist Petra Holm"
_HEAD = "the head of the union, the crane driver Tomas Reik"


def _said(parser: Parser, text: str) -> tuple[str | None, str, str]:
    """Speaker's name, the words for him, and the content of the only statement."""
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    (found,) = StatementExtractor()(reading, Findings(document=document))
    key = None if found.speaker is None else found.speaker.entity
    name = None if key is None else reading.entities[key].name
    words = " ".join(span.of(text) for span in found.source)
    return name, words, " … ".join(span.of(text) for span in found.content)


def _speakers(parser: Parser, text: str) -> dict[str, str | None]:
    """The words for each speaker, with the name of whom they mean."""
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    found = StatementExtractor()(reading, Findings(document=document))
    speakers = [s.speaker for s in found if s.speaker is not None]
    keys = {s.text: s.entity for s in speakers}
    return {text: None if k is None else reading.entities[k].name for text, k in keys.items()}


@pytest.mark.parametrize(
    ("text", "name", "words", "content"),
    [
        (f"According to {_AUTHOR}, the drilling was too deep.", "Petra Holm", _AUTHOR, "the drilling was too deep"),
        (f"The drilling was too deep, according to {_AUTHOR}.", "Petra Holm", _AUTHOR, "The drilling was too deep"),
        (f"The drilling, according to {_AUTHOR}, went too deep.", "Petra Holm", _AUTHOR, "The drilling … went too deep"),
        (f"According to {_HEAD}, wages will fall.", "Tomas Reik", _HEAD, "wages will fall"),
        (f"Now {_AUTHOR}, says the drilling was too deep.", "Petra Holm", _AUTHOR, "the drilling was too deep"),
        (f"“The drilling was too deep,” said {_AUTHOR}.", "Petra Holm", _AUTHOR, "The drilling was too deep"),
        ("According to her lawyer in Oslo, Ada Lind, the case is closed.", "Ada Lind", "her lawyer in Oslo, Ada Lind", "the case is closed"),
    ],
)  # fmt: skip
def test_a_name_behind_what_its_bearer_is_speaks(
    parser: Parser, text: str, name: str, words: str, content: str
) -> None:
    """ "The study's author, the geologist Petra Holm," is Petra Holm, and all of these words are the source."""
    assert _said(parser, text) == (name, words, content)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to the minister, the activist Ada Lind was arrested in Oslo.", "Ada Lind"),
        ("According to the mayor, the engineer Mira Kovel, whom he sacked, stole the plans.", "Mira Kovel"),
        ("According to the court, the defendant Ida Storm, 34, stole the car.", "Ida Storm"),
        ("According to the minister, the activist Ada Lind, his aides said, was arrested.", "Ada Lind"),
    ],
)  # fmt: skip
def test_the_subject_of_what_is_said_does_not_say_it(parser: Parser, text: str, name: str) -> None:
    """Behind "according to the minister," a description with a name may begin what he says: then she is not the speaker."""
    speakers = _speakers(parser, text)
    assert text.split(",")[0].removeprefix("According to ") in speakers
    assert name not in speakers.values()


def test_two_who_stand_side_by_side_are_not_one(parser: Parser) -> None:
    """ "The mayor, the engineer Mira Kovel and the judge" are three: she is not the mayor."""
    text = "The mayor, the engineer Mira Kovel and the judge said the bridge was safe."
    speakers = _speakers(parser, text)
    assert "The mayor" in speakers
    assert speakers["The mayor"] != "Mira Kovel"
