"""Claims over documents: pure functions, with a bag-of-words stand-in for the sentence encoder."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graph.errors import ConfigError
from graph.model import (
    Act,
    Decision,
    Document,
    Judge,
    Position,
    QuoteType,
    Relation,
    ResourceKind,
    Status,
    Verdict,
)
from graph.resolve.claims import belief, history, issues, join
from graph.resolve.claims.copies import Origins, copies
from graph.resolve.claims.encoder import Vector
from graph.resolve.claims.likeness import level, quote_overlap
from graph.resolve.claims.pairs import candidates
from graph.resolve.claims.phrases import bare, may_name
from graph.resolve.claims.said import Said, numbers, stems
from graph.resolve.claims.same import clusters, decide


def encode(text: str) -> Vector:
    """Unit vector of hashed stems: texts with the same content words are near."""
    vector = np.zeros(384, dtype=np.float32)
    for word in sorted(stems(text)):
        vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def said(
    document: str, text: str, key: int = 0, actor: str | None = "valko", **more: object
) -> Said:
    defaults: dict[str, object] = {
        "quotes": (),
        "day": date(2025, 3, 12),
        "outlet": document,
        "act": Act.SAY,
        "kind": QuoteType.INDIRECT,
        "is_negated": False,
        "is_conditional": False,
        "numbers": numbers(text),
        "confidence": 0.8,
    }
    return Said(document=document, key=key, actor=actor, text=text, **{**defaults, **more})  # type: ignore[arg-type]


REPAIR = "the fund is a Slovak repair bill with a European stamp"
REPAIR_SHORT = "a Slovak repair bill"
SHUT = "the gates of the dam were opened without warning"
NOT_SHUT = "the gates of the dam were not opened without any warning"


def test_words_quoted_alike_in_two_outlets_are_one_claim() -> None:
    """One outlet quotes the whole sentence, another only five words of it."""
    a = said("ledger", REPAIR, quotes=(REPAIR,))
    b = said("courier", "the plan is “a Slovak repair bill”", quotes=(REPAIR_SHORT,))
    assert quote_overlap(a, b)[0] == 5  # "is a Slovak repair bill"
    [decision] = decide([a, b], encode)
    assert decision.verdict is Verdict.SAME
    assert "quoted" in decision.reason


def test_two_function_words_in_common_are_no_quotation_in_common() -> None:
    """“of the” stands in every text."""
    a = said("ledger", "we speak of the river", quotes=("we speak of the river",))
    b = said("courier", "nobody heard of the boat", quotes=("of the boat",))
    assert quote_overlap(a, b) == (0, 0.0)


def test_the_same_figures_quoted_are_not_the_same_words_quoted() -> None:
    """“Six million” stands in claims that have nothing else in common."""
    a = said("ledger", "six million means six million", quotes=("six million means six million",))
    assert quote_overlap(a, said("courier", "Canada will give six million doses")) == (0, 0.0)


def test_the_same_words_of_two_speakers_are_two_claims() -> None:
    """Same content is not same claim: a claim has one speaker."""
    pair = [said("ledger", REPAIR, actor="valko"), said("courier", REPAIR, actor="hradska")]
    assert not list(candidates(pair))


def test_unnamed_speakers_of_two_texts_are_not_joined() -> None:
    """“Officials said” in two outlets need not be the same officials."""
    pair = [said(d, REPAIR, actor="officials", is_named=False) for d in ("ledger", "courier")]
    assert not list(candidates(pair))


@pytest.mark.parametrize(
    ("left", "right"),
    [(SHUT, NOT_SHUT), ("the flood destroyed 1,300 houses", "the flood destroyed 900 houses")],
)
def test_opposite_polarity_or_other_figures_are_never_one_claim(left: str, right: str) -> None:
    """However alike the words are."""
    assert not list(decide([said("ledger", left), said("courier", right)], encode))


def test_opposite_polarity_of_two_speakers_is_a_contradiction() -> None:
    """One says the gates were opened without warning, the other denies it."""
    result = join(
        [],
        [said("ledger", SHUT), said("courier", NOT_SHUT, actor="hradska", is_content_negated=True)],
        encode=encode,
    )
    [relation] = result.relations
    assert relation.relation is Relation.CONTRADICTS
    assert {r[0] for r in relation.evidence} == {"ledger", "courier"}


def test_opposite_polarity_of_one_speaker_on_two_days_is_an_update() -> None:
    """A later statement that says the opposite updates the earlier one; both stay."""
    early = said("ledger", "our country will contribute money to the flood fund")
    late = said(
        "courier",
        "our country will not contribute money to the flood fund",
        day=date(2025, 4, 1),
        is_content_negated=True,
    )
    result = join([], [early, late], encode=encode)
    [relation] = result.relations
    assert relation.relation is Relation.UPDATES
    assert relation.evidence[0][0] == "courier"
    assert len(result.claims) == 2


def test_a_criticised_statement_inside_another_contradicts_it() -> None:
    """“The minister criticised comments from the commissioner that …”."""
    outer = said("ledger", "comments that plans exist", key=0, act=Act.CRITICISE, cue="criticised")
    inner = said("ledger", "plans exist", key=1, actor="commissioner", outer=0)
    result = join([], [outer, inner], encode=encode)
    assert [r.relation for r in result.relations] == [Relation.CONTRADICTS]


def test_a_cue_of_answering_answers_the_statement_before_it() -> None:
    """“She countered that …” after another speaker's statement."""
    first = said("ledger", REPAIR, position=10)
    second = said(
        "ledger", "the treaty was kept", key=1, actor="hradska", cue="countered", position=90
    )
    [relation] = join([], [first, second], encode=encode).relations
    assert (relation.relation, relation.evidence[0]) == (Relation.ANSWERS, ("ledger", 1))


