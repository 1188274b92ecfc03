"""The learnt reader of stances: what it is given, what is made of its chances. Own sentences."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from graph.errors import DamagedError
from graph.extract.stances import LeaningReader, StanceExtractor
from graph.extract.stances.frames import frames
from graph.extract.stances.leanings import NAME, actors_of
from graph.extract.stances.network import MOST, OTHER, PERSON, SHIPPED, STEPS, mark, pairs_of, step
from graph.extract.stances.scorer import Leaning
from graph.extract.stances.traits import Actor, chance_of, nearest, traits
from graph.extract.tagger.manifest import SHIPPED as TAGGER
from graph.model import Document, Findings, Polarity, Stance
from graph.parse import Parser, annotate

TEXT = "Ada Lind walked past Karl Berg in Oslo. Karl Berg rowed to the island."


class Fixed:
    """A reader that gives every pair the same chances, and keeps what it was asked."""

    version, weights = "test", {"chance": 1.0}

    def __init__(self, negative: float, least: float = 0.5) -> None:
        self.least, self._negative = least, negative
        self.asked: list[tuple[str, list[tuple[int, int, int, bool]]]] = []

    def __call__(
        self, sentence: str, named: list[tuple[int, int, int, bool]]
    ) -> dict[tuple[int, int], Leaning]:
        self.asked.append((sentence, named))
        keys = list(dict.fromkeys(n[0] for n in named))
        leaning = Leaning(0.95 - self._negative, 0.05, self._negative)
        return {(a, b): leaning for a in keys for b in keys if a != b}


def stances(parser: Parser, text: str, reader: object | None) -> list[Stance]:
    """The stances of a text without any statement."""
    document = Document(id="1", text=text, name="x")
    reading = annotate(parser.parse(document))
    return list(StanceExtractor(reader)(reading, Findings(document=document)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reader() -> LeaningReader:
    """The shipped reader."""
    return LeaningReader.load()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The tokenizer that reader and tagger share."""
    return Tokenizer.from_file(str(TAGGER / "tokenizer.json"))


def test_marks_stand_around_the_words_of_an_actor(tokenizer: Tokenizer) -> None:
    """A person and a body have marks of their own; the mark before the words is what is judged."""
    marked = mark(tokenizer, "Lind left Acme", [(7, 0, 4, True), (9, 10, 14, False)])
    assert marked.ids[1] == PERSON
    assert marked.marks[7] == [1]
    assert marked.ids[marked.marks[9][0]] == OTHER
    assert marked.ids[-2] == OTHER + 1


def test_words_of_two_actors_are_marked_once(tokenizer: Tokenizer) -> None:
    """Of two mentions that overlap the first counts."""
    marked = mark(tokenizer, "Lind Fund left", [(1, 0, 9, False), (2, 0, 4, True)])
    assert list(marked.marks) == [2]
    assert len(mark(tokenizer, "Lind Fund left", [(1, 0, 9, False)]).marks) == 1


def test_every_ordered_pair_is_judged(tokenizer: Tokenizer) -> None:
    """Three actors make six pairs; an actor named twice weighs as one."""
    named = [(1, 0, 4, True), (2, 9, 13, True), (3, 18, 22, True), (1, 23, 25, True)]
    pairs = pairs_of(mark(tokenizer, "Lind met Berg and Dahl he", named))
    assert len(pairs.left) == 6
    assert pairs.actors.sum(axis=1) == pytest.approx([1, 1, 1])


def test_distance_has_a_side_and_an_end() -> None:
    """Far before, near and far behind are told apart; the nearest marks count."""
    assert step([100], [1]) == 0
    assert step([5], [6]) == STEPS
    assert step([1, 90], [100]) == STEPS + 2
    assert step([1], [1000]) == 2 * STEPS


@pytest.mark.parametrize("text", ["", "Lind", "\ud800 Lind saw Berg", "Lind " * 400])
def test_no_text_breaks_the_reader(reader: LeaningReader, text: str) -> None:
    """Nothing, one actor, a lone surrogate, a sentence without end."""
    named = [(k, i, i + 4, True) for k, i in enumerate(range(0, len(text) - 4, 5))]
    assert isinstance(reader(text, named[: MOST + 1]), dict)


def test_lists_of_many_are_not_read(reader: LeaningReader) -> None:
    """A sentence with more actors than MOST is a list."""
    text = " ".join(f"Lind{k:02}" for k in range(MOST + 1))
    assert reader(text, [(k, 7 * k, 7 * k + 6, True) for k in range(MOST + 1)]) == {}


