"""A parsed document: spaCy's `Doc` over the whole text, and our own annotations beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph.knowledge import Knowledge
from graph.model import ActorKind, Document, Entity, Mention, Quantity, Span, TimeExpression


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks. `inner` leaves the marks out; `closed` is False for a mark left open."""

    span: Span
    inner: Span
    closed: bool = True


@dataclass(slots=True)
class Reading:
    """What the extractors read: `doc.text == document.text`, so token offsets are document offsets.

    `body` are the stretches that are the article's own words, paragraph by paragraph (what was set aside is
    tokenised, not parsed). `entities[key]` is the entity with that key.
    """

    document: Document
    doc: Doc
    body: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    entities: list[Entity] = field(default_factory=list)
    knowledge: Knowledge = field(default_factory=Knowledge.load)
    _by_token: dict[int, int] = field(default_factory=dict)  # token index → entity key
    _chunks: tuple[Tokens, ...] | None = None
    _tokens: dict[tuple[int, int], Tokens | None] = field(default_factory=dict)

    def mention(self, tokens: Tokens) -> Mention:
        """The mention that these tokens are, with its entity if one of its words was resolved to it."""
        return Mention(span_of(tokens), tokens.text, self.entity_of(tokens))

    def entity_of(self, tokens: Tokens) -> int | None:
        """Key of the entity that the head of `tokens` names, or None."""
        root = tokens.root
        return self._by_token.get(root.i) if (key := self._whose(root)) is None else key

    def _whose(self, root: Token) -> int | None:
        """The person before "of" and the head where the parser took the house for the head: "Ada Lund of Vik University"."""
        if root.pos_ != "PROPN":
            return None
        for child in root.lefts:
            if child.dep_ != "nmod" or child.pos_ != "PROPN":
                continue
            key = self._by_token.get(child.i)
            of = any(t.dep_ == "prep" and t.lower_ in ("of", "at", "from") for t in child.rights)
            if key is not None and of and self.entities[key].kind is ActorKind.PERSON:
                return key
        return None

    def entity_at(self, index: int) -> int | None:
        """Key of the entity that the token with this index names, or None."""
        return self._by_token.get(index)

    def name_token(self, index: int, key: int) -> None:
        """Record that the token names the entity."""
        self._by_token[index] = key

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens that cover `span`, or None where it covers none. Each annotator asks for the same names again."""
        key = span.start, span.end
        if key not in self._tokens:
            self._tokens[key] = self.doc.char_span(*key, alignment_mode="expand")
        return self._tokens[key]

    def noun_chunks(self) -> tuple[Tokens, ...]:
        """spaCy's noun chunks in text order, found at the first question; none where the text was not parsed."""
        if self._chunks is None:
            parsed = self.doc.has_annotation("DEP")
            self._chunks = tuple(self.doc.noun_chunks) if parsed else ()
        return self._chunks

    def known_entity(self, known: str, template: Entity) -> int:
        """Key of the entity with this knowledge-base id; added from `template` if the text does not name it."""
        for entity in self.entities:
            if entity.known == known:
                return entity.key
        key = len(self.entities)
        self.entities.append(
            Entity(
                key=key,
                name=template.name,
                kind=template.kind,
                known=known,
                country=template.country,
            )
        )
        return key


def sentence_start(token: Token) -> int:
    """Index of the first token of its sentence: what `token.sent.start` is, without making the sentence."""
    doc, at = token.doc, token.i
    while at > 0 and not doc[at].is_sent_start:
        at -= 1
    return at


def entities_in(tokens: Tokens) -> Iterator[Tokens]:
    """The named entities that lie whole in these tokens: what `tokens.ents` is, which looks through the whole text."""
    doc, start = tokens.doc, tokens.start
    while start < tokens.end:
        end = start + 1
        if doc[start].ent_iob_ == "B":
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
            if end <= tokens.end:
                yield doc[start:end]
        start = end


def span_of(tokens: Tokens) -> Span:
    """Character offsets of spaCy tokens."""
    return Span(tokens.start_char, tokens.end_char)
