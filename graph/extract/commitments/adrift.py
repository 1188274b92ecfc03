"""Conditions that the parser hung elsewhere: found by their mark, kept where no other clause owns them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.supposing import is_question
from graph.extract.commitments.thing import TRIMMED
from graph.model import Span

_MARKS = frozenset({"if", "unless", "until", "once"})
_BEFORE = frozenset({"even", "as", "what", "like", "but", "not"})  # "as if", "what if", "if not"
_NO_SUBJECT = frozenset("nor neither so only what how why where when which who that".split())
_STARTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "EX", "VBZ"})
_END = re.compile(r"(?<!\d),|,(?!\d)|[;:–—(”\"]|(?<!\.[A-Z])\.(?=\s|$)")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def adrift(frame: Frame, sentence: Tokens) -> list[Span]:
    """Stretches that "if", "unless", "until", "once" or a subject behind its "should" open, of this frame.

    "Oslo gave its word that no tax will rise if it is re-elected", whatever the parser makes of the last words.
    Counter-example: "Oslo will send tents that fly if it storms".
    """
    opened = [*_marked(sentence), *_turned(sentence)]
    own = [token for token in opened if _is_own(frame, token, sentence)]
    return [_before_subject(_stretch(sentence, token), frame, token) for token in own]


def _before_subject(stretch: Span, frame: Frame, mark: Token) -> Span:
    """ "If and when a truce is signed | it will send tents": without the main clause, where no comma parts them."""
    if not stretch.start <= frame.core.idx < stretch.end:
        return stretch
    subjects = (c for node in frame.chain for c in node.lefts if c.dep_ in _SUBJECTS)
    subject = next((c for c in subjects if c.left_edge.i > mark.i + 1), None)
    if subject is None:
        return stretch
    before = subject.left_edge.nbor(-1)
    return Span(stretch.start, before.idx + len(before))


def _marked(sentence: Tokens) -> Iterator[Token]:
    for token in sentence:
        if token.lower_ not in _MARKS or is_question(token):
            continue
        if token.i > sentence.start and token.nbor(-1).lower_ in _BEFORE - {"but"}:
            continue
        if token.lower_ in ("until", "once") and not _opens_clause(token):
            continue
        if token.lower_ == "if" and token.i + 1 < sentence.end and token.nbor().lower_ in _IDLE:
            continue
        yield token


_IDLE = frozenset({"not", "anything", "only", "so", "ever", "any"})


def _opens_clause(mark: Token) -> bool:
    """ "until the vote is held", "once it agrees"; not "until Friday", "once a member", "once more"."""
    verb = mark.head
    if mark.dep_ not in ("mark", "advmod") or verb.i < mark.i or verb.tag_ in ("VBG", "VBN", "VBD"):
        helped = any(c.tag_ in ("VBZ", "VBP") for c in verb.children if c.dep_ in _HELPERS)
        if verb.i < mark.i or not helped:
            return False
    return any(c.dep_ in _SUBJECTS and c.i > mark.i for c in verb.children)


_HELPERS = frozenset({"aux", "auxpass"})


def _turned(sentence: Tokens) -> Iterator[Token]:
    """ "should talks fail", "were Chad to ask": the helper before its subject; not "what Chad should do"."""
    for token in sentence[:-2]:
        if token.lower_ not in ("should", "were") or token.tag_ not in ("MD", "VBD"):
            continue
        before = token.nbor(-1) if token.i > sentence.start else None
        if before is not None and (
            before.dep_ in _SUBJECTS or before.lower_ in _NO_SUBJECT or before.tag_[0] == "W"
        ):
            continue
        after = token.nbor()
        if after.tag_ not in _STARTS or after.lower_ in ("them", "him", "us", "me"):
            continue
        if token.lower_ == "were" and not _has_to(sentence, after):
            continue
        over = token if token.dep_ not in _HELPERS else token.head  # "that, were a vote to pass, …"
        subject = any(
            c.dep_ in _SUBJECTS and c.i < token.i and c.lower_ != "that" for c in over.children
        )
        if not subject and (token.lower_ == "were" or token.head.i > token.i):
            yield token


def _has_to(sentence: Tokens, start: Token) -> bool:
    """A "to" and its verb within the next words, with nothing finite between."""
    for token in sentence.doc[start.i : min(start.i + 7, sentence.end - 1)]:
        if token.lower_ == "to" and token.nbor().tag_ == "VB":
            return True
        if token.tag_ in ("VBD", "VBZ", "MD") or token.text == ",":
            return False
    return False


def _is_own(frame: Frame, mark: Token, sentence: Tokens) -> bool:
    """Whether no other clause with a subject of its own stands between the mark and what is promised."""
    if all(
        t.pos_ in ("PUNCT", "CCONJ", "ADV", "SPACE") for t in sentence.doc[sentence.start : mark.i]
    ):
        return _is_led(frame)
    own = _nodes(frame)
    token = mark
    while token.head.i != token.i:
        token = token.head
        if token.i in own:
            return True
        if token.i < mark.i and _is_clause(token):
            return False
    return False


def _nodes(frame: Frame) -> set[int]:
    nodes = {t.i for t in (*frame.chain, frame.core)} | {o.token.i for o in frame.operators}
    nodes |= {t.i for t in (frame.thing, frame.speech) if t is not None}
    top = frame.chain[-1]
    subject = any(c.dep_ in _SUBJECTS for c in top.children)
    if not subject and top.dep_ in ("xcomp", "advcl") and top.pos_ in ("VERB", "AUX"):
        nodes.add(top.head.i)
    return nodes


def _is_led(frame: Frame) -> bool:
    """Whether the sentence's first clause leads to what is promised: no relative clause, no aside between."""
    token = frame.chain[-1]
    while token.head.i != token.i:
        if token.dep_ in ("relcl", "acl", "parataxis", "appos") and token.pos_ in ("VERB", "AUX"):
            return False
        if token.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in token.children):
            return False
        token = token.head
    return True


def _is_clause(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or (token.tag_ == "VB" and not _has_helper(token)):
        return False
    joined = token.dep_ == "conj" and (_has_helper(token) or token.tag_ in ("VBD", "VBZ", "VBP"))
    own = any(c.dep_ in _SUBJECTS for c in token.children)
    return own or joined or token.dep_ == "relcl"


def _has_helper(token: Token) -> bool:
    return any(c.tag_ == "MD" for c in token.children)


def _stretch(sentence: Tokens, mark: Token) -> Span:
    """From the mark, with an "only" before it, to where its clause ends; to the next stop where it has none."""
    first = mark
    if mark.i > sentence.start and mark.nbor(-1).lower_ == "only":
        first = mark.nbor(-1)
    end = _stop(sentence, mark)
    text = sentence.text[first.idx - sentence.start_char : end].rstrip(TRIMMED + " ")
    return Span(first.idx, first.idx + len(text))


def _stop(sentence: Tokens, mark: Token) -> int:
    """The next stop of the text; of the clause's verb, where that comes later ("if the port, now shut, opens")."""
    after = mark.idx + len(mark) - sentence.start_char
    found = _END.search(sentence.text, after)
    stop = found.start() if found else len(sentence.text)
    verb = mark.head
    if verb.i > mark.i and verb.idx - sentence.start_char > stop and verb.pos_ in ("VERB", "AUX"):
        later = _END.search(sentence.text, verb.idx - sentence.start_char)
        stop = later.start() if later else len(sentence.text)
    return stop
