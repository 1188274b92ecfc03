"""A stand as the words have it: who, on whom, which way, and whether it is taken at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.questions import is_asked_whether
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

_OPPOSITE = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}


VERBAL = ("VERB", "AUX")


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
    said: Token | None = None  # the evaluating word where it is not the cue: "called Novak a liar"

    @property
    def words(self) -> tuple[Token, ...]:
        """The words that bear it."""
        return (self.cue, self.said or self.cue, self.target)


def is_parted(one: Token, other: Token) -> bool:
    """ "backed Lund; the union, once loyal to Novak": over a semicolon nothing is said of somebody."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ";" for t in one.doc[first:last])


def names_a_deal(place: Token) -> bool:
    """ "called the Oslo deal a trap": the deal, though the parser takes the town for the object."""
    after = place.nbor(1) if place.i + 1 < len(place.doc) else place
    before = place.nbor(-1) if place.i else place
    deal = after.lower_ in lexicon().dealings or after.lower_ in ("accord", "pact", "treaty")
    return place.ent_type_ == "GPE" and before.lower_ == "the" and deal


def opposite(polarity: Polarity) -> Polarity:
    """The other polarity."""
    return _OPPOSITE[polarity]


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
            return _speaker_of(verb.head) if verb.tag_ == "VBG" else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return None
        above = _verb_above(verb)
        if verb.dep_ == "conj" and _ends_quote(above, verb):
            above = _verb_above(above)
        if verb.dep_ == "pcomp" and _is_far_below(verb):
            return None
        if verb.dep_ in ("xcomp", "pcomp"):
            own = next((t for t in above.children if t.dep_ == "dobj" and t.i < verb.i), None)
            if own is not None:
                return own
        verb = above
    return None


def _ends_quote(above: Token, verb: Token) -> bool:
    """ "Lund said Novak was “weak” and demanded a vote": who demands is who said it, not who was weak."""
    if above.dep_ != "ccomp" or verb.tag_ != "VBD" or above.head.tag_ != "VBD":
        return False
    between = above.doc[above.i + 1 : verb.i]
    quoted = sum(t.is_quote and t.text not in ("'", "’") for t in between)
    return quoted > 0 and quoted % 2 == 0


def _is_far_below(gerund: Token) -> bool:
    """ "negotiate on the dream of gutting the plan": whose dream it is stays open; not "has a habit of blaming"."""
    noun = gerund.head.head
    return noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ != "in"


