"""For whom a post is held where only the sentences before say it: "Its chairwoman, Kari Dahl", "Foreign Minister Kari Dahl"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.found import Found
from graph.model import ActorKind, Entity, Mention, Role, Span
from graph.parse import Reading

BEFORE = 3  # sentences that are looked at, the one with the name included
_ORGANISED = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.COUNTRY)
# Posts that somebody holds in one body and that a text names without it once the body is known.
_INSIDE = frozenset(
    "chairman chairwoman chairperson chair ceo cfo coo executive director director-general "
    "editor-in-chief spokesman spokeswoman spokesperson publisher founder co-founder curator owner".split()
)


_COMMON = frozenset("party branch board council team club union group company firm".split())
_CENTRAL_BANKS = frozenset(("bank", "reserve", "riksbank", "bundesbank", "bankitalia"))
_OWNERS = frozenset("his her its their my our whose".split())
_MAIN = 3  # mentions of a country that make a text one on it
_NARROWER = frozenset({"police", "vice", "state", "deputy", "army", "military"})


def through_pronoun(reading: Reading, found: Found) -> Mention | None:
    """ "Its chairwoman, Kari Dahl": whom the pronoun means; "his chairwoman" names no body."""
    before = found.post.first - 1
    token = reading.doc[before] if before >= 0 else None
    if token is None or token.lower_ not in ("its", "their"):
        return None
    key = reading.entity_at(before)
    acting = _acting_before(token)
    if acting is not None:
        other = reading.entity_at(acting.i)
        if other is None and acting.pos_ == "PROPN":
            return None
        if other is not None and reading.entities[other].kind in _ORGANISED:
            key = other
        elif acting.tag_ == "NN" and other != key:
            return None  # "The fans' trust called a boycott. Its chair, Kari Dahl": the trust's
    if key is None or reading.entities[key].kind not in _ORGANISED:
        return None
    return _mention(token, key)


def _acting_before(pronoun: Token) -> Token | None:
    """The name that is the subject of the sentence before, or of one before that.

    "The Dockers' Union wants a vote. Unless Oslo agrees, its chairwoman, Kari Dahl, said …": the union's, not Oslo's.
    """
    doc, end = pronoun.doc, pronoun.sent.start
    for _ in range(BEFORE - 1):
        if end == 0:
            return None
        sentence = doc[end - 1].sent
        subject = next((t for t in sentence.root.children if t.dep_ == "nsubj"), None)
        if subject is not None and subject.pos_ in ("PROPN", "NOUN"):
            return subject
        end = sentence.start
    return None


def only_body(reading: Reading, found: Found) -> Mention | None:
    """The one body that the sentences before speak of, for a post in a body: "Chief executive Kari Dahl said"."""
    words = found.post.title.lower().split()
    words = words[:-1] if words[-1] == "officer" and len(words) > 1 else words
    if words[-1] == "governor":
        return _bank_before(reading, found.person)
    if words[-1] not in _INSIDE or set(words) & _NARROWER or not _stands_alone(found):
        return None
    subject = _acting(reading, found.person)
    only = _only(reading, found.person, (ActorKind.ORGANISATION,))
    if subject is not None:
        return subject if only is None or only.entity == subject.entity else None
    if only is None or _is_outweighed(reading, only.entity):
        return None
    return only if _acts(reading, only.entity) else None


def _is_outweighed(reading: Reading, key: int | None) -> bool:
    """Whether the text is on another body: after a union's words on Acme, "Chief executive Kari Dahl" is not the union's."""
    bodies = (e for e in reading.entities if e.kind is ActorKind.ORGANISATION)
    counts = {e.key: len(e.mentions) for e in bodies if not _is_outlet(reading, e)}
    own = counts.get(key if key is not None else -1, 0)
    return any(number > own for number in counts.values())


def _bank_before(reading: Reading, name: Tokens) -> Mention | None:
    """ "The Bank of Norway kept its rate, Governor Kari Dahl said": the bank's; a governor elsewhere leads a state."""
    for token in _tokens_before(name):
        key = reading.entity_at(token.i)
        entity = reading.entities[key] if key is not None else None
        if entity is not None and set(entity.name.lower().split()) & _CENTRAL_BANKS:
            return _mention(token, key)
    return None


def _acting(reading: Reading, name: Tokens) -> Mention | None:
    """The firm or body that is the subject of the sentence: "Acme said Chief Executive Kari Dahl would leave"."""
    for token in name.sent:
        if token.i >= name.start or token.dep_ != "nsubj":
            continue
        key = reading.entity_at(token.i)
        entity = reading.entities[key] if key is not None else None
        if entity is None or entity.kind is not ActorKind.ORGANISATION:
            continue
        if not _is_outlet(reading, entity):
            return _mention(token, key)
    return None


