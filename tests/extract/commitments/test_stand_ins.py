"""Conditions without a plain "if", and takers whom another word stands for. Sentences and persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A deal permitting, Qatar will send 50 doctors to Gaza.", "A deal permitting"),
        (
            "Greece will lift the ban on Albanian fruit the moment Tirana publishes its tests.",
            "the moment Tirana publishes its tests",
        ),
        (
            "Kenya agreed to send 60 engineers, but will do so only if Chad pays them.",
            "only if Chad pays them",
        ),
        (
            "Kenya's promise to send 900 police officers to Haiti hinges on a court ruling.",
            "hinges on a court ruling",
        ),
        (
            "If Chad wants it and if the fund agrees, Norway will donate 900 tents to Chad.",
            "If Chad wants it and if the fund agrees",
        ),
        (
            "The fund will lend Chad $90 million under the condition that it sells its oil firm.",
            "under the condition that it sells its oil firm",
        ),
    ],
)
def test_a_condition_needs_no_plain_if(
    condition: Callable[[str], str], text: str, words: str
) -> None:
    """What something hinges on, "permitting", "the moment", a clause of "do so" and a pair are conditions."""
    assert condition(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Ireland will give Lebanon 9 million euros, no matter if others follow.",
        "Asked if more was to come, the minister said Ireland would give Lebanon 9 million euros.",
        "Spain gave Malta $5 million the day the war ended.",
    ],
)
def test_an_if_that_asks_or_concedes_is_none(condition: Callable[[str], str], text: str) -> None:
    """A question, a concession and a past day bind nobody less."""
    assert condition(text) == ""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Laos was short of food, and Thailand promised to send it 900 tonnes of rice.", "Laos"),
        ("The company promised $4,000 to each of the victims of the fire.", "the victims"),
        ("The charity, to which Kaba Motors has promised $3 million, runs clinics.", "The charity"),
        ("Belgium is ready to send 100 soldiers to a peacekeeping force for Ukraine.", "Ukraine"),
        ("The EU has promised to lift tariffs on steel from Ghana.", "Ghana"),
        ("Kenya will send 200 gendarmes to help Haiti search the coast.", "Haiti"),
        ("Ecuador's farmers will be paid $120 million by the government.", "Ecuador's farmers"),
        ("Australia will host 600 refugees.", "600 refugees"),
        (
            "Slovenia pledged aid worth 3 million euros to its Balkan neighbours.",
            "its Balkan neighbours",
        ),
        ("Rwanda has pulled its 900 soldiers out of Mozambique.", "Mozambique"),
        ("Algeria will forgive 14 African countries $900 million.", "14 countries"),
        ("The insurer refuses to pay the owners of 300 houses.", "the owners"),
    ],
)
def test_another_word_may_stand_for_who_gets_it(
    gets: Callable[[str], list[str]], text: str, who: str
) -> None:
    """A pronoun, a share, a relative word, a force, a purpose and those taken in lead to who gets something."""
    wanted = who.removeprefix("The ").removeprefix("the ")
    assert [g.removeprefix("The ").removeprefix("the ") for g in gets(text)] == [wanted]


@pytest.mark.parametrize(
    "text",
    ["Chile will send two astronauts to the moon.", "Ghana will release Lund so as not to harm women."],
)  # fmt: skip
def test_neither_a_far_place_nor_what_is_avoided_gets_anything(
    gets: Callable[[str], list[str]], text: str
) -> None:
    """The moon takes nothing, and whom a deed is not to harm is not given it."""
    assert not {"moon", "the moon", "women"} & set(gets(text))


def test_a_pronoun_is_not_who_gives(gets: Callable[[str], list[str]]) -> None:
    """Of two who speak on the telephone, the one who promises gets nothing of it."""
    text = "Fiji's prime minister rang Tonga's king and promised him 90 engineers."
    assert "Fiji" not in " ".join(gets(text))
