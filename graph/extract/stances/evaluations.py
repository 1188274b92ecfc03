"""Words that evaluate what they are said of: "called Novak a liar", "Novak is brave"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from graph.extract.named import members
from graph.extract.stances.frame import VERBAL, Frame, is_real, negated, opposite, resolved
from graph.extract.stances.lexicon import StanceLexicon, lexicon
from graph.model import Polarity

NAMING = frozenset(
    "call describe brand label consider deem view see portray depict characterise characterize dismiss regard denounce "
    "condemn hail praise paint cast name dub declare find think judge rate".split()
)


def of_naming(verb: Token, holder: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Lund called Novak a liar", "Lund described Novak as brave"; not "Lund called Novak his brother"."""
    targets = [t for t in verb.children if t.dep_ == "dobj"]
    said = [t for t in verb.children if t.dep_ in ("oprd", "acomp")]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            said += [t for t in child.children if t.dep_ in ("pobj", "amod", "acomp", "pcomp")]
        elif child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("NOUN", "ADJ", "PROPN"):
            targets += [t for t in child.children if t.dep_ == "nsubj"]
            said.append(child)
    polarity = _sum_of(said, lex) or _sum_of(_phrase(said), lex)
    if polarity is None:
        return
    relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
    for target in targets:
        real = is_real(verb, lex)
        frame = Frame(holder, target, relation, polarity, verb, real, said=said[-1])
        if not negated(verb, lex):
            yield from resolved(frame, lex)


def _phrase(said: Iterable[Token]) -> list[Token]:
    """The words of the phrases that name, up to a dozen: "the king of cheats"."""
    return [t for noun in said for t in list(noun.subtree)[:12] if t.pos_ in ("NOUN", "ADJ")]


def evaluations(sentence: Iterable[Token]) -> Iterator[Frame]:
    """What is said of somebody, by whoever speaks: "Novak is a liar", "Novak failed".

    The holder is the target itself, as a place holder: only the statement around it tells who speaks.
    """
    lex = lexicon()
    for token in sentence:
        dep = token.dep_
        if dep == "poss":
            yield from _of_modifiers(token, lex)
        if dep not in ("nsubj", "nsubjpass") or token.head.pos_ not in VERBAL:
            continue
        if token.lemma_ in _WORRIES or token.lower_ == "they":
            continue  # "the fear of Novak is unfounded" is no word against him; who "they" are is unsure
        if token.head.dep_ == "ccomp" and negated(token.head.head, lex):
            continue  # "I can't say he was wrong"
        if token.head.dep_ in ("acl", "ccomp") and token.head.head.pos_ == "NOUN":
            continue  # "answered the accusation that he lied"
        verb = token.head
        said = (
            [t for t in verb.children if t.dep_ in ("attr", "acomp", "oprd")]
            if verb.lemma_ in _COPULAS
            else []
        )
        if verb.lemma_ not in _COPULAS and dep == "nsubj":
            said = [verb] if lex.content.get(verb.lemma_) else _done(verb)
        polarity = _sum_of([t for t in said if not _is_compared(t)], lex)
        if polarity is None or not is_real(verb, lex) or _is_set_in_time(verb):
            continue
        denied = negated(verb, lex) or any(_is_denied(t, lex) for t in said)
        if denied and verb.lemma_ in _LIGHT - {"show", "lack"}:
            continue  # "did not cause a disaster" is no praise
        if denied != (verb.lemma_ == "lack"):
            polarity = opposite(polarity)
        relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
        for one in members(token):
            yield from resolved(Frame(token, one, relation, polarity, said[0]), lex)


def _is_denied(word: Token, lex: StanceLexicon) -> bool:
    """ "is not a liar", "shows no integrity"."""
    return negated(word, lex) or any(t.lower_ == "no" and t.dep_ == "det" for t in word.children)


def _is_compared(word: Token) -> bool:
    """ "is less dangerous than", "the least corrupt": neither good nor bad is said."""
    return any(t.lower_ in ("less", "least") for t in word.children)


def _is_set_in_time(verb: Token) -> bool:
    """ "before it fails", "when Novak was great": the clause says when, it evaluates nobody."""
    return verb.dep_ == "advcl" and any(
        t.lower_ in ("before", "until", "when", "after", "while", "once", "if")
        for t in verb.children
    )


def _of_modifiers(name: Token, lex: StanceLexicon) -> Iterator[Frame]:
    """ "Novak's failed policy" evaluates Novak; "Novak's failed rival" and "innocent Norwegians" nobody.

    `name` stands in the possessive.
    """
    if name.pos_ != "PROPN" or name.head.lemma_.lower() not in lex.deeds:
        return
    words = [t for t in name.head.children if t.dep_ == "amod" and not t.ent_type_]
    polarity = _sum_of(words, lex)
    if polarity is not None:
        relation = "praises" if polarity is Polarity.POSITIVE else "criticises"
        yield Frame(name, name, relation, polarity, words[0])


def _done(verb: Token) -> list[Token]:
    """ "Novak posed a threat", "made a terrible mistake", "showed no integrity"; not "fought a threat"."""
    if verb.lemma_ not in _LIGHT:
        return []
    return [t for t in verb.children if t.dep_ == "dobj"]


_LIGHT = frozenset("pose make do show lack commit cause tell spread".split())
_WORRIES = frozenset({"fear", "concern", "worry", "doubt", "suspicion", "anger", "outrage"})
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
