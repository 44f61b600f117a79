"""The trained network as an ONNX file: weights of the encoder in 8 bits a channel, heads and norms as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.claims.training.network import Network

HEADS = ("tags", "own", "piece", "cue")


class _Reading(nn.Module):
    """The network as it is read: windows without filling; the bias of distances comes along."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor) -> tuple[Tensor, ...]:
        return (*self.network(ids, shapes, quoted, torch.ones_like(ids)), self.network.bias * 1.0)


def export(network: Network, path: Path) -> None:
    """Write the network in full precision."""
    given = torch.ones(1, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "shapes", "quoted", *HEADS)}
    torch.onnx.export(
        _Reading(network).eval(),
        (given, torch.zeros_like(given), torch.zeros_like(given)),
        str(path),
        input_names=["ids", "shapes", "quoted"],
        output_names=[*HEADS, "bias"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantize(full: Path, small: Path) -> None:
    """Write the network with the encoder's matrices and tables in 8 bits."""
    model = onnx.load(full)
    kept = [node.name for node in model.graph.node if any(f"/network/{head}/" in node.name for head in HEADS)]
    quantize_dynamic(
        str(full),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
        op_types_to_quantize=["MatMul", "Gather"],
    )
