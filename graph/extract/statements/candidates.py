"""Every cue word of a document with every way its content may hang on it.

A cue has several candidates (its clause, its object, the quotation beside it …), of which `selection` keeps
at most one. Nothing here decides; what is not proposed here cannot be found by the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from graph.extract.statements.candidate import Candidate, Maker
from graph.extract.statements.labels import DASHES, LabelReader
from graph.extract.statements.marks import Quotations
from graph.extract.statements.nouns import NounReader
from graph.extract.statements.phrases import PhraseReader
from graph.extract.statements.verbs import VerbReader

_MARKS = frozenset(mark[-1] for mark in (":", "(", *DASHES))  # no word ends with these


class Proposer:
    """Proposes candidates for one document. `is_cue` says whether a lemma with a part of speech may report."""

    def __init__(
        self, doc: Doc, quotations: Quotations, is_cue: Callable[[str, str], bool]
    ) -> None:
        maker = Maker(doc, quotations)
        self._doc = doc
        self._is_cue = is_cue
        self._verbs = VerbReader(maker, is_cue)
        self._nouns = NounReader(maker)
        self._phrases = PhraseReader(maker)
        self._labels = LabelReader(maker, is_cue)

    def __iter__(self) -> Iterator[Candidate]:
        """Candidates in the order of their cues."""
        for token in self._doc:
            pos = token.pos_
            if pos == "VERB":
                yield from self._of_verb(token)
            elif pos in ("NOUN", "PROPN"):
                if self._is_cue(token.lemma_.lower(), "NOUN"):
                    yield from self._nouns.of_noun(token)
            elif pos == "ADJ":
                if self._is_cue(token.lemma_, "ADJ"):
                    yield from self._nouns.of_adjective(token)
            elif pos in ("ADP", "SCONJ"):
                if token.dep_ == "prep":
                    yield from self._phrases.of_preposition(token)
            elif token.text[-1] in _MARKS:
                yield from self._of_mark(token)
            elif pos == "ADV" and self._is_cue(token.lower_, "ADV"):
                yield from self._phrases.of_adverb(token)

    def _of_verb(self, verb: Token) -> Iterator[Candidate]:
        if verb.lower_ == "according":
            yield from self._phrases.according(verb)
        elif _is_attribute(verb):
            return
        elif self._is_cue(verb.lemma_, "VERB"):
            yield from self._verbs.read(verb)
        else:
            yield from self._verbs.beside_quotation(verb)

    def _of_mark(self, mark: Token) -> Iterator[Candidate]:
        if mark.text.endswith(":"):
            yield from self._labels.of_colon(mark)
        elif mark.text in DASHES or mark.text == "(":
            yield from self._labels.of_dash(mark)


def _is_attribute(verb: Token) -> bool:
    """A participle before its noun: "announced purchases". Counter-example: "purchases announced in Oslo"."""
    return verb.dep_ == "amod" or (verb.dep_ == "conj" and verb.head.dep_ == "amod")


__all__ = ["Candidate", "Proposer"]