def _speaker_of(noun: Token) -> Token | None:
    """The noun itself, or who makes the utterance: of "Lund said in a statement praising Novak" it is Lund."""
    if noun.lemma_.lower() not in lexicon().utterances:
        return noun
    owner = next((t for t in noun.children if t.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return subject_of(verb) if verb.pos_ in VERBAL and verb != noun else None


def _verb_above(verb: Token) -> Token:
    above = verb.head
    while above.pos_ not in VERBAL and above.head != above:
        above = above.head
    return above


def is_in_neither(cue: Token) -> bool:
    """ "neither backed nor criticised the plan" takes no stand."""
    first = cue
    while first.dep_ == "conj":
        first = first.head
    return any(t.lower_ == "neither" for t in first.children) and any(
        t.lower_ == "nor" for verb in (first, *first.conjuncts) for t in verb.children
    )


def negated(cue: Token, lex: StanceLexicon) -> bool:
    """ "did not back", "no support for", "refused to endorse", "never praised"."""
    if any(_denies(t, lex) for t in cue.children):
        return True
    if any(t.lower_ in ("little", "few", "scant") for t in cue.children if t.dep_ == "amod"):
        return True
    above = cue.head
    if cue.dep_ == "pcomp" and above.lower_ == "from":
        return True  # "shied away from backing", "stopped short of" has "of"
    if cue.dep_ in ("xcomp", "dobj", "attr", "acomp", "pobj", "prep") and above.pos_ in VERBAL:
        if any(_denies(t, lex) for t in above.children if t.dep_ in ("neg", "advmod")):
            return True
        return above.lemma_ in lex.negating
    return False


def _denies(word: Token, lex: StanceLexicon) -> bool:
    """ "not", "never", "no longer"; "not only … but" denies nothing."""
    if word.dep_ != "neg" and word.lower_ not in lex.flip_adverbs:
        return word.lower_ == "longer" and word.i > 0 and word.nbor(-1).lower_ == "no"
    after = word.nbor(1) if word.i + 1 < len(word.doc) else word
    return after.lower_ not in ("only", "just", "merely", "simply")


def is_real(cue: Token, lex: StanceLexicon, *, hostile: bool = False) -> bool:
    """Whether the stand is taken, not only possible, asked for or conditional.

    Who wants or tries to harm (`hostile`) is against: "Lund tried to unseat Novak"; "tried to help" may be anything.
    """
    token = cue
    if cue.pos_ == "NOUN" and _is_sought(cue, lex):
        return False
    for _ in range(4):
        aux = {t.lower_ for t in token.children if t.dep_ == "aux"}
        if aux & lex.modals or (aux and is_asked_whether(token)):
            return False
        marks = {t.lower_ for t in token.children if t.dep_ in ("mark", "advmod")}
        if marks & lex.conditions:
            return False
        above = token.head
        if token.dep_ == "pcomp" and above.lower_ == "with":
            return (
                True  # "with Lund criticising Novak": the clause above may be unsure, this is not
            )
        if token.dep_ == "pcomp" and above.head.lemma_ in lex.alleging:
            return False  # "accused Lund of backing Novak"
        if above.lower_ in lex.unlikely or any(
            t.lower_ in lex.unlikely for t in above.children if t.dep_ == "acomp"
        ):
            return False
        if token.dep_ == "acl" and token.tag_ == "VB" and above.lemma_.lower() in lex.wishes:
            return False  # "a request to investigate Lund"
        if token.dep_ == "xcomp" and (
            above.pos_ == "ADJ" or any(t.lower_ == "yet" for t in above.children)
        ):
            return False  # "ready to back", "has yet to back"
        if (
            token.dep_ == "xcomp"
            and above.lemma_ in lex.irrealis
            and above.lemma_ not in lex.negating
            and not (hostile and above.lemma_ in _WANTING and _is_own(token))
        ):
            return False
        if token.dep_ == "ccomp" and "to" in aux and above.lemma_ in lex.irrealis:
            return False  # "wants Dahl to back Novak"
        if token.dep_ in ("ROOT", "ccomp", "parataxis") or token.head == token:
            return True
        token = above
    return True


_WANTING = frozenset({"want", "try"})


def _is_own(infinitive: Token) -> bool:
    """ "wants to unseat Novak"; not "wants Dahl to unseat Novak"."""
    objects = ("dobj", "nsubj")
    return not any(
        t.dep_ in objects and t.i < infinitive.i
        for t in (*infinitive.head.children, *infinitive.children)
        if t.i > infinitive.head.i
    )


def _is_sought(noun: Token, lex: StanceLexicon) -> bool:
    """ "seeks Lund's support", "asked for help": it is not given yet."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("for", "of"):
        verb = verb.head
    return noun.dep_ in ("dobj", "pobj") and verb.lemma_ in lex.seeking


def resolved(frame: Frame, lex: StanceLexicon) -> Iterator[Frame]:
    """The frame itself, and one for the actor behind a deed: "rejected Lund's plan" is against Lund's plan, and Lund."""
    target = frame.target
    yield frame
    lemma = target.lemma_.lower()
    flip = lemma in lex.flip_nouns or (target.pos_ == "VERB" and lemma in lex.flip_verbs)
    if target.pos_ == "VERB":
        inner = [t for t in target.children if t.dep_ == "dobj"] if flip else []
    elif flip or lemma in lex.deeds or (target.ent_type_ == "" and lemma not in lex.people):
        inner = list(_owners(target, frame, flip)) + list(_doer(target))
    else:
        inner = []
    polarity = opposite(frame.polarity) if flip else frame.polarity
    for owner in inner:
        for one in members(owner):
            yield replace(frame, target=one, polarity=polarity, deed=True)


def _is_agent_in_front(name: Token, noun: Token) -> bool:
    """ "the Novak plan" is Novak's; of "the Novak deposition request" and "the Novak probe" he is the object."""
    between = noun.doc[name.i + 1 : noun.i]
    lemma = noun.lemma_.lower()
    return lemma in lexicon().deeds and not any(
        t.pos_ == "NOUN" and t.head.i == noun.i for t in between
    )


def _doer(noun: Token) -> Iterator[Token]:
    """ "the way Lund handled it", "the fact that Lund lied": who does what the clause tells."""
    if noun.lemma_.lower() in lexicon().ways:
        for clause in noun.children:
            if clause.dep_ in ("relcl", "acl"):
                yield from (
                    t for t in clause.children if t.dep_ == "nsubj" and t.tag_ not in ("WP", "WDT")
                )


def _owners(noun: Token, frame: Frame, flip: bool) -> Iterator[Token]:
    """Whose deed a noun is: "Lund's remarks", "remarks by Lund", "the Lund plan"."""
    dealing = noun.lemma_.lower() in lexicon().dealings
    for child in noun.children:
        if dealing and child.dep_ in ("compound", "nmod") and child.ent_type_ == "GPE":
            continue  # "the Oslo deal" was struck there
        if child.dep_ in ("poss", "compound", "nmod") and child.i < noun.i and not flip:
            if child.dep_ == "poss" or _is_agent_in_front(child, noun):
                yield child
        elif (
            child.dep_ == "amod"
            and child.ent_type_ == "NORP"
            and noun.lemma_.lower() in lexicon().deeds
        ):
            yield child  # "dismissed the Norwegian argument"
        elif dealing and child.dep_ == "prep" and child.lower_ == "with":
            yield from (t for t in child.children if t.dep_ == "pobj")
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