def test_a_sentence_has_the_same_chances_each_time(reader: LeaningReader) -> None:
    """Chances add to one and do not depend on what was read before."""
    named = [(0, 0, 4, True), (1, 12, 16, True)]
    first = reader("Lind mocked Berg.", named)
    reader("Dahl thanked Moe.", [(0, 0, 4, True), (1, 13, 16, True)])
    assert reader("Lind mocked Berg.", named) == first
    leaning = first[0, 1]
    assert leaning.none + leaning.positive + leaning.negative == pytest.approx(1, abs=1e-5)


def test_altered_weights_are_named(tmp_path: Path) -> None:
    """A file that is not the one of the manifest is refused with its path and the remedy."""
    for name in ("manifest.json", "model.onnx"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    with pytest.raises(DamagedError, match=r"model.onnx is damaged.*Install onrecord again"):
        LeaningReader.load(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"version": "1"}))
    with pytest.raises(DamagedError, match="cannot be read"):
        LeaningReader.load(tmp_path)


def test_a_chance_becomes_a_stance(parser: Parser) -> None:
    """What is likely enough is given with its chance, its words and who reads it."""
    found = stances(parser, TEXT, Fixed(0.9))
    pairs = {(s.holder.text, s.target.text) for s in found}
    assert pairs == {("Ada Lind", "Karl Berg"), ("Karl Berg", "Ada Lind")}
    first = found[0]
    assert first.origin.extractor == NAME
    assert first.polarity is Polarity.NEGATIVE
    assert first.evidence.of(TEXT) == "Ada Lind walked past Karl Berg"
    assert 0.5 <= first.origin.confidence < 1


def test_what_is_unlikely_is_no_stance(parser: Parser) -> None:
    """Below the least chance nothing is given; the fast profile asks nobody."""
    assert stances(parser, TEXT, Fixed(0.3)) == []
    assert stances(parser, TEXT, None) == []


def test_a_place_takes_no_stand(parser: Parser) -> None:
    """Places are shown to the reader, as in training, but hold nothing."""
    fixed = Fixed(0.9)
    found = stances(parser, TEXT, fixed)
    assert "Oslo" not in {s.holder.text for s in found} | {s.target.text for s in found}
    assert [sentence for sentence, _ in fixed.asked] == ["Ada Lind walked past Karl Berg in Oslo."]


def test_nobody_stands_against_the_own_country(parser: Parser) -> None:
    """A premier acts for his country; on another one he may take a stand."""
    text = "Norwegian Prime Minister Kari Dahl went from Norway to Chad."
    pairs = {(s.holder.text, s.target.text) for s in stances(parser, text, Fixed(0.9))}
    assert any("Dahl" in holder and target == "Chad" for holder, target in pairs)
    assert not any("Dahl" in holder and "Nor" in target for holder, target in pairs)


def test_what_the_rules_have_found_is_kept(parser: Parser) -> None:
    """The rules' stance stands; the reader adds the other direction alone."""
    text = "Ada Lind criticised Karl Berg."
    (ruled,) = stances(parser, text, None)
    both = stances(parser, text, Fixed(0.9))
    assert ruled in both
    assert [(s.holder.text, s.target.text) for s in both if s != ruled] == [
        ("Karl Berg", "Ada Lind")
    ]


def test_who_acts_between_two_actors_is_seen(parser: Parser) -> None:
    """In "Lind cited what Berg had said of Dahl" Berg stands between Lind and Dahl, not between Berg and Dahl."""
    text = "Ada Lind cited remarks that Karl Berg had made about Nina Dahl."
    reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    (sentence,) = reading.doc.sents
    actors = [actor for _, actor in actors_of(reading, sentence)]
    lind, berg, dahl = (a.key for a in actors)
    even = {(a, b): Leaning(0.2, 0.1, 0.7) for a in (lind, berg, dahl) for b in (lind, berg, dahl)}

    def between(holder: int, target: int) -> float:
        ends = nearest(actors, holder, target)
        return traits(*ends, actors, even, list(frames(sentence)))["actor between"]

    assert between(lind, dahl) == 1
    assert between(berg, dahl) == 0


def test_the_nearest_mentions_are_the_ends(parser: Parser) -> None:
    """Of several mentions of an actor the one next to the other actor counts, the earlier if two are as near."""
    doc = parser.nlp("Lind saw Berg and Lind left.")
    actors = [Actor(1, doc[0], True), Actor(2, doc[2], True), Actor(1, doc[4], True)]
    assert nearest(actors, 1, 2)[0].word.i == 0


def test_a_trait_without_weight_says_nothing() -> None:
    """An empty table gives an even chance."""
    assert chance_of({}, {"chance": 3.0}) == 0.5