def test_denying_the_charge_contradicts_the_charge() -> None:
    """“Hradská denied the accusation.”"""
    first = said("ledger", SHUT, position=10, act=Act.ACCUSE)
    second = said("ledger", "the accusation", 1, "hradska", act=Act.DENY, cue="denied", position=80)
    [relation] = join([], [first, second], encode=encode).relations
    assert relation.relation is Relation.CONTRADICTS


def test_a_persons_word_outranks_the_score() -> None:
    """“Not the same” by a person keeps two look-alikes apart; withdrawn, they join again."""
    pair = [said("courier", REPAIR), said("ledger", REPAIR)]
    no = Decision(
        "claim", "courier/0", "ledger/0", Verdict.NOT_SAME, Judge.PERSON, 1.0, "two days", 1
    )
    undone = Decision(
        "claim", "courier/0", "ledger/0", Verdict.NOT_SAME, Judge.PERSON, 1.0, "", 2, withdrawn=True
    )
    assert len(join([], pair, encode=encode).claims) == 1
    assert len(join([], pair, ledger=[no], encode=encode).claims) == 2
    assert len(join([], pair, ledger=[no, undone], encode=encode).claims) == 1


def test_what_is_kept_apart_is_not_joined_through_a_third() -> None:
    """A ~ B and B ~ C do not make A ~ C where a person said that A and C differ."""
    three = [said(d, REPAIR) for d in ("a", "b", "c")]
    automatic = list(decide(three, encode))
    apart = [Decision("claim", "a/0", "c/0", Verdict.NOT_SAME, Judge.PERSON, 1.0, "")]
    assert len(clusters(three, automatic)) == 1
    assert len(clusters(three, automatic, apart)) == 2


def test_the_order_of_the_statements_changes_nothing() -> None:
    """Same input, same bytes."""
    three = [said("a", REPAIR), said("b", REPAIR, actor="hradska"), said("c", SHUT)]
    assert join([], three, encode=encode) == join([], three[::-1], encode=encode)


WIRE = (
    "The regional council agreed on Tuesday to lend the harbour two dredgers for the winter. "
    "Dockers had asked for four machines and a guarantee that nobody would lose work. "
    "The port authority declined to say what the loan would cost the taxpayers."
)
OWN = (
    "Two dredgers will reach the harbour before winter after the council voted for a loan. "
    "The dockers' union called it half of what it wanted, and the price is not known. "
    "Shipping firms expect the channel to be open again in the second week of January."
)


def document(identifier: str, text: str, **more: object) -> Document:
    return Document(id=identifier, text=text, name=identifier, **more)  # type: ignore[arg-type]


