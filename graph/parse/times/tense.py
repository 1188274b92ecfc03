"""Whether the clause around some words speaks of what is to come: it decides which Thursday is meant."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.model import Span

MAX_CLIMB = 8
_FUTURE_AUX = {
    "will",
    "shall",
    "'ll",
    "’ll",
    "wo",
    "would",
    "could",
    "may",
    "might",
    "can",
    "should",
    "must",
}
_PLANNED = {"due", "set", "plan", "expect", "schedule", "intend", "want", "aim", "hope", "prepare", "likely",
            "agree", "promise", "vow", "pledge", "decide", "invite", "urge", "ask", "poise", "slate", "go"}  # fmt: skip
_AWAITED = {"expect", "schedule", "plan", "slate"}  # "is expected in Oslo on Friday"
_MOVES = {
    "begin",
    "start",
    "open",
    "meet",
    "travel",
    "visit",
    "head",
    "arrive",
    "leave",
    "fly",
    "vote",
    "host",
}


def speaks_of_future(doc: Doc, span: Span) -> bool:
    """Whether the governing verb looks ahead.

    Example: "She will fly to Oslo on Friday", "Talks start on Monday". Counter-example: "He said on Friday that
    he will resign" (the day is that of the saying).
    """
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    if tokens.start and doc[tokens.start - 1].lower_ in (
        "starting",
        "beginning",
        "until",
        "by",
        "next",
    ):
        return True
    verb = _governor(tokens.root)
    return verb is not None and _looks_ahead(verb)


def _governor(token: Token) -> Token | None:
    for _ in range(MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "aux":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _looks_ahead(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"have", "has", "had", "'ve", "’ve", "was", "were", "did"}:
        return bool(helpers & _FUTURE_AUX & {"will", "'ll", "’ll"})
    if helpers & _FUTURE_AUX:
        return True
    if "to" in helpers and verb.head.i != verb.i:
        return verb.head.lemma_.lower() in _PLANNED or _looks_ahead(verb.head)
    if verb.tag_ == "VBN" and helpers & {"is", "are", "'s", "’s", "'re", "’re"}:
        return verb.lemma_.lower() in _AWAITED
    if verb.tag_ in ("VBD", "VBN"):
        return False
    if verb.tag_ == "VBG":
        return bool(helpers & {"is", "are", "'s", "’s", "'re", "’re", "am"})
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in _MOVES
