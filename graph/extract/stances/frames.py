"""Finds who takes a stand on what, word by word: holder, target, relation and polarity in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.stances.evaluations import NAMING, of_naming
from graph.extract.stances.frame import (
    VERBAL,
    Frame,
    is_in_neither,
    is_parted,
    is_real,
    negated,
    resolved,
    subject_of,
)
from graph.extract.stances.idioms import (
    CALLING,
    UNDER_FIRE,
    of_ally,
    of_call_to_go,
    of_emotion,
    of_favour,
    of_fire,
    of_idiom,
)
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

_ABOUT = (
    "of",
    "for",
    "to",
    "with",
    "from",
    "against",
    "on",
    "toward",
    "towards",
    "at",
    "about",
    "over",
)


def frames(sentence: Iterable[Token]) -> Iterator[Frame]:
    """Frames of a sentence in the order of their cues."""
    lex, verbs = lexicon(), _verbs()
    for token in sentence:
        pos = token.pos_
        if pos in VERBAL:
            if token.lemma_.lower() in verbs:
                yield from _of_verb(token, lex)
                yield from of_idiom(token, lex)
                yield from of_fire(token, lex)
                yield from of_emotion(token, lex)
                yield from of_call_to_go(token, lex)
            yield from of_favour(token, lex)
        elif pos in ("NOUN", "PROPN"):
            if token.lemma_.lower() in lex.nouns:
                yield from _of_noun(token, lex)
                yield from of_ally(token, lex)
        elif pos == "ADJ":
            yield from _of_adjective(token, lex)


@cache
def _verbs() -> frozenset[str]:
    """Lemmas of all verbs that a stand may be read from, but "is against" and "in favour of"."""
    lex = lexicon()
    return frozenset((*lex.telling, *NAMING, *lex.idiomatic, *lex.emotions, *UNDER_FIRE, *CALLING))


def _of_verb(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund criticised Novak", "Novak was praised by Lund", "Lund sided with Novak"."""
    lemma = verb.lemma_.lower()
    if lemma not in lex.telling and lemma not in NAMING:
        return
    relation = lex.verbs.get(lemma) or lex.policies.get(lemma)
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children) or _bare_passive(verb)
    holder = _agent(verb) if passive else subject_of(verb)
    if holder is None:
        return
    if lemma in NAMING and not passive:
        named = list(of_naming(verb, holder, lex))
        yield from named
        if named:
            return
    other = _is_nominalised(verb) or _is_reception(verb) or _is_sacking(verb)
    if relation is not None and not other:
        objects = _passive_subject(verb) if passive else _direct(verb)
        objects = [t for t in objects if not _is_ruling(verb, t)]
        yield from _frames(holder, objects, relation, verb, lex)
    for preposition in verb.children:
        if preposition.dep_ not in ("prep", "prt", "dative", "agent"):
            continue
        found = lex.verbs.get(f"{lemma}+{preposition.lower_}")
        if found is not None and not (preposition.lower_ == "for" and _has_particle(verb)):
            yield from _frames(holder, _objects_of(preposition, verb), found, verb, lex)


def _has_particle(verb: Token) -> bool:
    """ "called Novak out for his absence" does not call for it."""
    return any(t.dep_ == "prt" for t in verb.children)


def _is_reception(verb: Token) -> bool:
    """ "welcomed Novak to the castle" tells of a visit; "welcomed Novak's plan" takes a stand."""
    if verb.lemma_ != "welcome":
        return False
    guest = any(t.dep_ == "dobj" and t.ent_type_ == "PERSON" for t in verb.children)
    return guest and any(
        t.dep_ in ("prep", "dative") and t.lower_ in ("to", "at", "in") for t in verb.children
    )


def _is_sacking(verb: Token) -> bool:
    """ "dismissed coach Novak" takes a post away; "dismissed Novak as weak" takes a stand."""
    if verb.lemma_ != "dismiss" or any(t.lower_ == "as" for t in verb.children):
        return False
    return any(t.dep_ in ("dobj", "nsubjpass") and t.ent_type_ == "PERSON" for t in verb.children)


def _is_ruling(verb: Token, noun: Token) -> bool:
    """ "overturned his conviction" is a ruling, no stand; "overturned the ban" takes one."""
    ruled = ("conviction", "sentence", "verdict", "ruling", "judgment", "judgement", "acquittal")
    return verb.lemma_ in ("overturn", "overrule", "reverse", "quash") and noun.lemma_ in ruled


