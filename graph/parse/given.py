"""Whom a span names that somebody gives, such as an annotator."""

from __future__ import annotations

from spacy.tokens import Token

from graph.model import ActorKind, Span
from graph.parse.reading import Reading


def entity_of(reading: Reading, span: Span) -> int | None:
    """The entity that a given mention names: that of its head, or what its head describes.

    "who" of "Lund, who left" is Lund; so is "minister" of "minister Lund".
    """
    tokens = reading.tokens(span)
    if tokens is None:
        return None
    root: Token = tokens.root
    key = reading.entity_at(root.i)
    if key is not None:
        return key
    if root.tag_ in ("WDT", "WP") and root.head.dep_ == "relcl":
        return reading.entity_at(root.head.head.i)
    if root.dep_ in ("compound", "nmod", "appos") and root.pos_ in ("NOUN", "PROPN"):
        above = reading.entity_at(root.head.i)
        if above is not None and reading.entities[above].kind is ActorKind.PERSON:
            return above
    return None
