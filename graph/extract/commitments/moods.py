"""Where nobody is bound: suppositions, denials, fears, what is foretold of others, questions."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame, Operator
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.verbs import helpers_of, is_negated
from graph.lexicons import reporting
from graph.model import Status

_MAY = {"may", "might", "could"}
_FEARS = frozenset(
    "worry fear hope assumption possibility speculation concern rumour rumor claim prospect expectation suspicion "
    "allegation accusation idea notion belief".split()
)
_ODDS = frozenset(
    "unlikely likely possible impossible doubtful unclear uncertain improbable probable conceivable inevitable".split()
)
_IF = {"if", "unless", "whether", "though", "lest"}


def is_supposed(frame: Frame, lex: Lexicon) -> bool:
    """Inside "if …": "if Oslo sends tanks, the war will end" binds nobody."""
    for node in frame.chain:
        if _is_given_word(node, lex):
            return False  # "if Lund keeps his promise to send tanks": the promise stands
        marks = {
            c.lower_
            for c in node.children
            if c.dep_ in ("mark", "advmod") and c.i < node.i and not _is_with_when(c)
        }
        if not marks & _IF:
            continue
        if "whether" in marks and any(_is_open(o) for o in frame.operators):
            continue
        return True
    top = frame.chain[-1]
    if top.dep_ == "pcomp" and top.head.lower_ in ("provided", "providing", "assuming"):
        return True  # "provided the province approves the permit"
    if top.dep_ in ("acl", "relcl") and top.head.lemma_.lower() in ("event", "case", "condition"):
        return True  # "in the event that Chad cuts its aid"
    return top.dep_ == "advcl" and any(
        c.lower_ in _IF | {"once", "until", "soon", "before"}
        for c in top.children
        if c.dep_ in ("mark", "advmod") and not any(k.dep_ == "advcl" for k in c.children)
    )


def _is_with_when(mark: Token) -> bool:
    """ "that if and when a truce is signed it will go": the parser hangs the "if" on "go"."""
    return any(c.dep_ == "cc" for c in mark.rights)


def _is_open(operator: Operator) -> bool:
    """ "weighs whether to send tents", "has not decided whether to send tents"."""
    undecided = operator.token.lemma_ == "decide" and is_negated(operator.token)
    return operator.status is Status.CONSIDERING or undecided


def _is_given_word(node: Token, lex: Lexicon) -> bool:
    """ "his promise to …", "Chad's pledge to …": made, whatever comes of it; not "a promise to …"."""
    return (
        node.pos_ == "NOUN"
        and node.lemma_.lower() in lex.strong_nouns
        and any(c.dep_ == "poss" for c in node.lefts)
    )


def is_denied(top: Token) -> bool:
    """ "gave no sign that it plans to send tanks" tells of no plan."""
    if top.dep_ not in ("acl", "ccomp", "relcl") or top.head.pos_ != "NOUN":
        return False
    return any(c.dep_ == "det" and c.lower_ == "no" for c in top.head.children)


def is_feared(top: Token) -> bool:
    """ "worries that the state will close the bank", "the assumption that Holm will …": nobody has promised it."""
    if top.dep_ not in ("acl", "ccomp") or top.head.i == top.i:
        return False
    if top.head.pos_ == "VERB":  # "critics worry that …"
        return top.head.lemma_ in ("worry", "fear", "suspect", "assume", "imagine", "doubt")
    return top.head.pos_ == "NOUN" and top.head.lemma_ in _FEARS


def is_guessed(frame: Frame) -> bool:
    """ "it is unlikely that Holm will release the files": somebody else's odds, nobody's word."""
    for node in frame.chain:
        over = node.head
        if node.dep_ == "ccomp" and any(
            c.lower_ == "it" for n in (over, over.head) for c in n.lefts
        ):
            odds = (over, *(c for c in over.children if c.dep_ == "acomp"))
            if any(t.lower_ in _ODDS for t in odds):
                return True
    return False


def is_by_would(top: Token) -> bool:
    """ "by offering Lund a post, Holm would show …": thought of, not offered."""
    if top.dep_ != "pcomp" or top.head.lower_ != "by":
        return False
    return bool(helpers_of(top.head.head) & ({"would"} | _MAY))


def is_foretold(frame: Frame) -> bool:
    """ "Holm said Lund would abolish the court": what one person says of another. Also "a paper that said …".

    Counter-examples: "the Kremlin said Lund would send tents", "the ministry, which said it would pay".
    """
    if frame.speech is None:
        return False
    speaker = next((c for c in frame.speech.children if c.dep_ == "nsubj"), None)
    if speaker is None:
        return False
    if speaker.lower_ in ("that", "which") and frame.speech.dep_ == "relcl":
        return reporting.medium(frame.speech.head.lemma_.lower()) is not None
    clause = frame.chain[-1]
    who = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if who is None or who.ent_type_ != "PERSON" or frame.operators:
        return False
    named = speaker.pos_ == "PROPN" and speaker.ent_type_ == "PERSON"
    return named and who.text != speaker.text


def is_question(frame: Frame) -> bool:
    sentence = frame.core.sent
    return sentence[-1].text == "?" or (len(sentence) > 1 and sentence[-2].text == "?")
