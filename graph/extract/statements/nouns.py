"""What a noun or an adjective may report: "the claim that …", "a plan to …", "is ready to …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate, Draft, Kids, Maker, kids_of
from graph.extract.statements.clause import Range, inherited_subject, subtree
from graph.extract.statements.verbs import TOPICS

TAKEN = "taken"  # how the source of "she rejected calls to quit" was found: she is not the caller
_NAMED = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_PREDICATE = frozenset({"acomp", "oprd", "attr", "xcomp", "ccomp"})
# Verbs whose subject is told, or turns down, what others say: "faces calls to quit", "rejected calls to quit".
_TAKING = frozenset(
    "reject dismiss ignore resist face hear receive get rebuff spurn defy heed answer brush shrug wave bat fend "
    "encounter meet draw attract prompt spark trigger provoke welcome condemn criticise criticize oppose".split()
)
_CLOSE = 5  # tokens of a cue that is a verb with its noun: "issued a joint statement"


class NounReader:
    """Proposes what a noun or an adjective reports."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker

    def of_noun(self, noun: Token) -> Iterator[Candidate]:
        """All readings of one noun."""
        kids = kids_of(noun)
        source, how, light = _noun_source(noun, kids)
        made = Draft(self._maker, noun, _cue_of_noun(noun, light), source, how)
        for clause in (*kids.clauses, *kids.others):
            if clause.dep_ in ("acl", "relcl", "ccomp", "xcomp") and clause.i > noun.i:
                mark = "to" if any(k.lower_ == "to" for k in clause.lefts) else clause.dep_
                yield from made("n:" + mark, [subtree(clause)], clause)
        for prep in kids.preps[:3]:
            if prep.lower_ in TOPICS and not _is_source_phrase(prep, source):
                yield from made("n:prep:" + prep.lower_, [subtree(prep)], prep)
        if noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ == "be":
            said = _after_copula(noun.head)
            if said is not None:
                yield from made("n:is:" + said.dep_, [subtree(said)], said)

    def of_adjective(self, word: Token) -> Iterator[Candidate]:
        """All readings of one adjective."""
        kids = kids_of(word)
        subject, how, cue = _bearer(word)
        if word.dep_ in _PREDICATE and word.head.pos_ in ("AUX", "VERB"):
            kids.clauses += [k for k in kids_of(word.head).clauses if k.i > word.i]
        made = Draft(self._maker, word, cue, subject, how)
        for clause in kids.clauses:
            yield from made("a:" + clause.dep_, [subtree(clause)], clause)
        for prep in kids.preps[:2]:
            yield from made("a:prep:" + prep.lower_, [subtree(prep)], prep)


def _noun_source(noun: Token, kids: Kids) -> tuple[Token | None, str, Token | None]:
    """Whose words they are: "Lind's claim", "the claim by Lind", "Lind made the claim"."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child, "poss", None
    for prep in kids.preps:
        if prep.lower_ in ("by", "from", "among"):
            for thing in prep.children:
                if thing.dep_ == "pobj":
                    return thing, "by", None
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj") and head != noun:
        verb = head if noun.dep_ != "pobj" else head.head
        if is_taken(noun):
            return None, TAKEN, None
        if verb.pos_ in ("VERB", "AUX"):
            subject, _ = inherited_subject(verb)
            return subject, "light:" + noun.dep_, verb if noun.dep_ == "dobj" else None
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound") and child.ent_type_ in _NAMED:
            return child, "adjective", None
    for prep in kids.preps:
        if prep.lower_ == "of":
            for thing in prep.children:
                if thing.dep_ == "pobj" and (thing.ent_type_ or thing.pos_ == "PRON"):
                    return thing, "of", None
    return None, "none", None


def is_taken(noun: Token) -> bool:
    """Whether the subject of the noun's verb hears what the noun reports: "faces calls to quit".

    Counter-example: "renewed calls to quit" (who renews them calls).
    """
    verb = noun.head
    return (
        noun.dep_ in ("dobj", "conj")
        and noun.pos_ == "NOUN"
        and (verb if noun.dep_ == "dobj" else verb.head).lemma_.lower() in _TAKING
    )


def _cue_of_noun(noun: Token, light: Token | None) -> Range:
    """The noun, with its verb where they stand close: "issued a statement"."""
    if light is None or abs(light.i - noun.i) >= _CLOSE:
        return noun.i, noun.i + 1
    return min(light.i, noun.i), max(light.i, noun.i) + 1


def _after_copula(verb: Token) -> Token | None:
    """What a noun is said to be: "the plan is to wait", "her advice was that …"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "attr", "acomp", "advcl"):
            return child
    return None


def _bearer(word: Token) -> tuple[Token | None, str, Range]:
    """Who is ready, afraid or sure, how that was found, and the tokens of the cue."""
    head, own = word.head, (word.i, word.i + 1)
    if word.dep_ in _PREDICATE and head.pos_ in ("AUX", "VERB"):
        cue = (head.i, word.i + 1) if head.i < word.i <= head.i + 4 else own
        return *inherited_subject(head), cue
    if word.dep_ == "conj":
        return *inherited_subject(head.head if head.pos_ == "ADJ" else head), own
    return (head, "noun", own) if word.i > head.i else (None, "none", own)


def _is_source_phrase(prep: Token, source: Token | None) -> bool:
    return source is not None and source.head == prep
