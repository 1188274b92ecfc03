"""Who gains by a commitment, and on which condition: two objects, those told, costs, debts, inversion. Sentences are ours."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.commitments import CommitmentExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Commitment, Document, Findings
from graph.parse import Parser, annotate


def read(parser: Parser, text: str) -> Findings:
    """Roles, statements and commitments of a text."""
    reading = annotate(parser.parse(Document(id="g", text=text, name="g")))
    return extract(reading, (RoleExtractor(), StatementExtractor(), CommitmentExtractor()))


def first(parser: Parser, text: str) -> tuple[Commitment, list[str]]:
    """The first commitment of the text, and the names of who gets something by it."""
    found = read(parser, text)
    commitment = found.commitments[0]
    names = [
        b.text if b.entity is None else found.entities[b.entity].name
        for b in commitment.beneficiaries
    ]
    return commitment, names


@pytest.mark.parametrize(
    ("text", "gets"),
    [
        ("Berlin promised Warsaw two air defence batteries.", ["Poland"]),
        ("The Malian army was given four helicopters by Russia.", ["Mali"]),
        ("Uganda has been offered a 500 million dollar loan by China for a railway.", ["Uganda"]),
        ("The province will give nurses who stay for two years a bonus of 10,000 dollars.", ["nurses"]),
        ("Hospitals in Ghana are to get 400 ventilators from South Korea.", ["Hospitals"]),
        ("Chile promised the miners' families that it would pay compensation within a month.",
         ["miners' families"]),
        ("Mara Edney has offered to pay the tuition of the two boys.", ["two boys"]),
        ("South Africa will write off 30 million rand owed by Lesotho.", ["Lesotho"]),
        ("The Paris Club agreed to forgive two thirds of Somalia's debt.", ["Somalia"]),
        ("South Korea will lift its ban on Polish beef.", ["Poland"]),
        ("Ireland will spend 90 million euros on shelters for asylum seekers in Cork.", ["asylum seekers"]),
        ("France announced 50 million euros for the victims of the earthquake in Morocco.",
         ["victims of the earthquake in Morocco"]),
        ("The club promised refunds to everyone who missed a connection.",
         ["everyone who missed a connection"]),
        ("Oxfam is to distribute water filters to 30,000 people displaced by the floods.",
         ["30,000 people"]),
        ("Rovers will invest £60m in the January window.", []),
        ("Kaba Motors has pledged to invest 2 billion dollars in a battery plant in Ghana.", []),
        ("Lidl will close its branch in Malmo.", []),
        ("Belgium will train Congolese police officers in Kinshasa from next month.",
         ["Democratic Republic of the Congo"]),
    ],
)  # fmt: skip
def test_who_gets_it(parser: Parser, text: str, gets: list[str]) -> None:
    """Who is given something is who gains by it; a season, a building and a place are nobody."""
    assert first(parser, text)[1] == gets


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Germany is prepared to deliver two further Patriot batteries to Romania should Washington replace them.",
         "should Washington replace them"),
        ("“We are ready to send doctors to Gaza, provided their safety is guaranteed,” said the Jordanian minister.",
         "provided their safety is guaranteed"),
        ("Ericsson plans to hire 800 engineers in Hungary, dependent on state support.",
         "dependent on state support"),
        ("If elected, Senator Holm would raise the minimum wage to 15 dollars an hour.", "If elected"),
        ("Thailand will waive visa fees for Indian tourists until the end of the year.", None),
    ],
)  # fmt: skip
def test_condition(parser: Parser, text: str, condition: str | None) -> None:
    """A condition is told by "if" and its like, or by inversion; a mere end of time is none."""
    span = first(parser, text)[0].condition
    assert (span.of(text) if span else None) == condition


def test_a_time_inside_a_condition_is_no_deadline(parser: Parser) -> None:
    """What must happen by Friday is the condition, not the promise."""
    text = "The company said it would rehire the drivers if the strike ended by Friday."
    assert first(parser, text)[0].deadline is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Estonia gave all of its 155mm howitzers to Ukraine.", None),
        ("Mara Edney has offered to pay the tuition of the two boys.", None),
        ("Oxfam is to distribute water filters to 30,000 people displaced by the floods.", None),
        ("The Lund family will donate $1million to Chad.", 1e6),
    ],
)
def test_amount_is_of_the_thing(parser: Parser, text: str, amount: float | None) -> None:
    """A calibre, the people who gain and those whose costs are paid are no amount of what is given."""
    quantity = first(parser, text)[0].quantity
    assert (quantity.value if quantity else None) == amount


def test_sum_for_a_purpose_is_one_commitment(parser: Parser) -> None:
    """What money is promised for is not promised a second time."""
    found = read(parser, "Volta Energy committed $40 million to train electricians in Nigeria.")
    assert [c.kind.value for c in found.commitments] == ["money"]


def test_offer_taken_back_names_who_was_to_get_it(parser: Parser) -> None:
    """Who withdraws an offer withdraws it from whom it was made to."""
    text = (
        "Switzerland had promised 40 million francs to Myanmar but withdrew the offer last autumn."
    )
    found = read(parser, text)
    assert [c.status.value for c in found.commitments] == ["pledged", "withdrawn"]
    assert [found.entities[c.beneficiaries[0].entity or 0].name for c in found.commitments] == [
        "Myanmar"
    ] * 2


def test_headline_without_the_amount_is_the_same_commitment(parser: Parser) -> None:
    """What the headline says roughly and the text exactly is one commitment, told by the text."""
    text = (
        "Donors pledge billions for Sudan\n\n"
        "Donors promised 2.1 billion euros for Sudan at a conference in Berlin on Monday."
    )
    (commitment,) = read(parser, text).commitments
    assert commitment.quantity is not None
    assert commitment.quantity.value == 2.1e9


@pytest.mark.parametrize(
    "text",
    [
        "Holm offered the crowd an evaluation of the season.",
        "Air Lund already offers flights to Oslo and Rome.",
        "Norway exported fish worth $3 billion to China in 2022.",
        "Critics worry that the government will close the hospital in Bergen.",
        "By offering Mara Lund a post, Jan Holm would show that he forgives.",
        "The agency was not buying and shipping rifles from Chad to Mali.",
        "The campaign sent 1,600 emails to voters in Ohio.",
        "The Supreme Court refused to reinstate the fee for clinics.",
    ],
)
def test_look_alikes(parser: Parser, text: str) -> None:
    """Words, trade, fears, suppositions, negated deeds and rulings bind nobody."""
    assert read(parser, text).commitments == ()
