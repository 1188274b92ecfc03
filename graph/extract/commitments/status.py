"""How firmly: the status of a frame from its operators, modality, tense and negation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.commitments.changes import CUTTING
from graph.extract.commitments.frame import Frame
from graph.extract.commitments.frames import is_gift_made
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.moods import (
    is_by_would,
    is_denied,
    is_feared,
    is_foretold,
    is_guessed,
    is_question,
    is_supposed,
)
from graph.extract.commitments.thing import CONTAINERS
from graph.extract.commitments.verbs import (
    ASPECTS,
    finite,
    going_to,
    has_no,
    helpers_of,
    is_negated,
    is_yet_to,
)
from graph.model import ResourceKind, Status

_WILL = {"will", "'ll", "’ll", "wo", "shall", "ll"}
_MAY = {"may", "might", "could"}
_CAN = {"can", "ca"}
_RANK = (Status.REFUSED, Status.WITHDRAWN, Status.CONSIDERING, Status.READY, Status.ALLOCATED,
         Status.PLEDGED, Status.DELIVERED)  # fmt: skip
_ONGOING = {
    "provide",
    "supply",
    "train",
    "support",
    "help",
    "assist",
    "fund",
    "finance",
    "host",
    "equip",
    "spend",
}
_HANDED = {"provide", "donate", "contribute", "supply"}
_HELD = {"have", "be", "make", "withdraw", "drop", "abandon", "keep", "break", "change", "give"}
_HAD_MEANT = {"plan", "intend", "hope", "want", "aim", "think", "mean"}
_GIVEN_WORDS = {"offer", "pledge", "promise", "commitment"}
_LEAVING = {"withdraw", "pull out", "pull back"}
_UNDONE = {"withdraw", "drop", "abandon", "break", "scrap", "cancel", "rescind", "revoke"}
# What may be ended without anything being taken back: a burden, not a gift.
_GIFTS = {"aid", "assistance", "support", "funding", "troop", "force", "supply", "contribution", "help", "presence", "asset",
          "equipment", "relief", "backing", "package", "observer", "expert", "adviser", "peacekeeper", "cooperation",
          "contingent", "garrison", "deployment", "soldier", "shipment", "delivery", "sale", "export", "participation", "membership",
          "prize", "sum", "tranche", "instalment", "installment"}  # fmt: skip
_BURDENS = {"sanction", "tariff", "debt", "restriction", "ban", "embargo", "tax", "emission", "coal", "blockade",
            "duty", "levy", "fee", "fine", "pollution", "quota", "curb", "hostility", "war", "fighting", "attack",
            "strike", "use", "subsidy", "deficit", "violence", "export", "import", "production", "barrier", "test", "programme", "program", "site"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and how sure it is, in [0, 1]."""

    status: Status
    certainty: float


def verdict(frame: Frame, lex: Lexicon) -> Verdict | None:
    """The status of a frame, or None where nobody is bound: duties, demands, hypotheses, questions.

    Example: "Oslo will not send tanks" is refused. Counter-example: "Oslo should send tanks" binds nobody.
    """
    if _is_declined(frame.core):
        return None
    if frame.demanded or frame.unbound or is_supposed(frame, lex) or is_question(frame):
        return None
    top = frame.chain[-1]
    if (
        is_denied(top)
        or is_feared(top)
        or is_by_would(top)
        or is_foretold(frame)
        or is_guessed(frame)
    ):
        return None
    tokens = [frame.core, *(o.token for o in frame.operators)]
    if any(helpers_of(t) & lex.duties for t in tokens):
        return None
    if any(
        helpers_of(t) >= {"would", "have"} or helpers_of(t) >= {"could", "have"} for t in tokens
    ):
        return None  # "would never have sent tanks": what did not come
    found = _from_operators(frame, lex) if frame.operators else _from_core(frame, lex)
    if found is None:
        return None
    return _taken_back(frame, found, lex)


def _is_declined(core: Token) -> bool:
    """ "Chad turned down its offer of tents": the offer is somebody else's, whom "its" does not name."""
    if core.pos_ == "NOUN" and core.dep_ == "pobj" and core.head.lower_ == "without":
        return True  # "without a promise of money from Oslo"
    if core.pos_ != "NOUN" or core.dep_ != "dobj":
        return False
    verb = core.head
    down = verb.lemma_ == "turn" and any(c.lower_ == "down" for c in verb.children)
    owners = [c for c in core.lefts if c.dep_ == "poss"]
    mine = all(c.pos_ == "PRON" for c in owners)  # not "turned down Oslo's offer of tents"
    declined = verb.lemma_.lower() in ("reject", "decline", "spurn", "accept", "welcome", "rebuff")
    return mine and (down or declined)


