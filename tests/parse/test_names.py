"""Names and the entities made of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.model import ActorKind, Document, Entity, Gender
from graph.parse import Parser, Reading, annotate
from graph.parse.names import shortens

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """A text of ours, parsed and annotated."""

    def of(text: str) -> Reading:
        return annotate(parser.parse(Document(id="1", text=text, name="x")))

    return of


def named(reading: Reading, name: str) -> Entity:
    """The entity of that name."""
    found = [e for e in reading.entities if e.name == name]
    assert found, [e.name for e in reading.entities]
    return found[0]


def words(reading: Reading, name: str) -> list[str]:
    """The words of the entity's mentions."""
    return [s.of(reading.document.text) for s in named(reading, name).mentions]


def test_a_surname_is_the_person_named_in_full(read: Read) -> None:
    """A surname of a known full name is that person everywhere."""
    reading = read("Ingrid Solheim met reporters in Oslo. Solheim said the plan was ready.")
    assert words(reading, "Ingrid Solheim")[:2] == ["Ingrid Solheim", "Solheim"]


def test_two_people_of_one_surname_stay_apart(read: Read) -> None:
    """A civil title tells which of two bearers of a surname is meant."""
    text = "Robert Halden and his wife Maria Halden came. Mr. Halden spoke. Mrs. Halden listened."
    reading = read(text)
    assert "Halden" in words(reading, "Robert Halden")
    assert named(reading, "Maria Halden").gender is Gender.FEMALE
    assert named(reading, "Robert Halden").key != named(reading, "Maria Halden").key


def test_a_title_gives_country_and_gender(read: Read) -> None:
    """What stands before a name tells whose minister it is."""
    reading = read("Norwegian Foreign Minister Ingrid Solheim arrived in Berlin on Monday.")
    person = named(reading, "Ingrid Solheim")
    assert (person.kind, person.country) == (ActorKind.PERSON, "NO")
    assert person.descriptions == ("Norwegian Foreign Minister",)


@pytest.mark.parametrize("form", ["Britain", "The U.K.", "The UK", "The United Kingdom"])
def test_a_country_has_one_name(read: Read, form: str) -> None:
    """Britain, the U.K. and the UK are the United Kingdom."""
    country = named(read(f"{form} rejected the plan."), "United Kingdom")
    assert (country.known, country.country) == ("Q145", "GB")


def test_a_capital_that_insists_is_its_country(read: Read) -> None:
    """Metonymy is decided by context and recorded."""
    text = "Oslo insists on a vote. The ministers met in Oslo on Tuesday."
    reading = read(text)
    country, town = named(reading, "Norway"), named(reading, "Oslo")
    assert [s.start for s in country.metonyms] == [0]
    assert town.kind is ActorKind.PLACE
    assert [s.start for s in town.mentions] == [text.index("Oslo on")]


def test_an_adjective_names_its_country(read: Read) -> None:
    """ "Danish" in "the Danish prime minister" is a mention of Denmark."""
    assert "Danish" in words(read("The Danish prime minister resigned."), "Denmark")


def test_an_outlet_is_found_by_its_short_name(read: Read) -> None:
    """Agencies and papers are known under their initials."""
    reading = read("An official told the AP that talks had failed, AFP reported.")
    assert named(reading, "Associated Press").known == "Q40469"
    assert named(reading, "Agence France-Presse").kind is ActorKind.ORGANISATION


def test_a_word_that_looks_like_an_outlet_is_none(read: Read) -> None:
    """ "The Parliament" at the head of a sentence is the parliament, not the paper of that name."""
    reading = read("The Parliament voted on Friday. Nobody was surprised by the outcome.")
    assert not [e for e in reading.entities if e.name == "The Parliament"]


def test_georgia_is_a_state_or_a_country(read: Read) -> None:
    """One name for two places is decided by what else the text speaks of."""
    country = read("Georgia will vote in May, the Georgian president said in Tbilisi.")
    assert named(country, "Georgia").known == "Q230"
    state = read("Senators from Georgia and Texas met U.S. officials in Atlanta, Georgia.")
    assert named(state, "Georgia").known is None


def test_a_seat_of_power_is_a_government(read: Read) -> None:
    """The Kremlin is an actor of its own, of Russia."""
    kremlin = named(read("The Kremlin denied the report."), "Kremlin")
    assert (kremlin.kind, kremlin.country) == (ActorKind.GOVERNMENT, "RU")


def test_a_group_has_one_name_in_all_wordings(read: Read) -> None:
    """26 nations, twenty-six Western nations and 26 members of an alliance are 26 countries."""
    for words_of_it in ("26 nations", "Twenty-six Nordic nations", "26 members of NATO"):
        group = named(read(f"{words_of_it} promised to send aid."), "26 countries")
        assert (group.kind, group.cardinality) == (ActorKind.GROUP, 26)


def test_two_countries_are_no_group_of_their_own(read: Read) -> None:
    """ "The two countries" are two that were named before."""
    reading = read("Norway and Denmark signed. The two countries agreed on fish.")
    assert not [e for e in reading.entities if e.cardinality]


