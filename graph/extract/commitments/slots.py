"""The slots of a commitment: the thing and its kind, how much, for whom, if what, except what, until when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from graph.extract.commitments.frames import Frame
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.named import named_at
from graph.model import ActorKind, Mention, Quantity, ResourceKind, Span, TimeExpression
from graph.parse import Reading
from graph.parse.quantities.units import units

_CONTAINERS = {"number", "lot", "package", "batch", "tranche", "worth", "set", "series", "range", "amount", "billion",
               "million", "thousand", "hundred", "dozen", "half", "one", "majority", "shipment", "consignment", "delivery",
               "supply", "portion", "share", "quarter", "third", "total", "variety", "kind", "type", "form", "round",
               "deployment", "dispatch", "provision", "sale", "transfer", "trillion", "part", "level", "stock", "quantity",
               "contingent", "fleet", "squadron", "more", "some", "all", "most", "rest", "tonne", "ton", "piece", "pair",
               "raft", "offer", "pledge", "promise", "commitment", "line", "tonnes", "donation", "convoy", "use", "seizure", "release", "lifting", "imposition"}  # fmt: skip
_OF = {"of", "in", "for", "worth", "on"}
_PLACES = {"soil", "ground", "territory", "border", "front", "territories", "cause", "side", "defence", "defense",
           "army", "military", "government", "people", "forces", "population", "economy", "war effort"}  # fmt: skip
_AIMS = {
    "help",
    "support",
    "assist",
    "protect",
    "defend",
    "aid",
    "back",
    "bolster",
    "strengthen",
    "arm",
    "rebuild",
}
_LEADING = re.compile(
    r"^(?:(?:most|all|some|half|worth|nearly|almost|about|around|over|more|than|up|to|further|additional|another|in|of|for"
    r"|an?|the|year|month|week)(?:\s+|$))+",
    re.IGNORECASE,
)
_ABSTRACT = {"effort", "fight", "end", "level", "goal", "aim", "task", "struggle", "war", "cause", "extent", "point", "table",
             "tune", "process", "date", "scheme", "cost", "total", "record", "degree", "use", "power", "work", "test",
             "resolution", "development", "growth", "reconstruction", "percent", "sum", "front", "line"}  # fmt: skip
_TRIMMED = " \t\n,;:–—-“”\"'‘’."


@dataclass(frozen=True, slots=True)
class Resource:
    """What is given: its words without the amount, its kind and its finer label."""

    head: Token
    words: str
    kind: ResourceKind
    label: str | None
    known: bool  # whether the lexicon knows the noun


class Slots:
    """Reads the slots of one frame."""

    def __init__(self, reading: Reading, frame: Frame, lex: Lexicon) -> None:
        self.reading, self.frame, self.lex = reading, frame, lex
        self.sentence = frame.core.sent

    # --- the thing ------------------------------------------------------------------------------

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
        if not words or words.lower() in ("year", "month", "week", "pledge", "total"):
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
        for node in self._inner(thing):
            kind = self._kind_of(node)
            if kind is not None:
                return node, kind
        for node in (thing, *thing.conjuncts):
            if (kind := self._kind_of(node)) is not None:
                return node, kind
        return thing, None

    def _inner(self, thing: Token) -> list[Token]:
        """Nouns inside a container first, then the head."""
        nodes: list[Token] = []
        lemma = thing.lemma_.lower()
        open_inside = lemma in _CONTAINERS or thing.pos_ in ("NUM", "SYM") or thing.text in "$€£"
        if open_inside or self._is_money_head(thing):
            for prep in thing.children:
                if prep.dep_ == "prep" and prep.lower_ in _OF:
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
            if named is not None and lemma in _CONTAINERS | {
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
        if words in ("force", "arm", "army", "boot") and parts & {
            "task",
            "work",
            "labour",
            "labor",
            "sales",
            "driving",
        }:
            return ResourceKind.OTHER
        if parts & {"police"}:
            return ResourceKind.POLICE
        if kind is ResourceKind.OTHER:
            for word, special in (("vaccine", ResourceKind.VACCINES), ("weapon", ResourceKind.WEAPONS),
                                  ("arm", ResourceKind.WEAPONS), ("troop", ResourceKind.TROOPS),
                                  ("missile", ResourceKind.WEAPONS), ("artillery", ResourceKind.WEAPONS),
                                  ("air defence", ResourceKind.WEAPONS), ("air defense", ResourceKind.WEAPONS),
                                  ("peacekeeping", ResourceKind.TROOPS)):  # fmt: skip
                if word in parts or word in self._phrase_before(node):
                    return special
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
        if lemma == "vaccinate":
            return ResourceKind.VACCINES
        persons = kind is ResourceKind.RESETTLEMENT or thing.text in units().persons
        if lemma in self.lex.people and persons:
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
                and token.lower_ not in ("of", "in", "for")
            ):
                break
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
        words = re.sub(r"\s+(?:of|in|for|to|by|such|that \w+ \w+)$", "", words)
        return _LEADING.sub("", words).strip(_TRIMMED)

    # --- how much ---------------------------------------------------------------------------------

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
            q for q in here if q.change not in ("up from", "down from") and not self._is_time(q)
        ]
        if thing is not None:
            inside = [q for q in here if self._in_phrase(q, thing)]
            if inside:
                return min(inside, key=lambda q: (not q.currency and q.unit is None, q.span.start))
        beside = [q for q in here if self._beside(q, frame.core)]
        return beside[0] if beside else None

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
        if tokens is None or not quantity.unit:
            return False
        node = tokens.root
        for _ in range(5):
            if node.head.i in (
                core.i,
                self.frame.thing.i if self.frame.thing is not None else core.i,
            ):
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

    def _is_time(self, quantity: Quantity) -> bool:
        return quantity.unit in (
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

    # --- for whom ---------------------------------------------------------------------------------

    def beneficiaries(self) -> tuple[Mention, ...]:
        """Who gets it, in text order; empty where the sentence does not say."""
        frame = self.frame
        nodes: list[Token] = []
        if frame.recipient is not None and self._may_receive(frame.recipient):
            nodes += [frame.recipient, *frame.recipient.conjuncts]
        carriers = [frame.core, *([frame.thing] if frame.thing is not None else [])]
        if frame.thing is not None:
            carriers += [n for n in frame.thing.subtree if n.dep_ == "pobj" and n.i - frame.thing.i < 10
                         and n.head.lower_ in _OF and not self._in_clause(n)]  # fmt: skip
            carriers += [t for t in frame.thing.conjuncts if t.i > frame.thing.i]
            nodes += self._before(frame.thing)
        for carrier in carriers:
            nodes += self._after(carrier)
        nodes = nodes or self._aim() or self._nearby()
        nodes = [
            n
            for n in nodes
            if frame.thing is None or n.i != frame.thing.i or frame.recipient is not None
        ]
        if (
            frame.lemma == "train"
        ):  # "train 200 nurses" for nobody who is named; "Malian soldiers" are Mali's
            nodes = [n for n in nodes if self._is_named(n)]
        found = {m.span.start: m for n in nodes if (m := self._mention(n)) is not None}
        return tuple(found[k] for k in sorted(found))

    def _after(self, carrier: Token) -> list[Token]:
        nodes: list[Token] = []
        for child in carrier.children:
            if child.dep_ == "dative":
                pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
                nodes += (
                    self._joined(pobj or child)
                    if (pobj or child.pos_ in ("PROPN", "NOUN", "PRON"))
                    else []
                )
            elif child.dep_ in ("prep", "agent") and child.lower_ in (
                "to",
                "for",
                "in",
                "into",
                "towards",
                "toward",
                "on",
                "with",
            ):
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and self._may_receive(pobj, child.lower_):
                        nodes += self._joined(pobj)
            elif (
                child.dep_ in ("relcl",) and carrier is self.frame.thing
            ):  # "a force that would be deployed in X"
                nodes += self._after(child)
        return nodes

    def _in_clause(self, token: Token) -> bool:
        """Inside a relative clause on the thing: what is told there is another matter."""
        while (
            self.frame.thing is not None
            and token.i != self.frame.thing.i
            and token.head.i != token.i
        ):
            if token.dep_ in ("relcl", "acl", "advcl"):
                return True
            token = token.head
        return False

    def _joined(self, token: Token) -> list[Token]:
        return [token, *(t for t in token.conjuncts if t.i > token.i)]

    def _before(self, thing: Token) -> list[Token]:
        """ "Ukraine aid"; "Ukraine's defence" where it is not the giver's."""
        giving = self.frame.lemma in self.lex.recipients | self.lex.objects
        deps = ("compound", "nmod", "poss")
        kinds = ("GPE", "PERSON")
        return [
            c for c in thing.children
            if giving and c.i < thing.i and c.dep_ in deps and c.ent_type_ in kinds
            and (c.ent_type_ == "GPE") >= (c.dep_ != "poss")
        ]  # fmt: skip

    def _aim(self) -> list[Token]:
        """ "… to help Ukraine defend itself"."""
        for token in self.sentence[max(0, self.frame.core.i - self.sentence.start) :]:
            if (
                token.lemma_.lower() in _AIMS
                and token.pos_ == "VERB"
                and token.dep_ in ("xcomp", "advcl", "acl", "relcl", "conj")
            ):
                return [
                    c for c in token.children if c.dep_ in ("dobj", "nsubj") and self._is_named(c)
                ]
        return []

    @staticmethod
    def _is_named(token: Token) -> bool:
        names = ("GPE", "ORG", "NORP", "PERSON")
        return token.ent_type_ in names or any(c.ent_type_ in names for c in token.children)

    def _nearby(self) -> list[Token]:
        """The first "to Mali" or "in Mali" after the thing, where the parse hung it elsewhere."""
        thing = self.frame.thing
        if thing is None or not self._is_placed() or self.frame.lemma in self.lex.withdrawing:
            return []
        for token in self.sentence[max(0, thing.i + 1 - self.sentence.start) :]:
            if token.text == ";" or (token.dep_ == "relcl" and token.i > thing.i + 12):
                break
            if token.ent_type_ == "GPE" and self._follows(token, self._toward()):
                return [token]
        return []

    def _toward(self) -> tuple[str, ...]:
        """ "in" leads to who gets something only where people go: "a summit in Bergen" is a place."""
        sent = (ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.TRAINING)
        return ("to", "for", "in") if self.resource.kind in sent else ("to", "for")

    @staticmethod
    def _follows(token: Token, words: tuple[str, ...]) -> bool:
        index = token.i - 1
        while index > 0 and (
            token.doc[index].pos_ in ("DET", "ADJ") or token.doc[index].dep_ == "compound"
        ):
            index -= 1
        return token.doc[index].lower_ in words

    def _may_receive(self, token: Token, prep: str = "to") -> bool:
        if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "EVENT", "LAW"):
            return token.lower_ in _PLACES
        if token.tag_ in ("VBG",) or token.pos_ == "PRON":
            return token.lower_ in ("it", "them", "us", "him", "her")
        if prep in ("in", "on", "into", "with", "toward", "towards"):
            where = prep in ("in", "on", "into") and self._is_placed()
            named = token.ent_type_ in ("GPE", "LOC") or any(
                c.ent_type_ in ("GPE", "NORP") for c in token.children
            )
            return where and named
        if (
            token.ent_type_ in ("GPE", "ORG", "NORP", "PERSON", "LOC", "FAC")
            or named_at(self.reading, token) is not None
        ):
            return True
        hands = self.frame.lemma in self.lex.objects | self.lex.direct.keys()
        if prep == "to" and hands and token.pos_ == "NOUN" and token.tag_ != "VBG":
            return token.lemma_.lower() not in _ABSTRACT
        persons = token.text in units().persons or token.lemma_.lower() in (
            "country",
            "nation",
            "family",
            "group",
            "community",
            "state",
            "school",
            "hospital",
            "household",
            "company",
            "firm",
            "organisation",
            "organization",
            "region",
            "city",
            "government",
            "charity",
            "farmer",
            "business",
            "ally",
            "army",
            "force",
        )
        return persons or any(c.ent_type_ in ("GPE", "NORP") for c in token.children)

    def _is_placed(self) -> bool:
        """Troops "in Mali" are for Mali; a factory "in Norway" is for nobody in particular."""
        return self.resource.kind in (ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.WEAPONS, ResourceKind.OTHER,
                                      ResourceKind.TRAINING, ResourceKind.MONEY, ResourceKind.VACCINES)  # fmt: skip

    def _mention(self, token: Token) -> Mention | None:
        """The named actor behind the token ("Ukrainian soil" → Ukraine), or its noun phrase."""
        named = self._country_before(token) or named_at(self.reading, token)
        if named is not None:
            return named
        if token.pos_ == "PRON":
            return None
        before = ("amod", "compound", "nummod", "nmod", "poss")
        left = min(
            (c.i for c in token.subtree if c.dep_ in before and c.i < token.i), default=token.i
        )
        tokens = token.doc[min(left, token.i) : token.i + 1]
        return Mention(
            Span(tokens.start_char, tokens.end_char), tokens.text, self.reading.entity_at(token.i)
        )

    def _country_before(self, token: Token) -> Mention | None:
        """ "Ukrainian soldiers", "Ukraine's army": the country; "Ukrainian wheat" is wheat."""
        stands = token.lower_ in _PLACES or token.text in units().persons
        if not stands and token.lemma_.lower() not in self.lex.officials:
            return None
        for child in token.children:
            if child.i < token.i and child.dep_ in ("amod", "compound", "poss", "nmod"):
                named = named_at(self.reading, child)
                if named is not None and named.entity is not None:
                    entity = self.reading.entities[named.entity]
                    whole = entity.kind in (ActorKind.COUNTRY, ActorKind.ORGANISATION)
                    return named if whole else None
        return None

    # --- if what ----------------------------------------------------------------------------------

    def condition(self) -> Span | None:
        """The words of the condition: "once a deal is reached", "subject to parliament's approval"."""
        spans = [s for node in self._governors() for s in self._conditions(node)]
        spans += self._phrase_conditions()
        own = [s for s in spans if not s.start <= self.frame.core.idx < s.end]
        return (
            min(own, key=lambda s: (abs(s.start - self.frame.core.idx), -len(s))) if own else None
        )

    def _governors(self) -> list[Token]:
        nodes = [*self.frame.chain]
        if self.frame.speech is not None:
            nodes.append(self.frame.speech)
        if self.frame.thing is not None:
            nodes.append(self.frame.thing)
            nodes += [c for c in self.frame.thing.children if c.dep_ == "relcl"]
        nodes += [c for c in self.frame.core.children if c.dep_ in ("xcomp", "advcl", "prep")]
        return nodes

    def _conditions(self, node: Token) -> list[Span]:
        found = []
        for child in node.children:
            if (child.dep_ in ("advcl", "acl", "ccomp", "pcomp") and self._is_condition(child)) or (
                child.dep_ == "prep" and self._is_condition_phrase(child)
            ):
                found.append(self._clause_span(child))
        return found

    def _is_condition(self, clause: Token) -> bool:
        marks = [
            c
            for c in clause.children
            if c.dep_ in ("mark", "advmod") and c.i < clause.i and c.lower_ in self.lex.marks
        ]
        if clause.lower_ in ("provided", "providing", "assuming"):
            return True
        if not marks:
            return False
        past = clause.tag_ == "VBD" or any(
            c.tag_ == "VBD" for c in clause.children if c.dep_ in ("aux", "auxpass")
        )
        if marks[0].lower_ in ("if", "unless", "provided", "once", "assuming"):
            return True
        return not past and clause.tag_ != "VBG"

    def _is_condition_phrase(self, prep: Token) -> bool:
        if prep.lower_ not in (
            "after",
            "before",
            "until",
            "pending",
            "upon",
            "following",
            "without",
        ):
            return False
        pobj = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
        return (
            pobj is not None
            and pobj.lemma_.lower() in self.lex.condition_events
            and self._is_ahead()
        )

    def _is_ahead(self) -> bool:
        """ "would deploy after the war" looks ahead; "sent troops after the vote" looks back."""
        return self.frame.core.tag_ not in ("VBD",) or bool(self.frame.operators)

    def _clause_span(self, clause: Token) -> Span:
        """The clause from its mark to its end, without purposes, asides and closing marks."""
        tokens = sorted(clause.subtree, key=lambda t: t.i)
        first = tokens[0]
        last = tokens[-1]
        if (
            first.i > self.sentence.start
            and first.nbor(-1).lower_ in ("only", "but", "even")
            and first.nbor(-1).lower_ == "only"
        ):
            first = first.nbor(-1)
        for token in tokens:
            aside = token.text in ("–", "—", "(", ";") or (
                token.text == "," and not self._in_list(token)
            )
            aim = (
                token.lower_ == "to"
                and token.dep_ == "aux"
                and token.head.dep_ in ("advcl", "acl", "relcl", "xcomp")
                and token.i > clause.i + 1
            )
            if token.i > clause.i and (aside or aim):
                last = token.nbor(-1)
                break
        while last.i > first.i and last.text.strip(_TRIMMED) == "":
            last = last.nbor(-1)
        return Span(first.idx, last.idx + len(last))

    @staticmethod
    def _in_list(comma: Token) -> bool:
        return comma.head.dep_ in ("conj", "amod") or any(
            c.dep_ == "conj" for c in comma.head.children
        )

    def _phrase_conditions(self) -> list[Span]:
        text = self.sentence.text
        low = text.lower()
        found = []
        for phrase in self.lex.condition_phrases:
            at = re.search(rf"\b{re.escape(phrase)}\b", low)
            if at is None:
                continue
            end = re.search(r"[,;:.–—(”\"]|\s(?:and|but|while|as well as)\s", text[at.end() :])
            stop = at.end() + end.start() if end else len(text.rstrip(_TRIMMED))
            found.append(
                Span(self.sentence.start_char + at.start(), self.sentence.start_char + stop)
            )
            break
        provided = re.search(
            r"\bprovided (?:that )?(?=an? |the |it |they |he |she |there |[A-Z])[^,;:.–—()”\"]+",
            text,
        )
        if provided is not None and not found:
            start = self.sentence.start_char + provided.start()
            found.append(Span(start, start + len(provided.group().rstrip())))
        return found

    def exclusion(self) -> Span | None:
        """ "but not in the front lines", "excluding ammunition"; also the sentence's own "no troops would …"."""
        text = self.sentence.text
        start = self.frame.core.idx - self.sentence.start_char
        for phrase in self.lex.exclusion_phrases:
            at = re.search(rf"\b{re.escape(phrase)}\b", text[start:], re.IGNORECASE)
            if at is None:
                continue
            end = re.search(r"[,;:.–—(]|\s(?:and|but|while)\s", text[start + at.end() :])
            stop = start + at.end() + (end.start() if end else len(text) - start - at.end())
            return Span(
                self.sentence.start_char + start + at.start(), self.sentence.start_char + stop
            )
        return None

    # --- when -------------------------------------------------------------------------------------

    def deadline(self) -> TimeExpression | None:
        """ "by 2030", "within five years", "before the end of March"."""
        text = self.reading.document.text
        for time in self._times():
            before = text[
                max(self.sentence.start_char, time.span.start - 24) : time.span.start
            ].lower()
            if time.text.lower().startswith("within") or re.search(
                r"\b(?:by|before|until|no later than|over|in)(?: the)?\s$", before
            ):
                if (
                    re.search(r"\b(?:over|in)(?: the)?\s$", before)
                    and "next" not in time.text
                    and "coming" not in time.text
                ):
                    continue
                return time
        return None

    def duration(self) -> str | None:
        """ "for three years", "over five years", in the words of the text."""
        start = self.frame.core.idx
        match = re.search(
            r"\b(?:for|over)\s((?:the next |at least |up to )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)[ -]"
            r"(?:year|month|week|day|decade)s?)\b",
            self.reading.document.text[start : self.sentence.end_char],
        )
        return match.group(1) if match else None

    def _times(self) -> list[TimeExpression]:
        return [
            t
            for t in self.reading.times
            if self.frame.core.idx <= t.span.start < self.sentence.end_char
        ]
