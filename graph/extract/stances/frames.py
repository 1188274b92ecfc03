"""Finds who takes a stand on what, word by word: holder, target, relation and polarity in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

_OPPOSITE = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}
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
_VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Frame:
    """A stand as the words have it. `real` is False for a wish, a condition or a mere possibility.

    `deed` tells that the target was reached through something it did ("criticised Lund's remarks").
    """

    holder: Token
    target: Token
    relation: str
    polarity: Polarity
    cue: Token
    real: bool = True
    deed: bool = False


def frames(sentence: Iterable[Token]) -> Iterator[Frame]:
    """Frames of a sentence in the order of their cues."""
    lex = lexicon()
    for token in sentence:
        if token.pos_ in _VERBAL:
            yield from _of_verb(token, lex)
        if token.pos_ in ("NOUN", "PROPN"):
            yield from _of_noun(token, lex)
        elif token.pos_ == "ADJ":
            yield from _of_adjective(token, lex)


def opposite(polarity: Polarity) -> Polarity:
    """The other polarity."""
    return _OPPOSITE[polarity]


# --- verbs -------------------------------------------------------------------------------------


def _of_verb(verb: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund criticised Novak", "Novak was praised by Lund", "Lund sided with Novak"."""
    lemma = verb.lemma_.lower()
    relation = lex.verbs.get(lemma)
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children) or _bare_passive(verb)
    holder = _agent(verb) if passive else subject_of(verb)
    if holder is None:
        return
    if lemma in NAMING and not passive:
        named = list(_of_naming(verb, holder, lex))
        yield from named
        if named:
            return
    if relation is not None and not _is_nominalised(verb):
        objects = _passive_subject(verb) if passive else _direct(verb)
        yield from _frames(holder, objects, relation, verb, lex)
    for preposition in verb.children:
        if preposition.dep_ not in ("prep", "prt", "dative", "agent"):
            continue
        found = lex.verbs.get(f"{lemma}+{preposition.lower_}")
        if found is not None:
            yield from _frames(holder, _objects_of(preposition, verb), found, verb, lex)


def _bare_passive(verb: Token) -> bool:
    """ "a plan backed by Lund": a participle after its noun."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and _agent(verb) is not None


def _is_nominalised(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ in ("amod", "compound")


def subject_of(verb: Token) -> Token | None:
    """The subject, also one shared with the verb before or above; None if the verb has none.

    "Lund came and praised Novak": Lund. "Lund accused Novak of backing Olsen": of "backing" it is Novak.
    """
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return None
        above = _verb_above(verb)
        if verb.dep_ in ("xcomp", "pcomp"):
            own = next((t for t in above.children if t.dep_ == "dobj" and t.i < verb.i), None)
            if own is not None:
                return own
        verb = above
    return None


def _verb_above(verb: Token) -> Token:
    above = verb.head
    while above.pos_ not in _VERBAL and above.head != above:
        above = above.head
    return above


def _agent(verb: Token) -> Token | None:
    by = next(
        (t for t in verb.children if t.dep_ == "agent" or (t.dep_ == "prep" and t.lower_ == "by")),
        None,
    )
    return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None


def _passive_subject(verb: Token) -> list[Token]:
    if verb.dep_ == "acl":
        return [verb.head]
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


# --- nouns and adjectives ----------------------------------------------------------------------


def _of_noun(noun: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund's criticism of Novak", "Lund voiced support for Novak", "Lund, a critic of Novak"."""
    relation = lex.nouns.get(noun.lemma_.lower())
    if relation is None:
        return
    targets = [
        target
        for preposition in noun.children
        if preposition.dep_ == "prep" and preposition.lower_ in _ABOUT and _fits(noun, preposition)
        for target in preposition.children
        if target.dep_ in ("pobj", "pcomp")
    ]
    if not targets:
        targets = _receivers(noun)
    for holder in _holders_of_noun(noun):
        yield from _frames(holder, targets, relation, noun, lex)
    owner = next((t for t in noun.children if t.dep_ == "poss"), None)
    if owner is not None and _is_person_noun(noun):  # "Novak's rival Lund", "Lund, a Novak ally"
        for holder in _bearers(noun):
            yield from _frames(holder, [owner], relation, noun, lex)


