"""Who commits what: one sentence in, its commitments out. Sentences and persons are invented."""

from __future__ import annotations

from datetime import date

import pytest

from graph.extract import extract
from graph.extract.commitments import CommitmentExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.statements import StatementExtractor
from graph.model import Commitment, Document, Findings
from graph.parse import Parser, annotate


def findings(parser: Parser, text: str) -> Findings:
    """Roles, statements and commitments of a text of 9 September 2025."""
    document = Document(id="c", text=text, name="c", published=date(2025, 9, 9))
    reading = annotate(parser.parse(document))
    return extract(reading, (RoleExtractor(), StatementExtractor(), CommitmentExtractor()))


def told(parser: Parser, text: str) -> list[tuple[str, str, float | None, str | None, str]]:
    """(actor, kind, amount, unit, status) of each commitment."""
    found = findings(parser, text)
    return [
        (name(found, c), c.kind.value, c.quantity.value if c.quantity else None,
         c.quantity.unit if c.quantity else None, c.status.value)
        for c in found.commitments
    ]  # fmt: skip


def name(found: Findings, commitment: Commitment) -> str:
    """The actor's name in its document."""
    key = commitment.actor.entity
    return next((e.name for e in found.entities if e.key == key), commitment.actor.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway pledged $75 million to Sudan on Monday.",
         ("Norway", "money", 7.5e7, "USD", "pledged")),
        ("Poland is considering whether to send 30 drones to Lithuania.",
         ("Poland", "aircraft", 30, "drones", "considering")),
        ("Japan has offered to resettle up to 10,000 refugees from Syria.",
         ("Japan", "resettlement", 10_000, "persons", "ready")),
        ("Canada ruled out sending troops to Mali.",
         ("Canada", "troops", None, None, "refused")),
        ("Brazil vowed to cut emissions by 40 percent by 2030.",
         ("Brazil", "other", 40, "percent", "pledged")),
        ("The United States has delivered 2 million vaccine doses to Kenya.",
         ("United States", "vaccines", 2e6, "doses", "delivered")),
        ("Norway's pledge of 500 troops came late.",
         ("Norway", "troops", 500, "persons", "pledged")),
        ("Denmark withdrew its offer of 12 helicopters to Ukraine.",
         ("Denmark", "aircraft", 12, "helicopters", "withdrawn")),
        ("Sweden suspended aid to Mali.", ("Sweden", "other", None, None, "withdrawn")),
        ("Finland has not ruled out sending tanks to Estonia.",
         ("Finland", "vehicles", None, None, "considering")),
        ("Spain has no plans to send soldiers to Niger.",
         ("Spain", "troops", None, None, "refused")),
        ("Four hundred police officers will be sent to Haiti by Kenya.",
         ("Kenya", "police", 400, "persons", "pledged")),
        ("The 500 rifles promised by Portugal have not arrived.",
         ("Portugal", "weapons", 500, "rifles", "pledged")),
        ("Italy's parliament approved €300 million in loans for Tunisia.",
         ("Italy", "money", 3e8, "EUR", "allocated")),
        ("Ireland trained 200 Ukrainian soldiers.",
         ("Ireland", "training", 200, "persons", "delivered")),
    ],
)  # fmt: skip
def test_a_commitment_has_actor_kind_amount_and_status(
    parser: Parser, text: str, expected: tuple[str, str, float | None, str | None, str]
) -> None:
    """Verbs, nouns, adjectives and passives promise; modality, tense and negation say how firmly."""
    assert told(parser, text) == [expected]


def test_shares_without_a_verb_are_told_apart(parser: Parser) -> None:
    """A list of names and amounts after one verb gives one record each, in one currency."""
    text = "Norway pledged 75 million, Denmark 26.8 million and Finland 20 million euros."
    assert told(parser, text) == [
        ("Norway", "money", 7.5e7, "EUR", "pledged"),
        ("Denmark", "money", 2.68e7, "EUR", "pledged"),
        ("Finland", "money", 2e7, "EUR", "pledged"),
    ]


def test_a_total_is_told_apart_from_its_members(parser: Parser) -> None:
    """The sum of a conference is not what one donor gives."""
    text = "Donors pledged a total of $1.2 billion, with Norway giving $75 million."
    found = findings(parser, text)
    assert [(c.is_total, c.quantity and c.quantity.value) for c in found.commitments] == [
        (True, 1.2e9),
        (False, 7.5e7),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chile refused to rule out sending troops to Peru.", "considering"),
        ("Britain is to double its aid to Yemen to £200 million.", "pledged"),
        ("Norway will cut its aid to Mali by $5 million.", "withdrawn"),
        ("North Korea agreed to suspend nuclear tests.", "pledged"),
        ("Turkey's parliament passed a motion to send troops to Libya.", "allocated"),
        ("Egypt is willing to withdraw its troops from Gaza.", "ready"),
        ("Iran vowed never to send missiles to Mali.", "refused"),
        ("India may supply Nepal with 20 tonnes of wheat.", "considering"),
        ("India will no longer send weapons to Nepal.", "refused"),
        ("Norway is too stretched to contribute ground forces to Mali.", "considering"),
        ("Denmark may be too small to send troops to Mali.", "considering"),
    ],
)
def test_status_follows_the_whole_chain(parser: Parser, text: str, status: str) -> None:
    """Double negation, "is to", cuts of gifts, burdens ended, acts of parliament, modal verbs."""
    assert [t[-1] for t in told(parser, text)] == [status]