def test_an_unnamed_source_keeps_its_description(read: Read) -> None:
    """A source without a name is kept as the text describes it."""
    source = named(read("A senior diplomat said the talks had failed."), "a senior diplomat")
    assert source.kind is ActorKind.UNNAMED


def test_a_defined_acronym_is_the_body(read: Read) -> None:
    """Initials in brackets after a name are its name, whatever the letters."""
    text = "The Harbour Workers Union (HAWU) called a strike. HAWU said it would last a week."
    reading = read(text)
    keys = {reading.entity_at(t.i) for t in reading.doc if t.text == "HAWU"}
    assert len(keys) == 1


def test_korean_names_have_the_surname_first(read: Read) -> None:
    """ "Mr. Moon" is Moon Jae-in."""
    reading = read("Moon Jae-in spoke in Seoul. Mr. Moon promised talks.")
    assert "Moon" in words(reading, "Moon Jae-in")


def test_mentions_lie_in_the_text(read: Read) -> None:
    """Every mention is a stretch of the text, in order, and never empty."""
    text = "Ms. Berg of Lund Corp. told Kyiv’s envoy that 30 countries had agreed — she smiled."
    reading = read(text)
    for entity in reading.entities:
        assert list(entity.mentions) == sorted(entity.mentions)
        assert all(0 <= s.start < s.end <= len(text) for s in entity.mentions)
        assert entity.key == reading.entities.index(entity)


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("HWU", "Harbour Workers Union", True),
        ("Lund", "Lund Corporation", True),
        ("National", "National Trust", False),
        ("Berg", "Lund Corporation", False),
    ],
)
def test_short_forms_of_bodies(short: str, long: str, *, expected: bool) -> None:
    """Acronyms and first words are short forms; vague first words are not."""
    assert shortens(short, long) is expected


def test_names_written_small_are_found(read: Read) -> None:
    """An alliance or agency that is written without capitals is the same actor."""
    reading = read("Leaders of the coalition of the willing met, dpa reported.")
    assert named(reading, "Coalition of the Willing").known == "x-coalition-of-the-willing"
    assert named(reading, "dpa").kind is ActorKind.ORGANISATION


def test_a_name_in_brackets_is_the_person(read: Read) -> None:
    """Editors put names into quotations in square brackets."""
    text = "Erik Lund came. “I told [Lund] so,” Maria Berg said. Lund left."
    assert words(read(text), "Erik Lund").count("Lund") == 2


def test_a_known_name_from_elsewhere_is_another_person(read: Read) -> None:
    """A namesake of a public figure with another country's post does not get the figure's id."""
    reading = read("Norwegian Football Coach Boris Johnson praised the team on Monday.")
    coach = [e for e in reading.entities if "Johnson" in e.name]
    assert coach and coach[0].known is None and coach[0].country == "NO"


def test_a_surname_goes_on_to_mean_whom_the_text_is_about(read: Read) -> None:
    """A relative who is named once in full does not take the surname over."""
    text = (
        "Erik Lund won. Lund thanked voters. Lund smiled. Lund praised his late father Karl Lund. "
        "Lund will take office in May."
    )
    assert words(read(text), "Karl Lund") == ["Karl Lund"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Savanna Gazette said so on Monday.", "Savanna Gazette"),
        ("Kanal 52 reported the fire.", "Kanal 52"),
    ],
)
def test_an_outlet_is_no_person_though_it_begins_like_one(read: Read, text: str, name: str) -> None:
    """A first name before a word for papers, or a number, make no person."""
    assert [e for e in read(text).entities if e.name == name and e.kind is ActorKind.PERSON] == []


@pytest.mark.parametrize(
    "text",
    [
        "The paper is an English-language weekly.",
        "French-speaking areas were flooded.",
        "The note was written in Dutch.",
    ],
)
def test_a_language_is_no_country(read: Read, text: str) -> None:
    """English is spoken outside England."""
    assert read(text).entities == []


def test_an_adjective_with_a_hyphen_is_still_a_country(read: Read) -> None:
    """A French-led mission is France's."""
    assert "France" in {e.name for e in read("The French-led mission ended.").entities}


def test_the_state_of_a_secretary_is_no_body(read: Read) -> None:
    """A portfolio is part of the post."""
    names = {e.name for e in read("Secretary of State Anna Lund said so.").entities}
    assert names == {"Anna Lund"}


def test_a_country_before_its_own_body_is_part_of_the_name(read: Read) -> None:
    """One central bank, however it is called."""
    text = "The United States Federal Reserve raised rates. The Federal Reserve will wait."
    assert [e.name for e in read(text).entities] == ["Federal Reserve"]