_RECEIVING = frozenset(
    "face draw receive get win suffer earn attract deflect meet prompt spark fuel enjoy endure".split()
)


def _receivers(noun: Token) -> list[Token]:
    """ "Lund faced criticism from Novak": the subject is the target."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _RECEIVING:
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
    if verb.pos_ in _VERBAL and noun.dep_ in ("dobj", "pobj", "attr"):
        if verb.lemma_ in _RECEIVING:
            return
        subject = subject_of(verb)
        if subject is not None:
            yield subject


_PERSONS = frozenset(
    "supporter ally backer advocate defender proponent champion surrogate friend fan loyalist confidant opponent critic foe "
    "rival enemy adversary nemesis challenger detractor donor admirer partner proxy".split()
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
        if verb.pos_ in _VERBAL
        else verb
        if verb.pos_ in ("PROPN", "NOUN")
        else None
    )
    if holder is None or not targets:
        return
    relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
    if adjective.lower_ in ("opposed", "hostile", "skeptical", "sceptical", "wary"):
        relation = "opposes"
    elif adjective.lower_ in ("supportive", "loyal", "committed", "allied", "open", "willing"):
        relation = "supports"
    yield from _frames(holder, targets, relation, adjective, lex)


# --- evaluations -------------------------------------------------------------------------------

NAMING = frozenset(
    "call describe brand label consider deem view see portray depict characterise characterize dismiss regard denounce "
    "condemn hail praise paint cast name dub declare find think judge rate".split()
)


def _of_naming(verb: Token, holder: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund called Novak a liar", "Lund described Novak as brave"; not "Lund called Novak his brother"."""
    targets = [t for t in verb.children if t.dep_ == "dobj"]
    said = [t for t in verb.children if t.dep_ in ("oprd", "acomp")]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            said += [t for t in child.children if t.dep_ in ("pobj", "amod", "acomp", "pcomp")]
        elif child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("NOUN", "ADJ", "PROPN"):
            targets += [t for t in child.children if t.dep_ == "nsubj"]
            said.append(child)
    polarity = _sum_of(said, lex)
    if polarity is None:
        return
    relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
    for target in targets:
        frame = Frame(holder, target, relation, polarity, verb, is_real(verb, lex))
        if not negated(verb, lex):
            yield from _resolved(frame, lex)


def evaluations(sentence: Iterable[Token]) -> Iterator[Frame]:
    """What is said of somebody, by whoever speaks: "Novak is a liar", "Novak failed".

    The holder is the target itself, as a place holder: only the statement around it tells who speaks.
    """
    lex = lexicon()
    for token in sentence:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.pos_ not in _VERBAL:
            continue
        verb = token.head
        said = (
            [t for t in verb.children if t.dep_ in ("attr", "acomp", "oprd")]
            if verb.lemma_ in _COPULAS
            else []
        )
        if verb.lemma_ not in _COPULAS and token.dep_ == "nsubj":
            said = [verb] if lex.content.get(verb.lemma_) else []
        polarity = _sum_of(said, lex)
        if polarity is None or not is_real(verb, lex):
            continue
        if negated(verb, lex) or any(negated(t, lex) for t in said):
            polarity = opposite(polarity)
        relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
        for one in members(token):
            yield from _resolved(Frame(token, one, relation, polarity, said[0]), lex)


_COPULAS = frozenset({"be", "become", "remain", "seem", "look", "appear", "sound", "prove"})


def _sum_of(words: Iterable[Token], lex: StanceLexicon) -> Polarity | None:
    """The polarity of evaluating words and their modifiers; None where they say nothing or both."""
    total = 0
    for word in words:
        for token in (
            word,
            *(t for t in word.children if t.dep_ in ("amod", "compound", "conj", "attr")),
        ):
            found = lex.content.get(token.lemma_.lower()) or lex.content.get(token.lower_)
            if found is not None:
                total += 1 if found is Polarity.POSITIVE else -1
    return None if total == 0 else Polarity.POSITIVE if total > 0 else Polarity.NEGATIVE


