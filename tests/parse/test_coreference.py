"""Pronouns and descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import ActorKind, Document, Gender, Mention, Origin, QuoteType, Span, Statement
from graph.parse import Parser, Reading, annotate
from graph.parse.coreference import resolve_first_person

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """A text of ours, parsed and annotated."""

    def of(text: str) -> Reading:
        return annotate(parser.parse(Document(id="1", text=text, name="x")))

    return of


def owner(reading: Reading, words: str, place: int = 0) -> str | None:
    """Name of the entity that the words name; `place` counts their occurrences."""
    text, start = reading.document.text, -1
    for _ in range(place + 1):
        start = text.index(words, start + 1)
    tokens = reading.tokens(Span(start, start + len(words)))
    assert tokens is not None
    key = reading.entity_of(tokens)
    return reading.entities[key].name if key is not None else None


def test_he_is_the_last_speaker(read: Read) -> None:
    """ "He added" goes to whoever spoke last."""
    reading = read("Tomas Berg said the port would close. He added that nobody would lose work.")
    assert owner(reading, "He") == "Tomas Berg"


def test_gender_decides_between_two_people(read: Read) -> None:
    """A woman's first name rules out "he"."""
    reading = read("Maria Lund met Robert Halden on Monday. He praised the plan. She did not.")
    assert (owner(reading, "He "), owner(reading, "She")) == ("Robert Halden", "Maria Lund")


def test_he_inside_a_quotation_is_not_its_speaker(read: Read) -> None:
    """Nobody calls himself "he"."""
    reading = read("Robert Halden resigned. “He was tired,” said Tomas Berg.")
    assert owner(reading, "He") == "Robert Halden"


def test_they_in_a_spokesmans_words_are_not_his_own_side(read: Read) -> None:
    """Of a body's spokesman "they" are others; who they are is not guessed."""
    reading = read(
        "The Green Party accused the council of a turn. “Last May they told us it was great,” said its spokesman."
    )
    assert owner(reading, "they") is None


def test_the_sayer_is_not_who_is_spoken_of(read: Read) -> None:
    """After a quotation about somebody, "he said" is somebody else."""
    text = "Tomas Berg runs the port for Robert Halden. “Halden pays too little,” he said."
    assert owner(read(text), "he said") in ("Tomas Berg", None)


def test_rain_is_no_actor(read: Read) -> None:
    """Dummy "it" refers to nothing."""
    reading = read("Norway closed the road. It is clear that it will rain.")
    assert owner(reading, "It") is None


def test_a_country_is_it(read: Read) -> None:
    """ "It" that acts is the state spoken of."""
    assert (
        owner(read("Norway rejected the plan. It said the price was too high."), "It") == "Norway"
    )


def test_they_are_the_countries_joined(read: Read) -> None:
    """A list of countries is one group with members for "they"."""
    reading = read("Norway, Denmark and Estonia signed. They said they would send ships.")
    key = next(e for e in reading.entities if e.kind is ActorKind.GROUP)
    assert [reading.entities[k].name for k in key.members] == ["Norway", "Denmark", "Estonia"]
    assert owner(reading, "They") == key.name


def test_a_description_with_a_country_finds_its_person(read: Read) -> None:
    """ "The Norwegian minister" is the minister of Norway, not the other one."""
    text = (
        "Norwegian Foreign Minister Maria Lund met Danish Foreign Minister Tomas Berg. "
        "The Norwegian minister said the talks went well."
    )
    assert owner(read(text), "minister") == "Maria Lund"


def test_a_description_learnt_from_an_apposition(read: Read) -> None:
    """What stands behind a name tells the post too."""
    text = "Maria Lund, the chairwoman of the port, arrived. The chairwoman said she was glad."
    reading = read(text)
    assert owner(reading, "chairwoman said") in ("Maria Lund", None)
    assert owner(reading, "she") == "Maria Lund"


def test_a_minister_nobody_named_stays_unresolved(read: Read) -> None:
    """A generic noun is never an actor of its own."""
    reading = read("The minister left early. Rain fell on the square.")
    assert owner(reading, "minister") is None
    assert not [e for e in reading.entities if e.name == "minister"]


def test_the_bloc_is_the_union(read: Read) -> None:
    """The bloc is the European Union where the text speaks of it."""
    reading = read("The European Union met on Monday. The bloc agreed on new rules.")
    assert owner(reading, "bloc") == "European Union"


def test_a_government_is_its_country(read: Read) -> None:
    """ "The Norwegian government" is Norway by metonymy; its ministry is a body of its own."""
    reading = read("The Norwegian government resigned. The Norwegian foreign ministry was silent.")
    norway = next(e for e in reading.entities if e.name == "Norway")
    assert owner(reading, "government") == "Norway"
    assert "government" in [s.of(reading.document.text) for s in norway.metonyms]
    assert owner(reading, "ministry") == "Norwegian Foreign Ministry"


