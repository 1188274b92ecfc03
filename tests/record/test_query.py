"""Named queries: every question answered with its evidence, no value ever part of the query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from graph.errors import ConfigError, QueryError
from graph.query import NamedQuery, Table, ask, named, named_queries, parse, prepare, substitute
from graph.store import Store

EVIDENCE = {"document", "start", "end", "exact"}
WITHOUT_EVIDENCE = {  # counts and lists, whose rows are sums over many findings
    "co-statements",
    "documents",
    "most-quoted",
    "outlets-by-year",
    "pledge-sums",
    "quoted-by-outlet",
    "short-edges",
    "who-agrees-with-whom",
}
ANY = {"actor": "Malta", "date": "2031-05-09", "iri": "https://example.org/x", "text": "dam"}


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    """Rows of a named query."""
    found = ask(store, named(name), values)
    assert isinstance(found, Table)
    return list(found.dictionaries())


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_named_query_runs_and_gives_the_columns_it_names(
    store: Store, query: NamedQuery
) -> None:
    """A query has a title, a question and the columns that its header promises."""
    assert query.title != query.name
    assert query.question.endswith("?")
    values = {p.name: ANY[p.type] for p in query.parameters if p.is_required}
    answer = ask(store, query, values)
    if isinstance(answer, Table):
        assert answer.columns == query.columns
        assert set(answer.columns) >= EVIDENCE or query.name in WITHOUT_EVIDENCE


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_parameter_of_a_named_query_is_used(query: NamedQuery) -> None:
    """A parameter that the query does not mention would be ignored without a word."""
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    for parameter in query.parameters:
        assert f"?{parameter.name}" in body


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_row_gives_the_exact_words_of_its_document(
    store: Store, query: NamedQuery, first: object, second: object
) -> None:
    """Start and end of a row cut its words out of the text."""
    texts = {f.document.name: f.document.text for f in (first, second)}  # type: ignore[attr-defined]
    values = {p.name: ANY[p.type] for p in query.parameters if p.is_required}
    answer = ask(store, query, values)
    if isinstance(answer, Table) and set(answer.columns) >= EVIDENCE:
        for row in answer.dictionaries():
            assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["exact"]


def test_who_said_what_about_something(store: Store) -> None:
    """By words of the claim, or by an actor that it mentions under any of its names."""
    assert {r["speaker"] for r in rows(store, "who-said-what", about="police")} == {
        *("The Fjord Post", "Malta", "Rita Borg")
    }
    assert [r["speaker"] for r in rows(store, "who-said-what", about="norwegian")] == ["Liv Haugen"]
    assert len(rows(store, "who-said-what")) == 5
    assert [r["claim"] for r in rows(store, "who-said-what", who="haugen", since="2031-05-09")] == [
        "The dam is safe,"
    ]


def test_who_pledged_what_on_which_condition_according_to_whom(store: Store) -> None:
    """Amount, unit, beneficiary, condition and source of a pledge stand in one row."""
    [row] = rows(store, "pledges", statusIs="pledged")
    assert row["actor"] == "Norway"
    assert (row["amount"], row["unit"], row["beneficiary"]) == ("200", "persons", "Malta")
    assert row["condition"] == "once the dam treaty is signed"
    assert row["accordingTo"] == "Liv Haugen"
    assert rows(store, "pledges", **{"for": "Norway"}) == []


def test_who_is_ready_and_who_refuses(store: Store) -> None:
    """A refusal is in the one list and not in the other."""
    assert [r["actor"] for r in rows(store, "ready-to-send", kindIs="other")] == ["Norway"]
    assert rows(store, "ready-to-send", kindIs="police") == []
    assert {r["outlet"] for r in rows(store, "refusals", who="Malta")} == {
        *("Harbour Gazette", "Lowland Courier")
    }


def test_a_pledge_that_two_outlets_report_is_summed_once(store: Store) -> None:
    """Sums are by actor, unit, kind and condition."""
    [row] = rows(store, "pledge-sums")
    assert (row["actor"], row["sum"], row["commitments"]) == ("Norway", "200", "1")


def test_through_whom_something_was_said(store: Store) -> None:
    """The inner statement names the one that reports it."""
    [row] = rows(store, "through-whom")
    assert (row["speaker"], row["through"], row["level"]) == ("Malta", "The Fjord Post", "1")


def test_posts_meetings_numbers_stances(store: Store) -> None:
    """Questions 6 to 9 of a newsroom."""
    [role] = rows(store, "roles", who="Haugen")
    assert (role["title"], role["organisation"]) == ("Prime Minister", "Norway")
    assert {r["participant"] for r in rows(store, "events", who="Norway")} == {"Malta", "Norway"}
    [number] = rows(store, "numbers")
    assert (number["speaker"], number["value"]) == ("Liv Haugen", "200")
    [stance] = rows(store, "criticism", polarityIs="positive")
    assert (stance["holder"], stance["relation"], stance["target"]) == (
        "Liv Haugen",
        "praises",
        "Malta",
    )


def test_nothing_rests_on_a_passage_that_was_set_aside(store: Store) -> None:
    """Advertisements are kept, with their reason, and give no facts."""
    [row] = rows(store, "set-aside")
    assert (row["passage"], row["findings"]) == ("newsletter", "0")


def test_the_provenance_of_one_fact(store: Store) -> None:
    """From the IRI of a finding to text, words, extractor and confidence."""
    found = rows(store, "pledges", statusIs="pledged")
    assert found
    [finding] = [
        q.subject.value for q in store.match() if q.predicate.value.endswith("#conditionSpan")
    ]
    [row] = rows(store, "provenance", finding=finding)
    assert (row["extractor"], row["confidence"], row["document"]) == ("by-hand/1", "0.9", "first")


def test_a_comment_that_begins_like_a_header_line_is_a_comment() -> None:
    """ "# parameters may be left out" names no parameter."""
    query = parse("mine", "# title: t\n# parameters may be left out\nSELECT * { ?s ?p ?o }")
    assert query.parameters == ()


# --- parameters -------------------------------------------------------------------------------------


def test_an_unknown_query_or_parameter_names_those_there_are(store: Store) -> None:
    """A slip of the pen is answered with the right spellings."""
    with pytest.raises(ConfigError, match="who-said-what"):
        named("who-said")
    with pytest.raises(ConfigError, match="about"):
        ask(store, named("who-said-what"), {"abuot": "x"})


def test_a_missing_value_is_named_with_its_meaning(store: Store) -> None:
    """The message says what to give."""
    with pytest.raises(QueryError, match="to whom it was said"):
        ask(store, named("statements-to"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("who", "nobody", "names no actor"),
        ("statusIs", "promised", "none of: considering"),
        ("who", "r", "fits several"),
    ],
)
def test_a_value_that_fits_nothing_is_explained(
    store: Store, name: str, value: str, words: str
) -> None:
    """The message names the value and what would do."""
    with pytest.raises(QueryError, match=words):
        ask(store, named("pledges"), {name: value})


def test_days_and_numbers_are_checked(store: Store) -> None:
    """A day is written as 2025-09-04, a number in digits."""
    with pytest.raises(QueryError, match="2025-09-04"):
        ask(store, named("changed-since"), {"since": "yesterday"})
    with pytest.raises(QueryError, match="digits"):
        ask(store, named("corroborated"), {"atLeast": "two"})


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_a_value_is_never_part_of_the_query(value: str) -> None:
    """Quotation marks, braces and line breaks in a value stay words."""
    words = value.encode("utf-8", "replace").decode()
    store = Store.memory()
    found = ask(store, "SELECT ?x ?y WHERE { BIND(?x AS ?y) }", {"x": words})
    if words:
        assert isinstance(found, Table)
        assert [cell.value for row in found.rows for cell in row if cell] == [words, words]


def test_a_variable_is_bound_where_it_stands_only() -> None:
    """Not in strings, comments, IRIs or longer names."""
    text = 'SELECT ?ab { ?a ?p "?a" . # ?a\n <https://e.org/?a> ?ab $a }'
    bound = substitute(text, {"a": Literal("v")})
    assert bound.count('"v"') == 2
    assert '"?a"' in bound
    assert "# ?a" in bound
    assert "<https://e.org/?a>" in bound


def test_a_bound_variable_keeps_its_column(store: Store) -> None:
    """What is asked for is in the answer."""
    malta = store.minter.actor("malta")
    text = "# title: t\n# param who actor : w\nSELECT ?who (COUNT(?s) AS ?n) { ?s rec:speaker ?who } GROUP BY ?who ORDER BY ?who"
    found = ask(store, parse("mine", text), {"who": malta})
    assert isinstance(found, Table)
    assert [[cell.value for cell in row if cell] for row in found.rows] == [[malta, "1"]]


def test_a_parameter_that_the_query_assigns_is_refused(store: Store) -> None:
    """Binding it twice would be a riddle."""
    with pytest.raises(QueryError, match="assigns"):
        prepare(store, "SELECT ?x { BIND(1 AS ?x) }", {"x": "v"})


# --- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "LOAD <https://example.org/x>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "DROP ALL",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "SELECT * " + "{" * 5_000,
        "nonsense",
        "",
    ],
)
def test_what_reaches_outside_or_changes_is_refused(store: Store, text: str) -> None:
    """No other server, no file, no change, no bomb of brackets."""
    before = len(store)
    with pytest.raises(QueryError):
        ask(store, text)
    assert len(store) == before


def test_a_mistake_is_found_in_its_line(store: Store) -> None:
    """Prefixes that are added do not move the lines of the user's text."""
    with pytest.raises(QueryError, match="line 3"):
        ask(store, "SELECT ?s WHERE {\n ?s rec:speaker ?o .\n ?s rec:speaker }")


def test_an_unknown_prefix_names_those_that_are_known(store: Store) -> None:
    """The common slip has its remedy in the message."""
    with pytest.raises(QueryError, match="Known prefixes: rec"):
        ask(store, "SELECT ?s { ?s foo:bar ?o }")