def _acts(reading: Reading, key: int | None) -> bool:
    """Whether an organisation does anything in the text: that analysts work at a bank gives nobody a post there."""
    for mention in reading.entities[key].mentions if key is not None else ():
        tokens = reading.tokens(mention)
        if tokens is not None and tokens.root.dep_ in ("nsubj", "nsubjpass", "poss"):
            return True
    return False


def only_country(reading: Reading, found: Found) -> Mention | None:
    """The one country that the sentences before speak of: "Foreign Minister Kari Dahl" after news from Norway."""
    announced = _whose_deed_is_announced(reading, found.person)
    if announced is not None:
        return announced
    only = _only(reading, found.person, (ActorKind.COUNTRY, ActorKind.GOVERNMENT))
    if only is None or only.entity is None:
        return main_country(reading)
    entity = reading.entities[only.entity]
    if entity.kind is not ActorKind.COUNTRY:
        return _of_government(reading, found, only, entity)
    if _is_mere_scene(reading, entity):
        return None
    return None if _is_rivalled(reading, entity.country) else only


def _of_government(reading: Reading, found: Found, only: Mention, body: Entity) -> Mention | None:
    """ "Norway's parliament ousted Prime Minister Kari Dahl": Norway's; "a Senate committee" makes nobody its president."""
    country = reading.knowledge.country(body.country) if body.country is not None else None
    cabinet = found.post.kind in ("head_of_government", "minister")
    if country is None or not cabinet or _is_rivalled(reading, body.country):
        return None
    template = Entity(-1, country.name, country.kind, known=country.id, country=country.country)
    return replace(only, entity=reading.known_entity(country.id, template))


def as_others_before(reading: Reading, found: Found, told: Sequence[Role]) -> Mention | None:
    """The country whose president or premier is the only one told of so far: its ministers come after.

    "President Kari Dahl of Norway …. Labour Minister Jan Berg stays": Norway's. Not where the sentences before speak
    of another country: "Sweden objected. Labour Minister Jan Berg said".
    """
    heads = [
        r.organisation for r in told if _leads(r) and r.person.span.start < found.person.start_char
    ]
    countries = {_country_of(reading, m) for m in heads if m is not None}
    iso = next(iter(countries)) if len(countries) == 1 else None
    if iso is None:
        return None
    near = {
        reading.entities[key].country
        for t in _tokens_before(found.person)
        if (key := reading.entity_at(t.i)) is not None
        and reading.entities[key].kind in (*_ORGANISED, ActorKind.PLACE)
    }
    return heads[-1] if near <= {iso, None} else None


def _leads(role: Role) -> bool:
    words = set(role.title.casefold().split())
    return not role.former and words <= {"prime", "minister", "president", "chancellor", "premier"}


def _country_of(reading: Reading, mention: Mention) -> str | None:
    entity = reading.entities[mention.entity] if mention.entity is not None else None
    return entity.country if entity is not None and entity.kind is ActorKind.COUNTRY else None


def _is_mere_scene(reading: Reading, country: Entity) -> bool:
    """Whether a text names a country once only, as where something was: "In Denmark nobody drowned. Chancellor Lund …".

    No mere scene: "Denmark refused. Foreign Minister Lund said", "talks with Denmark's army".
    """
    if country_counts(reading).get(country.country or "", 0) > 1 or not country.mentions:
        return False
    tokens = reading.tokens(country.mentions[0])
    head = None if tokens is None else tokens.root
    return head is not None and head.dep_ == "pobj" and head.head.lower_ in _SCENES


_SCENES = frozenset(
    "in from to at near across into inside outside through for like unlike than around via".split()
)


def _is_rivalled(reading: Reading, country: str | None) -> bool:
    """Whether the text is as much on another country: the one named last need not be the speaker's."""
    others = [c for c, number in country_counts(reading).items() if number > 1 and c != country]
    main = main_country(reading) if others else None
    if main is None or main.entity is None:
        return bool(others)
    return reading.entities[main.entity].country != country


def country_counts(reading: Reading) -> dict[str, int]:
    """How often the actors of each country are mentioned, by its two letters."""
    counts: dict[str, int] = {}
    for entity in reading.entities:
        if entity.country is not None and entity.kind in _ORGANISED:
            counts[entity.country] = counts.get(entity.country, 0) + len(entity.mentions)
    return counts


def main_country(reading: Reading) -> Mention | None:
    """The country of which the text is: most mentions by far, of itself, its government and its bodies."""
    counts = country_counts(reading)
    best = max(counts, key=lambda c: (counts[c], c), default=None)
    if (
        best is None
        or counts[best] < _MAIN
        or counts[best] < 3 * (sum(counts.values()) - counts[best])
    ):
        return None
    for key, entity in enumerate(reading.entities):
        if entity.kind is ActorKind.COUNTRY and entity.country == best and entity.mentions:
            span = entity.mentions[0]
            return Mention(span, span.of(reading.document.text), key)
    return None


