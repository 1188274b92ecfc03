"""Learn the weights of the statement rules from nothing, and the confidences of rules and tagger together.

    python scripts/train_cues.py weights      PolNeAR train → graph/lexicons/reporting_weights.json.gz
    python scripts/train_cues.py confidence   two thirds of PolNeAR dev → graph/lexicons/reporting_confidence.json
    python scripts/train_cues.py accepted     the same → the same file: only the chances of what is accepted

Run `confidence` again after every change of the tagger's weights. Both are logistic regressions without
chance: the same corpora give the same files. What is written holds lemmas, labels and numbers, no text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from graph.extract.statements import TAGGER_KEEP, combination, scoring, selection
from graph.extract.statements.candidates import Candidate, Proposer
from graph.extract.statements.clause import chars
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw
from graph.extract.statements.tagged import candidates
from graph.extract.tagger import Attribution, AttributionTagger
from graph.lexicons import reporting
from graph.model import Document, Span
from graph.parse import Parser, Reading
from graph.parse.quotes import annotate

Letters: TypeAlias = frozenset[int]
Floats: TypeAlias = NDArray[np.float64]
LEAST = 4  # candidates that a feature must hold of
LEAST_SUPPORT = 0.15  # of a finding of the rules that its confidence is learnt from
LEAST_CUES = 2  # times that a word must be in a cue to be proposed as one
PART_OF_SPEECH = frozenset({"VERB", "NOUN", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution of the readers: places of the letters and digits of its content and source."""

    content: Letters
    source: Letters
    cue: tuple[Span, ...]


def documents(path: Path, *, held: bool | None = None) -> Iterator[tuple[Reading, list[Gold]]]:
    """Readings with quotation marks, and what the readers marked. `held` picks or leaves out a third."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = [r for r in rows if held is None or is_held(r["id"]) == held]
    readings = Parser().pipe(Document(r["id"], r["text"], r["id"]) for r in rows)
    for row, reading in zip(rows, readings, strict=True):
        annotate(reading)
        text = row["text"]
        yield (
            reading,
            [
                Gold(
                    letters(text, (Span(*s) for s in a["content"])),
                    letters(text, (Span(*s) for s in a["source"])),
                    tuple(Span(*s) for s in a["cue"]),
                )
                for a in row["attributions"]
                if a["content"]
            ],
        )


def is_held(name: str) -> bool:
    """Whether an article is of the third of dev that is scored at the end only."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 3 == 0


def letters(text: str, spans: Iterable[Span]) -> Letters:
    """Places of letters and digits: punctuation at the edges does not count."""
    return frozenset(i for s in spans for i in range(s.start, s.end) if text[i : i + 1].isalnum())


def judged(candidate: Candidate, gold: Sequence[Gold], text: str) -> tuple[float, int]:
    """The best overlap with a content whose source is the same, and its number (-1 if none)."""
    return max(
        ((overlap, n) for overlap, right, n in overlaps(candidate, gold, text) if right),
        key=lambda each: (each[0], -each[1]),
        default=(0.0, -1),
    )


def overlaps(
    candidate: Candidate, gold: Sequence[Gold], text: str
) -> Iterator[tuple[float, bool, int]]:
    """Overlap with each content that shares words, whether the source is the same, and its number."""
    doc = candidate.cue.doc
    content = letters(text, (chars(doc, piece) for piece in candidate.content))
    source = letters(text, [chars(doc, candidate.source)] if candidate.source else [])
    for n, each in enumerate(gold):
        shared = len(content & each.content)
        if shared:
            right = same_source(source, each.source)
            yield shared / len(content | each.content), right, n


def same_source(left: Letters, right: Letters) -> bool:
    """Whether two sources are one: half of the shorter, or none in both."""
    if not left or not right:
        return not left and not right
    return len(left & right) * 2 >= min(len(left), len(right))


def cue_words(read: Sequence[tuple[Reading, list[Gold]]]) -> set[tuple[str, str]]:
    """Lemmas with their part of speech that stand in cues."""
    counts: Counter[tuple[str, str]] = Counter()
    for reading, gold in read:
        for span in (s for each in gold for s in each.cue):
            for token in reading.tokens(span) or ():
                if token.pos_ in PART_OF_SPEECH:
                    word = token.lower_ if token.pos_ == "ADV" else token.lemma_.lower()
                    counts[word, token.pos_] += 1
    return {word for word, count in counts.items() if count >= LEAST_CUES}


