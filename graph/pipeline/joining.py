"""Findings of all documents and people's decisions → actors, claims and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.assemble import Resolution
from graph.knowledge import Knowledge
from graph.model import Actor, ActorKind, Decision, Document, Findings, StoredEntity
from graph.resolve import actors as actors_stage
from graph.resolve import claims
from graph.resolve.claims import history, issues, position, said
from graph.resolve.claims.likeness import Encode
from graph.resolve.mentions import Merging

Report = tuple[str, int]


def join(
    entities: Sequence[StoredEntity],
    findings: Iterable[Findings],
    ledger: Sequence[Decision] = (),
    *,
    knowledge: Knowledge | None = None,
    codebook: Sequence[issues.Code] = (),
    encode: Encode | None = None,
    merging: Merging = Merging.BALANCED,
) -> Resolution:
    """What was decided over all documents. The texts themselves are not read again."""
    resolved = actors_stage.resolve(entities, knowledge, ledger, merging)
    actors = resolved.actors
    of_entity = {place: actor.id for actor in actors for place in actor.entities}
    unnamed = frozenset(a.id for a in actors if a.kind is ActorKind.UNNAMED)
    gathered = _gather(findings, of_entity, unnamed)
    found = claims.join(
        gathered.documents,
        gathered.said,
        gathered.reported,
        ledger=ledger,
        signs=gathered.signs,
        codebook=codebook,
        encode=encode,
        names=[name for actor in actors for name in (actor.name, *actor.aliases)],
        about=gathered.about,
    )
    return Resolution(
        actors=actors,
        claims=found.claims,
        relations=found.relations,
        copies=found.copies,
        issues=found.issues,
        pledges=found.pledges,
        commitment_relations=found.commitment_relations,
        decisions=found.decisions,
        merges=resolved.merges,
    )


class _Gathered:
    """What the claims stage needs of each document."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.said: list[said.Said] = []
        self.reported: list[history.Reported] = []
        self.signs: dict[Report, position.Signs] = {}
        self.about: dict[str, tuple[str, ...]] = {}


def _gather(
    findings: Iterable[Findings],
    of_entity: Mapping[tuple[str, int], str],
    unnamed: frozenset[str],
) -> _Gathered:
    gathered = _Gathered()
    for each in findings:
        document = each.document.id
        actors = {
            entity.key: of_entity[document, entity.key]
            for entity in each.entities
            if (document, entity.key) in of_entity
        }
        gathered.documents.append(each.document)
        gathered.about[document] = each.topics
        gathered.said += said.from_findings(each, actors, unnamed)
        gathered.reported += history.from_findings(each, actors)
        gathered.signs.update(position.signs(each))
    return gathered


def of_one_document(findings: Findings, knowledge: Knowledge | None = None) -> tuple[Actor, ...]:
    """The actors of one document by itself, as the contract names them: nobody is merged by the model."""
    entities = actors_stage.stored(findings)
    return actors_stage.resolve(entities, knowledge, merging=Merging.CAUTIOUS).actors