def _whose_deed_is_announced(reading: Reading, name: Tokens) -> Mention | None:
    """ "Poland will send tents to Greece, Prime Minister Kari Dahl announced": Poland's."""
    verb = name.root.head
    if name.root.dep_ != "nsubj":
        return None
    for clause in verb.children:
        if clause.dep_ not in ("ccomp", "parataxis"):
            continue
        for token in clause.children:
            key = reading.entity_at(token.i) if token.dep_ == "nsubj" else None
            if key is not None and reading.entities[key].kind is ActorKind.COUNTRY:
                return _mention(token, key)
    return None


def is_owned(found: Found) -> bool:
    """ "his spokesman", "its director": the post is held for whom the pronoun means, whoever that is."""
    doc, first = found.person.doc, found.post.first
    words = doc[max(0, first - 2) : first + 1]
    return any(t.lower_ in _OWNERS for t in words)


def _mention(token: Token, key: int | None) -> Mention:
    return Mention(Span(token.idx, token.idx + len(token)), token.text, key)


def _stands_alone(found: Found) -> bool:
    """Whether nothing after the post or the name says more of it: "president of the club" does."""
    doc = found.person.doc
    after = max(found.post.last, found.person.end - 1) + 1
    return found.post.owner is None and not (
        after < len(doc) and doc[after].lower_ in ("of", "for", "at", "'s", "’s")
    )


def _only(reading: Reading, name: Tokens, kinds: tuple[ActorKind, ...]) -> Mention | None:
    """The mention nearest before the name of the only actor of these kinds; None where there are two."""
    nearest: dict[object, Mention] = {}
    for token in _tokens_before(name):
        key = reading.entity_at(token.i)
        entity = reading.entities[key] if key is not None else None
        if entity is None or entity.kind not in kinds or _is_outlet(reading, entity):
            continue
        if entity.name.lower() in _COMMON:
            continue
        nearest[entity.country or key if ActorKind.COUNTRY in kinds else key] = _mention(token, key)
    return next(iter(nearest.values())) if len(nearest) == 1 else None


def _tokens_before(name: Tokens) -> Iterator[Token]:
    """Tokens of the sentence of the name and of those before it, in text order."""
    doc, start = name.doc, name.sent.start
    for _ in range(BEFORE - 1):
        if start == 0:
            break
        start = doc[start - 1].sent.start
    yield from doc[start : name.start]


def _is_outlet(reading: Reading, entity: Entity) -> bool:
    known = reading.knowledge.find(entity.name)
    return known is not None and known.sector in ("media", "agency")


def may_be_state(found: Found) -> bool:
    """Whether the post is one of a national government that a text names without the country.

    "Foreign Minister Kari Dahl", "government spokesman"; not "state premier", "police spokesman".
    """
    words = set(found.post.title.casefold().split())
    if words & {"state", "regional", "provincial", "police", "shadow", "party"}:
        return False
    if found.post.title.casefold() in _OF_STATE:
        return not any(t.lower_ in _GOVERNORS for t in found.person.doc)
    organs = {"government", "ministry", "presidential"}
    organ = found.post.kind == "spokesperson" and bool(words & organs)
    heads = words <= {"prime", "minister", "president", "chancellor"}
    return organ or heads or (found.post.kind == "minister" and "minister" in words)


_OF_STATE = frozenset({"attorney general", "chief justice", "opposition leader"})
_AMERICAN = {
    "senator": "US Senate",
    "congressman": "US House of Representatives",
    "congresswoman": "US House of Representatives",
    "representative": "US House of Representatives",
}
_ONLY_AMERICAN = frozenset(
    ("secretary of state", "defense secretary", "treasury secretary", "homeland security secretary")
)
_GOVERNORS = frozenset({"governor", "gov.", "statehouse"})
_FEDERAL = ("attorney general", "secretary")


def american(reading: Reading, found: Found) -> str | None:
    """For whom a post of the United States is held in a text on the United States: "Sen. Kari Dahl", "Defense Secretary".

    None in a text that speaks of another country as often: "Senator Dahl" may sit in Canberra. Nor is "the attorney
    general" the nation's in a text with a governor, whose state has one, too.
    """
    title = found.post.title.casefold()
    last = title.split()[-1]
    federal = found.post.kind == "minister" and title.endswith(_FEDERAL)
    body = _AMERICAN.get(last) if found.post.kind == "legislator" else None
    if title in _ONLY_AMERICAN:
        return "United States"
    if not (federal or body) or "state" in title.split():
        return None
    if title == "attorney general" and any(t.lower_ in _GOVERNORS for t in reading.doc):
        return None
    return (body or "United States") if _is_american(reading) else None


def _is_american(reading: Reading) -> bool:
    """Whether most mentions of a country's actors in the text are of the United States."""
    counts = country_counts(reading)
    return counts.get("US", 0) > sum(counts.values()) / 2
