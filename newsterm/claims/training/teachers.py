"""Teachers: networks of which each has not seen a fold of the articles, so that what it says of them is no echo.

What annotators marked is uncertain (they agree among themselves by three quarters); the probabilities of networks that
were taught with other articles say how uncertain (Hinton et al. 2015; born-again networks, Furlanello et al. 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from newsterm.claims.neural.roles import ROLES
from newsterm.claims.training.fit import Said, logits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.training.corpus import Example
    from newsterm.claims.training.fit import Batch
    from newsterm.claims.training.network import Network


def others(examples: Sequence[Example], fold: int, folds: int) -> list[Example]:
    """The articles that the teachers of a fold learn from: all but its own."""
    return [example for number, example in enumerate(examples) if number % folds != fold]


class Teachers:
    """For each fold the networks that have not seen its articles."""

    def __init__(self, of_folds: Sequence[Sequence[Network]]) -> None:
        self._of_folds = [[network.eval() for network in networks] for networks in of_folds]

    @torch.no_grad()
    def __call__(self, batch: Batch) -> Said:
        """The mean of what those say of each window that have not seen its article."""
        windows, length = batch.ids.shape
        tags = torch.zeros(windows, length, 3, 3, device=batch.ids.device)
        roles = torch.zeros(len(batch.rows), length, ROLES, device=batch.ids.device)
        for fold, networks in enumerate(self._of_folds):
            rows = (batch.articles % len(self._of_folds) == fold).nonzero()[:, 0]
            if not len(rows):
                continue
            some, cues = batch.part(rows)
            for network in networks:
                said = logits_of(network, some)
                tags[rows] += said[0].softmax(-1) / len(networks)
                roles[cues] += said[1].softmax(-1) / len(networks)
        return Said(tags, roles)
