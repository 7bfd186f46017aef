"""What the training stages share: configuration, weight averages, and files written in one step."""

import copy
import math
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


class Optimizers:
    """Muon for the matrices inside the model, AdamW for everything else, as one.

    Muon (https://kellerjordan.github.io/posts/muon/) needs about half the pictures here, and costs
    a seventh of a step. Embeddings, heads, norms and biases stay with AdamW.
    """

    def __init__(self, groups: list[tuple[nn.Module, float]]) -> None:
        """``groups`` pairs modules with their highest learning rate."""
        matrices, others = [], []
        for module, rate in groups:
            inner, outer = [], []
            for name, parameter in module.named_parameters():
                apart = any(word in name for word in ("embed", "head", "heads"))
                (outer if apart or parameter.ndim != 2 else inner).append(parameter)
            matrices.append({"params": inner, "top": 2 * rate})
            others.append({"params": outer, "top": rate})
        self.all = [
            torch.optim.Muon(matrices, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(others, weight_decay=0.05, betas=(0.9, 0.98), fused=True),
        ]

    def step(self, share: float) -> None:
        """One step at ``share`` of each group's highest rate."""
        for optimizer in self.all:
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            optimizer.step()

    def zero_grad(self) -> None:
        for optimizer in self.all:
            optimizer.zero_grad()

    def state_dict(self) -> list[dict]:
        return [optimizer.state_dict() for optimizer in self.all]

    def load_state_dict(self, states: list[dict]) -> None:
        for optimizer, state in zip(self.all, states):
            tops = [group["top"] for group in optimizer.param_groups]
            optimizer.load_state_dict(state)
            for group, top in zip(optimizer.param_groups, tops):
                group["top"] = top  # the rate asked for now, not the one of the run before


def share_of_rate(progress: float, step: int) -> float:
    """Cosine from 1 to 0.01 over ``progress`` 0 to 1, warmed up over 200 steps."""
    return min(1.0, (step + 1) / 200) * (0.01 + 0.495 * (1 + math.cos(math.pi * min(1.0, progress))))


class Average:
    """An exponential moving average of a model's weights, which is what is evaluated and shipped."""

    # from this many steps on the start weighs nothing, so a resumed average must not begin again
    SETTLED = 100_000

    def __init__(self, model: nn.Module, decay: float = 0.999) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.decay, self.steps = decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for mine, theirs in zip(self.model.parameters(), model.parameters()):
            mine.lerp_(theirs, 1 - decay)


def save(path: Path, model: nn.Module, average: Average, optimizers: Optimizers, spent: float, seen: int) -> None:
    """Writes what a stage needs to go on: ``spent`` in seconds, ``seen`` in pictures."""
    partial = path.with_suffix(".partial")
    state = dict(
        model=model.state_dict(),
        average=average.model.state_dict(),
        optimizers=optimizers.state_dict(),
        spent=spent,
        seen=seen,
    )
    torch.save(state, partial)
    partial.rename(path)


def resume(path: Path, model: nn.Module, average: Average, optimizers: Optimizers) -> tuple[float, int]:
    """Takes up a stage where ``save`` left it, or begins it; returns ``spent`` and ``seen``."""
    if not path.exists():
        return 0.0, 0
    state = torch.load(path)
    model.load_state_dict(state["model"])
    average.model.load_state_dict(state["average"])
    average.steps = Average.SETTLED
    optimizers.load_state_dict(state["optimizers"])
    print(f"resumed at {state['spent'] / 60:.0f} min, {state['seen']} pictures", flush=True)
    return state["spent"], state["seen"]
