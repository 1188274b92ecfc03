"""Actors over documents, and the ledger that can merge and split them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.knowledge import Knowledge
from graph.model import Actor, ActorKind, Decision, Entity, Judge, StoredEntity, Verdict
from graph.resolve.actors import ActorIndex, resolve
from graph.resolve.ledger import decide, standing, undo

KNOWLEDGE = Knowledge.load()


def person(
    document: str,
    key: int,
    name: str,
    *descriptions: str,
    country: str | None = None,
    words: str = "",
    day: date | None = None,
) -> StoredEntity:
    """A person in a document."""
    entity = Entity(key, name, ActorKind.PERSON, country=country, descriptions=descriptions)
    return StoredEntity(document, entity, tuple(sorted({name, *words.split("|")} - {""})), 2, day)


def other(document: str, key: int, name: str, kind: ActorKind, **facts: object) -> StoredEntity:
    """An organisation, place or group in a document."""
    return StoredEntity(document, replace(Entity(key, name, kind), **facts), (name,), 1)  # type: ignore[arg-type]


def topic(document: str, first: int, *names: str) -> list[StoredEntity]:
    """Other actors of a document, which tell its topic."""
    kind = ActorKind.ORGANISATION
    return [other(document, first + i, name, kind) for i, name in enumerate(names)]


def together(actors: tuple[Actor, ...], *places: tuple[str, int]) -> bool:
    """Whether the entities are one actor."""
    return any(set(places) <= set(a.entities) for a in actors)


TALKS = ("Harbour Union", "Lund Corp", "Oslo Gazette", "Port Authority", "Sea Court", "Fish Board")
SPORTS = ("Rovers", "City Cup", "Sports Weekly", "Stadium Trust", "Coaches Guild", "Goal Fund")


def test_one_full_name_is_one_person() -> None:
    """The same full name, country and post over three outlets is one actor with one id."""
    found = resolve(
        [person(d, 0, "Maria Lund", "Norwegian minister", country="NO") for d in ("a", "b", "c")]
    )
    assert len(found.actors) == 1
    assert found.actors[0].entities == (("a", 0), ("b", 0), ("c", 0))


def test_two_people_of_one_name_stay_apart() -> None:
    """A minister and a football coach of one name are two actors, since country, post and company differ."""
    minister = person("a", 0, "Robert Halden", "British minister", country="GB")
    coach = person("b", 0, "Robert Halden", "Australian football coach", country="AU")
    found = resolve([minister, *topic("a", 1, *TALKS), coach, *topic("b", 1, *SPORTS)])
    assert not together(found.actors, ("a", 0), ("b", 0))
    assert len({a.id for a in found.actors}) == len(found.actors)


def test_a_judge_and_a_striker_of_one_month_are_two_people() -> None:
    """Posts that nobody holds at once part two bearers of a name, though country and topic are the same."""
    judge = person("a", 0, "Maria Lund", "Norwegian judge", country="NO", day=date(2031, 5, 2))
    player = person("b", 0, "Maria Lund", "Norwegian striker", country="NO", day=date(2031, 5, 9))
    found = resolve([judge, *topic("a", 1, *TALKS), player, *topic("b", 1, *TALKS)])
    assert not together(found.actors, ("a", 0), ("b", 0))
    assert "at the same time" in " ".join(d.reason for d in found.decisions)


def test_a_striker_may_be_a_senator_twelve_years_later() -> None:
    """Posts told years apart may be one person's, and the reason says so."""
    player = person("a", 0, "Maria Lund", "Norwegian striker", country="NO", day=date(2019, 5, 2))
    senator = person("b", 0, "Maria Lund", "senator", country="NO", day=date(2031, 5, 9))
    found = resolve([player, senator])
    assert together(found.actors, ("a", 0), ("b", 0))
    assert "12 years apart" in " ".join(d.reason for d in found.decisions)


def test_a_former_post_is_no_rival_of_a_present_one() -> None:
    """A former coach can be a judge today."""
    coach = person("a", 0, "Maria Lund", "former coach", country="NO", day=date(2031, 5, 2))
    judge = person("b", 0, "Maria Lund", "judge", country="NO", day=date(2031, 5, 9))
    assert together(resolve([coach, judge]).actors, ("a", 0), ("b", 0))


