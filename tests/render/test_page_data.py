from __future__ import annotations

import pytest

from graph.render.names import clip, initials, lines
from graph.render.page import ActorEntry, NodeKind, PageData
from graph.render.payload import Payload, safe_url
from graph.render.sentences import around
from graph.render.utf16 import Utf16


def test_javascript_counts_an_emoji_as_two_units():
    """An offset behind a character beyond the basic plane is one higher in UTF-16."""
    offsets = Utf16("a🚢b🚢c")
    assert [offsets.offset(i) for i in range(6)] == [0, 1, 3, 4, 6, 7]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("The envoy left. Mr. Aune stayed there. All slept.", "stayed", "Mr. Aune stayed there."),
        ("“We go,” she said. “Now.” He nodded.", "Now", "“Now.”"),
        ("A headline\n\nThe ship came", "came", "The ship came"),
        ("It cost 3.5 million. Too much.", "cost", "It cost 3.5 million."),
        ("One. Two three. Four five. Six.", "three. Four", "Two three. Four five."),
    ],
)
def test_a_sentence_ends_at_its_punctuation(text: str, words: str, sentence: str):
    """Titles and decimals do not end a sentence, line breaks and closing quotation marks do."""
    start = text.index(words)
    left, right = around(text, start, start + len(words))
    assert text[left:right] == sentence


def test_a_sentence_always_holds_its_words():
    """However long the text without a full stop, the quotation lies within the excerpt."""
    text = "word " * 4000
    left, right = around(text, 9000, 9040)
    assert left <= 9000 < 9040 <= right
    assert right - left < 1000


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("//example.org/a", False),
        ("file:///etc/passwd", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool):
    """A browser is never given a scheme that runs or reads something."""
    assert (safe_url(url) is not None) is safe


def test_a_clipped_label_ends_at_a_word():
    """A cut label says so, and never has more characters than asked for."""
    assert clip("Rivers rise before noon", 14) == "Rivers rise…"
    assert len(clip("x" * 400, 60)) == 60


def test_lines_keep_every_word():
    """Wrapping loses nothing."""
    assert " ".join(lines("one two three four", 8)) == "one two three four"


def test_initials_are_of_first_and_last_name():
    """A person is marked by two letters, a country by its code, the rest by nothing."""
    assert initials(ActorEntry("a", "Astrid Maria Fjellheim", NodeKind.PERSON)) == "AF"
    assert initials(ActorEntry("n", "Norway", NodeKind.COUNTRY, code="no")) == "NO"
    assert initials(ActorEntry("u", "Baltic Shipping Union", NodeKind.ORGANISATION)) is None


def test_marks_in_the_payload_cut_the_stored_words(story: PageData):
    """Sliced in UTF-16 units, each mark of each sentence gives the words that were marked in the text."""
    from graph.render.layout import place

    payload = Payload(story, place(story))
    payload.nodes()
    payload.edges()
    data = payload.story()
    texts = {d.id: d.text for d in story.documents}
    wanted = {
        (texts[e.document][m.start : m.end], m.role.value)
        for s in story.statements
        for r in s.reports
        for e in [r.evidence]
        for m in e.marks
    }
    found = set()
    for number, _, _, sentence, at, marks in data["evidence"]:
        text = data["documents"][number]["text"].encode("utf-16-le")
        units = text[2 * at : 2 * (at + sentence)]
        for start, end, role in marks:
            found.add((units[2 * start : 2 * end].decode("utf-16-le"), data["roles"][role]))
    assert wanted <= found
