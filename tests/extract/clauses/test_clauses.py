"""What is read from texts that are no news. Persons are invented; the texts are ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.errors import ConfigError, DamagedError
from graph.extract import built_in, extract
from graph.extract.clauses import model
from graph.extract.clauses.choice import proposed, rows_of
from graph.extract.clauses.signatures import signatures
from graph.extract.clauses.sources import source_rows, sources
from graph.extract.statements.marks import Quotations
from graph.model import (
    Document,
    Findings,
    Passage,
    QuoteType,
    SetAside,
    Span,
    Statement,
)
from graph.parse import Parser, annotate
from graph.trees import Trees

Read = Callable[..., Findings]

LETTER = """Dear Mr Holm,

I am writing about the bridge over the Tana, which our village has used for ninety years and which the county now means to close. I believe that it can be saved.

The engineer told us that the northern pier is sound. My mother said, "I doubt it will last the winter," and yet it stands.

We hope that you will come and see it before the council votes.

Yours sincerely,

Ada Lindqvist
"""
STORY = """The lamp went out. "I think somebody is on the stairs," Mara whispered.

Jonas knew that the door was locked. He had turned the key himself, and he was sure that nobody else had one.

"It is only the wind," he said.
"""
INTERVIEW = """Erik Moen: When did you start to build boats?
Ada Lindqvist: I believe that it was in 1988, in the winter.
Erik Moen: Who taught you?
Ada Lindqvist: My uncle. He thought that every plank has a temper.
Erik Moen: And today?
Ada Lindqvist: I hope that my daughter will take over the yard.
"""
HOW_TO = """How to mend a puncture

Take the wheel off and let the air out. Make sure that the tyre is dry before you go on. Note that old glue must be removed.

Most mechanics agree that a patch lasts longer than foam. If you think that the hole is too big, buy a new tube.
"""
ESSAY = """Why rivers need room

By Ada Lindqvist

For a hundred years engineers believed that a straight river was a safe river, and they cut off every bend that they could reach between the lakes and the sea.

Studies from three valleys show that floods grew worse instead. According to Jan Holm, a hydrologist, the water simply came faster than before.
"""


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Text in, findings out, as `--genre general` reads."""
    extractors = built_in(genre="general")

    def of(text: str, aside: tuple[SetAside, ...] = ()) -> Findings:
        document = Document(id="1", text=text, name="x", set_aside=aside)
        return extract(annotate(parser.parse(document)), extractors)

    return of


def said(findings: Findings) -> list[tuple[str | None, str, str]]:
    """Who, by which word, what: the speaker's name where he is resolved, else his words."""
    names = {entity.key: entity.name for entity in findings.entities}
    return [(_name(s, names), _words(s, s.cue, findings), _words(s, s.content, findings)) for s in findings.statements]  # fmt: skip


def _name(statement: Statement, names: dict[int, str]) -> str | None:
    if statement.speaker is None:
        return None
    key = statement.speaker.entity
    return statement.speaker.text if key is None else names[key]


def _words(statement: Statement, spans: tuple[Span, ...], findings: Findings) -> str:
    return " … ".join(span.of(findings.document.text) for span in spans)


# --- what is found ------------------------------------------------------------------------------


def test_a_letter_is_its_signers_and_i_is_who_signed_it(read: Read) -> None:
    """The whole letter is said by her, and what she believes is reported through it."""
    findings = read(LETTER)
    whole, *inside = findings.statements
    found = said(findings)
    assert found[0][0] == "Ada Lindqvist" and found[0][2].startswith("Dear Mr Holm,")
    assert whole.kind is QuoteType.DIRECT and whole.cue == () and whole.level == 0
    assert ("Ada Lindqvist", "believe", "it can be saved") in found
    assert all(s.level >= 1 for s in inside)


def test_who_is_quoted_in_a_letter_keeps_her_own_i(read: Read) -> None:
    """The mother's doubt is not the signer's."""
    doubts = [who for who, cue, _ in said(read(LETTER)) if cue == "doubt"]
    assert doubts == ["my mother"]