def examples(
    read: Sequence[tuple[Reading, list[Gold]]], words: set[tuple[str, str]]
) -> Iterator[tuple[list[str], bool]]:
    """Features and truth. Readings that are right but clearly not the best of theirs are wrong;
    those nearly as good as the best are left out."""
    for reading, gold in read:
        quotations, text = Quotations(reading), reading.document.text
        proposed = list(
            Proposer(
                reading.doc,
                quotations,
                lambda lemma, pos: (lemma, pos) in words or reporting.cue(lemma, pos) is not None,
            )
        )
        marks = [judged(candidate, gold, text) for candidate in proposed]
        best = Counter[int]()
        for overlap, number in marks:
            best[number] = max(best[number], overlap)  # type: ignore[assignment]
        for candidate, (overlap, number) in zip(proposed, marks, strict=True):
            right = overlap >= 0.5 and overlap >= best[number] - 0.2
            if right and overlap < best[number] - 0.05:
                continue
            yield list(dict.fromkeys(scoring.features(candidate, quotations))), right


def regression(rows: sparse.csr_matrix | Floats, truth: Floats, penalty: float) -> Floats:
    """Weights of a logistic regression with a quadratic penalty."""
    turned = rows.T.tocsr() if sparse.issparse(rows) else rows.T

    def loss(weights: Floats) -> tuple[float, Floats]:
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        wrong = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        return (
            -wrong.sum() + penalty / 2 * weights @ weights,
            turned @ (chance - truth) + penalty * weights,
        )

    start = np.zeros(rows.shape[1])
    return np.asarray(
        minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    )


def learn_weights(corpora: Path) -> None:
    """Write the weights of the rules."""
    read = list(documents(corpora / "polnear/train.jsonl"))
    words = cue_words(read)
    found = list(examples(read, words))
    counts = Counter(f for features, _ in found for f in features)
    number = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST))}
    columns = [[number[f] for f in features if f in number] for features, _ in found]
    pointers = np.cumsum([0, *map(len, columns)])
    places = np.array([n for row in columns for n in row])
    rows = sparse.csr_matrix(
        (np.ones(len(places)), places, pointers), shape=(len(found), len(number))
    )
    weights = regression(rows, np.array([right for _, right in found], dtype=float), 1.0)
    table = {f: round(float(weights[n]), 2) for f, n in number.items() if abs(weights[n]) >= 0.05}
    for lemma, pos in words:
        table.setdefault(f"{pos}:{lemma}", 0.0)
    text = json.dumps(dict(sorted(table.items())), ensure_ascii=False, separators=(",", ":"))
    scoring.WEIGHTS.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(found)} candidates, {len(table)} weights → {scoring.WEIGHTS}")


def learn_confidence(corpora: Path) -> None:
    """Write the confidences of rules, tagger, and both."""
    table = json.loads(combination.WEIGHTS.read_text(encoding="utf-8"))
    _write(table | confidences(tagged(corpora)))
    learn_accepted(corpora)


