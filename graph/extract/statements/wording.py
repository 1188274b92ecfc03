"""What kind of act a cue is, and how it is said: negated, only possible, in which tense."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.lexicons import reporting
from graph.model import Act, Certainty, Mode, Span, Tense

_POSSIBLE = frozenset("may might could can possibly perhaps maybe".split())
_PROBABLE = frozenset("likely probably presumably apparently should".split())
_CONDITIONS = frozenset("if unless provided whether".split())
_NEGATIONS = frozenset("not n't never no neither nor nobody none nothing without hardly".split())
_NOBODY = frozenset("neither no nobody none".split())
_REFRAINING = frozenset("refrain abstain desist shrink shy".split())
_STOPPING = frozenset("stop fall come".split())
_REFUSING = frozenset("refuse decline fail avoid stop neglect".split())
_POSITIONS = {"PROPN": "NOUN", "AUX": "VERB"}
_PHRASES = {"according": Act.REPORT, "opinion": Act.BELIEVE, "per": Act.REPORT, "pp": Act.BELIEVE}
_PATTERNS: tuple[tuple[str, str, Act], ...] = (
    ("rule", "out", Act.REJECT),
    ("call", "on", Act.DEMAND),
    ("call", "for", Act.DEMAND),
    ("speak", "against", Act.CRITICISE),
    ("lash", "out", Act.CRITICISE),
    ("lay", "out", Act.EXPLAIN),
    ("spell", "out", Act.EXPLAIN),
    ("point", "out", Act.SAY),
    ("push", "back", Act.REJECT),
    ("play", "down", Act.DENY),
    ("brush", "aside", Act.REJECT),
    ("brush", "off", Act.REJECT),
    ("shrug", "off", Act.REJECT),
    ("laugh", "off", Act.REJECT),
    ("wave", "away", Act.REJECT),
    ("wave", "aside", Act.REJECT),
    ("bat", "away", Act.REJECT),
    ("shoot", "down", Act.REJECT),
    ("turn", "down", Act.REJECT),
    ("fend", "off", Act.REJECT),
    ("hit", "back", Act.CRITICISE),
    ("ask", "about", Act.ASK),
)

_AGAINST = (Act.DENY, Act.REJECT)
_TO_COLON = 12  # tokens of "denied the claims of the two aides:"
_NEAR_COLON = 4  # characters of a colon, a space and a mark


@dataclass(frozen=True, slots=True)
class Wording:
    """How a statement is worded: the saying, and what is said."""

    act: Act
    mode: Mode
    negated: bool
    modality: str | None
    certainty: Certainty
    tense: Tense | None
    content_negated: bool


def wording(cue: Token | None, frame: str, content: Token | None, within: Span | None) -> Wording:
    """Read off the cue and the word that carries the content; `within` bounds the content's words."""
    act, mode = act_of(cue, frame)
    if act in _AGAINST and cue is not None and within is not None and _is_behind_colon(cue, within):
        act = Act.SAY
    return Wording(
        act=act,
        mode=mode,
        negated=cue is not None and not frame.endswith("colon") and _is_negated_cue(cue),
        modality=None if cue is None else _modality(cue),
        certainty=_certainty(content),
        tense=_tense(content),
        content_negated=content is not None and _is_negated(content),
    )


def _is_behind_colon(cue: Token, content: Span) -> bool:
    """Whether a colon sets off what is said, which nobody denies: "Lind denied it: | he was at home |", "disagreed: …"."""
    words = cue.doc[cue.i + 1 : cue.i + _TO_COLON]
    return any(t.text == ":" and 0 < content.start - t.idx <= _NEAR_COLON for t in words)


def act_of(cue: Token | None, frame: str) -> tuple[Act, Mode]:
    """Act and mode of a cue word in the frame in which it stands."""
    for name, act in _PHRASES.items():
        if frame.startswith(name):
            return act, Mode.THOUGHT if act is Act.BELIEVE and name != "per" else Mode.SPEECH
    if cue is None:
        return Act.SAY, Mode.SPEECH
    lemma, pos = cue.lemma_.lower(), _POSITIONS.get(cue.pos_, cue.pos_)
    if pos == "VERB":
        nearby = {child.lower_ for child in cue.children if child.dep_ in ("prt", "prep", "advmod")}
        calls_names = any(child.dep_ in ("oprd", "dobj", "attr") for child in cue.rights)
        for verb, particle, act in _PATTERNS:
            if lemma == verb and particle in nearby and not (lemma == "call" and calls_names):
                return act, Mode.SPEECH
        if lemma == "plead" and (plea := _plea(cue)) is not None:
            return plea, Mode.SPEECH
        if lemma in ("expect", "suppose", "think", "believe") and any(
            child.dep_ == "auxpass" for child in cue.children
        ):
            return Act.BELIEVE, Mode.THOUGHT
    known = reporting.cue(lemma, pos) or reporting.cue_of_form(cue.lower_, pos)
    if known is None and pos == "VERB" and lemma.startswith("re"):
        known = reporting.cue(lemma.removeprefix("re").lstrip("-"), pos)
    return (Act.SAY, Mode.SPEECH) if known is None else (known.act, known.mode)