def test_a_cut_and_reordered_wire_report_is_a_copy() -> None:
    """Another headline, a paragraph gone, the sentences in another order."""
    sentences = WIRE.split(". ")
    cut = "Harbour gets its machines. " + ". ".join(sentences[::-1][:2])
    [copy] = copies([document("wire", WIRE), document("paper", cut)])
    assert (copy.original, copy.copy) == ("paper", "wire") or (copy.original == "wire")


def test_a_report_of_the_same_event_in_other_words_is_no_copy() -> None:
    """Two reporters at one meeting are independent."""
    assert not copies([document("wire", WIRE), document("own", OWN)])


def test_a_shared_quotation_is_no_copy() -> None:
    """Both wrote down what was said aloud."""
    quote = "“We have waited for nine winters and for eleven ministers, and now we would like to see some mud moved.”"
    a = f"The mayor lost patience in the town hall. {quote} Nobody answered him."
    b = f"Applause filled the room when the mayor spoke. {quote} The council will meet again soon."
    assert not copies([document("a", a), document("b", b)])


def test_a_credited_agency_is_the_origin() -> None:
    """A text that credits an agency has the origin of that agency's own document."""
    wire = document("wire", WIRE, publisher="Continental Press")
    paper = document("paper", OWN, credits=("Continental Press",))
    origins = Origins(copies([wire, paper]))
    assert origins.of("wire") == origins.of("paper")


def test_belief_grows_over_independent_origins_only() -> None:
    """Ten copies of one wire are one witness."""
    assert belief([("wire", 0.7)] * 10) == belief([("wire", 0.7)])
    assert belief([("wire", 0.7), ("own", 0.7)]) > belief([("wire", 0.7)])


def reported(document_id: str, status: Status, day: int, **more: object) -> history.Reported:
    defaults: dict[str, object] = {
        "report": (document_id, 0),
        "actor": "hungary",
        "kind": ResourceKind.MONEY,
        "resource": "money",
        "beneficiaries": ("slovakia",),
        "amount": 60e6,
        "unit": "EUR",
    }
    return history.Reported(status=status, day=date(2025, 3, day), **{**defaults, **more})  # type: ignore[arg-type]


def test_the_present_status_is_that_of_the_last_report() -> None:
    """Pledged, then withdrawn: both steps stay, the status is withdrawn."""
    [pledge] = history.pledges(
        [reported("b", Status.WITHDRAWN, 20), reported("a", Status.PLEDGED, 12)]
    )
    assert [s.status for s in pledge.steps] == [Status.PLEDGED, Status.WITHDRAWN]
    assert pledge.status is Status.WITHDRAWN


def test_ready_after_pledged_is_still_pledged() -> None:
    """A later text that says less takes nothing back; delivered rises above pledged."""
    rows = [reported("a", Status.PLEDGED, 12), reported("b", Status.READY, 14)]
    assert history.pledges(rows)[0].status is Status.PLEDGED
    rows.append(reported("c", Status.DELIVERED, 20))
    assert history.pledges(rows)[0].status is Status.DELIVERED


def test_other_beneficiaries_make_another_commitment() -> None:
    """Money for Slovakia is not money for Serbia."""
    other = reported("b", Status.PLEDGED, 20, beneficiaries=("serbia",))
    assert len(history.pledges([reported("a", Status.PLEDGED, 12), other])) == 2


def test_two_amounts_for_one_commitment_are_shown() -> None:
    """One outlet writes 60 million, the other 90."""
    rows = [reported("a", Status.PLEDGED, 12), reported("b", Status.PLEDGED, 12, amount=90e6)]
    assert len(list(history.amounts_that_differ(rows))) == 1


def test_a_codebook_groups_claims_by_its_words(tmp_path: pytest.TempPathFactory) -> None:
    """Political scientists bring their own issues."""
    path = tmp_path / "codes.toml"  # type: ignore[operator]
    path.write_text('[[issue]]\nname = "Dam"\nwords = ["gates"]\n', encoding="utf-8")
    [code] = issues.read_codebook(path)
    [issue] = issues.group([issues.Topical(SHUT), issues.Topical("bread is dear")], encode, [code])
    assert (issue.name, issue.is_codebook, [row for row, _ in issue.rows]) == ("Dam", True, [0])


