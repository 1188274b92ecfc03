"""The vectors a pipeline's networks begin with, computed once for each kind of token instead of at each token.

spaCy's `MultiHashEmbed` makes of each token a vector that its context has no part in: two fifths of what its
networks reckon, done anew for each "the". Here the vector of a kind of token (all that the layer reads of it) is
reckoned once and remembered. The layer reckons row by row, so the vectors are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

Features = npt.NDArray[np.uint64]
Vectors = npt.NDArray[np.float32]
KINDS = (
    16_384  # remembered at most, some 7 MB a network; a batch of sixteen news texts has some 3,000
)
_EMBEDDING = frozenset({"extract_features", "static_vectors", "hashembed", "maxout"})


def recall_embeddings(nlp: Language) -> None:
    """Lets each network of the pipeline that begins with a `MultiHashEmbed` remember what it embedded."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in [n for n in model.walk() if "embed" in n.ref_names]:
                embed = node.get_ref("embed")
                if {n.name for n in embed.walk()} >= _EMBEDDING:
                    model.replace_node(embed, _remembering(embed, nlp.vocab))


def _remembering(
    embed: Model[list[Doc], list[Vectors]], vocab: Vocab
) -> Model[list[Doc], list[Vectors]]:
    [extractor] = [node for node in embed.walk() if node.name == "extract_features"]
    width = embed.get_dim("nO")
    columns = [
        *extractor.attrs["columns"],
        vocab.vectors.attr,
    ]  # the static vectors go by the latter
    memory = _Memory(columns, {}, np.empty((KINDS, width), dtype=np.float32))
    attributes = {"memory": memory}
    return Model(
        "recalled_embeddings", _forward, layers=[embed], dims={"nO": width}, attrs=attributes
    )


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was embedded: `places` tells the row of `vectors` for the features of a kind of token."""

    columns: list[int | str]
    places: dict[bytes, int]
    vectors: Vectors

    def kinds(self, doc: Doc) -> list[bytes]:
        rows = np.ascontiguousarray(doc.to_array(self.columns))
        width = len(self.columns) * rows.itemsize
        return cast(list[bytes], rows.view(f"V{width}").ravel().tolist())

    def learn(self, unseen: Sequence[bytes], vectors: Vectors) -> None:
        begin = len(self.places)
        self.vectors[begin : begin + len(unseen)] = vectors
        self.places.update((kind, begin + i) for i, kind in enumerate(unseen))


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Stands before the layer for a `Doc` of one token of each kind: it asks for their number and features only."""

    vocab: Vocab
    rows: Features

    def __len__(self) -> int:
        return len(self.rows)

    def to_array(self, asked: int | Sequence[int | str]) -> Features:
        return self.rows[:, -1] if isinstance(asked, int) else self.rows[:, :-1]


def _forward(
    model: Model[list[Doc], list[Vectors]], docs: list[Doc], is_train: bool
) -> tuple[list[Vectors], Callable[[list[Vectors]], list[Doc]]]:
    embed = model.layers[0]
    memory = cast(_Memory, model.attrs["memory"])
    kinds = [memory.kinds(doc) for doc in docs]
    if is_train or not _learnt(memory, kinds, docs, embed):
        return cast(
            tuple[list[Vectors], Callable[[list[Vectors]], list[Doc]]], embed(docs, is_train)
        )
    places = memory.places
    return [memory.vectors[[places[kind] for kind in of]] for of in kinds], lambda _: []


def _learnt(
    memory: _Memory,
    kinds: Sequence[Iterable[bytes]],
    docs: Sequence[Doc],
    embed: Model[list[Doc], list[Vectors]],
) -> bool:
    """Whether all the kinds are remembered now; not where the texts have more kinds than there is room for."""
    present = dict.fromkeys(kind for of in kinds for kind in of)
    if len(present) > KINDS:
        return False
    if len(memory.places) + sum(kind not in memory.places for kind in present) > KINDS:
        memory.places.clear()
    if unseen := [kind for kind in present if kind not in memory.places]:
        rows = np.frombuffer(b"".join(unseen), dtype=np.uint64).reshape(len(unseen), -1)
        tokens = _Kinds(docs[0].vocab, rows)
        memory.learn(unseen, embed.predict([cast(Doc, tokens)])[0])
    return True
