"""The shapes in which a text says that a person holds a post. Each yields `Found`, in no fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.affiliations import (
    in_brackets,
    of_organisation,
    of_persons_party,
    owned_by_organisation,
    party_before,
    works_for,
)
from graph.extract.roles.found import Found, Shape
from graph.extract.roles.lexicon import lexicon
from graph.extract.roles.phrases import organisation_of, post_of
from graph.extract.roles.titles import PLACES, Post, post_before, post_kind
from graph.parse import Reading, entities_in


def before_name(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Norwegian Defence Minister Kari Dahl"; not "told ministers Kari Dahl was late"."""
    post = post_before(name)
    if post is not None:
        yield Found(name, post, 0.95)


def after_name(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl, the head of Acme"; not "for Kari Dahl, the head of Acme lied"."""
    for head in _nouns_after(name):
        post = post_of(head)
        if post is not None:
            yield Found(name, replace(post, elect=post.elect or _is_to_be(head)), 0.92)


def _is_to_be(noun: Token) -> bool:
    """ "his pick to be ambassador": the post is not held yet."""
    verb = noun.head
    return verb.lemma_ == "be" and any(t.lower_ == "to" for t in verb.children)


def name_in_apposition(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Norway's prime minister, Kari Dahl, resigned"; not "the minister, Kari Dahl said, resigned"."""
    if (head := _hyphened_before(name)) is not None and (post := post_of(head)) is not None:
        yield Found(name, post, 0.88)
        return
    noun = name.root.head
    if name.root.dep_ != "appos" or noun.i >= name.start or name.start - noun.i > 14:
        return
    for _ in range(
        4
    ):  # "the spokesman for the ministry, Kari Dahl": the nearest noun is not the post
        if post_kind(_words_to(noun)) or noun.dep_ not in ("pobj", "prep"):
            break
        noun = noun.head
    if noun.pos_ in ("NOUN", "PROPN") and noun.tag_ != "NNS" and post_kind(_words_to(noun)):
        post = post_of(noun)
        if post is not None:
            former = post.former or noun.doc[noun.i + 1 : noun.i + 8].text.lower().split(",")[
                0
            ].endswith("at the time")
            elect = post.elect or _is_to_be(noun)
            yield Found(name, replace(post, elect=elect, former=former), 0.9)


def _hyphened_before(name: Tokens) -> Token | None:
    """ "Acme's secretary-general, Kari Dahl, resigned": the parser takes "general" for an adjective of anything.

    Counter-example: "said the secretary-general, Kari Dahl resigned".
    """
    doc, last = name.doc, name.start - 2
    if last < 2 or doc[last + 1].text != "," or doc[last - 1].text != "-":
        return None
    if name.root.dep_ == "appos" and doc[last].pos_ != "ADJ":
        return None
    if name.end >= len(doc) or doc[name.end].text not in (",", "."):
        return None
    pair = f"{doc[last - 2].lower_}-{doc[last].lower_}"
    return doc[last] if pair in lexicon().posts else None


def one_of_several(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl, one of Novak's lawyers"; not "Kari Dahl, one of two"."""
    for one in name.root.children:
        if one.dep_ != "appos" or one.lower_ != "one":
            continue
        for preposition in one.children:
            noun = next((t for t in preposition.children if t.dep_ == "pobj"), None)
            if preposition.lower_ != "of" or noun is None or noun.tag_ != "NNS":
                continue
            kind = post_kind([noun]) or lexicon().class_of(noun.lemma_.lower())
            if kind is not None and any(t.dep_ == "poss" for t in noun.children):
                yield Found(name, Post(noun.lemma_.lower(), kind, one.i, noun.i), 0.8)


def by_verb(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl became head of Acme", "named Kari Dahl as chair"; not "Kari Dahl wants to be president"."""
    verb = name.root.head
    lex = lexicon().becomes
    if verb.pos_ not in ("VERB", "AUX") or _is_unreal(verb):
        return
    chosen = verb.lemma_ in lex["object"] and not _passive(verb)
    if name.root.dep_ not in (("dobj",) if chosen else ("nsubj", "nsubjpass")):
        return
    past = verb.lemma_ in lex["former"] or (verb.lemma_ == "be" and verb.tag_ == "VBD")
    planned = verb.lemma_ in lex["planned"] or any(t.lower_ == "will" for t in verb.children)
    for noun in _post_nouns(verb):
        post = post_of(noun) if noun.tag_ != "NNS" else None
        if post is not None and not any(t.tag_ == "JJS" for t in noun.lefts):
            former, elect = post.former or past, post.elect or planned
            yield Found(name, replace(post, former=former, elect=elect), 0.85)


def _is_unreal(verb: Token) -> bool:
    """Negated, conditional or merely possible: "would be president"."""
    words = ("would", "could", "may", "might", "if", "should")
    return any(t.dep_ == "neg" or t.lower_ in words for t in verb.children)


def by_clause(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Kari Dahl, who chairs the council"; not "Kari Dahl, who leads by ten points"."""
    for clause in name.root.children:
        title = lexicon().holds.get(clause.lemma_)
        if clause.dep_ not in ("relcl", "acl") or title is None:
            if clause.dep_ == "relcl":
                yield from _in_clause(name, clause)
            continue
        noun = next((t for t in clause.children if t.dep_ == "dobj"), None)
        place = organisation_of(noun) if noun is not None else None
        if place is not None and place.root.ent_type_ in PLACES | {"ORG"}:
            post = Post(title, "head", clause.i, place.end - 1, organisation=place)
            yield Found(name, replace(post, former=clause.tag_ == "VBD"), 0.8)


def _in_clause(name: Tokens, clause: Token) -> Iterator[Found]:
    """ "Kari Dahl, who is the head of Acme"."""
    if any(t.dep_ == "neg" for t in clause.children):
        return
    for noun in _post_nouns(clause):
        post = post_of(noun)
        if post is not None and noun.tag_ != "NNS":
            planned = clause.lemma_ in lexicon().becomes["planned"]
            past = clause.tag_ == "VBD" and clause.lemma_ != "become" and not planned
            post = replace(post, former=post.former or past, elect=post.elect or planned)
            yield Found(name, post, 0.85)


def of_country(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "Presidents Kari Dahl of Norway and Jan Novak of Poland"; not "the singer Kari Dahl of Bergen"."""
    doc, i = name.doc, name.end
    if i + 1 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].ent_type_ != "GPE":
        return
    post = post_before(name) or _shared_title(name)
    if post is not None and post.organisation is None and post.kind in _OF_STATE:
        inside = entities_in(doc[i + 1].sent)
        span = next((e for e in inside if e.start <= i + 1 < e.end), None)
        if span is not None:
            yield Found(name, replace(post, organisation=span), 0.9)


_OF_STATE = ("head_of_state", "head_of_government", "minister")


def _shared_title(name: Tokens) -> Post | None:
    """The plural title before the first of several names."""
    head = name.root
    for _ in range(6):
        if head.dep_ not in ("conj", "appos"):
            return None
        head = head.head
        start = head.left_edge.i
        for noun in name.doc[start : head.i]:
            if noun.tag_ in ("NNS", "NNPS") and post_kind([noun]) in _OF_STATE:
                return post_of(noun)
    return None


def member_before(reading: Reading, name: Tokens) -> Iterator[Found]:
    """ "NATO member Norway", "EU candidate Serbia"; not "board member Kari Dahl" (a person's title)."""
    noun = name.doc[name.start - 1] if name.start > name.sent.start + 1 else None
    if noun is None or noun.lower_ not in ("member", "candidate", "newcomer", "ally", "state"):
        return
    words = [
        t for t in noun.doc[max(name.sent.start, noun.i - 4) : noun.i] if t.tag_ in ("NNP", "NNPS")
    ]
    if words and words[-1].i >= noun.i - 2 and words[-1].ent_type_ == "ORG":
        group = noun.doc[words[-1].i - len(_run(words)) + 1 : words[-1].i + 1]
        yield Found(name, Post("member", "member", group.start, noun.i, organisation=group), 0.85)


def _run(words: list[Token]) -> list[Token]:
    """The last words that stand side by side."""
    run = words[-1:]
    for word in reversed(words[:-1]):
        if word.i != run[0].i - 1:
            break
        run.insert(0, word)
    return run


SHAPES: tuple[Shape, ...] = (
    before_name,
    after_name,
    name_in_apposition,
    one_of_several,
    by_verb,
    by_clause,
    of_country,
    of_organisation,
    owned_by_organisation,
    in_brackets,
    of_persons_party,
    party_before,
    works_for,
)


def _nouns_after(name: Tokens) -> list[Token]:
    """Post nouns in apposition to a name."""
    heads = [
        t
        for t in name.root.children
        if t.dep_ in ("appos", "conj") and t.i >= name.end and post_kind(_words_to(t))
    ]
    heads = [t for t in heads if t.dep_ == "appos" or _follows_comma(name, t)]
    heads = [t for t in heads if name.end >= len(name.doc) or name.doc[name.end].text != ":"]
    if not heads and (found := _textual(name)) is not None:
        heads = [found]
    more = [c for t in heads for c in t.conjuncts if c.i > t.i and post_kind(_words_to(c))]
    return [t for t in [*heads, *more] if t.ent_type_ != "PERSON" and t.tag_ != "NNS"]


def _follows_comma(name: Tokens, noun: Token) -> bool:
    """Whether only a comma and the noun's own modifiers stand between name and noun."""
    first = noun.left_edge.i
    return first == name.end + 1 and name.doc[name.end].text == ","


def _textual(name: Tokens) -> Token | None:
    """The post noun of the phrase after "Name," or "Name, 54," where the parser missed the apposition."""
    doc, i = name.doc, name.end
    if i >= len(doc) or doc[i].text not in (",", "(", "–", "—"):
        return None
    i += 1
    if i + 1 < len(doc) and doc[i].like_num and doc[i + 1].text == ",":
        i += 2
    if i + 1 < len(doc) and doc[i].lower_ == "until" and doc[i + 1].ent_type_ == "DATE":
        i += 1  # "Kari Dahl, until Sunday the head of Acme"
        while i < len(doc) and doc[i].ent_type_ == "DATE":
            i += 1
    head = None
    while i < min(len(doc), name.sent.end) and doc[i].tag_ in _PHRASE:
        if doc[i].ent_type_ == "PERSON":
            return None
        if doc[i].pos_ in ("NOUN", "PROPN") and post_kind(_words_to(doc[i])):
            head = doc[i]
        i += 1
    if head is None or head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "compound", "conj"):
        return None
    return head


_PHRASE = frozenset({"DT", "JJ", "NN", "NNP", "POS", "HYPH", "NNPS", "AFX", "VBG", "RB"})


def _post_nouns(verb: Token) -> Iterator[Token]:
    """Post nouns that a verb ascribes to its subject."""
    lex = lexicon().becomes
    for child in verb.children:
        if child.dep_ in ("attr",) and verb.lemma_ in lex["attribute"]:
            if post_kind(_words_to(child)):
                yield child
                yield from (c for c in child.conjuncts if c.i > child.i and post_kind(_words_to(c)))
        elif child.dep_ in ("oprd", "attr", "dobj") and verb.lemma_ in lex["object"]:
            if post_kind(_words_to(child)):
                yield child
        elif child.dep_ == "prep" and child.lower_ == "as" and verb.lemma_ in lex["as"]:
            yield from (t for t in child.children if t.dep_ == "pobj" and post_kind(_words_to(t)))


def _passive(verb: Token) -> bool:
    return any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children)


def _words_to(noun: Token) -> list[Token]:
    """The noun with up to two words before it, for posts of two words."""
    return list(noun.doc[max(noun.sent.start, noun.i - 2) : noun.i + 1])
