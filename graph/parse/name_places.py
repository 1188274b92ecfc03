"""Towns and ships that the tagger takes for people or bodies, told by where they stand in the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from graph.knowledge import Knowledge
from graph.lexicons.reporting import cue
from graph.parse.name_kinds import is_explained_town
from graph.parse.name_labels import BODY_ENDINGS, FIRM_ENDINGS, Label, Name

_IN = frozenset({"in", "near", "outside", "throughout", "around"})
_NO_PLACE = frozenset(  # "a stake in Lund", "trust in Lund"
    "stake share interest confidence faith trust belief believe invest investment specialise specialize interested "
    "involved role investor shareholder holding succeed result join".split()
)
_TO_PLACES = frozenset(
    "send travel fly drive flee return walk sail deploy go road trip visit flight".split()
)
_WHO_COME = frozenset(
    "woman man farmer teacher student family refugees people migrants fisherman nurse".split()
)
_WHOSE_PLACE = frozenset(
    "people residents inhabitants city town village suburb outskirts streets".split()
)
_OF_PLACES = frozenset(
    "capital mayor resident streets council outskirts port harbour harbor airport coast villagers neighbourhood suburb "
    "hospital hospitals schools border centre district governor".split()
)
_VESSELS = frozenset(
    "ferry tanker trawler tugboat tug freighter frigate destroyer submarine cruiser schooner bulker liner boat icebreaker "
    "ship vessel yacht platform rig lifeboat dredger barge warship steamer corvette".split()
)


def as_placed(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """The names with towns and ships as what they are.

    "The strike in Belmora … Belmora's capital": a place. "The ferry Brenna", "aboard the Brenna": a thing. Not: "trust in
    Vik", "in Ada Vik's view", "Vik said so in Vik".
    """
    free = [n for n in names if not n.senses and not n.titled]
    if not free:
        return names
    told = _Told.read(doc, names, free, knowledge)
    return [_placed(doc, n, told, knowledge) if not n.senses and not n.titled else n for n in names]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the whole text tells of its names; all sets are of their words."""

    all: Counter[str]
    where: Counter[str]  # how often it stands as a place does
    says: Counter[str]
    ships: Set[str]
    clubs: Set[str]
    sites: Set[str]
    owners: Set[str]  # bodies with something of "its" own
    outlets: Set[str]
    titled: Set[str]  # last words of titled persons
    surnames: Set[str]

    @classmethod
    def read(
        cls, doc: Doc, names: Sequence[Name], free: Sequence[Name], knowledge: Knowledge
    ) -> _Told:
        """`free` are the names that nothing is known of."""
        texts = [doc[n.start : n.end].text for n in free]
        pairs = list(zip(texts, free, strict=True))
        persons = [n for n in names if n.label is Label.PERSON]
        surnames = {doc[n.end - 1].text for n in persons if len(n) > 1}
        says = Counter(text for text, name in pairs if _says(doc, name))
        outlets = {text for text, name in pairs if _is_told(doc, name, knowledge)}
        owners = {text for text, name in pairs if _owns_as_body(doc, name, knowledge)}
        return cls(
            all=Counter(texts),
            where=Counter(text for text, name in pairs if _stands_in(doc, name)),
            says=says,
            ships={text for text, name in pairs if _is_ship(doc, name)},
            clubs={text for text, name in pairs if _is_club(doc, name, knowledge)},
            sites={text for text, n in pairs if len(n) > 1 and _is_site(doc, n, knowledge)},
            owners=owners - surnames,
            outlets={text for text in outlets if not says[text]} - surnames,
            titled={doc[n.end - 1].text for n in persons if n.titled},
            surnames=surnames,
        )


def _placed(doc: Doc, name: Name, told: _Told, knowledge: Knowledge) -> Name:
    text = doc[name.start : name.end].text
    where, says = told.where[text], told.says[text]
    if name.label is Label.BODY and 1 < len(name) < 4 and doc[name.end - 1].text in told.titled:
        return replace(name, label=Label.PERSON)  # "developer Gavin Lund … Mr Lund"
    if name.label is Label.PLACE and text in told.clubs:
        return replace(name, label=Label.BODY)
    one = len(name) == 1 and not text.endswith(("s", "ese", "sh", "ch", "an"))
    if name.label is Label.PEOPLE and one and says:
        return replace(name, label=Label.BODY)
    if name.label is Label.PERSON and text in told.outlets:
        return replace(name, label=Label.BODY)
    if name.label is Label.PLACE and says > where and not knowledge.places.get(text):
        return replace(name, label=Label.BODY)
    if name.label is not Label.OTHER and text in told.sites:
        return replace(name, label=Label.PLACE)
    if name.label is Label.PERSON and text in told.owners:
        return replace(name, label=Label.BODY)
    if name.label is Label.PERSON and _is_house(doc, name):
        return replace(name, label=Label.OTHER)
    if text in told.ships and name.label is not Label.OTHER:
        return replace(name, label=Label.OTHER)
    return replace(name, label=Label.PLACE) if _is_town(doc, name, told, knowledge) else name


def _is_town(doc: Doc, name: Name, told: _Told, knowledge: Knowledge) -> bool:
    """Whether a person's or body's name is that of a place, by where it stands."""
    text = doc[name.start : name.end].text
    where, says = told.where[text], told.says[text]
    if name.label not in (Label.PERSON, Label.BODY) or where <= says:
        return False
    last = doc[name.end - 1].lower_
    if last in BODY_ENDINGS | FIRM_ENDINGS or len(name) > 2 or text in told.surnames:
        return False
    if name.label is Label.BODY and (says or text.isupper()):
        return False
    first = len(name) > 1 and knowledge.gender_of(doc[name.start].text) is not None
    if not first or where > 1 or knowledge.country_of_place(text) is not None:
        return True
    return told.all[text] == where and _is_in(doc, name)


