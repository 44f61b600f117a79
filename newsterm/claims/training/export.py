"""The trained network as an ONNX file: weights in 8 bits a channel, those of the tags and the norms as they are.

Attention and "add, then norm" are written as onnxruntime's own operators, which are in all of its builds; as single
products and sums they take a third longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

from newsterm.claims.training.network import HEADS as ATTENTION_HEADS
from newsterm.claims.training.network import WIDTH

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.claims.training.network import Layer, Network

HEADS = ("tags", "own", "piece", "cue")
_KEPT = ("tags", "own")
"""Heads that stay in full precision: their scores decide by themselves, the others' only by their product."""
_NORM_TINY = 1e-12


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(_ctx: Any, *given: Tensor) -> Tensor:
        batch, length, _ = given[0].shape
        split = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        mixed = scaled_dot_product_attention(*(part.reshape(split).transpose(1, 2) for part in given))
        return mixed.transpose(1, 2).reshape(batch, length, WIDTH)

    @staticmethod
    def symbolic(graph: Any, *given: Any) -> Any:
        made = graph.op("com.microsoft::MultiHeadAttention", *given, num_heads_i=ATTENTION_HEADS)
        return made.setType(given[0].type())


class _AddNorm(torch.autograd.Function):
    @staticmethod
    def forward(_ctx: Any, one: Tensor, other: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
        return layer_norm(one + other, (WIDTH,), scale, shift, _NORM_TINY)

    @staticmethod
    def symbolic(graph: Any, one: Any, other: Any, scale: Any, shift: Any) -> Any:
        made = graph.op("com.microsoft::SkipLayerNormalization", one, other, scale, shift, epsilon_f=_NORM_TINY)
        return made.setType(one.type())


class _Reading(nn.Module):
    """The network as it is read: windows without filling; the bias of distances comes along."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.together = nn.ModuleList(map(_together, network.layers))

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        hidden = net.words(ids) + net.shapes(shapes) + net.quoted(quoted)
        places = net.places(torch.arange(ids.shape[1])) + net.kind
        hidden = _AddNorm.apply(hidden, places.expand_as(hidden), net.norm.weight, net.norm.bias)
        for layer, together in zip(net.layers, self.together, strict=True):
            mixed = _Attention.apply(*together(hidden).split(WIDTH, -1))
            hidden = _AddNorm.apply(hidden, layer.out(mixed), layer.norm1.weight, layer.norm1.bias)
            more = layer.down(gelu(layer.up(hidden)))
            hidden = _AddNorm.apply(hidden, more, layer.norm2.weight, layer.norm2.bias)
        return net.tags(hidden), net.own(hidden), net.piece(hidden), net.cue(hidden), net.bias * 1.0


def _together(layer: Layer) -> nn.Linear:
    """Queries, keys and values in one product, whose input is brought to 8 bits once."""
    parts = (layer.query, layer.key, layer.value)
    made = nn.Linear(WIDTH, 3 * WIDTH)
    made.weight.data = torch.cat([part.weight.data for part in parts])
    made.bias.data = torch.cat([part.bias.data for part in parts])
    return made


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
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def quantize(full: Path, small: Path) -> None:
    """Write the network with its matrices and tables in 8 bits."""
    model = onnx.load(full)
    kept = [node.name for node in model.graph.node if any(f"/{head}/" in node.name for head in _KEPT)]
    quantize_dynamic(
        str(full),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
        op_types_to_quantize=["MatMul", "Gather"],
    )