def test_spellings_of_a_name_meet() -> None:
    """Zelensky, Zelenskyy and Zelenskyi are one person, in and out of the knowledge base."""
    names = ("Oleksandr Bobrovsky", "Oleksandr Bobrovskyy", "Oleksandr Bobrovskyi")
    found = resolve([person(d, 0, n, country="UA") for d, n in zip("abc", names, strict=True)])
    assert together(found.actors, ("a", 0), ("b", 0), ("c", 0))
    known = [n for n in ("Zelensky", "Zelenskyy", "Zelenskyi") if KNOWLEDGE.find(f"Volodymyr {n}")]
    assert len(known) == 3


def test_a_nickname_fits_the_full_name() -> None:
    """Bob Halden may be Robert Halden."""
    found = resolve(
        [
            person("a", 0, "Robert Halden", "senator", country="US"),
            person("b", 0, "Bob Halden", "senator", country="US"),
        ]
    )
    assert together(found.actors, ("a", 0), ("b", 0))


def test_a_bare_surname_needs_support() -> None:
    """A surname alone joins the one full name that shares post and company, and no other."""
    full = person("a", 0, "Maria Lund", "Norwegian minister", country="NO")
    bare = person("b", 0, "Lund", "minister")
    far = person("c", 0, "Lund")
    found = resolve(
        [full, *topic("a", 1, *TALKS), bare, *topic("b", 1, *TALKS), far, *topic("c", 1, *SPORTS)]
    )
    assert together(found.actors, ("a", 0), ("b", 0))
    assert not together(found.actors, ("a", 0), ("c", 0))


def test_a_surname_of_two_people_joins_neither() -> None:
    """Where two full names fit a surname alike, nothing is joined."""
    both = [person("a", 0, "Maria Lund"), person("b", 0, "Erik Lund")]
    found = resolve([*both, person("c", 0, "Lund")])
    assert len(found.actors) == 3


def test_an_acronym_is_its_body_where_the_topic_is_shared() -> None:
    """A body told by name and acronym in one document is found by the acronym in another."""
    kind = ActorKind.ORGANISATION
    full = StoredEntity(
        "a", Entity(0, "Nordic Harbour Trust", kind), ("NHT", "Nordic Harbour Trust"), 2
    )
    found = resolve(
        [full, *topic("a", 1, *TALKS), other("b", 0, "NHT", kind), *topic("b", 1, *TALKS)]
    )
    assert together(found.actors, ("a", 0), ("b", 0))


def test_a_longer_name_of_something_unknown_is_not_the_known_one() -> None:
    """The foundation named after a car maker is not the car maker, though both texts are about the same."""
    kind = ActorKind.ORGANISATION
    known = KNOWLEDGE.find("Ford")
    assert known is not None
    maker = other("a", 0, "Ford", kind, known=known.id)
    foundation = other("b", 0, "Ford Foundation", kind)
    found = resolve([maker, *topic("a", 1, *TALKS), foundation, *topic("b", 1, *TALKS)])
    assert not together(found.actors, ("a", 0), ("b", 0))


def test_a_group_is_one_where_number_and_topic_agree() -> None:
    """ "26 countries" of two outlets on one topic are one group; of another topic another."""
    groups = [other(d, 0, "26 countries", ActorKind.GROUP, cardinality=26) for d in "abc"]
    found = resolve(
        [*groups, *topic("a", 1, *TALKS), *topic("b", 1, *TALKS), *topic("c", 1, *SPORTS)]
    )
    assert together(found.actors, ("a", 0), ("b", 0))
    assert not together(found.actors, ("a", 0), ("c", 0))


def test_unnamed_sources_are_never_joined() -> None:
    """A senior official of one text is not the senior official of another."""
    found = resolve([other(d, 0, "a senior official", ActorKind.UNNAMED) for d in "ab"])
    assert len(found.actors) == 2


