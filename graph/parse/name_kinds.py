"""What kind of thing a name names, by the words around it: where the tagger erred, they put it right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.parse.name_explained import explains_body
from graph.parse.name_labels import BODY_ENDINGS, FIRM_ENDINGS, Label, Name
from graph.parse.person_words import bare, person_words

_POST_PARTS = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"})
_SHIPS = frozenset("MV INS HMS USS HMAS RMS MS SS USNS HMCS MT".split())
_STORMS = frozenset("typhoon hurricane cyclone".split())  # "Typhoon Lund" is nobody and no place
_COMPASS = frozenset("north south east west northern southern eastern western central".split())
_OF_FIRMS = frozenset(
    "ceo shares stock executives shareholders employees engineers subsidiary".split()
)
_OF_FIRM_NAMES = frozenset(
    {"boss", "chairman", "chairwoman", "cfo", "coo", "director"}
)  # before somebody's name
_HELD = frozenset("shares stake stakes shareholders subsidiary unit ceo investors".split())
_JOINED = frozenset({"merger", "takeover", "buyout"})
SETTLEMENTS = frozenset(
    "town towns city cities village villages port hamlet suburb municipality township borough".split()
)
_TOWN_ENDINGS = frozenset("falls springs heights rapids township creek".split())
_SCHOOLS = frozenset({"elementary", "primary"})
_MORE_ENDINGS = (
    frozenset("air aircraft gallery mosque academy hotspur rovers wanderers fc".split())
    | FIRM_ENDINGS
    | _SCHOOLS
)
_BODY_WHATEVER = frozenset(
    "police statesman tribe engineering securities".split()
)  # also of places
_MEMBERS = frozenset("senator lawmaker mp mep councillor legislator backbencher".split())
_THINGS = frozenset("drug vaccine app song film novel ship vessel yacht satellite".split())
_CLUBS = frozenset(  # first words of football clubs, which taggers take for first names or towns
    "borussia werder hertha atletico atlético dynamo dinamo lokomotiv spartak eintracht fortuna arminia alemannia "
    "bayern benfica olympiacos olympiakos juventus galatasaray fenerbahce schalke fc".split()
)
_POSTS_BEFORE = frozenset(
    "president minister chancellor senator governor mayor secretary director captain coach sergeant premier ambassador "
    "commissioner spokesman spokeswoman chairman chairwoman lawmaker congressman congresswoman general colonel".split()
)
_ACRONYM = (3, 6)  # letters


def told_by_context(doc: Doc, texts: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names with the kinds that their context tells; what is told once holds for the name throughout.

    `texts` are those of all tokens.
    """
    capitals = _capitals(texts)
    told: dict[str, Counter[Label]] = defaultdict(Counter)
    for name in names:
        label = None if name.senses else _told(doc, name, capitals)
        if label is not None:
            told[_string(doc, name)][label] += 1
    labelled = [_as_told(doc, name, told) for name in names]
    return _of_companies(doc, labelled)


def _as_told(doc: Doc, name: Name, told: dict[str, Counter[Label]]) -> Name:
    if name.senses or name.titled:
        return name
    counts = told.get(_string(doc, name))
    if not counts:
        return name
    return replace(name, label=max(sorted(counts), key=lambda label: counts[label]))


def _string(doc: Doc, name: Name) -> str:
    return doc[name.start : name.end].text


def _capitals(texts: Sequence[str]) -> frozenset[str]:
    """Words that the text also writes with one capital: in a headline of capitals they are no acronyms."""
    return frozenset(text.upper() for text in texts if text.istitle())


def _told(doc: Doc, name: Name, capitals: frozenset[str]) -> Label | None:
    """The kind that the words tell, if it is another than the tagger's.

    "HMS Lund": a ship. "West Jutland": a place. "President Lund", "the mayor of Lyon, Anna Lund, said": a person.
    "The Foxes sang", "Lund CEO Anna Berg", "shares in Lund", "the magazine Lund", "LND": a body.
    """
    first, last = doc[name.start], doc[name.end - 1]
    if (first.text in _SHIPS or first.lower_ in _STORMS) and len(name) > 1:
        return Label.OTHER
    if name.label in (Label.BODY, Label.PLACE) and _is_a_person(doc, name):
        return Label.PERSON
    if name.label in (Label.BODY, Label.PERSON) and not name.titled and _is_a_town(doc, name):
        return Label.PLACE
    if name.label is Label.PERSON and first.lower_ in _COMPASS and len(name) == 2:
        return Label.PLACE if not name.titled else None
    if name.label is not Label.BODY and not name.titled and _is_before_what_it_is(doc, name):
        return Label.BODY
    if name.label not in (Label.PERSON, Label.PLACE) or name.titled:
        return None
    if doc[name.start - 1].lower_ in _THINGS and name.start and doc[name.start - 1].pos_ == "NOUN":
        return Label.OTHER  # "the drug Lundaxil"
    if _is_after_what_it_is(doc, name) or _is_acronym(doc, name, capitals):
        return Label.BODY
    if _is_headed(doc, name):
        return Label.BODY
    if (len(name) > 1 and last.lower_ in _BODY_WHATEVER) or _has_members(doc, name):
        return Label.BODY
    if first.lower_ in _CLUBS and (len(name) > 1 or first.lower_ not in ("fc", "fortuna")):
        return Label.BODY
    if name.label is Label.PERSON and (
        (last.lower_ in BODY_ENDINGS | _MORE_ENDINGS and len(name) > 1)
        or _is_a_body(doc, name, last)
    ):
        return Label.BODY
    return None


