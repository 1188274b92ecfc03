"""The knowledge base that ships, and users' files."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ConfigError
from graph.knowledge import Knowledge, Use, fold
from graph.model import ActorKind, Gender


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """What ships."""
    return Knowledge.load()


def test_every_member_state_has_a_code_and_an_id(knowledge: Knowledge) -> None:
    """About 250 countries and territories, each with ISO code and Wikidata id, no id twice."""
    countries = [a for a in knowledge.actors.values() if a.kind is ActorKind.COUNTRY]
    assert len(countries) > 230
    codes = [dict(c.ids)["iso3166"] for c in countries]
    assert len(codes) == len(set(codes))
    assert all(c.id.startswith("Q") for c in countries)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("U.S.", "United States"),
        ("the US", "United States"),
        ("Britain", "United Kingdom"),
        ("DPRK", "North Korea"),
        ("Türkiye", "Turkey"),
        ("Ivory Coast", "Ivory Coast"),
        ("Nato", "NATO"),
        ("The Kremlin", "Kremlin"),
        ("Elysee Palace", "Élysée"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    ],
)
def test_aliases_lead_to_one_actor(knowledge: Knowledge, form: str, name: str) -> None:
    """Other names, accents, articles and dots do not matter."""
    found = knowledge.find(form)
    assert found is not None and found.name == name


def test_ambiguity_is_kept(knowledge: Knowledge) -> None:
    """Two Congos are two candidates and no answer."""
    assert knowledge.find("Congo") is None
    assert {a.country for a in knowledge.candidates("Congo")} == {"CD", "CG"}


def test_a_capital_is_not_a_name_of_its_country(knowledge: Knowledge) -> None:
    """Paris may mean France, but only context tells."""
    assert knowledge.find("Paris") is None
    assert [use for _, use in knowledge.senses("Paris")] == [Use.CAPITAL]
    assert knowledge.country_of_place("Paris") == "FR"


@pytest.mark.parametrize(
    ("word", "code"), [("French", "FR"), ("Danes", "DK"), ("Briton", "GB"), ("South Korean", "KR")]
)
def test_demonyms(knowledge: Knowledge, word: str, code: str) -> None:
    """Adjectives and nouns for inhabitants, in both numbers."""
    assert knowledge.country_of_demonym(word) == code


def test_an_ambiguous_demonym_says_nothing(knowledge: Knowledge) -> None:
    """Congolese and Dominican are of two countries each."""
    assert knowledge.country_of_demonym("Congolese") is None
    assert knowledge.country_of_demonym("Dominican") is None


def test_short_names_in_capitals_are_no_words() -> None:
    """WHO is not "who", US is not "us"."""
    assert fold("WHO") != fold("who")
    assert fold("US") != fold("us")


def test_first_names(knowledge: Knowledge) -> None:
    """Gender only where nearly all bearers share it."""
    assert knowledge.gender_of("Maria") is Gender.FEMALE
    assert knowledge.gender_of("Robert") is Gender.MALE
    assert knowledge.gender_of("Zzyzx") is None


def test_a_users_file_adds_actors(tmp_path: Path) -> None:
    """Actors and aliases of one's own, without touching what ships."""
    path = tmp_path / "my.toml"
    path.write_text(
        '[organisation]\n"Harbour Union" = { aliases = ["HU"], country = "NO" }\n'
        '"NATO" = { wikidata = "Q7184", aliases = ["the Pact"] }\n',
        encoding="utf-8",
    )
    mine = Knowledge.load(path)
    added = mine.find("HU")
    assert added is not None and (added.name, added.country) == ("Harbour Union", "NO")
    pact = mine.find("the Pact")
    assert pact is not None and pact.name == "NATO"
    assert Knowledge.load().find("HU") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[organisation]\n"X" = { alias = ["Y"] }', "alias"),
        ('[organization]\n"X" = {}', "organization"),
        ('[person]\n"X" = { gender = "m" }', "gender"),
        ('[person]\n"X" = 3', "table"),
        ("[person", "TOML"),
        ('[person]\n"X" = { aliases = "Y" }', "list"),
    ],
)
def test_a_mistake_in_a_users_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    """The error names the file and what is wrong in it."""
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as error:
        Knowledge.load(path)
    assert "my.toml" in str(error.value)


def test_a_users_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told, not skipped."""
    with pytest.raises(ConfigError, match="nowhere"):
        Knowledge.load(tmp_path / "nowhere.toml")