def test_joint_subjects_give_one_record_each(parser: Parser) -> None:
    """Two countries that pledge together are two records of one total."""
    found = findings(parser, "France and Estonia pledged 100 million euros to Moldova.")
    assert [name(found, c) for c in found.commitments] == ["France", "Estonia"]
    assert all(c.is_total for c in found.commitments)


def test_officials_stand_for_their_countries(parser: Parser) -> None:
    """ "Officials from Spain and Italy" bind Spain and Italy."""
    text = "Officials from Spain and Italy have indicated a readiness to send police to Haiti."
    assert [t[0] for t in told(parser, text)] == ["Spain", "Italy"]


def test_a_minister_binds_the_country(parser: Parser) -> None:
    """What a government's minister will send, the country will."""
    text = "Norwegian Defence Minister Kari Holm said she will send 40 tanks to Latvia."
    assert [t[0] for t in told(parser, text)] == ["Norway"]


def test_examples_of_a_vague_group_are_named(parser: Parser) -> None:
    """ "Neighbours such as Poland" commits Poland, and no neighbours."""
    text = "Neighbouring countries, such as Poland, refused to send soldiers to Belarus."
    assert [t[0] for t in told(parser, text)] == ["Poland"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Norway will send troops to Chad once a truce is signed.", "once a truce is signed"),
        ("If parliament agrees, Norway will send troops to Chad.", "If parliament agrees"),
        ("Norway agreed to lend Chad $5 million, provided that it pays its debts.",
         "provided that it pays its debts"),
        ("Norway will send troops to Chad after a ceasefire.", "after a ceasefire"),
        ("Norway will send troops to Chad.", None),
    ],
)  # fmt: skip
def test_a_condition_is_kept(parser: Parser, text: str, condition: str | None) -> None:
    """A promise with an "if" is never told without it."""
    (found,) = findings(parser, text).commitments
    assert (found.condition.of(text) if found.condition else None) == condition


def test_a_deadline_is_a_time(parser: Parser) -> None:
    """ "by 2030" is when the promise falls due."""
    (found,) = findings(parser, "Brazil vowed to cut emissions by 40 percent by 2030.").commitments
    assert found.deadline is not None
    assert found.deadline.iso == "2030"


def test_a_beneficiary_is_an_actor(parser: Parser) -> None:
    """Who gets it, by dative, by preposition and behind a country's adjective."""
    for text in (
        "Oslo gave Ukraine 12 tanks.",
        "Norway will supply Ukraine with 12 tanks.",
        "Norway will send 12 tanks to Ukraine.",
        "Norway will train 90 Ukrainian soldiers.",
    ):
        found = findings(parser, text)
        (commitment,) = found.commitments
        assert [
            e.name for b in commitment.beneficiaries for e in found.entities if e.key == b.entity
        ] == ["Ukraine"]


def test_evidence_is_the_text(parser: Parser) -> None:
    """The evidence holds actor, thing and condition, letter for letter."""
    text = "On Monday Norway said it will send 500 troops to Chad once a truce is signed."
    (found,) = findings(parser, text).commitments
    assert "500 troops to Chad once a truce is signed" in found.evidence.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Germany should send tanks to Ukraine.",
        "Kyiv urged Germany to send tanks.",
        "If Germany sends tanks, the war will end.",
        "Will Germany send tanks to Ukraine?",
        "Subscribe today and we will send you our newsletter and 12 free books.",
        "The book promises a thrilling journey.",
        "The young player shows great promise.",
        "Senator Mills committed a serious error.",
        "The singer vowed to win the contest.",
        "Norway offered its condolences to Chad.",
        "The senator pledged to support Ms Lund.",
        "The bank provides an answer to that question.",
        "The plan offers little support for farmers.",
        "Denmark threatened to cut its aid to Mali.",
        "Some countries are hesitant to commit troops.",
        "The treaty gave up on tanks.",
    ],
)
def test_what_binds_nobody_is_no_commitment(parser: Parser, text: str) -> None:
    """Duties, demands, hypotheses, questions, advertisements, figures of speech and loyalties are left out."""
    assert told(parser, text) == []


def test_a_commitment_points_to_its_statement(parser: Parser) -> None:
    """What somebody said they will do is linked to the saying, where one was found."""
    found = findings(
        parser, "Norway will send 500 troops to Chad, Defence Minister Kari Holm said."
    )
    (commitment,) = found.commitments
    if found.statements:
        assert commitment.statement in {s.key for s in found.statements}


def test_two_readings_give_the_same(parser: Parser) -> None:
    """The extractor is pure."""
    text = "France and Estonia pledged 100 million euros to Moldova."
    assert told(parser, text) == told(parser, text)
