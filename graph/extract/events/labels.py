"""A readable label for an event, built from the text's words."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.events.slots import phrase
from graph.extract.events.trigger import Trigger
from graph.model import Mention, TimeExpression
from graph.parse import Reading

MAX_WORDS = 12
_OF_VERB = {
    "meeting": "Meeting of {who}",
    "visit": "Visit of {who}",
    "attack": "Attack by {who}",
    "vote": "Vote of {who}",
    "call": "Call between {who}",
    "signing": "Signing by {who}",
}


def label_of(
    reading: Reading,
    trigger: Trigger,
    place: Mention | None,
    time: TimeExpression | None,
    participants: tuple[Mention, ...],
) -> str:
    """ "Oslo summit", "meeting of Kari Lund and Jan Novak in Oslo"."""
    head = phrase(trigger)
    if head.pos_ == "VERB":
        words = _of_verb(reading, trigger, participants)
    else:
        words = _of_noun(reading, head, time, participants)
    if place is not None and place.text.casefold() not in words.casefold():
        words += f" {_preposition(trigger)} {place.text}"
    return words


def name_of(reading: Reading, mention: Mention) -> str:
    """The entity's name, or the words."""
    return mention.text if mention.entity is None else reading.entities[mention.entity].name


def _preposition(trigger: Trigger) -> str:
    return {"visit": "to", "attack": "on"}.get(trigger.type.value, "in")


def _of_verb(reading: Reading, trigger: Trigger, participants: tuple[Mention, ...]) -> str:
    who = " and ".join(name_of(reading, m) for m in participants[:3])
    template = _OF_VERB.get(trigger.type.value, "Meeting of {who}")
    return template.format(who=who) if who else trigger.type.value.capitalize()


def _of_noun(
    reading: Reading, head: Token, time: TimeExpression | None, participants: tuple[Mention, ...]
) -> str:
    """The noun's phrase without article and time, up to the first clause."""
    kept = _without_time(head, _phrase_tokens(head), time)
    while kept and (kept[0].tag_ in ("DT", "PRP$", "POS", "IN") or kept[0].is_punct):
        if len(kept) > 1 and _is_glued(kept[1]):
            break  # "no-confidence vote"
        kept = kept[1:]
    kept = kept[:MAX_WORDS]
    while len(kept) > 1 and kept[-1].pos_ in ("ADP", "DET", "PUNCT", "CCONJ"):
        kept = kept[:-1]
    text = _front_of_name(reading, kept) + "".join(t.text_with_ws for t in kept)
    words = " ".join(text.split()).strip(" ,;–—-“”\"'")
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        words = words.translate(str.maketrans("", "", '"“”'))
    if len(kept) <= 1 and participants:
        words += " of " + " and ".join(name_of(reading, m) for m in participants[:3])
    return words


def _front_of_name(reading: Reading, kept: list[Token]) -> str:
    """What stands before the first word of a name that the phrase begins inside of."""
    key = reading.entity_at(kept[0].i) if kept else None
    if key is None:
        return ""
    start = kept[0].idx
    spans = (s for s in reading.entities[key].mentions if s.start < start < s.end)
    return next((reading.document.text[s.start : start] for s in spans), "")


def _phrase_tokens(head: Token) -> list[Token]:
    """From the first word of the noun's front to its last "of", "between", "with", "on" or "in" phrase."""
    first = head.i
    while first > head.left_edge.i and head.doc[first - 1].dep_ in _FRONT:
        first -= 1
    last = head.i
    for child in head.children:
        if (
            child.i > last
            and child.dep_ == "prep"
            and child.lower_ in ("of", "between", "with", "on", "in", "to")
        ):
            end = _short_end(child)
            if end - first < MAX_WORDS:
                last = max(last, end)
    return list(head.doc[first : last + 1])


_FRONT = frozenset(
    {"amod", "compound", "nmod", "poss", "case", "nummod", "punct", "det", "npadvmod"}
)


def _short_end(preposition: Token) -> int:
    """Index of the last word of the phrase before any clause in it."""
    end = preposition.i
    for token in preposition.subtree:
        dash = token.text == "-" and not _is_glued(token)
        if token.dep_ in ("relcl", "acl", "advcl") or token.text in (",", "–", "—", ";") or dash:
            break
        end = token.i
    return end


def _is_glued(dash: Token) -> bool:
    """ "so-called" holds a hyphen, "Oslo - Lund" a dash."""
    return dash.i > 0 and not dash.whitespace_ and not dash.nbor(-1).whitespace_


def _without_time(head: Token, words: list[Token], time: TimeExpression | None) -> list[Token]:
    """The words before a time that follows the noun, and those before the noun that are no time."""
    after = next((k for k, t in enumerate(words) if t.i > head.i and _is_time(t, time)), len(words))
    return [t for t in words[:after] if not _is_time(t, time)]


def _is_time(token: Token, time: TimeExpression | None) -> bool:
    if time is None:
        return token.ent_type_ in ("DATE", "TIME") and not token.is_digit
    year = token.is_digit and len(token) == 4  # a year may be the event's name
    return time.span.start <= token.idx < time.span.end and not year
