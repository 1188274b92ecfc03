"""Bodies that the tagger missed and the text explains: "Afroclasse, a start-up from Lome, offered", "Vattenfall, which runs dams"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from graph.parse.name_labels import Label, Name

# What nobody and no town ever is.
ONLY_BODIES = frozenset(
    "group association federation foundation charity union company firm bank network agency trust society institute "
    "cooperative co-operative nonprofit lobby coalition alliance consortium committee airline insurer lender retailer brewer "
    "broadcaster newspaper magazine website startup think-tank watchdog regulator museum university club community "
    "carmaker drugmaker chipmaker utility supermarket chain subsidiary guild syndicate startup start-up operator".split()
)
_LAND = frozenset("island isle islet lake hill mountain rock house building pond field".split())
_RUNNING = frozenset(
    "run own operate employ make sell represent publish manage supply ship build produce insure lend distribute mine".split()
)
_LONGEST = 4  # words


def add_explained(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """The names with those that only a body may bear, by what stands behind the comma.

    Not: "Management, which runs the pit," (a word that the text or the language has in small letters too).
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    small = {text for text in texts if text.islower()}
    added = []
    for first, last in ranges:
        for comma in range(first + 1, last - 2):
            if texts[comma] != "," or texts[comma + 1] not in _OPENERS or comma - 1 in taken:
                continue
            start = _start(doc, comma, first, taken)
            if start < comma and _is_name(doc, start, comma, small) and explains_body(doc, comma):
                added.append(Name(start, comma, Label.BODY))
    return sorted([*names, *added], key=lambda n: n.start) if added else names


_OPENERS = frozenset({"a", "an", "the", "which"})


def _start(doc: Doc, end: int, first: int, taken: set[int]) -> int:
    start = end
    while start > first and start - 1 not in taken and _is_capital(doc[start - 1]):
        start -= 1
    return start if end - start <= _LONGEST else end


def _is_capital(token: Token) -> bool:
    """Of a name, "Save Our Seas" as well; not "On Monday Lund"."""
    parts = ("PROPN", "NOUN", "ADJ", "VERB", "PRON")
    return token.text[0].isupper() and token.pos_ in parts and token.ent_type_ != "DATE"


def _is_name(doc: Doc, start: int, end: int, small: set[str]) -> bool:
    first = doc[start]
    if any(doc[i].lower_ in small for i in range(start, end)):
        return False
    common = first.is_sent_start and end - start == 1 and doc.vocab.has_vector(first.lower_)
    return not common and not first.is_stop


def explains_body(doc: Doc, comma: int) -> bool:
    """Whether what stands behind the comma says that the name before it is a body's.

    "…, a resort group", "…, the players' association", "…, which runs the pit". Not: "…, a group of islands".
    """
    name = doc[comma - 1]
    if doc[comma + 1].lower_ == "which":
        clauses = (c for c in name.children if c.dep_ == "relcl" and c.i > comma)
        return any(c.lemma_.lower() in _RUNNING and c.tag_ == "VBZ" for c in clauses)
    return any(c.dep_ == "appos" and c.i > comma and _is_body(c) for c in name.children)


def _is_body(noun: Token) -> bool:
    startup = noun.lower_ == "up" and any(t.lower_ == "start" for t in noun.lefts)
    if not startup and noun.lower_ not in ONLY_BODIES:
        return False
    of = [t for p in noun.rights if p.lower_ == "of" for t in p.children]
    set_off = any(
        t.lower_ in ("a", "an", "the", "’s", "'s") or t.dep_ == "poss" for t in noun.lefts
    )
    return set_off and not any(t.lemma_.lower() in _LAND for t in of)


__all__ = ["ONLY_BODIES", "add_explained", "explains_body"]