def _bare_passive(verb: Token) -> bool:
    """ "a plan backed by Lund", "Rebuked by Lund, Novak left": a participle beside its noun."""
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and _agent(verb) is not None


def _is_nominalised(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ in ("amod", "compound")


def _agent(verb: Token) -> Token | None:
    by = next(
        (t for t in verb.children if t.dep_ == "agent" or (t.dep_ == "prep" and t.lower_ == "by")),
        None,
    )
    return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None


def _passive_subject(verb: Token) -> list[Token]:
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        above = subject_of(verb.head)
        return [above] if above is not None else []
    return [t for t in verb.children if t.dep_ == "nsubjpass"]


def _direct(verb: Token) -> list[Token]:
    """Objects of the verb; of "called Lund a liar" and "urged Lund to go" the one named."""
    found = [t for t in verb.children if t.dep_ in ("dobj", "dative") and t.pos_ != "ADP"]
    clauses = [t for t in verb.children if t.dep_ in ("xcomp", "ccomp") and t.tag_ in ("VBG",)]
    for clause in verb.children:  # "urged Lund to go": the parser makes Lund the subject of "go"
        if clause.dep_ == "ccomp" and clause.tag_ == "VB":
            found += [t for t in clause.children if t.dep_ == "nsubj"]
    if not found and not clauses and verb.dep_ == "relcl":  # "a plan that Lund rejected"
        found = [verb.head]
    return found + clauses


def _objects_of(preposition: Token, verb: Token) -> list[Token]:
    """Objects of a preposition, of one after a particle too: "lashed out at Lund"."""
    found = [t for t in preposition.children if t.dep_ in ("pobj", "pcomp")]
    if preposition.dep_ == "prt" or not found:
        for other in (*preposition.children, *verb.children):
            if other.dep_ == "prep" and other.lower_ in ("at", "on", "against", "by", "with"):
                found += [t for t in other.children if t.dep_ == "pobj"]
    return found


def _of_noun(noun: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund's criticism of Novak", "Lund voiced support for Novak", "Lund, a critic of Novak"."""
    relation = lex.nouns.get(noun.lemma_.lower())
    if relation is None:
        return
    targets = [
        target
        for first in noun.children
        if first.dep_ == "prep" and first.lower_ in _ABOUT and _fits(noun, first)
        for preposition in (first, *(t for t in first.conjuncts if t.lower_ == first.lower_))
        for target in preposition.children
        if target.dep_ in ("pobj", "pcomp")
    ]
    if not targets:
        targets = _receivers(noun)
    if _is_held(noun):  # "Lund has the trust of Novak": it is Novak's
        subject = subject_of(noun.head)
        for holder in targets if subject is not None else []:
            yield from _frames(holder, [subject], relation, noun, lex)  # type: ignore[list-item]
        return
    for holder in _holders_of_noun(noun):
        yield from _frames(holder, targets, relation, noun, lex)
    owner = next((t for t in noun.children if t.dep_ == "poss"), None)
    if owner is not None and _is_person_noun(noun):  # "Novak's rival Lund", "Lund, a Novak ally"
        for holder in _bearers(noun):
            yield from _frames(holder, [owner], relation, noun, lex)


_HOLDING = frozenset("have enjoy win gain secure command lose retain earn keep".split())


def _is_held(noun: Token) -> bool:
    """ "has the support of", "won the endorsement of"; not "voiced support for"."""
    of = any(t.dep_ == "prep" and t.lower_ == "of" for t in noun.children)
    return noun.dep_ == "dobj" and noun.head.lemma_ in _HOLDING and of


_RECEIVING = frozenset(
    "face draw receive get win suffer earn attract deflect meet prompt spark fuel enjoy endure".split()
)


def _receivers(noun: Token) -> list[Token]:
    """ "Lund faced criticism from Novak": the subject is the target."""
    verb = noun.head
    owned = any(c.dep_ == "poss" for c in noun.children)  # "secured Novak's endorsement"
    if noun.dep_ != "dobj" or verb.lemma_ not in _RECEIVING | (_HOLDING if owned else frozenset()):
        return []
    subject = subject_of(verb)
    return [subject] if subject is not None else []


_FROM = ("from", "by", "among")


_ON = frozenset(
    "attack criticism assault swipe jab broadside onslaught pressure concern doubt skepticism scepticism unease war "
    "frustration anger outrage enthusiasm reservation rant tirade complaint".split()
)


def _fits(noun: Token, preposition: Token) -> bool:
    """ "attack on Lund", "threat to Lund"; not "attack in Oslo", "criticism from Lund"."""
    word = preposition.lower_
    if word == "from":
        return False
    if word in ("on", "over", "about"):
        return noun.lemma_.lower() in _ON
    if word == "of":
        return noun.lemma_.lower() not in (
            "threat",
            "war",
            "challenge",
            "attack",
            "help",
            "concern",
            "campaign",
        )
    return True


def _holders_of_noun(noun: Token) -> Iterator[Token]:
    """Whose it is: before the noun, after "from", or the subject of the verb that goes with it."""
    for child in noun.children:
        if child.dep_ == "poss" and not _is_person_noun(noun):
            yield child
            return
        if child.dep_ in ("prep", "agent") and child.lower_ in _FROM:
            yield from (t for t in child.children if t.dep_ == "pobj")
            return
    if _is_person_noun(noun):
        yield from _bearers(noun)
        return
    verb = noun.head
    if noun.dep_ == "conj":
        noun, verb = verb, verb.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    if noun.dep_ == "pobj" and (noun.head.lower_ != "in" or noun.left_edge != noun):
        return  # "in support of Lund" says whose it is, "without the inquiry into Lund" does not
    if verb.pos_ in VERBAL and noun.dep_ in ("dobj", "pobj", "attr"):
        if verb.lemma_ in _RECEIVING or _is_danger(noun, verb):
            return
        subject = subject_of(verb)
        if subject is not None:
            yield subject


def _is_danger(noun: Token, verb: Token) -> bool:
    """ "poses a threat to Novak" is nobody's threat; "issued a threat to Novak" is."""
    return noun.lemma_.lower() in ("threat", "challenge") and verb.lemma_ in _POSING


_POSING = frozenset({"pose", "represent", "constitute", "be", "become", "remain", "present"})
_PERSONS = frozenset(
    "supporter ally backer advocate defender proponent champion surrogate friend fan loyalist confidant opponent critic foe "
    "enemy adversary nemesis detractor donor admirer partner proxy".split()
)


def _is_person_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in _PERSONS


def _bearers(noun: Token) -> Iterator[Token]:
    """Whom the noun is said of: "Lund, a critic of Novak", "Lund is a critic of Novak"."""
    if noun.dep_ == "appos":
        yield noun.head
    elif noun.dep_ == "attr":
        subject = subject_of(noun.head)
        if subject is not None:
            yield subject
    elif noun.dep_ in ("compound", "nmod") and noun.head.ent_type_ == "PERSON":
        yield noun.head
    yield from (t for t in noun.children if t.dep_ == "appos" and t.ent_type_)


def _of_adjective(adjective: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund was critical of Novak", "Lund, angry at Novak, left"."""
    polarity = lex.adjectives.get(adjective.lower_)
    if polarity is None:
        return
    targets = [
        target
        for preposition in adjective.children
        if preposition.dep_ == "prep" and preposition.lower_ in _ABOUT
        for target in preposition.children
        if target.dep_ in ("pobj", "pcomp")
    ]
    verb = adjective.head
    holder = (
        subject_of(verb)
        if verb.pos_ in VERBAL
        else verb
        if verb.pos_ in ("PROPN", "NOUN")
        else None
    )
    if holder is None or not targets or is_parted(holder, adjective):
        return
    relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
    if adjective.lower_ in ("opposed", "hostile", "skeptical", "sceptical", "wary"):
        relation = "opposes"
    elif adjective.lower_ in ("supportive", "loyal", "committed", "allied", "open", "willing"):
        relation = "supports"
    yield from _frames(holder, targets, relation, adjective, lex)


def _frames(
    holder: Token, targets: list[Token], relation: str, cue: Token, lex: StanceLexicon
) -> Iterator[Frame]:
    """One frame for each holder and target, their coordinated ones included, with the polarity as it stands."""
    polarity = lex.polarity[relation]
    if is_in_neither(cue):
        return
    if negated(cue, lex):
        if polarity is Polarity.NEGATIVE:
            return  # "did not criticise" is no praise
        relation, polarity = "rejects", Polarity.NEGATIVE
    for target in targets:
        real = is_real(cue, lex, hostile=polarity is Polarity.NEGATIVE)
        base = Frame(holder, target, relation, polarity, cue, real)
        for one in members(target):
            for frame in resolved(replace(base, target=one), lex):
                for by in members(holder):
                    if by != frame.target:
                        yield replace(frame, holder=by)