def test_whom_a_letter_greets_is_no_engineer_in_it(read: Read) -> None:
    """Who is written to is "you"; nobody is named rather than the wrong one."""
    told = [s for s in read(LETTER).statements if s.source and s.cue and s.level]
    engineer = [s for s in told if s.speaker is not None and "engineer" in s.speaker.text]
    assert engineer and all(s.speaker is not None and s.speaker.entity is None for s in engineer)


def test_dialogue_in_a_story_has_its_speaker_and_thoughts_have_theirs(read: Read) -> None:
    """A quotation ends at its mark, wherever the parser ends its clause."""
    found = said(read(STORY))
    assert ("Mara", "whispered", "I think somebody is on the stairs") in found
    assert ("Mara", "think", "somebody is on the stairs") in found
    assert ("Jonas", "knew", "the door was locked") in found
    assert ("Jonas", "said", "It is only the wind") in found


def test_the_turns_of_an_interview_are_their_speakers(read: Read) -> None:
    """The label says who "I" is; "he" is nobody who takes turns."""
    found = said(read(INTERVIEW))
    assert ("Erik Moen", ":", "Who taught you?") in found
    assert any(who == "Ada Lindqvist" and cue == "hope" for who, cue, _ in found)
    assert ("He", "thought", "every plank has a temper") in found


def test_a_how_to_says_who_agrees_and_gives_its_orders_to_nobody(read: Read) -> None:
    """ "Make sure that …" is asked of the reader; nobody says it."""
    found = said(read(HOW_TO))
    assert ("most mechanics", "agree", "a patch lasts longer than foam") in found
    assert not [cue for _, cue, _ in found if cue.lower() in ("make", "sure", "note")]


def test_an_essay_has_what_its_sources_show(read: Read) -> None:
    """Studies find, engineers believed; what is according to somebody is his."""
    found = said(read(ESSAY))
    assert any(cue == "show" and "floods grew worse" in what for _, cue, what in found)
    assert any(who == "Jan Holm" and "came faster" in what for who, _, what in found)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("My aunt never thought that the roof would hold.", True),
        ("My aunt did not think that the roof would hold.", True),
        ("My aunt thought that the roof would hold.", False),
    ],
)
def test_what_is_not_thought_is_kept_as_not_thought(read: Read, text: str, negated: bool) -> None:
    """Negation is never dropped."""
    (statement,) = read(text).statements
    assert statement.negated is negated


@pytest.mark.parametrize(
    "text",
    [
        "Please let me know how the repair of the boat is going.",
        "If the harbour board thinks that the crane is safe, the work begins on Monday.",
        "Karin Moe was asked whether the crane had been tested.",
    ],
)
def test_what_nobody_says_is_no_statement(read: Read, text: str) -> None:
    """A request to be told, a supposed thought, a question put to somebody."""
    assert [who for who, _, _ in said(read(text)) if who not in (None, "you")] == []


def test_a_participle_goes_on_with_its_verbs_subject(read: Read) -> None:
    """Who is cleared does not rule."""
    text = "The harbour court cleared the pilot Karin Moe of fraud, ruling that nobody had been harmed."
    assert {who for who, cue, _ in said(read(text)) if cue == "ruling"} <= {"harbour court"}


def test_what_somebody_knows_is_a_statement(read: Read) -> None:
    """Beside them, a plain case."""
    found = said(read("The captain knew that the harbour was closed to all ships."))
    assert found == [("The captain", "knew", "the harbour was closed to all ships")]


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "?",
        "“”\n\n“",
        "By \n\nBy\n",
        "Dear ,\n\n,\n\nYours,\n\n",
        "I think " * 400,
        "\n".join("A: b" for _ in range(300)),
        "that that that whether if \u200b\ufeff think",
        "((((" * 200 + "I know that it holds" + "))))" * 200,
    ],
)
def test_whatever_comes_is_read_and_every_span_lies_in_its_text(read: Read, text: str) -> None:
    """Hostile and empty texts give few findings and no failure."""
    for statement in read(text).statements:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)


def test_the_same_text_gives_the_same_findings(read: Read) -> None:
    """Beside other texts or alone."""
    assert read(LETTER) == read(LETTER)


def test_what_was_set_aside_is_nobodys_word(read: Read) -> None:
    """An advertisement in a letter is not its signer's."""
    start = LETTER.index("We hope")
    end = LETTER.index("\n", start)
    aside = SetAside(Span(start, end), Passage.ADVERTISEMENT, "test")
    found = read(LETTER, (aside,)).statements
    assert found and not any(aside.span.overlaps(span) for s in found for span in s.content)


