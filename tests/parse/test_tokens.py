"""Words that must stay whole, lest the parse of their sentence be lost."""

from __future__ import annotations

from graph.model import Document
from graph.parse import Parser, annotate


def test_a_given_name_that_ends_like_a_preposition_stays_whole(parser: Parser) -> None:
    """ "Jae-in" is a name, not "in"; the relative clause after it is about its bearer."""
    text = "President Moon Jae-in, who will visit Oslo in May, said that Norway would pay."
    reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    assert "Moon Jae-in" in {entity.name for entity in reading.entities}
    visit = next(token for token in reading.doc if token.lower_ == "visit")
    assert visit.dep_ == "relcl" and visit.head.text == "Jae-in"


def test_other_words_with_a_hyphen_are_cut_as_before(parser: Parser) -> None:
    """A party in exile and an envoy of Oslo's keep the name of the town apart."""
    text = "The Oslo-in-exile party met an Oslo-based envoy."
    tokens = [t.text for t in parser.parse(Document(id="1", text=text, name="x")).doc]
    assert tokens.count("Oslo") == 2


def test_a_verb_with_its_prefix_stays_whole(parser: Parser) -> None:
    """ "If re-elected, we will …": cut, "re" is read as the verb. The lemma is that of the verb without the hyphen."""
    text = "If re-elected, we will co-fund a dam; the port was re-opened and the plan fast-tracked."
    doc = parser.parse(Document(id="1", text=text, name="x")).doc
    told = {t.text: (t.lemma_, t.head.text) for t in doc if "-" in t.text}
    assert told["re-elected"] == ("reelect", "co-fund")
    assert told["co-fund"][0] == "co-fund"
    assert told["re-opened"][0] == "reopen"
    assert told["fast-tracked"][0] == "fast-track"


def test_a_verb_of_speaking_is_found_behind_its_prefix(parser: Parser) -> None:
    """ "re-stated" is cut: its cue is "stated"; "co-founder" is cut as the pipeline was trained."""
    text = "The co-founder re-stated that Norway would pay."
    tokens = [t.text for t in parser.parse(Document(id="1", text=text, name="x")).doc]
    assert "stated" in tokens and "founder" in tokens
