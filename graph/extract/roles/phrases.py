"""Reads the phrases after a post noun: what they add to the title, and for whom the post is held."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.lexicon import lexicon
from graph.extract.roles.titles import (
    BARE,
    NAMELIKE,
    PLACES,
    Post,
    is_glued,
    is_organ,
    read_front,
    title_text,
)

_BODIES = frozenset(
    "union party newspaper paper daily weekly magazine company firm bank charity institute agency broadcaster channel "
    "station club airline carmaker automaker drugmaker retailer foundation association federation group".split()
)

_KINDS = _BODIES | {
    "tank",
    "ngo",
    "watchdog",
    "miner",
    "insurer",
    "investor",
    "developer",
    "publisher",
}


def post_of(head: Token) -> Post | None:
    """The post that a noun phrase names, with the phrases that say for whom.

    "the head of the Oslo Peace Centre" has head and organisation; "the head of cattle" only a title.
    """
    head = _whole(head)
    words = list(head.doc[_left(head) : head.i + 1])
    while words and words[0].tag_ in BARE and words[0] != head:
        words = words[1:]
    post = read_front(words)
    if post is None:
        return None
    return _extend(replace(post, former=post.former or _is_over(head)), head)


def _whole(head: Token) -> Token:
    """The last word of a post with a hyphen: "general" of "secretary-general"."""
    doc, i = head.doc, head.i
    if i + 2 < len(doc) and is_glued(doc[i + 1]):
        last = doc[i + 2]
        if f"{head.lower_}-{last.lower_}" in lexicon().posts:
            return last
    return head


def _is_over(head: Token) -> bool:
    """ "Lund, formerly head of Acme", "Lund, until May the head of Acme"; not "Lund, now head of Acme"."""
    first = head.i
    while first > head.sent.start and head.i - first < 8 and head.doc[first - 1].text not in _EDGES:
        first -= 1
    words = head.doc[first : head.i]
    if any(t.lower_ in ("formerly", "previously") for t in words):
        return True  # "an envoy and previously head of Acme"
    edge = head.doc[first - 1].text if first > head.sent.start else ""
    return edge in _EDGES and bool(words) and words[0].lower_ in _OVER


_EDGES = frozenset({",", "(", "–", "—"})
_OVER = frozenset({"formerly", "previously", "until", "then"})


def _left(head: Token) -> int:
    """Index of the first token of the noun phrase left of `head`, without a clause before it."""
    first, edge = head.i, head.left_edge.i
    allowed = NAMELIKE | BARE | {"VBG", "VBN", "CC", "NNS"}
    while first > head.sent.start:
        before = head.doc[first - 1]
        if is_glued(before) and first - 2 >= head.sent.start and _is_pair(before):
            first -= 2  # "vice-president", which the parser tears
            edge = min(edge, head.doc[first].left_edge.i)
        elif first > edge and before.tag_ in allowed:
            first -= 1
        else:
            break
    while first < head.i and head.doc[first].tag_ in ("CC", ",", ":", "RB"):
        first += 1
    return first


def _is_pair(hyphen: Token) -> bool:
    return f"{hyphen.nbor(-1).lower_}-{hyphen.nbor(1).lower_}" in lexicon().posts


def _extend(post: Post, head: Token) -> Post:
    """Adds the phrases after the noun, as title or as organisation."""
    for preposition in head.rights:
        if preposition.dep_ not in ("prep", "dative") or preposition.i > _end(post, head) + 1:
            continue
        noun = next((t for t in preposition.children if t.dep_ == "pobj"), None)
        if noun is None:
            continue
        longer = _joined(post, preposition, noun)
        if longer is None:
            break
        post = longer
    return post


def _end(post: Post, head: Token) -> int:
    """Index after which phrases may follow: of "president and chief executive of Acme" that of "executive"."""
    return max([post.last, *(t.i for t in head.conjuncts if t.i > head.i and t.i - head.i < 5)])


def _joined(post: Post, preposition: Token, noun: Token) -> Post | None:
    """The post with one phrase more, or None where the phrase belongs to something else."""
    word = preposition.lower_
    place = organisation_of(noun)
    keeps = word in ("to",) or (word == "for" and post.kind in ("minister", "diplomat"))
    if word == "on" and (
        post.kind not in ("expert", "diplomat") or noun.ent_type_ in ("DATE", "TIME")
    ):
        return None
    if word not in ("of", "for", "at", "with", "in", "to", "from", "on"):
        return None
    field = word == "for" and noun.ent_type_ == "LOC"  # "director for Asia"
    if place is not None and not keeps and not field:
        if _is_field(word, post, place):
            return _longer_title(post, preposition, noun)
        if post.organisation is not None or not _holds(word, post, place):
            return None
        return _for_whom(post, preposition, place)
    if word in ("at", "with", "in", "from"):
        return None
    return _longer_title(post, preposition, noun)


def _is_field(word: str, post: Post, place: Tokens) -> bool:
    """ "professor of International Relations": a field of study with capitals is no organisation."""
    scholar = post.title.split()[-1].lower() in ("professor", "lecturer", "historian", "chair")
    named = {t.lower_ for t in place} & set(lexicon().affiliations["academic"])
    return word == "of" and scholar and not named and place.root.ent_type_ not in PLACES


def _holds(word: str, post: Post, place: Tokens) -> bool:
    """Whether the phrase says for whom: "analyst at Acme Bank", not "analyst in Berlin"."""
    if word == "in":
        return place.root.ent_type_ == "ORG"
    if word == "from":
        return post.kind == "legislator" or place.root.ent_type_ == "ORG"
    return word in ("of", "for", "at", "with")


def _for_whom(post: Post, preposition: Token, place: Tokens) -> Post:
    """Takes the organisation; of a state's organ ("the Polish foreign ministry") the state, the organ to the title."""
    organ = place.root.lower_ in ("ministry", "department", "office", "government", "cabinet")
    country = [t for t in place if t.ent_type_ in PLACES]
    if organ and country and place.root not in country:
        rest = [t for t in place if t not in country and t.tag_ != "POS"]
        title = f"{post.title} {preposition.text} the {title_text(rest)}"
        span = country[0].doc[country[0].i : country[-1].i + 1]
        return replace(post, title=title, organisation=span, last=place.end - 1)
    return replace(post, organisation=place, last=place.end - 1)


