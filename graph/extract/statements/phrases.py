"""Phrases that report without a verb: "according to", "in the words of", "For Lind, …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate, Draft, Maker
from graph.extract.statements.clause import (
    Range,
    noun_phrase,
    subtree,
    trim,
    without,
)

_OPENING = frozenset("in for to per by from on with".split())
_OPINIONS = frozenset("word view opinion eye telling judgment judgement assessment mind".split())
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
        source = self._with_name(noun, noun_phrase(noun))
        hole = (min(word.left_edge.i, cue[0]), max(source[1], cue[1]))
        head = word.head
        draft = Draft(self._maker, word, cue, noun, "phrase")
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

    def _with_name(self, noun: Token, source: Range) -> Range:
        """The source with the name that the parser tore from it: "according to her lawyer in Oslo, | Ada Lind,| …".

        Counter-example: "according to her lawyer in Oslo, Ada Lind lied".
        """
        doc, start = self._doc, source[1] + 1
        if start >= len(doc) or noun.pos_ != "NOUN" or doc[start - 1].text != ",":
            return source
        end = start
        while end < len(doc) and doc[end].ent_type_ == "PERSON":
            end += 1
        if end == start or end >= len(doc) or doc[end].text != ",":
            return source
        return source[0], end

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
