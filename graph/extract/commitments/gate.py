"""Which frames are worth a commitment: the thing must be something that can be given, done or held to."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.commitments.changes import CUTTING
from graph.extract.commitments.done import worth_when_done
from graph.extract.commitments.frame import Frame
from graph.extract.commitments.frames import is_gift_made
from graph.extract.commitments.goods import GIFTS, HANDING, SOLID
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.look_alikes import (
    TIME,
    is_advertising,
    is_applause,
    is_bargain,
    is_in_play,
    is_judged,
    is_loyalty,
    is_mere_wish,
    is_slight,
    is_time,
)
from graph.extract.commitments.particular import is_worth_of_itself
from graph.extract.commitments.promised import GRANTING
from graph.extract.commitments.purposes import receives
from graph.extract.commitments.slots import Slots
from graph.extract.commitments.status import Verdict
from graph.extract.commitments.takers import pobjs
from graph.extract.commitments.told import whose_costs
from graph.model import ActorKind, ResourceKind, Status
from graph.parse.person_words import person_words
from graph.parse.quantities.units import units

_HELP = frozenset({"help", "support", "assist", "aid", "back"})


_IDIOMS = frozenset({("pay", "price"), ("pay", "visit"), ("raise", "price"), ("take", "step"), ("give", "support"),
                     ("raise", "money"), ("raise", "fund"), ("give", "power"), ("provide", "power"), ("take", "job"),
                     ("drop", "bomb"), ("raise", "bar"), ("hold", "power"), ("take", "force"), ("make", "money"),
                     ("take", "shot"), ("take", "land"), ("give", "shot"), ("open", "fire"), ("keep", "house"),
                     ("take", "help"), ("hold", "office"), ("provide", "copy"), ("give", "copy"), ("send", "copy"), ("join", "force"), ("open", "door"), ("free", "hand"), ("resume", "duty"), ("cut", "tie"), ("cut", "job"), ("slash", "job"), ("relocate", "job"), ("offer", "job"), ("offer", "idea"), ("give", "ammunition"), ("offer", "ammunition"), ("provide", "ammunition"), ("keep", "gun"), ("drop", "gun"), ("drop", "weapon"), ("cut", "staff"), ("cut", "production"), ("cut", "deal"), ("reach", "home"), ("meet", "minister"), ("meet", "pledge"), ("meet", "promise"), ("end", "month"), ("end", "year"), ("end", "fighting"), ("end", "hostility"), ("end", "war"), ("end", "week"), ("end", "day"), ("end", "conflict"), ("end", "strike"), ("lower", "guard"), ("hold", "event"), ("return", "favour"), ("return", "favor"), ("give", "credit"), ("suspend", "disbelief"), ("support", "team"), ("give", "pass"), ("suspend", "campaign"), ("offer", "flight"), ("offer", "route"), ("offer", "resource"), ("offer", "solution"), ("offer", "approach"), ("offer", "vision"), ("offer", "branch"), ("offer", "protection")})  # fmt: skip
_LENDERS = frozenset({"creditor", "lender", "bondholder", "bank", "investor", "debt", "loan"})
_RUNNING = frozenset({"resume", "restore", "suspend", "halt", "reinstate", "reopen", "extend"})
_ENTERING = frozenset("use return enter pass cross land dock visit inspect leave resume".split())
_PAPERS = frozenset(
    "licence license permit visa passport certificate application claim accreditation".split()
)
_SENT = frozenset({"send", "deploy", "dispatch", "provide", "lend", "second"})
_RECORDS = frozenset("return record document file transcript footage".split())
_WORDS = frozenset(
    "email e-mail mail mailer message letter tweet text photo picture copy ad shot screenshot speech signal memo "
    "memorandum paper document note invitation".split()
)
_FIGURES = frozenset(
    "economy gdp growth revenue deficit output debt turnover profit loss total".split()
)
_RULERS = frozenset(
    "government council city state ministry authority commission administration parliament county".split()
)
_SPENT = frozenset({"restore", "invest", "inject", "add", "reduce", "cut", "increase", "spend", "pour", "commit", "allocate", "put",
                    "pay", "boost", "double", "free up", "infuse"})  # fmt: skip
_AIRED = frozenset(
    {"announce", "unveil", "propose", "float", "consider", "weigh", "moot", "contemplate"}
)
_EASED = frozenset("subsidy moratorium amnesty rebate exemption reward bounty".split())
_TRADES = frozenset(
    {
        "buy",
        "acquire",
        "purchase",
        "settle",
        "resolve",
        "obtain",
        "rent",
        "lease",
        "end",
        "stream",
        "use",
        "license",
        "licence",
        "avoid",
        "attend",
        "join",
        "play",
        "watch",
        "run",
        "air",
        "promote",
        "advertise",
        "kick-start",
        "sponsor",
    }
)
# What may be promised by its name alone: "promised tax reform".
_PROMISED = frozenset(
    "reform overhaul cut expansion reduction repeal referendum deportation withdrawal abolition amnesty pardon closure "
    "reopening moratorium evacuation inquiry audit refund extension restoration inspection".split()
)
_PATIENTS = frozenset("people person patient student pupil member child man woman".split())
_FEELINGS = frozenset(
    "reprisal consequence victory success answer result day night return benefit improvement tear joy".split()
)
# What has a price and is not given: "announced a $5 million loss", "delivered two $500 speeches"
_PRICED = frozenset(
    "loss profit speech statement interview lawsuit earnings revenue turnover settlement verdict shortfall fine penalty "
    "writedown trial film album order proposal".split()
)


def worth(frame: Frame, how: Verdict, slots: Slots, lex: Lexicon) -> bool:
    """Whether the frame is a commitment of somebody, not a figure of speech, an offer to readers or a mere act.

    Example: "promised 40 ambulances". Counter-example: "promised a bright future", "offers a free trial".
    """
    thing = frame.thing
    if _is_moan(frame, how, lex):
        return False
    if is_advertising(frame) or (
        thing is not None
        and thing.pos_ == "PRON"
        and not any(c.dep_ == "prep" for c in thing.children)
    ):
        return False
    if thing is not None and (
        (is_slight(thing) and how.status is not Status.REFUSED and slots.quantity is None)
        or is_applause(thing)
        or (frame.lemma, thing.lemma_.lower()) in _IDIOMS
    ):
        return False
    if thing is not None and is_gift_made(thing):
        return True
    if is_worth_of_itself(frame, how, slots):
        return True
    if frame.lemma.split()[0] == "go":
        return False
    if frame.lemma in GRANTING and frame.status is Status.PLEDGED and thing is not None:
        return thing.pos_ == "NOUN" and thing.lemma_.lower() not in lex.never
    if frame.lemma in lex.permit | lex.sharing | lex.disarming | {"put"}:
        return _worth_of_its_kind(frame, how, slots, lex)
    if frame.lemma == "repay" and not _is_paid_back(frame):
        return False
    amount = slots.quantity
    money = amount is not None and amount.currency
    if _is_trade(frame, how, slots) or _is_weighed(frame) or _is_word_sent(frame, slots):
        return False
    if (
        is_in_play(frame, slots)
        or is_bargain(frame)
        or _adds_to(frame)
        or _is_smashed(frame, slots)
    ):
        return False
    if how.status is Status.READY and not _is_real_offer(frame, slots):
        return False
    if amount is not None and amount.unit == "times":
        return False  # "vowed a hundred times": nothing is given
    if _is_bought(frame) or (frame.lemma in _AIRED and not _worth_when_aired(frame, slots, lex)):
        return False
    if frame.lemma == "admit" and slots.resource.label in _PATIENTS:
        return False  # "the hospital admitted 14 people"
    people = frame.lemma in lex.people and slots.resource.kind is ResourceKind.RESETTLEMENT
    firm = lex.deeds | lex.strong.keys()
    counted = thing is not None and frame.lemma in firm and _is_counted(thing, slots)
    counted = counted or (frame.lemma == "invest" and bool(frame.operators))
    counted = counted or (
        frame.lemma == "offer" and slots.resource.kind is ResourceKind.RESETTLEMENT
    )
    policy = frame.lemma in ("ban", "deport", "kill", "scrap", "repeal", "end")
    kept_out = policy and any(o.strong for o in frame.operators)  # "vowed to ban people"
    idle = thing is not None and thing.lemma_.lower() in lex.never and not whose_costs(thing)
    idle = idle and not _is_line(frame)
    if idle and not (money or people or counted or kept_out):
        return False
    if frame.lemma not in lex.verbs and frame.status is None and not frame.operators:
        return _worth_when_willed(frame, slots, lex)
    resource = slots.resource
    priced = thing is not None and {thing.lemma_.lower(), resource.head.lemma_.lower()} & _PRICED
    if priced or is_judged(frame):
        return False
    if frame.lemma == "spend" and (thing is None or is_time(thing)):
        return False
    if frame.lemma in ("spend", "take") and thing is not None and thing.lemma_.lower() in TIME:
        return False
    if how.status is Status.WITHDRAWN and frame.lemma in CUTTING:
        return True
    if how.status is Status.DELIVERED:
        return worth_when_done(frame, slots, lex)
    if is_loyalty(frame, slots) or (_is_under_way(frame) and not _worth_under_way(frame, slots)):
        return False
    bare = resource.kind not in SOLID and not money and not _is_counted_out(frame, slots)
    if is_mere_wish(frame) and bare:
        return False
    if frame.lemma in ("take", "accept") and not (people or resource.kind in SOLID or money):
        return False  # "vowed to take the fight to the north"
    if any(o.strong for o in frame.operators) or (
        frame.status is not None and frame.lemma in lex.strong
    ):
        return _worth_when_promised(frame, slots, lex)
    if thing is None or thing.i == frame.core.i:
        return frame.lemma in _HELP and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED)
    if frame.recipient is not None and frame.lemma in lex.recipients and not resource.known:
        return _worth_for_recipient(frame, how, slots)
    if frame.lemma in lex.people:
        return resource.kind in (
            ResourceKind.RESETTLEMENT,
            ResourceKind.TROOPS,
            ResourceKind.POLICE,
        )
    if _is_deed(frame, how, lex) or (frame.lemma == "invest" and bool(frame.operators)):
        return True
    if frame.status is Status.WITHDRAWN:
        given = thing.lemma_.lower() in lex.of_nouns and any(c.dep_ == "poss" for c in thing.lefts)
        return resource.known or (given and slots.quantity is not None)
    counted = _is_counted(thing, slots) or _is_counted_out(frame, slots)
    if resource.known or money or counted or _is_handed(frame, slots):
        return True
    return _is_extradited(frame, how, slots) or _is_withheld(frame, how)


def _is_moan(frame: Frame, how: Verdict, lex: Lexicon) -> bool:
    """ "We can't fund the future like this": a truth of the day; not "we can't fund the clinic"."""
    if frame.thing is None or how.status is not Status.REFUSED:
        return False
    able = any(c.lower_ in ("ca", "can", "cannot") for c in frame.core.lefts)
    return able and frame.thing.lemma_.lower() in lex.abstract


def _is_paid_back(frame: Frame) -> bool:
    """ "will repay customers $5 million"; not "will repay its debt", "will repay its creditors"."""
    dative = (c for c in frame.core.rights if c.dep_ == "dative")
    who = frame.recipient if frame.recipient is not None else next(dative, None)
    return who is not None and who.lemma_.lower() not in _LENDERS


def _is_line(frame: Frame) -> bool:
    """ "will resume the ferry service": a line that runs or not; not "will resume service", "launched a service"."""
    thing = frame.thing
    if thing is None or thing.lemma_ != "service" or frame.lemma not in _RUNNING:
        return False
    return any(c.dep_ == "compound" for c in thing.lefts)


def _worth_when_willed(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """A deed of any kind needs a thing that is known, an amount, or what it hangs on; not "will raise awareness"."""
    thing = frame.thing
    if thing is None or thing.lemma_.lower() in lex.never | lex.abstract | _FEELINGS:
        return False
    amount, resource = slots.quantity, slots.resource
    if amount is not None and amount.unit is not None:
        return True
    if resource.known or resource.label in lex.policy_things:
        return True
    refused = any(c.dep_ == "neg" for c in frame.core.children)
    return refused and slots.condition() is not None


def _worth_when_aired(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """ "announced $5m", "unveiled an aid package"; not "announced a new laptop", "proposed three options"."""
    if frame.status is None or frame.core.pos_ == "NOUN":
        return True
    amount, resource = slots.quantity, slots.resource
    if amount is not None and amount.currency:
        return True
    named = any(b.entity is not None for b in slots.beneficiaries())
    gift = resource.label in GIFTS or (resource.label in ("support", "help", "backing") and named)
    return resource.kind in SOLID | {ResourceKind.MONEY} or gift or resource.label in _EASED


def _is_bought(frame: Frame) -> bool:
    """ "paid $8 million to buy a plane", "will pay $5 million to settle the case": no gift."""
    return frame.lemma in ("pay", "spend") and any(
        c.dep_ in ("xcomp", "advcl") and c.lemma_.lower() in _TRADES for c in frame.core.children
    )


def _is_trade(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """ "exported goods worth $3 billion", "will sell its shares"; not "pledged to buy 20 jets for Chad"."""
    if frame.lemma in ("export", "sell", "import", "trade"):
        solid = slots.resource.kind in SOLID
        return how.status is Status.DELIVERED or not (frame.operators or solid)
    bought = frame.lemma in ("buy", "purchase", "acquire", "order", "rent", "lease")
    return bought and not frame.operators


def _adds_to(frame: Frame) -> bool:
    """ "contributed $80 million to the region's economy": its share of a figure, no gift."""
    if frame.lemma not in ("contribute", "add"):
        return False
    nodes = (frame.core, *((frame.thing,) if frame.thing is not None else ()))
    return any(p.lemma_.lower() in _FIGURES for n in nodes for p in pobjs(n, ("to",)))


def _is_smashed(frame: Frame, slots: Slots) -> bool:
    """ "vowed to destroy the militia", "to eliminate the minority"; not "agreed to destroy its missiles"."""
    if frame.lemma not in ("destroy", "eliminate"):
        return False
    if frame.lemma == "eliminate" and frame.thing is not None:
        thing = frame.thing
        peoples = any(t.ent_type_ == "NORP" for t in thing.lefts)
        return peoples or bool(thing.ent_type_) or receives(thing) or _are_people(thing)
    return frame.lemma == "destroy" and slots.resource.kind not in SOLID


def _is_word_sent(frame: Frame, slots: Slots) -> bool:
    """ "sent 1,600 emails", "is sending mailers to voters"; also "pulled a gun"."""
    thing = frame.thing.lemma_.lower() if frame.thing is not None else ""
    if frame.lemma in ("send", "deliver", "give", "distribute") and slots.resource.label in _WORDS:
        return True  # "a large chunk of the emails"
    if frame.lemma == "pull":
        return thing in ("gun", "rifle", "trigger", "knife", "ad", "advert", "plug", "money")
    return frame.lemma in ("send", "deliver", "give") and thing in _WORDS


def _is_real_offer(frame: Frame, slots: Slots) -> bool:
    """ "offered 40 tents", "offers workers buyouts"; not "offered a preview", "offers flexible hours"."""
    if frame.lemma != "offer" or frame.core.pos_ != "VERB" or frame.operators:
        return True
    amount, resource = slots.quantity, slots.resource
    counted = amount is not None and (amount.currency or amount.unit is not None)
    plain = resource.kind in (ResourceKind.OTHER, ResourceKind.MONEY) and not resource.known
    if counted and not plain:
        return True
    solid = resource.kind is not ResourceKind.OTHER or resource.label in GIFTS | _HELP
    return resource.known and (solid or bool(slots.beneficiaries()))


def _is_weighed(frame: Frame) -> bool:
    """ "weighs 100,000 pounds" is no thought of giving them."""
    heavy = ("pound", "kilogram", "kilo", "kg", "ton", "tonne", "gram", "ounce", "stone")
    return (
        frame.lemma == "weigh" and frame.thing is not None and frame.thing.lemma_.lower() in heavy
    )


def _worth_of_its_kind(frame: Frame, how: Verdict, slots: Slots, lex: Lexicon) -> bool:
    """Verbs that give only certain things: leave ("allow aid in"), knowledge ("share intelligence"), arms.

    Example: "agreed to lay down their rifles". Counter-example: "agreed to put the plan to a vote".
    """
    thing = frame.thing
    if thing is not None and frame.lemma == "put" and slots.quantity is not None:
        into = pobjs(frame.core, ("into", "towards", "toward"))
        if how.status is Status.DELIVERED:  # "put $5 million into the fund"
            return bool(slots.quantity.currency) and any(receives(p) for p in into)
    if thing is None or how.status is Status.DELIVERED:
        return False
    words = {thing.lemma_.lower(), thing.lower_, slots.resource.label or ""}
    if frame.recipient is not None:
        words.add(frame.recipient.lemma_.lower())
    if frame.lemma in lex.permit:
        named = frame.recipient is not None and frame.recipient.ent_type_ in ("ORG", "NORP", "GPE")
        inner = {c.lemma_.lower() for c in frame.core.children if c.dep_ in ("ccomp", "xcomp")}
        return frame.core.dep_ != "relcl" and (
            bool(words & lex.access or inner & _ENTERING) or named or _is_leave(frame, how)
        )
    if frame.lemma in lex.sharing:
        return bool(words & lex.shared)
    if frame.lemma in lex.disarming and how.status is Status.REFUSED:
        return False  # who keeps his weapons gives nobody anything
    if frame.lemma in lex.disarming:
        return slots.resource.kind is ResourceKind.WEAPONS
    amount = slots.quantity
    grounded = frame.lemma == "put" and any(
        p.lemma_ == "ground" for p in pobjs(frame.core, ("on",))
    )
    if grounded and thing.text in units().persons:
        return True  # "will not put a single officer on the ground"
    return slots.resource.kind in SOLID or (amount is not None and amount.unit is not None)


def _is_leave(frame: Frame, how: Verdict) -> bool:
    """ "the council will allow small shops to pay late"; not "the rule would allow firms to drill", "Kaba will let users"."""
    who = next((c for c in frame.core.lefts if c.dep_ == "nsubj"), None)
    rules = who is not None and (who.lower_ == "we" or who.lemma_.lower() in _RULERS)
    freed = frame.recipient if frame.recipient is not None else frame.thing
    act = any(c.dep_ in ("ccomp", "xcomp") and c.tag_ == "VB" for c in frame.core.rights)
    promised = how.status is Status.PLEDGED and (rules or any(o.strong for o in frame.operators))
    return promised and act and freed is not None and receives(freed)


def _is_deed(frame: Frame, how: Verdict, lex: Lexicon) -> bool:
    """ "will abolish the fee", "agreed to set up a court": checkable, whatever it is; not "will raise awareness"."""
    thing = frame.thing
    if thing is None or how.status not in (Status.PLEDGED, Status.READY, Status.REFUSED):
        return False
    if frame.core.pos_ == "NOUN" or _is_under_way(frame):
        return False
    if frame.lemma == "release" and thing.lemma_.lower() in _RECORDS:
        return how.status is not Status.REFUSED  # "will release her tax returns"
    if frame.lemma in ("release", "free"):
        return thing.ent_type_ == "PERSON" or thing.text in units().persons or _are_people(thing)
    if frame.lemma not in lex.deeds or thing.ent_type_ in ("PERSON", "EVENT", "WORK_OF_ART"):
        return False
    return thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in lex.abstract


def _are_people(thing: Token) -> bool:
    """ "will release the monks"; not "will release the figures"."""
    words = person_words()
    known = words.described | words.offices | words.crowds | words.group_people
    return thing.tag_ == "NNS" and (thing.lemma_.lower() in known or receives(thing))


def _worth_for_recipient(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """ "ready to support Ukraine", "will back Kyiv"; not "wants to help voters"."""
    named = any(b.entity is not None for b in slots.beneficiaries())
    named = named or bool(whose_costs(frame.thing))
    if frame.recipient is not None and frame.lemma in ("compensate", "refund", "reimburse"):
        named = named or receives(frame.recipient)
    return named and how.status in (Status.READY, Status.PLEDGED, Status.REFUSED, Status.ALLOCATED)


def _worth_when_promised(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """A promise needs a thing of substance: "vowed revenge" and "promised to be honest" are words."""
    if frame.thing is None:
        return frame.lemma in _HELP
    if slots.resource.known or slots.quantity is not None:
        return True
    if frame.lemma in lex.strong and frame.thing.lemma_.lower() in _PROMISED:
        return True
    if _is_granted(frame, slots, lex):
        return True
    return (
        frame.thing.pos_ in ("NOUN", "PROPN")
        and (frame.status is None or bool(frame.operators))
        and frame.lemma not in ("be", "have", "do")
    )


def _is_granted(frame: Frame, slots: Slots, lex: Lexicon) -> bool:
    """ "promised free rides for pensioners"; not "promised victims justice", "promised loyalty to the king"."""
    thing = frame.thing
    if thing is None or thing.pos_ != "NOUN" or frame.core.pos_ != "VERB":
        return False
    words = lex.never | lex.abstract | _FEELINGS
    return thing.tag_ == "NNS" and thing.lemma_.lower() not in words and bool(slots.beneficiaries())


def _is_withheld(frame: Frame, how: Verdict) -> bool:
    """ "refused to issue licences to couples": papers that are somebody's due; not "to issue a statement"."""
    thing = frame.thing
    if thing is None or how.status is not Status.REFUSED:
        return False
    return frame.lemma in ("issue", "renew", "grant", "process") and thing.lemma_.lower() in _PAPERS


