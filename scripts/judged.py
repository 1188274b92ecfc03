"""Articles chosen by seed whose commitments, stances and roles a reader judges, and the reading of these judgements.

data/gold/{commitments,stances,roles}_read.jsonl hold corpus, id, offsets and verdicts only. A case is found again where
the extractor of today gives the same parts at the same offsets; a case that it gives otherwise is no longer judged.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from evaluate_commitments import _document, _short

from graph.extract import built_in, extract
from graph.extract.base import Extractor
from graph.extract.commitments import CommitmentExtractor
from graph.extract.roles import RoleExtractor
from graph.extract.stances import StanceExtractor
from graph.model import Commitment, Document, Findings, Mention, Role, Span, Stance
from graph.parse import Parser, read

ROOT: Final = Path(__file__).resolve().parents[1]
CORPORA: Final = ROOT.parent / "shared" / "corpora"
GOLD: Final = ROOT / "data" / "gold"
SEED: Final = "onrecord: slots"
# How many articles of each corpus: news of four kinds of outlets.
ARTICLES: Final = {
    "polnear/train.jsonl": 840,
    "relations/dwie_dev.jsonl": 98,
    "xdoc/meantime_en.jsonl": 120,
    "xdoc/newswcl50_val.jsonl": 20,
    "xdoc/ecbplus_train.jsonl": 575,
}
T = TypeVar("T")
Found = Commitment | Stance | Role
Place = tuple[str, str]  # corpus, id
Offsets = tuple[int, int] | None


def _drawn(text: str) -> str:
    return sha256(f"{SEED} {text}".encode()).hexdigest()


def chosen() -> Iterator[tuple[str, Document]]:
    """The articles, in the order drawn; none whose gold others have written down whole."""
    known = _annotated()
    for corpus, number in ARTICLES.items():
        rows = [json.loads(line) for line in (CORPORA / corpus).open(encoding="utf-8")]
        rows = [r for r in rows if (corpus, _short(r["id"])) not in known]
        for row in sorted(rows, key=lambda r: _drawn(r["id"]))[:number]:
            yield corpus, _document(row)


def _annotated() -> set[Place]:
    found = set()
    for path in (GOLD / "articles").glob("[0-9]*.json"):
        source = json.loads(path.read_text("utf-8"))["source"]
        found.add((source["file"], _short(source["id"])))
    return found


def kept(cache: Path | None, wanted: Iterable[Place] | None = None) -> dict[Place, Findings]:
    """Findings of the chosen articles by place; those in the file `cache` are not extracted again."""
    is_there = cache is not None and cache.exists()
    found: dict[Place, Findings] = pickle.loads(cache.read_bytes()) if is_there else {}
    places = None if wanted is None else set(wanted)
    missing = [
        (corpus, d)
        for corpus, d in chosen()
        if (corpus, d.id) not in found and (places is None or (corpus, d.id) in places)
    ]
    extractors = _uncalibrated()
    readings = read((d for _, d in missing), Parser())
    for (corpus, document), reading in zip(missing, readings, strict=True):
        found[corpus, document.id] = extract(reading, extractors)
    if cache is not None and missing:
        cache.write_bytes(pickle.dumps(found))
    return found


def _uncalibrated() -> tuple[Extractor, ...]:
    """The built-in extractors with the rules' own weights."""
    kinds = {
        CommitmentExtractor: CommitmentExtractor(sure=_as_found),
        StanceExtractor: StanceExtractor(sure=_as_found),
        RoleExtractor: RoleExtractor(sure=_as_found),
    }
    return tuple(kinds.get(type(e), e) for e in built_in("accurate"))  # type: ignore[call-overload]


def _as_found(one: T) -> T:
    return one


def parts(one: Found) -> dict[str, object]:
    """What a reader judges of a finding, by offsets: two findings with equal parts are the same case."""
    evidence = [one.evidence.start, one.evidence.end]
    if isinstance(one, Commitment):
        return {
            "evidence": evidence,
            "actor": _words(one.actor),
            "status": str(one.status),
            "amount": _offsets(one.quantity.span) if one.quantity else None,
            "beneficiary": [_words(b) for b in one.beneficiaries],
            "condition": _offsets(one.condition),
        }
    if isinstance(one, Stance):
        return {
            "evidence": evidence,
            "holder": _words(one.holder),
            "target": _words(one.target),
            "polarity": str(one.polarity),
        }
    return {
        "evidence": evidence,
        "person": _words(one.person),
        "organisation": _words(one.organisation),
    }


def judged(name: str, cache: Path | None = None) -> Iterator[tuple[Place, Found, str]]:
    """The findings of today that a reader judged, with the place and the verdict: right, wrong or optional."""
    verdicts = {}
    for row in _rows(name):
        verdict, _ = row.pop("judged"), row.pop("wrong", None)
        verdicts[json.dumps(row, sort_keys=True)] = verdict
    for (corpus, identifier), findings in sorted(_judged_articles(cache).items()):
        for one in layer(findings, name):
            key = json.dumps({"corpus": corpus, "id": identifier, **parts(one)}, sort_keys=True)
            if key in verdicts:
                yield (corpus, identifier), one, verdicts[key]


@lru_cache(maxsize=1)
def _judged_articles(cache: Path | None) -> dict[Place, Findings]:
    """Findings of the articles in which anything was judged."""
    return kept(cache, _places())


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (GOLD / LAYERS[name]).read_text("utf-8").splitlines()]


def _places() -> set[Place]:
    """Where anything was judged."""
    return {(str(row["corpus"]), str(row["id"])) for name in LAYERS for row in _rows(name)}


def _words(mention: Mention | None) -> Offsets:
    return _offsets(mention.span) if mention is not None else None


def _offsets(span: Span | None) -> Offsets:
    return (span.start, span.end) if span is not None else None


LAYERS: Final[Mapping[str, str]] = {
    "commitments": "commitments_read.jsonl",
    "stances": "stances_read.jsonl",
    "roles": "roles_read.jsonl",
}


def layer(findings: Findings, name: str) -> tuple[Found, ...]:
    """The commitments, stances or roles of a document."""
    found: tuple[Found, ...] = getattr(findings, name)
    return found
