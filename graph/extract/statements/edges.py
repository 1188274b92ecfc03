"""Where a content that is a phrase ends: before the words that tell how, when and where it was said.

"Lind rejected the plan | in a letter on Tuesday": the letter is the medium, not what she rejected.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import Range, trim
from graph.lexicons import reporting

_PREPOSITIONS = frozenset("in on at during via through before after over".split())
_OCCASIONS = frozenset(
    "rally forum convention hearing event summit meeting debate ceremony session testimony ruling court parliament "
    "tirade video programme program show appearance visit trial rant filing release podcast monologue op-ed".split()
)
_TIMES = frozenset({"DATE", "TIME"})


def without_circumstances(candidate: Candidate) -> Candidate:
    """The candidate without phrases at its end that hang on the cue and tell how, when or where.

    Counter-examples: "criticised the vote on Tuesday's budget", "said it would be read in a letter" (a clause).
    """
    cue = candidate.cue
    if cue.pos_ != "VERB" or candidate.quotes or candidate.head.pos_ in ("VERB", "AUX"):
        return candidate
    last = candidate.content[-1]
    piece = last
    for _ in range(2):
        at = _circumstance(piece, cue)
        shorter = None if at is None else trim(cue.doc, (piece[0], at))
        if shorter is None:
            break
        piece = shorter
    if piece == last:
        return candidate
    return replace(candidate, content=[*candidate.content[:-1], piece])


def _circumstance(piece: Range, cue: Token) -> int | None:
    """Where the phrase begins that ends the piece, hangs on the cue (or on its object) and is none of its content."""
    doc = cue.doc
    at = doc[piece[1] - 1]
    for _ in range(6):
        if at.dep_ == "prep" and at.i > max(cue.i, piece[0]) and at.right_edge.i == piece[1] - 1:
            noun = next((k for k in at.rights if k.dep_ == "pobj"), None)
            if noun is not None and at.lower_ in _PREPOSITIONS and _tells(at, noun, cue):
                return at.i - 1 if doc[at.i - 1].lower_ == "while" else at.i
        if at.head == at or at.head == cue:
            return None
        at = at.head
    return None


def _tells(preposition: Token, noun: Token, cue: Token) -> bool:
    lemma = noun.lemma_.lower()
    medium = reporting.medium(lemma) is not None or lemma in _OCCASIONS
    if preposition.head == cue:
        return medium or noun.ent_type_ in _TIMES
    governor = preposition.head.head
    governor = (
        governor.head if governor.dep_ == "prep" else governor
    )  # "called for talks in a letter"
    return medium and governor == cue and preposition.lower_ in ("in", "during")
