"""Which posts persons hold, over all documents that say so; read for all persons of a page at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph import terms
from graph.assemble.standing import most_common
from graph.render.lookup import Lookup
from graph.render.room import fair

MOST_POSTS = 8  # of one person, those that most documents give first
MOST_PROOFS = 12  # sentences that prove one post


@dataclass(frozen=True, slots=True)
class Post:
    """One document's report of a post. `role` and `place` are IRIs."""

    role: str
    title: str
    place: str
    former: bool


class Posts:
    """The posts of persons, remembered."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._known: dict[NamedNode, list[Post]] = {}
        self._left: dict[NamedNode, int] = {}

    def load(self, persons: Iterable[NamedNode]) -> None:
        """Reads what is not known of them yet."""
        new = {person.value: person for person in persons if person not in self._known}
        self._known |= {person: [] for person in new.values()}
        found: dict[tuple[str, str], Post] = {}
        pattern = (
            f"?r {terms.ORG_MEMBER} ?x OPTIONAL {{ ?r {terms.TITLE} ?t }}"
            f" OPTIONAL {{ ?r {terms.ORG_ORGANIZATION} ?o }} OPTIONAL {{ ?r {terms.FORMER} ?f }}"
        )
        for person, role, title, place, former in self._lookup.each(new, pattern, "?x ?r ?t ?o ?f"):
            post = Post(role or "", title or "", place or "", former == "true")
            key = (person or "", post.role)
            found[key] = min(found.get(key, post), post, key=lambda p: (p.title, p.place))
        for (person, _), post in sorted(found.items()):
            self._known[new[person]].append(post)

    def of(self, person: NamedNode) -> Sequence[Post]:
        """Every report of a post of the person, in the order of their IRIs. Loaded before."""
        return self._known.get(person, ())

    def shown(
        self, persons: Iterable[NamedNode], room: int
    ) -> list[tuple[NamedNode, list[Post], int]]:
        """Person, reports of one post, and how many more reports there are; about `room` reports in all."""
        held = {person: self._grouped(person) for person in persons}
        most = fair(map(len, held.values()), room, MOST_POSTS)
        self._left = {person: max(0, len(posts) - most) for person, posts in held.items()}
        first = [(person, post) for person, posts in held.items() for post in posts[:most]]
        proofs = fair((len(post) for _, post in first), room, MOST_PROOFS)
        return [(person, post[:proofs], max(0, len(post) - proofs)) for person, post in first]

    def left(self, person: NamedNode) -> int:
        """How many posts of the person `shown` did not give."""
        return self._left.get(person, 0)

    def _grouped(self, person: NamedNode) -> list[list[Post]]:
        """Reports of the same post together: those of most reports first."""
        found: dict[tuple[str, str, bool], list[Post]] = defaultdict(list)
        for post in self.of(person):
            found[post.title.casefold(), post.place, post.former].append(post)
        return sorted(found.values(), key=lambda posts: (-len(posts), posts[0].role))

    def main(self, person: NamedNode) -> str | None:
        """The post that most documents give the person: "Prime Minister, Norway"."""
        found: Counter[str] = Counter()
        for post in self.of(person):
            if post.title and not post.former:
                name = (
                    self._lookup.words(NamedNode(post.place), terms.LABEL) if post.place else None
                )
                title = post.title[0].upper() + post.title[1:]
                found[", ".join(filter(None, (title, name)))] += 1
        return most_common(found)
