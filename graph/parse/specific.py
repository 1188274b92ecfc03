"""Whether a noun phrase without a name tells of somebody definite: "a senior official"; not "people", nor "no official"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.lexicons.reporting import cue
from graph.model import ActorKind
from graph.parse.descriptions import FORCES, Phrase, is_aged, lemma_of
from graph.parse.nameless_bodies import is_body, nameless_body
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_NOBODY = frozenset("no neither either any every each what whatever which whichever".split())
_OF_SPEAKERS = frozenset({"my", "our", "your", "whose"})
_NAMES = frozenset({"ORG", "GPE", "NORP", "PERSON", "LOC", "FAC"})
_INSIDERS = frozenset(  # "people familiar with the talks", "a person briefed on the plan"
    "familiar close privy aware knowledge brief involve inform present".split()
)
_PLACED = frozenset("in at from near inside outside on aboard".split())
_SHARES = frozenset("twice thrice percent % percentage million millions".split())  # of polls
_PARTS = frozenset("nsubj nsubjpass dobj pobj dative agent".split())
_ANOTHER = frozenset("another other some many most several few more such".split())
_TELLS_NOTHING = frozenset(
    "new other own unnamed anonymous same real former potential possible likely certain typical single good bad young old".split()
)
_FEW = 20  # people, who can have been spoken to
_HEADING = 24  # words at most
_ENDS = frozenset(".!?…:;,")


def is_counted(phrase: Phrase) -> bool:
    """ "Two diplomats", "about 40 countries"; not "some diplomats"."""
    return phrase.number is not None or any(t.dep_ == "nummod" for t in phrase.head.lefts)


def is_of_somebody(phrase: Phrase, reading: Reading) -> bool:
    """Whether a name in it tells whose or of what: "Lund's lawyer", "EU leaders", "the owner of the Lund mill"."""
    head = phrase.head
    of = [t for t in head.rights if t.dep_ == "prep" and t.lower_ in ("of", "for", "from", "at")]
    parts = [head.doc[phrase.start : head.i], *(head.doc[t.i : t.right_edge.i + 1] for t in of)]
    return any(
        t.ent_type_ in _NAMES or reading.entity_at(t.i) is not None or t.pos_ == "PROPN"
        for part in parts
        for t in part
        if t.dep_ != "det"
    )


def owner(phrase: Phrase) -> Token | None:
    """The pronoun that says whose: "her" of "her lawyer"."""
    return next((t for t in phrase.head.lefts if t.tag_ in ("PRP$", "WP$")), None)


def is_specific(phrase: Phrase, reading: Reading, *, told: bool) -> bool:
    """Whether the phrase, said to have said something, means somebody definite whom the text does not name.

    `told`: the saying is told as one that took place ("said"; not "say", "would say", "think"), as those of anybody are not.
    "A senior official", "two people close to the talks", "residents said", "police". Not: "people say", "no official", "my
    friends", "coach" without an article, "voters want".
    """
    lemma, words = lemma_of(phrase.head), person_words()
    if any(t.lower_ in _NOBODY for t in phrase.head.lefts if t.dep_ in ("det", "preconj", "poss")):
        return False
    if any(t.lower_ in _SHARES for left in phrase.head.lefts for t in left.subtree):
        return False
    if phrase.plural and phrase.head.i and phrase.head.nbor(-1).lower_ == "a":
        return False  # the noun of "a | bankers' | meeting"
    if lemma in FORCES:
        return True
    if is_body(phrase.head):
        return nameless_body(phrase, reading) is not None
    whose = owner(phrase)
    if whose is not None and not is_named(whose, reading):
        return whose.lower_ not in _OF_SPEAKERS and lemma in words.quoted - words.relations
    if whose is not None and lemma in words.crowds:
        return False  # "my girl" is a child with a name
    if not phrase.plural:
        return _is_one(phrase, reading, told=told)
    if lemma in words.crowds | words.group_states:
        few = phrase.number is not None and phrase.number <= _FEW
        return told and (few or _is_told_apart(phrase.head, clauses=False))
    return _are_some(phrase, reading, told=told)


def _are_some(phrase: Phrase, reading: Reading, *, told: bool) -> bool:
    """Several: counted, of somebody, told of before ("the siblings"), or whom the press quotes so ("analysts")."""
    lemma, words = lemma_of(phrase.head), person_words()
    if is_counted(phrase) or owner(phrase) is not None or is_of_somebody(phrase, reading):
        return told or lemma in words.quoted
    if phrase.definite and not is_in_heading(phrase.head):
        return lemma not in words.relations and (told or lemma in words.quoted)
    return lemma in words.quoted or (told and lemma not in words.relations)


def is_named(pronoun: Token, reading: Reading) -> bool:
    """Whether the pronoun is known to mean somebody or something with a name."""
    key = reading.entity_at(pronoun.i)
    kind = reading.entities[key].kind if key is not None else ActorKind.UNNAMED
    return kind not in (ActorKind.UNNAMED, ActorKind.GROUP)


def _is_one(phrase: Phrase, reading: Reading, *, told: bool) -> bool:
    """A single one: with an article, or with a name that says of whom; "coach" and "man" alone are torn from a name or a headline."""
    lemma, words = lemma_of(phrase.head), person_words()
    if phrase.indefinite:
        return told or (lemma in words.quoted and not _is_supposed(phrase.head))
    if phrase.definite and not (told or lemma in words.quoted):
        return False  # "the secretary tells them each year": whoever it is
    if phrase.definite:
        return lemma not in words.crowds or _is_told_apart(phrase.head)
    if is_in_heading(phrase.head):
        return False
    if owner(phrase) is not None or is_of_somebody(phrase, reading):
        return True
    return lemma in words.quoted and phrase.start < phrase.head.i


def _is_told_apart(head: Token, *, clauses: bool = True) -> bool:
    """ "People briefed on the plan", "people in the village", "a man who saw it"; without `clauses` not "people who saw it"."""
    for child in head.rights:
        if child.lemma_.lower() in _INSIDERS:
            return True
        if clauses and child.dep_ in ("relcl", "acl") and cue(child.lemma_.lower(), "VERB") is None:
            return True  # not "voters who said so"
        if child.dep_ == "prep" and (child.lower_ in _PLACED or _knows(child)):
            return True
    return False


def _knows(preposition: Token) -> bool:
    return any(t.lemma_.lower() in _INSIDERS for t in preposition.children)


def is_told_apart(phrase: Phrase, reading: Reading) -> bool:
    """Whether one text's words are enough to find the same somebody in another: "the tour bus driver", "a man of 37".

    Not: "the driver", "a politician", "voters", "his brother" (whose?), "another coach", "new patients".
    """
    head, whose = phrase.head, owner(phrase)
    if (phrase.plural and phrase.number is None) or lemma_of(head) in person_words().relations:
        return False
    if whose is not None and (whose.lower_ in _OF_SPEAKERS or not is_named(whose, reading)):
        return False
    lefts = {t.lower_ for t in head.lefts}
    if lefts & (_NOBODY | _ANOTHER):
        return False
    tells = (t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod", "poss"))
    return (
        is_aged(head)
        or is_of_somebody(phrase, reading)
        or any(t.lemma_.lower() not in _TELLS_NOTHING for t in tells)
        or (lemma_of(head) not in person_words().crowds and _is_told_apart(head))
    )


def is_in_deed(head: Token) -> bool:
    """Whether something took place in which the noun has a part: "a driver hit her", "police held the driver", "a driver
    who hit her".

    Not: "he may find a driver", "a driver should wait", "the dream of a driver was told".
    """
    noun = head
    while noun.dep_ in ("conj", "appos") and noun.head.i != noun.i:
        noun = noun.head
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    own = [t for t in head.rights if t.dep_ == "relcl"]
    acts = noun.dep_ in _PARTS and verb.pos_ in ("VERB", "AUX")
    return any(map(_took_place, own)) or (acts and _took_place(verb))


def _is_supposed(head: Token) -> bool:
    """ "A politician who promises that should not be surprised": any politician."""
    verb = head.head
    return head.dep_ in ("nsubj", "nsubjpass") and any(t.tag_ == "MD" for t in verb.children)


def _took_place(verb: Token) -> bool:
    words = [verb, *(t for t in verb.children if t.dep_ in ("aux", "auxpass"))]
    if any(t.tag_ == "MD" or t.lower_ == "to" for t in words):
        return False
    return any(t.tag_ in ("VBD", "VBN") for t in words)


def is_in_heading(token: Token) -> bool:
    """Whether the line of the word is a headline: short, and without an end."""
    doc = token.doc
    start = end = token.i
    count = 0  # a longer line is looked at no further
    while start > 0 and "\n" not in doc[start - 1].text and "\n" not in doc[start - 1].whitespace_:
        start -= 1
        count += not doc[start].is_space
        if count > _HEADING:
            return False
    while end + 1 < len(doc) and "\n" not in doc[end + 1].text:
        end += 1
        count += not doc[end].is_space
        if count > _HEADING:
            return False
    words = [t for t in doc[start : end + 1] if not t.is_space]
    return len(words) <= _HEADING and words[-1].text[-1] not in _ENDS | {'"', "”", "’"}