def test_a_pronoun_teaches_the_gender(read: Read) -> None:
    """A name that says nothing of gender gets it from a pronoun that can mean nobody else."""
    reading = read("Xanthor Quell said that she would run again.")
    person = next(e for e in reading.entities if e.kind is ActorKind.PERSON)
    assert person.gender in (Gender.FEMALE, None)
    assert owner(reading, "she") in (person.name, None)


def _said(reading: Reading, speaker: str, content: str) -> Statement:
    key = next(e.key for e in reading.entities if e.name == speaker)
    start = reading.document.text.index(content)
    span = Span(start, start + len(content))
    mention = Mention(reading.entities[key].mentions[0], speaker, key)
    origin = Origin("test", "1", 1.0)
    return Statement(0, mention, (), (), (span,), QuoteType.DIRECT, origin)


def test_i_is_the_speaker_of_the_quotation(read: Read) -> None:
    """The first person in a quotation is known once its speaker is."""
    reading = read("“I will not resign,” Maria Lund said.")
    resolve_first_person(reading, [_said(reading, "Maria Lund", "I will not resign")])
    assert owner(reading, "I") == "Maria Lund"


def test_we_of_a_minister_is_the_country(read: Read) -> None:
    """A minister says "we" for the state; a person without a post only for herself and unknown others."""
    text = "“We will send ships,” Norwegian Foreign Minister Maria Lund said."
    reading = read(text)
    resolve_first_person(reading, [_said(reading, "Maria Lund", "We will send ships")])
    assert owner(reading, "We") == "Norway"
    reading = read("“We will go home,” Maria Lund said.")
    resolve_first_person(reading, [_said(reading, "Maria Lund", "We will go home")])
    assert owner(reading, "We") is None


def test_no_pronoun_is_an_entity(read: Read) -> None:
    """Pronouns are mentions, never names."""
    reading = read("They said it was theirs. He agreed, and she laughed at us.")
    assert not [e for e in reading.entities if e.name.lower() in ("they", "it", "he", "she", "us")]


def test_who_was_just_introduced_speaks_before_who_spoke_last(parser: Parser) -> None:
    """A new person in the sentence before the quotation, though somebody else spoke before that."""
    text = (
        "Energy secretary Paul Marden said the grid was safe. Union leader Henrik Dahl has joined the criticism of it. "
        "“Nobody has checked the cables,” he said."
    )
    reading = annotate(parser.parse(Document(id="1", text=text, name="x")))
    pronoun = next(t for t in reading.doc if t.text == "he")
    key = reading.entity_at(pronoun.i)
    assert key is not None
    assert reading.entities[key].name == "Henrik Dahl"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway and Malta signed a pact. The two countries will trade.", "The two countries"),
        ("Norway and Malta signed a pact. Both nations gained.", "Both nations"),
        ("Anna Lund and Petra Vik met. The two ministers agreed.", "The two ministers"),
    ],
)
def test_two_that_were_joined_are_meant_again(read: Read, text: str, words: str) -> None:
    """What is said of the two is said of both."""
    reading = read(text)
    group = next(e for e in reading.entities if e.members)
    assert [s.of(text) for s in group.mentions] == [words]
    assert len(group.members) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Malta signed a pact. The three countries will trade.",
        "Norway and Malta signed a pact. The countries of Africa will trade.",
        "Anna Lund and Petra Vik met. The two countries agreed.",
    ],
)
def test_others_are_not_the_two(read: Read, text: str) -> None:
    """Another number, another place or another kind is somebody else."""
    assert not any(e.members for e in read(text).entities)


def test_the_chief_of_another_body_is_somebody_else(read: Read) -> None:
    """Nobody was said to be of the CIA, so its chief is unnamed, and "he" is the chief."""
    reading = read(
        "Erik Lund, director of Lund Corp., left. The CIA chief told senators he was glad."
    )
    chief = next(e for e in reading.entities if e.kind is ActorKind.UNNAMED and "CIA" in e.name)
    assert [s.of(reading.document.text) for s in chief.mentions] == ["The CIA chief", "he"]


def test_a_post_finds_the_name_that_follows(read: Read) -> None:
    """Norway's prime minister is named in the next sentence."""
    text = (
        "Norway's prime minister said so.\nPrime Minister Ola Brandt told reporters in Oslo more."
    )
    reading = read(text)
    brandt = next(e for e in reading.entities if e.name == "Ola Brandt")
    assert "Norway's prime minister" in [s.of(text) for s in brandt.mentions]
    assert brandt.country == "NO"


@pytest.mark.parametrize("words", ["The Trump campaign", "His company", "The power station"])
def test_a_body_of_somebody_else_is_not_the_body_told_of(read: Read, words: str) -> None:
    """What belongs to another, or is of another kind, is never the one organisation of the text."""
    reading = read(
        f"Donald Trump met Nordwind Press and the FBI in Oslo. {words} refused to say why."
    )
    text = reading.document.text
    named = (e for e in reading.entities if e.kind is not ActorKind.UNNAMED)
    assert not any(s.of(text) == words for e in named for s in e.mentions)


