"""The network: a BERT encoder, tags of cues, contents and sources, and roles of every piece for every cue.

The roles are those of semantic role labelling by biaffine attention (Dozat and Manning 2017; Shi and Lin 2019): a cue
and a piece are projected apart, and their product says what the piece is to the cue. Distance adds a bias of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu

from newsterm.claims.neural.inputs import QUOTED, SHAPES
from newsterm.claims.neural.roles import BUCKETS, RANK, ROLES

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, LAYERS, HEADS, INNER, WORDS, PLACES = 384, 6, 12, 1536, 30522, 512
TAGS = 9


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Attention and feed-forward, each with its residual; `mask` is added to the scores."""
        batch, length, _ = hidden.shape
        split = (batch, length, HEADS, WIDTH // HEADS)
        q, k, v = (f(hidden).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        mixed = scores.softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm1(hidden + self.drop(self.out(mixed)))
        return self.norm2(hidden + self.drop(self.down(gelu(self.up(hidden)))))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.quoted = nn.Embedding(QUOTED, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, TAGS)
        self.own = nn.Linear(WIDTH, ROLES)
        self.piece = nn.Linear(WIDTH, ROLES * RANK)
        self.cue = nn.Linear(WIDTH, ROLES * RANK)
        self.bias = nn.Parameter(torch.zeros(BUCKETS, ROLES))
        for table in (self.shapes, self.quoted):
            nn.init.zeros_(table.weight)
        for head in (self.tags, self.own, self.piece, self.cue):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Tags [B, L, 9], own [B, L, R], piece and cue [B, L, R * RANK]; `mask` is 1 for pieces, 0 for filling."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.places(places) + self.kind + self.shapes(shapes) + self.quoted(quoted)
        hidden = self.drop(self.norm(hidden))
        added = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10_000.0
        for layer in self.layers:
            hidden = layer(hidden, added)
        hidden = self.drop(hidden)
        return self.tags(hidden), self.own(hidden), self.piece(hidden), self.cue(hidden)


def load_bert(network: Network, folder: Path) -> None:
    """Fill the encoder with the weights of a BERT of this size (safetensors, Hugging Face's names)."""
    kept = {name.removeprefix("bert."): tensor for name, tensor in load_file(folder / "model.safetensors").items()}

    def take(module: nn.Module, name: str) -> None:
        module.load_state_dict({key: kept[f"{name}.{key}"] for key in module.state_dict()})

    take(network.words, "embeddings.word_embeddings")
    take(network.places, "embeddings.position_embeddings")
    take(network.norm, "embeddings.LayerNorm")
    network.kind.data.copy_(kept["embeddings.token_type_embeddings.weight"][0])
    for number, layer in enumerate(network.layers):
        prefix = f"encoder.layer.{number}."
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for mine, theirs in parts.items():
            take(getattr(layer, mine), prefix + theirs)
