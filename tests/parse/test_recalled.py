"""The shipped pipeline annotates as spaCy's own does, though it asks and reckons once for each kind of token."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.parse import recalled_embeddings
from graph.parse.model_loading import default_path
from graph.parse.recalled_attributes import recall_attributes
from graph.parse.recalled_embeddings import recall_embeddings

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
COLLOQUIAL = (
    "Y'all gotta know that nothin' is certain, and there's no one who'd say otherwise.\n\n \tLet's go, c'mon!",
    "It gets better: it's what I'm gonna do. She had had it; they do do that. That that is, is.",
    "“Whatcha doin'?” he'd asked her. We’re told you can't, won't and ain't.",
    "",
    " ",
)


def _texts() -> list[str]:
    sample = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    assert len(sample) > 3
    return [*sample, *COLLOQUIAL]


@pytest.fixture
def plain() -> Iterator[Language]:
    """The pipeline as spaCy loads it."""
    yield _load()


def _load() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(default_path())


def _told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def test_annotation_is_that_of_the_plain_pipeline(plain: Language) -> None:
    """Tags, lemmas, morphology, parse and names are the same, token by token, in every text."""
    recalling = _load()
    recall_attributes(recalling)
    recall_embeddings(recalling)
    assert "attribute_ruler" not in recalling.pipe_names
    for _ in range(2):  # what is remembered now is told like what was asked
        for theirs, ours in zip(plain.pipe(_texts()), recalling.pipe(_texts()), strict=True):
            assert _told(theirs) == _told(ours)


@pytest.mark.parametrize("kinds", [40, 900])
def test_a_full_memory_changes_no_vector(
    plain: Language, kinds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts with more kinds of token than there is room for, and those that fill it, are embedded to the same bit."""
    monkeypatch.setattr(recalled_embeddings, "KINDS", kinds)
    recalling = _load()
    recall_embeddings(recalling)
    theirs, ours = plain.get_pipe("tok2vec"), recalling.get_pipe("tok2vec")
    for text in _texts():
        expected = theirs.predict([plain.make_doc(text)])  # type: ignore[attr-defined]
        assert (ours.predict([recalling.make_doc(text)])[0] == expected[0]).all()  # type: ignore[attr-defined]


def test_a_batch_and_its_texts_alone_have_the_same_vectors(plain: Language) -> None:
    """What was read before a text, or with it, has no part in its vectors."""
    recalling = _load()
    recall_embeddings(recalling)
    ours, theirs = recalling.get_pipe("tok2vec"), plain.get_pipe("tok2vec")
    together = ours.predict([recalling.make_doc(text) for text in _texts()])  # type: ignore[attr-defined]
    for text, vectors in zip(_texts(), together, strict=True):
        alone = theirs.predict([plain.make_doc(text)])[0]  # type: ignore[attr-defined]
        assert (alone == vectors).all()


def test_a_ruler_that_looks_at_more_is_obeyed() -> None:
    """A pattern on the very form ("US", not "us") and one over two tokens are matched as the ruler matches them."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "us"}]], {"LEMMA": "we"})  # type: ignore[attr-defined]
    ruler.add([[{"ORTH": "US"}]], {"LEMMA": "United States"})  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": "the"}, {"LOWER": "us"}]], {"LEMMA": "that"}, index=-2)  # type: ignore[attr-defined]
    recall_attributes(nlp)
    assert [t.lemma_ for t in nlp("the US told us")] == ["that", "United States", "", "we"]