def _plea(cue: Token) -> Act | None:
    """What a defendant does: "pleaded not guilty" denies, "pleaded guilty" admits. Counter-example: "pleaded for mercy"."""
    words = [t.lower_ for t in cue.doc[cue.i + 1 : cue.i + 4]]
    if "guilty" in words:
        return Act.DENY if "not" in words[: words.index("guilty")] else Act.ADMIT
    return Act.DENY if words[:1] == ["innocent"] else None


def _verb_of(cue: Token) -> Token:
    """The verb that carries tense and negation: the cue, or the one beside its noun or adjective."""
    if cue.pos_ in ("VERB", "AUX") or cue.head.pos_ not in ("VERB", "AUX"):
        return cue
    return cue.head


def _is_negated_cue(cue: Token) -> bool:
    """ "Lind did not say …", "Lind refused to say …". Counter-example: "Lind said it was not so"."""
    verb = _verb_of(cue)
    if any(map(_denies, verb.lefts)) or any(map(_denies, verb.rights)) or _is_by_nobody(verb):
        return True
    governor = verb.head
    if verb.dep_ == "xcomp" and governor.lemma_ in _REFUSING:
        return True
    if verb.dep_ == "pcomp" and _holds_back(governor):
        return True
    return any(child.dep_ == "det" and child.lower_ == "no" for child in cue.children)


def _holds_back(preposition: Token) -> bool:
    """ "Lind stopped short of | saying so", "left without saying so", "refrained from saying so".

    Counter-examples: "is tired of saying so", "went from saying so to denying it".
    """
    word = preposition.lower_
    if word == "without":
        return True
    if word == "from":
        return preposition.head.lemma_ in _REFRAINING
    before = preposition.doc[max(0, preposition.i - 2) : preposition.i]
    return (
        word == "of"
        and len(before) == 2
        and before[1].lower_ == "short"
        and before[0].lemma_ in _STOPPING
    )


def _denies(child: Token) -> bool:
    """Whether a "not" belongs to its verb: "did not say". Counter-example: "it is fine, she said, just not here"."""
    behind = child.i > child.head.i
    commas = behind and any(t.text == "," for t in child.doc[child.head.i : child.i])
    return child.dep_ == "neg" and not commas


def _is_by_nobody(verb: Token) -> bool:
    """ "Neither Lind nor Berg commented", "No minister said so", "has neither confirmed nor denied it".

    Counter-example: "No longer safe, Lind said".
    """
    if _is_neither(verb) or (verb.dep_ == "conj" and _is_neither(verb.head)):
        return True
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    words = {child.lower_ for child in subject.lefts if child.dep_ in ("preconj", "det")}
    return bool({subject.lower_, *words} & _NOBODY)


def _is_neither(verb: Token) -> bool:
    return any(child.lower_ in ("neither", "nor") for child in verb.children if child.i < verb.i)


def _modality(cue: Token) -> str | None:
    verb = _verb_of(cue)
    for child in verb.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            lemma = child.lower_
            return "would" if lemma == "'d" else "will" if lemma == "'ll" else lemma
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("expect", "plan", "intend", "want", "hope"):
        return verb.head.lower_
    return None


def _certainty(head: Token | None) -> Certainty:
    if head is None:
        return Certainty.CERTAIN
    found = Certainty.CERTAIN
    for child in head.children:
        word = child.lower_
        if child.dep_ in ("advcl", "prep", "mark") and _is_condition(child):
            return Certainty.CONDITIONAL
        if child.dep_ in ("aux", "advmod", "acomp"):
            if word in _POSSIBLE:
                found = Certainty.POSSIBLE
            elif word in _PROBABLE and found is Certainty.CERTAIN:
                found = Certainty.PROBABLE
    return found


def _is_condition(child: Token) -> bool:
    if child.dep_ == "mark":
        return child.lower_ in ("unless",)
    if child.lower_ in ("provided", "providing", "assuming"):
        return True
    return any(
        k.dep_ in ("mark", "advmod") and k.lower_ in _CONDITIONS | {"once"} for k in child.lefts
    )


def _tense(head: Token | None) -> Tense | None:
    if head is None:
        return None
    verb = head if head.pos_ in ("VERB", "AUX") else head.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"will", "'ll", "’ll", "would", "shall", "wo"}:
        return Tense.FUTURE
    if "to" in words and verb.dep_ in ("xcomp", "acl", "advcl", "ccomp"):
        return Tense.FUTURE
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children):
        return Tense.FUTURE
    first = auxiliaries[0] if auxiliaries else verb
    if first.tag_ in ("VBD", "VBN") or "had" in words:
        return Tense.PAST
    if first.lemma_ == "have" and verb.tag_ == "VBN" and auxiliaries:
        return Tense.PAST
    return Tense.PRESENT if first.tag_ in ("VBZ", "VBP", "MD", "VBG", "VB") else None


def _is_negated(head: Token) -> bool:
    """ "There would be no reason to stay", "it will not hold"."""
    for child in head.children:
        if child.dep_ == "neg" or child.lower_ in _NEGATIONS:
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and any(
            k.dep_ == "det" and k.lower_ in ("no", "neither") for k in child.lefts
        ):
            return True
    return False


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The word that carries a stretch of tokens: the one whose head lies outside, verbs before others."""
    best = None
    for index in range(start, end):
        token = doc[index]
        if not start <= token.head.i < end or token.head == token:
            if token.pos_ in ("VERB", "AUX"):
                return token
            if best is None and token.pos_ not in ("PUNCT", "SPACE"):
                best = token
    return best
