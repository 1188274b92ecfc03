"""What people do, not what they say: verbs of speech that are used of deeds."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import holds
from graph.extract.statements.speaking import can_be_asked
from graph.lexicons import reporting

_DEEDS = frozenset(
    "attack strike hit target fire blast hammer slam pound shell bomb block arrange".split()
)
_RULINGS = frozenset(
    "adopt grant convict acquit sentence overturn uphold allow permit let enable exclude include revise depose jail fine "
    "extradite".split()
)
_STAYING = frozenset("keep stay remain fall go".split())
_SILENT = frozenset("silent mum quiet tight-lipped".split())
_CALLS = frozenset("call phone telephone ring".split())
_UNMOVED = frozenset("ignore resist defy heed face".split())
_ENDINGS = frozenset("conclude end close finish open begin start".split())
_RAISED = frozenset(
    "question doubt concern fear hope alarm eyebrow prospect possibility spectre specter worry suspicion".split()
)
_STAFF = frozenset(
    "manager coach minister director editor employee worker staff officer chief secretary".split()
)
_HEARSAY = frozenset("reportedly allegedly purportedly supposedly".split())
_WORDS = frozenset(
    "plan policy proposal decision record remark comment speech law bill deal rule ruling idea handling "
    "response stance position rhetoric media press coverage report claim budget approach pick choice "
    "criticism critic character campaign rival opponent".split()
)
_PHRASAL = ("obj", "rest", "prep", "tagged")


def is_action(candidate: Candidate) -> bool:
    """Whether the cue is a deed: "attacked the base", "reportedly made the trip".

    Also "concluded with no result", "ignored calls to quit". Counter-examples: "attacked the plan", "concluded that it had failed",
    "reportedly told aides that …". (An infinitive of purpose is none:
    of "met to discuss the plan" PolNeAR's readers mark four in five.)
    """
    cue = candidate.cue
    if cue.dep_ == "dobj" and _is_handed_over(cue.head, candidate.head):
        return True
    if cue.pos_ != "VERB" or not candidate.frame.startswith(_PHRASAL) or candidate.quotes:
        return False
    if cue.lemma_.lower() in _ENDINGS and candidate.head.lower_ in ("with", "without"):
        return True
    if cue.lemma_.lower() in _UNMOVED and _is_said(candidate.head):
        return True
    if cue.lemma_.lower() in _CALLS and _is_called(cue, candidate.head):
        return True
    if _is_handed_over(cue, candidate.head):
        return True
    if any(k.lower_ in _HEARSAY for k in cue.children):
        return candidate.head.pos_ not in ("VERB", "AUX")
    if cue.lemma_.lower() not in _DEEDS or _has_reason(cue):
        return False
    return not _is_criticised(candidate.head)


def _is_handed_over(cue: Token, head: Token) -> bool:
    """ "showed the members the text", "cast the only vote against it". Counter-examples: "showed a gain", "cast doubt on it"."""
    lemma, things = cue.lemma_.lower(), [k for k in cue.rights if k.dep_ in ("dobj", "dative")]
    if lemma == "show":
        return head in things and len(things) > 1
    return lemma == "cast" and any(k.lemma_.lower() in ("vote", "ballot") for k in things)


def _is_said(noun: Token) -> bool:
    """Whether it is what others say: "ignored calls to quit". Counter-example: "resisted the plan"."""
    return noun.pos_ == "NOUN" and reporting.cue(noun.lemma_.lower(), "NOUN") is not None


def _has_reason(cue: Token) -> bool:
    """ "attacked rivals for taking the money". Counter-example: "attacked rivals for an hour"."""
    return any(
        g.dep_ == "pcomp"
        for t in cue.subtree
        if t.lower_ in ("for", "over") and t.dep_ == "prep" and t.i > cue.i
        for g in t.rights
    )


def is_effect(candidate: Candidate) -> bool:
    """Whether a thing has people wonder: "the move raised questions", "the pact raises hopes".

    Counter-examples: "Lind raised questions about it", "the report raised doubts" (people and texts speak).
    """
    cue, subject = candidate.cue, candidate.subject
    verb = cue if cue.pos_ == "VERB" else cue.head
    raised = (
        cue if cue.pos_ == "NOUN" else next(iter(k for k in cue.rights if k.dep_ == "dobj"), cue)
    )
    if verb.lemma_.lower() != "raise" or raised.lemma_.lower() not in _RAISED or subject is None:
        return False
    return subject.pos_ == "NOUN" and not can_be_asked(subject)


def is_ruling(candidate: Candidate) -> bool:
    """Whether something is done by words, or made possible, but nothing is said: "granted bail", "will allow users to pay", "cited the manager for contempt",
    "failed to adopt the text".

    Counter-examples: "granted that it was late", "allowed that he had erred".
    """
    cue, head = candidate.cue, candidate.head
    if cue.lemma_.lower() == "fail" and not candidate.quotes:
        missed = next((k for k in cue.rights if k.dep_ == "xcomp"), cue)
        return reporting.cue(missed.lemma_.lower(), "VERB") is None
    if cue.lemma_.lower() == "dismiss":
        return _is_person(head) and not any(k.lower_ == "as" for k in cue.children)
    if cue.lemma_.lower() == "cite" and can_be_asked(head):
        about = any(k.lower_ == "for" for t in (cue, head) for k in t.rights)
        return about or candidate.head == candidate.cue.doc[candidate.content[-1][1] - 1]
    if cue.pos_ != "VERB" or cue.lemma_.lower() not in _RULINGS or candidate.quotes:
        return False
    if head.pos_ not in ("VERB", "AUX"):
        return True
    return any(k.dep_ == "aux" and k.lower_ == "to" for k in head.lefts) or head.dep_ == "acl"


def is_quoted_by(candidate: Candidate) -> bool:
    """Whether it tells whom an outlet quotes without what he says: "| Lind | was quoted by the Post as saying …".

    Counter-example: "| Lind | was quoted by the Post | as saying it was over |" (what the Post reports).
    """
    cue = candidate.cue
    if cue.lemma_.lower() not in ("quote", "cite") or cue.tag_ != "VBN":
        return False
    mark = next((k for k in cue.rights if k.lower_ == "as" and k.dep_ == "prep"), None)
    saying = None if mark is None else next((k for k in mark.rights if k.dep_ == "pcomp"), None)
    return saying is not None and not holds(candidate.content, saying.i)


def is_silence(candidate: Candidate) -> bool:
    """Whether nothing is said: "kept silent on the matter", "has stayed mum". Counter-example: "refused to comment"."""
    first, end = candidate.cue_range
    words = [*candidate.cue.doc[first:end], *candidate.cue.rights]
    return candidate.cue.lemma_.lower() in _STAYING and any(t.lower_ in _SILENT for t in words)


def is_impression(candidate: Candidate) -> bool:
    """Whether the writer tells how somebody looked: "appeared to soften his tone".

    Counter-example: "it appeared to Lind that he would stay" (her impression).
    """
    infinitive = candidate.head.pos_ in ("VERB", "AUX") and candidate.head.tag_ == "VB"
    looks = candidate.cue.lemma_.lower() in ("appear", "seem")
    return looks and infinitive and candidate.source is not None


def _is_called(cue: Token, head: Token) -> bool:
    """Whether somebody is rung up: "called the police at noon". Counter-examples: "called Lind a liar", "called a strike"."""
    named = any(
        k.dep_ in ("oprd", "xcomp", "ccomp", "acomp")
        or (k.dep_ == "prep" and k.lower_ in ("for", "on", "upon", "as", "about", "over"))
        for k in cue.rights
    )
    if named or head.head != cue or head.dep_ != "dobj":
        return False
    return head.pos_ in ("PRON", "PROPN") or can_be_asked(head)


def _is_criticised(head: Token) -> bool:
    """Whether words can hit it: a person, a party, a plan. Counter-examples: a base, a town, a bus."""
    noun = head
    if head.dep_ == "prep":
        noun = next((k for k in head.children if k.dep_ == "pobj"), head)
    if noun.ent_type_ in ("PERSON", "ORG") or noun.pos_ == "PRON":
        return True
    return noun.lemma_.lower() in _WORDS


def _is_person(noun: Token) -> bool:
    """ "dismissed its manager Lund": sent away. Counter-example: "dismissed Lund as weak"."""
    return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _STAFF
