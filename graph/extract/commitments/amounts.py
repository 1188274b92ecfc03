"""How much of a thing is given."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from graph.extract.commitments.changes import RAISING
from graph.extract.commitments.frame import Frame
from graph.extract.commitments.frames import is_gift_made
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.told import counted_people
from graph.model import Quantity
from graph.parse import Reading

_STRETCHES = frozenset({"mile", "kilometre", "yard", "acre", "foot", "point"})


class Amounts:
    """Reads how much one frame gives."""

    def __init__(self, reading: Reading, frame: Frame, lex: Lexicon) -> None:
        self.reading, self.frame, self.lex = reading, frame, lex
        self.sentence = frame.core.sent

    @cached_property
    def quantity(self) -> Quantity | None:
        """The amount of the thing: in its noun phrase, or in "by 40 per cent" and "worth $5m" beside the verb."""
        frame = self.frame
        thing = frame.thing
        here = [
            q
            for q in self.reading.quantities
            if self.sentence.start_char <= q.span.start < self.sentence.end_char
        ]
        here = [
            q
            for q in here
            if q.change not in ("up from", "down from")
            and not self._is_measure(q)
            and not self._is_model(q)
        ]
        if thing is not None and counted_people(thing):
            here = [q for q in here if q.unit != "persons"]
        if thing is not None:
            inside = [q for q in here if self._in_phrase(q, thing)]
            if inside and is_gift_made(thing):
                paid = [q for q in here if q.currency and self._beside(q, frame.core)]
                inside = paid or inside  # "four donations totalling $5"
            if inside:
                return min(inside, key=lambda q: (not q.currency and q.unit is None, q.span.start))
        beside = [q for q in here if self._beside(q, frame.core)]
        return beside[0] if beside else self._risen(here)

    def _risen(self, here: list[Quantity]) -> Quantity | None:
        """ "increased its aid from $2 million to $4 million": to what it comes."""
        if self.frame.lemma not in RAISING:
            return None
        text = self.reading.document.text
        for quantity in here:
            start = quantity.span.start
            spread = quantity.low is not None and quantity.high is not None
            if spread and start > self.frame.core.idx and text[:start].endswith("from "):
                return replace(quantity, value=quantity.high, low=None, high=None)
        return None

    def _in_phrase(self, quantity: Quantity, thing: Token) -> bool:
        tokens = self.reading.tokens(quantity.span)
        if tokens is None or not self.sentence.start <= tokens.start < self.sentence.end:
            return False
        root = tokens.root
        steps = 0
        while steps < 6:
            if root.i == thing.i:
                return True
            if root.dep_ == "conj":
                return False
            if (
                root.dep_ in ("relcl", "acl", "advcl", "ccomp", "xcomp", "ROOT", "appos")
                or root.head.i == root.i
            ):
                return False
            if root.dep_ == "prep" and root.lower_ in (
                "to",
                "by",
                "from",
                "over",
                "since",
                "until",
                "during",
            ):
                return False
            root = root.head
            steps += 1
        return False

    def _beside(self, quantity: Quantity, core: Token) -> bool:
        """ "cut emissions by 40 per cent", "raise spending to 3 per cent", "provide aid worth $5m"."""
        tokens = self.reading.tokens(quantity.span)
        if tokens is None or not quantity.unit or quantity.unit in _STRETCHES:
            return False
        node = tokens.root
        for _ in range(5):
            if node.head.i in (
                core.i,
                self.frame.thing.i if self.frame.thing is not None else core.i,
            ):
                if node.dep_ == "prep" and quantity.unit == "persons" and node.lower_ == "to":
                    return False  # "will hand out filters to 30,000 people"
                if node.dep_ == "prep":
                    return node.lower_ in ("by", "to", "of", "at", "worth", "with")
                return node.dep_ in (
                    "npadvmod",
                    "dobj",
                    "acl",
                    "amod",
                    "advmod",
                    "nummod",
                    "dative",
                    "oprd",
                    "appos",
                )
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _is_model(self, quantity: Quantity) -> bool:
        """ "the 717 programme", "the final 717 jet": a name; not "the 717 jets"."""
        tokens = self.reading.tokens(quantity.span)
        if tokens is None or quantity.item is None or (quantity.value or 0) < 2:
            return False
        noun = tokens.root
        return noun.tag_ == "NN" and any(c.lower_ == "the" and c.i < noun.i for c in noun.children)

    @staticmethod
    def _is_measure(quantity: Quantity) -> bool:
        """A time, or a calibre ("155mm howitzers"): nothing that is given."""
        return quantity.unit in (
            "millimetre",
            "centimetre",
            "inch",
            "year",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "decade",
            "year of age",
            "century",
        )
