"""Targets that are no actors: plans, laws, measures, and deeds put as clauses."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.stances.frame import Frame
from graph.extract.stances.lexicon import lexicon
from graph.model import Mention, Span
from graph.parse import Reading

MAX_WORDS = 12
_FEELINGS = frozenset(
    {"fear", "concern", "worry", "doubt", "afraid", "worried", "concerned", "tired"}
)
_ABSTRACT = ("tion", "sion", "ment", "ism", "ity", "ship", "cy", "ance", "ence")
_RELATIONS = frozenset(
    {"supports", "opposes", "rejects", "criticises", "condemns", "praises", "defends", "mocks"}
)


def proposal_at(reading: Reading, frame: Frame) -> Mention | None:
    """The words of a proposal that the frame is about, without its article; None for other nouns.

    "backed the ceasefire plan", "opposes sending troops"; not "backed the car", "rejected a smile".
    """
    target = _named_before(frame.target) if frame.target.lower_ == "it" else frame.target
    if frame.deed or frame.relation not in _RELATIONS:
        return None
    if target.lemma_.lower() == "comment" and frame.cue.lemma_ in ("decline", "refuse"):
        return None  # "declined comment" is against nothing
    if frame.cue.lemma_ == "sanction":
        return None  # "sanctioned the practice" allows it
    if _is_proposal(target):
        return _mention(reading, _front(target), target)
    if frame.cue.lemma_.lower() in _FEELINGS:
        return None  # "the fear of losing" is against nothing that somebody proposes
    if target.tag_ == "VBG" and frame.cue.lemma_ == "deny":
        return None  # "denied speaking to Lund" is against nothing
    if target.tag_ == "VBG" and target.dep_ in ("xcomp", "pcomp", "dobj", "pobj"):
        return _mention(reading, target, target)
    return None


def _named_before(pronoun: Token) -> Token:
    """ "Lund presented the plan. Dahl called it reckless": the plan, where nothing else can be meant; else the pronoun."""
    start = pronoun.sent.start
    first = pronoun.doc[start - 1].sent.start if start else start
    named = [
        t
        for t in pronoun.doc[first : pronoun.i]
        if t.dep_ in ("nsubj", "nsubjpass", "dobj") and t.pos_ in ("NOUN", "PROPN")
    ]
    things = [t for t in named if t.ent_type_ not in ("PERSON", "NORP")]
    fits = len(things) == 1 and _is_proposal(things[0]) and things[0].tag_ != "NNS"
    return things[0] if fits else pronoun


def _is_proposal(noun: Token) -> bool:
    """ "the plan", "gun control", "net neutrality", "the Clean Rivers Act"; not "the car", "the community"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        return noun.ent_type_ == "LAW" or (noun.ent_type_ == "" and lemma in lexicon().proposals)
    return noun.pos_ == "NOUN" and (lemma in lexicon().proposals or _is_abstract(lemma))


def _is_abstract(lemma: str) -> bool:
    return lemma.endswith(_ABSTRACT) and lemma not in lexicon().concrete


def _front(noun: Token) -> Token:
    """The first word of the noun's phrase after article and possessive pronoun."""
    first = noun.left_edge.i
    while first < noun.i and noun.doc[first].tag_ in (
        "DT",
        "PRP$",
        "PDT",
        "``",
        "''",
        "-LRB-",
        ",",
    ):
        first += 1
    return noun.doc[first]


def _mention(reading: Reading, first: Token, head: Token) -> Mention:
    """From the first word to the end of the phrase, cut before a clause and at MAX_WORDS."""
    last = head.i
    for token in head.subtree:
        if token.i <= head.i:
            continue
        if token.i - first.i >= MAX_WORDS or _leaves(token, head) or token.lower_ in _STOPS:
            break
        if token.dep_ == "prep" and token.head == head and _says_where(token):
            break
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON"):
            last = token.i  # a phrase does not end with "of" or a comma
    end = head.doc[last]
    span = Span(_opening(first, last), end.idx + len(end))
    return Mention(span, span.of(reading.document.text))


def _says_where(preposition: Token) -> bool:
    """ "backed the plan | in an article", "opposed it | from the start": how it was said; not "the war in Chad"."""
    nouns = {t.lemma_.lower() for t in preposition.children if t.dep_ == "pobj"}
    return bool(nouns & (lexicon().utterances | {"start", "outset", "beginning"}))


def _opening(first: Token, last: int) -> int:
    """Where the phrase begins: with the mark before it whose partner it holds ("the 'green' pact")."""
    before = first.nbor(-1) if first.i else first
    closed = any(t.text in _CLOSING for t in first.doc[first.i : last + 1])
    return before.idx if closed and before.is_quote and before != first else first.idx


_CLOSING = frozenset({"'", "’", '"', "”"})
_STOPS = frozenset({";", ":", "–", "—", "(", ",", "as"})
_OUTSIDE = frozenset({"relcl", "advcl", "acl", "appos", "cc"})


def _leaves(token: Token, head: Token) -> bool:
    """Whether the token belongs to a clause or an addition to the phrase, not to the phrase itself."""
    while token != head:
        if token.dep_ in _OUTSIDE:
            return True
        token = token.head
    return False
