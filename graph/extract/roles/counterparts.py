"""A post that is named by another's: "Prime Minister Kari Dahl and her Polish counterpart Jan Novak"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.found import Found
from graph.extract.roles.titles import PLACES
from graph.parse import Reading, sentence_start

_COUNTERPARTS = ("counterpart", "opposite")
_OFFICES = ("head_of_state", "head_of_government", "minister", "head", "spokesperson", "diplomat")


def counterparts(
    reading: Reading, names: Iterable[Tokens], found: Sequence[Found]
) -> Iterator[Found]:
    """Those called a counterpart, in the post of the one spoken of before, for their own country.

    "their counterparts" says nothing of which, and "counterpart" without a country is left out.
    """
    for name in names:
        noun = _counterpart_beside(name)
        place = _place_of(noun) if noun is not None else None
        if noun is None or place is None:
            continue
        other = _spoken_of(reading, noun, name, found)
        if other is not None:
            post = replace(
                other.post,
                organisation=place,
                first=min(place.start, noun.i),
                last=noun.i,
                owner=None,
                former=False,
                elect=False,
            )
            yield Found(name, post, 0.8)


def _counterpart_beside(name: Tokens) -> Token | None:
    """The word before the name, or in apposition to it: "his counterpart from Poland, Jan Novak"."""
    first = max(sentence_start(name[0]), name.start - 3)
    before = (name.doc[i] for i in range(name.start - 1, first - 1, -1))
    for token in (*before, name.root.head):
        if token.lower_ in _COUNTERPARTS:
            return token
    return next(
        (t for t in name.root.children if t.dep_ == "appos" and t.lower_ in _COUNTERPARTS), None
    )


def _place_of(noun: Token) -> Tokens | None:
    """ "Polish" of "his Polish counterpart", "Poland" of "his counterpart from Poland"."""
    for token in noun.subtree:
        if token.ent_type_ in PLACES and abs(token.i - noun.i) <= 4:
            return next(e for e in noun.doc.ents if e.start <= token.i < e.end)
    return None


def _spoken_of(reading: Reading, noun: Token, name: Tokens, found: Sequence[Found]) -> Found | None:
    """The office of whom "his" means, or else of the nearest person before who holds one."""
    owner = next((t for t in noun.children if t.dep_ == "poss"), None)
    key = reading.entity_at(owner.i) if owner is not None else None
    offices = [f for f in found if f.post.kind in _OFFICES and f.person.start < name.start]
    same = [f for f in offices if key is not None and reading.entity_of(f.person) == key]
    here = [f for f in offices if f.person.sent == name.sent]
    return max(same or here, key=lambda f: f.person.start, default=None)