# --- common to all -----------------------------------------------------------------------------


def _frames(
    holder: Token, targets: list[Token], relation: str, cue: Token, lex: StanceLexicon
) -> Iterator[Frame]:
    """One frame for each holder and target, their coordinated ones included, with the polarity as it stands."""
    polarity = lex.polarity[relation]
    if negated(cue, lex):
        if polarity is Polarity.NEGATIVE:
            return  # "did not criticise" is no praise
        relation, polarity = "rejects", Polarity.NEGATIVE
    for target in targets:
        base = Frame(holder, target, relation, polarity, cue, real=is_real(cue, lex))
        for one in members(target):
            for frame in _resolved(replace(base, target=one), lex):
                for by in members(holder):
                    if by != frame.target:
                        yield replace(frame, holder=by)


def _resolved(frame: Frame, lex: StanceLexicon) -> Iterator[Frame]:
    """The frame itself, and one for the actor behind a deed: "rejected Lund's plan" is against Lund's plan, and Lund."""
    target = frame.target
    yield frame
    lemma = target.lemma_.lower()
    flip = lemma in lex.flip_nouns or (target.pos_ == "VERB" and lemma in lex.flip_verbs)
    if target.pos_ == "VERB":
        inner = [t for t in target.children if t.dep_ == "dobj"] if flip else []
    elif flip or lemma in lex.deeds or target.ent_type_ == "":
        inner = list(_owners(target, frame, flip))
    else:
        inner = []
    polarity = opposite(frame.polarity) if flip else frame.polarity
    for owner in inner:
        for one in members(owner):
            yield replace(frame, target=one, polarity=polarity, deed=True)


def _owners(noun: Token, frame: Frame, flip: bool) -> Iterator[Token]:
    """Whose deed a noun is: "Lund's remarks", "remarks by Lund", "the Lund plan"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod") and child.i < noun.i and not flip:
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in (
            "of",
            "by",
            "from",
            "against",
            "on",
            "to",
            "in",
        ):
            victim = noun.lemma_.lower() in lexicon().victims
            own = child.lower_ in ("by", "from") or (
                child.lower_ == "of" and not flip and not victim
            )
            if own or (flip and child.lower_ in ("of", "to", "against", "on", "from")):
                yield from (t for t in child.children if t.dep_ == "pobj")


def negated(cue: Token, lex: StanceLexicon) -> bool:
    """ "did not back", "no support for", "refused to endorse", "never praised"."""
    if any(t.dep_ == "neg" or t.lower_ in lex.flip_adverbs for t in cue.children):
        return True
    if any(t.lower_ in ("little", "few", "scant") for t in cue.children if t.dep_ == "amod"):
        return True
    above = cue.head
    if cue.dep_ == "pcomp" and above.lower_ == "from":
        return True  # "shied away from backing", "stopped short of" has "of"
    if cue.dep_ in ("xcomp", "dobj", "attr", "acomp", "pobj", "prep") and above.pos_ in _VERBAL:
        if any(t.dep_ == "neg" for t in above.children):
            return True
        return above.lemma_ in lex.negating
    return False


def is_real(cue: Token, lex: StanceLexicon) -> bool:
    """Whether the stand is taken, not only possible, asked for or conditional."""
    token = cue
    for _ in range(4):
        aux = {t.lower_ for t in token.children if t.dep_ == "aux"}
        if aux & lex.modals:
            return False
        marks = {t.lower_ for t in token.children if t.dep_ in ("mark", "advmod")}
        if marks & lex.conditions:
            return False
        above = token.head
        if token.dep_ == "xcomp" and (
            above.pos_ == "ADJ" or any(t.lower_ == "yet" for t in above.children)
        ):
            return False  # "ready to back", "has yet to back"
        if (
            token.dep_ == "xcomp"
            and above.lemma_ in lex.irrealis
            and above.lemma_ not in lex.negating
        ):
            return False
        if token.dep_ in ("ROOT", "ccomp", "parataxis") or token.head == token:
            return True
        token = above
    return True
