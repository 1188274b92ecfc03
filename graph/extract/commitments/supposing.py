"""Conditions that need no "if": what something hinges on, "the moment", "a deal permitting"; and "if" that is none."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.model import Span

TYING = frozenset({"tie", "link", "peg", "couple"})
HINGING = frozenset({"depend", "hinge", "hang", "rest"})
_AT_ONCE = frozenset({"moment", "minute", "instant", "day"})
_FIT = frozenset(
    "ask apply agree need permit allow wish want request choose approve require".split()
)
_ASKING = frozenset(
    "ask wonder see know matter as question decide doubt unclear sure unsure regardless".split()
)


_GUARDING = frozenset("prevent stop deter ensure avoid guarantee protect enforce".split())
_CALM = frozenset("ceasefire truce peace war deal agreement settlement accord armistice".split())


def is_aim(token: Token, clause: Token) -> bool:
    """ "once there is a truce to prevent raids": what the deed is for; not "a plan to share costs", "all it can to help"."""
    if token.lower_ != "to" or token.dep_ != "aux" or token.i <= clause.i + 1:
        return False
    aim = token.head
    if aim.dep_ in ("acl", "relcl"):
        return aim.lemma_ in _GUARDING and aim.head.lemma_.lower() in _CALM
    if token.nbor(-1).dep_ == "prt":
        return False  # "if the work is put out to tender"
    told = any(
        c.dep_ == "ccomp" and c.i < token.i for c in clause.rights
    )  # "sees Chad do all it can to help"
    return aim.dep_ == "advcl" and aim.head.i == clause.i and not told


def is_next_deed(token: Token, clause: Token) -> bool:
    """ "will help if attacked and threatened to leave": the main clause's next verb; not "if attacked and robbed"."""
    if token.dep_ == "cc" and token.head.i == clause.i and token.i + 1 < len(token.doc):
        more = token.nbor()  # "will send 40 if asked and another 60 if …"
        if more.lower_ in ("another", "further") and more.head.pos_ in ("NUM", "NOUN"):
            return True
    if token.dep_ == "cc" and token.head.i == clause.i and clause.tag_ in ("VBZ", "VBP", "VBN"):
        joined = (c for c in clause.rights if c.dep_ == "conj" and c.i > token.i)
        if clause.tag_ != "VBN" or any(_is_promised(c) for c in joined):
            return any(_is_promised(c) for c in clause.rights if c.dep_ == "conj")
    return (
        token.dep_ == "cc"
        and token.head.i == clause.i
        and clause.tag_ == "VBN"
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
        and any(c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ", "VBP") for c in clause.children)
        and not any(c.tag_ == "VBN" for c in clause.children if c.dep_ == "conj")
    )


def _is_promised(verb: Token) -> bool:
    """ "if Chad agrees and will train nurses": no condition says "will" of its own subject."""
    helped = any(c.lower_ in ("will", "would") for c in verb.lefts if c.dep_ == "aux")
    return helped and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def is_permitting(clause: Token) -> bool:
    """ "weather permitting", "a deal permitting"; not "permitting the trucks to pass"."""
    if clause.lower_ != "permitting":
        return False
    return any(c.pos_ in ("NOUN", "PROPN") for c in clause.lefts) and not list(clause.rights)


def is_as_far_as(clause: Token) -> bool:
    """ "as funds permit", "where a town agrees", "where safe to do so"; not "as it is winter", "where he lives"."""
    for mark in clause.lefts:
        if mark.lower_ == "as" and mark.dep_ == "mark":
            return clause.lemma_.lower() in ("permit", "allow")
        if mark.lower_ == "where" and mark.dep_ in ("advmod", "mark"):
            fit = clause.lemma_.lower() in _FIT or clause.pos_ == "ADJ"
            return clause.dep_ == "advcl" and fit
    return False


def is_moment(noun: Token) -> bool:
    """ "the moment the vote is won": of what lies ahead; not "the day the war ended"."""
    if noun.lemma_.lower() not in _AT_ONCE or noun.dep_ != "npadvmod":
        return False
    return any(c.dep_ == "relcl" and c.tag_ in ("VBZ", "VBP") for c in noun.children)


def is_question(mark: Token) -> bool:
    """Whether the "if" asks or concedes: "asked if more was to come", "no matter if others pay"; not "asked, if …"."""
    if mark.lower_ != "if" or mark.i == mark.sent.start:
        return False
    return mark.nbor(-1).lemma_.lower() in _ASKING


def done_so(frame: Frame) -> list[Token]:
    """ "agreed to send tents but will do so only if Chad pays": "do"; not a verb of its own ("but will leave if …")."""
    joined = (c for node in frame.chain for c in node.children if c.dep_ == "conj")
    return [
        verb
        for verb in joined
        if verb.lemma_ == "do" and any(c.lower_ in ("so", "that", "this") for c in verb.rights)
    ]


def side_by_side(spans: list[Span], text: str) -> list[Span]:
    """ "if the rain stops and if Chad asks": two conditions with "and" or "or" between them are one stretch."""
    joined: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, s.end)):
        first = joined[-1] if joined else Span(0, 0)
        words = (
            text[first.end : span.start].split()[:2] or text[first.start : first.end].split()[-1:]
        )
        if joined and span.start - first.end < 12 and set(words) <= {"and", "or", ","}:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
