"""Finds what is to be given or done, and the words that say how firmly: the core and its operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph.extract.commitments.changes import bounded, is_fraction_of_it, paid_for, raised
from graph.extract.commitments.climbing import climb
from graph.extract.commitments.frame import Frame, is_relative, verb_lemma
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.promised import GRANTING, changed_state, requested
from graph.extract.commitments.purposes import receives
from graph.model import ResourceKind, Status

_VAGUE = {"any", "no", "some", "many", "several", "few", "such", "little", "every", "each"}


_HOSTILE = frozenset(
    "intensify escalate wage mount shell confront pound invite incentivize incentivise".split()
)
_BODIES = frozenset({"GPE", "ORG", "NORP"})
_WHEN = frozenset({"after", "before", "following", "since", "during", "until", "despite", "from"})


def frames(sentence: Tokens, lex: Lexicon, triggers: frozenset[int]) -> Iterator[Frame]:
    """Frames of a sentence, in text order; a verb and the noun inside it give one."""
    for token in sentence:
        if token.lemma not in triggers:
            continue
        frame = _frame(token, lex)
        if frame is not None:
            climb(frame, lex)
            yield frame


def joined(frame: Frame, lex: Lexicon) -> Iterator[Frame]:
    """The same frame for each further thing: "six million doses and $45 million"."""
    if frame.thing is None or frame.thing.i == frame.core.i or frame.recipient is frame.thing:
        return
    others = {*frame.thing.conjuncts, *gifts(frame.core)}
    for other in sorted(others, key=lambda t: t.i):
        countable = (
            other.pos_ in ("NOUN", "SYM", "NUM")
            and other.dep_ in ("conj", "dobj")
            and other.i > frame.thing.i
        )
        amount = any(
            c.dep_ in ("nummod", "quantmod") or c.is_currency
            for c in other.subtree
            if c.i < other.i + 1
        )
        if countable and other.i - frame.thing.i < 8 and _is_one_range(frame.thing, other):
            continue
        if is_fraction_of_it(other):
            continue
        if any(t.lower_ == "or" for t in other.doc[frame.thing.i : other.i]):
            continue  # "900 trucks, or 6% of its fleet": the same again
        if countable and (amount or lex.kinds.get(other.lemma_.lower()) is not None):
            yield replace(frame, thing=other)


def _is_one_range(one: Token, other: Token) -> bool:
    """ "between $5 million and $9 million" is one amount."""
    words = one.doc[max(0, one.i - 6) : one.i]
    return any(t.lower_ == "between" for t in words) and one.ent_type_ == other.ent_type_ == "MONEY"


def gifts(core: Token) -> list[Token]:
    """ "gave $5 to Holm and $9 to Lund": the amounts of one verb, in text order; not "and Chad $9", which Chad gives."""
    given = [
        c
        for c in core.children
        if c.dep_ in ("dobj", "conj") and c.pos_ in ("NUM", "NOUN", "SYM") and not _has_giver(c)
    ]
    return [t for t in given if _is_money(t)] if len(given) > 1 else []


def _has_giver(amount: Token) -> bool:
    """Whether a name stands right before the amount: "…, Chad $9 million"."""
    first = min(t.i for t in amount.subtree if amount.i - t.i < 6 and t.i <= amount.i)
    at = amount.doc[first]
    named = at.pos_ in ("PROPN", "PRON") and not at.is_currency
    before = amount.doc[first - 1] if first else at
    return named or before.pos_ in ("PROPN", "PRON")


def trigger_hashes(doc: Doc, lex: Lexicon) -> frozenset[int]:
    """Hashes of the lemmas at which a frame can start; first words of those with a particle."""
    words = {
        w.split()[0] for w in lex.verbs | lex.strong.keys() | lex.weak.keys() | lex.nouns.keys()
    } | {"receive", "get", "will", "go"}
    return frozenset(doc.vocab.strings[w] for w in words)


def _frame(token: Token, lex: Lexicon) -> Frame | None:
    if token.dep_ == "aux" and token.lemma_ == "will":
        return _willed_frame(token.head, lex)
    if token.pos_ in ("VERB", "AUX"):
        dashed = token.i > 0 and token.nbor(-1).text == "-"  # "rear-ended"
        return None if dashed else _verb_frame(token, lex)
    if token.pos_ == "NOUN" and token.lemma_.lower() in lex.nouns:
        promised = token.lemma_.lower() in lex.strong_nouns or _is_own_offer(token)
        free = _free_frame(token, lex, paid=False) if promised else None
        return free or _noun_frame(token, lex)
    return None


def _verb_frame(token: Token, lex: Lexicon) -> Frame | None:
    lemma = verb_lemma(token, lex)
    if lemma == "take" and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in token.lefts):
        return None  # "how long it will take inspectors to come"
    if lemma == "pull" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "in":
        return None  # "pulled in a lot of cash"
    if (more := raised(token, lemma)) is not None:
        return Frame(token, lemma, more[0], status=more[1])
    if (most := bounded(token, lemma)) is not None:
        return Frame(token, lemma, most)
    if lemma in GRANTING and (asked := requested(token)) is not None:
        return Frame(token, lemma, asked[0], status=Status.PLEDGED, recipient=asked[1])
    if lemma in lex.direct and not _has_clause(token):
        thing, recipient = _thing(token, lemma, lex)
        if thing is not None and _has_aim(thing, lex):
            return None  # "approved a plan to build": the inner verb makes the frame
        if thing is not None:
            return Frame(token, lemma, thing, status=lex.direct[lemma], recipient=recipient)
    if lemma in lex.permit and (let := _let(token)) is not None:
        return Frame(token, lemma, let[0], recipient=let[1])
    if lemma in ("receive", "get") and (passed := _received(token)) is not None:
        return Frame(token, "give", passed[0], recipient=passed[1], giver=passed[2])
    if lemma == "agree" and _is_denied(token) and (fund := _agreed_to(token, lex)) is not None:
        return Frame(token, lemma, fund, status=Status.PLEDGED)
    if lemma == "agree" and (loan := _loan(token)) is not None:
        return Frame(token, lemma, loan, status=Status.PLEDGED)
    if lemma == "agree" and (granted := _granted(token)) is not None:
        return Frame(token, lemma, granted, status=Status.PLEDGED)
    if lemma in lex.gives:
        thing, recipient = _thing(token, lemma, lex)
        if thing is not None or recipient is not None:
            return Frame(token, lemma, thing, recipient=recipient)
    if lemma in lex.strong or lex.weak.get(lemma) in (Status.PLEDGED, Status.READY):
        return _free_frame(token, lex, paid=lemma not in lex.strong)
    return None


def _willed_frame(verb: Token, lex: Lexicon) -> Frame | None:
    """ "We will lay no track until Chad pays": any deed that "we" or a body say they will do, or will not do."""
    lemma = verb_lemma(verb, lex)
    known = lex.gives | lex.direct.keys() | lex.strong.keys() | lex.weak.keys() | lex.vacuous
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    available = any(c.lower_ == "available" for c in verb.rights)
    if lemma == "make" and available and (made := changed_state(verb, lemma)) is not None:
        return Frame(verb, lemma, made)
    if verb.pos_ != "VERB" or lemma in known | _HOSTILE or who is None:
        return None
    if who.lower_ != "we" and who.lemma_.lower() not in lex.groups and who.ent_type_ not in _BODIES:
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    return Frame(verb, lemma, thing) if thing is not None and thing.pos_ == "NOUN" else None


def _is_denied(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _agreed_to(verb: Token, lex: Lexicon) -> Token | None:
    """ "will not agree to funds for the wall": what they will not give; not "to talks", "to the plan"."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ == "to":
            for thing in prep.children:
                if lex.kinds.get(thing.lemma_.lower()) is ResourceKind.MONEY:
                    return thing
    return None


