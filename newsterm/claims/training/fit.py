"""Fine-tuning: seeded, with early stopping on articles set aside, weights averaged over the last steps."""

from __future__ import annotations

import copy
import math
import random
import time
from typing import TYPE_CHECKING

import torch
from msgspec import Struct
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

    epochs: int = 8
    batch: int = 16
    size: int = 256
    """Pieces of a window at most."""
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    average: float = 0.995
    """How much of the averaged weights a step keeps."""
    seed: int = 1
    frozen_words: bool = True


class Batch(Struct, frozen=True):
    """Windows of one length, filled up."""

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


def batch_of(chosen: Sequence[Sample]) -> Batch:
    """Windows side by side, the shorter ones filled."""
    length = max(len(s.ids) for s in chosen)

    def filled(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
        return torch.tensor([[*row, *[value] * (length - len(row))] for row in rows] or [[]], dtype=torch.long)

    cues = [(row, cue) for row, s in enumerate(chosen) for cue in s.cues]
    roles = [role for s in chosen for role in s.roles]
    return Batch(
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


def role_logits(network: Network, own: Tensor, piece: Tensor, cue: Tensor, batch: Batch) -> Tensor:
    """[C, L, R]: what each piece of its window is to each cue."""
    length = piece.shape[1]
    pieces = piece[batch.rows].view(-1, length, ROLES, RANK)
    ends = cue[batch.rows[:, None], batch.cues].mean(1).view(-1, ROLES, RANK)
    scores = torch.einsum("clrk,crk->clr", pieces, ends) / math.sqrt(RANK)
    apart = torch.arange(length)[None, :] - batch.cues[:, :1]
    return scores + own[batch.rows] + network.bias[_DISTANCES[apart.clamp(-REACH, REACH) + REACH]]


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Cross entropy of tags and of roles."""
    tags, own, piece, cue = network(batch.ids, batch.shapes, batch.quoted, batch.mask)
    tags = tags.float().view(*tags.shape[:2], 3, 3)
    weights = (2.0, 0.5, 0.5)
    total = torch.zeros(())
    for kind, weight in enumerate(weights):
        wanted = batch.tags[kind].flatten()
        total = total + weight * cross_entropy(tags[:, :, kind].flatten(0, 1), wanted, ignore_index=IGNORED)
    if len(batch.rows):
        logits = role_logits(network, own.float(), piece.float(), cue.float(), batch)
        total = total + 2.0 * cross_entropy(logits.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED)
    return total


def fit(
    network: Network,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    judge: Callable[[Network], float],
    tell: Callable[[str], None],
) -> Network:
    """Train; the averaged weights of the epoch that `judge` likes best."""
    chance = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    network.words.weight.requires_grad_(not recipe.frozen_words)
    heads = [p for n, p in network.named_parameters() if n.split(".")[0] in _HEADS]
    body = [p for n, p in network.named_parameters() if n.split(".")[0] not in _HEADS and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}], weight_decay=0.01
    )
    steps = recipe.epochs * len(list(batches(examples, recipe, random.Random(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps, recipe.warm))
    averaged, best, kept, done, start = copy.deepcopy(network), -math.inf, copy.deepcopy(network), 0, time.monotonic()
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        losses = []
        for batch in batches(examples, recipe, chance):
            loss = loss_of(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            losses.append(loss.item())
            _mix(averaged, network, min(recipe.average, done / (done + 10)))
            if done % 50 == 0:
                tell(f"step {done} of {steps}: loss {sum(losses[-50:]) / 50:.3f}, {time.monotonic() - start:.0f} s")
        averaged.eval()
        value = judge(averaged)
        tell(f"epoch {epoch}: loss {sum(losses) / len(losses):.3f}, {value:.2f} on the articles set aside")
        if value > best:
            best, kept = value, copy.deepcopy(averaged)
    return kept


_HEADS = frozenset({"tags", "own", "piece", "cue", "bias", "shapes", "quoted"})


def _pace(step: int, steps: int, warm: float) -> float:
    """Up in the first steps, then down along a cosine."""
    if step < warm * steps:
        return step / max(1.0, warm * steps)
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm * steps) / max(1.0, steps * (1 - warm)))))


@torch.no_grad()
def _mix(averaged: Network, network: Network, keep: float) -> None:
    for mean, value in zip(averaged.parameters(), network.parameters(), strict=True):
        if value.requires_grad:
            mean.lerp_(value, 1 - keep)