def _from_operators(frame: Frame, lex: Lexicon) -> Verdict | None:
    own = frame.status
    if own is Status.WITHDRAWN and frame.core.pos_ != "NOUN":
        own = Status.PLEDGED  # "agreed to withdraw": see _taken_back
    if own is Status.READY and any(o.strong for o in frame.operators):
        own = None  # "pledged to offer help": the pledge decides
    statuses: list[Status] = [] if own is None else [own]
    for operator in frame.operators:
        status = _bent(operator.token, operator.status, frame, lex)
        if status is None:
            return None
        statuses.append(status)
    core = frame.core
    if Status.DELIVERED in statuses[1:] and not is_negated(core):
        return Verdict(Status.DELIVERED, 0.7)  # "kept its promise to send"
    if is_negated(core) and core.pos_ != "NOUN":
        refused = all(s in (Status.PLEDGED, Status.READY, Status.ALLOCATED) for s in statuses)
        return Verdict(Status.REFUSED, 0.85) if refused else None
    if statuses.count(Status.REFUSED) > 1:  # "refused to rule out sending"
        return Verdict(Status.CONSIDERING, 0.8)
    weakest = min(statuses, key=_RANK.index)
    strong = any(o.strong for o in frame.operators)
    return Verdict(weakest, 0.95 if strong else 0.85)


def _bent(token: Token, status: Status, frame: Frame, lex: Lexicon) -> Status | None:
    """The status of one operator under its own negation and modality; None where it binds nobody."""
    helpers = helpers_of(token)
    if _is_untold(token) or ("had" in helpers and token.lemma_.lower() in _HAD_MEANT):
        return None  # "had planned to open its waters": it did not
    if is_yet_to(token) or (helpers & _MAY and token.pos_ in ("VERB", "AUX")):
        return Status.CONSIDERING
    if is_negated(token):
        open_yet = any(c.lower_ == "whether" for c in frame.core.lefts)
        if open_yet and token.lemma_ == "decide":
            return Status.CONSIDERING  # "has not decided whether to pay"
        return _negated(token, status, helpers)
    return status


def _is_untold(noun: Token) -> bool:
    """ "has not outlined a plan to build", "did not mention his offer": not said; "does not have plans to" refuses."""
    carrier = noun.head if noun.pos_ == "NOUN" and noun.dep_ == "dobj" else None
    if carrier is None or carrier.lemma_.lower() in _HELD:
        return False
    return any(c.dep_ == "neg" for c in carrier.children)


def _negated(token: Token, status: Status, helpers: set[str]) -> Status | None:
    match status:
        case Status.REFUSED:
            return Status.CONSIDERING
        case Status.READY | Status.CONSIDERING:
            return Status.REFUSED
        case Status.WITHDRAWN:
            return None
        case _:  # "has not pledged anything" takes nothing back; "will not commit" and "has no plans to" do
            firm = bool(helpers & (_WILL | {"would"})) or token.pos_ in ("NOUN", "ADJ")
            return Status.REFUSED if firm or token.lemma_ in ("plan", "intend", "agree") else None


