"""Reads roles out of a text: who holds which post for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens

from graph.extract.roles.joining import one_per_post
from graph.extract.roles.lexicon import lexicon
from graph.extract.roles.patterns import SHAPES, Found, member_before
from graph.model import ActorKind, Findings, Mention, Origin, Role, Span
from graph.parse import Reading


class RoleExtractor:
    """Yields roles in text order, one for each person, post and organisation of a document.

    The title is as written, without the country: short forms are spelt out, "former" stays. The date as of
    which it holds is the document's.
    """

    name = "roles"
    version = "1"

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Role]:
        """The roles of one document."""
        found = (self._role(reading, f) for f in _found(reading) if _is_worth(f))
        return one_per_post(reading, found)

    def _role(self, reading: Reading, found: Found) -> Role:
        post = found.post
        organisation = post.organisation
        doc = reading.doc
        return Role(
            person=reading.mention(found.person),
            title=post.title,
            organisation=_mention(reading, organisation) if organisation is not None else None,
            evidence=Span(doc[found.first].idx, doc[found.last].idx + len(doc[found.last])),
            origin=Origin(self.name, self.version, found.confidence),
            former=post.former,
            acting=post.acting,
            elect=post.elect,
        )


def _found(reading: Reading) -> Iterator[Found]:
    for name in persons(reading):
        for shape in SHAPES:
            yield from shape(reading, name)
    for country in reading.doc.ents:
        if country.label_ == "GPE":
            yield from member_before(reading, country)


def _is_worth(found: Found) -> bool:
    """An occupation without an organisation is a role only where it says why somebody is asked."""
    kind = found.post.kind
    return kind != "other" or found.post.organisation is not None


def persons(reading: Reading) -> list[Tokens]:
    """Names of persons in text order, without the titles that the recogniser took into them."""
    spans = {(e.start, e.end): e for e in reading.doc.ents if e.label_ == "PERSON"}
    for entity in reading.entities:
        if entity.kind is not ActorKind.PERSON:
            continue
        for mention in entity.mentions:
            tokens = reading.tokens(mention)
            if tokens is not None and tokens.root.tag_ in ("NNP", "NNPS"):
                spans.setdefault((tokens.start, tokens.end), tokens)
    bare = [_without_title(spans[key]) for key in sorted(spans)]
    return [name for k, name in enumerate(bare) if k == 0 or name.start >= bare[k - 1].end]


def _without_title(name: Tokens) -> Tokens:
    lex = lexicon()
    start = name.start
    while start < name.end - 1 and (
        name.doc[start].lower_ in lex.posts or name.doc[start].lower_ in lex.modifiers["courtesy"]
    ):
        start += 1
    end = name.end
    while end - 1 > start and name.doc[end - 1].tag_ == "POS":
        end -= 1
    return name.doc[start:end]


def _mention(reading: Reading, tokens: Tokens) -> Mention:
    """The mention; of a name of several words the entity may hang on another word than the root."""
    mention = reading.mention(tokens)
    if mention.entity is not None:
        return mention
    for token in tokens:
        key = reading.entity_of(token.doc[token.i : token.i + 1])
        if key is not None and len(tokens) == 1:
            return replace(mention, entity=key)
    return mention
