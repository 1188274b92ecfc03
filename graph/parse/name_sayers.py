"""Names told by what they do: who says something and is "she" in the next sentence is a person, whatever the tagger says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.knowledge import Knowledge
from graph.lexicons.reporting import cue
from graph.parse.name_labels import BODY_ENDINGS, FIRM_ENDINGS, OUTLET_ENDINGS, Label, Name
from graph.parse.person_words import bare, person_words

_HE_OR_SHE = frozenset({"he", "she", "his", "her", "him"})
_ARTICLES = frozenset({"the", "a", "an", "but", "and", "yet", "so", "as", "while", "when"})
_NO_NAMES = frozenset("PRON SCONJ DET ADV ADP CCONJ AUX INTJ NUM PART".split())
_LONGEST = 4  # words of a person's name
_FAR = 40  # words on to the pronoun
_CLOSING = frozenset({'"', "”", "''", "»", "’"})
_SENTENCE_ENDS = frozenset({".", "!", "?"})


def with_sayers(
    doc: Doc,
    texts: Sequence[str],
    names: list[Name],
    knowledge: Knowledge,
    ranges: list[tuple[int, int]],
) -> list[Name]:
    """The names with those who say something and whom the tagger missed, or took for a body or a work.

    "“We erred,” Sioned Lund told members. She …" and "Sioned Lund said so. … Lund left" have a person; "Lundea expects a
    cut" a body. Not a person: "the Lund Trust said. She", "Lund Steel said so. Lund".
    """
    alone = _alone(texts)
    at = {i: n for n in names for i in range(n.start, n.end)}
    persons: set[str] = set()
    grown: set[Name] = set()
    added: list[Name] = []
    for start, end in _subjects(doc, texts, ranges):
        held = {at[i] for i in range(start, end) if i in at}
        if any(_stays(n, start, end) for n in held) or len(held) > 1:
            continue
        own = next(iter(held), None)
        text = doc[start:end].text
        if own is not None and own.label is Label.PERSON:
            if own.end == end and own.start == start + 1 and len(own) == 1:
                added += _with_first_name(doc, start, own, knowledge)
                grown |= {own} if added and added[-1].end == end else set()
            continue
        if _is_person(doc, texts, start, end, own, at, alone, knowledge):
            persons.add(text)
            if own is None or (own.start, own.end) != (start, end):
                added.append(Name(start, end, Label.PERSON))
                grown |= {own} if own is not None else set()
        elif own is None and _is_body(doc, texts, start, end, alone):
            added.append(Name(start, end, Label.BODY))
    kept = [
        replace(n, label=Label.PERSON)
        if persons and not n.senses and doc[n.start : n.end].text in persons
        else n
        for n in names
        if n not in grown
    ]
    return sorted([*kept, *added], key=lambda n: n.start)


def _with_first_name(doc: Doc, start: int, own: Name, knowledge: Knowledge) -> list[Name]:
    """ "Minky | Lund said" with her first name; not "Tuesday Lund said", "Republican Lund said"."""
    first = doc[start]
    plain = first.pos_ == "PROPN" and first.text.istitle() and not first.ent_type_
    if not plain or knowledge.senses(first.text) or knowledge.country_of_demonym(first.text):
        return []
    return [replace(own, start=start)]


def _stays(name: Name, start: int, end: int) -> bool:
    if name.senses or name.titled:
        return True
    return name.label is not Label.OTHER and (name.start < start or name.end > end)


def _subjects(
    doc: Doc, texts: Sequence[str], ranges: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Capitalised words that are the subject of a verb of saying."""
    subject = doc.vocab.strings["nsubj"]
    subjects = (doc.to_array("DEP") == subject).nonzero()[0].tolist()
    found = []
    for first, last in ranges:
        for i in subjects:
            if not first <= i < last or not _is_capitalised(texts[i]):
                continue
            verb = doc[i].head
            if verb.pos_ != "VERB" or cue(verb.lemma_.lower(), "VERB") is None:
                continue
            start = i
            while start > first and i - start < _LONGEST and _is_capitalised(texts[start - 1]):
                start -= 1
            while start < i and (texts[start].lower() in _ARTICLES or doc[start].pos_ in _NO_NAMES):
                start += 1
            end = i + 1
            while end < last and end - start < _LONGEST and _is_capitalised(texts[end]):
                end += 1
            if start > i or (end - start == 1 and doc[i].pos_ != "PROPN"):
                continue
            posts = person_words().titles | person_words().offices
            if any(bare(text) in posts for text in texts[start:end]):
                continue
            found.append((start, end))
    return found


def _is_capitalised(text: str) -> bool:
    return text[0].isupper() and text.replace("-", "").replace("'", "").isalpha() and len(text) > 1