def _is_a_town(doc: Doc, name: Name) -> bool:
    """ "The besieged town of Umm Lund", "the municipal council of Lund", "the mayor of Lund", "in Lund Falls".

    Not: "the town of Lund's birth", "the council of Lund Trust", "a mayor of Lund Council's choice", "the city council".
    """
    last = doc[name.end - 1]
    if last.lower_ in BODY_ENDINGS | _MORE_ENDINGS or not doc[name.start].text.istitle():
        return False
    if is_explained_town(doc, name):
        return True
    if len(name) > 1 and last.lower_ in _TOWN_ENDINGS:
        civic = name.end < len(doc) and doc[name.end].lower_ in _CIVIC
        return civic or (name.label is Label.PERSON and _is_where(last))
    if name.start < 2 or doc[name.start - 1].lower_ != "of":
        return False
    if name.end < len(doc) and doc[name.end].tag_ == "POS":
        return False
    noun = doc[name.start - 2]
    council = noun.lower_ == "council" and any(t.lower_ in _OF_TOWNS for t in noun.lefts)
    return noun.lower_ in SETTLEMENTS | {"mayor"} or council


def is_explained_town(doc: Doc, name: Name) -> bool:
    """ "Lundsk, an oil town in the west,", "Lundsk, a copper town inland,"; not "Lund, a town councillor"."""
    comma = name.end
    if comma + 3 >= len(doc) or doc[comma].text != "," or doc[comma + 1].lower_ not in _ARTICLES:
        return False
    for token in doc[comma + 2 : comma + 6]:
        if token.lower_ in SETTLEMENTS:
            after = token.nbor() if token.i + 1 < len(doc) else token
            return after.pos_ not in ("NOUN", "PROPN") or after.lower_ in _LIES
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB"):
            return False
    return False


_ARTICLES = frozenset({"a", "an", "the"})
_LIES = frozenset({"inland", "upstream", "upriver", "downstream", "nearby"})


def _is_where(head: Token) -> bool:
    """ "In Lund Falls", "the Lund Falls school board"; not "Robert Falls sang", "by Robert Falls"."""
    if head.dep_ == "pobj":
        return head.head.lower_ in ("in", "at", "to", "from", "near")
    return head.dep_ == "compound" and head.head.i > head.i and head.head.text.islower()


_CIVIC = frozenset("school police mayor resident residents council fire library hospital".split())
_OF_TOWNS = frozenset({"municipal", "city", "town", "village"})


def _is_acronym(doc: Doc, name: Name, capitals: frozenset[str]) -> bool:
    word = doc[name.start].text
    least, most = _ACRONYM
    plain = len(name) == 1 and word.isalpha() and word.isupper() and least <= len(word) <= most
    return plain and word not in capitals


def _is_after_what_it_is(doc: Doc, name: Name) -> bool:
    """ "The carmaker Lund", "newspaper Lund"; not "the group. Lund", "a party in Lund", "after the game Lund said"."""
    if name.start == 0:
        return False
    noun, bodies = doc[name.start - 1], person_words().bodies
    lemma = noun.lemma_.lower()
    fits = noun.pos_ == "NOUN" and noun.text.islower()
    fits = fits and lemma in bodies["company"] | bodies["media"] | _WHAT_BODIES
    if lemma == "group":  # "the fans' group Lund Azul"; "the group Lund said" it
        return fits and any(t.dep_ in ("compound", "poss", "amod", "nmod") for t in noun.lefts)
    return fits and lemma not in ("business", "channel", "paper")


_WHAT_BODIES = frozenset(
    "club group bench lobby bloc movement militia charity union federation association alliance cooperative guild network "
    "foundation syndicate coalition league".split()
)


def _is_before_what_it_is(doc: Doc, name: Name) -> bool:
    """ "Sun Lund, a resort group,", "Te Lund, the players' association", "Lund, which runs the pit,"."""
    if name.end + 2 >= len(doc) or doc[name.end].text != ",":
        return False
    return explains_body(doc, name.end)


