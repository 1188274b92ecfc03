"""From a core upwards: the operators above it, who says it, and whether it is only asked for or supposed."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.changes import refuser
from graph.extract.commitments.frame import Frame, Operator, is_relative, verb_lemma
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.mandative import is_demanded
from graph.model import Status

MAX_CLIMB = 8
# What becomes of a promise: verbs with "on", "from", "by" before it. None leaves it what it is.
_FATES = {"renege": Status.WITHDRAWN, "go": Status.WITHDRAWN, "back": Status.WITHDRAWN, "walk": Status.WITHDRAWN,
          "step": Status.WITHDRAWN, "push": None, "press": None, "plow": None, "plough": None, "move": None, "forge": None,
          "proceed": None, "make": None, "deliver": None, "follow": None,
          "stick": None, "stand": None, "run": None, "campaign": None, "win": None, "act": None}  # fmt: skip
_UNDOING = frozenset(
    "withdraw drop abandon break scrap cancel rescind revoke retract ditch shelve disown".split()
)
_FULFILLING = frozenset("keep fulfil fulfill honour honor".split())
_AHEAD = frozenset({"ahead", "forward", "on"})


def climb(frame: Frame, lex: Lexicon) -> None:
    """Collect the operators above the core, until the clause that says or the top of the sentence."""
    node = frame.core
    frame.chain.append(node)
    for _ in range(MAX_CLIMB):
        if is_demanded(node) and not _is_own_proposal(node):
            frame.demanded = True
            return
        parent = _parent(node)
        if parent is None:
            _take_teller(frame, node, lex)
            return
        if (verb := refuser(node, parent)) is not None:
            frame.operators.append(Operator(verb, Status.REFUSED))
            node = verb
            frame.chain.append(node)
            continue
        if _is_saying(node, parent, lex) and (
            _is_past(node) or not _is_operator(node, parent, lex)
        ):
            frame.speech = parent
            frame.supposed |= parent.lemma_.lower() in lex.doubt
            return
        if not _take(frame, node, parent, lex):
            ensured = node.dep_ == "ccomp" and parent.lemma_.lower() in ("ensure", "see")
            frame.unbound |= (node.dep_ == "xcomp" and not frame.operators) or ensured
            return
        node = parent
        frame.chain.append(node)


def _take_teller(frame: Frame, top: Token, lex: Lexicon) -> None:
    """ "Holm has promised that, should she lose, she would pay": the parser hangs "promised" on "pay"."""
    tellers = (c for c in top.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB")
    for teller in tellers if top.dep_ == "ROOT" else ():
        clause = next((c for c in teller.rights if c.dep_ in ("ccomp", "advcl")), None)
        if clause is None or clause.left_edge.lower_ != "that":
            continue
        lemma = teller.lemma_.lower()
        if lemma in lex.strong and (status := lex.operator(lemma)) is not None:
            frame.operators.append(Operator(teller, status, strong=True))
            frame.chain.append(teller)
        elif lemma in lex.speech:
            frame.speech = teller


def _is_own_proposal(node: Token) -> bool:
    """ "Oslo proposed that it send doctors" weighs a deed of its own. Not: "proposed that Chad send doctors"."""
    own = any(c.dep_ == "nsubj" and c.lower_ in ("it", "we", "i") for c in node.children)
    return own and node.head.lemma_.lower() in ("propose", "suggest")


def _parent(node: Token) -> Token | None:
    """What governs `node`, through "to" and "of" before a gerund and through shared infinitives."""
    if node.head.i == node.i:
        return None
    if (before := _before_aside(node)) is not None:
        return before
    if node.dep_ == "pobj":
        return _kept(node)
    if node.dep_ == "pcomp" and node.head.pos_ in ("ADP", "SCONJ", "PART"):
        return node.head.head if node.head.head.i != node.head.i else None
    if node.dep_ == "conj":
        finite = node.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.dep_ in ("aux", "nsubj") for c in node.children
        )
        base = node.tag_ == "VB" or (node.tag_ == "VBP" and node.head.tag_ == "VB")
        return None if finite and not base else node.head
    if node.dep_ in (
        "xcomp",
        "ccomp",
        "acl",
        "oprd",
        "dobj",
        "advcl",
        "relcl",
        "attr",
        "acomp",
    ):
        return node.head
    return None


def _before_aside(verb: Token) -> Token | None:
    """ "is ready|, once a truce holds,| to send tents": the parser hangs "to send" on the truce; what is ready, here.

    Counter-example: "will stay, if Chad agrees to pay".
    """
    to = next((c for c in verb.lefts if c.dep_ == "aux"), None)
    if to is None or to.lower_ != "to" or to.i < 4 or to.nbor(-1).text != ",":
        return None
    inside = verb.doc[max(verb.sent.start, to.i - _LONGEST_ASIDE) : to.i - 1]
    comma = next((t for t in reversed(inside) if t.text == ","), None)
    if comma is None or comma.i == inside.start or comma.nbor().lower_ not in _SUPPOSING:
        return None
    return comma.nbor(-1) if comma.nbor(-1).pos_ in ("VERB", "ADJ", "NOUN") else None


_LONGEST_ASIDE = 16  # tokens
_SUPPOSING = frozenset(
    "if once unless provided providing when should were assuming subject".split()
)


def _kept(promise: Token) -> Token | None:
    """ "made good on a promise", "reneged on pledges": the verb that tells what became of it."""
    leads = ("on", "from", "by", "to", "upon", "with")
    if promise.pos_ != "NOUN" or promise.head.lower_ not in leads:
        return None
    verb = promise.head.head
    verb = verb.head if verb.lower_ in ("good", "through", "back", "away", *_AHEAD) else verb
    return verb if verb.pos_ == "VERB" and verb.lemma_.lower() in _FATES else None


def _is_saying(node: Token, parent: Token, lex: Lexicon) -> bool:
    return node.dep_ in ("ccomp",) and parent.pos_ == "VERB" and parent.lemma_.lower() in lex.speech


def _is_past(clause: Token) -> bool:
    """ "confirmed that it had paid": the deed is told, not promised."""
    helpers = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"would", "will", "'ll", "’ll"}:
        return False
    return clause.tag_ == "VBD" or bool(helpers & {"had", "has", "have"})


def _is_operator(node: Token, parent: Token, lex: Lexicon) -> bool:
    """ "pledged that it will …" promises; "announced that X would …" only says."""
    return parent.lemma_.lower() in lex.strong or (
        parent.lemma_.lower() in ("agree", "decide", "confirm", "offer", "refuse")
        and not any(c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON" for c in node.children)
    )


def is_too_much(parent: Token) -> bool:
    """ "Norway may be too stretched to send troops" hesitates. Not: "Norway is eager to send troops too"."""
    words = [parent, *(c for c in parent.children if c.dep_ == "acomp")]
    return any(
        (w.pos_ in ("ADJ", "ADV") or w.tag_ == "VBN")
        and any(t.lower_ == "too" and t.dep_ == "advmod" for t in w.lefts)
        for w in words
    )


def _take(frame: Frame, node: Token, parent: Token, lex: Lexicon) -> bool:
    """Whether the climb goes on through `parent`; what it says is kept in `frame`."""
    lemma = verb_lemma(parent, lex)
    if node.dep_ == "pobj" and node.head.dep_ == "prep":
        return _take_fate(frame, node, parent, lex)
    if node.dep_ == "conj":
        return parent.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    if is_too_much(parent) and node.dep_ in ("xcomp", "advcl"):
        frame.operators.append(Operator(parent, Status.CONSIDERING))
        return True
    if parent.pos_ in ("VERB", "AUX"):
        return _take_verb(frame, node, parent, lemma, lex)
    if (
        parent.pos_ in ("ADJ", "ADV")
        and lemma in lex.adjectives
        and node.dep_ in ("xcomp", "pcomp", "ccomp", "advcl")
    ):
        frame.operators.append(Operator(parent, lex.adjectives[lemma]))
        return True
    if (
        parent.pos_ == "NOUN"
        and lemma in lex.nouns
        and node.dep_ in ("acl", "pcomp", "relcl", "xcomp", "ccomp")
    ):
        own = (c for c in node.children if c.dep_ in ("dobj", "dative") and not is_relative(c))
        if node.dep_ == "relcl" and (next(own, None) is None or _is_in_which(node)):
            return False  # "the agreement that they have signed" is what was signed
        if lemma in lex.acts and parent.head.lemma_.lower() not in lex.passing:
            return False  # "introduced a bill to ban …" has changed nothing yet
        frame.operators.append(Operator(parent, lex.nouns[lemma], lemma in lex.strong_nouns))
        return True
    if parent.pos_ == "ADJ" and lemma not in lex.adjectives and node.dep_ != "relcl":
        frame.unbound = True  # "it might be hard to build a bridge"
    return parent.pos_ == "AUX" or (parent.pos_ == "ADP" and node.dep_ == "pobj")


def _is_in_which(clause: Token) -> bool:
    """ "seeks an agreement in which Chad gives up its missiles": wished for."""
    return any(
        c.lower_ == "in" and any(k.lower_ == "which" for k in c.children) for c in clause.lefts
    )


def _take_fate(frame: Frame, node: Token, parent: Token, lex: Lexicon) -> bool:
    """ "reneged on", "went back on a promise" takes it back; "is delivering on" it still promises."""
    if node.lemma_.lower() not in lex.nouns or parent.lemma_.lower() not in _FATES:
        return False
    fate = _FATES[parent.lemma_.lower()]
    between = {t.lower_ for t in parent.subtree if parent.i < t.i < node.i}
    if "with" in between:  # "will press ahead with plans to build"
        goes_on = bool(between & _AHEAD) or parent.lemma_.lower() == "proceed"
        if goes_on and any(c.dep_ == "neg" for c in parent.children):
            frame.operators.append(Operator(parent, Status.PLEDGED))  # its "not" makes it refused
        return goes_on
    backed = parent.lemma_.lower() == "back" or between & {"back", "away"}
    if fate is not None and parent.lemma_.lower() != "renege" and not backed:
        return False
    if fate is not None:
        frame.operators.append(Operator(parent, fate))
    return True


def _take_verb(frame: Frame, node: Token, parent: Token, lemma: str, lex: Lexicon) -> bool:
    if (
        parent.tag_ == "VBN"
        and parent.dep_ == "acl"
        and lemma in ("intend", "plan", "aim", "think")
    ):
        frame.unbound = True  # "credits intended to lower rents" promise nothing
        return False
    if parent.tag_ == "VBN" and parent.lower_ in lex.adjectives and node.dep_ == "xcomp":
        frame.operators.append(Operator(parent, lex.adjectives[parent.lower_]))
        return True  # "is prepared to send": the parser takes it for a passive
    aim = node.dep_ == "advcl" and node.tag_ == "VB" and lemma in lex.strong
    if aim or node.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "oprd"):
        status = lex.operator(lemma)
        if status is not None and not (
            node.dep_ == "dobj" and node.pos_ == "NOUN" and lemma not in lex.weak
        ):
            if _urged(node, parent, lemma, lex):
                frame.demanded = True
                return False
            frame.operators.append(Operator(parent, status, lemma in lex.strong))
            return True
        if lemma in lex.demands:
            frame.demanded |= node.dep_ in ("ccomp", "xcomp", "pcomp", "dobj")
            return False
        if node.pos_ == "NOUN" and parent.pos_ == "VERB" and lemma not in lex.carriers:
            return False
        if node.pos_ == "NOUN" and node.dep_ == "dobj" and lemma in _UNDOING | _FULFILLING:
            _tell_fate(frame, parent, lemma)
        if node.pos_ in ("NOUN", "ADJ") or parent.pos_ == "AUX":
            return True  # "has indicated a readiness", "are ready": the subject stands here
        return lemma in (
            "go",
            "be",
            "have",
            "get",
            "begin",
            "start",
            "continue",
            "resume",
            "try",
            "appear",
            "seem",
            "need",
            "vote",
            "move",
        ) or is_hearsay(parent)
    return node.dep_ in ("attr", "acomp")


def _tell_fate(frame: Frame, verb: Token, lemma: str) -> None:
    """ "withdrew its promise to send tents" takes it back, "kept" it: delivered; not "will keep its promise to send"."""
    told = any(o.strong or o.token.lemma_ in ("offer", "plan") for o in frame.operators)
    if lemma in _UNDOING and told:
        frame.operators.append(Operator(verb, Status.WITHDRAWN))
    if lemma in _FULFILLING and told and verb.tag_ in ("VBD", "VBN"):
        frame.operators.append(Operator(verb, Status.DELIVERED))


def is_hearsay(verb: Token) -> bool:
    """ "is understood to be weighing $5 million": who says so stays open; not "is expected to"."""
    return (
        verb.lemma_.lower() in ("understand", "say", "report")
        and verb.tag_ == "VBN"
        and any(c.dep_ == "auxpass" for c in verb.children)
    )


def _urged(node: Token, parent: Token, lemma: str, lex: Lexicon) -> bool:
    """ "asked Oslo to send", "wants Oslo to send": the verb has a subject of its own."""
    if (
        lemma not in ("want", "hope", "propose", "suggest", "plan", "oppose", "discuss", "debate")
        and lemma not in lex.demands
    ):
        return False
    other = [c for c in node.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON"]
    named = [
        c
        for c in parent.children
        if c.dep_ == "dobj" and c.pos_ in ("PROPN", "NOUN", "PRON") and c.i < node.i
    ]
    return bool(other or (named and node.dep_ == "xcomp"))