def _from_core(frame: Frame, lex: Lexicon) -> Verdict | None:
    core, status = frame.core, frame.status
    if core.pos_ == "NOUN" and is_gift_made(core):
        return _made(core)
    if core.pos_ == "NOUN":
        kept = (
            core.dep_ == "dobj" and core.head.lemma_.lower() in _UNDONE
        )  # "did not drop its pledge"
        return (
            Verdict(status, 0.75) if status is not None and (kept or not is_negated(core)) else None
        )
    carrier = finite(core)
    helpers = helpers_of(carrier) | (helpers_of(core) if carrier.lemma_ not in ASPECTS else set())
    negated = is_negated(core) or is_negated(carrier) or has_no(frame.thing)
    if status is not None:
        return _direct(core, status, helpers, negated)
    if carrier.lemma_ == "try" and not helpers & (_MAY | _WILL):
        return None  # "tried to send tents": nobody knows whether they came
    if helpers & _WILL or going_to(core):
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.85)
    if "would" in helpers and frame.speech is not None and not frame.supposed:
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.75)
    if "would" in helpers and _is_told_aside(core) and not frame.supposed:
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.6)
    if "would" in helpers and not frame.supposed and _has_open_condition(core):
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.5)
    if "would" in helpers and _if_elected(core):
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.7)
    if helpers & _MAY or (negated and helpers & _CAN):
        return _possible(frame, helpers, negated)
    if is_yet_to(core):
        return Verdict(Status.CONSIDERING, 0.6) if frame.lemma in lex.objects else None
    if "to" in helpers and core.dep_ == "xcomp" and core.head.lower_ in ("is", "are"):
        return Verdict(
            Status.REFUSED if negated else Status.PLEDGED, 0.75
        )  # "is to double its aid"
    if negated or helpers & {"would", "'d", "’d", "to", "can", "did"}:
        return None
    return _done(carrier if carrier.lemma_ in ASPECTS else core, helpers)


def _is_told_aside(core: Token) -> bool:
    """ "Oslo, Lund said, would send tents", "…, according to two diplomats": told as if under "said that"."""
    for child in core.children:
        if child.dep_ == "parataxis" and child.lemma_ in ("say", "add", "tell", "explain"):
            return True
        if child.dep_ == "prep" and child.lower_ == "according":
            return True
    return False


def _has_open_condition(core: Token) -> bool:
    """ "Oslo would send tents if Chad asks": it may come so. Not: "would send tents if Chad asked"."""
    for child in core.children:
        marks = {c.lower_ for c in child.lefts if c.dep_ in ("mark", "advmod")}
        if child.dep_ == "advcl" and marks & {"if", "unless", "once", "provided"}:
            present = (child, *(c for c in child.lefts if c.dep_ in ("aux", "auxpass")))
            return any(t.tag_ in ("VBZ", "VBP") for t in present)
        if child.dep_ == "prep" and child.lower_ == "in":
            return any(c.lower_ == "event" for c in child.children)
    return False


def _if_elected(core: Token) -> bool:
    """ "If elected, Holm would raise the wage": a candidate's promise. Not: "if asked, she would send doctors"."""
    clauses = (c for c in core.children if c.dep_ == "advcl")
    return any(
        c.lower_ in ("elected", "re-elected", "reelected")
        and not any(k.dep_ == "nsubj" for k in c.lefts)
        for c in clauses
    )


def _made(gift: Token) -> Verdict | None:
    """ "made a donation", "will make a donation", "made no donation"."""
    helpers = helpers_of(gift.head)
    if has_no(gift) or is_negated(gift.head):
        return Verdict(Status.REFUSED, 0.6) if helpers & _WILL else None
    if helpers & (_WILL | {"would"}):
        return Verdict(Status.PLEDGED, 0.75)
    if helpers & (_MAY | {"to", "can", "did"}):
        return None
    return Verdict(Status.DELIVERED, 0.75)


def _direct(core: Token, status: Status, helpers: set[str], negated: bool) -> Verdict | None:
    if negated and core.lemma_ == "withdraw" and helpers & _WILL:
        return Verdict(Status.REFUSED, 0.7)  # "will not withdraw its troops"
    if negated:
        bent = _negated(core, status, helpers)
        return Verdict(bent, 0.7) if bent is not None else None
    if helpers & _MAY or is_yet_to(core):
        return Verdict(Status.CONSIDERING, 0.6)
    if status is Status.READY and helpers & (_WILL | {"would"}):
        return Verdict(Status.PLEDGED, 0.8)  # "will offer every family $500"
    if "would" in helpers and status is not Status.PLEDGED:
        return Verdict(status, 0.5)
    if "to" in helpers and core.dep_ not in ("xcomp", "conj") and status is not Status.CONSIDERING:
        return None  # "to offer help, one must …"
    return Verdict(status, 0.9)


def _possible(frame: Frame, helpers: set[str], negated: bool) -> Verdict | None:
    if negated:
        unable = helpers & _CAN or (frame.speech is not None and "could" in helpers)
        return Verdict(Status.REFUSED, 0.5) if unable else None  # "said it could not send doctors"
    if frame.lemma in ("reach", "hit", "meet", "achieve", "hold", "keep", "end", "close"):
        return None
    if "could" in helpers and frame.speech is None:
        return None
    return Verdict(Status.CONSIDERING, 0.5)


