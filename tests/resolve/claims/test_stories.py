"""Stories keep issues of unrelated documents apart."""

from __future__ import annotations

import zlib

import numpy as np

from graph.resolve.claims import issues
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.said import stems
from graph.resolve.claims.stories import stories

TRAM = (
    "the tram plan would cost the shops of the high street their customers",
    "new tram lines need the narrow street and the shops need the customers",
    "the tram plan was drawn by the engineers of the high street",
    "no tram ever paid for its rails in a narrow street",
)
DAM = (
    "the dam plan would drown the meadows along the river",
    "the river needs its meadows and no dam",
    "the dam plan was drawn before the river flood",
    "the flood of the river spared the meadows below the dam",
)
MORE_DAM = (
    "farmers of the meadows sued over the dam on the river",
    "the dam and the flood were the talk of the river towns",
)


def encode(text: str) -> Vector:
    """A vector of the words: the same words, the same direction."""
    vector = np.zeros(64, dtype=np.float32)
    for stem in stems(text):
        vector[zlib.crc32(stem.encode()) % 64] += 1
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def rows(document: str, texts: tuple[str, ...], topic: str) -> list[issues.Topical]:
    """Claims of one document that have this topic and the plan in common."""
    return [issues.Topical(text, (topic, "plan"), (document,)) for text in texts]


def test_documents_of_one_matter_are_one_story() -> None:
    """A tram and a dam are two, though both have a plan; two texts on the dam are one."""
    found = stories({"a": TRAM, "b": DAM, "c": MORE_DAM})
    assert found == {"a": "a", "b": "b", "c": "b"}


def test_the_order_of_documents_does_not_matter() -> None:
    """Stories are the same whichever text comes first."""
    assert stories({"c": MORE_DAM, "a": TRAM, "b": DAM}) == stories(
        {"a": TRAM, "b": DAM, "c": MORE_DAM}
    )


def test_a_generic_noun_joins_no_stories() -> None:
    """There is no issue “Plan” that holds both the tram and the dam."""
    claims = [*rows("a", TRAM, "tram lines"), *rows("b", DAM, "river meadows")]
    found = issues.group(claims, encode)
    assert {issue.name for issue in found} == {"Tram lines", "River meadows"}
    for issue in found:
        assert len({d for row, _ in issue.rows for d in claims[row].documents}) == 1


def test_one_word_may_name_a_matter_in_each_of_two_stories() -> None:
    """A harbour here and a harbour there are two issues; the smaller one says which."""
    claims = [
        *[issues.Topical(t, ("harbour", "tram rails"), ("a",)) for t in TRAM],
        *[issues.Topical(t, ("harbour", "river flood"), ("b",)) for t in DAM[:3]],
    ]
    found = issues.group(claims, encode)
    assert all(len({d for r, _ in i.rows for d in claims[r].documents}) == 1 for i in found)
    assert len({issue.id for issue in found}) == len(found)


def test_a_story_that_names_nothing_twice_has_one_issue() -> None:
    """Its issue is called after the phrase nearest to all of it, and holds every claim."""
    phrases = ("narrow street", "high prices", "bus lanes", "long queues")
    claims = [issues.Topical(t, (p,), ("a",)) for t, p in zip(TRAM, phrases, strict=True)]
    [issue] = issues.group(claims, encode)
    assert len(issue.rows) == 4
    assert issue.name == "Narrow street"
