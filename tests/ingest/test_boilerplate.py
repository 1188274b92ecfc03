"""What is on a page but not in the article is set aside with a reason; the article is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.ingest.boilerplate import set_aside
from graph.model import Passage

ARTICLE = """Ferry pilots end their strike

The pilots of Rotterdam went back to work on Monday after nineteen days on the quay.
Their union said that the new contract was “better than the last three together”.
The port authority expects the backlog of ships to be gone within two weeks.
"""


def passages(text: str) -> list[tuple[str, str]]:
    return [(aside.passage.value, aside.span.of(text)) for aside in set_aside(text)]


@pytest.mark.parametrize(
    ("line", "passage"),
    [
        ("Sign up to The Quay's weekly newsletter", Passage.NEWSLETTER),
        ("Get the week in shipping delivered to your inbox every Saturday.", Passage.NEWSLETTER),
        ("Subscribe to our podcast wherever you listen.", Passage.ADVERTISEMENT),
        (
            "Join now and pay only £3 a month for unlimited access to our reporting.",
            Passage.ADVERTISEMENT,
        ),
        (
            "Like what you are reading? Become a member and support our journalism.",
            Passage.ADVERTISEMENT,
        ),
        ("ADVERTISEMENT", Passage.ADVERTISEMENT),
        ("Story continues below advertisement", Passage.ADVERTISEMENT),
        ("Photo: Pilots wait on the quay (Jo Verhoeckx/Quay Pictures)", Passage.CAPTION),
        (
            "Pilots wave goodbye to the last picket. Jo Verhoeckx/AFP via Getty Images",
            Passage.CAPTION,
        ),
        ("Credited from: QUAY AGENCY", Passage.CREDIT),
        ("Quay Agency contributed to this report.", Passage.CREDIT),
        ("(Reporting by Jo Verhoeckx; editing by Ann Duif)", Passage.CREDIT),
        ("By Jo Verhoeckx and Ann Duif in Rotterdam", Passage.CREDIT),
        ("Follow us on Facebook", None),
        ("Share this article", Passage.NAVIGATION),
        ("Home > World > Shipping", Passage.NAVIGATION),
        ("News | Shipping", Passage.NAVIGATION),
        ("© 2025 The Quay. All rights reserved.", None),
        ("20250303-pilots_quay_last-day-scaled", Passage.NAVIGATION),
        ("4 min read", Passage.NAVIGATION),
    ],
)
def test_a_line_that_is_not_the_article_is_set_aside(line: str, passage: Passage | None) -> None:
    """Whatever the outlet, such a line gives itself away by its form."""
    found = {words: kind for kind, words in passages(ARTICLE + "\n" + line + "\n")}
    assert line in found
    assert passage is None or found[line] == passage.value


@pytest.mark.parametrize(
    "line",
    [
        "The minister urged farmers to sign up for the ministry's newsletter before the spring.",
        "Subscribers will pay $3 a month, the company said, and can cancel at any time.",
        "“Join us and support our fight,” the union leader told the crowd in Antwerp.",
        "More than 400 people donated to the fund in its first week, according to the mayor.",
        "By Friday, the water had reached the second floor of the town hall in Komárno.",
        "Source of the leak was a valve that nobody had checked since 2011, the report found.",
        "The photo shows the general shaking hands with a man who has since been arrested.",
        "The sources who spoke to us asked for their names to be kept out of the paper.",
        "Follow-up talks in Geneva will begin on 12 May, a spokeswoman for the envoy said.",
        "Read more carefully, the treaty promises nothing, the professor argued.",
        "The report published on Tuesday showed that half of the money had never arrived.",
        "He told us that our readers should not believe a word of it.",
    ],
)
def test_news_about_such_things_is_not_set_aside(line: str) -> None:
    """A sentence that reports an offer, a source or a photo is the article's own."""
    assert passages(ARTICLE + line + "\n") == []


TEASERS = (
    ARTICLE
    + """
MORE FROM THE QUAY

Tulip growers fear a late frost

Growers near Lisse say the cold could cost them a tenth of the harvest.

Keep reading

New lock opens in Ghent

The lock is wide enough for two ships at once, its builders say.

Keep reading
"""
)


def test_teasers_after_the_article_are_set_apart_one_by_one() -> None:
    """Each teaser is one passage, from its heading to its "keep reading"."""
    teasers = [words for kind, words in passages(TEASERS) if kind == Passage.TEASER]
    assert len(teasers) == 2
    assert teasers[0].startswith("Tulip") and teasers[0].endswith("Keep reading")
    assert teasers[1].startswith("New lock")


def test_a_list_of_links_in_the_middle_does_not_swallow_the_article() -> None:
    """After a box of links the article goes on."""
    more = "The city will pay for the clean-up of the quay, the mayor said on Tuesday evening.\n"
    text = ARTICLE + "Related stories\nNew lock opens in Ghent\nA late frost in Lisse\n" + more * 3
    kept = [words for _, words in passages(text)]
    assert any("New lock opens in Ghent" in words for words in kept)
    assert not any("clean-up" in words for words in kept)


def test_subheadings_are_not_teasers() -> None:
    """An article with headings between its paragraphs, and a paywall at its end, keeps its last part."""
    part = "What the pilots want\n\nThe pilots want shorter shifts at night, their union says every year.\n\n"
    text = ARTICLE + "\n" + part + "Continue reading\n"
    assert not any("shorter shifts" in words for _, words in passages(text))


def test_an_offer_at_the_end_of_a_paragraph_is_cut_off_from_it() -> None:
    """The paragraph stays; only the sentence that sells is set aside."""
    text = (
        ARTICLE
        + "The next talks are in May, she said, and they will be long and dull. Nobody expects less. Subscribe now to our newsletter for free.\n"
    )
    assert [words for _, words in passages(text)] == ["Subscribe now to our newsletter for free."]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "One line", "x" * 3_000_000, "a. " * 200_000, "?\n" * 60_000]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    """No text is too strange, and none takes long."""
    for aside in set_aside(text):
        assert aside.span.of(text).strip()


def test_passages_do_not_overlap() -> None:
    """So that each character is set aside for one reason at most."""
    found = set_aside(TEASERS + "\nSign up to our newsletter\n© 2025 The Quay\n")
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "dateline",
    [
        "NAIROBI, June 10 (Quay Agency) -",
        "Geneva, 14 May -",
        "Prague (dpa) –",
        "LONDON -",
        "NEW YORK, 3 March (AP) —",
        "SAO PAULO —",
    ],
)
def test_a_dateline_is_not_part_of_the_first_sentence(dateline: str) -> None:
    """Else it would stand in what somebody said."""
    report = "The ferry will sail again on Friday, the mayor of the town said on Tuesday."
    found = passages(f"Ferry sails again\n\n{dateline} {report}\n")
    assert found == [("credit", dateline)]


@pytest.mark.parametrize(
    "opening",
    [
        "Prague - and only Prague - will decide on the ferry, said the mayor of the town.",
        "NATO said that the ferry would sail.",
        "The EU - Poland too - will pay for the ferry this year.",
    ],
)
def test_a_dash_does_not_make_a_dateline(opening: str) -> None:
    """A place or body with a dash after it may be the subject of the sentence."""
    assert passages(opening + "\n") == []