def _done(core: Token, helpers: set[str]) -> Verdict | None:
    if core.tag_ == "VBG" and core.dep_ == "pcomp" and core.head.lower_ in ("by", "after"):
        return Verdict(Status.DELIVERED, 0.5)  # "won them over by donating $500"
    told = core.dep_ == "advcl" and not helpers and core.lemma_ in _HANDED
    if core.tag_ == "VBG" and core.dep_ != "acl" and not told:
        if helpers & {"is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m"} and not helpers & {
            "has",
            "have",
        }:
            announced = core.dep_ == "ccomp" and core.head.lemma_ == "announce"
            ongoing = core.lemma_ in _ONGOING and not announced
            status = Status.DELIVERED if ongoing else Status.PLEDGED
            return Verdict(status, 0.55)
        return Verdict(Status.DELIVERED, 0.5) if helpers & {"was", "were", "been"} else None
    if core.tag_ == "VBG" and core.dep_ == "advcl" and not helpers and core.lemma_ in _HANDED:
        return Verdict(Status.DELIVERED, 0.45)  # "is its largest donor, providing $5 million"
    if core.tag_ == "VBN" and "being" in helpers:
        return Verdict(Status.PLEDGED, 0.55)  # "$5m was being sent"
    if core.tag_ in ("VBD", "VBN"):
        return Verdict(Status.DELIVERED, 0.6)
    if core.tag_ in ("VBZ", "VBP") and core.dep_ in ("ROOT", "conj", "ccomp"):
        return Verdict(Status.DELIVERED, 0.45)
    return None


def _taken_back(frame: Frame, found: Verdict, lex: Lexicon) -> Verdict | None:
    """ "will withdraw its troops" takes back; "will lift the tariffs" gives; "will not suspend aid" is neither."""
    if frame.lemma not in lex.withdrawing:
        return _cut_back(frame, found)
    if not _is_gift(frame.thing, lex):
        if frame.status is Status.WITHDRAWN and not frame.operators:
            if frame.core.tag_ in ("VBD", "VBN") and not helpers_of(frame.core) & _WILL:
                return None  # "lifted the ban last year": done with, and no gift
            return (
                Verdict(Status.PLEDGED, found.certainty)
                if found.status is not Status.REFUSED
                else found
            )
        return found
    if found.status in (Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED):
        return Verdict(Status.WITHDRAWN, found.certainty)
    stays = frame.lemma in _LEAVING and found.status is Status.REFUSED  # "will not withdraw"
    return found if stays or found.status is not Status.REFUSED or frame.operators else None


def _cut_back(frame: Frame, found: Verdict) -> Verdict:
    """ "will cut its aid to Mali" takes back; "will cut emissions" promises."""
    thing = _inside(frame.thing).lemma_.lower() if frame.thing is not None else ""
    less = frame.lemma in CUTTING and thing in _GIFTS
    if less and found.status in (Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED):
        return Verdict(Status.WITHDRAWN, found.certainty)
    return found


def _is_gift(thing: Token | None, lex: Lexicon) -> bool:
    """What can be taken back ("troops", "aid", "its offer"), not what is only ended ("nuclear tests")."""
    if thing is None:
        return False
    if thing.lemma_.lower() in _GIVEN_WORDS:
        return True  # "withdrew its offer of tents"
    if thing.lemma_.lower() in ("delivery", "shipment", "transfer", "supply"):
        return True  # "halted the delivery of frigates"
    lemma = _inside(thing).lemma_.lower()
    if lemma in _BURDENS:
        return False
    kind = lex.kinds.get(lemma, ResourceKind.OTHER)
    if kind is ResourceKind.WEAPONS and thing.head.lemma_ in ("freeze", "scrap", "end", "stop"):
        return False  # "will freeze its nuclear weapons": its own
    return kind is not ResourceKind.OTHER or lemma in _GIFTS | lex.of_nouns


def _inside(thing: Token) -> Token:
    """ "a batch of soldiers", "the majority of its forces": what the container holds."""
    if thing.lemma_.lower() not in CONTAINERS:
        return thing
    of = (c for c in thing.children if c.dep_ == "prep" and c.lower_ == "of")
    return next((t for prep in of for t in prep.children if t.dep_ == "pobj"), thing)
