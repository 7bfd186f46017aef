"""Weight-only int8: eight bits for each weight of the decoder's layers, everything else as it was."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .glm4v import Decoder


class Int8Linear(nn.Module):
    """A linear layer of int8 weights with one scale for each output, symmetric and rounded to nearest.

    The weights are widened again for each call: memory is what this saves, not time.
    """

    def __init__(self, plain: nn.Linear) -> None:
        """Takes a layer's shape and bias; ``take`` gives it weights."""
        super().__init__()
        self.weight = nn.Parameter(torch.empty_like(plain.weight, dtype=torch.int8), requires_grad=False)
        self.register_buffer("scale", torch.empty(plain.out_features, 1))
        self.bias = plain.bias

    def take(self, weight: Tensor, dtype: torch.dtype) -> None:
        """Rounds ``weight [outputs, inputs]``; what is computed is of ``dtype``."""
        wide = weight.float()
        scale = (wide.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12).to(dtype)
        # by the scale as it is stored, so that its own rounding costs nothing
        rounded = (wide / scale.float()).round_().clamp_(-127, 127).to(torch.int8)
        self.weight = nn.Parameter(rounded, requires_grad=False)
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        # weights are scaled, not results: those would leave fp16's range
        return F.linear(x, self.weight * self.scale, self.bias)


def quantize(decoder: Decoder) -> None:
    """Makes every linear layer inside the decoder's layers an int8 one, still without weights."""
    for layer in decoder.language_model.layers:
        for parent in (layer.self_attn, layer.mlp):
            for name, child in list(parent.named_children()):
                setattr(parent, name, Int8Linear(child))