def _longer_title(post: Post, preposition: Token, noun: Token) -> Post | None:
    """ "chair of the defence committee": a common noun goes to the title, and its own phrases are read on."""
    if noun.ent_type_ in ("DATE", "TIME", "PERSON") or noun.pos_ == "PRON":
        return None
    last = noun.i
    for child in noun.rights:
        if child.dep_ == "conj" and child.i - last <= 3:
            last = child.i
    words = noun.doc[preposition.i : last + 1]
    owner = noun.i if preposition.lower_ == "of" and last == noun.i else post.owner
    if noun.ent_type_ == "LOC":
        last = max(last, _name_end(noun, last), _end_of_entity(noun))  # "for the Horn of Africa"
        words = noun.doc[preposition.i : last + 1]
    longer = replace(post, title=f"{post.title} {title_text(words)}", last=last, owner=owner)
    return _extend(longer, noun) if longer.organisation is None else longer


def _end_of_entity(noun: Token) -> int:
    """Index of the last word of the name that goes on with "of": of "the Horn of Africa" that of "Africa"."""
    doc, i = noun.doc, noun.i
    if i + 2 < len(doc) and doc[i + 1].lower_ == "of" and doc[i + 2].ent_type_ in ("LOC", "GPE"):
        return i + 2
    return i