def test_an_unknown_key_of_a_codebook_is_an_error(tmp_path: pytest.TempPathFactory) -> None:
    """A misspelt key is named, not ignored."""
    path = tmp_path / "codes.toml"  # type: ignore[operator]
    path.write_text('[[issue]]\nname = "Dam"\nwrods = ["gates"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="wrods"):
        issues.read_codebook(path)


def test_issues_carry_words_of_their_texts_as_names() -> None:
    """Found issues are named after what the claims say."""
    topics = [("dam gates", "warning"), ("dam gates", "accident"), ("old dam gates",), ("bread",)]
    texts = [
        SHUT,
        "opening the dam gates was no accident",
        "old dam gates rust",
        "bread is dear now",
    ]
    rows = [issues.Topical(t, p) for t, p in zip(texts, topics, strict=True)]
    found = issues.group(rows, encode)
    assert [i.name for i in found] == ["Dam gates"]
    assert {row for row, _ in found[0].rows} == {0, 1, 2}


def test_two_texts_of_one_outlet_are_one_origin() -> None:
    """Corroboration is counted over outlets, not over documents; a named agency is the origin of what it is named for."""
    twice = [said(d, REPAIR, outlet="Ledger") for d in ("a", "b")]
    [claim] = join([], twice, encode=encode).claims
    assert claim.origins == ("Ledger",)
    assert claim.belief == 0.8
    other = said("c", REPAIR, outlet="Courier")
    [claim] = join([], [*twice, other], encode=encode).claims
    assert claim.origins == ("Courier", "Ledger")
    assert claim.belief > 0.8
    through = [said(d, REPAIR, through=t) for d, t in (("a", "the AP"), ("b", "Associated Press"))]
    [claim] = join([], through, encode=encode).claims
    assert len(claim.origins) == 1


def test_two_nouns_written_as_one_word_are_the_same_noun() -> None:
    """A “front line” and a “frontline”, “post-war” and “postwar”."""
    one, other = level("no ships at the frontline", "ships were kept from the front line")
    assert {"frontlin", "ship"} <= one & other


def test_saying_it_again_months_later_is_a_repetition() -> None:
    """Beyond 45 days the same words are another claim that repeats the first."""
    rows = [said("a", REPAIR), said("b", REPAIR, day=date(2025, 9, 1))]
    result = join([], rows, encode=encode)
    assert len(result.claims) == 2
    [relation] = result.relations
    assert (relation.relation, relation.evidence[0]) == (Relation.REPEATS, ("b", 0))


def test_a_set_phrase_that_comes_up_again_repeats_nothing() -> None:
    """Who speaks of the northern light railway twice a year need not say the same of it."""
    phrase = "northern light railway"
    first = said("a", f"nobody rides the {phrase}", topics=(phrase,))
    again = replace(first, document="b", text=f"the {phrase} pays well", day=date(2025, 9, 1))
    assert join([document("a", "x"), document("b", "y")], [first, again]).relations == ()


def test_a_denial_of_what_another_says_contradicts_it() -> None:
    """Even of a short claim, in the same words."""
    charge = said("a", "the pumps were late", 0, "hradska")
    denial = said("b", "the pumps were late", 0, act=Act.DENY, cue="denied")
    [relation] = join([], [charge, denial], encode=encode).relations
    assert relation.relation is Relation.CONTRADICTS


def test_what_is_weighed_is_not_what_is_promised() -> None:
    """Nor do two figures become one claim through a third report that has none."""
    weighed = said("a", "Togo is considering sending flood pumps to Ghana")
    forty = said("b", "Togo will send 40 flood pumps to Ghana")
    twenty = said("c", "Togo will send 20 flood pumps to Ghana")
    plain = said("d", "Togo will send flood pumps to Ghana")
    groups = [
        {d for d, _ in claim.statements}
        for claim in join([], [weighed, forty, twenty, plain], encode=encode).claims
    ]
    assert {"a"} in groups
    assert not any({"b", "c"} <= group for group in groups)
    assert any("d" in group and len(group) == 2 for group in groups)


def test_who_declines_to_comment_contradicts_nobody() -> None:
    """Silence after an accusation is no denial of it, and requests for an interview are no words of anybody."""
    charge = said("a", SHUT, 0, "hradska")
    silent = said("a", "to comment", 1, act=Act.REJECT, cue="declined", position=80)
    asked = said("a", "requests for interviews", 1, act=Act.REJECT, cue="rebuffed", position=80)
    for other in (silent, asked):
        assert join([document("a", "x")], [charge, other]).relations == ()


def test_a_refusal_after_a_promise_updates_it() -> None:
    """Both steps stay; the later one updates the earlier."""
    rows = [reported("a", Status.PLEDGED, 12), reported("b", Status.REFUSED, 20)]
    [found] = history.relations(rows)
    assert (found.relation, found.left, found.right) == (Relation.UPDATES, ("b", 0), ("a", 0))


def test_two_amounts_at_one_time_contradict() -> None:
    """One outlet writes 60 million, the other 90; half a year later another amount is no contradiction."""
    rows = [reported("a", Status.PLEDGED, 12), reported("b", Status.PLEDGED, 13, amount=90e6)]
    [found] = history.relations(rows)
    assert found.relation is Relation.CONTRADICTS
    later = reported("b", Status.PLEDGED, 30, amount=90e6)
    assert not history.relations([rows[0], later])


def test_an_offer_beside_a_refusal_is_limited_by_it() -> None:
    """Money, but no soldiers, for the same country."""
    refusal = reported("b", Status.REFUSED, 12, kind=ResourceKind.TROOPS, resource="troops")
    [found] = history.relations([reported("a", Status.READY, 12), refusal])
    assert (found.relation, found.left) == (Relation.LIMITS, ("b", 0))
    elsewhere = reported(
        "b", Status.REFUSED, 12, kind=ResourceKind.TROOPS, beneficiaries=("serbia",)
    )
    assert not history.relations([reported("a", Status.READY, 12), elsewhere])


def test_pledges_count_their_independent_origins() -> None:
    """Two outlets, one of them through an agency."""
    rows = [
        reported("a", Status.PLEDGED, 12, outlet="Ledger"),
        reported("b", Status.PLEDGED, 12, outlet="Courier", through="Continental Press"),
    ]
    assert history.pledges(rows)[0].origins == ("Continental Press", "Ledger")


def test_a_sentence_that_every_text_has_does_not_cost_its_square() -> None:
    """Beyond the first twenty documents a shared sentence is not compared again."""
    many = [document(f"{i:03}", f"{WIRE} Number {i}.") for i in range(60)]
    found = copies(many)
    assert len(found) < 60 * 21
    origins = Origins(found)
    assert len({origins.of(d.id) for d in many}) == 1


def dam_claims() -> list[Said]:
    """Three claims on dam gates and a bare answer that stands beside them in one text."""
    texts = (SHUT, "opening the dam gates was no accident", "old dam gates rust in the river")
    rows = [said("a", t, i, topics=("dam gates",), position=100 * i) for i, t in enumerate(texts)]
    return [*rows, said("a", "the charge", 3, "hradska", act=Act.REJECT, position=320)]


def test_a_claim_that_says_too_little_joins_the_issue_beside_it() -> None:
    """“Slovakia rejects the charge”: the matter is that of what stands before; no position is taken from it."""
    [issue] = join([], dam_claims(), encode=encode).issues
    assert len(issue.claims) == 4
    _, score, stand_ = issue.claims[-1]
    assert score < 0.5
    assert stand_ is Position.NEUTRAL


def test_a_persons_word_on_issues_survives_every_build() -> None:
    """Out of one issue, into another of a name of one's own; taken back, it is as before."""
    rows = dam_claims()
    plain = join([], rows, encode=encode).issues
    out = Decision("issue", "a/0", "Dam gates", Verdict.NOT_SAME, Judge.PERSON, 1.0, "", 1)
    into = Decision("issue", "a/0", "Warnings", Verdict.SAME, Judge.PERSON, 1.0, "", 2)
    found = {i.name: i for i in join([], rows, ledger=[out, into], encode=encode).issues}
    assert len(found["Dam gates"].claims) == 3
    assert [score for _, score, _ in found["Warnings"].claims] == [1.0]
    undone = [
        Decision("issue", d.left, d.right, d.verdict, Judge.PERSON, 1.0, "", n, withdrawn=True)
        for n, d in ((3, out), (4, into))
    ]
    assert join([], rows, ledger=[out, into, *undone], encode=encode).issues == plain


def test_an_issue_is_not_named_after_nouns_that_are_everywhere() -> None:
    """“Other leaders” and “support” name nothing; “grain export” does."""
    topics = [("other leaders", "grain export", "support")] * 3
    texts = [
        f"{word} leaders support the grain export of the region" for word in ("a", "bold", "x")
    ]
    rows = [
        issues.Topical(t + str(i), p) for i, (t, p) in enumerate(zip(texts, topics, strict=True))
    ]
    assert [i.name for i in issues.group(rows, encode)] == ["Grain export"]


def test_an_undone_decision_leaves_the_one_before_it() -> None:
    """No, yes, and the yes taken back: the no stands."""
    pair = [said("courier", REPAIR), said("ledger", REPAIR)]
    ledger = [
        Decision("claim", "courier/0", "ledger/0", verdict, Judge.PERSON, 1.0, "", n, withdrawn=w)
        for n, verdict, w in (
            (1, Verdict.NOT_SAME, False),
            (2, Verdict.SAME, False),
            (3, Verdict.SAME, True),
        )
    ]
    assert len(join([], pair, ledger=ledger, encode=encode).claims) == 2


def test_every_join_is_a_decision_with_a_score_and_a_reason() -> None:
    """The model's joins can be listed, doubted and outranked."""
    result = join([], [said("courier", REPAIR), said("ledger", REPAIR)], encode=encode)
    [decision] = result.decisions
    assert (decision.kind, decision.judge) == ("claim", Judge.MODEL)
    assert 0.8 <= decision.score <= 1
    assert decision.reason


def test_a_negation_of_something_else_is_no_contradiction() -> None:
    """“Will not be loud in the port” does not deny that the port will open in May."""
    one = said("a", "the port of the old town will open in May again")
    other = said(
        "b", "it will not be loud when the port of the old town opens in May", actor="hradska"
    )
    assert not join([], [one, other], encode=encode).relations
    silent = said("b", "who opens the port of the town in May", actor="hradska", is_negated=True)
    assert not join([], [one, silent], encode=encode).relations


def test_who_does_not_reply_answers_nothing() -> None:
    """“Did not respond to a request for comment” is silence."""
    first = said("ledger", REPAIR, position=10)
    second = said("ledger", "to a request", 1, "hradska", cue="did not respond", position=90)
    assert not join([], [first, second], encode=encode).relations


def test_no_issue_is_called_after_somebody() -> None:
    """“Director Anna Valko” is an actor, not a matter."""
    topics = [("Director Anna Valko", "harbour fees")] * 3
    texts = [f"Anna Valko spoke of harbour fees in town {i}" for i in range(3)]
    rows = [issues.Topical(t, p) for t, p in zip(texts, topics, strict=True)]
    found = issues.group(rows, encode, names=["Anna Valko"])
    assert [i.name for i in found] == ["Harbour fees"]


@pytest.mark.parametrize(
    "phrase",
    [
        "candidate Anna Valko",
        "Togolese senator",
        "spokesman for the port",
        "serious threats",
        "race",
    ],
)
def test_who_somebody_is_and_what_every_story_has_name_no_issue(phrase: str) -> None:
    """A candidate, a senator, a spokesman and a race are not what is in dispute."""
    topics = [(phrase, "harbour fees")] * 3
    texts = [f"the {phrase} spoke of harbour fees in town {i}" for i in range(3)]
    rows = [issues.Topical(t, p) for t, p in zip(texts, topics, strict=True)]
    found = issues.group(rows, encode, names=["Anna Valko"])
    assert [i.name for i in found] == ["Harbour fees"]


def test_what_a_side_clause_names_is_not_judged() -> None:
    """“Ships should not come once the dam gates are shut” says nothing for or against the gates."""
    texts = (
        "ships should not come near once the dam gates are shut",
        "the dam gates should be kept",
        "dam gates of steel rust in every river",
    )
    rows = [said("a", t, i, topics=("dam gates",), position=100 * i) for i, t in enumerate(texts)]
    result = join([], rows, encode=encode)
    text = {claim.id: claim.text for claim in result.claims}
    [issue] = result.issues
    stands = {text[claim]: where for claim, _, where in issue.claims}
    assert stands[texts[0]] is Position.NEUTRAL
    assert stands[texts[1]] is Position.SUPPORTS


def test_the_matter_is_what_is_lacking() -> None:
    """ "Lack of bridges" is about bridges; what is "its handling" cannot be told outside the sentence."""
    assert bare("lack of bridges") == "bridges"
    assert not may_name("watchdog over its handling", 3)
