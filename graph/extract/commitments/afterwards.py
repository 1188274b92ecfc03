"""A condition that the next sentence adds: "But only if Chad agrees.", "That depends on a vote."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens

from graph.extract.commitments.thing import TRIMMED
from graph.model import Commitment, Span

_GIVEN = (
    r"(?:that|this|it|(?:the|its|his|her|their|any|such(?: an?)?|both|all) (?:\w+ )?(?:offers?|pledges?|promises?|money|aid|help|"
    r"support|funds?|funding|loans?|grants?|payments?|deployment|sum|amount|deliver(?:y|ies)|transfer|investment|package|"
    r"troops|cash|move|plan|commitments?|contribution|release))"
)
_TIED = r"(?:subject to|conditional (?:up)?on|conditioned (?:up)?on|contingent (?:up)?on|dependent (?:up)?on|tied to|linked to)"
_FORMS = tuple(
    re.compile(rf"(?:but |and |however, |yet |still, )?{form}", re.IGNORECASE)
    for form in (
        r"(?P<what>only (?:if|when|once|after|with|on condition that|provided) .+)",
        rf"{_GIVEN},? (?:however, )?(?:(?:would|will|still|also|now|all) )*(?P<what>(?:depend|hinge)(?:s|ed)?(?:,[^,]{{2,20}},)? (?:up)?on .+)",
        rf"{_GIVEN},? (?:however, )?(?:would be|will be|is|are|was|were|remains?) (?:\w+ly )?(?P<what>{_TIED} .+)",
        r"(?:the|its|his|her|their) (?:only |main |one |sole )?conditions? (?:is|was|are|were)(?: that)? (?P<what>.+)",
        rf"[^.;]{{2,60}}? ma[dk]es? {_GIVEN} (?P<what>(?:conditional|conditioned|contingent|dependent) (?:up)?on .+)",
        r"[^.;]{2,60}? (?:attached|set|named|has|had|laid down) (?:one|a|two|three|several) conditions?: (?P<what>.+)",
    )
)
_TELLING = re.compile(
    r",?[”\"]?,? (?:[A-Z][\w’'-]+ ){1,4}(?:said|says|told|added)\b.*$|, (?:he|she|they|it) (?:said|says|told|added)\b.*$|, (?:according to|the \w+ (?:said|added)).*$"
)


def with_conditions(
    pairs: Iterable[tuple[Tokens, list[Commitment]]],
) -> Iterator[Commitment]:
    """Commitments of sentence after sentence; those without a condition take the next sentence's.

    Counter-example: "Oslo pledged 60 buses. Chad depends on aid." (nothing that was promised depends)
    """
    before: list[Commitment] = []
    for sentence, found in pairs:
        span = added(sentence) if before else None
        yield from (_conditional(c, span) for c in before) if span is not None else before
        before = found
    yield from before


def added(sentence: Tokens) -> Span | None:
    """The words of the condition that a sentence adds to what the one before it promised."""
    text = sentence.text.rstrip()
    lead = len(text) - len(text.lstrip(TRIMMED + " "))
    if _is_clause_alone(sentence):
        words = sentence.text.strip(TRIMMED + " ")
        start = sentence.start_char + sentence.text.index(words)
        return Span(start, start + len(words))
    for form in _FORMS:
        if (at := form.match(text, lead)) is not None:
            words = _TELLING.sub("", at["what"]).rstrip(TRIMMED + " ")
            start = sentence.start_char + at.start("what")
            return Span(start, start + len(words)) if words else None
    return None


def _is_clause_alone(sentence: Tokens) -> bool:
    """ "Oslo will pay its share. If Chad pays, too.": a sentence that is nothing but a condition."""
    opening = next((t for t in sentence if t.pos_ not in ("PUNCT", "SPACE")), None)
    if (
        opening is None
        or opening.lower_ not in ("if", "unless", "provided")
        or len(sentence) > _LONGEST
    ):
        return False
    root = sentence.root
    helped = any(c.tag_ == "MD" for c in root.children)
    return opening.dep_ == "mark" and opening.head.i == root.i and not helped


_LONGEST = 30  # tokens of a sentence that is only a condition


def _conditional(commitment: Commitment, condition: Span) -> Commitment:
    """With the condition, and evidence that reaches to its end: no fact without the words that prove it."""
    if commitment.condition is not None or commitment.evidence.end > condition.start:
        return commitment
    evidence = Span(commitment.evidence.start, condition.end)
    return replace(commitment, condition=condition, evidence=evidence)
