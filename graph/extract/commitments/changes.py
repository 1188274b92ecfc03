"""A gift that is raised, halved or bounded: "doubled its offer to $5", "halved its aid", "will not go beyond $5"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.model import Status

RAISING = frozenset("double triple treble quadruple increase raise up boost lift".split())
CUTTING = frozenset("cut reduce slash lower trim curtail halve".split())
_OWN = frozenset({"its", "their", "our", "his", "her", "my"})
_OFFERS = frozenset({"offer", "pledge", "promise", "commitment"})
_GIVEN = _OFFERS | frozenset(
    "contribution donation aid assistance support funding sponsorship share line grant".split()
)
_PAID = frozenset({"MONEY", "PERCENT"})
_BOUNDS = frozenset({"beyond", "above", "over", "past", "to"})


def raised(verb: Token, lemma: str) -> tuple[Token, Status] | None:
    """(gift, status) of "doubled its offer of tents to $5 million": its own gift, with what it is raised to or by.

    Counter-examples: "doubled its profit to $5 million", "raised its offer for the rival bank".
    """
    if lemma not in RAISING:
        return None
    gift = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if gift is None or gift.lemma_.lower() not in _GIVEN or not _is_own(gift):
        return None
    told = any(c.lower_ == "of" for c in gift.rights)  # "its offer of tents for Chad"
    if not _is_priced(verb, gift) or (not told and any(_is_bid(c) for c in gift.rights)):
        return None
    return gift, Status.READY if gift.lemma_ == "offer" else Status.PLEDGED


def _is_own(gift: Token) -> bool:
    return any(c.dep_ == "poss" and c.lower_ in _OWN for c in gift.lefts)


def _is_priced(verb: Token, gift: Token) -> bool:
    """Whether money, or a count, follows: "to $5 million", "by 40 tents"."""
    near = verb.doc[gift.i + 1 : min(gift.i + 16, verb.sent.end)]
    if gift.lemma_ == "line" and not any(c.lower_ in ("swap", "credit") for c in gift.lefts):
        return False
    if gift.lemma_ == "share":  # "its share of the market to 40 percent" is no gift
        return any(t.is_currency or t.ent_type_ == "MONEY" for t in near)
    return any(t.ent_type_ in _PAID or t.is_currency for t in near)


def _is_bid(after: Token) -> bool:
    """ "its offer for the bank", "its share in the firm": no gift."""
    return after.lower_ in ("for", "in") and any(
        c.ent_type_ == "ORG" or c.lemma_.lower() in ("company", "bank", "firm", "rival", "market")
        for c in after.children
    )


def bounded(verb: Token, lemma: str) -> Token | None:
    """The sum of "not willing to go beyond $5 million", "prepared to go up to 4 percent".

    Counter-examples: "will not go beyond words", "will go to Oslo".
    """
    if lemma.split()[0] != "go":
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.ent_type_ in _PAID:
            return child  # "up to" hangs on the number
        if child.dep_ in ("prep", "prt", "advmod") and child.lower_ in (*_BOUNDS, "up", "high"):
            sums = (t for t in (*child.children, *(k for c in child.children for k in c.children)))
            found = next((t for t in sums if t.ent_type_ in _PAID and t.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def paid_for(verb: Token) -> Token | None:
    """What somebody will pay for: "will pay for an interpreter"; not "will pay for his crimes", "paid for lunch"."""
    if verb.tag_ not in ("VB", "VBG") or any(c.dep_ == "dobj" for c in verb.rights):
        return None
    if any(c.tag_ in ("WP", "WDT") for c in verb.lefts):
        return None  # "discussed who would pay for the wall"
    if any(c.lower_ in ("was", "were") for c in verb.head.lefts):
        return None  # "I was going to pay for it"
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ == "for":
            thing = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if thing is None or thing.pos_ != "NOUN" or thing.lemma_.lower() in _PENANCE:
                return None
            return thing
    return None


_PENANCE = frozenset(
    "crime sin mistake error deed action act behaviour behavior failure life blood murder arrogance folly choice "
    "decision damage stupidity greed time".split()
)


def is_fraction_of_it(thing: Token) -> bool:
    """ "$25 million, two thirds of it for roads": the same money again."""
    return any(
        c.dep_ == "prep" and c.lower_ == "of" and any(_stands_in(k) for k in c.children)
        for c in thing.rights
    )


def _stands_in(word: Token) -> bool:
    return word.lower_ in ("it", "which", "that", "this", "them", "whom")


def refuser(node: Token, asked: Token) -> Token | None:
    """The verb of "turned down a request to lend trucks", "rejected calls to pay": who is asked refuses.

    Counter-examples: "rejected calls for Chad to pay", "made a request to pay".
    """
    if node.dep_ not in ("acl", "relcl", "advcl", "xcomp") or node.tag_ != "VB":
        return None
    if asked.pos_ == "VERB":  # "rejected calls from Chad to pay": hung on the verb by the parser
        asked = next((c for c in asked.rights if c.dep_ == "dobj" and c.i < node.i), asked)
    if asked.pos_ != "NOUN" or asked.lemma_ not in _ASKED or asked.dep_ != "dobj":
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in node.lefts):
        return None
    verb = asked.head
    down = verb.lemma_ == "turn" and any(c.lower_ == "down" for c in verb.rights)
    return verb if down or verb.lemma_ in _REBUFFING else None


_ASKED = frozenset({"request", "call", "appeal", "plea", "demand", "invitation"})
_REBUFFING = frozenset({"reject", "refuse", "decline", "dismiss", "rebuff", "spurn"})
