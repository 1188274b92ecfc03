"""Mentions of actors that somebody gives, as an annotator does: words of the text, and whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph.knowledge import Knowledge
from graph.model import ActorKind, Span
from graph.parse.name_labels import BODY_ENDINGS, Label, Name
from graph.parse.person_words import bare, person_words
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


def heads(reading: Reading) -> frozenset[int]:
    """Places of the head words of all given mentions."""
    found = (reading.tokens(span) for span in reading.document.mentions)
    return frozenset(tokens.root.i for tokens in found if tokens is not None)


def with_given(
    doc: Doc, names: Sequence[Name], given: Iterable[Span], knowledge: Knowledge
) -> list[Name]:
    """The names, and those that somebody gives and nobody found; where both differ, what is given counts.

    "Oslo Host" ends before a given "Host", which is no name; "Backs Ada Lund" is Ada Lund where that is given.
    """
    found = list(names)
    for span in given:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None and len(tokens) and not tokens.text.isspace():
            found = _with_one(found, tokens, knowledge)
    return sorted(found, key=lambda n: n.start)


def _with_one(names: list[Name], tokens: Tokens, knowledge: Knowledge) -> list[Name]:
    over = next((n for n in names if n.start <= tokens.root.i < n.end), None)
    if not _is_name(tokens):
        return [m for n in names for m in ([n] if n is not over else _before(n, tokens))]
    start, end = _bounds(tokens)
    if over is None:
        rest = [n for n in names if n.end <= start or end <= n.start]
        within = all(start <= n.start and n.end <= end for n in names if n not in rest)
        return [*rest, _named(tokens.doc, start, end, knowledge)] if within else names
    within = over.start <= start and end <= over.end and len(over) > end - start
    if not within or over.senses or end - start < 2:
        return names
    return [replace(n, start=start, end=end) if n is over else n for n in names]


def _is_name(tokens: Tokens) -> bool:
    """Whether given words are a name: capitals, and no noun for people or bodies as their head."""
    words, root = person_words(), tokens.root
    lemma = root.lemma_.lower()
    common = words.offices | words.described | words.sources | words.group_people
    common |= words.group_states | frozenset().union(*words.bodies.values())
    plain = lemma in common or root.lower_.removesuffix("s") in common
    capital = root.text[0].isupper() or any(c.isdigit() for c in root.text)
    return capital and root.pos_ in ("PROPN", "NOUN", "X", "NUM") and not plain and len(root) > 1


def _before(name: Name, tokens: Tokens) -> list[Name]:
    """What is left of a name that took a noun in: "Oslo" of "Oslo Host"; the name itself where it is listed."""
    if name.senses:
        return [name]
    return [replace(name, end=tokens.start)] if name.start < tokens.start else []


def _bounds(tokens: Tokens) -> tuple[int, int]:
    """Without article, title and possessive."""
    start, end = tokens.start, tokens.end
    titles = person_words().titles
    while start < end - 1 and (
        not tokens.doc[start].text[0].isupper()
        or bare(tokens.doc[start].text) in titles
        or tokens.doc[start].lower_ == "the"
    ):
        start += 1
    while end - 1 > start and tokens.doc[end - 1].lower_ in ("'s", "’s", "'", "’", ".", ","):
        end -= 1
    return start, end


def _named(doc: Doc, start: int, end: int, knowledge: Knowledge) -> Name:
    """A name with the label that the words themselves suggest."""
    words = doc[start:end]
    senses = knowledge.senses(words.text)
    if senses:
        kind = senses[0][0].kind
        state = kind in (ActorKind.COUNTRY, ActorKind.PLACE)
        label = Label.PERSON if kind is ActorKind.PERSON else Label.PLACE if state else Label.BODY
        return Name(start, end, label, senses)
    body = words[-1].lower_ in BODY_ENDINGS or words.text[0].isdigit()
    first = knowledge.gender_of(words[0].text) is not None and 1 < len(words) < 4
    return Name(start, end, Label.PERSON if first and not body else Label.BODY)