def _is_in(doc: Doc, name: Name) -> bool:
    """ "Shops in Hai Lund shut", "fled in Hai Lund"; not "found a friend in Ada Lund", "In Ada Lund, they have a friend"."""
    before = doc[name.start - 1]
    seen = before.is_sent_start or before.head.lemma_.lower() in _SEEN_IN
    seen = seen or before.nbor(-1).lemma_.lower() in _NO_PLACE  # "lost confidence in Ada Lund"
    return before.text in ("in", "near") and not seen


_SEEN_IN = frozenset("see find have meet recognise recognize friend ally partner candidate".split())


def _stands_in(doc: Doc, name: Name) -> bool:
    """ "In Belmora", "Belmora's capital", "Belmora residents"."""
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and after.tag_ == "POS" and name.end + 1 < len(doc):
        return doc[name.end + 1].lower_ in _OF_PLACES
    if after is not None and after.lower_ in ("residents", "villagers"):
        return True
    if is_explained_town(doc, name):
        return True
    before = doc[name.start - 1] if name.start else None
    if (
        before is not None
        and before.lower_ in ("to", "of", "from")
        and doc[name.end - 1].dep_ == "pobj"
    ):
        whither = before.lower_ == "to" and before.head.lemma_.lower() in _TO_PLACES
        whence = before.lower_ == "from" and before.head.lower_ in _WHO_COME
        return whither or whence or (before.lower_ == "of" and before.head.lower_ in _WHOSE_PLACE)
    if before is None or before.lower_ not in _IN or doc[name.end - 1].dep_ != "pobj":
        return False
    return before.head.lemma_.lower() not in _NO_PLACE


def _is_club(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "Vikspor", "Lund coach Ola Vik": a club with a town's name; not "the Lund mayor", "England coach"."""
    if name.label is not Label.PLACE:
        return False
    if len(name) == 1 and doc[name.start].lower_.endswith("spor"):
        return True
    after = doc[name.end] if name.end + 1 < len(doc) else None
    plays = after is not None and after.lower_ in _OF_CLUBS and after.text.islower()
    return plays and not knowledge.senses(doc[name.start : name.end].text)


_OF_CLUBS = frozenset(
    "coach captain striker midfielder defender goalkeeper winger forward manager".split()
)


def _is_site(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "At Heron Field", "of Alder Lane", "Lund Bay"; not "Diane Lane said", "Marshall Field"."""
    last, before = doc[name.end - 1].lower_, doc[name.start - 1].lower_ if name.start else ""
    if last not in _SITES or knowledge.gender_of(doc[name.start].text) is not None:
        return False
    return before in ("at", "in", "of", "on", "along", "from", "near", "off", "to")


_SITES = frozenset(
    "field lane road street avenue drive square boulevard alley stadium arena bridge airport harbour harbor bay beach hill "
    "valley mountain lake forest gardens terrace wharf".split()
)


def _is_told(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """“…,” she told Gazeta Vikovska: an outlet; not "she told Ada Lund", "she told Vik"."""
    if name.label is not Label.PERSON or len(name) < 2 or name.end >= len(doc):
        return False
    token = doc[name.end - 1]
    told = token.dep_ in ("dobj", "dative") and token.head.lower_ == "told"
    unknown = knowledge.gender_of(doc[name.start].text) is None
    return told and unknown and doc[name.end].text in (".", ",") and doc[name.start].text.istitle()


def _owns_as_body(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "Vikdal Ulan opened its schools": a body; not "Ada Lund opened its doors", "Vik said the firm sold its ships"."""
    if name.label is not Label.PERSON or knowledge.gender_of(doc[name.start].text) is not None:
        return False
    token = doc[name.end - 1]
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ != "VERB" or cue(verb.lemma_.lower(), "VERB") is not None:
        return False
    objects = (t for t in verb.rights if t.dep_ == "dobj")
    return any(t.lower_ == "its" for thing in objects for t in thing.lefts)


def _is_house(doc: Doc, name: Name) -> bool:
    """ "The Red Dragon pub": a house that is called so."""
    after = doc[name.end] if name.end < len(doc) else None
    article = name.start > 0 and doc[name.start - 1].lower_ == "the"
    return article and after is not None and after.lower_ in _HOUSES


_HOUSES = frozenset(
    "pub hotel restaurant bar cafe café cinema theatre theater nightclub inn mine dam pit quarry plant refinery smelter "
    "colliery reservoir shipyard mill".split()
)


def _says(doc: Doc, name: Name) -> bool:
    token = doc[name.end - 1]
    verb = token.head
    subject = token.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX")
    return subject and cue(verb.lemma_.lower(), "VERB") is not None


def _is_ship(doc: Doc, name: Name) -> bool:
    """ "The ferry Brenna", "aboard the Brenna", "the Brenna, a tanker"; not "the boat. Brenna", "the ship owner Brenna"."""
    before: Sequence[str] = [t.lower_ for t in doc[max(0, name.start - 2) : name.start]]
    if not before:
        return False
    if before[-1] in _VESSELS and doc[name.start - 1].pos_ in ("NOUN", "PROPN"):
        return doc[name.end - 1].dep_ not in ("compound",)
    if before[-1] == "aboard" or tuple(before) == ("aboard", "the"):
        return True
    return any(
        t.dep_ == "appos" and t.lower_ in _VESSELS and t.i > name.end
        for t in doc[name.end - 1].children
    )


__all__ = ["as_placed"]
