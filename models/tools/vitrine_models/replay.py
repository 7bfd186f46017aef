"""What a bundle's modules answer, greedily and one token a step, as an engine would."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor


@dataclass(frozen=True)
class Case:
    """A picture and a question about it; ``prompt`` is both as tokens."""

    name: str
    picture: Image.Image
    task: str
    prompt: list[int]


class Replay:
    """The modules in a folder, all cases at once."""

    def __init__(self, folder: Path, cases: list[Case], image_token: int, eos: list[int]) -> None:
        # an answer that holds a picture's token is none that transformers could be asked about
        self._last = [*eos, image_token]
        rgb = torch.from_numpy(np.stack([np.asarray(case.picture.convert("RGB")) for case in cases]))
        with torch.inference_mode():
            self._features = torch.jit.load(folder / "vision.pt")(rgb)
        self._folder = folder
        grid = round(self._features.shape[1] ** 0.5)
        prompts = [case.prompt for case in cases]
        longest = max(map(len, prompts))
        self._ids = torch.tensor([prompt + prompt[-1:] * (longest - len(prompt)) for prompt in prompts])
        self._count = torch.tensor([len(prompt) for prompt in prompts])
        placed = [positions(prompt, image_token, grid, longest) for prompt in prompts]
        self._positions = torch.stack([position for position, _ in placed], 1)
        self._next = torch.tensor([following for _, following in placed])

    @torch.inference_mode()
    def answers(self, begun: list[list[int]], length: int) -> tuple[list[list[int]], Tensor]:
        """Answers that go on from ``begun``, one for each case, the token that ends them included.

        With them the logits ``[cases, longest answer, V]`` that each token was chosen by, or, of what
        was begun, would have been.
        """
        # for this call only: whoever judges the answers needs the memory
        decoder = torch.jit.load(self._folder / "decoder.pt")
        with torch.jit.optimized_execution(False):  # shapes change with every step
            return self._answers(decoder, begun, length)

    def _answers(
        self, decoder: torch.jit.ScriptModule, begun: list[list[int]], length: int
    ) -> tuple[list[list[int]], Tensor]:
        rows = len(begun)
        slots = torch.arange(rows)
        cache = decoder.new_cache(rows, self._ids.shape[1] + length + 1)
        logits = decoder.prefill(
            self._ids, self._features, self._positions, slots, 0 * self._count, self._count, cache
        )
        answers: list[list[int]] = [[] for _ in begun]
        steps = [logits]
        for step in range(length):
            chosen = logits.argmax(-1).tolist()
            for row, answer in enumerate(answers):
                if not self._ended(answer):
                    answer.append(begun[row][step] if step < len(begun[row]) else chosen[row])
            if step + 1 == length or all(map(self._ended, answers)):
                break
            ids = torch.tensor([[answer[-1]] for answer in answers])
            at = (self._next + step).view(1, rows, 1).expand(3, rows, 1)
            logits = decoder(ids, at, slots, self._count + step, torch.ones_like(self._count), cache)
            steps.append(logits)
        return answers, torch.stack(steps, 1)

    def _ended(self, answer: list[int]) -> bool:
        return bool(answer) and answer[-1] in self._last


def positions(prompt: list[int], image_token: int, grid: int, length: int) -> tuple[Tensor, int]:
    """M-RoPE positions ``[3, length]`` of a prompt with one picture, and that of the token behind it."""
    placed = torch.zeros(3, length, dtype=torch.long)
    first, cells = prompt.index(image_token), grid * grid
    placed[:, :first] = torch.arange(first)
    cell = torch.arange(cells)
    placed[:, first : first + cells] = torch.stack((0 * cell, cell // grid, cell % grid)) + first
    rest = len(prompt) - first - cells
    placed[:, first + cells : len(prompt)] = first + grid + torch.arange(rest)
    return placed, first + grid + rest
