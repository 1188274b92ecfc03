"""What a shape of words gives: a person in a post, not yet a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from graph.extract.roles.titles import Post
from graph.parse import Reading

MEMBER = "member"  # the title of whom a text only says where they belong


@dataclass(frozen=True, slots=True)
class Found:
    """A person in a post: the words of the name, the post, and how sure the shape makes it."""

    person: Tokens
    post: Post
    confidence: float

    @property
    def first(self) -> int:
        """Index of the first token of the evidence."""
        owner = self.post.owner if self.post.owner is not None else self.post.first
        return min(self.person.start, self.post.first, owner)

    @property
    def last(self) -> int:
        """Index of the last token of the evidence."""
        owner = self.post.owner if self.post.owner is not None else self.post.last
        return max(self.person.end - 1, self.post.last, owner)


Shape = Callable[[Reading, Tokens], Iterator[Found]]
