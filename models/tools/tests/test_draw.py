"""Drawing inside TorchScript against transformers' logits processors, for every number that chance may give."""

from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import (
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)
from vitrine_models import tiny
from vitrine_models.glm4v import Decoder
from vitrine_models.source import Checkpoint

CHANCES = 4000
SETTINGS = [
    (1.0, 0, 1.0, 1.0),
    (0.8, 2, 0.6, 1.1),
    (0.7, 0, 0.9, 1.0),
    (1.3, 12, 1.0, 1.0),
    (0.5, 40, 0.95, 1.3),
    (2.0, 1, 1.0, 1.0),
]


@pytest.fixture(scope="module")
def decoder(tmp_path_factory: pytest.TempPathFactory) -> torch.jit.ScriptModule:
    folder: Path = tmp_path_factory.mktemp("checkpoint")
    tiny.write_drawn(folder, seed=0)
    config = Checkpoint.open(folder).config
    return torch.jit.script(Decoder(config.text_config, config.image_token_id).eval())


def packed(allowed: Tensor) -> Tensor:
    """``allowed [M, V]`` as the table that ``choose`` reads."""
    rows, size = allowed.shape
    bits = torch.zeros(rows, -(-size // 8) * 8, dtype=torch.long)
    bits[:, :size] = allowed.long()
    return (bits.view(rows, -1, 8) << torch.arange(8)).sum(-1).to(torch.uint8)


def settings(values: tuple[float, ...], chances: Tensor) -> Tensor:
    columns = [torch.full_like(chances, value) for value in values]
    return torch.stack([*columns, chances])


@pytest.mark.parametrize("values", SETTINGS)
def test_tokens_are_as_frequent_as_transformers_says(decoder, values: tuple[float, ...]) -> None:
    torch.manual_seed(20261123)
    temperature, top_k, top_p, penalty = values
    size = 61
    logits = 2 * torch.randn(1, size)
    written = torch.tensor([[3, 7, 7, size]])
    allowed = torch.rand(1, size) < 0.7
    processors = LogitsProcessorList([RepetitionPenaltyLogitsProcessor(penalty)])
    penalised = processors(written[:, :3], logits.clone()).masked_fill(~allowed, float("-inf"))
    processors = LogitsProcessorList([TemperatureLogitsWarper(temperature)])
    if top_k:
        processors.append(TopKLogitsWarper(top_k))
    if top_p < 1:
        processors.append(TopPLogitsWarper(top_p))
    expected = processors(written, penalised)[0].softmax(-1)

    chances = (torch.arange(CHANCES).double() + 0.5) / CHANCES
    most = 0 if top_k == 0 and top_p == 1 else top_k or size
    drawn = decoder.draw(
        logits.expand(CHANCES, -1),
        packed(allowed),
        torch.zeros(CHANCES, dtype=torch.long),
        settings(values, chances),
        written.expand(CHANCES, -1),
        most,
    )
    frequency = torch.bincount(drawn, minlength=size) / CHANCES
    assert (frequency - expected).abs().max() < 1.5 / CHANCES


def test_no_temperature_and_a_top_k_of_one_take_the_likeliest_token(decoder) -> None:
    torch.manual_seed(20261123)
    # halves, as bf16 has them: several are the highest
    logits = (4 * torch.randn(200, 61)).round() / 2
    table = packed(torch.rand(5, 61) < 0.5)
    rows = torch.arange(200) % 5
    chances = torch.rand(200, dtype=torch.float64)
    best = decoder.choose(logits, table, rows)
    none = torch.zeros(200, 0, dtype=torch.long)
    for values in ((0.0, 0, 1.0, 1.0), (1.0, 1, 1.0, 1.0), (5.0, 1, 0.3, 1.0)):
        drawn = decoder.draw(logits, table, rows, settings(values, chances), none, 1)
        assert drawn.tolist() == best.tolist()


def test_a_row_does_not_depend_on_the_others(decoder) -> None:
    torch.manual_seed(20261123)
    logits = 3 * torch.randn(64, 61)
    table = packed(torch.rand(4, 61) < 0.5)
    rows = torch.arange(64) % 4
    how = torch.stack(
        (
            torch.tensor([0.0, 0.6, 1.0, 1.7]).repeat(16),
            torch.tensor([0.0, 5.0]).repeat(32),
            torch.tensor([1.0, 0.8, 0.5]).repeat(22)[:64],
            torch.tensor([1.0, 1.2]).repeat(32),
            torch.rand(64),
        )
    ).double()
    written = torch.randint(0, 61, (64, 6))
    together = decoder.draw(logits, table, rows, how, written, 61)
    for row in range(64):
        one = slice(row, row + 1)
        assert decoder.draw(logits[one], table, rows[one], how[:, one], written[one], 61).item() == together[row]
