"""Who belongs to what where no post is named: "Kari Dahl of the dockers' union", "Acme's Kari Dahl", "Kari Dahl (SPD)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.found import MEMBER, Found
from graph.extract.roles.lexicon import lexicon
from graph.extract.roles.phrases import organisation_of
from graph.extract.roles.titles import PLACES, Post, is_organ
from graph.model import ActorKind
from graph.parse import Reading, sentence_start
from graph.parse.name_spans import is_labour

_LINKS = ("of", "at", "from", "with")


def of_organisation(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl of the Oslo Peace Institute", "Kari Dahl, of the dockers' union"; not "Kari Dahl of Bergen"."""
    doc, i = name.doc, name.end
    if i + 1 < len(doc) and doc[i].text in (",", "(") and doc[i + 1].lower_ == "of":
        i += 1
    if i + 1 >= len(doc) or doc[i].lower_ not in _LINKS:
        return
    noun = next((t for t in doc[i].children if t.dep_ == "pobj"), None)
    place = organisation_of(noun) if noun is not None else None
    if noun is not None and doc[i].lower_ == "at" and noun.lower_ in _SITES:
        return  # "met Dahl at the Polish mission": where, not for whom
    if place is not None and _is_body(reading, place):
        yield _belongs(name, place, i, place.end - 1)


_SITES = frozenset(
    "mission embassy consulate residence palace headquarters office stadium hotel airport court".split()
)


def owned_by_organisation(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Acme's Kari Dahl"; not "Norway's Kari Dahl", "Acme's lawyer Kari Dahl" (a post)."""
    doc = name.doc
    mark = name.start - 1
    if mark < 1 or doc[mark].tag_ != "POS" or mark <= sentence_start(name[0]):
        return
    owner = _name_before(doc[mark])
    if owner is not None and _is_body(reading, owner):
        yield _belongs(name, owner, owner.start, mark)


def in_brackets(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl (SPD)", "Rep. Kari Dahl (D-Ohio)"; not "Kari Dahl (above)", "Kari Dahl (54)"."""
    doc, i = name.doc, name.end
    if i + 2 >= len(doc) or doc[i].text != "(" or name.root.ent_type_ != "PERSON":
        return
    word, after = doc[i + 1], doc[i + 2]
    if word.text.startswith("@"):
        return  # "Kari Dahl (@kdahl)": a handle is no party
    party = lexicon().initials.get(word.text) if after.text in ("-", "–", "—", ",") else None
    party = party or next(
        (p for k, p in lexicon().initials.items() if word.text.startswith((f"{k}-", f"{k}–"))), None
    )
    if party is not None:
        yield _belongs(name, doc[i + 1 : i + 2], i + 1, i + 1, party)
    elif after.text == ")" and len(word.text) > 1 and _is_party(reading, word):
        yield _belongs(name, doc[i + 1 : i + 2], i + 1, i + 1)


def of_persons_party(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl's Labour Party"; not "Kari Dahl's Volvo"."""
    doc = name.doc
    if name.end + 1 >= len(doc) or doc[name.end].tag_ != "POS" or name.root.dep_ != "poss":
        return
    noun = name.root.head
    place = organisation_of(noun)
    if place is None or place.start <= name.end - 1 or noun.i - name.end > 5:
        return
    words = {t.lower_.removesuffix("s") for t in place}
    if place.root.tag_ in ("NNP", "NNPS") and words & lexicon().parties:
        yield _belongs(name, place, place.start, place.end - 1)


def party_before(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Green party politician Kari Dahl", "Republican Senator Kari Dahl"; not "Green valley mayor Kari Dahl"."""
    doc = name.doc
    for i in range(max(sentence_start(name[0]), name.start - 6), name.start):
        token = doc[i]
        if token.lower_ not in lexicon().members or not token.text[:1].isupper():
            continue
        if is_labour(doc, i, i + 1):
            continue
        between = doc[i + 1 : name.start]
        if all(t.tag_ in ("NN", "NNP", "JJ", "HYPH") and t.ent_type_ != "PERSON" for t in between):
            yield _belongs(name, doc[_first_of(token) : i + 1], i, i)
            return


def works_for(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl teaches at the Oslo School of Law", "Kari Dahl, who works for Acme"; not "works for peace"."""
    for verb in (name.root.head, *(t for t in name.root.children if t.dep_ == "relcl")):
        title = lexicon().works.get(verb.lemma_)
        subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
        if title is None or subject is None or any(t.dep_ == "neg" for t in verb.children):
            continue
        if subject != name.root and subject.tag_ not in ("WP", "WDT"):
            continue
        for preposition in verb.children:
            if preposition.dep_ == "prep" and preposition.lower_ in ("for", "at", "with"):
                noun = next((t for t in preposition.children if t.dep_ == "pobj"), None)
                place = organisation_of(noun) if noun is not None else None
                if place is not None and _is_body(reading, place):
                    past = verb.tag_ == "VBD" or any(t.lower_ == "had" for t in verb.children)
                    post = Post(title, "expert", verb.i, place.end - 1, place, former=past)
                    yield Found(name, post, 0.7)


def affiliation(organisation: str) -> str | None:
    """What somebody "of" such an organisation is called, or None where its name does not tell."""
    words = organisation.lower()
    for title, signs in lexicon().affiliations.items():
        if any(sign in words.split() or (" " in sign and sign in words) for sign in signs):
            return title
    return None


def _belongs(name: Tokens, place: Tokens, first: int, last: int, party: str | None = None) -> Found:
    title = affiliation(place.text)
    known = Post(title or MEMBER, "expert", first, last, organisation=place, party=party)
    return Found(name, known, 0.6 if title else 0.55)


def _is_body(reading: Reading, place: Tokens) -> bool:
    """Whether the words name an organisation to which people belong."""
    root = place.root
    if reading.knowledge.country_of_place(place.text) is not None:
        return False
    if root.ent_type_ in PLACES | {"FAC", "PERSON", "DATE", "EVENT", "WORK_OF_ART", "PRODUCT"}:
        return False
    return root.tag_ in ("NNP", "NNPS", "NN") and not is_organ(list(place))


def _is_party(reading: Reading, word: Token) -> bool:
    """Whether a word in brackets is a body's name: a known one, or one that the recogniser takes for it."""
    known = reading.knowledge.find(word.text)
    if known is not None:
        return known.kind is ActorKind.ORGANISATION
    return word.ent_type_ in ("ORG", "NORP") or word.lower_ in lexicon().members


def _name_before(mark: Token) -> Tokens | None:
    """The name of an organisation that ends before a possessive mark."""
    doc, last = mark.doc, mark.i - 1
    if doc[last].ent_type_ != "ORG":
        return None
    first = last
    while first > mark.sent.start and doc[first].ent_iob_ == "I":
        first -= 1
    while first < last and doc[first].tag_ == "DT":
        first += 1
    return doc[first : last + 1]


def _first_of(token: Token) -> int:
    """Index of the first word of a party's name of two words: "Social Democrat"."""
    before = token.i - 1
    if before >= token.sent.start and token.doc[before].lower_ in (
        "social",
        "christian",
        "liberal",
    ):
        return before
    return token.i