def test_the_chief_is_of_the_body_that_his_title_names(read: Read) -> None:
    """The FBI director is the one who was called so, and not the White House chief."""
    text = "FBI Director James Comey spoke. The White House chief left. The FBI director stayed."
    comey = next(e for e in read(text).entities if e.name == "James Comey")
    assert [s.of(text) for s in comey.mentions] == ["James Comey", "The FBI director"]


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        pytest.param(
            "Premier Gerd Holm spoke on Monday. Holm said banks were to blame. He said Holm's patience, as Holm put it, "
            "was at an end.\n\nOn Tuesday, party leader Frank Mertens joined Holm's criticism. “We have to act,” he said.",
            "he",
            "Frank Mertens",
            id="who-takes-up-the-words-of-another",
        ),
        pytest.param(
            "President Omar Ruto met the press. Ruto smiled. Ruto left. Government spokesman Isaac Mora said Ruto had "
            "accepted the resignation. He denied that more would follow.",
            "He",
            "Isaac Mora",
            id="who-says-that-another-accepted",
        ),
    ],
)
def test_who_spoke_in_the_sentence_before(read: Read, text: str, pronoun: str, who: str) -> None:
    """The subject of the sentence before speaks on, not whoever is named in what he says or takes up."""
    reading = read(text)
    last = text.rindex(f"{pronoun} ")
    key = reading.entity_of(reading.doc.char_span(last, last + len(pronoun)))
    assert key is not None and reading.entities[key].name == who


def test_who_is_spoken_to_does_not_answer(read: Read) -> None:
    """ "The judge told Dunmore …. He said" is the judge."""
    text = (
        "Craig Dunmore listened. The judge told Dunmore: “You knew.” He said it was a wicked crime."
    )
    assert owner(read(text), "He") in ("judge", None)


def test_a_company_is_told_by_its_seat(read: Read) -> None:
    """ "The Basel-based company" is the only company of the text; with another country's seat it is none."""
    text = "Novera AG cut its outlook. The {}-based company said demand was weak."
    assert owner(read(text.format("Basel")), "The Basel-based company") == "Novera AG"


def test_who_spoke_right_before_is_meant_and_not_somebody_unnamed(read: Read) -> None:
    """ "Said fisherman Tui Alo. He lost his boat": Alo, and no man of another paragraph."""
    text = (
        "A man on the island told the radio that the road was gone. A man was missing.\n\n"
        "“I saw the wave coming,” said fisherman Tui Alo. He lost a boat."
    )
    reading = read(text)
    assert owner(reading, "He lost") is None or owner(reading, "He") == "Tui Alo"
    assert next(e for e in reading.entities if e.name == "Tui Alo").gender is Gender.MALE


def test_the_judge_is_who_bears_the_title(read: Read) -> None:
    """ "Justice Pell … the judge"; in a text without such a title the judge is somebody unnamed."""
    text = "Justice Ada Pell jailed Craig Holm for life. “You knew,” the judge told Holm."
    assert owner(read(text), "the judge") == "Ada Pell"
    assert owner(read("Craig Holm was jailed. The judge spoke for an hour."), "The judge") in (
        "judge",
        None,
    )


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Captain Nuno Sa apologised. “I am sorry,” the midfielder told the radio.",
            "the midfielder",
            "Nuno Sa",
        ),
        (
            "Coach Steve Halloran backed his man. “He stays,” said the 51-year-old.",
            "the 51-year-old",
            "Steve Halloran",
        ),
        (
            "Ada Brandt and her brother Ola Brandt were saved. He never doubted it. “His sister did.",
            "His sister",
            "Ada Brandt",
        ),
        (
            "A spokesman for her ministry, Denis Okello, denied it.",
            "A spokesman",
            "Denis Okello",
        ),
    ],
)
def test_whom_a_description_goes_back_to(read: Read, text: str, words: str, name: str) -> None:
    """Who acted right before and now speaks; a sister of the same name; who is named behind the post."""
    reading = read(text)
    start = text.index(words)
    tokens = reading.tokens(Span(start, start + len(words)))
    assert tokens is not None
    key = reading.entity_at(tokens[-1].i) if "old" in words else reading.entity_of(tokens)
    assert key is not None
    assert reading.entities[key].name == name


@pytest.mark.parametrize(
    ("text", "words", "wrong"),
    [
        (
            "Tor Hagen left on Monday. Perhaps the prime minister thinks so too.",
            "the prime minister",
            "Tor Hagen",
        ),
        (
            "John Holm asked for a list. The next president could demand one.",
            "The next president",
            "John Holm",
        ),
        (
            "The Rifle League objected. The administration waved it off.",
            "The administration",
            "Rifle League",
        ),
        ("She wrote on Facebook. The airline said it was late.", "The airline", "Facebook"),
        (
            "The Associated Press wrote first. The newspaper said it was late.",
            "The newspaper",
            "Associated Press",
        ),
        ("The Supreme Court ruled. The campaign said no.", "The campaign", "US Supreme Court"),
    ],
)
def test_a_description_is_not_given_to_who_cannot_be_it(
    read: Read, text: str, words: str, wrong: str
) -> None:
    """A wrong speaker is worse than none."""
    assert owner(read(text), words) != wrong
