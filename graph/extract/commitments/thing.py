"""What is given or done, and its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from graph.extract.commitments.amounts import Amounts
from graph.model import ResourceKind
from graph.parse.quantities.units import units

CONTAINERS = {"number", "lot", "package", "batch", "tranche", "worth", "set", "series", "range", "amount", "billion",
               "million", "thousand", "hundred", "dozen", "half", "one", "majority", "shipment", "consignment", "delivery",
               "supply", "portion", "share", "quarter", "third", "total", "variety", "kind", "type", "form", "round",
               "deployment", "dispatch", "provision", "sale", "transfer", "trillion", "part", "level", "stock", "quantity",
               "contingent", "fleet", "squadron", "more", "some", "all", "most", "rest", "tonne", "ton", "piece", "pair",
               "raft", "offer", "pledge", "promise", "commitment", "line", "tonnes", "donation", "contribution", "convoy", "use", "seizure", "release", "lifting", "imposition", "percent", "cent", "%"}  # fmt: skip
# "police stations": built and bought, no police
_POLICE_THINGS = frozenset(
    "station car vehicle budget school academy headquarters helicopter boat dog".split()
)
OF = {"of", "in", "for", "worth", "on"}
_OF_SUMS = {"of", "in", "worth"}
_LEADING = re.compile(
    r"^(?:(?:most|all|some|half|only|just|upwards|as many as|as much as|at least|worth|nearly|almost|about|around|over|more|than|up|to|further|additional|another|in|of|for"
    r"|an?|the|year|month|week)(?:\s+|$))+",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"^(?:offer|pledge|promise|commitment) of (?:(?:for|to|towards|in) .*)?", re.IGNORECASE
)
TRIMMED = " \t\n,;:–—-“”\"'‘’."


_SHELTERS = frozenset({"camp", "centre", "center", "shelter"})
_REFUGE = frozenset({"refugee", "migrant", "seeker", "evacuee", "exile"})


def _is_for_refugees(places: Token) -> bool:
    """ "150 places to refugees held on the island"; not "150 places at the school"."""
    words = places.doc[places.i : min(places.i + 12, places.sent.end)]
    return any(t.lemma_.lower() in _REFUGE and t.dep_ == "pobj" for t in words)


@dataclass(frozen=True, slots=True)
class Resource:
    """What is given: its words without the amount, its kind and its finer label."""

    head: Token
    words: str
    kind: ResourceKind
    label: str | None
    known: bool  # whether the lexicon knows the noun


class Thing(Amounts):
    """Adds what one frame gives."""

    @cached_property
    def resource(self) -> Resource:
        """The thing, or the deed itself where none is named ("willing to help")."""
        frame = self.frame
        thing = frame.thing if frame.thing is not None else frame.core
        head, kind = self._classified(thing)
        policy = self.frame.lemma in self.lex.policy | self.lex.withdrawing
        known = kind is not None or (policy and head.lemma_.lower() in self.lex.policy_things)
        kind = self._by_action(kind, thing)
        if head.lemma_.lower() in (
            "aid",
            "assistance",
            "support",
            "backing",
            "help",
        ) and self._is_financial(head):
            kind = ResourceKind.MONEY
        amount = self.quantity
        if (
            amount is not None
            and amount.currency
            and kind in (None, ResourceKind.OTHER, ResourceKind.MONEY)
        ):
            kind = ResourceKind.MONEY
        words = self._words(thing)
        if not words or words.lower() in (
            "year",
            "month",
            "week",
            "pledge",
            "total",
            "offer",
            "share",
        ):
            words = "money" if kind is ResourceKind.MONEY else frame.core.lemma_
        label = self._label(head)
        return Resource(head, words, kind or ResourceKind.OTHER, label, known or kind is not None)

    @staticmethod
    def _is_financial(head: Token) -> bool:
        return any(
            c.lower_ in ("financial", "monetary", "budgetary")
            for c in head.children
            if c.i < head.i
        )

    def _label(self, head: Token) -> str | None:
        if head.i == self.frame.core.i:
            return self.frame.lemma  # "willing to help"
        if head.pos_ not in ("NOUN", "PROPN"):
            return None
        single = head.lower_.removesuffix("s")
        return (
            single
            if head.lemma_.lower() not in self.lex.kinds and single in self.lex.kinds
            else head.lemma_.lower()
        )

    def _classified(self, thing: Token) -> tuple[Token, ResourceKind | None]:
        """The noun that decides the kind: "a package of missiles" is about missiles."""
        nodes = self._inner(thing)
        of = any(c.lower_ == "of" for c in thing.children)  # not "billions for Chad"
        if thing.lower_ in ("millions", "billions", "thousands") and len(nodes) > 1 and of:
            nodes = nodes[:-1]  # "deport millions of people" is not about money
        for node in nodes:
            kind = self._kind_of(node)
            if kind is not None:
                return node, kind
        if nodes[-1].i != thing.i:
            return nodes[0], None
        for node in (thing, *thing.conjuncts):
            if (kind := self._kind_of(node)) is not None:
                return node, kind
        return thing, None

    def _inner(self, thing: Token) -> list[Token]:
        """Nouns inside a container first, then the head."""
        nodes: list[Token] = []
        lemma = thing.lemma_.lower()
        paid = self._is_money_head(thing) or thing.text in "$€£"
        opening = (
            _OF_SUMS if paid else OF
        )  # "12 million for buses" is money, "12 million in arms" arms
        if paid or lemma in CONTAINERS or thing.pos_ in ("NUM", "SYM"):
            for prep in thing.children:
                if prep.dep_ == "prep" and prep.lower_ in opening:
                    nodes += [n for c in prep.children if c.dep_ == "pobj" for n in self._inner(c)]
                if prep.lower_ == "worth":
                    nodes += [
                        n
                        for p in prep.children
                        if p.dep_ == "prep"
                        for c in p.children
                        if c.dep_ == "pobj"
                        for n in self._inner(c)
                    ]
        return [*nodes, thing]

    @staticmethod
    def _is_money_head(thing: Token) -> bool:
        return thing.ent_type_ == "MONEY" or thing.lemma_.lower() in (
            "dollar",
            "euro",
            "pound",
            "yen",
            "crown",
        )

    def _kind_of(self, node: Token) -> ResourceKind | None:
        lemma = node.lemma_.lower()
        before = node.nbor(-1).lower_ if node.i else ""
        single = node.lower_.removesuffix("s")  # the lemmatiser makes "dos" of "doses"
        for words in (f"{before} {lemma}", f"{before} {node.lower_}", lemma, node.lower_, single):
            kind = self.lex.kinds.get(words)
            if kind is not None:
                return self._modified(node, kind, words)
        if node.pos_ == "PROPN" or node.tag_ in ("NN", "NNS"):
            parts = [
                c for c in node.children if c.dep_ in ("compound", "nmod", "amod") and c.i < node.i
            ]
            named = next((k for c in parts if (k := self.lex.kinds.get(c.lemma_.lower())) and k not in (
                ResourceKind.OTHER, ResourceKind.MONEY)), None)  # fmt: skip
            if named is not None and lemma in CONTAINERS | {
                "system",
                "unit",
                "crew",
                "deployment",
                "equipment",
                "aid",
            }:
                return named
        return None

    def _modified(self, node: Token, kind: ResourceKind, words: str) -> ResourceKind:
        """ "armed forces training" trains; "task force" and "work force" are no troops; "police officers"."""
        parts = {
            c.lemma_.lower()
            for c in node.children
            if c.dep_ in ("compound", "amod", "nmod") and c.i < node.i
        }
        if words == "battery" and parts & {"lithium", "ion", "car", "storage", "home"}:
            return ResourceKind.OTHER
        if words == "round" and any(c.lower_ == "of" for c in node.children):
            return ResourceKind.OTHER  # "another round of cuts"
        if words == "shot" and parts & {"screen", "mug", "long", "head", "drop"}:
            return ResourceKind.OTHER
        if words in ("force", "arm", "army", "boot") and parts & {
            "task",
            "work",
            "labour",
            "labor",
            "sales",
            "driving",
        }:
            return ResourceKind.OTHER
        if parts & {"police"} and words not in _POLICE_THINGS:
            return ResourceKind.POLICE
        if kind is ResourceKind.OTHER:
            for word, special in (("vaccine", ResourceKind.VACCINES), ("weapon", ResourceKind.WEAPONS),
                                  ("arm", ResourceKind.WEAPONS), ("troop", ResourceKind.TROOPS),
                                  ("missile", ResourceKind.WEAPONS), ("artillery", ResourceKind.WEAPONS),
                                  ("air defence", ResourceKind.WEAPONS), ("air defense", ResourceKind.WEAPONS),
                                  ("peacekeeping", ResourceKind.TROOPS)):  # fmt: skip
                if word in parts or re.search(rf"\b{word}s?\b", self._phrase_before(node)):
                    return special
            if words in ("equipment", "hardware", "gear") and "military" in parts:
                return ResourceKind.WEAPONS
            if words == "personnel" and parts & {"military", "army", "combat", "service"}:
                return ResourceKind.TROOPS
        return kind

    @staticmethod
    def _phrase_before(node: Token) -> str:
        return node.doc[max(0, node.i - 3) : node.i].text.lower().replace("-", " ")

    def _by_action(self, kind: ResourceKind | None, thing: Token) -> ResourceKind | None:
        """ "take in 500 families" resettles, "train 500 soldiers" trains, "fund a school" pays."""
        lemma = self.frame.lemma
        if lemma == "train":
            return ResourceKind.TRAINING
        if lemma in self.lex.permit | self.lex.sharing:
            return ResourceKind.OTHER
        if lemma == "arm":
            return ResourceKind.WEAPONS
        if lemma == "vaccinate":
            return ResourceKind.VACCINES
        persons = kind is ResourceKind.RESETTLEMENT or thing.text in units().persons
        sheltered = thing.lemma_.lower() == "place" or (
            lemma in self.lex.people and thing.lemma_.lower() in _SHELTERS
        )
        if sheltered and _is_for_refugees(thing):
            return ResourceKind.RESETTLEMENT
        if lemma in self.lex.people and kind in (ResourceKind.TROOPS, ResourceKind.POLICE):
            return kind  # "will host 2,000 soldiers"
        families = lemma in ("resettle", "rehome") and thing.lemma_.lower() in (
            "family",
            "household",
        )
        if lemma in self.lex.people and (persons or families):
            return ResourceKind.RESETTLEMENT
        if lemma in ("release", "free", "arrest", "return", "repatriate") and (
            persons or kind is ResourceKind.TROOPS
        ):
            return ResourceKind.OTHER
        if kind is ResourceKind.RESETTLEMENT:
            return ResourceKind.RESETTLEMENT if lemma in self.lex.people else ResourceKind.OTHER
        if lemma in ("pay", "repay", "reimburse", "spend", "invest") and kind in (
            None,
            ResourceKind.OTHER,
        ):
            return ResourceKind.MONEY
        if lemma in (
            "fund",
            "finance",
            "bankroll",
            "subsidise",
            "subsidize",
            "compensate",
            "underwrite",
            "sponsor",
        ):
            return ResourceKind.MONEY
        return kind

    def _words(self, thing: Token) -> str:
        """The noun phrase without its amount, articles and clauses."""
        if self.frame.thing is None:
            return thing.lemma_
        amount = self.quantity.span if self.quantity is not None else None
        kept: list[Token] = []
        paid = self._is_money_head(thing) or thing.text in "$€£"
        apart = ("relcl", "acl", "advcl", "appos", "cc", "conj")
        clauses = {
            t.i for c in thing.children if c.dep_ in apart and c.i > thing.i for t in c.subtree
        }
        last = thing.i
        for token in thing.subtree:
            if token.i > last + 1 and kept:
                break
            if token.i in clauses:
                break
            if (
                token.i > thing.i
                and token.dep_ == "prep"
                and token.lower_ not in (("of", "in") if paid else ("of", "in", "for"))
            ):
                break
            if token.dep_ == "npadvmod" and token.i > thing.i:
                break  # "30,000 tents a month"
            if token.text in (",", "(", "–", "—", ";") and token.i > thing.i:
                break
            last = token.i
            number = amount is not None and amount.start <= token.idx < amount.end
            number = number and (
                token.like_num
                or token.is_currency
                or (self.quantity is not None and self.quantity.currency)
                or token.pos_ == "NUM"
                or token.text == "%"
            )
            if (
                not number
                and token.dep_ not in ("det", "poss", "quantmod", "nummod")
                and token.tag_ != "POS"
            ):
                kept.append(token)
        words = " ".join("".join(t.text_with_ws for t in kept).split())
        words = re.sub(r"\s+(?:of|in|for|to|by|such|worth|available|that \w+ \w+)$", "", words)
        words = _OFFERED.sub("", words)
        return _LEADING.sub("", words).strip(TRIMMED)
