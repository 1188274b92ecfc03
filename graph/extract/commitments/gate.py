"""Which frames are worth a commitment: the thing must be something that can be given, done or held to."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.frames import Frame, is_gift_made
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.model import ActorKind, Mention, ResourceKind, Status
from graph.parse.quantities.units import units

_SOLID = frozenset(
    {ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.WEAPONS, ResourceKind.VEHICLES, ResourceKind.AIRCRAFT,
     ResourceKind.VACCINES}
)  # fmt: skip
_TIME = frozenset(
    "year month week day hour minute decade time night summer winter life weekend morning".split()
)
_BACKED = frozenset(
    {
        "guarantee",
        "mission",
        "force",
        "army",
        "police",
        "refugee",
        "victim",
        "operation",
        "loan",
        "fund",
    }
)
_HANDING = frozenset({"send", "deploy", "provide", "supply", "deliver", "donate", "dispatch", "contribute", "ship", "lend",
                      "withdraw", "give", "transfer", "train", "airlift", "fly", "offer", "pull out", "hand over"})  # fmt: skip
_GIFTS = frozenset(
    {
        "aid",
        "assistance",
        "equipment",
        "supply",
        "food",
        "medicine",
        "package",
        "fuel",
        "relief",
        "generator",
        "tent",
    }
)
_HELPERS = frozenset(
    "observer monitor adviser advisor expert doctor nurse medic paramedic engineer firefighter rescuer inspector trainer "
    "instructor specialist technician team".split()
)
_SECOND_PERSON = frozenset({"you", "your", "yours", "subscribe", "click", "newsletter", "inbox"})
_HELP = frozenset({"help", "support", "assist", "aid", "back"})


_IDIOMS = frozenset({("pay", "price"), ("pay", "visit"), ("raise", "price"), ("take", "step"), ("give", "support"),
                     ("raise", "money"), ("raise", "fund"), ("give", "power"), ("provide", "power"), ("take", "job"),
                     ("drop", "bomb"), ("raise", "bar"), ("hold", "power"), ("take", "force"), ("make", "money"),
                     ("take", "shot"), ("take", "land"), ("give", "shot"), ("open", "fire"), ("keep", "house"),
                     ("take", "help"), ("hold", "office"), ("provide", "copy"), ("give", "copy"), ("send", "copy"), ("join", "force"), ("open", "door"), ("free", "hand"), ("resume", "duty"), ("cut", "tie"), ("cut", "job"), ("slash", "job"), ("cut", "staff"), ("cut", "production"), ("cut", "deal"), ("reach", "home"), ("meet", "minister"), ("meet", "pledge"), ("meet", "promise"), ("end", "month"), ("end", "year"), ("end", "fighting"), ("end", "hostility"), ("end", "war"), ("end", "week"), ("end", "day"), ("end", "conflict"), ("end", "strike")})  # fmt: skip
_SPENT = frozenset({"restore", "invest", "inject", "add", "reduce", "cut", "increase", "spend", "pour", "commit", "allocate", "put",
                    "pay", "boost", "double", "free up", "infuse"})  # fmt: skip
_AIRED = frozenset(
    {"announce", "unveil", "propose", "float", "consider", "weigh", "moot", "contemplate"}
)
_BURDENS = frozenset(
    "ban tax tariff levy subsidy moratorium amnesty rebate exemption quota embargo reward bounty".split()
)
_TRADES = frozenset(
    {"buy", "acquire", "purchase", "settle", "resolve", "obtain", "rent", "lease", "end"}
)
# What has a price and is not given: "announced a $5 million loss", "delivered two $500 speeches"
# What may be promised by its name alone: "promised tax reform".
_PROMISED = frozenset(
    {"reform", "overhaul", "cut", "expansion", "reduction", "repeal", "referendum"}
)
_PRICED = frozenset(
    "loss profit speech statement interview lawsuit earnings revenue turnover settlement verdict shortfall fine penalty "
    "writedown trial film album".split()
)
_MATTERS = frozenset(
    "plan proposal summit bill idea initiative candidate candidacy deal campaign presidency claim view position policy "
    "theory argument decision move effort agenda party cause approach nomination legislation measure amendment".split()
)


def worth(frame: Frame, how: Verdict, slots: Slots, lex: Lexicon) -> bool:
    """Whether the frame is a commitment of somebody, not a figure of speech, an offer to readers or a mere act.

    Example: "promised 40 ambulances". Counter-example: "promised a bright future", "offers a free trial".
    """
    thing = frame.thing
    if _is_advertising(frame) or (
        thing is not None
        and thing.pos_ == "PRON"
        and not any(c.dep_ == "prep" for c in thing.children)
    ):
        return False
    if thing is not None and (
        (_is_slight(thing) and how.status is not Status.REFUSED and slots.quantity is None)
        or _is_applause(thing)
        or (frame.lemma, thing.lemma_.lower()) in _IDIOMS
    ):
        return False
    if thing is not None and is_gift_made(thing):
        return True
    if frame.lemma in lex.permit | lex.sharing | lex.disarming | {"put"}:
        return _worth_of_its_kind(frame, how, slots, lex)
    amount = slots.quantity
    money = amount is not None and amount.currency
    if amount is not None and amount.unit == "times":
        return False  # "vowed a hundred times": nothing is given
    if _is_bought(frame) or (frame.lemma in _AIRED and not _worth_when_aired(frame, slots, lex)):
        return False
    people = frame.lemma in lex.people and slots.resource.kind is ResourceKind.RESETTLEMENT
    firm = lex.deeds | lex.strong.keys()
    counted = thing is not None and frame.lemma in firm and _is_counted(thing, slots)
    counted = counted or (frame.lemma == "invest" and bool(frame.operators))
    policy = frame.lemma in ("ban", "deport", "kill", "scrap", "repeal", "end")
    kept_out = policy and any(o.strong for o in frame.operators)  # "vowed to ban people"
    idle = thing is not None and thing.lemma_.lower() in lex.never
    if idle and not (money or people or counted or kept_out):
        return False
    resource = slots.resource
    priced = thing is not None and {thing.lemma_.lower(), resource.head.lemma_.lower()} & _PRICED
    if priced or _is_judged(frame):
        return False
    if frame.lemma == "spend" and (thing is None or _is_time(thing)):
        return False
    if frame.lemma in ("spend", "take") and thing is not None and thing.lemma_.lower() in _TIME:
        return False
    if how.status is Status.WITHDRAWN and frame.lemma in (
        "cut",
        "reduce",
        "slash",
        "lower",
        "trim",
        "curtail",
    ):
        return True
    if how.status is Status.DELIVERED:
        return _worth_when_done(frame, slots, lex)
    if _is_loyalty(frame, slots) or (_is_under_way(frame) and not _worth_under_way(frame, slots)):
        return False
    if _is_mere_wish(frame) and resource.kind not in _SOLID and not money:
        return False
    if any(o.strong for o in frame.operators) or (
        frame.status is not None and frame.lemma in lex.strong
    ):
        return _worth_when_promised(frame, slots, lex)
    if thing is None or thing.i == frame.core.i:
        return frame.lemma in _HELP and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED)
    if frame.recipient is not None and frame.lemma in lex.recipients and not resource.known:
        return _worth_for_recipient(frame, how, slots)
    if frame.lemma in lex.people:
        return resource.kind is ResourceKind.RESETTLEMENT
    if _is_deed(frame, how, lex) or (frame.lemma == "invest" and bool(frame.operators)):
        return True
    if frame.status is Status.WITHDRAWN:
        return resource.known
    return resource.known or money or _is_counted(thing, slots) or _is_handed(frame, slots)


def _is_time(thing: Token) -> bool:
    """ "the rest of the week"."""
    return any(t.lemma_.lower() in _TIME for t in thing.subtree if t.i - thing.i < 4) and not any(
        t.is_currency for t in thing.subtree
    )


def _worth_when_aired(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """ "announced $5m", "unveiled an aid package"; not "announced a new laptop", "proposed three options"."""
    if frame.status is None or frame.core.pos_ == "NOUN":
        return True
    amount, resource = slots.quantity, slots.resource
    if amount is not None and amount.currency:
        return True
    named = any(b.entity is not None for b in slots.beneficiaries())
    gift = resource.label in _GIFTS or (resource.label in ("support", "help", "backing") and named)
    return resource.kind in _SOLID | {ResourceKind.MONEY} or gift or resource.label in _BURDENS


def _is_bought(frame: Frame) -> bool:
    """ "paid $8 million to buy a plane", "will pay $5 million to settle the case": no gift."""
    return frame.lemma in ("pay", "spend") and any(
        c.dep_ in ("xcomp", "advcl") and c.lemma_.lower() in _TRADES for c in frame.core.children
    )


def _is_judged(frame: Frame) -> bool:
    """ "considers the $5 million a minimum" thinks of it, and does not think of giving it."""
    if frame.lemma != "consider" or frame.thing is None:
        return False
    beside = (c for c in frame.thing.children if c.dep_ == "npadvmod" and c.i > frame.thing.i)
    return any(c.dep_ in ("oprd", "ccomp", "attr") for c in frame.core.children) or any(
        c.pos_ == "NOUN" for c in beside
    )


def _worth_of_its_kind(frame: Frame, how: Verdict, slots: Slots, lex: Lexicon) -> bool:
    """Verbs that give only certain things: leave ("allow aid in"), knowledge ("share intelligence"), arms.

    Example: "agreed to lay down their rifles". Counter-example: "agreed to put the plan to a vote".
    """
    thing = frame.thing
    if thing is None or how.status is Status.DELIVERED:
        return False
    words = {thing.lemma_.lower(), thing.lower_, slots.resource.label or ""}
    if frame.recipient is not None:
        words.add(frame.recipient.lemma_.lower())
    if frame.lemma in lex.permit:
        named = frame.recipient is not None and frame.recipient.ent_type_ in ("ORG", "NORP")
        return frame.core.dep_ != "relcl" and (bool(words & lex.access) or named)
    if frame.lemma in lex.sharing:
        return bool(words & lex.shared)
    if frame.lemma in lex.disarming and how.status is Status.REFUSED:
        return False  # who keeps his weapons gives nobody anything
    if frame.lemma in lex.disarming:
        return slots.resource.kind is ResourceKind.WEAPONS
    amount = slots.quantity
    return slots.resource.kind in _SOLID or (amount is not None and amount.unit is not None)


def _is_deed(frame: Frame, how: Verdict, lex: Lexicon) -> bool:
    """ "will abolish the fee", "agreed to set up a court": checkable, whatever it is; not "will raise awareness"."""
    thing = frame.thing
    if thing is None or how.status not in (Status.PLEDGED, Status.READY, Status.REFUSED):
        return False
    if frame.core.pos_ == "NOUN" or _is_under_way(frame):
        return False
    if frame.lemma in ("release", "free"):
        return thing.ent_type_ == "PERSON" or thing.text in units().persons
    if frame.lemma not in lex.deeds or thing.ent_type_ in ("PERSON", "EVENT", "WORK_OF_ART"):
        return False
    return thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in lex.abstract


def _worth_for_recipient(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """ "ready to support Ukraine", "will back Kyiv"; not "wants to help voters"."""
    named = any(b.entity is not None for b in slots.beneficiaries())
    return named and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED, Status.ALLOCATED)


def _worth_when_done(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """Deeds count where a thing was handed over, to somebody or in an amount."""
    if frame.status is not None and frame.core.pos_ != "NOUN":
        return True
    if frame.lemma not in lex.objects | lex.with_thing | lex.people | {"train", "fund", "finance"}:
        return False
    if frame.lemma in ("return", "hand back", "give back"):
        return _is_given_back(frame, slots)
    if frame.lemma in (
        "make",
        "build",
        "buy",
        "create",
        "open",
        "launch",
        "sell",
        "produce",
        "add",
        "raise",
        "increase",
        "boost",
        "expand",
        "set up",
        "establish",
        "issue",
        "hire",
        "recruit",
        "order",
        "spend",
        "acquire",
        "purchase",
        "double",
        "share",
        "return",
        "take",
        "free",
        "award",
        "receive",
        "second",
        "field",
    ):
        return False
    if frame.lemma in lex.with_thing - lex.objects and frame.recipient is frame.thing:
        return False  # "supported by the army" hands nothing over
    resource, amount = slots.resource, slots.quantity
    if frame.lemma == "pay":
        return (
            amount is not None
            and amount.currency
            and (
                resource.label in _GIFTS | {"compensation", "money"} or bool(slots.beneficiaries())
            )
        )
    if _is_helper_sent(frame, slots):
        return True
    solid = resource.kind in _SOLID or resource.label in _GIFTS
    counted = amount is not None and (amount.currency or amount.unit is not None) and resource.known
    if resource.kind in (ResourceKind.RESETTLEMENT, ResourceKind.TRAINING):
        return amount is not None
    if (
        counted
        and amount is not None
        and amount.currency
        and frame.lemma
        in _HANDING | {"release", "disburse", "invest", "inject", "commit", "free up", "add"}
    ):
        return True
    items = amount is not None and amount.unit is not None and not amount.currency
    if items and frame.lemma in _HANDING - {"give", "provide", "offer", "withdraw"}:
        gone = frame.lemma in ("deliver", "donate", "ship", "hand over") or solid
        return gone or bool(slots.beneficiaries())
    return (solid or counted) and (bool(slots.beneficiaries()) or (counted and solid))


def _is_helper_sent(frame: Frame, slots: Slots) -> bool:
    """ "has deployed observers in Chad", "sent doctors to Mali"; not "sent voters home", "sent lawyers a letter"."""
    if frame.thing is None or frame.lemma not in ("deploy", "send", "dispatch", "fly", "airlift"):
        return False
    if slots.resource.label not in _HELPERS:
        return False
    return any(b.entity is not None for b in slots.beneficiaries())


def _is_given_back(frame: Frame, slots: Slots) -> bool:
    """ "returned eleven paintings to Ghana"; not "returned his call", "returned to Ghana"."""
    if frame.thing is None or frame.thing.pos_ != "NOUN" or slots.resource.kind in _SOLID:
        return False
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
    entities = {e.key: e.kind for e in slots.reading.entities}
    return any(
        b.entity is not None and entities.get(b.entity) in kinds for b in slots.beneficiaries()
    )


def _worth_when_promised(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """A promise needs a thing of substance: "vowed revenge" and "promised to be honest" are words."""
    if frame.thing is None:
        return frame.lemma in _HELP
    if slots.resource.known or slots.quantity is not None:
        return True
    if frame.lemma in lex.strong and frame.thing.lemma_.lower() in _PROMISED:
        return True
    return (
        frame.thing.pos_ in ("NOUN", "PROPN")
        and (frame.status is None or bool(frame.operators))
        and frame.lemma not in ("be", "have", "do")
    )


def _is_handed(frame: Frame, slots: Slots) -> bool:
    """ "will not lend pumps to Serbia": whatever it is, it is handed to somebody who is named."""
    thing = frame.thing
    if thing is None or thing.pos_ != "NOUN" or frame.lemma not in _HANDING:
        return False
    return any(b.entity is not None for b in slots.beneficiaries())


def _is_counted(thing: Token, slots: Slots) -> bool:
    """ "provide 60 widgets"; not "announced the arrest of 26 suspects"."""
    amount = slots.quantity
    if amount is None or amount.unit is None:
        return False
    return amount.span.start <= thing.idx < amount.span.end or amount.unit == "percent"


def _is_loyalty(frame: Frame, slots: Slots) -> bool:
    """ "pledged to back the candidate", "will support a higher wage": a stance; "will support Mali" gives."""
    if slots.quantity is not None and slots.quantity.currency:
        return False
    if (
        frame.lemma in ("support", "back", "protect", "defend", "help", "assist")
        and frame.thing is not None
    ):
        return not _is_helped(frame, slots)
    if slots.resource.label in ("support", "backing", "help"):
        return any(_is_person(slots, b) for b in slots.beneficiaries())
    return False


def _is_helped(frame: Frame, slots: Slots) -> bool:
    target = frame.recipient or frame.thing
    if target is None or target.i == frame.core.i or target.lemma_.lower() in _BACKED:
        return True
    if target.ent_type_ in ("PERSON", "NORP"):
        return False
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.GROUP)
    entities = slots.reading.entities
    return any(
        b.entity is not None and entities[b.entity].kind in kinds for b in slots.beneficiaries()
    )


def _is_person(slots: Slots, who: Mention) -> bool:
    return who.entity is not None and slots.reading.entities[who.entity].kind is ActorKind.PERSON


def _is_under_way(frame: Frame) -> bool:
    return (
        frame.core.tag_ == "VBG"
        and frame.core.dep_ not in ("xcomp", "pcomp", "acl")
        and not frame.operators
        and frame.status is None
        and not any(c.lower_ in ("will", "would", "'ll") for c in frame.core.children)
    )


def _worth_under_way(frame: Frame, slots: Slots) -> bool:
    """ "is sending 40 trucks to Mali"; not "is making payments", "are keeping rates low"."""
    amount = slots.quantity
    if amount is not None and amount.currency and frame.lemma in _SPENT:
        return True  # "is restoring $5 million to the clinics", "are cutting the duty by $5"
    if frame.lemma not in _HANDING:
        return False
    return (
        slots.resource.kind in _SOLID or slots.quantity is not None or bool(slots.beneficiaries())
    )


def _is_mere_wish(frame: Frame) -> bool:
    return any(
        o.token.lemma_.lower() in ("want", "hope", "aim", "look", "think", "suggest", "debate")
        for o in frame.operators
    )


def _is_slight(thing: Token) -> bool:
    """ "offered little support", "no help": nothing that binds."""
    if thing.lower_ in ("more", "less", "enough", "much", "one") and thing.n_rights == 0:
        return True
    return any(
        c.lower_ in ("little", "scant", "any", "such", "less", "what", "which", "whatever")
        for c in thing.children
        if c.i < thing.i
    )


def _is_applause(thing: Token) -> bool:
    """ "support for the bill" is a stance; "support for Ukraine" is help."""
    if thing.lemma_.lower() not in ("support", "backing", "help"):
        return False
    return any(
        pobj.lemma_.lower() in _MATTERS
        for prep in thing.children
        if prep.dep_ == "prep" and prep.lower_ == "for"
        for pobj in prep.children
    )


def _is_advertising(frame: Frame) -> bool:
    words = {t.lower_ for t in frame.core.sent}
    return bool(words & _SECOND_PERSON) and not any(t.text in '“”"' for t in frame.core.sent)
