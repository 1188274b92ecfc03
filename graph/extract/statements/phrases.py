"""Phrases that report without a verb: "according to", "in the words of", "For Lind, …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract.statements.candidate import Candidate, Draft, Maker
from graph.extract.statements.clause import (
    SUBJECTS,
    Range,
    is_told_of,
    noun_phrase,
    subtree,
    trim,
    without,
)

_OPENING = frozenset("in for to per by from on with".split())
_OPINIONS = frozenset("word view opinion eye telling judgment judgement assessment mind".split())
_DESCRIBING = frozenset("DET ADJ NOUN PROPN NUM".split())
_NO_CLAUSE = frozenset("WP WDT WP$ WRB CC VBG VBN CD".split())
_LONGEST_DESCRIPTION = 8  # tokens of "the retired supreme court judge"
_LONGEST_SUBJECT = 12  # tokens up to the head of a subject
_MAX_CLIMB = 5  # clauses above a phrase that may be what it stands beside


class PhraseReader:
    """Proposes what a phrase reports."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._doc = maker.doc

    def according(self, word: Token) -> Iterator[Candidate]:
        """ "According to Lind, …"."""
        preposition = next((k for k in word.children if k.lower_ == "to"), None)
        if preposition is None:
            return
        noun = next((k for k in preposition.children if k.dep_ in ("pobj", "pcomp")), None)
        if noun is not None:
            yield from self._around(word, (word.i, preposition.i + 1), "according", noun)

    def of_preposition(self, word: Token) -> Iterator[Candidate]:
        """ "For Lind, …", "as per Lind", "in the words of Lind"."""
        lower, doc = word.lower_, self._doc
        if lower not in _OPENING:
            return
        noun = next((k for k in word.children if k.dep_ == "pobj"), None)
        if noun is None:
            return
        if lower == "per" and word.i > 0 and doc[word.i - 1].lower_ == "as":
            yield from self._around(doc[word.i - 1], (word.i - 1, word.i + 1), "according", noun)
            return
        if noun.lemma_ in _OPINIONS:
            yield from self._of_opinion(word, noun)
            return
        first = word.i == 0 or word.is_sent_start or doc[word.i - 1].text in "“\"'"
        end = subtree(word)[1]
        comma = end < len(doc) and doc[end].text == ","
        if lower == "per" or (first and (comma or lower in ("for", "to", "in"))):
            yield from self._around(word, (word.i, word.i + 1), "pp:" + lower, noun)

    def _of_opinion(self, word: Token, noun: Token) -> Iterator[Candidate]:
        """ "In Lind's view, …", "in the words of Lind". Counter-example: "Lind stands by her words"."""
        if noun.lemma_ == "word" and word.lower_ != "in":
            return
        whose = next((k for k in noun.children if k.dep_ == "poss"), None)
        cue = word.i, noun.i + 1
        if whose is None:
            of = next((k for k in noun.children if k.lower_ == "of"), None)
            if of is not None:
                whose = next((k for k in of.children if k.dep_ == "pobj"), None)
                cue = word.i, of.i + 1
        if whose is not None:
            yield from self._around(word, cue, "opinion:" + noun.lemma_, whose)

    def _around(self, word: Token, cue: Range, frame: str, noun: Token) -> Iterator[Candidate]:
        """The phrase stands in, before or after what it says: near clause, whole sentence."""
        source, speaker = self._with_name(noun, noun_phrase(noun))
        hole = (min(word.left_edge.i, cue[0]), max(self._end_of(noun, source), cue[1]))
        head = word.head
        whole = None if speaker == noun else source
        draft = Draft(self._maker, word, cue, speaker, "phrase", whole)
        mark = self._clause_mark(hole[0])
        if mark is not None:
            inside = without((mark.i + 1, subtree(mark.head)[1]), hole)
            yield from draft(f"{frame}:root", self._trimmed(inside), mark.head)
            return
        seen: set[tuple[Range, ...]] = set()
        for level in range(_MAX_CLIMB):
            while head.pos_ not in ("VERB", "AUX") and head.head != head:
                head = head.head
            content = self._trimmed(without(subtree(head), hole))
            key = tuple(content)
            if content and key not in seen:
                seen.add(key)
                place = "root" if head.head == head else str(min(level, 2))
                yield from draft(f"{frame}:{place}", content, head)
            if head.head == head:
                break
            head = head.head

    def _end_of(self, noun: Token, source: Range) -> int:
        """Where what is told of the source ends: "according to the Post, | which cited two aides |, it failed".

        Counter-example: "according to the Post, it failed" (no word of the Post).
        """
        doc, end = self._doc, source[1]
        if end + 1 >= len(doc) or doc[end].text != "," or not is_told_of(doc, source, end + 1):
            return end
        told = max(noun.right_edge.i + 1, end)
        within = told > end + 1 and doc[told - 1].sent == doc[end].sent
        return told if within else end

    def _with_name(self, noun: Token, source: Range) -> tuple[Range, Token]:
        """The source with the name that the parser tore from it, and who then speaks: "according to her lawyer in Oslo, |
        Ada Lind,| it failed", "according to the author, | the biologist Ada Lind,| it failed".

        Counter-examples: "according to her lawyer in Oslo, Ada Lind lied", "…, the judge Ada Lind, a liar, left".
        """
        doc, start = self._doc, source[1] + 1
        if start >= len(doc) or noun.pos_ != "NOUN" or doc[start - 1].text != ",":
            return source, noun
        first = _behind_description(doc, start)
        end = first
        while end < len(doc) and doc[end].ent_type_ == "PERSON":
            end += 1
        if (
            end == first
            or end >= len(doc)
            or doc[end].text != ","
            or not _opens_clause(doc, end + 1)
        ):
            return source, noun
        return (source[0], end), doc[end - 1]

    def _clause_mark(self, start: int) -> Token | None:
        """The "that" right before a phrase: "Lind said that, | according to Berg, | it failed" (Berg on the failure)."""
        before = [t for t in self._doc[max(0, start - 2) : start] if not t.is_punct]
        mark = before[-1] if before else None
        if mark is None or mark.lower_ != "that" or mark.dep_ != "mark" or mark.head.i < start:
            return None
        return mark

    def _trimmed(self, content: list[Range]) -> list[Range]:
        return [c for c in (trim(self._doc, piece) for piece in content) if c is not None]

    def of_adverb(self, adverb: Token) -> Iterator[Candidate]:
        """ "Reportedly": somebody says it, the text does not say who."""
        head = adverb.head
        if head.pos_ not in ("VERB", "AUX"):
            return
        content = without(subtree(head), (adverb.i, adverb.i + 1))
        draft = Draft(self._maker, adverb, (adverb.i, adverb.i + 1), None, "none")
        yield from draft("adverb", content, head)


def _behind_description(doc: Doc, start: int) -> int:
    """Where the name begins behind what its bearer is: "the marine biologist | Ada Lind"; the start where nothing is."""
    at = start
    while at < min(start + _LONGEST_DESCRIPTION, len(doc)) and _describes(doc[at]):
        at += 1
    nouns = any(t.pos_ == "NOUN" for t in doc[start:at])
    return at if nouns and at < len(doc) and doc[at].ent_type_ == "PERSON" else start


def _describes(word: Token) -> bool:
    """ "the", "former", "Norwegian", "biologist", "named" of "a biologist named Ada Lind"."""
    told = word.pos_ in _DESCRIBING or word.lower_ == "named" or word.text == "-"
    return told and word.ent_type_ != "PERSON"


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether a clause with a subject of its own begins there. Counter-examples: "who left", "34, left", "he said, left"."""
    if start >= len(doc) or doc[start].tag_ in _NO_CLAUSE:
        return False
    for word in doc[start : start + _LONGEST_SUBJECT]:
        if word.text in ",;:" or word.is_sent_start:
            return False
        if word.dep_ in SUBJECTS and word.head.i > word.i:
            verb = word.head
            return verb.i + 1 < len(doc) and doc[verb.i + 1].text != ","
    return False
