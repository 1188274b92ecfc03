"""Who gets what a frame gives."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frames import gifts
from graph.extract.commitments.goods import GATHERINGS
from graph.extract.commitments.purposes import bears_burden, freed_from, helped_by_purpose, receives
from graph.extract.commitments.stand_ins import before_number, behind
from graph.extract.commitments.takers import LAYING, Takers, pobjs
from graph.extract.commitments.thing import OF
from graph.extract.commitments.told import (
    COSTS,
    FORGIVING,
    debtors,
    spent_on,
    those_told,
    whose_costs,
)
from graph.extract.named import named_at
from graph.model import ActorKind, Mention, ResourceKind
from graph.parse.quantities.units import units

_AID = {
    "aid",
    "assistance",
    "support",
    "funding",
    "help",
    "relief",
}  # "$5 million more in aid to Chad"
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
_AT_PLACES = frozenset({"spend", "invest", "allocate", "fund", "finance"})
_NO_GIFT = frozenset(
    {"according", "due", "thanks", "compared", "owing", "prior", "next", "close", "addition"}
)


class Recipients(Takers):
    """Adds who gets it."""

    def beneficiaries(self) -> tuple[Mention, ...]:
        """Who gets it, in text order; empty where the sentence does not say."""
        frame = self.frame
        if frame.lemma in ("deport", "expel"):
            return ()  # where they are sent gets nothing
        if frame.thing is not None and frame.thing.lemma_.lower() in GATHERINGS:
            return ()  # "offered to host a summit in Oslo"
        nodes: list[Token] = []
        leave = frame.lemma in self.lex.permit and frame.recipient is frame.thing
        leave = leave and frame.thing is not None and bool(self._let_in(frame.thing))
        if frame.recipient is not None and not leave and self._may_receive(frame.recipient):
            others = frame.recipient.conjuncts
            nodes += [frame.recipient, *(t for t in others if self._may_receive(t))]
        carriers = [frame.core, *([frame.thing] if frame.thing is not None else [])]
        if frame.core.pos_ == "NOUN" and frame.core.dep_ == "dobj":
            carriers.append(frame.core.head)  # "made a donation to the clinic"
        carriers += [p for p in pobjs(frame.core, ("in",)) if p.lemma_.lower() in _AID]
        priced = (frame.core, *((frame.thing,) if frame.thing is not None else ()))
        carriers += [c for p in priced for c in p.rights if c.lower_ == "worth"]
        if frame.thing is not None:
            carriers += [n for n in frame.thing.subtree if n.dep_ == "pobj" and n.i - frame.thing.i < 10
                         and n.head.lower_ in OF and not self._in_clause(n)
                         and not self._within_recipient(n)]  # fmt: skip
            carriers += [t for t in frame.thing.conjuncts if t.i > frame.thing.i]
            nodes += self._before(frame.thing)
            nodes += before_number(frame.thing) if frame.lemma in self._handing() else []
            nodes += freed_from(frame.thing) if frame.lemma in self.lex.policy - LAYING else []
            nodes += debtors(frame.thing) if frame.lemma in FORGIVING else []
            nodes += self._let_in(frame.thing) if frame.lemma in self.lex.permit else []
        if frame.lemma in self.lex.permit and frame.recipient is not None:
            inside = self._let_in(frame.recipient)  # "allow the return of miners to work the pit"
            nodes = inside or nodes
        nodes += self._left() + self._poured_into()
        for carrier in carriers:
            nodes += self._after(carrier)
        paid = frame.recipient is not None and frame.recipient is not frame.thing
        if paid and self.resource.kind is ResourceKind.MONEY:
            nodes = [n for n in nodes if n.head.lower_ != "in"]  # "pay its workers in Oslo $40"
        nodes = spent_on(frame.core, frame.thing) or whose_costs(frame.thing) or nodes
        nodes = nodes or those_told(frame)
        nodes = nodes or self._asked_in_return() or self._aim() or self._nearby() or self._asking()
        nodes = (
            nodes
            or self._named_in_purpose()
            or self._shared()
            or self._shared_before()
            or self._taken_in()
        )
        nodes = [
            n
            for n in nodes
            if frame.thing is None
            or n.i != frame.thing.i
            or frame.recipient is not None
            or self._taken_in()
        ]
        if (
            frame.lemma == "train"
        ):  # "train 200 nurses" for nobody who is named; "Malian soldiers" are Mali's
            served = pobjs(frame.thing, ("of",)) if frame.thing is not None else []
            nodes = [n for n in (*nodes, *served) if self._is_named(n)]
            nodes = [n for n in nodes if n.dep_ in ("dobj", "nsubjpass")] or nodes
        found: dict[int, Mention] = {}
        for mention in (m for n in nodes if (m := self._mention(n)) is not None):
            if mention.entity is not None or mention.span.start not in found:
                found[mention.span.start] = mention
        return tuple(found[k] for k in sorted(found))

    def _handing(self) -> frozenset[str]:
        return frozenset(self.lex.objects | self.lex.direct.keys())

    def _taken_in(self) -> list[Token]:
        """ "will host 900 refugees", "pay the owners": they themselves; not "pay the bill", "resettlement"."""
        thing, lemma = self.frame.thing, self.frame.lemma
        if thing is None or not receives(thing):
            return []
        hosted = lemma in self.lex.people and self.resource.kind is ResourceKind.RESETTLEMENT
        return [thing] if hosted or lemma in ("pay", "repay", "reward") else []

    def _within_recipient(self, token: Token) -> bool:
        """ "euros for the victims of the earthquake in Chad": they get it, and what tells of them does not."""
        while token.dep_ == "pobj" and token.head.head.i != token.head.i:
            if token.head.lower_ == "for" and receives(token):
                return True
            token = token.head.head
        return False

    def _after(self, carrier: Token) -> list[Token]:
        nodes: list[Token] = []
        for child in self._of_this_gift(carrier):
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
                if child.lower_ == "for" and any(n.head.lower_ == "to" for n in nodes):
                    continue  # "gave $5 to the school for a new library"
                for pobj in map(behind, child.children):
                    taken = pobj.dep_ == "pobj" or pobj.head.i != child.i
                    if taken and self._may_receive(pobj, child.lower_):
                        nodes += self._joined(pobj)
            elif child.dep_ == "prep" and child.lower_ == "behind":
                nodes += [t for p in pobjs(carrier, ("behind",)) for t in self._in_front_of(p)]
            elif (
                child.dep_ in ("relcl",) and carrier is self.frame.thing
            ):  # "a force that would be deployed in X"
                nodes += self._after(child)
        return nodes

    def _in_front_of(self, noun: Token) -> list[Token]:
        """ "behind the Holm bid": Holm; "behind Norway": Norway."""
        names = ("ORG", "PERSON", "GPE")
        before = [
            c for c in noun.lefts if c.ent_type_ in names and c.dep_ in ("compound", "poss", "nmod")
        ]
        return before or ([noun] if noun.ent_type_ in names else [])

    def _named_in_purpose(self) -> list[Token]:
        """ "$5 million for repairs at Bergen airport", "for the care of children in Chad": who is named there."""
        if self.resource.kind is not ResourceKind.MONEY or self.frame.thing is None:
            return []
        for place in pobjs(self.frame.core, ("at",)):
            aimed = any(pobjs(c, ("for",)) for c in (self.frame.core, self.frame.thing))
            named = self._is_named(place) and self.frame.lemma in _AT_PLACES
            if named or (aimed and receives(place)):
                return [place]  # "spend $5 million for repairs at Bergen airport"
        for carrier in (self.frame.thing, self.frame.core):
            for purpose in pobjs(carrier, ("for", "towards", "toward")):
                inside = sorted(purpose.subtree, key=lambda t: t.i)
                for token in (t for t in inside if t.i > purpose.i and t.dep_ == "pobj"):
                    led = token.head.lower_ in ("at", "in", "of", "for")
                    if led and (self._is_named(token)) and token.ent_type_ not in ("DATE", "MONEY"):
                        return [token]
        return []

    def _asked_in_return(self) -> list[Token]:
        """ "will not lift the embargo until Chad pays": who must do something first, for the burden to go."""
        thing = self.frame.thing
        if thing is None or not bears_burden(thing):
            return []
        for clause in (c for n in self.frame.chain for c in n.children if c.dep_ == "advcl"):
            if any(c.lower_ in ("until", "unless", "if", "once", "before") for c in clause.lefts):
                inner = (clause, *(c for k in clause.children for c in (k, *k.children)))
                subjects = (c for t in inner for c in t.children if c.dep_ == "nsubj")
                named = [s for s in subjects if s.ent_type_ in ("GPE", "ORG", "NORP")]
                if named:
                    return named[:1]
        return []

    def _asking(self) -> list[Token]:
        """ "ready to offer tents should Chad ask", "if asked by Chad": who asks for it; not "if Chad agrees"."""
        if self.frame.lemma not in self._handing() | self.lex.recipients:
            return []
        tops = {n.i for n in self.frame.chain}
        for verb in self.sentence:
            asks = verb.lemma_.lower() in ("ask", "request", "want", "need", "seek")
            asks = asks or (
                verb.lemma_ == "make" and any(c.lower_ == "request" for c in verb.rights)
            )
            marked = any(c.lower_ in ("if", "should", "once", "when") for c in verb.lefts)
            if not asks or not marked or verb.pos_ != "VERB":
                continue
            near = any(a.i in tops for a in verb.ancestors)
            if not near and self.frame.chain[-1].head.i != verb.head.i:
                continue
            agents = [k for c in verb.rights if c.dep_ == "agent" for k in c.children]
            who = [*(c for c in verb.lefts if c.dep_ == "nsubj"), *agents]
            if named := [t for t in who if t.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")]:
                return named[:1]
        return []

    def _shared(self) -> list[Token]:
        """ "will provide relief and cut fees for families": who stands behind the last of joined verbs."""
        for other in self.frame.core.conjuncts:
            between = self.sentence.doc[self.frame.core.i : other.i]
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children)
            if other.i < self.frame.core.i or own or any(t.text in ",;" for t in between):
                continue
            last = max(
                (c for c in other.children if c.dep_ == "dobj"), key=lambda c: c.i, default=None
            )
            found = [p for n in (other, last) if n is not None for p in pobjs(n, ("to", "for"))]
            if found and all(receives(p) or self._is_named(p) for p in found):
                return found
        return []

    def _shared_before(self) -> list[Token]:
        """ "lifted the embargo on Chad and provided guarantees", "will stand by Chad and offer help": Chad."""
        core = self.frame.core
        if (
            core.dep_ != "conj"
            or core.head.pos_ != "VERB"
            or self.frame.lemma not in self._handing()
        ):
            return []
        thing = next((c for c in core.head.children if c.dep_ == "dobj"), None)
        freed = freed_from(thing) if thing is not None else []
        found = [*freed, *pobjs(core.head, ("to", "for", "by", "with"))]
        return [t for t in found if t.ent_type_ in ("GPE", "NORP") or self._is_country(t)][:1]

    def _of_this_gift(self, carrier: Token) -> list[Token]:
        """ "gave $5 to Holm, $9 to Lund": of the verb's children those between this amount and the next."""
        children = list(carrier.children)
        thing = self.frame.thing
        others = gifts(carrier) if carrier.i == self.frame.core.i else []
        if thing is None or thing not in others:
            return children
        end = next((t.i for t in others if t.i > thing.i), carrier.sent.end)
        return [c for c in children if thing.i < c.i < end or c.i < others[0].i]

    def _poured_into(self) -> list[Token]:
        """ "the fund that Holm poured $5 million into": the fund."""
        core = self.frame.core
        bare = [c for c in core.rights if c.dep_ == "prep" and c.lower_ in ("to", "into", "for")]
        if not bare or any(c.dep_ in ("pobj", "pcomp") for c in bare[0].children):
            return []
        clause = core if core.dep_ in ("relcl", "ccomp") else core.head
        head = clause.head
        led = any(c.dep_ == "mark" or c.tag_ in ("WDT", "IN") for c in clause.lefts)
        if clause.dep_ == "relcl":
            return [head]
        before = core.doc[max(0, clause.left_edge.i - 1)]
        return [before] if led and before.pos_ in ("PROPN", "NOUN") else []

    def _left(self) -> list[Token]:
        """ "pulled its troops out of Mali": the place they leave is who had them."""
        back = self.frame.lemma in self.lex.withdrawing | {
            "send",
            "bring",
            "bring back",
            "cut",
            "withdrawal",
        }
        sent = (ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.TRAINING)
        if not back or self.resource.kind not in sent:
            return []
        carriers = (self.frame.core, *((self.frame.thing,) if self.frame.thing is not None else ()))
        found = [p for carrier in carriers for p in pobjs(carrier, ("from", "out"))]
        home = (c for c in self.frame.core.children if c.dep_ in ("advmod", "prt"))
        found += [p for adverb in home for p in pobjs(adverb, ("from",))]  # "send home from Chad"
        found += [p for pobj in found for p in pobjs(pobj, ("in", "of"))]  # "from a camp in Chad"
        return [
            pobj
            for pobj in found
            if pobj.ent_type_ in ("GPE", "LOC")
            or self._is_country(pobj)
            or any(c.ent_type_ in ("GPE", "LOC") for c in pobj.children)
        ][:1]

    def _is_country(self, token: Token) -> bool:
        """Whether the gazetteer knows a country there, whatever the parser calls it."""
        named = named_at(self.reading, token)
        if named is None or named.entity is None:
            return False
        return self.reading.entities[named.entity].kind is ActorKind.COUNTRY

    @staticmethod
    def _let_in(thing: Token) -> list[Token]:
        """ "allow the return of aid workers": the workers."""
        return [p for p in pobjs(thing, ("of", "by")) if receives(p) or p.ent_type_ == "ORG"]

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
        if self.frame.lemma in ("free", "release") and thing.text in units().persons:
            return [c for c in thing.children if c.i < thing.i and c.ent_type_ in ("ORG", "NORP")]
        if self.resource.kind in (ResourceKind.TROOPS, ResourceKind.POLICE):
            return []  # "will send Malian troops": whose they are, not whom they are for
        giving = self.frame.lemma in self.lex.recipients | self.lex.objects | {"guarantee"}
        deps = ("compound", "nmod", "poss")
        kinds = ("GPE", "PERSON")
        return [
            c for c in thing.children
            if giving and c.i < thing.i and c.dep_ in deps and c.ent_type_ in kinds
            and (c.ent_type_ == "GPE") >= (c.dep_ != "poss")
            and (c.ent_type_ == "GPE" or receives(thing) or thing.lemma_.lower() in COSTS)
        ]  # fmt: skip

    def _aim(self) -> list[Token]:
        """ "… to help Ukraine defend itself"."""
        for token in self.sentence[max(0, self.frame.core.i - self.sentence.start) :]:
            if (
                token.lemma_.lower() in _AIMS
                and token.pos_ == "VERB"
                and token.dep_ in ("xcomp", "advcl", "acl", "relcl", "conj")
                and not self._is_conditional(token)
                and not any(c.lower_ in ("while", "by", "after") for c in token.lefts)
            ):
                inner = [c for k in token.children if k.dep_ == "ccomp" for c in k.lefts]
                named = [
                    c
                    for c in (*token.children, *inner)
                    if c.dep_ in ("dobj", "nsubj") and self._is_named(c)
                ]
                if named:
                    return named
        if self.resource.kind not in (ResourceKind.MONEY, ResourceKind.OTHER):
            return []
        return helped_by_purpose(self.frame.core, self.frame.thing)

    @staticmethod
    def _is_conditional(token: Token) -> bool:
        """Inside "until …", "if …": "until he is sure that Chad helps the victims" gives the victims nothing."""
        marks = ("until", "unless", "if", "once")
        return any(c.lower_ in marks for a in token.ancestors for c in a.lefts if a.dep_ == "advcl")

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
            other = token.lower_ in ("but", "while", "although") or token.dep_ == "neg"
            if other or token.text == ";" or (token.dep_ == "relcl" and token.i > thing.i + 12):
                break
            if self._is_of_another(token):
                continue
            paid = self.resource.kind is ResourceKind.MONEY and receives(token)
            person = self.resource.kind is ResourceKind.MONEY and token.ent_type_ in (
                "PERSON",
                "ORG",
            )
            if person and self._follows(token, ("to",)):
                return [token]  # "will pay $5 apiece to Lund"
            if (token.ent_type_ == "GPE" or paid) and self._follows(token, self._toward()):
                return [token]
        return []

    def _is_of_another(self, token: Token) -> bool:
        """Inside what others do ("programmes that allow Chadians to come to Oslo"), or after "according to"."""
        noun = token.head if token.dep_ in ("compound", "nmod", "poss", "amod") else token
        if noun.head.lower_ == "to" and noun.head.i and noun.head.nbor(-1).lower_ in _NO_GIFT:
            return True
        own = {t.i for t in (*self.frame.chain, self.frame.core)}
        own |= {self.frame.speech.i} if self.frame.speech is not None else set()
        for above in token.ancestors:
            if above.i in own:
                return False
            if above.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in above.lefts):
                return True
        return False

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
