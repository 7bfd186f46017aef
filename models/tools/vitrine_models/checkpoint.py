"""What the training stages share: configuration, weight averages, and files written in one step."""

import copy
from pathlib import Path

import torch
from torch import nn
from transformers import Glm4vConfig, PreTrainedTokenizerFast

from .config import nano

TOKENIZER = Path(__file__).parents[2] / "vitrine-nano"


def tokenizer() -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast.from_pretrained(TOKENIZER)


def config() -> Glm4vConfig:
    return nano(tokenizer())


def vision_config():
    return config().vision_config


class Average:
    """An exponential moving average of a model's weights, which is what is evaluated and shipped."""

    def __init__(self, model: nn.Module, decay: float = 0.999) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.decay, self.steps = decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for mine, theirs in zip(self.model.parameters(), model.parameters()):
            mine.lerp_(theirs, 1 - decay)


def save(path: Path, **state) -> None:
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.rename(path)
