"""Whom "who" and "which" stand for, and whom a pronoun behind a colon."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from graph.extract.statements.clause import RELATIVE
from graph.extract.statements.speaking import can_speak, is_for_people
from graph.lexicons import reporting
from graph.model import ActorKind, Gender
from graph.parse import Reading
from graph.parse.person_words import person_words

_MAX_CLIMB = 5  # phrases between "who" and the person that it stands for
_NO_PERSON = frozenset("GPE LOC FAC ORG NORP EVENT PRODUCT WORK_OF_ART LAW DATE TIME".split())
_PLACES = frozenset("GPE LOC FAC".split())
_PEOPLE = frozenset("one those some many others most several people man woman".split())
_GENDERS = {"he": Gender.MALE, "she": Gender.FEMALE}
_BODIES = (ActorKind.ORGANISATION, ActorKind.COUNTRY, ActorKind.GOVERNMENT)
_LONGEST = 24  # tokens of the clause before a colon
_STOPS = frozenset(".?!;")


def antecedent(subject: Token, reading: Reading | None = None) -> Token:
    """Whom "who" stands for: the person at the head of the phrase on which its clause hangs; others for themselves.

    "lawmakers in Oslo, who have called …": the lawmakers, never a place or a body. Counter-examples: "lawmakers in
    Oslo, which has called …", "aides to Lind, who said …" (Lind).
    """
    verb = subject.head
    if subject.lower_ not in RELATIVE or verb.dep_ != "relcl":
        return subject
    noun = verb.head
    if subject.lower_ != "who":
        return noun
    if not can_speak(noun):
        nearer = subject.doc[subject.i - 1]  # "it brought noise and | teenagers | who said …"
        if nearer.pos_ in ("NOUN", "PROPN") and can_speak(nearer):
            return nearer
    known = _is_person(noun) or (reading is not None and _is_named_person(noun, reading))
    if known and not _is_one_of_several(noun, verb):
        return noun
    return _person_above(noun) or noun


def _person_above(noun: Token) -> Token | None:
    """The person of whose phrase a noun is a part: "the | mayor | of the town of Lund", "those | killed in Chad".

    Of a place the body there, if no person: "the | police | in Lund, who …".
    """
    at, body = noun, None
    for _ in range(_MAX_CLIMB):
        if at.dep_ == "pobj" and at.head.dep_ in ("prep", "agent"):
            above = at.head.head
        elif at.dep_ in ("appos", "acl", "relcl") or _is_joined_name(at):
            above = at.head
        else:
            break
        if above.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and _is_person(above):
            named = above.dep_ == "appos" and above.head.ent_type_ == "PERSON"
            return above.head if named else above
        if body is None and noun.ent_type_ in _PLACES and _is_body(above):
            body = above
        at = above
    return body


def _is_joined_name(noun: Token) -> bool:
    """ "ministers from Norway and | Chad |, who": a place beside a place. Counter-example: "parents and their beliefs"."""
    return noun.dep_ == "conj" and noun.ent_type_ == noun.head.ent_type_ != ""


def _is_one_of_several(noun: Token, verb: Token) -> bool:
    """Whether the verb tells of several, the noun of one: "lawyers for Lind, who | claim |"."""
    plural = verb.tag_ == "VBP" or any(k.tag_ == "VBP" for k in verb.lefts if k.dep_ == "aux")
    single = noun.tag_ in ("NN", "NNP") and not any(k.dep_ == "conj" for k in noun.rights)
    return plural and single and noun.dep_ == "pobj"


def _is_person(noun: Token) -> bool:
    """ "Ada Lind", "lawyers", "those". Counter-examples: "Oslo", "the ministry", "the camp"."""
    if noun.ent_type_ == "PERSON" or noun.lower_ in _PEOPLE or noun.tag_ in ("PRP", "CD"):
        return True
    lemma = noun.lemma_.lower()
    if lemma in _persons():
        return True
    return noun.pos_ == "NOUN" and noun.ent_type_ not in _NO_PERSON and is_for_people(lemma)


@cache
def _persons() -> frozenset[str]:
    words = person_words()
    people = words.offices | words.sources | words.quoted | words.crowds | words.relations
    people |= words.group_people | words.titles | words.described
    return people.difference(*words.bodies.values())


def _is_named_person(noun: Token, reading: Reading) -> bool:
    key = reading.entity_at(noun.i)
    return key is not None and reading.entities[key].kind is ActorKind.PERSON


def before_colon(pronoun: Token, reading: Reading) -> Token | None:
    """The subject of the clause that a colon ends, for which a pronoun stands behind it: "Ada Lind is unmoved: she says …".

    Counter-examples: "Lind is unmoved by Berg: she says" (who is meant is told by the gender only), "The vote was
    close: she says …" (no person).
    """
    doc, colon = pronoun.doc, pronoun.i - 1
    if colon < 1 or doc[colon].text != ":" or pronoun.lower_ not in ("he", "she", "it"):
        return None
    found = None
    for word in reversed(doc[max(0, colon - _LONGEST) : colon]):
        if word.text in _STOPS or "\n" in word.text:
            break
        if word.dep_ in ("nsubj", "nsubjpass") and word.head.dep_ != "relcl":
            found = word
    return found if found is not None and _may_be(found, pronoun, reading) else None


def body_before(pronoun: Token, reading: Reading) -> Token | None:
    """The body that "it" stands for where it has written something: "Lindwerk was fined. In a statement, | it | said …".

    Only one body may be a subject in the sentence before. Counter-examples: "Lindwerk said Oslo had lied. In a letter,
    it …" (nobody is guessed), "It said so" (`graph.parse.coreference` tells).
    """
    doc = pronoun.doc
    if pronoun.lower_ != "it" or reading.entity_at(pronoun.i) is not None:
        return None
    start = pronoun.sent.start
    if start == 0 or not any(_is_medium(t) for t in doc[start : pronoun.i]):
        return None
    found = [
        t
        for t in doc[start - 1].sent
        if t.dep_ in ("nsubj", "nsubjpass") and _may_be(t, pronoun, reading)
    ]
    keys = {reading.entity_at(t.i) for t in found}
    return found[0] if found and len(keys) == 1 and (None not in keys or len(found) == 1) else None


def _is_medium(word: Token) -> bool:
    """ "in a | statement |"."""
    if word.dep_ != "pobj" or word.head.lower_ not in ("in", "on", "through", "via"):
        return False
    return reporting.medium(word.lemma_.lower()) is not None


def _may_be(noun: Token, pronoun: Token, reading: Reading) -> bool:
    key = reading.entity_at(noun.i)
    entity = None if key is None else reading.entities[key]
    gender = _GENDERS.get(pronoun.lower_)
    if gender is None:
        return entity.kind in _BODIES if entity is not None else _is_body(noun)
    person = entity is not None and entity.kind is ActorKind.PERSON
    return person and entity is not None and entity.gender in (None, gender)


def _is_body(noun: Token) -> bool:
    """ "the union". Counter-example: "the offer"."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and any(lemma in nouns for nouns in person_words().bodies.values())
