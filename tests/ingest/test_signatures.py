"""A report's signature is set aside, and the agencies it names are the text's origins."""

from __future__ import annotations

import pytest

from graph.ingest import credits, headings
from graph.ingest.boilerplate import set_aside
from graph.model import Passage

ARTICLE = """Ferry pilots end their strike

The pilots of Rotterdam went back to work on Monday after nineteen days on the quay.
Their union said that the new contract was “better than the last three together”.
The port authority expects the backlog of ships to be gone within two weeks.%s
"""


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("\njv / ad (AFP, dpa)", ("AFP", "dpa")),
        ("\njv/ad (Quay Press, dpa)", ("Quay Press", "dpa")),
        (" jv / ad (AFP, dpa)", ("AFP", "dpa")),
        ("\n(Reuters, AP)", ("Reuters", "AP")),
        (" – AFP", ("AFP",)),
        ("\n— Agence France-Presse", ("Agence France-Presse",)),
        ("\nThe Associated Press", ("The Associated Press",)),
        ("\nBy Reuters Staff", ("Reuters",)),
        ("\nAuthor: Jo Verhoeckx (dpa, Reuters) Editor: Ann Duif", ("dpa", "Reuters")),
        (" Author: Jo Verhoeckx / ad Editor: Ann Duif", ()),
        (" (Reporting by Jo Verhoeckx in Rotterdam; Editing by Ann Duif.)", ()),
        ("\nMaterial from the Quay Agency was used in this report.", ("Quay Agency",)),
        ("\nThis interview was conducted by Ann Duif.", ()),
    ],
)
def test_a_signature_is_a_credit_and_names_the_agencies(
    signature: str, names: tuple[str, ...]
) -> None:
    """On a line of its own or after the last sentence, it is no part of the report."""
    text = ARTICLE % signature
    asides = set_aside(text)
    assert [a.span.of(text) for a in asides if a.passage is Passage.CREDIT] == [signature.strip()]
    assert credits.find(text, asides) == names


@pytest.mark.parametrize(
    "words",
    [
        "\nLast year 300 ships (AFP) called.",
        "\nIn an interview he named three agencies (AFP, dpa and Reuters).",
        " The strike was first reported by Reuters.",
        "\nThe author: a man who has sailed for nineteen years on every sea there is.",
    ],
)
def test_an_agency_in_a_sentence_is_no_signature(words: str) -> None:
    """Whoever is named inside the report's own sentences stays there."""
    assert set_aside(ARTICLE % words) == ()


def test_a_signature_names_the_author() -> None:
    """ "Author: … Editor: …" at the end is a byline."""
    text = ARTICLE % "\nAuthor: Jo Verhoeckx / ad Editor: Ann Duif"
    assert headings.author(text, set_aside(text)) == "Jo Verhoeckx"


def test_the_post_of_an_author_is_no_name() -> None:
    """ "By ADA BERG, Business Correspondent": the author is Ada Berg."""
    text = "Ferry pilots end their strike\nBy ADA BERG, Business Correspondent\n" + ARTICLE % ""
    assert headings.author(text, set_aside(text)) == "ADA BERG"
