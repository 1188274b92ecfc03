"""The words that name posts, read once from `graph/lexicons/roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class RoleLexicon:
    """Posts and occupations by head noun, and the words around them, all lower case."""

    posts: Mapping[str, str]  # noun → class ("head_of_state", "minister" …)
    occupations: Mapping[str, str]  # noun → "expert" or "other"
    of_titles: frozenset[str]  # "state" in "secretary of state"
    expansions: Mapping[str, str]
    modifiers: Mapping[str, frozenset[str]]  # "former", "acting", "elect", "courtesy"
    organs: frozenset[str]
    portfolios: frozenset[str]
    holds: Mapping[str, str]  # "chair" → "chair": verbs whose object is the organisation
    becomes: Mapping[str, frozenset[str]]
    affiliations: Mapping[str, tuple[str, ...]]
    works: Mapping[str, str]  # "teach" → "teacher": verbs with "at" or "for" an organisation
    parties: frozenset[str]  # words that the name of a party holds
    members: frozenset[str]  # words before a name that say its party
    initials: Mapping[str, str]  # "D" → "Democratic Party", in brackets after a name
    leaders: Mapping[str, str]  # name of a head of state or government → ISO code

    def class_of(self, noun: str) -> str | None:
        """Class of a head noun, in the singular or the plural; None if it names no post."""
        for form in (noun, noun.removesuffix("s"), noun.removesuffix("es")):
            found = self.posts.get(form) or self.occupations.get(form)
            if found:
                return found
        return None


@cache
def lexicon() -> RoleLexicon:
    """The shipped lexicon."""
    table = tomllib.loads(files("graph.lexicons").joinpath("roles.toml").read_text("utf-8"))
    return RoleLexicon(
        posts=_by_noun(table["posts"]),
        occupations=_by_noun(table["occupations"]),
        of_titles=frozenset(table["idioms"]["of"]),
        expansions=table["expansions"],
        modifiers={kind: frozenset(words) for kind, words in table["modifiers"].items()},
        organs=frozenset(table["organs"]["nouns"]),
        portfolios=frozenset(table["organs"]["portfolios"]),
        holds=table["verbs"]["holds"],
        becomes={kind: frozenset(verbs) for kind, verbs in table["verbs"]["becomes"].items()},
        leaders={name: iso for iso, names in table["leaders"].items() for name in names},
        works=table["works"],
        parties=frozenset(table["parties"]["words"]),
        members=frozenset(table["parties"]["members"]),
        initials=table["parties"]["initials"],
        affiliations={title: tuple(words) for title, words in table["affiliations"].items()},
    )


def _by_noun(classes: Mapping[str, list[str]]) -> dict[str, str]:
    """Noun → class; the first class that lists a noun has it."""
    found: dict[str, str] = {}
    for name, nouns in classes.items():
        for noun in nouns:
            found.setdefault(noun, name)
    return found