def learn_accepted(corpora: Path) -> None:
    """Write the chances of what is accepted, which are learnt last: those before decide what is."""
    table = json.loads(combination.WEIGHTS.read_text(encoding="utf-8"))
    rows: dict[str, list[tuple[tuple[float, ...], bool]]] = {}
    for case in accepted(corpora):
        rows.setdefault(case.kind, []).append((case.features, case.right))
    _write(table | {kind: weights_of(seen) for kind, seen in rows.items()})


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement that is given back, what its chance is read from, and whether a reader has it so."""

    document: str
    kind: str  # "accepted", or "accepted rules" where no tagger was asked
    features: tuple[float, ...]
    right: bool


def accepted(corpora: Path) -> Iterator[Accepted]:
    """All of PolNeAR dev: three numbers are fitted, and reported by folds of documents that they were not fitted on."""
    for reading, gold, attributions in tagged(corpora, held=None):
        for kind, asked in (("accepted", attributions), ("accepted rules", None)):
            found = selection.read_uncalibrated(reading, Quotations(reading), asked)
            outer = [raw for raw in found if not raw.nested]
            truths = right(outer, gold, reading.document.text)
            for raw, truth in zip(outer, truths, strict=True):
                chance = raw.confidence * raw.source_confidence
                features = combination.given_back_features(chance)
                yield Accepted(reading.document.id, kind, features, truth)


def tagged(
    corpora: Path, *, held: bool | None = False
) -> Iterator[tuple[Reading, list[Gold], list[Attribution]]]:
    """Two thirds of PolNeAR dev (all of it with `held` None), with what the shipped tagger finds."""
    tagger = AttributionTagger.load(keep=TAGGER_KEEP)
    for reading, gold in documents(corpora / "polnear/dev.jsonl", held=held):
        yield reading, gold, tagger(reading.document.text, reading.body)


def _write(table: dict[str, list[float]]) -> None:
    text = json.dumps(dict(sorted(table.items())), indent=1)
    combination.WEIGHTS.write_text(text + "\n", encoding="utf-8")
    print(f"{combination.WEIGHTS}")


def right(found: Sequence[Raw], gold: Sequence[Gold], text: str) -> list[bool]:
    """Which have a reader's content of their own, best overlap first, and its source."""
    pairs = []
    for i, raw in enumerate(found):
        content, source = letters(text, raw.content), letters(text, raw.source)
        for n, each in enumerate(gold):
            shared = len(content & each.content)
            if shared and shared * 2 >= len(content | each.content):
                same = same_source(source, each.source)
                pairs.append((-shared / len(content | each.content), n, i, same))
    truth, taken = [False] * len(found), set[tuple[str, int]]()
    for _, n, i, same in sorted(pairs):
        if not taken & {("gold", n), ("found", i)}:
            taken |= {("gold", n), ("found", i)}
            truth[i] = same
    return truth


def confidences(
    read: Iterable[tuple[Reading, list[Gold], list[Attribution]]],
) -> dict[str, list[float]]:
    """Weights of the chance that a content is right, and of the source's, by who found it."""
    rows: dict[str, list[tuple[tuple[float, ...], bool]]] = {}
    for reading, gold, attributions in read:
        text, quotations = reading.document.text, Quotations(reading)
        groups = selection.by_cue(selection.scored_candidates(reading, quotations))
        tagged = list(candidates(reading, quotations, attributions))
        found = [("rules", f) for f in standing(combination.of_rules(groups))]
        found += [(combination.kind_of(f), f) for f in combination.joined(groups, tagged)]
        for kind, finding in found:
            best, same, _ = max(overlaps(finding.candidate, gold, text), default=(0.0, False, 0))
            rows.setdefault(kind, []).append((combination.features(finding), best >= 0.5))
            if best >= 0.5:
                source = combination.source_features(finding), same
                rows.setdefault(kind + " source", []).append(source)
    return {kind: weights_of(seen) for kind, seen in sorted(rows.items())}


def standing(found: Sequence[combination.Finding]) -> list[combination.Finding]:
    """Those of the rules that are not part of another's content: the others are never given back."""
    likely = [f for f in found if combination.support(f.group) >= LEAST_SUPPORT]
    scored = [replace(f.candidate, score=combination.support(f.group)) for f in likely]
    kept = {candidate.cue.i for candidate in selection.outermost(scored)}
    return [f for f in likely if f.candidate.cue.i in kept]


def weights_of(seen: Sequence[tuple[tuple[float, ...], bool]]) -> list[float]:
    """Weights of one regression, rounded as they are shipped."""
    values = np.array([features for features, _ in seen])
    truth = np.array([right for _, right in seen], dtype=float)
    return [round(float(w), 3) for w in regression(values, truth, 0.5)]


def main() -> None:
    """Read the arguments and learn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("weights", "confidence", "accepted"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args()
    learn = {
        "weights": learn_weights,
        "confidence": learn_confidence,
        "accepted": learn_accepted,
    }
    learn[options.what](options.corpora)


if __name__ == "__main__":
    main()