def test_a_body_of_a_body_is_not_the_body(read: Read) -> None:
    """The refugee agency is not the United Nations, and a unit of the World Bank is not the bank."""
    reading = read("The United Nations refugee agency asked for tents. A World Bank unit will pay.")
    mentions = {e.name: [s.of(reading.document.text) for s in e.mentions] for e in reading.entities}
    assert mentions["UNHCR"] == ["United Nations refugee agency"]
    assert mentions["World Bank"] == ["World Bank"]
    assert "United Nations" not in mentions


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("President Macron spoke. Macron left.", date(2020, 5, 1), "Emmanuel Macron"),
        ("President Macron spoke.", None, "Macron"),
        ("President Macron spoke.", date(2008, 5, 1), "Macron"),
        ("Mr. Macron spoke.", date(2020, 5, 1), "Macron"),
        ("Former President Macron spoke.", date(2020, 5, 1), "Macron"),
    ],
)
def test_a_president_without_a_first_name_is_the_one_in_office(
    parser: Parser, text: str, day: date | None, name: str
) -> None:
    """Title and day of publication tell who is meant; a surname alone does not."""
    reading = annotate(parser.parse(Document(id="x", text=text, name="x", published=day)))
    assert reading.entities[0].name == name


def test_some_of_a_party_are_not_the_party(read: Read) -> None:
    """Top Democrats are people, "the Republicans" the party."""
    entities = read("Top House Democrats objected. The Republicans refused.").entities
    kinds = {e.name: e.kind for e in entities}
    assert kinds["Republican Party"] is ActorKind.ORGANISATION
    assert "Democratic Party" not in kinds
    assert ActorKind.UNNAMED in kinds.values()


def test_a_union_after_a_name_is_that_name(read: Read) -> None:
    """Whatever other body was spoken of before."""
    text = "The US Senate asked that the United Auto Workers (UAW) union agree. The union refused."
    entities = {e.name: len(e.mentions) for e in read(text).entities}
    assert entities["US Senate"] == 1
    assert entities["United Auto Workers"] == 4


def test_an_unnamed_source_keeps_of_whom_it_is(read: Read) -> None:
    """Who they are is all that a reader has."""
    names = {e.name for e in read("Members of the Harbour Committee of Oslo objected.").entities}
    assert any(n.startswith("members of the Harbour Committee") for n in names)


def test_a_justice_department_is_no_judge(read: Read) -> None:
    """A title before the name of a body is part of it."""
    kinds = {e.kind for e in read("The Justice Department ruling was late.").entities}
    assert ActorKind.PERSON not in kinds


def test_the_times_is_the_paper_named_before(read: Read) -> None:
    """A short name goes back to the one long name that ends in it."""
    text = "He wrote in The New York Times on Friday. The Times reported that Lund left."
    assert "Times" not in {e.name for e in read(text).entities}


@pytest.mark.parametrize(
    ("text", "is_person"),
    [("“We are tired,” said Brandt.", True), ("“We are tired,” said NATO.", False)],
)
def test_who_says_a_quotation_is_a_person(read: Read, text: str, *, is_person: bool) -> None:
    """An unknown name after "said" is a surname; a body that is known stays one."""
    assert (read(text).entities[0].kind is ActorKind.PERSON) is is_person


def test_a_body_may_be_called_after_its_aim(read: Read) -> None:
    """ "Action on Sugar" is one name; the lawyers for somebody are no body."""
    text = (
        "Action on Sugar demanded labels, and its director agreed. Lawyers for Ada Lund objected."
    )
    reading = read(text)
    assert words(reading, "Action on Sugar") == ["Action on Sugar", "its"]
    assert not [
        e for e in reading.entities if e.kind is ActorKind.ORGANISATION and "Lund" in e.name
    ]


def test_letters_behind_a_name_are_no_actor(read: Read) -> None:
    """ "KC" and "MD" say what a person is."""
    reading = read("Prosecutor Helen Marr KC said so. Ada Brandt, MD, agreed. He told Marr.")
    assert {"KC", "MD"}.isdisjoint(e.name for e in reading.entities)
    assert {"Helen Marr", "Ada Brandt"} <= {e.name for e in reading.entities}


def test_a_name_does_not_run_over_a_colon(read: Read) -> None:
    """The topic before it is no part of who speaks after it."""
    reading = read("Flu: WHO says outbreak is over")
    assert not [e for e in reading.entities if ":" in e.name]


def test_the_first_word_of_a_firm_is_the_firm(read: Read) -> None:
    """Where no person of the text is called so."""
    reading = read("Bellwether Partners cut its stake. The report was wrong, Bellwether said.")
    assert len([e for e in reading.entities if "Bellwether" in e.name]) == 1


def test_letters_behind_a_name_are_no_part_of_it(read: Read) -> None:
    """Honours and degrees neither name a body nor tie two of their bearers together."""
    reading = read(
        "Prosecutor Helen Marr KC opened the case. Simon Leck KC, defending, said little."
    )
    assert {e.name for e in reading.entities} >= {"Helen Marr", "Simon Leck"}
    assert not [e.name for e in reading.entities if "KC" in e.name]


def test_a_firm_whose_name_looks_like_a_seat_keeps_it(read: Read) -> None:
    """ "D-Link Corp." is no lawmaker's party and state."""
    reading = read("D-Link Corp. said no. Senator Ada Lind, D-Ohio, agreed.")
    names = {e.name for e in reading.entities}
    assert any("Link" in name for name in names)
    assert not any("Ohio" in name and name.startswith("D") for name in names)
