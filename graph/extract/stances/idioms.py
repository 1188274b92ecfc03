"""Stands that take more than one word: "take issue with", "come under fire from", "call on Lund to resign"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.stances.frame import Frame, is_real, negated, resolved, subject_of
from graph.extract.stances.lexicon import StanceLexicon
from graph.model import Polarity


def of_idiom(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund took issue with Novak's plan", "Lund lost confidence in Novak"; not "Lund took a train with Novak"."""
    if verb.lemma_.lower() not in lex.idiomatic:
        return
    holder = subject_of(verb)
    if holder is None:
        return
    for noun in (t for t in verb.children if t.dep_ in ("dobj", "pobj")):
        for preposition in (*noun.children, *verb.children):
            if preposition.dep_ not in ("prep", "dative", "prt"):
                continue
            words = f"{verb.lemma_.lower()} {noun.lemma_.lower()} {preposition.lower_}"
            relation = lex.idioms.get(words)
            none = any(t.lower_ in ("no", "little", "few") for t in noun.children)
            if relation is not None and not none and not negated(verb, lex):
                yield from _against(holder, preposition, relation, verb, lex)


def of_favour(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund is against the plan", "spoke in favour of the treaty"; not "Lund is against the wall"."""
    sides = list(_sides(verb))
    holder = subject_of(verb) if sides else None
    if holder is None or negated(verb, lex):
        return
    for preposition, relation in sides:
        yield from _against(holder, preposition, relation, verb, lex)


def _sides(verb: Token) -> Iterator[tuple[Token, str]]:
    """The prepositions of a verb that tell a side, with the relation."""
    for preposition in verb.children:
        if preposition.dep_ != "prep":
            continue
        word = preposition.lower_
        if word in ("against", "behind") and verb.lemma_ == "be":
            yield preposition, "opposes" if word == "against" else "supports"
        elif word == "in":
            favours = (t for t in preposition.children if t.lower_ in ("favor", "favour"))
            yield from ((of, "supports") for t in favours for of in t.children if of.lower_ == "of")


def of_emotion(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Novak angered Lund", "Lund was alarmed by Novak's words": Lund against Novak; "Lund angered nobody" tells none."""
    polarity = lex.emotions.get(verb.lemma_.lower())
    if polarity is None or negated(verb, lex):
        return
    if any(t.dep_ == "xcomp" for t in verb.children):
        return  # "encouraged Novak to vote"
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children)
    if passive:
        holders = [t for t in verb.children if t.dep_ == "nsubjpass"]
        by = [
            t
            for t in verb.children
            if t.dep_ in ("agent", "prep") and t.lower_ in ("by", "with", "at")
        ]
        causes = [t for b in by for t in b.children if t.dep_ == "pobj"]
    else:
        holders = [t for t in verb.children if t.dep_ == "dobj"]
        causes = [t for t in (subject_of(verb),) if t is not None]
    relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
    for holder in (m for h in holders for m in members(h)):
        for cause in (m for c in causes for m in members(c)):
            frame = Frame(holder, cause, relation, polarity, verb, is_real(verb, lex))
            yield from resolved(frame, lex)


def of_fire(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund came under fire from Novak": Novak criticises Lund."""
    if verb.lemma_ not in UNDER_FIRE:
        return
    under = next((t for t in verb.children if t.dep_ == "prep" and t.lower_ == "under"), None)
    target = None if under is None else subject_of(verb)
    if target is None or under is None:
        return
    noun = next((t for t in under.children if t.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in ("fire", "criticism", "attack", "pressure"):
        return
    for source in (*noun.children, *under.children, *verb.children):
        if source.dep_ == "prep" and source.lower_ == "from":
            for holder in (m for t in source.children if t.dep_ == "pobj" for m in members(t)):
                yield Frame(
                    holder, target, "criticises", Polarity.NEGATIVE, noun, is_real(verb, lex)
                )


_ENDS = frozenset(
    {"resignation", "ouster", "removal", "dismissal", "departure", "sacking", "impeachment"}
)


def _of_demanded_end(verb: Token, holder: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund demanded Novak's resignation", "the resignation of Novak"; not "demanded Novak's release"."""
    if verb.lemma_ != "demand" or negated(verb, lex):
        return
    for noun in (t for t in verb.children if t.dep_ == "dobj" and t.lemma_.lower() in _ENDS):
        owners = [t for t in noun.children if t.dep_ == "poss"]
        owners += [
            p for t in noun.children if t.lower_ == "of" for p in t.children if p.dep_ == "pobj"
        ]
        for owner in (m for o in owners for m in members(o)):
            real = is_real(verb, lex)
            yield Frame(holder, owner, "demands", Polarity.NEGATIVE, verb, real, said=noun)


def of_call_to_go(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund called on Novak to resign", "Lund urged Novak to step down"; not "urged Novak to stay"."""
    if verb.lemma_.lower() not in CALLING:
        return
    holder = subject_of(verb)
    if holder is None:
        return
    yield from _of_demanded_end(verb, holder, lex)
    for clause in verb.children:
        if clause.dep_ not in ("xcomp", "ccomp", "advcl") or clause.lemma_ not in lex.leaving:
            continue
        if clause.lemma_ == "step" and not any(
            t.lower_ in ("down", "aside") for t in clause.children
        ):
            continue
        targets = [t for t in clause.children if t.dep_ == "nsubj"]
        targets += [t for t in verb.children if t.dep_ == "dobj"]
        for preposition in verb.children:
            if preposition.dep_ == "prep" and preposition.lower_ in ("on", "for"):
                targets += [t for t in preposition.children if t.dep_ == "pobj"]
        for target in targets[:1]:
            if not negated(verb, lex):
                yield Frame(
                    holder, target, "opposes", Polarity.NEGATIVE, clause, is_real(verb, lex)
                )


UNDER_FIRE = frozenset({"come", "be"})
CALLING = frozenset({"call", "urge", "demand", "ask", "press", "want", "pressure", "tell"})


def of_ally(noun: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund critic Jan Novak", "Jan Novak, a Lund ally", "Lund nominee Jan Novak"; not "tobacco critic Jan Novak"."""
    lemma = noun.lemma_.lower()
    relation = lex.nouns.get(lemma)
    if lemma not in lex.persons or relation is None:
        return
    owner = noun.doc[noun.i - 1] if noun.i > noun.sent.start else None
    if owner is None or owner.ent_type_ not in ("PERSON", "NORP", "ORG", "GPE"):
        return
    bearer = _bearer(noun)
    if bearer is None or bearer == owner:
        return
    holder, target = (owner, bearer) if lemma in lex.chosen else (bearer, owner)
    yield Frame(holder, target, relation, lex.polarity[relation], noun)


def _bearer(noun: Token) -> Token | None:
    """Whom the noun is said of: the name after it, or the one it stands beside."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if (
        after is not None
        and after.ent_type_ == "PERSON"
        and noun.dep_ in ("compound", "nmod", "appos", "ROOT", "nsubj")
    ):
        while (
            after.i + 1 < len(noun.doc)
            and after.nbor(1).ent_type_ == "PERSON"
            and after.nbor(1).ent_iob_ == "I"
        ):
            after = after.nbor(1)
        return after
    if noun.dep_ == "appos" and noun.head.i < noun.i:
        return noun.head
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        return subject_of(noun.head)
    return None


def _against(
    holder: Token, preposition: Token, relation: str, verb: Token, lex: StanceLexicon
) -> Iterator[Frame]:
    """One frame for each thing that the phrase names, and for whoever stands behind it."""
    polarity = lex.polarity[relation]
    for target in preposition.children:
        if target.dep_ not in ("pobj", "pcomp"):
            continue
        for one in members(target):
            frame = Frame(holder, one, relation, polarity, verb, is_real(verb, lex))
            yield from resolved(frame, lex)
