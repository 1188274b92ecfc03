"""Who stands behind a name: the country or body that a person or a ministry decides for."""

from __future__ import annotations

import re

from spacy.tokens import Token

from graph.extract.commitments.frame import Frame
from graph.extract.commitments.lexicon import Lexicon
from graph.extract.commitments.offices import country_key, offices
from graph.model import ActorKind, Entity, Findings, Mention
from graph.parse import Reading
from graph.parse.reading import span_of

_STATE = re.compile(
    r"ministry|government|administration|parliament|congress|senate|cabinet|presiden|palace|treasury|foreign office"
    r"|military|army|armed forces|state department|department of (?:state|defen[cs]e)|defen[cs]e department",
    re.IGNORECASE,
)
_SEEKS_OFFICE = re.compile(
    r"\bcampaign (?:trail|promise|pledge|vow|rally|speech|stop)|\bpresidential campaign\b|\b(?:ran|runs?|running) for "
    r"(?:president|office|governor|mayor|parliament|congress|the senate)|\bif (?:he|she) (?:is|was|were) (?:re-?)?elected"
    r"|\bif elected\b|\b(?:in|during) (?:his|her|the \d{4}|the) campaign\b",
    re.IGNORECASE,
)


class Standing:
    """Names of one document, and for whom each decides."""

    def __init__(self, reading: Reading, so_far: Findings, lex: Lexicon) -> None:
        self.reading, self.findings, self.lex = reading, so_far, lex
        self.offices = dict(offices(reading, so_far))

    def _official_actor(self, mention: Mention, frame: Frame) -> Mention:
        """The country or body for which a leader or minister speaks; the person where the thing is their own."""
        thing = frame.thing
        own = thing is not None and any(
            c.dep_ == "poss" and c.lower_ in ("his", "her", "my") for c in thing.children
        )
        seeks = (
            _SEEKS_OFFICE.search(frame.core.sent.text) is not None
        )  # promised before he governed
        office = None if own or seeks else self._office_of(mention)
        if office is not None and frame.lemma in ("donate", "contribute"):
            body = self._entity(
                office
            )  # "Holm Steel's chairman donated $500": a boss gives his own money
            office = office if body is not None and body.kind is ActorKind.COUNTRY else None
        return office or mention

    def _office_of(self, mention: Mention) -> Mention | None:
        entity = self._entity(mention)
        if entity is None:
            return None
        if entity.kind is ActorKind.PERSON:
            key = self.offices.get(entity.key)
        elif (entity.kind is ActorKind.GOVERNMENT and self._is_state(entity)) or (
            entity.kind is ActorKind.PLACE and self._is_capital(entity)
        ):
            key = country_key(self.reading, entity.country)
        else:
            key = None
        return Mention(mention.span, mention.text, key) if key is not None else None

    def _is_state(self, entity: Entity) -> bool:
        """A ministry or a parliament decides for the country; an agency or a police force for itself."""
        known = self.reading.knowledge.actors.get(entity.known or "")
        if known is not None and known.sector:
            return known.sector in (
                "executive",
                "legislature",
                "ministry",
                "military",
                "government",
                "head of state",
            )
        return bool(_STATE.search(entity.name))

    def _is_capital(self, entity: Entity) -> bool:
        country = self.reading.knowledge.country(entity.country) if entity.country else None
        return country is not None and entity.name in country.capitals

    def _entity(self, mention: Mention) -> Entity | None:
        return self.reading.entities[mention.entity] if mention.entity is not None else None

    def _phrase(self, token: Token) -> Mention:
        """The noun phrase around a group's head, without article: "26 members of the alliance"."""
        left = min((c.i for c in token.children if c.dep_ in ("nummod", "amod", "compound", "nmod", "quantmod", "poss")),
                   default=token.i)  # fmt: skip
        left = min(left, token.i)
        right = token.i
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of" and prep.i == token.i + 1:
                right = max(
                    t.i for t in prep.subtree if t.i - token.i < 12 and t.dep_ not in ("punct",)
                )
                right = next(
                    (
                        t.i - 1
                        for t in token.doc[prep.i : right + 1]
                        if t.text in ("–", "—", ",", "(")
                    ),
                    right,
                )
        tokens = token.doc[left : right + 1]
        key = self.reading.entity_at(token.i)
        return Mention(span_of(tokens), tokens.text, key)
