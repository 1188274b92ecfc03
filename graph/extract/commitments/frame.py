"""A core with its thing and what stands above it: the type that the steps of reading a commitment share."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.extract.commitments.lexicon import Lexicon
from graph.model import Status


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that governs the core: "pledged", "ready", "refusal"."""

    token: Token
    status: Status
    strong: bool = False


@dataclass(slots=True)
class Frame:
    """A core (verb or noun) with its thing, and the chain of what stands above it, innermost first.

    "Oslo is ready to send tanks": core `send`, thing `tanks`, operators [ready].
    """

    core: Token
    lemma: str
    thing: Token | None
    operators: list[Operator] = field(default_factory=list)
    chain: list[Token] = field(default_factory=list)  # from the core upwards, the core first
    status: Status | None = None  # of the core itself ("pledged 500 troops")
    speech: Token | None = None  # the verb of saying above ("said that it will …")
    demanded: bool = False
    supposed: bool = False
    recipient: Token | None = None  # the object, where it is who gets something
    giver: Token | None = (
        None  # who is bound, where the subject gets it ("received $5m from Japan")
    )
    unbound: bool = False  # an infinitive under a verb that promises nothing ("threatened to cut")


def verb_lemma(token: Token, lex: Lexicon) -> str:
    """The lemma, with its particle where the lexicon knows the pair ("rule out")."""
    lemma = token.lemma_.lower()
    for child in token.children:
        beside = (
            child.i == token.i + 1 or child.dep_ != "prep"
        )  # not "take back migrants in return"
        if child.dep_ in ("prt", "advmod", "prep") and child.i > token.i and beside:
            pair = f"{lemma} {child.lower_}"
            if pair in lex.gives or pair in lex.direct or pair in lex.weak:
                return pair
            amount = (
                child.lower_ == "up"
                and child.i + 1 < len(child.doc)
                and child.nbor().lower_ == "to"
            )
            if child.dep_ == "prt" and not amount:
                return pair  # "gave up its weapons" gives nothing; "gave up to 500 tents" does
    return lemma


def is_relative(token: Token) -> bool:
    return token.tag_ in ("WDT", "WP") or (
        token.lower_ == "that" and token.pos_ in ("PRON", "SCONJ", "DET")
    )
