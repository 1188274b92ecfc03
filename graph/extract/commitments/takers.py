"""Who may be given something, and by which name: a taker's noun, its country, its alias."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.purposes import bears_burden, receives
from graph.extract.commitments.stand_ins import behind, meant, subjects_of
from graph.extract.commitments.thing import Thing
from graph.extract.commitments.told import (
    in_a_season,
)
from graph.extract.named import named_at
from graph.model import ActorKind, Mention, ResourceKind
from graph.parse.reading import span_of

_PLACES = {"soil", "ground", "territory", "border", "front", "territories", "cause", "side", "defence", "defense",
           "army", "military", "government", "people", "forces", "population", "economy", "war effort"}  # fmt: skip
_ABSTRACT = {"effort", "fight", "end", "level", "goal", "aim", "task", "struggle", "war", "cause", "extent", "point", "table",
             "tune", "process", "date", "location", "site", "spot", "place", "debate", "scheme", "cost", "total", "record", "degree", "use", "power", "work", "test",
             "resolution", "investigation", "ballot", "box", "search", "scene", "list", "development", "growth", "reconstruction", "percent", "sum", "front", "line"}  # fmt: skip
# Who serves a country, so that what they get it gets; "Chadian nurses" are nurses.
_IN_SERVICE = frozenset(
    "soldier troop officer recruit pilot conscript airman sailor marine commando guard policeman gendarme fighter force "
    "counterpart crew cadet brigade battalion unit".split()
)
_ALL = frozenset({"everyone", "everybody", "anyone", "anybody", "those", "all"})
# What is built is for nobody in particular, and a deed at a place is not for the place.
_WORKS = frozenset(
    "plant factory mine pipeline road railway bridge dam port line infrastructure technology research energy equipment "
    "production capacity training building stadium turbine reactor terminal housing".split()
)
# Nouns after "to" and "for" that nothing is given to: "in an attempt", "in hopes of".
_MATTERS = frozenset(
    "hope attempt reserve mining logging drilling trade travel use waterboarding problem presidency moon orbit space".split()
)
LAYING = frozenset(
    {
        "impose",
        "introduce",
        "levy",
        "tax",
        "raise",
        "increase",
        "tighten",
        "toughen",
        "announce",
        "extend",
        "adopt",
    }
)
_LOCAL = frozenset(
    {
        "close",
        "shut",
        "close down",
        "shut down",
        "open",
        "reopen",
        "veto",
        "hire",
        "recruit",
        "employ",
        "build",
        "construct",
    }
)


class Takers(Thing):
    """Adds who could take it."""

    def _may_receive(self, token: Token, prep: str = "to") -> bool:
        if token.lemma_.lower() in ("border", "frontier", "fence") or (
            prep == "on" and self.frame.lemma in self.lex.sharing
        ):
            return False  # troops go to a border, and nobody gets them
        if token.lemma_.lower() in self.lex.condition_events and token.pos_ == "NOUN":
            return False  # "tied its pledge to a truce"
        if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "EVENT", "LAW"):
            return token.lower_ in _PLACES
        if self.frame.lemma in self.lex.permit and token is self.frame.recipient:
            return token.pos_ in ("NOUN", "PROPN")  # "let two airlines land"
        if token.lower_ in _ALL and any(c.dep_ in ("relcl", "acl") for c in token.children):
            return True  # "everyone who missed a train"
        if token.tag_ in ("VBG",) or token.pos_ == "PRON":
            return token.lower_ in ("it", "them", "us", "him", "her")
        if in_a_season(token) or _is_own_army(token):
            return False
        if token.lemma_.lower() in _WORKS | _MATTERS and token.ent_type_ not in ("ORG", "GPE"):
            return False
        if prep == "on" and self.frame.thing is not None and bears_burden(self.frame.thing):
            return self.frame.lemma in self.lex.policy - LAYING and bool(token.ent_type_)
        money = self.resource.kind is ResourceKind.MONEY
        if money and prep in ("for", "into", "towards", "toward") and receives(token):
            return True
        if prep in ("in", "into") and self.frame.lemma in ("invest", "inject", "pour", "pump"):
            built = token.lemma_.lower() in ("plant", "factory")
            return (
                token.pos_ == "PROPN" or receives(token) or built
            )  # not "invested in renovations"
        if prep == "with" and self.frame.lemma in self.lex.sharing:
            return receives(token) or token.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")
        if prep in ("in", "on") and self.frame.lemma in _LOCAL:
            return False  # "will close its branch in Oslo"
        if prep == "into" and self.frame.lemma in self.lex.permit:
            return token.pos_ in ("NOUN", "PROPN")
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
        return receives(token) or any(c.ent_type_ in ("GPE", "NORP") for c in token.children)

    def _is_placed(self) -> bool:
        """Troops "in Mali" are for Mali; a factory "in Norway" is for nobody in particular."""
        return self.resource.kind in (ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.WEAPONS, ResourceKind.OTHER,
                                      ResourceKind.TRAINING, ResourceKind.MONEY, ResourceKind.VACCINES)  # fmt: skip

    def _mention(self, token: Token) -> Mention | None:
        """The named actor behind the token ("Ukrainian soil" → Ukraine), or its noun phrase."""
        if token.lower_ in ("conditional", "contingent", "dependent"):  # "to Mali conditional on …"
            token = next((c for c in token.lefts if c.ent_type_ in ("GPE", "ORG")), token)
        if token.lemma_.lower() in (
            "stage",
            "phase",
            "part",
            "half",
            "share",
            "average",
            "total",
            "number",
            "handful",
            "majority",
            "series",
        ):  # "stages of the project"
            token = next(iter(pobjs(token, ("of",))), token)
        token = behind(token)
        named = self._country_before(token) or named_at(self.reading, token)
        if named is not None and not (token.pos_ == "PRON" and self._is_giver(named)):
            return named
        if token.lower_ in _ALL and (clause := _clause_of(token)) is not None:
            words = token.doc[token.i : min(clause.right_edge.i, token.i + 8) + 1]
            return Mention(span_of(words), words.text)
        if token.pos_ == "PRON":
            who = meant(token, self.frame)
            return self._mention(who) if who is not None else None
        if (alias := self._called(token)) is not None:
            return alias
        before = ("amod", "compound", "nummod", "nmod", "poss")
        left = min(
            (c.i for c in token.subtree if c.dep_ in before and c.i < token.i), default=token.i
        )
        tokens = token.doc[min(left, token.i) : token.i + 1]
        return Mention(span_of(tokens), tokens.text, self.reading.entity_at(token.i))

    def _is_giver(self, mention: Mention) -> bool:
        """ "the minister rang Lund and promised him tents": whoever "him" is, it is not the minister."""
        keys = (self.reading.entity_at(t.i) for t in subjects_of(self.frame))
        return mention.entity is not None and mention.entity in keys

    def _called(self, token: Token) -> Mention | None:
        """ "a relief group known as the Blue Vests": the name."""
        for clause in token.children:
            if clause.dep_ == "acl" and clause.lower_ in ("known", "called", "named", "dubbed"):
                for name in clause.subtree:
                    if name.pos_ == "PROPN" and name.dep_ in ("pobj", "oprd", "dobj"):
                        return named_at(self.reading, name) or self._phrase_of(name)
        return None

    @staticmethod
    def _phrase_of(name: Token) -> Mention:
        tokens = name.doc[min(c.i for c in (name, *name.lefts) if c.pos_ == "PROPN") : name.i + 1]
        return Mention(span_of(tokens), tokens.text)

    def _country_before(self, token: Token) -> Mention | None:
        """ "Ukrainian soldiers", "Ukraine's army": the country; "Ukrainian wheat" is wheat."""
        if token.lemma_.lower() in ("refugee", "migrant", "exile", "prisoner", "immigrant"):
            return None  # "Chadian refugees" are not Chad
        opened = self.frame.lemma in ("open", "reopen")  # "will open its market to Chadian cotton"
        stands = opened or token.lower_ in _PLACES or token.lemma_.lower() in _IN_SERVICE
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


def _is_own_army(token: Token) -> bool:
    """ "will add 7,000 soldiers to its army": nobody else gets them."""
    own = any(c.dep_ == "poss" and c.lower_ in ("its", "their", "our") for c in token.children)
    return own and token.lemma_.lower() in ("army", "military", "force", "navy", "arsenal", "fleet")


def _clause_of(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in ("relcl", "acl")), None)


def pobjs(carrier: Token, words: tuple[str, ...]) -> list[Token]:
    """Objects of these prepositions, "out of" included."""
    found: list[Token] = []
    for prep in carrier.children:
        if prep.dep_ in ("prep", "prt", "advmod") and prep.lower_ in words:
            inner = [c for c in prep.children if c.dep_ == "prep" and c.lower_ == "of"] or [prep]
            found += [c for p in inner for c in p.children if c.dep_ == "pobj"]
    return found
