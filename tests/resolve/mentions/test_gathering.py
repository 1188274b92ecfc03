"""People of several texts come into circles, the likeliest first."""

from __future__ import annotations

from itertools import permutations

from graph.resolve.mentions.gathering import Circle, Cut, Gathering, Joined, Pair, Ties

A, B, C, D = ("one", 0), ("two", 0), ("three", 0), ("four", 0)
BESIDE = {name: {"one", "two", "three", "four"} for name in ("one", "two", "three", "four")}


def circles(*actors: str | None) -> dict[tuple[str, int], Circle]:
    """Everybody alone, named or not."""
    found = {}
    for reference, actor in zip((A, B, C, D), (*actors, None, None, None, None), strict=False):
        found[reference] = Circle(reference, actor)
        found[reference].add(reference)
    return found


def gather(
    of: dict[tuple[str, int], Circle], chances: dict[Pair, float], least: float = 0.5
) -> list[Joined]:
    """What is joined."""
    gathering = Gathering(of, BESIDE)
    for pair, chance in chances.items():
        gathering.take(pair, chance)
    return list(gathering.run(Cut(least, least, least)))


def test_the_mean_over_all_pairs_counts() -> None:
    """Three of whom two pairs are likely and one was not worth asking: .9, then (.8 + 0) / 2."""
    of = circles()
    joined = gather(of, {(A, B): 0.9, (B, C): 0.8}, least=0.4)
    assert [round(j.score, 2) for j in joined] == [0.9, 0.4]
    assert of[A] is of[B] is of[C]
    assert len(gather(circles(), {(A, B): 0.9, (B, C): 0.8}, least=0.5)) == 1


def test_the_order_of_the_pairs_does_not_matter() -> None:
    """The same circles whatever was told first."""
    chances = {(A, B): 0.7, (B, C): 0.6, (C, D): 0.65, (A, D): 0.1}
    outcomes = set()
    for order in permutations(chances.items()):
        of = circles()
        gather(of, dict(order))
        outcomes.add(tuple(sorted(of[x].first for x in (A, B, C, D))))
    assert len(outcomes) == 1


def test_a_named_one_takes_the_others_in() -> None:
    """Also where the circle of the others is larger; two names meet only where a pair of them was asked."""
    of = circles(None, None, "Lund", "Vik")
    gather(of, {(A, B): 0.95, (A, C): 0.9, (B, C): 0.9, (A, D): 0.8, (B, D): 0.8})
    assert of[A].actor == of[B].actor == "Lund"
    assert of[D] is not of[A]


def test_two_names_do_not_meet_through_a_third() -> None:
    """ "Lund" goes to the likelier of Ada and Ola Lund, who stay two."""
    of = circles("Ada Lund", "Ola Lund", "Lund")
    gather(of, {(A, C): 0.9, (B, C): 0.8}, least=0.1)
    assert of[C] is of[A] and of[B] is not of[A]


def test_texts_that_were_not_compared_do_not_count_against() -> None:
    """A mean is over pairs of texts that were compared."""
    beside = {"one": {"one", "two"}, "two": {"one", "two", "three"}, "three": {"two", "three"}}
    of = circles()
    of.pop(D)
    gathering = Gathering(of, beside)
    gathering.take((A, B), 0.9)
    gathering.take((B, C), 0.8)
    assert [round(j.score, 2) for j in gathering.run(Cut(0.5, 0.5, 0.5))] == [0.9, 0.8]


def test_what_is_at_odds_is_not_joined_whatever_the_chance() -> None:
    """Three miners and four miners, though a third circle is sure to be both."""
    of = circles()
    gathering = Gathering(of, BESIDE)
    for pair, ties in (((A, B), Ties.FIRM), ((A, C), Ties.FIRM), ((B, C), Ties.AT_ODDS)):
        gathering.take(pair, 0.9, ties)
    joined = list(gathering.run(Cut(0.3, 0.3, 0.3, Ties.FIRM)))
    assert len(joined) == 1 and of[B] is not of[C]


def test_a_second_run_goes_on_from_the_first() -> None:
    """The sure ones first, then those who may be one."""
    of = circles()
    gathering = Gathering(of, BESIDE)
    gathering.take((A, B), 0.9, Ties.FIRM)
    gathering.take((A, C), 0.8, Ties.LOOSE)
    gathering.take((B, C), 0.8, Ties.LOOSE)
    assert len(list(gathering.run(Cut(0.3, 0.3, 0.3, Ties.FIRM)))) == 1
    assert [round(j.score, 2) for j in gathering.run(Cut(0.3, 0.3, 0.3))] == [0.8]


def test_a_source_that_stays_unnamed_is_not_guessed_at() -> None:
    """Where something firm is asked of an unnamed and a named one, chance alone joins two unnamed ones only."""
    for ties, joins in ((Ties.LOOSE, [(A, B)]), (Ties.FIRM, [(A, B), (B, C)])):
        gathering = Gathering(circles(None, None, "Lund"), BESIDE)
        gathering.take((A, B), 0.9, Ties.LOOSE)
        gathering.take((B, C), 0.8, ties)
        gathering.take((A, C), 0.8, ties)
        joined = list(gathering.run(Cut(0.3, 0.3, 0.3, Ties.LOOSE, Ties.FIRM)))
        assert len(joined) == len(joins)
