"""How firmly: the status of a frame from its operators, modality, tense and negation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.frames import is_gift_made
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.thing import CONTAINERS
from graph.lexicons import reporting
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
_ASPECTS = {"continue", "begin", "start", "resume", "try"}
_HANDED = {"provide", "donate", "contribute", "supply"}
_HELD = {"have", "be", "make", "withdraw", "drop", "abandon", "keep", "break", "change", "give"}
_UNDONE = {"withdraw", "drop", "abandon", "break", "scrap", "cancel", "rescind", "revoke"}
_FEARS = frozenset(
    "worry fear hope assumption possibility speculation concern rumour rumor claim prospect expectation suspicion "
    "allegation accusation idea notion belief".split()
)
_IF = {"if", "unless", "whether", "though", "lest"}
# What may be ended without anything being taken back: a burden, not a gift.
_GIFTS = {"aid", "assistance", "support", "funding", "troop", "force", "supply", "contribution", "help", "presence", "asset",
          "equipment", "relief", "backing", "package", "observer", "expert", "adviser", "peacekeeper", "cooperation",
          "contingent", "garrison", "deployment", "soldier", "shipment", "delivery", "sale", "export", "participation", "membership"}  # fmt: skip
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
    if frame.demanded or frame.unbound or _is_supposed(frame, lex) or _is_question(frame):
        return None
    top = frame.chain[-1]
    if _is_denied(top) or _is_feared(top) or _is_by_would(top) or _is_foretold(frame):
        return None
    tokens = [frame.core, *(o.token for o in frame.operators)]
    if any(_helpers(t) & lex.duties for t in tokens):
        return None
    if any(_helpers(t) >= {"would", "have"} or _helpers(t) >= {"could", "have"} for t in tokens):
        return None  # "would never have sent tanks": what did not come
    found = _from_operators(frame, lex) if frame.operators else _from_core(frame, lex)
    if found is None:
        return None
    return _taken_back(frame, found, lex)


def _from_operators(frame: Frame, lex: Lexicon) -> Verdict | None:
    own = frame.status
    if own is Status.WITHDRAWN and frame.core.pos_ != "NOUN":
        own = Status.PLEDGED  # "agreed to withdraw": see _taken_back
    statuses: list[Status] = [] if own is None else [own]
    for operator in frame.operators:
        status = _bent(operator.token, operator.status, frame, lex)
        if status is None:
            return None
        statuses.append(status)
    core = frame.core
    if _is_negated(core) and core.pos_ != "NOUN":
        refused = all(s in (Status.PLEDGED, Status.READY, Status.ALLOCATED) for s in statuses)
        return Verdict(Status.REFUSED, 0.85) if refused else None
    if statuses.count(Status.REFUSED) > 1:  # "refused to rule out sending"
        return Verdict(Status.CONSIDERING, 0.8)
    weakest = min(statuses, key=_RANK.index)
    strong = any(o.strong for o in frame.operators)
    return Verdict(weakest, 0.95 if strong else 0.85)


def _bent(token: Token, status: Status, frame: Frame, lex: Lexicon) -> Status | None:
    """The status of one operator under its own negation and modality; None where it binds nobody."""
    helpers = _helpers(token)
    if _is_untold(token):
        return None
    if _yet_to(token) or (helpers & _MAY and token.pos_ in ("VERB", "AUX")):
        return Status.CONSIDERING
    if _is_negated(token):
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
            Verdict(status, 0.75)
            if status is not None and (kept or not _is_negated(core))
            else None
        )
    finite = _finite(core)
    helpers = _helpers(finite) | (_helpers(core) if finite.lemma_ not in _ASPECTS else set())
    negated = _is_negated(core) or _is_negated(finite) or _no(frame.thing)
    if status is not None:
        return _direct(core, status, helpers, negated)
    if finite.lemma_ == "try" and not helpers & (_MAY | _WILL):
        return None  # "tried to send tents": nobody knows whether they came
    if helpers & _WILL or _going_to(core):
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.85)
    if "would" in helpers and frame.speech is not None and not frame.supposed:
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.75)
    if "would" in helpers and _if_elected(core):
        return Verdict(Status.REFUSED if negated else Status.PLEDGED, 0.7)
    if helpers & _MAY or (negated and helpers & _CAN):
        return _possible(frame, helpers, negated)
    if _yet_to(core):
        return Verdict(Status.CONSIDERING, 0.6) if frame.lemma in lex.objects else None
    if "to" in helpers and core.dep_ == "xcomp" and core.head.lower_ in ("is", "are"):
        return Verdict(
            Status.REFUSED if negated else Status.PLEDGED, 0.75
        )  # "is to double its aid"
    if negated or helpers & {"would", "'d", "’d", "to", "can", "did"}:
        return None
    return _done(finite if finite.lemma_ in _ASPECTS else core, helpers)


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
    helpers = _helpers(gift.head)
    if _no(gift) or _is_negated(gift.head):
        return Verdict(Status.REFUSED, 0.6) if helpers & _WILL else None
    if helpers & (_WILL | {"would"}):
        return Verdict(Status.PLEDGED, 0.75)
    if helpers & (_MAY | {"to", "can", "did"}):
        return None
    return Verdict(Status.DELIVERED, 0.75)


def _direct(core: Token, status: Status, helpers: set[str], negated: bool) -> Verdict | None:
    if negated:
        bent = _negated(core, status, helpers)
        return Verdict(bent, 0.7) if bent is not None else None
    if helpers & _MAY or _yet_to(core):
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
            if frame.core.tag_ in ("VBD", "VBN") and not _helpers(frame.core) & _WILL:
                return None  # "lifted the ban last year": done with, and no gift
            return (
                Verdict(Status.PLEDGED, found.certainty)
                if found.status is not Status.REFUSED
                else found
            )
        return found
    if found.status in (Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED):
        return Verdict(Status.WITHDRAWN, found.certainty)
    return found if found.status is not Status.REFUSED or frame.operators else None


def _cut_back(frame: Frame, found: Verdict) -> Verdict:
    """ "will cut its aid to Mali" takes back; "will cut emissions" promises."""
    thing = _inside(frame.thing).lemma_.lower() if frame.thing is not None else ""
    less = frame.lemma in ("cut", "reduce", "slash", "lower", "trim", "curtail") and thing in _GIFTS
    if less and found.status in (Status.PLEDGED, Status.ALLOCATED, Status.DELIVERED):
        return Verdict(Status.WITHDRAWN, found.certainty)
    return found


def _is_gift(thing: Token | None, lex: Lexicon) -> bool:
    """What can be taken back ("troops", "aid", "its offer"), not what is only ended ("nuclear tests")."""
    if thing is None:
        return False
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


# --- small questions about tokens ---------------------------------------------------------------------


def _helpers(token: Token) -> set[str]:
    own = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if (
        not own
        and token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ in ("VB", "VBN", "VBG")
    ):
        return {c.lower_ for c in token.head.children if c.dep_ in ("aux", "auxpass")}
    if token.pos_ in ("ADJ", "NOUN") and token.head.lemma_ == "be":
        return own | {c.lower_ for c in token.head.children if c.dep_ in ("aux", "auxpass")}
    return own


def _finite(core: Token) -> Token:
    """The verb that carries the tense: "be" in "is set to", "continue" in "will continue to pay"; else the core."""
    if core.dep_ == "xcomp" and (core.head.pos_ == "AUX" or core.head.lemma_ in _ASPECTS):
        return core.head
    return core


def _going_to(core: Token) -> bool:
    return (
        core.dep_ == "xcomp"
        and core.head.lower_ == "going"
        and any(c.lower_ == "to" for c in core.children)
    )


_TURNS = frozenset({"but", "instead", "rather", "yet"})


def _is_negated(token: Token) -> bool:
    shared = token.dep_ == "conj" and token.head.pos_ == token.pos_ == "VERB"
    bare = not any(
        c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for c in token.children
    )
    if shared and bare and token.tag_ == token.head.tag_ and token.tag_ in ("VB", "VBG", "VBN"):
        between = token.doc[token.head.i : token.i]
        both = any(t.lower_ in ("or", "nor") for t in between) or not any(
            c.dep_ in ("dobj", "xcomp", "prep") for c in token.head.children
        )  # "not wait and send tents": what is done next is not negated with it
        if both and token.head.lemma_ != "wait" and not any(t.lower_ in _TURNS for t in between):
            return _is_negated(token.head)  # "was not buying and shipping arms"
    if any(
        (c.dep_ == "neg" or c.lower_ in ("never", "neither")) and c.i < token.i
        for c in token.children
    ):
        return True
    if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in token.children):
        return True
    if token.pos_ == "NOUN":
        if any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in token.children):
            return any(c.lower_ == "no" for c in token.children) or _is_negated(token.head)
        carrier = token.head if token.dep_ in ("dobj", "attr") else None
        return carrier is not None and any(c.dep_ == "neg" for c in carrier.children)
    if (
        token.pos_ == "ADJ"
        and token.head.pos_ in ("AUX", "VERB")
        and token.dep_ in ("acomp", "attr", "conj", "oprd")
    ):
        return any(c.dep_ == "neg" for c in token.head.children)
    going = token.head if _going_to(token) else None
    return going is not None and any(c.dep_ == "neg" for c in going.children)


def _no(thing: Token | None) -> bool:
    if thing is None:
        return False
    no = [c for c in thing.children if c.dep_ == "det" and c.lower_ == "no"]
    return any(c.nbor().lower_ not in ("more", "less", "fewer") for c in no)


def _yet_to(token: Token) -> bool:
    """ "has yet to commit troops", "have still not decided"."""
    nodes = (token, token.head) if token.dep_ in ("xcomp", "acl") else (token,)
    return any(
        c.lower_ == "yet" and c.dep_ in ("advmod", "dep") for n in nodes for c in n.children
    ) and any(c.lower_ == "to" for c in token.children)


def _is_supposed(frame: Frame, lex: Lexicon) -> bool:
    """Inside "if …": "if Oslo sends tanks, the war will end" binds nobody."""
    for node in frame.chain:
        marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod") and c.i < node.i}
        if not marks & _IF:
            continue
        if "whether" in marks and any(o.status is Status.CONSIDERING for o in frame.operators):
            continue
        return True
    return frame.chain[-1].dep_ == "advcl" and any(
        c.lower_ in _IF | {"once", "until", "soon", "before"}
        for c in frame.chain[-1].children
        if c.dep_ in ("mark", "advmod")
    )


def _is_denied(top: Token) -> bool:
    """ "gave no sign that it plans to send tanks" tells of no plan."""
    if top.dep_ not in ("acl", "ccomp", "relcl") or top.head.pos_ != "NOUN":
        return False
    return any(c.dep_ == "det" and c.lower_ == "no" for c in top.head.children)


def _is_feared(top: Token) -> bool:
    """ "worries that the state will close the bank", "the assumption that Holm will …": nobody has promised it."""
    if top.dep_ not in ("acl", "ccomp") or top.head.i == top.i:
        return False
    if top.head.pos_ == "VERB":  # "critics worry that …"
        return top.head.lemma_ in ("worry", "fear", "suspect", "assume", "imagine", "doubt")
    return top.head.pos_ == "NOUN" and top.head.lemma_ in _FEARS


def _is_by_would(top: Token) -> bool:
    """ "by offering Lund a post, Holm would show …": thought of, not offered."""
    if top.dep_ != "pcomp" or top.head.lower_ != "by":
        return False
    return bool(_helpers(top.head.head) & ({"would"} | _MAY))


def _is_foretold(frame: Frame) -> bool:
    """ "Holm said Lund would abolish the court": what one person says of another. Also "a paper that said …".

    Counter-examples: "the Kremlin said Lund would send tents", "the ministry, which said it would pay".
    """
    if frame.speech is None:
        return False
    speaker = next((c for c in frame.speech.children if c.dep_ == "nsubj"), None)
    if speaker is None:
        return False
    if speaker.lower_ in ("that", "which") and frame.speech.dep_ == "relcl":
        return reporting.medium(frame.speech.head.lemma_.lower()) is not None
    clause = frame.chain[-1]
    who = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if who is None or who.ent_type_ != "PERSON" or frame.operators:
        return False
    named = speaker.pos_ == "PROPN" and speaker.ent_type_ == "PERSON"
    return named and who.text != speaker.text


def _is_question(frame: Frame) -> bool:
    sentence = frame.core.sent
    return sentence[-1].text == "?" or (len(sentence) > 1 and sentence[-2].text == "?")
