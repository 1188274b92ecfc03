"""Clusters of given mentions over documents."""

from __future__ import annotations

import gzip
import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from graph.errors import DamagedError
from graph.model import Document, Findings, Span
from graph.parse import Parser, annotate
from graph.parse.given import Given, given, words_of
from graph.resolve.actors import resolve, stored
from graph.resolve.mentions import cluster, trees
from graph.resolve.mentions.features import NAMES, features, see
from graph.resolve.mentions.trees import forest, shipped

ONE = "A truck hit Anna Lund, a teacher, in Oslo on Friday. The driver fled. Lund died in hospital."
TWO = "Police in Oslo arrested the driver of a truck that killed the teacher Anna Lund on Friday."
FAR = "The driver won the race in Malta. He thanked his team."
Mentions = list[tuple[str, str]]


def clusters(
    parser: Parser, mentions: Mentions, stories: dict[str, str] | None = None
) -> list[str]:
    """Labels of mentions given by document and words."""
    return cluster(*material(parser, mentions, stories))


def material(parser: Parser, mentions: Mentions, stories: dict[str, str] | None = None) -> tuple:  # type: ignore[type-arg]
    """What `cluster` takes."""
    texts = {"one": ONE, "two": TWO, "far": FAR}
    readings = {
        name: annotate(parser.parse(Document(id=name, text=text, name=name)))
        for name, text in texts.items()
    }
    entities = [
        e
        for r in readings.values()
        for e in stored(Findings(r.document, entities=tuple(r.entities)))
    ]
    views: list[Given] = []
    for name, words in mentions:
        start = texts[name].index(words)
        view = given(readings[name], Span(start, start + len(words)))
        assert view is not None
        views.append(view)
    words = {name: words_of(reading) for name, reading in readings.items()}
    told = stories or {"one": "a", "two": "a", "far": "b"}
    return views, told, words, entities, resolve(entities).actors


def test_a_name_is_one_over_documents(parser: Parser) -> None:
    """And its cluster bears the actor's id."""
    first, last, other = clusters(
        parser, [("one", "Anna Lund"), ("one", "Lund died"), ("two", "Anna Lund")]
    )
    assert first == last == other


def test_an_unnamed_person_of_one_story_is_one(parser: Parser) -> None:
    """The driver of both reports, who is not the victim, nor the driver of another story."""
    one, two, victim, far = clusters(
        parser,
        [("one", "The driver"), ("two", "the driver"), ("two", "Anna Lund"), ("far", "The driver")],
    )
    assert one == two
    assert len({one, victim, far}) == 3


def test_the_order_of_two_mentions_does_not_matter(parser: Parser) -> None:
    """The numbers of a pair are those of the pair turned round."""
    mentions = [
        ("one", "The driver"),
        ("two", "the driver"),
        ("two", "Anna Lund"),
        ("one", "Lund died"),
    ]
    seen, documents = see(*material(parser, mentions))
    for a, b in combinations(seen, 2):
        row = features(a, b, documents)
        assert row == features(b, a, documents)
        assert len(row) == len(NAMES)


def test_no_mentions_give_no_clusters(parser: Parser) -> None:
    """Nothing in, nothing out; one mention is alone."""
    assert clusters(parser, []) == []
    assert len(clusters(parser, [("far", "The driver")])) == 1


def test_a_forest_adds_up_its_trees() -> None:
    """Two stumps: each row takes a side of each."""
    stump = [[0, 0, 0], [0.5, 0, 0], [1, -1, -1], [2, -1, -1], [0, -1.0, 1.0]]
    made = forest({"trees": [stump, stump], "start": 0.0, "threshold": 0.4})
    found = made.probabilities(np.array([[0.0], [1.0]]))
    assert found == pytest.approx([1 / (1 + np.exp(2)), 1 / (1 + np.exp(-2))])


def test_the_shipped_forest_fits_the_features() -> None:
    """No tree asks for a number that is not there."""
    assert max(int(tree.feature.max()) for tree in shipped().trees) < len(NAMES)


def test_a_damaged_forest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    (tmp_path / trees.FILE).write_bytes(gzip.compress(json.dumps({"start": 0}).encode()))
    monkeypatch.setattr(trees, "files", lambda _: tmp_path)
    shipped.cache_clear()
    with pytest.raises(DamagedError, match="install onrecord again"):
        shipped()
    shipped.cache_clear()
