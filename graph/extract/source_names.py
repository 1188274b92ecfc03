"""What an actor without a name is called: his fullest description in the text ("two people briefed on the talks")."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph.model import Entity
from graph.parse import Reading
from graph.parse.descriptions import phrase_of, words_of_phrase
from graph.parse.specific import is_in_heading, is_named, owner

_OF_PERSONS = frozenset({"his", "her", "my"})  # what "its" means is less sure
_TELLING = frozenset(
    "of for from in at with to near inside aboard outside on across around".split()
)
_ENDS = frozenset(', ; : ( ) “ ” " – — - ‘ ’ .'.split())
_TIMES = frozenset({"DATE", "TIME"})
_LONGEST = 9  # words of a complement
_LONG = 60  # characters, beyond which a name is not made longer


def name_of(entity: Entity, heads: Iterable[Token], reading: Reading) -> str:
    """The entity's name with what follows its noun; a name stands in the place of a pronoun that says whose.

    "Residents of Mill Lane", "a lawyer for the port", "people briefed on the plan"; "Ada Lund's lawyer" for "her lawyer".
    Not: "officials on Tuesday", "a man, who fled".
    """
    told = [head for head in heads if not is_in_heading(head)]
    name = entity.name
    for head in told:
        phrase = phrase_of(head, reading)
        words = words_of_phrase(phrase)
        more = _complement(head, reading) if words.lower().endswith(head.lower_) else ""
        if more and name.lower().endswith(words.lower()) and len(name) + len(more) < _LONG:
            name = f"{name} {more}"
            break
    return _with_owner(name, told, reading)


def _with_owner(name: str, heads: Iterable[Token], reading: Reading) -> str:
    for head in heads:
        whose = owner(phrase_of(head, reading))
        if whose is None or not name.lower().startswith(f"{whose.lower_} "):
            continue
        rest = name[len(whose) + 1 :]
        if whose.lower_ not in _OF_PERSONS or not is_named(whose, reading):
            return rest
        key = reading.entity_at(whose.i)
        return f"{_possessive(reading.entities[key or 0].name)} {rest}"
    return name


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _complement(head: Token, reading: Reading) -> str:
    """The words right after a noun that say which: up to a comma, a mark or a clause of its own.

    Names stand for pronouns: "close to Ada Lund" for "close to her"; of a pronoun that names nobody nothing is told.
    """
    child = next((t for t in head.rights if t.i == head.i + 1), None)
    if child is None or not _tells(child):
        return ""
    words = []
    for token in head.doc[child.i : child.right_edge.i + 1]:
        if token.text in _ENDS or token.is_space or (token.dep_ == "relcl" and token.i != child.i):
            break
        words.append(token)
    if len(words) < 2 or len(words) > _LONGEST or words[-1].pos_ in ("ADP", "DET", "CCONJ"):
        return ""
    told = [_in_words(token, reading) for token in words]
    return "" if "" in told else " ".join("".join(told).split())


def _in_words(token: Token, reading: Reading) -> str:
    """The word with the space behind it; a name for a pronoun, "" where it is not known whom that means."""
    if token.tag_ not in ("PRP", "PRP$"):
        return token.text_with_ws
    if not is_named(token, reading):
        return ""
    name = reading.entities[reading.entity_at(token.i) or 0].name
    return (_possessive(name) if token.tag_ == "PRP$" else name) + token.whitespace_


def _tells(child: Token) -> bool:
    """ "Of Mill Lane", "familiar with the talks", "led by Ada Lund"; not "on Tuesday"."""
    if child.dep_ == "prep":
        inside = [t for t in child.subtree if t.dep_ == "pobj"]
        return child.lower_ in _TELLING and bool(inside) and inside[0].ent_type_ not in _TIMES
    if child.dep_ in ("acl", "amod"):
        return child.tag_ in ("VBN", "JJ") and child.lower_ != "based"
    return False


__all__ = ["name_of"]
