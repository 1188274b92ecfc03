"""Grammar: which token of a sentence names the one who is bound."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.commitments.climbing import is_hearsay, is_too_much
from graph.extract.commitments.frame import Frame
from graph.extract.commitments.fronted import fronted_subject
from graph.extract.commitments.lexicon import Lexicon
from graph.model import Span

_RUNS = frozenset("run campaign win rule govern elect".split())  # "ran on a promise to …"
_SENT_OUT = frozenset({"deploy", "send", "dispatch", "station", "airlift", "fly"})
_DECIDED = frozenset(
    "decision promise pledge commitment agreement plan offer readiness willingness refusal intention vow".split()
)
PLURAL = frozenset({"they", "them", "their"})


def holder_of(frame: Frame, lex: Lexicon) -> Token | None:
    """The token that names who is bound, before pronouns and officials are resolved."""
    if frame.giver is not None:
        return frame.giver
    for node in frame.chain:
        found = _holder_at(node, frame, lex)
        if found is not None:
            return _behind_dateline(found, node) if found.i != node.i else None
        if node.i == frame.core.i and _is_passive(node) and not frame.operators:
            return _announcer(frame) or _giver(frame)
    return _shared_subject(frame.chain[-1])


def _announcer(frame: Frame) -> Token | None:
    """ "Chad announced that $5m was being sent": who announces that something is given gives it."""
    speech = frame.speech
    if speech is None or speech.lemma_.lower() != "announce":
        return None
    return next((c for c in speech.children if c.dep_ == "nsubj"), None)


def _giver(frame: Frame) -> Token | None:
    """ "Lund said Chad's $5 million package would be paid in May": whose it is that is to be given."""
    helpers = {c.lower_ for c in frame.core.children if c.dep_ == "aux"}
    if frame.thing is None:
        return None
    if frame.lemma in _SENT_OUT:  # "Kenyan police were deployed to Chad"
        whose = ("amod", "compound", "poss", "nmod")
        named = (c for c in frame.thing.children if c.dep_ in whose and c.i < frame.thing.i)
        return next((c for c in named if c.ent_type_ in ("GPE", "NORP", "ORG")), None)
    if not helpers & {"will", "would"}:
        return None
    return next((c for c in frame.thing.children if c.dep_ == "poss" and c.pos_ != "PRON"), None)


def _behind_dateline(holder: Token, verb: Token) -> Token:
    """ "NAIROBI, June 10 (Meridian) - Nine countries pledged": the parser takes the city for the subject."""
    sentence = holder.sent
    if not holder.text.isupper() or len(holder) < 4 or holder.i - sentence.start > 2:
        return holder
    dash = next(
        (t.i for t in holder.doc[holder.i : verb.i] if t.text in ("-", "–", "—", "--")), None
    )
    if dash is None:
        return holder
    names = [
        t
        for t in holder.doc[dash + 1 : verb.i]
        if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "DATE"
    ]
    return next(
        (t for t in names if t.head.i <= dash or t.head.i >= verb.i or t.head.i == holder.i), holder
    )


def _holder_at(node: Token, frame: Frame, lex: Lexicon) -> Token | None:
    if node.pos_ == "NOUN":
        return _noun_holder(node)
    if _is_passive(node):
        agent = next((c for c in node.children if c.dep_ == "agent"), None)
        agent = agent or _agent_in_thing(node, frame)
        doer = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        if doer is not None and doer.ent_type_ not in ("DATE", "TIME"):
            return doer  # not "disbursed by the end of May"
        adjectival = node.i != frame.core.i and node.lemma_.lower() in (
            "prepare",
            "set",
            "determine",
            "commit",
            "oppose",
            "plan",
            "resolve",
        )
        adjectival = adjectival or is_hearsay(node)
        if not adjectival and not is_too_much(node):  # "may be too stretched to contribute"
            return None
    if (fronted := fronted_subject(node)) is not None:
        return fronted[1]
    helpers = (c for c in node.lefts if c.dep_ in ("auxpass", "aux"))  # "he would, if asked, pay"
    for child in (*node.children, *(c for helper in helpers for c in helper.lefts)):
        if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i != (
            frame.thing.i if frame.thing else -1
        ):
            if child.tag_ in ("WDT", "WP") or (child.lower_ == "that" and node.dep_ == "relcl"):
                return _who(node) if node.dep_ == "relcl" else None
            return child
    if node.dep_ == "acl" and node.tag_ == "VBG":
        return node.head
    return None


def _agent_in_thing(verb: Token, frame: Frame) -> Token | None:
    """ "was given four jets by Chad": the parser hangs "by Chad" on the jets."""
    if frame.recipient is None or frame.thing is None or frame.thing.head.i != verb.i:
        return None
    return next((c for c in frame.thing.children if c.dep_ == "prep" and c.lower_ == "by"), None)


def _apposed(noun: Token) -> Token:
    """ "Mara Holm, a lobbyist who donated $500": the name that the noun stands beside."""
    described = noun.pos_ == "NOUN" or (
        noun.head.ent_type_ == "PERSON" and any(c.lower_ in ("a", "an", "the") for c in noun.lefts)
    )  # "Lund, a Republican who had pledged …"
    named = noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and described
    return noun.head if named else noun


def _who(clause: Token) -> Token:
    """Whom a "who" stands for: "Mara Holm, a nurse in Oslo, who gave $5": not the city; "Oslo, which gave $5" is."""
    head = _apposed(clause.head)
    human = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.lefts)
    for _ in range(4):
        if not human or head.ent_type_ not in ("GPE", "ORG", "LOC", "FAC") or head.i == 0:
            return head
        above = head.head.head if head.dep_ == "pobj" else head.head
        if head.dep_ not in ("pobj", "appos", "npadvmod") or above.pos_ not in ("NOUN", "PROPN"):
            return head
        head = _apposed(above)
    return head


def _noun_holder(noun: Token) -> Token | None:
    """ "Oslo's pledge", "a pledge by Oslo", "the Norwegian offer"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _same_owner(noun, child)
    for clause in noun.children:  # "the pledge he offered in Oslo"
        if clause.dep_ == "relcl" and clause.lemma_.lower() in ("make", "offer", "give", "issue"):
            return next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if noun.lemma_.lower() in _DECIDED and (maker := _maker(noun)) is not None:
        return maker
    left = noun.lemma_.lower() in ("withdrawal", "suspension")  # "the withdrawal from Chad"
    if left and (whose := _whose(noun)) is not None:
        return whose
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", *(() if left else ("from",))):
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("GPE", "ORG", "NORP"):
            return child
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("on", "with")
        and noun.head.head.lemma_ in _RUNS
    ):
        return next((c for c in noun.head.head.children if c.dep_ == "nsubj"), None)
    return None


