"""Who gets something as it was they who were told of it, or whose costs are paid."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.purposes import receives
from graph.parse.person_words import person_words
from graph.parse.quantities.units import units

_PROMISING = frozenset({"promise", "pledge", "offer", "guarantee", "assure", "tell"})
# What is paid in the place of those who owe it: "pay the tuition of two boys".
COSTS = frozenset(
    "tuition salary wage fee pension rent bill debt travel expense cost loss treatment care fare funeral".split()
)
FORGIVING = frozenset({"forgive", "write off", "cancel", "waive", "drop"})
_PUBLIC = frozenset(
    "reporter journalist newspaper agency interviewer analyst audience conference crowd rally viewer reader parliament "
    "congress committee lawmaker investor shareholder supporter delegate party court programme program church".split()
)


def those_told(frame: Frame) -> list[Token]:
    """ "promised the miners that it would pay", "told farmers she would raise aid"; not "told reporters that …"."""
    verbs = [o.token for o in frame.operators]
    if frame.speech is not None and frame.speech.lemma_ in ("tell", "assure", "promise"):
        verbs.append(frame.speech)
    for verb in verbs:
        if verb.lemma_.lower() not in _PROMISING:
            continue
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i < frame.core.i and _gains(child):
                return [child, *(t for t in child.conjuncts if verb.i < t.i < frame.core.i)]
    return []


def _gains(token: Token) -> bool:
    if token.lemma_.lower() in _PUBLIC:
        return False
    media = person_words().bodies["media"]
    if any(t.lemma_.lower() in media for t in (token, *token.children)):
        return False  # "told the broadcaster Lund that …"
    if token.lemma_.lower() == "counterpart":  # "told his Chadian counterpart that …"
        return any(c.ent_type_ in ("GPE", "NORP") for c in token.lefts)
    return receives(token) or token.ent_type_ in ("GPE", "NORP")


def whose_costs(thing: Token | None) -> list[Token]:
    """ "pay the salaries of 500 teachers", "cover the rent for students": the teachers, the students."""
    if thing is None or thing.lemma_.lower() not in COSTS:
        return []
    owners = (c for c in thing.lefts if c.dep_ == "poss")  # "cover the families' costs"
    return [p for p in (*_after(thing, ("of", "for")), *owners) if receives(p)][:1]


def debtors(thing: Token) -> list[Token]:
    """ "write off Chad's debt", "forgive $5 million owed by Chad": Chad."""
    for noun in (thing, *_after(thing, ("of",))):
        for child in noun.children:
            if child.dep_ == "poss" and child.ent_type_ in ("GPE", "ORG"):
                return [child]
            if child.dep_ == "acl" and child.lemma_ == "owe":
                return [t for t in child.subtree if t.dep_ == "pobj" and t.head.dep_ == "agent"][:1]
    return []


def spent_on(core: Token, thing: Token | None) -> list[Token]:
    """ "spend $5 million on shelters for refugees in Oslo": the refugees; not the place."""
    for carrier in (core, *((thing,) if thing is not None else ())):
        for purpose in _after(carrier, ("on",)):
            found = [p for p in _after(purpose, ("for",)) if receives(p) and p.ent_type_ != "DATE"]
            if found:
                return found[:1]
    return []


def in_a_season(token: Token) -> bool:
    """ "in the January window", "for the spring season": a time, whatever its noun."""
    if token.lemma_.lower() in ("window", "season", "quarter", "semester", "term", "decade"):
        return True
    return any(
        c.ent_type_ == "DATE" and c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts
    ) and not receives(token)


def counted_people(thing: Token) -> bool:
    """Whether the words are costs of people, so that the number of people is no amount."""
    return thing.lemma_.lower() in COSTS and any(
        p.text in units().persons for p in _after(thing, ("of", "for"))
    )


def _after(token: Token, words: tuple[str, ...]) -> Iterator[Token]:
    for prep in token.children:
        if prep.dep_ in ("prep", "dative") and prep.lower_ in words:
            for pobj in prep.children:
                if pobj.dep_ == "pobj":
                    yield from (pobj, *(t for t in pobj.conjuncts if t.i > pobj.i))
