"""Candidates for links from a reconciliation service such as Wikidata's, asked for on purpose and never in a build.

Source: W3C Entity Reconciliation Community Group, Reconciliation Service API 0.2 (manifest, batched queries by POST).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Self

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from graph.errors import ConfigError, InputError
from graph.model import Actor, ActorKind, Decision, Judge, Verdict

TIMEOUT_S = 30.0
BATCH = 25  # queries in one request
AT_MOST = 5  # candidates for one actor
LEAST = 0.55  # confidence below which a candidate is not kept
LARGEST = 5_000_000  # bytes of an answer
_RIVAL = (
    0.9  # another candidate with so much of the best one's score makes either of them less sure
)
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")
_WIKIDATA = "http://www.wikidata.org/entity/"
_TYPES = {  # of Wikidata; other knowledge bases have others, and are asked without
    ActorKind.PERSON: "Q5",
    ActorKind.COUNTRY: "Q6256",
    ActorKind.ORGANISATION: "Q43229",
    ActorKind.GOVERNMENT: "Q43229",
    ActorKind.PLACE: "Q2221906",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: its name, and how its identifiers become IRIs."""

    name: str
    identifier_space: str
    view: str | None = None

    def iri(self, identifier: str) -> str | None:
        """The IRI of one of its things; None where none can be made."""
        if _IRI.match(identifier):
            return identifier
        found = self.identifier_space + identifier
        if not self.identifier_space.endswith(("/", "#", "=", ":")) and self.view:
            found = self.view.replace("{{id}}", identifier)
        return found if _IRI.match(found) else None


class Service:
    """A reconciliation service behind an address. A context manager.

    Raises ConfigError where nothing, or something else, answers there, and InputError for an answer that cannot
    be read.
    """

    def __init__(self, address: str) -> None:
        try:
            import httpx
        except ImportError as error:
            raise ConfigError(
                "a reconciliation service needs httpx: pip install 'onrecord[remote]'"
            ) from error
        if not address.startswith(("http://", "https://")):
            raise ConfigError(f"--service {address!r} must be an http or https address")
        self._failures = (httpx.HTTPError, httpx.InvalidURL)
        self._address = address
        self._client = httpx.Client(timeout=TIMEOUT_S, follow_redirects=True)
        self.manifest = self._manifest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def candidates(self, actors: Iterable[Actor]) -> Iterator[Decision]:
        """Candidates of each actor with a name to ask by, best first, as undecided decisions of a model."""
        rest = (actor for actor in actors if can_ask(actor))
        while batch := list(islice(rest, BATCH)):
            queries = {f"q{i}": self._query(actor) for i, actor in enumerate(batch)}
            answer = self._ask({"queries": json.dumps(queries, ensure_ascii=False)})
            for i, actor in enumerate(batch):
                yield from self._read(actor, answer.get(f"q{i}"))

    def _query(self, actor: Actor) -> dict[str, object]:
        query: dict[str, object] = {"query": actor.name, "limit": AT_MOST}
        if self.manifest.identifier_space == _WIKIDATA:
            query["type"] = _TYPES[actor.kind]
        return query

    def _read(self, actor: Actor, answer: object) -> Iterator[Decision]:
        results = answer.get("result") if isinstance(answer, Mapping) else None
        if not isinstance(results, list):
            raise InputError(
                f"{self._address} gave no result for {actor.name!r}: nothing of this answer was kept; "
                "is it a reconciliation service (API 0.2)?"
            )
        found = [each for each in results if isinstance(each, Mapping)]
        for each, confidence in zip(found, confidences(actor, found), strict=True):
            target = self.manifest.iri(str(each.get("id") or ""))
            if target is not None and confidence >= LEAST:
                reason = f"{_described(each)} ({self.manifest.name})"
                yield Decision(
                    "link", actor.id, target, Verdict.UNSURE, Judge.MODEL, confidence, reason
                )

    def _manifest(self) -> Manifest:
        found = self._ask(None)
        view = found.get("view")
        url = view.get("url") if isinstance(view, Mapping) else None
        if "name" not in found or "identifierSpace" not in found:
            raise ConfigError(f"{self._address} is no reconciliation service: it has no manifest")
        return Manifest(
            str(found["name"]), str(found["identifierSpace"]), str(url) if url else None
        )

    def _ask(self, form: Mapping[str, str] | None) -> dict[str, object]:
        """One request: of the manifest without a form."""
        try:
            if form is None:
                response = self._client.get(self._address)
            else:
                response = self._client.post(self._address, data=dict(form))
            response.raise_for_status()
        except self._failures as error:
            raise ConfigError(
                f"the service {self._address} does not answer ({error}): check the address, or try again later"
            ) from error
        if len(response.content) > LARGEST:
            raise InputError(f"{self._address} answered with more than {LARGEST} bytes")
        try:
            found = response.json()
        except ValueError as error:
            raise InputError(f"{self._address} did not answer with JSON: {error}") from error
        if not isinstance(found, dict):
            raise InputError(f"{self._address} did not answer with a JSON object")
        return found


def can_ask(actor: Actor) -> bool:
    """Whether the name alone can be a question: not of groups, unnamed sources and bare surnames."""
    if actor.kind not in _TYPES:
        return False
    return actor.kind is not ActorKind.PERSON or " " in actor.name.strip()


def confidences(actor: Actor, results: Sequence[Mapping[str, object]]) -> list[float]:
    """A confidence in [0, 1] for each result: half by its name, half by the service's score, and less where a
    rival is as good.

    The API leaves the range of scores open, so they count against the best of the answer and against 100.
    """
    scores = [_score(each) for each in results]
    top = max([100.0, *scores])
    names = [_likeness(actor, str(each.get("name") or "")) for each in results]
    found = [(s / top + n) / 2 for s, n in zip(scores, names, strict=True)]
    second = sorted(found)[-2] if len(found) > 1 else 0.0
    crowded = bool(found) and second >= _RIVAL * max(found)
    return [round(min(max(c * (0.7 if crowded else 1.0), 0.0), 0.99), 4) for c in found]


def _likeness(actor: Actor, name: str) -> float:
    forms = (actor.name, *actor.aliases)
    return max(token_sort_ratio(form, name, processor=default_process) for form in forms) / 100


def _score(result: Mapping[str, object]) -> float:
    score = result.get("score")
    if isinstance(score, bool) or not isinstance(score, int | float):
        return 0.0
    return max(float(score), 0.0) if score == score else 0.0  # NaN is no score


def _described(result: Mapping[str, object]) -> str:
    """Name, description and types, as the service tells them."""
    types = result.get("type")
    named = (
        [t.get("name") if isinstance(t, Mapping) else t for t in types or ()]
        if isinstance(types, list)
        else []
    )
    told = [str(result.get("description") or ""), ", ".join(str(t) for t in named if t)]
    return "; ".join([f"“{result.get('name') or result.get('id')}”", *(t for t in told if t)])
