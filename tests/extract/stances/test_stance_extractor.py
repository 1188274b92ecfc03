"""Who is for or against whom, read from sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.extract.stances import StanceExtractor
from graph.model import Document, Findings, Mention, Stance
from graph.parse import Parser, Reading, read

Read = Callable[[str], set[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def stances(parser: Parser) -> Read:
    """Reads the stances of a text as holder, polarity and target."""

    def run(text: str) -> set[tuple[str, str, str]]:
        document = Document(id="d", text=text, name="d")
        reading = next(read([document], parser))

        def name(stance: Stance, side: str) -> str:
            mention = getattr(stance, side)
            return mention.text if mention.entity is None else reading.entities[mention.entity].name

        found = StanceExtractor()(reading, Findings(document))
        return {(name(s, "holder"), s.polarity.value, name(s, "target")) for s in found}

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pia Lund criticised comments from Jan Novak.", ("Pia Lund", "negative", "Jan Novak")),
        ("Jan Novak was praised by Kari Dahl.", ("Kari Dahl", "positive", "Jan Novak")),
        ("Jan Novak dismissed Kari Dahl as weak.", ("Jan Novak", "negative", "Kari Dahl")),
        ("Denmark's opposition to Russia is well known.", ("Denmark", "negative", "Russia")),
        ("Kari Dahl is critical of Israel.", ("Kari Dahl", "negative", "Israel")),
        ("Poland opposes sending troops.", ("Poland", "negative", "sending troops")),
        ("Poland backed the ceasefire plan.", ("Poland", "positive", "ceasefire plan")),
        ("Kari Dahl faced criticism from Sweden.", ("Sweden", "negative", "Kari Dahl")),
        ("Jan Novak said Kari Dahl is a disgrace.", ("Jan Novak", "negative", "Kari Dahl")),
        ("Kari Dahl did not endorse Jan Novak.", ("Kari Dahl", "negative", "Jan Novak")),
    ],
)
def test_a_stance_has_holder_polarity_and_target(
    stances: Read, text: str, expected: tuple[str, str, str]
) -> None:
    """Verbs, nouns, adjectives and contents of speech all tell stances."""
    assert expected in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novak is weak and Kari Dahl is a disgrace.",
        "Jan Novak might endorse Kari Dahl.",
        "If Norway backed Sweden, all would be well.",
        "Norway is ready to back Sweden.",
        "Jan Novak refused to condemn Russia.",
        "Iran attacked Israel on Monday.",
        "Pia Lund met Jan Novak in Oslo.",
    ],
)
def test_tone_wishes_and_deeds_are_no_stances(stances: Read, text: str) -> None:
    """The author's own verdict, what is only possible, and an attack with arms are nobody's stance."""
    assert stances(text) == set()


def test_the_accused_is_not_the_accuser(stances: Read) -> None:
    """What somebody is accused of is the accused's deed, not the accuser's."""
    found = stances("Jan Novak accused Kari Dahl of backing Russia.")
    assert ("Jan Novak", "negative", "Kari Dahl") in found
    assert ("Jan Novak", "positive", "Russia") not in found


def test_an_end_turns_support_round(stances: Read) -> None:
    """Who calls for the removal of somebody is against them."""
    assert ("Pia Lund", "negative", "Jan Novak") in stances(
        "Pia Lund backed the removal of Jan Novak."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lund took issue with Jan Novak's plan.", ("Maria Lund", "Jan Novak", "negative")),
        ("Maria Lund lost confidence in Jan Novak.", ("Maria Lund", "Jan Novak", "negative")),
        ("Maria Lund came under fire from Jan Novak.", ("Jan Novak", "Maria Lund", "negative")),
        ("Maria Lund called on Jan Novak to resign.", ("Maria Lund", "Jan Novak", "negative")),
        (
            "Maria Lund, a longtime critic of Jan Novak, left.",
            ("Maria Lund", "Jan Novak", "negative"),
        ),
        ("Maria Lund fired Jan Novak on Monday.", ("Maria Lund", "Jan Novak", "negative")),
        ("Maria Lund refused a meeting with Jan Novak.", ("Maria Lund", "Jan Novak", "negative")),
        (
            "Maria Lund complained in a statement criticising Jan Novak.",
            ("Maria Lund", "Jan Novak", "negative"),
        ),
        (
            "Maria Lund criticised the way Jan Novak handled the flood.",
            ("Maria Lund", "Jan Novak", "negative"),
        ),
        ("Maria Lund won the endorsement of Jan Novak.", ("Jan Novak", "Maria Lund", "positive")),
        (
            "Rebuked by Maria Lund, Jan Novak left the hall.",
            ("Maria Lund", "Jan Novak", "negative"),
        ),
        (
            "The party's old warhorse, Maria Lund, praised Jan Novak.",
            ("Maria Lund", "Jan Novak", "positive"),
        ),
    ],
)
def test_a_stand_may_take_more_than_a_verb(
    parser: Parser, text: str, expected: tuple[str, str, str]
) -> None:
    """Idioms, calls to go, allies, dealings refused and utterances tell who is against whom."""
    assert expected in _pairs(parser, text)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lund accused Anna Bell of backing Jan Novak.",
        "Maria Lund made a request to investigate Jan Novak.",
        "Maria Lund asked for Jan Novak's support.",
        "It is unlikely that Maria Lund backs Jan Novak.",
        "Maria Lund came under fire for praising nobody.",
        "Maria Lund had no problem with Jan Novak's plan.",
        "Maria Lund welcomed Jan Novak to her castle.",
    ],
)
def test_what_is_alleged_sought_or_unlikely_is_no_stance_of_its_subject(
    parser: Parser, text: str
) -> None:
    """What somebody is accused of, asks for or hardly does is not what they stand for."""
    found = {(holder, target) for holder, target, _ in _pairs(parser, text)}
    assert not found & {("Anna Bell", "Jan Novak"), ("Maria Lund", "Jan Novak")}


def test_not_only_denies_nothing(parser: Parser) -> None:
    """ "Not only did Lund praise" is praise."""
    text = "Maria Lund not only praised Jan Novak but thanked him."
    assert ("Maria Lund", "Jan Novak", "positive") in _pairs(parser, text)


def test_a_proposal_ends_with_a_noun(parser: Parser) -> None:
    """The words of a proposal are not cut after a preposition or across a line."""
    text = 'Maria Lund opposes the idea of "harbour bonds".\n\nAnother line.'
    document = Document(id="d", text=text, name="d")
    reading = next(read([document], parser))
    targets = [s.target.text for s in StanceExtractor()(reading, Findings(document))]
    assert targets
    assert not any(t.endswith((" of", "\n")) for t in targets)


def _pairs(parser: Parser, text: str) -> set[tuple[str, str, str]]:
    """Holder, target and polarity of the stances between named actors."""
    document = Document(id="d", text=text, name="d")
    reading = next(read([document], parser))
    found = StanceExtractor()(reading, Findings(document))
    return {(_name(reading, s.holder), _name(reading, s.target), s.polarity.value) for s in found}


def _name(reading: Reading, mention: Mention) -> str:
    return mention.text if mention.entity is None else reading.entities[mention.entity].name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First Bus is against the plan.", ("First Bus", "negative", "plan")),
        ("Lena Dahl called the deal long overdue.", ("Lena Dahl", "positive", "deal")),
        ("Lena Dahl voted in favour of the budget.", ("Lena Dahl", "positive", "budget")),
        ("Lena Dahl supports gun control.", ("Lena Dahl", "positive", "gun control")),
        (
            "Republicans rejected the Clean Rivers Act.",
            ("Republican Party", "negative", "Clean Rivers Act"),
        ),
        ("Pia Lund tried to unseat Jan Novak.", ("Pia Lund", "negative", "Jan Novak")),
        ("Lena Dahl proposed a ban on plastic.", ("Lena Dahl", "positive", "ban on plastic")),
        ("Pia Lund said the plan was misguided.", ("Pia Lund", "negative", "plan")),
        ("GOP leaders attacked Jan Novak.", ("GOP leaders", "negative", "Jan Novak")),
        ("Pia Lund said Jan Novak posed a threat.", ("Pia Lund", "negative", "Jan Novak")),
        (
            "Pia Lund said Jan Novak's failed policy had cost lives.",
            ("Pia Lund", "negative", "Jan Novak"),
        ),
        (
            "Jan Novak presented the plan on Monday. Pia Lund called it “reckless”.",
            ("Pia Lund", "negative", "plan"),
        ),
    ],
)
def test_a_stance_may_be_a_vote_an_aim_or_a_name(
    stances: Read, text: str, expected: tuple[str, str, str]
) -> None:
    """Votes, hostile aims, names given to a thing, members of a party and issues without an article."""
    assert expected in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Rovers dismissed manager Luca Ferri on Sunday.",
        "The Supreme Court of Norway overturned the conviction of Lars Holm.",
        "Pia Lund wants Jan Novak to challenge Kari Dahl.",
        "Pia Lund said innocent Norwegians had been hurt.",
        "Pia Lund said Jan Novak was less dangerous.",
        "Pia Lund said the fear of Jan Novak was unfounded.",
        "Pia Lund introduced Jan Novak.",
        "Norway was the first country to sanction same-sex marriage.",
        "Pia Lund ran a campaign of compassion.",
        "Pia Lund encouraged Jan Novak to vote.",
        "Pia Lund is targeting Labour voters.",
        "Norway neither endorsed nor criticised the plan.",
        "“They are ashamed of who we are,” said Pia Lund of the National Rally.",
        "“I can't say Jan Novak was wrong,” Pia Lund said.",
        "Jan Novak supports the local community.",
    ],
)
def test_a_sacking_or_a_ruling_is_no_stance(stances: Read, text: str) -> None:
    """Who loses a post or a conviction is not thereby spoken against; a wish for another's deed is none of its own."""
    assert stances(text) == set()


def test_a_supposed_danger_is_no_threat_by_the_one_supposed(stances: Read) -> None:
    """ "Lund suggested that Novak posed a threat to Norway" says what Lund thinks of Novak."""
    found = stances("Pia Lund suggested that Jan Novak posed a threat to Norway.")
    assert found == {("Pia Lund", "negative", "Jan Novak")}


def test_a_question_whether_somebody_backs_it_is_no_stance(stances: Read) -> None:
    """ "Does Norway support the sanctions?" asks; nobody has taken a stand."""
    assert stances("Does Norway support the sanctions against Russia?") == set()
    assert stances("Norway supports the sanctions against Russia.") != set()
