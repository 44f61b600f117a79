"""Fine-tuning: seeded, with early stopping on articles set aside, weights averaged over the last steps."""

from __future__ import annotations

import copy
import math
import random
import time
from typing import TYPE_CHECKING

import torch
from msgspec import Struct
from msgspec.structs import replace
from torch.nn.functional import cross_entropy

from newsterm.claims.neural.roles import DISTANCES, RANK, REACH, ROLES
from newsterm.claims.training.corpus import IGNORED, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from torch import Tensor

    from newsterm.claims.training.corpus import Example, Sample
    from newsterm.claims.training.network import Network


class Recipe(Struct, frozen=True, kw_only=True):
    """How long, how fast, on how much at once."""

    epochs: int = 16
    batch: int = 16
    size: int = 384
    """Pieces of a window at most."""
    rate: float = 3e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    average: float = 0.998
    """How much of the averaged weights a step keeps."""
    hidden: float = 0.1
    """The share of pieces that the network does not get to see while it learns."""
    tags: tuple[float, float, float] = (2.0, 0.5, 0.5)
    """How much the tags of cues, contents and sources count."""
    roles: float = 2.0
    trust: float = 0.8
    """How much the teachers count beside what is marked, where there are any."""
    seed: int = 1
    frozen_words: bool = True


class Batch(Struct, frozen=True):
    """Windows of one length, filled up."""

    articles: Tensor
    """[B]: the article of each window."""
    ids: Tensor
    shapes: Tensor
    quoted: Tensor
    mask: Tensor
    tags: Tensor
    """[3, B, L]"""
    rows: Tensor
    """For each cue the window that it stands in."""
    cues: Tensor
    """[C, 2]: first and last piece."""
    roles: Tensor
    """[C, L]"""

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in self.__struct_fields__))

    def part(self, rows: Tensor) -> tuple[Batch, Tensor]:
        """Some of the windows, and which of the cues stand in them."""
        place = torch.full_like(self.articles, -1)
        place[rows] = torch.arange(len(rows), device=rows.device)
        kept = (place[self.rows] >= 0).nonzero()[:, 0]
        some = Batch(
            articles=self.articles[rows],
            ids=self.ids[rows],
            shapes=self.shapes[rows],
            quoted=self.quoted[rows],
            mask=self.mask[rows],
            tags=self.tags[:, rows],
            rows=place[self.rows][kept],
            cues=self.cues[kept],
            roles=self.roles[kept],
        )
        return some, kept


class Said(Struct, frozen=True):
    """Probabilities of labels in a batch."""

    tags: Tensor
    """[B, L, 3, 3]"""
    roles: Tensor
    """[C, L, ROLES]"""


