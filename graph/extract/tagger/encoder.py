"""The two networks on onnxruntime: encode a window once, then link the words to each anchor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph.extract.tagger.decode import Anchor, Floats, Settings, link_features, unband
from graph.extract.tagger.windows import Window


class Encoder:
    """Word states and scores of windows. One window is one call: no padding, no batch.

    The int8 matrix products scale their activations per tensor; since a tensor holds one window
    only, the scores of a window depend on that window alone.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._model = session(folder / "model.onnx", threads)
        self._link = session(folder / "link.onnx", threads)

    def encode(self, window: Window) -> tuple[Floats, Floats]:
        """States (words, hidden) and tag logits (words, 7) of a window."""
        states, tags = self._model.run(
            None,
            {
                "ids": np.array([window.ids], dtype=np.int64),
                "firsts": np.array(window.firsts, dtype=np.int64),
            },
        )
        return states, tags

    def link(
        self,
        states: Floats,
        anchors: Sequence[Anchor],
        paragraphs: NDArray[np.int64],
        settings: Settings,
    ) -> tuple[Floats, Floats]:
        """Role logits (anchors, words, 2: source, content) and reality logits (anchors,)."""
        pairs = [(a.first, a.last) for a in anchors]
        words, distance, side, here, valid = link_features(pairs, paragraphs, settings)
        ends = np.array(pairs, dtype=np.int64)
        roles, real = self._link.run(
            None,
            {
                "states": states,
                "words": words,
                "first": ends[:, 0],
                "last": ends[:, 1],
                "kind": np.array([a.kind for a in anchors], dtype=np.int64),
                "distance": distance,
                "side": side,
                "here": here,
                "valid": valid,
            },
        )
        return unband(roles, words, valid, len(paragraphs)), real


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network on the CPU, without an arena: memory is given back after each call."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