def _granted(verb: Token) -> Token | None:
    """ "agreed to $5 million for the dam": the money. Not: "agreed to a truce", "agreed to send $5 million"."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ == "to":
            return next((t for t in prep.children if t.dep_ == "pobj" and _is_sum(t)), None)
    return None


def _loan(verb: Token) -> Token | None:
    """ "agreed a $5 million loan to Chad": the loan. Not: "agreed a price", "agreed a deal"."""
    things = (c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in _LOANS)
    return next((t for t in things if any(k.ent_type_ == "MONEY" for k in t.lefts)), None)


_LOANS = frozenset("loan grant package facility credit bailout programme program".split())


def _is_sum(token: Token) -> bool:
    """ "$5 million", "5 million euros" """
    return token.ent_type_ == "MONEY" and (
        token.pos_ in ("NUM", "SYM") or any(c.ent_type_ == "MONEY" for c in token.children)
    )


def _free_frame(operator: Token, lex: Lexicon, *, paid: bool) -> Frame | None:
    """ "vowed to rebuild the bridge": a promise of whatever the verb after it says."""
    for child in operator.children:
        clause = child.dep_ in ("xcomp", "ccomp") or (child.dep_ == "acl" and child.tag_ == "VB")
        if clause and child.pos_ == "VERB" and child.i > operator.i:
            lemma = verb_lemma(child, lex)
            if lemma == "move" and any(c.dep_ == "dobj" and c.ent_type_ for c in child.children):
                lemma = "relocate"  # "vowed to move the embassy", not "to move the country forward"
            helpers = {c.lower_ for c in child.children if c.dep_ == "aux"}
            if not helpers & {"to", "will", "would", "'ll", "’ll"}:
                return None
            offered = lemma == "make" and any(c.lower_ == "available" for c in child.rights)
            moved = changed_state(child, lemma) if offered or not paid else None
            if moved is not None:
                return Frame(child, lemma, moved)
            if lemma in lex.vacuous or lemma.startswith("keep "):
                return None
            if (
                lemma in lex.gives
                or lemma in lex.direct
                or lemma in lex.strong
                or lemma in lex.weak
            ):
                return None  # it makes a frame of its own
            thing, _ = _thing(child, lemma, lex)
            thing = thing or _left_behind(operator, child)
            if thing is None or (paid and not _is_money(thing)):
                return None
            return Frame(child, lemma, thing)
    return None


def _is_own_offer(noun: Token) -> bool:
    """ "Oslo's offer to place its missiles under guard"; not "an offer to buy", which is a bid."""
    whose = any(c.dep_ in ("poss", "amod", "compound") and c.ent_type_ for c in noun.lefts)
    return noun.lemma_.lower() == "offer" and whose


def _left_behind(operator: Token, verb: Token) -> Token | None:
    """ "the wall that Lund promised to build": the wall; not "the year in which he promised to build"."""
    if operator.dep_ != "relcl" or operator.head.pos_ not in ("NOUN", "PROPN"):
        return None
    own = [c for n in (operator, verb) for c in n.children if c.dep_ in ("prep", "dobj", "mark")]
    subject = [c for c in operator.children if c.dep_ == "nsubj" and not is_relative(c)]
    return operator.head if subject and not any(c.i < operator.i for c in own) else None


def _is_money(thing: Token) -> bool:
    """ "agreed to put $5m behind it": a weak operator with a verb of any kind needs an amount of money."""
    return any(t.is_currency or t.ent_type_ == "MONEY" for t in thing.subtree if t.i - thing.i < 6)


def _noun_frame(noun: Token, lex: Lexicon) -> Frame | None:
    """ "a pledge of 500 troops", "its offer of tanks", "troop deployment" stands for no pledge by itself."""
    if any(child.dep_ in ("acl", "xcomp") and child.tag_ == "VB" for child in noun.children):
        return None  # "a promise to send": the verb makes the frame
    if noun.lemma_.lower() == "withdrawal" and noun.dep_ == "pobj" and noun.head.lower_ in _WHEN:
        return None  # "fears for what comes after the withdrawal of the troops"
    if noun.lemma_.lower() not in lex.of_nouns or any(c.lower_ in _VAGUE for c in noun.children):
        return None
    if is_gift_made(noun):
        return Frame(noun, noun.lemma_.lower(), noun, status=lex.nouns[noun.lemma_.lower()])
    for child in noun.children:
        bid = noun.lemma_.lower() == "offer" and child.lower_ != "of"  # "offers for the farm"
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "on") and not bid:
            for thing in child.children:
                if thing.dep_ == "pobj":
                    return Frame(
                        noun, noun.lemma_.lower(), thing, status=lex.nouns[noun.lemma_.lower()]
                    )
    return None


def is_gift_made(noun: Token) -> bool:
    """ "made four donations totalling $5", "made a donation to the clinic"; not "made a contribution to science"."""
    if noun.lemma_.lower() not in ("donation", "contribution", "gift") or noun.dep_ != "dobj":
        return False
    if noun.head.lemma_.lower() not in ("make", "give", "write", "send"):
        return False
    after = [t for t in noun.head.subtree if noun.i < t.i < noun.i + 6]
    paid = any(t.ent_type_ == "MONEY" for t in (*noun.lefts, *after))
    return paid or (noun.lemma_.lower() == "donation" and any(t.lower_ == "to" for t in after))


def _has_aim(thing: Token, lex: Lexicon) -> bool:
    clause = any(c.dep_ in ("acl", "xcomp") and c.tag_ == "VB" for c in thing.children)
    return clause and thing.lemma_.lower() in lex.nouns


def _has_clause(token: Token) -> bool:
    """ "pledged to send", "promised workers that …"; "pledged $5m to build a clinic" has its thing, and an aim."""
    said = any(c.dep_ == "ccomp" and any(m.dep_ == "mark" for m in c.lefts) for c in token.children)
    if any(
        c.dep_ == "dobj" and c.i > token.i and c.pos_ != "PRON" and not (said and receives(c))
        for c in token.children
    ):
        return False
    return any(
        child.dep_ in ("xcomp", "ccomp") and child.i > token.i and child.pos_ in ("VERB", "AUX")
        for child in token.children
    )


def _thing(verb: Token, lemma: str, lex: Lexicon) -> tuple[Token | None, Token | None]:
    """(what is given, who gets it as an object). Passives give their subject."""
    objects = [
        c
        for c in verb.children
        if c.dep_ in ("dobj", "nsubjpass", "oprd") and not is_relative(c) and not _is_barred(c)
    ]
    if lemma == "make" and any(c.lemma_.lower() in lex.nouns for c in objects):
        return None, None  # "made a promise": the noun makes the frame
    if lemma in lex.objects | lex.direct.keys() | {"forgive"} and (
        pair := _two_objects(verb, objects)
    ):
        return pair
    pipe = [c for c in verb.children if c.dep_ == "prep"]
    if not objects and verb.dep_ in ("relcl", "acl") and _gives_its_head(verb):
        objects = [verb.head]
    if lemma in lex.with_thing and objects:
        for prep in pipe:
            if prep.lower_ == "with" and (thing := _pobj(prep)) is not None:
                return thing, objects[0]
    if lemma == "commit" or (lemma == "contribute" and not objects):
        for prep in pipe:
            if prep.lower_ == "to" and (thing := _pobj(prep)) is not None and not objects:
                body = lemma == "contribute" and (receives(thing) or bool(thing.ent_type_))
                return thing, thing if body and not _is_sum(thing) else None
    if lemma == "pay" and not objects:
        into = (p for p in pipe if p.lower_ in ("into", "towards", "toward"))
        thing = next((t for p in into if (t := _pobj(p)) is not None), None)
        if thing is None:
            return paid_for(verb), None
        return thing, thing  # "will not pay into the fund"
    if lemma == "invest" and not objects:
        for prep in pipe:
            if prep.lower_ == "in" and (thing := _pobj(prep)) is not None:
                return thing, thing
    if lemma in lex.recipients and lemma not in lex.objects:
        return _recipient_thing(verb, lemma, objects)
    return (_counted_by(objects[0]) if objects else None), None


def _is_barred(thing: Token) -> bool:
    """ "will send engineers, not money": not the money."""
    left = thing.left_edge
    return left.lower_ == "not" or (
        left.i > 0 and left.nbor(-1).lower_ == "not" and thing.dep_ == "dobj"
    )


def _counted_by(number: Token) -> Token:
    """ "300, 200 and 150 soldiers": the parser takes the soldiers for an aside on the 300."""
    if number.tag_ != "CD":
        return number
    beside = (
        c
        for c in number.rights
        if c.dep_ == "appos" and c.pos_ == "NOUN" and not is_fraction_of_it(c)
    )
    return next((c for c in beside if any(k.tag_ == "CD" for k in c.lefts)), number)


def _two_objects(verb: Token, objects: list[Token]) -> tuple[Token, Token] | None:
    """(thing, who gets it) of "promised Warsaw two batteries", "Chad was given tents by Oslo"."""
    if len(objects) == 1 and objects[0].ent_type_ not in ("GPE", "NORP"):
        relative = (c for c in objects[0].children if c.dep_ == "relcl")
        late = [c for r in relative for c in r.children if c.dep_ == "dobj" and _is_priced(c)]
        beside = [c for c in objects[0].children if c.dep_ == "appos"]
        if len(beside) > 1 and any(c.dep_ == "nummod" for c in beside[-1].lefts):
            return beside[-1], _by_name(objects[0])  # the parser takes the batteries for the ally
        who = objects[0]  # "give nurses who stay a bonus of $5": the parser hangs the bonus too low
        return (late[0], who) if late and receives(who) else None
    if len(objects) != 2:
        return None
    who, thing = sorted(objects, key=lambda t: t.i)
    who = _by_name(who)
    named = who.ent_type_ in ("GPE", "ORG", "PERSON", "NORP") or receives(who)
    named = named or any(c.ent_type_ in ("GPE", "NORP") for c in who.lefts)
    named = named and who.ent_type_ != "MONEY"
    solid = thing.pos_ in ("NOUN", "SYM", "NUM", "PROPN") and thing.ent_type_ not in (
        "DATE",
        "TIME",
    )
    return (thing, who) if named and solid else None


def _by_name(who: Token) -> Token:
    """ "promised its ally Poland two batteries": Poland."""
    named = (c for c in who.children if c.dep_ == "appos" and c.ent_type_ in _BODIES)
    return next(named, who)


def _is_priced(noun: Token) -> bool:
    return any(t.ent_type_ == "MONEY" for t in noun.subtree)


def _received(verb: Token) -> tuple[Token, Token, Token] | None:
    """(thing, who gets it, who gives it) of "will receive $5 million from Japan"; not "received a letter from Japan"."""
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.dep_ == "xcomp" and verb.head.lemma_ not in ("be", "set", "due"):
        return None  # "Chad refused to receive": what Chad wants binds nobody else
    carrier = verb.head if verb.dep_ == "xcomp" else verb  # "are to get"
    who = next((c for v in (verb, carrier) for c in v.lefts if c.dep_ == "nsubj"), None)
    if what is None or who is None or who.pos_ == "PRON":
        return None
    froms = [p for c in (what, verb) for p in c.children if p.dep_ == "prep" and p.lower_ == "from"]
    givers = [g for p in froms for g in p.children if g.dep_ == "pobj"]
    ahead = any(c.lower_ in ("will", "would", "to") for c in verb.children if c.dep_ == "aux")
    kinds = ("GPE", "ORG") if ahead else ("GPE",)
    giver = next((g for g in givers if g.ent_type_ in kinds), None)
    return (what, who, giver) if giver is not None else None


def _let(verb: Token) -> tuple[Token, Token] | None:
    """ "allow the agency to bring food": (food, the agency); (the agency, itself) where it brings nothing."""
    for inner in verb.children:
        if inner.dep_ in ("ccomp", "xcomp") and inner.tag_ == "VB":
            who = next((c for c in inner.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            who = who or next((c for c in verb.children if c.dep_ == "dobj"), None)
            what = next((c for c in inner.children if c.dep_ == "dobj"), None)
            if who is not None:
                return (what or who), who
    return None


def _recipient_thing(
    verb: Token, lemma: str, objects: list[Token]
) -> tuple[Token | None, Token | None]:
    """ "train 500 nurses", "fund schools": the deed is what is given, the object gets it."""
    if not objects and lemma == "help" and (helped := _helped_to(verb)) is not None:
        return helped, helped
    if not objects:
        alone = lemma in ("help", "assist") and not _has_clause(verb) and verb.dep_ != "relcl"
        return (verb, None) if alone else (None, None)
    return objects[0], objects[0]


def _helped_to(verb: Token) -> Token | None:
    """ "will help Chad build clinics": Chad, the subject of what follows; not "helped Chad win"."""
    if verb.tag_ in ("VBD", "VBN", "VBZ"):
        return None
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and clause.tag_ == "VB":
            who = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
            return who if who is not None and who.ent_type_ in _BODIES else None
    return None


def _gives_its_head(verb: Token) -> bool:
    """ "the tanks that Oslo promised", "the aid pledged by Oslo"; not "26 countries pledging aid"."""
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN"
    return not any(
        c.dep_ in ("dobj", "nsubjpass") and not is_relative(c) for c in verb.children
    ) and (
        any(c.dep_ == "nsubj" and not is_relative(c) for c in verb.children)
        or any(c.dep_ == "nsubjpass" for c in verb.children)
    )


def _pobj(prep: Token) -> Token | None:
    return next((c for c in prep.children if c.dep_ == "pobj"), None)