def test_news_is_not_read_by_clauses(parser: Parser) -> None:
    """The default is as it was."""
    assert [e.name for e in built_in("fast")][1] == "statements"
    assert [e.name for e in built_in("fast", "general")][1] == "clauses"


# --- numbers --------------------------------------------------------------------------------------


def test_a_damaged_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    """Altered, cut off, or missing: nothing is read with it."""
    data = (model.SHIPPED / model.FILE).read_bytes()
    manifest = (model.SHIPPED / model.MANIFEST).read_bytes()
    with pytest.raises(DamagedError, match="cannot be read"):
        model.load(tmp_path)
    (tmp_path / model.MANIFEST).write_bytes(manifest)
    (tmp_path / model.FILE).write_bytes(data[:-1] + b"x")
    with pytest.raises(DamagedError, match=r"is damaged.*Install onrecord again"):
        model.load(tmp_path)
    (tmp_path / model.FILE).write_bytes(data)
    assert model.load(tmp_path).threshold == model.shipped().threshold


def test_the_shipped_model_is_small_and_fits_what_is_read(parser: Parser) -> None:
    """No tree asks for a number that is not there."""
    assert (model.SHIPPED / model.FILE).stat().st_size < 5_000_000
    reading = annotate(parser.parse(Document(id="1", text=ESSAY, name="x")))
    quotations, shipped = Quotations(reading), model.shipped()
    found = proposed(reading, quotations)
    rows = shipped.rows(found, rows_of(reading, quotations, found))
    assert int(shipped.clauses.feature.max()) < rows.shape[1]
    assert int(shipped.sources.feature.max()) < len(source_rows(found[0], sources(found[0]))[0])
    assert int(shipped.signatures.feature.max()) < len(next(signatures(reading)).row)


def test_a_model_survives_its_file() -> None:
    """The same table gives the same bytes, and the bytes the same table."""
    shipped, stump = model.shipped(), ([[[0, 0, 0], [0.5, 0, 0], [1, -1, -1], [2, -1, -1], [0, -1.0, 1.0]]], 0.5)  # fmt: skip
    made = model.table(stump, stump, stump, shipped.shares, shipped.axes, 0.25)
    assert model.packed(made) == model.packed(json.loads(json.dumps(made)))
    again = model.model_of(json.loads(json.dumps(made)))
    assert again.shares.seen == shipped.shares.seen and again.threshold == 0.25
    assert np.array_equal(again.axes.axes, shipped.axes.axes)


def test_a_pipeline_without_such_word_vectors_is_refused(parser: Parser) -> None:
    """The message names the width, and what to do."""
    with pytest.raises(ConfigError, match=r"have 4 numbers.*--genre news"):
        model.shipped().axes.reduced(np.zeros((1, 4)))


def test_trees_as_numbers_say_what_the_grown_trees_say() -> None:
    """scikit-learn is asked where it is installed; the product never needs it."""
    ensemble = pytest.importorskip(
        "sklearn.ensemble", reason="needs scikit-learn (the train extra)"
    )
    rows = np.random.default_rng(0).normal(size=(600, 5)).round(2)
    truth = rows[:, 0] * rows[:, 1] + rows[:, 2] > 0.3
    grown = ensemble.HistGradientBoostingClassifier(max_iter=30, random_state=0).fit(rows, truth)
    listed = []
    for (predictor,) in grown._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        children = (np.where(leaf, -1, nodes[side].astype(int)) for side in ("left", "right"))
        limit = np.where(leaf, 0.0, nodes["num_threshold"])
        listed.append([nodes["feature_idx"], limit, *children, np.where(leaf, nodes["value"], 0.0)])
    made = Trees.of(listed, float(np.ravel(grown._baseline_prediction)[0]))
    assert np.allclose(made.probabilities(rows), grown.predict_proba(rows)[:, 1], atol=1e-12)


def test_no_rows_have_no_chances() -> None:
    """Nothing in, nothing out."""
    assert len(model.shipped().sources.probabilities(np.zeros((0, 30)))) == 0