def _is_headed(doc: Doc, name: Name) -> bool:
    """ "The chief executive of Lapi Lund"; not "the chairman of Ada Lund's party"."""
    if name.label is not Label.PERSON or name.start < 2 or name.end >= len(doc):
        return False
    noun, lead = doc[name.start - 2], doc[name.start - 1]
    heads = noun.lower_ in _HEADS and lead.lower_ == "of"
    heads = heads or (noun.lower_ == "executive" and lead.lower_ == "of" and noun.i > 0)
    return heads and len(name) > 1 and doc[name.end].tag_ != "POS"


_HEADS = frozenset("ceo chairman chairwoman chairperson treasurer cfo co-founder".split())


def _has_members(doc: Doc, name: Name) -> bool:
    """ "Fine Lund senator Ada Vik": a party; "Lund aide Ada Vik" may be a person's."""
    if name.end + 1 >= len(doc) or doc[name.end].lower_ not in _MEMBERS:
        return False
    return doc[name.end].text.islower() and doc[name.end + 1].text.istitle()


def _is_a_body(doc: Doc, name: Name, last: Token) -> bool:
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and after.lower_ in _OF_FIRMS and after.dep_ != "appos":
        return True
    if len(name) == 1 and (_has_a_boss(doc, name) or _has_a_speaker(doc, name)):
        return True
    if before is None:
        return False
    if before.lower_ in ("of", "by", "with") and before.i and doc[before.i - 1].lower_ in _JOINED:
        return True
    if before.lower_ == "the" and last.tag_ in ("NNPS", "NNS"):
        return True
    return before.lower_ in ("in", "of") and before.i > 0 and doc[before.i - 1].lower_ in _HELD


def _has_a_boss(doc: Doc, name: Name) -> bool:
    """ "Lund boss Ada Vik", "Lund chief executive Ada Vik"; not "Lund chairman, who", "Lund chief of staff Ada Vik"."""
    after = name.end
    if after + 2 >= len(doc):
        return False
    if doc[after].lower_ == "chief" and doc[after + 1].lower_ == "executive":
        after += 1
    elif doc[after].lower_ not in _OF_FIRM_NAMES:
        return False
    return doc[after].text.islower() and doc[after + 1].text.istitle()


def _has_a_speaker(doc: Doc, name: Name) -> bool:
    """ "…, says Lund's Ada Vik" speaks for a body; "Lund's Ada Vik" of a novel does not say things to newspapers."""
    if name.end + 2 >= len(doc) or doc[name.end].tag_ != "POS":
        return False
    whose = doc[name.end + 1]
    head = whose.head if whose.dep_ == "compound" else whose
    named = whose.ent_type_ == head.ent_type_ == "PERSON" and head.i > whose.i
    said = head.dep_ == "nsubj" and head.head.lower_ in ("says", "said", "thinks", "argues")
    return named and said


def _is_a_person(doc: Doc, name: Name) -> bool:
    """After a post ("President Lund"), or between commas after one ("the envoy to Malta, Anna Lund, said")."""
    words = [doc[i] for i in range(name.start, name.end)]
    if len(words) > 3 or not all(w.text.isalpha() and w.text.istitle() for w in words):
        return False
    if words[-1].lower_ in BODY_ENDINGS | _MORE_ENDINGS:
        return False
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.text.istitle() and bare(before.text) in _POSTS_BEFORE:
        after = doc[name.end] if name.end < len(doc) else None
        return before.dep_ == "compound" and (after is None or not after.text[0].isupper())
    return len(words) > 1 and _is_in_apposition(doc, name)


def _is_in_apposition(doc: Doc, name: Name) -> bool:
    closed = name.end < len(doc) and doc[name.end].text in (",", ".")
    if not closed or name.start < 3 or doc[name.start - 1].text != ",":
        return False
    words, i = person_words(), name.start - 2
    offices, nearest = words.offices, doc[i].lemma_.lower()
    if any(nearest in nouns for nouns in words.bodies.values()) and nearest not in offices:
        return False  # "a spokesman for the contractor, Lund Haulage, said"
    while i > max(0, name.start - 9) and doc[i].pos_ in _POST_PARTS:
        if doc[i].lemma_.lower() in offices and doc[i].tag_ == "NN":
            return True
        i -= 1
    return False


def _of_companies(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Lund" is the firm where the text calls it "Lund AG" or "Lund Partners", unless a person bears the name."""
    firms = {
        doc[n.start].text
        for n in names
        if n.label is Label.BODY and len(n) > 1 and bare(doc[n.end - 1].text) in FIRM_ENDINGS
    }
    persons = (n for n in names if n.label is Label.PERSON and len(n) > 1)
    firms -= {doc[i].text for n in persons for i in range(n.start, n.end)}
    return [
        replace(n, label=Label.BODY)
        if n.label is Label.PERSON and len(n) == 1 and doc[n.start].text in firms and not n.titled
        else n
        for n in names
    ]