def batch_of(chosen: Sequence[Sample]) -> Batch:
    """Windows side by side, the shorter ones filled."""
    length = max(len(s.ids) for s in chosen)

    def filled(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
        return torch.tensor([[*row, *[value] * (length - len(row))] for row in rows] or [[]], dtype=torch.long)

    cues = [(row, cue) for row, s in enumerate(chosen) for cue in s.cues]
    roles = [role for s in chosen for role in s.roles]
    return Batch(
        articles=torch.tensor([s.article for s in chosen], dtype=torch.long),
        ids=filled([s.ids for s in chosen]),
        shapes=filled([s.shapes for s in chosen]),
        quoted=filled([s.quoted for s in chosen]),
        mask=filled([[1] * len(s.ids) for s in chosen]),
        tags=torch.stack([filled([s.tags[k] for s in chosen], IGNORED) for k in range(3)]),
        rows=torch.tensor([row for row, _ in cues], dtype=torch.long),
        cues=torch.tensor([cue for _, cue in cues], dtype=torch.long).view(-1, 2),
        roles=filled(roles, IGNORED),
    )


def batches(examples: Sequence[Example], recipe: Recipe, chance: random.Random) -> Iterator[Batch]:
    """An epoch: windows of like length together, so that little is filled; the order is chance's."""
    found = list(samples(examples, recipe.size, chance))
    chance.shuffle(found)
    pool = recipe.batch * 16
    groups: list[list[Sample]] = []
    for start in range(0, len(found), pool):
        some = sorted(found[start : start + pool], key=lambda s: len(s.ids))
        groups += [some[at : at + recipe.batch] for at in range(0, len(some), recipe.batch)]
    chance.shuffle(groups)
    yield from map(batch_of, groups)


_DISTANCES = torch.tensor(DISTANCES)


def logits_of(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """Of tags, [B, L, 3, 3], and of what each piece of its window is to each cue, [C, L, ROLES]."""
    tags, own, piece, cue = network(batch.ids, batch.shapes, batch.quoted, batch.mask)
    return tags.view(*tags.shape[:2], 3, 3), _roles(network, own, piece, cue, batch)


def _roles(network: Network, own: Tensor, piece: Tensor, cue: Tensor, batch: Batch) -> Tensor:
    length = piece.shape[1]
    pieces = piece[batch.rows].view(-1, length, ROLES, RANK)
    ends = cue[batch.rows[:, None], batch.cues].mean(1).view(-1, ROLES, RANK)
    scores = torch.einsum("clrk,crk->clr", pieces, ends) / math.sqrt(RANK)
    apart = torch.arange(length, device=own.device)[None, :] - batch.cues[:, :1]
    buckets = _DISTANCES.to(own.device)[apart.clamp(-REACH, REACH) + REACH]
    return scores + own[batch.rows] + network.bias[buckets]


def loss_of(network: Network, batch: Batch, recipe: Recipe, said: Said | None = None) -> Tensor:
    """Cross entropy of tags and of roles, with what is marked and what teachers have said."""
    tags, roles = logits_of(network, batch)
    total = torch.zeros((), device=tags.device)
    for kind, weight in enumerate(recipe.tags):
        told = None if said is None else said.tags[:, :, kind]
        total = total + weight * _cross(tags[:, :, kind], batch.tags[kind], told, recipe.trust)
    if len(batch.rows):
        told = None if said is None else said.roles
        total = total + recipe.roles * _cross(roles, batch.roles, told, recipe.trust)
    return total


def _cross(logits: Tensor, marked: Tensor, said: Tensor | None, trust: float) -> Tensor:
    counted = marked != IGNORED
    number = counted.sum().clamp(min=1)
    loss = cross_entropy(logits.flatten(0, 1), marked.flatten(), ignore_index=IGNORED, reduction="sum") / number
    if said is None:
        return loss
    apart = -(said * logits.log_softmax(-1)).sum(-1)
    return (1 - trust) * loss + trust * (apart * counted).sum() / number


def fit(
    network: Network,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    judge: Callable[[Network], float],
    tell: Callable[[str], None],
    teach: Callable[[Batch], Said] | None = None,
) -> Network:
    """Train, on the device that the network is on; the averaged weights of the epoch that `judge` likes best.

    `judge` is asked from half of the epochs on: before that, too little is learned.
    """
    chance = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    device = network.bias.device
    optimizer = _optimizer(network, recipe)
    steps = recipe.epochs * len(list(batches(examples, recipe, random.Random(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps, recipe.warm))
    averaged, best, kept, done, start = copy.deepcopy(network), -math.inf, copy.deepcopy(network), 0, time.monotonic()
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        losses = torch.zeros((), device=device)
        for before, given in enumerate(batches(examples, recipe, chance)):
            batch = given.to(device)
            said = None if teach is None else teach(batch)
            loss = loss_of(network, _hide(batch, recipe.hidden), recipe, said)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            losses += loss.detach()
            _mix(averaged, network, min(recipe.average, done / (done + 10)))
            if done % 50 == 0:
                mean = losses.item() / (before + 1)
                tell(f"step {done} of {steps}: loss {mean:.3f}, {time.monotonic() - start:.0f} s")
        if 2 * epoch < recipe.epochs:
            continue
        value = judge(averaged.eval())
        tell(f"epoch {epoch}: {value:.2f} on the articles set aside")
        if value > best:
            best, kept = value, copy.deepcopy(averaged)
    return kept


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    network.words.weight.requires_grad_(not recipe.frozen_words)
    heads = [p for n, p in network.named_parameters() if n.split(".")[0] in _HEADS]
    body = [p for n, p in network.named_parameters() if n.split(".")[0] not in _HEADS and p.requires_grad]
    groups = [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=network.bias.is_cuda)


_HIDDEN = 103
"""The number of the piece [MASK]."""


def _hide(batch: Batch, share: float) -> Batch:
    hidden = torch.rand(batch.ids.shape, device=batch.ids.device) < share
    return replace(batch, ids=batch.ids.masked_fill(hidden, _HIDDEN))


_HEADS = frozenset({"tags", "own", "piece", "cue", "bias", "shapes", "quoted"})


def _pace(step: int, steps: int, warm: float) -> float:
    """Up in the first steps, then down along a cosine."""
    if step < warm * steps:
        return step / max(1.0, warm * steps)
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm * steps) / max(1.0, steps * (1 - warm)))))


@torch.no_grad()
def _mix(averaged: Network, network: Network, keep: float) -> None:
    pairs = zip(averaged.parameters(), network.parameters(), strict=True)
    moved = [(mean, value) for mean, value in pairs if value.requires_grad]
    torch._foreach_lerp_([mean for mean, _ in moved], [value for _, value in moved], 1 - keep)