def _maker(noun: Token) -> Token | None:
    """ "the decision of the Chadian government to build": the government. Not: "a promise of aid"."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for pobj in prep.children:
                if pobj.dep_ == "pobj" and pobj.ent_type_ in ("GPE", "ORG", "PERSON", "NORP"):
                    return pobj
    return None


def _same_owner(noun: Token, owner: Token) -> Token:
    """ "Lund's views and her promise": Lund, named beside the noun that "her" stands before."""
    if owner.lower_ in ("its", "their") and noun.dep_ == "dobj":
        subjects = (c for c in noun.head.lefts if c.dep_ == "nsubj" and c.pos_ != "PRON")
        who = next(subjects, None)
        return (
            _behind_dateline(who, noun.head) if who is not None else owner
        )  # "Chad doubled its offer of tents, the ministry said"
    if owner.pos_ != "PRON" or noun.dep_ != "conj":
        return owner
    first = (c for c in noun.head.children if c.dep_ == "poss" and c.pos_ == "PROPN")
    return next(first, owner)


def _whose(noun: Token) -> Token | None:
    """ "the withdrawal of Chad's troops", "of Chadian troops": Chad."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for thing in prep.children:
                for child in thing.children:
                    if child.i < thing.i and child.ent_type_ in ("GPE", "ORG", "NORP"):
                        return child
    return None


def _is_passive(node: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in node.children):
        return True
    return (
        node.tag_ == "VBN"
        and node.dep_ in ("acl", "relcl")
        and not any(c.dep_ == "aux" for c in node.children)
    )


def _shared_subject(node: Token) -> Token | None:
    """The subject of the verb to which a coordinated or a participle clause belongs."""
    for _ in range(4):
        if node.dep_ == "pcomp" and node.head.lower_ in ("by", "after", "before", "in", "while"):
            node = node.head.head  # "won them over by promising to …"
            for child in node.children:
                if child.dep_ == "nsubj":
                    return child
        if (
            node.dep_
            not in ("conj", "advcl", "xcomp", "dep", "ccomp", "acl", "dobj", "attr", "acomp")
            or node.head.i == node.i
        ):
            return None
        if node.dep_ == "advcl" and (
            node.tag_ != "VBG" or any(c.dep_ == "mark" for c in node.children)
        ):
            return None
        if (
            node.dep_ == "ccomp"
            and node.pos_ != "NOUN"
            and any(c.dep_ == "mark" for c in node.children)
        ):
            return None
        node = node.head
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.tag_ in ("WDT", "WP"):
                    return node.head if node.dep_ == "relcl" else None
                return child
    return None


def examples(token: Token) -> Iterator[Token]:
    """ "countries such as Poland", "allies like Norway and Chad": the named ones, where the rest is vague."""
    for prep in token.subtree:
        words = f"{prep.nbor(-1).lower_} {prep.lower_}" if prep.i else prep.lower_
        if not token.i < prep.i < token.i + 10 or prep.dep_ != "prep":
            continue
        if prep.lower_ == "like" or words == "such as":
            for pobj in prep.children:
                if pobj.dep_ == "pobj" and pobj.ent_type_ in ("GPE", "ORG"):
                    yield from (pobj, *(t for t in pobj.conjuncts if t.i > pobj.i))


def speaker_of(pronoun: Token, frame: Frame) -> Token | None:
    """The subject of "said" in "Oslo said it will …"."""
    if frame.speech is None:
        return None
    return next((c for c in frame.speech.children if c.dep_ == "nsubj" and c.i != pronoun.i), None)


def promiser_of(pronoun: Token, frame: Frame) -> Token | None:
    """ "Oslo's announcement that it would pay": whose announcement it is."""
    for operator in frame.operators:
        if operator.token.pos_ == "NOUN" and operator.token.i < pronoun.i:
            return next(
                (c for c in operator.token.children if c.dep_ == "poss" and c.pos_ != "PRON"), None
            )
    return None


def agrees(pronoun: Token, token: Token) -> bool:
    plural = token.tag_ in ("NNS", "NNPS") or bool(list(token.conjuncts)) or token.lower_ in PLURAL
    if pronoun.lower_ in PLURAL:
        return plural or token.ent_type_ in ("ORG", "GPE") or token.tag_ == "NN"
    if token.pos_ == "PRON":
        return token.lower_ == pronoun.lower_
    if pronoun.lower_ in ("it", "its"):
        return not plural and token.ent_type_ != "PERSON"
    return not plural and token.ent_type_ not in ("GPE", "ORG", "NORP")


def span_of_token(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