def _alone(texts: Sequence[str]) -> Counter[str]:
    """How often a capitalised word stands between words without capitals."""
    found: Counter[str] = Counter()
    for i, text in enumerate(texts):
        if text[0].isupper() and text.isalpha():
            before = i > 0 and texts[i - 1][0].isupper() and texts[i - 1].isalpha()
            after = i + 1 < len(texts) and texts[i + 1][0].isupper()
            if not before and not after:
                found[text] += 1
    return found


def _is_person(
    doc: Doc,
    texts: Sequence[str],
    start: int,
    end: int,
    own: Name | None,
    at: dict[int, Name],
    alone: Counter[str],
    knowledge: Knowledge,
) -> bool:
    words = texts[start:end]
    if any(w.isupper() for w in words) or words[-1].lower() in _BODY_WORDS:
        return False
    if start and texts[start - 1].lower() in ("the", "a", "an"):
        return False
    if knowledge.senses(words[0]) or knowledge.country_of_demonym(words[0]):
        return False
    spoken = _is_spoken_of(doc, end, at, own) or _is_said_to_be_somebody(doc, start, end)
    if len(words) == 1:
        mid = not doc[start].is_sent_start or own is not None
        first = own is None and knowledge.gender_of(words[0]) is not None
        told = ((spoken or first) and mid) or _is_said_to_be_somebody(doc, start, end)
        return told and not _is_plain(texts, words[0])
    surname = alone[words[-1]] > 0 and alone[words[0]] == 0
    quoted = own is None or own.label is Label.OTHER
    quoted = quoted and len(words) < _LONGEST and _is_behind_quotation(doc, start)
    return spoken or surname or quoted


_BODY_WORDS = (
    BODY_ENDINGS
    | FIRM_ENDINGS
    | OUTLET_ENDINGS
    | frozenset(
        "police parliament congress senate forces army government office ministers republicans democrats".split()
    )
)


def _is_behind_quotation(doc: Doc, start: int) -> bool:
    """“…,” | Sioned Lund told; “…,” said | Sioned Lund."""
    before = doc[start - 1] if start else None
    if before is None:
        return False
    verb = before.pos_ == "VERB" and start > 1 and cue(before.lemma_.lower(), "VERB") is not None
    return before.text in _CLOSING or (verb and doc[start - 2].text in _CLOSING)


def _is_said_to_be_somebody(doc: Doc, start: int, end: int) -> bool:
    """ "Sukarni, a 54-year-old farmer, said", "Ffion Lund, who runs a pub, said"."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    if doc[end + 1].lower_ in ("who", "whose"):
        return True
    people = person_words().described | person_words().offices
    return any(
        t.dep_ == "appos" and t.i > end and t.lemma_.lower() in people
        for i in range(start, end)
        for t in doc[i].children
    )


def _is_spoken_of(doc: Doc, end: int, at: dict[int, Name], own: Name | None) -> bool:
    """Whether the next subject or owner behind the sentence is "he" or "she", with no other person between."""
    ended = False
    for i in range(end, min(end + _FAR, len(doc))):
        name = at.get(i)
        if name is not None and name is not own and name.label is Label.PERSON:
            return False
        token = doc[i]
        if token.text in _SENTENCE_ENDS or "\n" in token.text:
            ended = True
        elif token.lower_ in _HE_OR_SHE and token.dep_ in ("nsubj", "nsubjpass"):
            return True
        elif ended and token.dep_ in ("nsubj", "nsubjpass"):
            return False
    return False


def _is_plain(texts: Sequence[str], word: str) -> bool:
    """Whether the text also writes the word without a capital: then it is a noun."""
    return word.lower() in texts


def _is_body(doc: Doc, texts: Sequence[str], start: int, end: int, alone: Counter[str]) -> bool:
    """ "The LGT called it so", "Lundea does not expect a cut"; not "Residents said", "The Minister said"."""
    words = texts[start:end]
    if end - start > 1 or not _is_proper(doc[start]) or _is_plain(texts, words[-1]):
        return False
    noun = words[-1].lower()
    known = person_words()
    if noun in known.offices | known.described | known.sources | known.titles | _GENERIC:
        return False
    article = start > 0 and texts[start - 1].lower() == "the"
    acronym = words[-1].isupper() and len(words[-1]) > 1
    if article:
        return acronym
    return acronym or (not doc[start].is_sent_start or alone[words[-1]] > 1)


_GENERIC = frozenset("question answer claim verdict".split()) | BODY_ENDINGS


def _is_proper(token: Token) -> bool:
    return token.tag_ == "NNP" and not token.ent_type_


__all__ = ["with_sayers"]