def test_a_known_actor_has_the_same_id_everywhere() -> None:
    """The id of a known actor comes from the knowledge base, not from the documents."""
    one = resolve([other("a", 0, "Norway", ActorKind.COUNTRY, known="Q20")]).actors[0]
    two = resolve([other("z", 7, "Norway", ActorKind.COUNTRY, known="Q20")]).actors[0]
    assert (one.id, one.ids) == (two.id, (("iso3166", "NO"), ("wikidata", "Q20")))


def test_the_order_of_documents_does_not_matter() -> None:
    """The same entities in any order give the same actors."""
    entities = sample()
    shuffled = list(entities)
    random.Random(3).shuffle(shuffled)
    assert resolve(entities) == resolve(shuffled)


def test_every_join_says_why() -> None:
    """Each actor of several documents has a chain of evidence."""
    found = resolve(sample())
    for actor in found.actors:
        joined = [d for d in found.why(actor.id) if d.verdict is Verdict.SAME]
        assert len(joined) == len(actor.entities) - 1
        assert all(d.reason and 0.5 <= d.score <= 1 for d in joined)


def sample() -> list[StoredEntity]:
    """Three documents with two persons, a body and a country."""
    found: list[StoredEntity] = []
    for document in ("a", "b", "c"):
        found += [
            person(document, 0, "Maria Lund", "Norwegian minister", country="NO"),
            person(document, 1, "Robert Halden", country="GB"),
            other(document, 2, "Harbour Union", ActorKind.ORGANISATION),
            other(document, 3, "Norway", ActorKind.COUNTRY, known="Q20", country="NO"),
        ]
    return found


def ids() -> dict[str, str]:
    """Names of the sample's actors and their ids."""
    return {a.name: a.id for a in resolve(sample()).actors}


def test_a_person_can_merge() -> None:
    """A merge joins two actors under the id of the first, with all names."""
    names = ids()
    ledger = decide((), names["Maria Lund"], names["Robert Halden"], Verdict.SAME, "seen on stage")
    found = {a.id: a for a in resolve(sample(), ledger=ledger).actors}
    merged = found[names["Maria Lund"]]
    assert names["Robert Halden"] not in found
    assert "Robert Halden" in merged.aliases
    assert len(merged.entities) == 6


def test_a_person_can_split() -> None:
    """An entity that is told apart becomes an actor of its own."""
    lund = ids()["Maria Lund"]
    ledger = decide((), "b/0", lund, Verdict.NOT_SAME, "another Lund")
    found = resolve(sample(), ledger=ledger).actors
    assert not together(found, ("a", 0), ("b", 0))
    assert together(found, ("a", 0), ("c", 0))


def test_a_persons_decision_survives_new_documents() -> None:
    """What was merged stays merged when the record grows."""
    names = ids()
    ledger = decide((), names["Maria Lund"], names["Robert Halden"], Verdict.SAME, "one person")
    more = [*sample(), person("d", 0, "Maria Lund", "Norwegian minister", country="NO")]
    found = resolve(more, ledger=ledger).actors
    assert together(found, ("a", 0), ("a", 1), ("d", 0))


def test_a_person_outranks_a_rule() -> None:
    """A later line of a rule does not change what a person said."""
    ledger = decide((), "A", "B", Verdict.NOT_SAME, "I know both")
    rule = Decision("actor", "A", "B", Verdict.SAME, Judge.RULE, 0.9, "names", 99)
    assert [d.verdict for d in standing((*ledger, rule), "actor")] == [Verdict.NOT_SAME]


def test_the_later_word_of_a_person_stands() -> None:
    """People may change their minds."""
    ledger = decide((), "A", "B", Verdict.NOT_SAME, "two")
    ledger = decide(ledger, "B", "A", Verdict.SAME, "one after all")
    assert [d.verdict for d in standing(ledger, "actor")] == [Verdict.SAME]


