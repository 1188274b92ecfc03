"""Who speaks: one mention for each of joint speakers, the antecedent behind "who"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from graph.extract.statements.antecedents import before_colon, body_before
from graph.extract.statements.clause import before_in_headline, noun_phrase
from graph.extract.statements.speaking import SEEN
from graph.model import ActorKind, Mention
from graph.parse import Reading, entities_in, span_of
from graph.parse.name_joints import is_letters
from graph.parse.nameless_bodies import is_body
from graph.parse.person_words import person_words

_WORKS = frozenset(
    "poll survey study report letter statement analysis paper article memo book review research view "
    "email post tweet message article editorial ruling opinion document filing note information data "
    "figure announcement statistic calculation estimate forecast projection".split()
)
_FOCUS = frozenset("even only also just both either neither".split())
_ANY = frozenset("one another each both others".split())
_PARTIES = frozenset("R D I".split())
_MAX_MEMBERS = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_KEPT_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "case"})


class Speakers:
    """Names the speakers of one document; remembers who made the works that speak in it."""

    def __init__(self, reading: Reading, subjects: Iterable[int]) -> None:
        self._reading = reading
        self._makers: dict[str, Token] = {}
        for index in sorted(subjects):
            work = reading.doc[index]
            if work.lemma_.lower() in _WORKS and (maker := _maker(work)) is not None:
                self._makers.setdefault(work.lemma_.lower(), maker)

    def __call__(self, subject: Token) -> list[Mention]:
        """The speakers that a subject names, in order: "France, Britain and Estonia" are three.

        Counter-examples: "Marks and Spencer" (one name), "officials from France and Spain" (one group). Of
        "a poll by the Lund Institute" the institute speaks, and of "the poll" after it.
        """
        named = before_colon(subject, self._reading) or body_before(subject, self._reading)
        if named is not None:
            return self._each(mention_of(self._reading, named))
        members = list(_members(self._behind(subject)))
        if len(members) > 1 and not _is_one_name(self._reading, members):
            return _each_once([mention_of(self._reading, member) for member in members])
        return self._each(mention_of(self._reading, members[0]))

    def _each(self, mention: Mention) -> list[Mention]:
        """One mention for each whom a plural stands for: "both sides", after Norway and Chad were named."""
        key = mention.entity
        known = None if key is None else self._reading.entities[key]
        if known is None or known.kind is not ActorKind.GROUP or not known.members:
            return [mention]
        return [replace(mention, entity=member) for member in known.members]

    def _behind(self, subject: Token) -> Token:
        """Who speaks through a work, as far as the text says."""
        if subject.lower_ in _ANY or subject.tag_ == "CD":
            return next((k for k in subject.rights if _is_person(k)), subject)
        if subject.lemma_.lower() not in _WORKS:
            return subject
        maker = _maker(subject)
        if maker is None and _is_definite(subject):
            maker = self._makers.get(subject.lemma_.lower())
            if maker is not None and maker.i > subject.i:
                maker = None
        return maker or subject


def _each_once(mentions: list[Mention]) -> list[Mention]:
    """Without a second mention of one: "writer and journalist Ada Lind" is one speaker, under the longer of both."""
    ranked = sorted(mentions, key=lambda m: -len(m.span))
    longest = {m.entity: m for m in reversed(ranked) if m.entity is not None}
    return [m for m in mentions if m.entity is None or longest[m.entity] == m]


def _is_person(name: Token) -> bool:
    """ "One of them, | Ada Lind, | said", "Two of the ten, | Sens. Ada Lind | and Urs Graf, said"."""
    named = name.ent_type_ == "PERSON" or (name.ent_type_ == "ORG" and name.pos_ == "PROPN")
    return name.dep_ == "appos" and named


def _is_definite(noun: Token) -> bool:
    """ "the letter". Counter-examples: "a letter", "the last letter", "the letter of the law"."""
    children = [k for k in noun.children if k.dep_ not in ("punct", "relcl", "acl")]
    return len(children) == 1 and children[0].lower_ in ("the", "this")


def _maker(work: Token) -> Token | None:
    """Who made a work: "a poll by Lund", "Lund's report", "a Gallup poll", "data released by the Lind government".

    Counter-example: "a letter seen by the Post".
    """
    for child in work.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of") and child.i > work.i:
            maker = next((k for k in child.children if k.dep_ == "pobj"), None)
            if maker is not None and (
                maker.ent_type_ in ("ORG", "PERSON") or _issues(child, maker)
            ):
                return maker
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() not in SEEN:
            agent = next((k for k in child.children if k.dep_ == "agent"), None)
            maker = next((k for k in agent.children if k.dep_ == "pobj"), None) if agent else None
            if maker is not None and _has_name(maker):
                return maker
        if child.dep_ in ("compound", "nmod") and child.ent_type_ == "ORG" and child.i < work.i:
            return child
    return None


def _issues(preposition: Token, noun: Token) -> bool:
    """ "a statement from | the club |". Counter-examples: "a letter of the club", "a letter from last year"."""
    return preposition.lower_ != "of" and noun.pos_ == "NOUN" and is_body(noun)


def _has_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(
        k.pos_ == "PROPN" and k.dep_ in ("compound", "nmod") for k in noun.lefts
    )


def _members(noun: Token) -> Iterator[Token]:
    """The noun and those coordinated with it by commas and "and", in text order.

    Of "the Bank of Oslo, the Riksbank (RB), and Nationalbanken" the parser may hang both others on the first.
    """
    found, queue = [*before_in_headline(noun), noun], [noun]
    while queue and len(found) < _MAX_MEMBERS:
        following = _next_members(queue.pop(0))
        found += following
        queue += following
    yield from sorted(found, key=lambda token: token.i)


def _next_members(noun: Token) -> list[Token]:
    if any(k.dep_ == "cc" and k.lower_ not in ("and", "&", "nor") for k in noun.rights):
        return []
    named = [k for k in noun.rights if _is_person_of_list(noun, k)]
    if named:
        return named
    found = [k for k in noun.rights if k.dep_ == "conj" and k.pos_ in _NOMINAL]
    return [k for k in noun.rights if _is_listed(noun, k)] + found if found else []


def _is_listed(noun: Token, other: Token) -> bool:
    """Whether a name taken for an apposition is one more of a list: "Norway, Sweden, Finland and Chad".

    Counter-example: "Ada Lind, Mayor of Oslo, and Erik Moen".
    """
    before = noun.doc[other.left_edge.i - 1]
    same = other.ent_type_ == noun.ent_type_ and other.ent_type_ != ""
    return other.dep_ == "appos" and other.pos_ == "PROPN" and same and before.text == ","


def _is_person_of_list(noun: Token, other: Token) -> bool:
    """Whether a person is no apposition of another: "Ada Lind, | Erik Moen | and Urs Graf". Counter-example: "Lind, Ada Lind"."""
    joined = any(k.dep_ == "conj" and k.ent_type_ == "PERSON" for k in other.rights)
    return joined and other.ent_type_ == "PERSON" and _is_listed(noun, other)


def _is_one_name(reading: Reading, members: list[Token]) -> bool:
    for entity in entities_in(reading.doc[members[0].i : members[-1].i + 1]):
        if entity.start <= members[0].i and members[-1].i < entity.end:
            return True
    first = members[0].ent_type_, members[0].ent_iob_
    return bool(first[0]) and all(
        t.ent_type_ == first[0] and t.ent_iob_ == "I"
        for t in reading.doc[members[0].i + 1 : members[-1].i + 1]
    )


def mention_of(reading: Reading, noun: Token) -> Mention:
    """The words that name one speaker: what stands before the noun, the noun, "of …" where a name follows."""
    doc = reading.doc
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _KEPT_BEFORE and child.lower_ not in _FOCUS:
            start = child.left_edge.i
            break
    start = _with_former(noun, start)
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == end:
            thing = next((k for k in child.children if k.dep_ == "pobj"), None)
            counted = noun.lower_ in _ANY or noun.tag_ == "CD"
            if thing is not None and (thing.pos_ == "PROPN" or counted or _leads_to_name(thing)):
                end = max(end, noun_phrase(thing)[1])
        elif (child.dep_ in ("compound", "flat", "nummod") and child.i == end) or (
            child.dep_ == "relcl" and noun.lower_ == "those"
        ):
            end = child.i + 1
    key, end = _entity(reading, noun, end)
    end = _with_second_half(noun, end)
    tokens = doc[start:end]
    return Mention(span_of(tokens), tokens.text, key)


def _with_former(noun: Token, start: int) -> int:
    """With "ex-" or "vice-" and the article, which the parser may hang elsewhere: "an ex-| minister | said no"."""
    doc = noun.doc
    if start != noun.i or start < 2 or doc[start - 1].text != "-" or doc[start - 2].whitespace_:
        return start
    article = start > 2 and doc[start - 3].pos_ == "DET"
    return start - 3 if article else start - 2


def _with_second_half(noun: Token, end: int) -> int:
    """To the end of a word with a hyphen: "the vice|-chancellor". Counter-example: "Lind | - a banker - said"."""
    doc = noun.doc
    joined = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    return end + 2 if joined and end == noun.i + 1 and not doc[end].whitespace_ else end


def _leads_to_name(thing: Token) -> bool:
    """ "the premier of | the state of Bavaria". Counter-example: "the premier of a land that he loves"."""
    names = any(t.pos_ == "PROPN" for t in thing.subtree)
    return names and not any(k.dep_ in ("relcl", "acl") for k in thing.rights)


def _entity(reading: Reading, noun: Token, end: int) -> tuple[int | None, int]:
    """Whom the noun names; after a title that the parser cut off, whom the name behind it names.

    "comments from President Ada Lind that …" may be parsed as if "Lind" hung on "comments".
    """
    key = reading.entity_at(noun.i)
    doc = reading.doc
    post = noun.pos_ == "NOUN" or (noun.ent_type_ != "PERSON" and _is_post(noun))
    if post and (name := _name_beside(noun)) is not None:
        named = reading.entity_at(name.i)
        if named is not None and (key is None or noun.pos_ != "NOUN" or _is_nameless(reading, key)):
            return named, end
    if key is not None or noun.pos_ != "PROPN":
        return key, end
    if (before := _before_party(noun)) is not None:
        return reading.entity_at(before), end
    if is_letters(noun) and noun.i > 1:  # "Ada Lund KC", "Ada Lund, MP"
        return reading.entity_at(noun.i - 1 - (doc[noun.i - 1].text == ",")), end
    for at in range(noun.i + 1, min(noun.i + 6, len(doc))):
        if doc[at].pos_ not in ("PROPN", "NOUN", "X") or doc[at].is_sent_start:
            break
        key = reading.entity_at(at)
        if key is not None:
            while at + 1 < len(doc) and reading.entity_at(at + 1) == key:
                at += 1
            return key, max(end, at + 1)
    return None, end


def _before_party(noun: Token) -> int | None:
    """Index of the name before a senator's party and state: "Lind, | R-S.D., | said". Counter-example: "Lind, R-rated"."""
    doc, at = noun.doc, noun.i
    if at < 4 or doc[at - 1].text != "-" or doc[at - 3].text != ",":
        return None
    return at - 4 if doc[at - 2].text in _PARTIES and noun.text[0].isupper() else None


def _name_beside(noun: Token) -> Token | None:
    """The name of whom a noun and what is set beside it describe: "the survey's author, the biologist | Ada Lind".

    Counter-examples: "the author, the biologist and Ada Lind", "the authors, the biologist Ada Lind and others",
    "the author of the biologist Ada Lind".
    """
    beside = next((k for k in noun.rights if k.dep_ == "appos"), None)
    if beside is None or _is_several(noun) or _is_several(beside):
        return None
    if beside.pos_ != "NOUN":
        return beside if beside.ent_type_ == "PERSON" and beside.pos_ == "PROPN" else None
    name = next((k for k in beside.rights if k.dep_ == "appos"), None)
    if name is None or name.ent_type_ != "PERSON" or name.left_edge.i != beside.i + 1:
        return None
    return name


def _is_post(noun: Token) -> bool:
    """ "the General | Secretary |, Ada Lind". Counter-example: "Lund, Ada Lind"."""
    return noun.lemma_.lower() in person_words().offices


def _is_several(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or any(k.dep_ in ("conj", "cc") for k in noun.rights)


def _is_nameless(reading: Reading, key: int) -> bool:
    return reading.entities[key].kind is ActorKind.UNNAMED