def _is_extradited(frame: Frame, how: Verdict, slots: Slots) -> bool:
    """ "agreed to send the banker Lund to Chad", "refuses to extradite Holm"; not "sent Lund to the shop"."""
    thing = frame.thing
    if thing is None or how.status is Status.DELIVERED:
        return False
    if not any(t.ent_type_ == "PERSON" for t in (thing, *thing.children)):
        return False
    entities = slots.reading.entities
    to_country = any(
        b.entity is not None and entities[b.entity].kind is ActorKind.COUNTRY
        for b in slots.beneficiaries()
    )
    return frame.lemma in ("send", "hand over", "transfer", "return", "extradite") and to_country


def _is_handed(frame: Frame, slots: Slots) -> bool:
    """ "will not lend pumps to Serbia", "will hand out filters to families": it is handed to somebody."""
    thing = frame.thing
    if thing is None or thing.pos_ != "NOUN" or frame.lemma not in HANDING:
        return False
    if frame.lemma in ("distribute", "hand out"):
        return bool(slots.beneficiaries())
    if frame.lemma == "offer":
        return False  # "offered the crowd an evaluation", "an olive branch to the party"
    return any(b.entity is not None for b in slots.beneficiaries())


def _is_counted(thing: Token, slots: Slots) -> bool:
    """ "provide 60 widgets"; not "announced the arrest of 26 suspects"."""
    amount = slots.quantity
    if amount is None or amount.unit is None:
        return False
    return amount.span.start <= thing.idx < amount.span.end or amount.unit == "percent"


def _is_counted_out(frame: Frame, slots: Slots) -> bool:
    """ "may send a dozen dog handlers": people or things by their number; not "send a message"."""
    thing, amount = frame.thing, slots.quantity
    if thing is None or amount is None or amount.currency or amount.unit == "percent":
        return False
    return thing.tag_ == "NNS" and frame.lemma in _SENT and (amount.value or 0) > 1


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
    if frame.lemma not in HANDING:
        return False
    return slots.resource.kind in SOLID or slots.quantity is not None or bool(slots.beneficiaries())