def organisation_of(noun: Token) -> Tokens | None:
    """The name of an organisation or place that a noun phrase is, without its article; None for a common noun.

    "the Oslo Peace Centre" and "the Danish parliament" are; "the foreign affairs committee" is not.
    """
    if noun.lower_ in lexicon().of_titles and not _ends_name(noun):
        return None
    if (called := _called(noun)) is not None:
        return called
    first, last = noun.i, noun.i
    named = noun.ent_type_ in PLACES | {"ORG", "FAC"}
    while first > noun.left_edge.i and noun.doc[first - 1].tag_ in NAMELIKE:
        first -= 1
    while first < noun.i and (noun.doc[first].tag_ in ("POS", "HYPH") or _is_kind(noun, first)):
        first += 1
    before = noun.doc[first : noun.i]
    if not named and noun.tag_ in ("NN", "NNS") and (inner := _inner_name(noun, first)) is not None:
        return inner
    country = any(t.ent_type_ in PLACES for t in before)
    capital = noun.tag_ in ("NNP", "NNPS")
    if not (named or country or capital) or noun.ent_type_ in ("PERSON", "DATE", "MONEY"):
        return None
    return noun.doc[first : _name_end(noun, last) + 1]


def _ends_name(noun: Token) -> bool:
    """ "Acme Energy" is a name; "Homeland Security" and "Energy" are portfolios."""
    before = noun.nbor(-1) if noun.i else noun
    inside = noun.ent_type_ == "ORG" and noun.ent_iob_ == "I" and before.tag_ in ("NNP", "NNPS")
    return inside and before.lower_ not in lexicon().portfolios | {"the", "of", "and", "&"}


def _called(noun: Token) -> Tokens | None:
    """The name right behind a word for a body: "the Danish union Prosa", "the Lisbon newspaper “A Tarde”"."""
    doc, first = noun.doc, noun.i + 1
    if noun.lower_ not in _BODIES or first >= len(doc):
        return None
    if doc[first].is_quote:
        first += 1
    last = first
    while last < len(doc) and doc[last].is_title and doc[last].ent_type_ != "PERSON":
        last += 1
    return doc[first:last] if last > first and doc[first].sent == noun.sent else None


def _inner_name(noun: Token, first: int) -> Tokens | None:
    """The name beside a common noun: "the Acme think tank", "the newspaper "Morgen", "the company Acme"."""
    doc = noun.doc
    for child in noun.children:
        if child.dep_ == "appos" and child.ent_type_ == "ORG" and child.i - noun.i <= 4:
            return doc[child.left_edge.i : child.i + 1]
    tokens = [t for t in doc[first : noun.i] if t.ent_type_ == "ORG"]
    if tokens and len(tokens) == tokens[-1].i - tokens[0].i + 1 and not is_organ(tokens):
        return doc[tokens[0].i : tokens[-1].i + 1]
    return None


def _is_kind(noun: Token, first: int) -> bool:
    """ "the think tank Clean Rivers Africa": common words in front of a name say what it is."""
    words = noun.doc[first : noun.i + 1]
    kinds = [k for k, t in enumerate(words[:-1]) if t.lower_ in _KINDS and t.is_lower]
    return bool(kinds) and all(t.text[:1].isupper() for t in words[kinds[-1] + 1 :])


def _name_end(noun: Token, last: int) -> int:
    """Index of the last token of a name that goes on after its head: "Institute of Peace and Law"."""
    doc = noun.doc
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_:
        last += 1
    while (
        last + 2 < len(doc)
        and doc[last + 1].lower_ in ("of", "for", "on")
        and doc[last].tag_ in ("NNP", "NNPS")
        and noun.ent_type_ not in PLACES
    ):
        nxt = last + 2
        if doc[nxt].lower_ == "the" and nxt + 1 < len(doc):
            nxt += 1
        if doc[nxt].tag_ not in ("NNP", "NNPS"):
            break
        last = nxt
        while last + 1 < len(doc) and doc[last + 1].tag_ in ("NNP", "NNPS"):
            last += 1
    return last