def test_two_told_apart_are_not_joined_by_a_third() -> None:
    """A is B and B is C do not make A into C where somebody said that it is not."""
    names = ids()
    a, b, c = names["Maria Lund"], names["Robert Halden"], names["Harbour Union"]
    ledger = decide((), a, c, Verdict.NOT_SAME, "no")
    ledger = decide(ledger, a, b, Verdict.SAME, "yes")
    ledger = decide(ledger, b, c, Verdict.SAME, "yes")
    found = resolve(sample(), ledger=ledger).actors
    assert not together(found, ("a", 0), ("a", 2))


def test_an_undo_of_nothing_is_nothing() -> None:
    """Taking back what was never decided adds no line."""
    assert undo((), "A", "B") == ()


_PLACES = st.sampled_from([f"{d}/{k}" for d in "abc" for k in range(4)])
_NAMES = st.sampled_from(["Maria Lund", "Robert Halden", "Harbour Union", "Norway"])
_VERDICTS = st.sampled_from([Verdict.SAME, Verdict.NOT_SAME])
_LINES = st.lists(st.tuples(_PLACES | _NAMES, _NAMES, _VERDICTS), max_size=5)


@settings(max_examples=60, deadline=None)
@given(before=_LINES, line=st.tuples(_PLACES | _NAMES, _NAMES, _VERDICTS))
def test_decide_then_undo_leaves_no_trace(
    before: list[tuple[str, str, Verdict]], line: tuple[str, str, Verdict]
) -> None:
    """Merge then undo, and split then undo, give exactly what was before, whatever was decided earlier."""
    names = ids()
    ledger: tuple[Decision, ...] = ()
    for left, right, verdict in before:
        ledger = decide(ledger, names.get(left, left), names[right], verdict, "earlier")
    left, right = names.get(line[0], line[0]), names[line[1]]
    undone = undo(decide(ledger, left, right, line[2], "now"), left, right)
    assert resolve(sample(), ledger=undone) == resolve(sample(), ledger=ledger)


@settings(max_examples=40, deadline=None)
@given(ledger=_LINES)
def test_every_entity_is_in_one_actor(ledger: list[tuple[str, str, Verdict]]) -> None:
    """However people merge and split, no entity is lost and none is twice."""
    names = ids()
    lines: tuple[Decision, ...] = ()
    for left, right, verdict in ledger:
        lines = decide(lines, names.get(left, left), names[right], verdict, "x")
    places = [e for a in resolve(sample(), ledger=lines).actors for e in a.entities]
    assert sorted(places) == sorted((s.document, s.entity.key) for s in sample())


def test_adding_a_document_compares_it_with_few_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of comparisons depends on shared names, not on how many documents came before."""
    from graph.resolve.actors import index as module

    counted: list[int] = []
    weigh = module.weigh
    monkeypatch.setattr(module, "weigh", lambda p, c: counted.append(1) or weigh(p, c))
    index = ActorIndex(KNOWLEDGE)
    first = _new_comparisons(index, counted, 0, 50)
    later = _new_comparisons(index, counted, 50, 800)
    assert later <= first + 5


def _new_comparisons(index: ActorIndex, counted: list[int], start: int, end: int) -> int:
    for number in range(start, end):
        index.add(_document(number))
    counted.clear()
    index.add(_document(10_000 + end))
    return len(counted)


def _document(number: int) -> list[StoredEntity]:
    syllables = ("ba", "ko", "ri", "ten", "lu", "sor", "vik", "dam", "nel", "pra")
    digits = [syllables[int(d)] for d in f"{number:05d}"]
    name = f"{digits[0]}{digits[1]} {''.join(digits[2:])}".title()
    return [
        person(str(number), 0, name),
        other(str(number), 1, "Norway", ActorKind.COUNTRY, known="Q20"),
    ]


def test_what_a_merge_brought_can_be_split_off() -> None:
    """An entity that came by a merge is taken out of the merged actor as any other."""
    names = ids()
    ledger = decide((), names["Maria Lund"], names["Robert Halden"], Verdict.SAME, "one person")
    ledger = decide(ledger, "b/1", names["Maria Lund"], Verdict.NOT_SAME, "not this one")
    found = resolve(sample(), ledger=ledger).actors
    assert together(found, ("a", 0), ("a", 1), ("c", 1))
    assert not together(found, ("a", 0), ("b", 1))
