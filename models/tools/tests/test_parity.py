"""The plain modules against ``Glm4vForConditionalGeneration.generate``, token by token."""

import pytest
import torch
from transformers import Glm4vConfig, Glm4vForConditionalGeneration
from vitrine_models.glm4v import Decoder, Vision, load

MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
IMAGE, START, END, STEPS = 300, 302, 303, 12


def tiny(heads: int, kv_heads: int, layers: int, patch: int, image_size: int, tied: bool) -> Glm4vForConditionalGeneration:
    torch.manual_seed(heads * 1000 + layers * 100 + patch)
    config = Glm4vConfig(
        text_config=dict(
            vocab_size=320,
            hidden_size=16 * heads,
            intermediate_size=128,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            num_key_value_heads=kv_heads,
            rope_parameters=dict(
                rope_type="default", rope_theta=10000.0, mrope_section=[1, 1, 2], partial_rotary_factor=0.5
            ),
            pad_token_id=0,
        ),
        vision_config=dict(
            depth=2,
            hidden_size=48,
            num_heads=4,
            out_hidden_size=16 * heads,
            intermediate_size=96,
            image_size=image_size,
            patch_size=patch,
        ),
        image_token_id=IMAGE,
        video_token_id=301,
        image_start_token_id=START,
        image_end_token_id=END,
        video_start_token_id=304,
        video_end_token_id=305,
        tie_word_embeddings=tied,
    )
    model = Glm4vForConditionalGeneration(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    return model


def patches(rgb: torch.Tensor, patch: int) -> torch.Tensor:
    """Pictures as transformers wants them: ``[pictures * patches, 3 * 2 * patch * patch]``."""
    b, side = rgb.shape[:2]
    k = side // patch // 2
    x = (rgb.permute(0, 3, 1, 2).float() / 255 - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None]
    x = x.reshape(b, 3, k, 2, patch, k, 2, patch).permute(0, 2, 5, 3, 6, 1, 4, 7)
    return x.unsqueeze(6).expand(-1, -1, -1, -1, -1, -1, 2, -1, -1).reshape(b * 4 * k * k, -1)


def positions(row: list[int], grid: int, length: int) -> tuple[torch.Tensor, int]:
    """M-RoPE positions ``[3, length]`` of one row, and the position of the token after it."""
    pos, at, i = torch.zeros(3, length, dtype=torch.long), 0, 0
    while i < len(row):
        if row[i] == IMAGE:
            for cell in range(grid * grid):
                pos[:, i + cell] = torch.tensor([at, at + cell // grid, at + cell % grid])
            at, i = at + grid, i + grid * grid
        else:
            pos[:, i], at, i = at, at + 1, i + 1
    return pos, at


@pytest.mark.parametrize(
    "heads, kv_heads, layers, patch, side, image_size, tied",
    [
        (4, 2, 2, 14, 84, 56, False),
        (4, 4, 1, 14, 56, 56, True),
        (8, 2, 3, 16, 96, 64, False),
        (4, 1, 2, 14, 112, 336, False),
    ],
)
def test_generates_the_tokens_of_transformers(heads, kv_heads, layers, patch, side, image_size, tied):
    model = tiny(heads, kv_heads, layers, patch, image_size, tied)
    config = model.config
    vision, decoder = Vision(config.vision_config, side, MEAN, STD), Decoder(config.text_config, IMAGE)
    load(vision, model.state_dict())
    load(decoder, model.state_dict())
    vision, decoder = torch.jit.script(vision.eval()), torch.jit.script(decoder.eval())
    grid = side // patch // 2
    cells = grid * grid
    rows = [[1, 2, START, *[IMAGE] * cells, END, 5, 6, 7, 8], [1, START, *[IMAGE] * cells, END, 9]]
    rgb = torch.randint(0, 256, (2, side, side, 3), dtype=torch.uint8)
    longest = max(map(len, rows))
    left = torch.tensor([[0] * (longest - len(r)) + r for r in rows])
    attended = torch.tensor([[0] * (longest - len(r)) + [1] * len(r) for r in rows])
    with torch.no_grad():
        expected = model.generate(
            input_ids=left,
            attention_mask=attended,
            pixel_values=patches(rgb, patch),
            image_grid_thw=torch.tensor([[1, 2 * grid, 2 * grid]] * 2),
            mm_token_type_ids=(left == IMAGE).int(),
            max_new_tokens=STEPS,
            do_sample=False,
            output_logits=True,
            return_dict_in_generate=True,
            eos_token_id=None,
            pad_token_id=0,
        )
        ids = torch.tensor([r + [0] * (longest - len(r)) for r in rows])
        placed = [positions(r, grid, longest) for r in rows]
        count = torch.tensor([len(r) for r in rows])
        slots, one = torch.tensor([2, 0]), torch.ones(2, dtype=torch.long)
        cache = decoder.new_cache(3, longest + STEPS + 1)
        pos = torch.stack([p for p, _ in placed], 1)
        logits = decoder.prefill(ids, vision(rgb), pos, slots, 0 * count, count, cache)
        following = torch.tensor([n for _, n in placed])
        for step in range(STEPS):
            assert (logits - expected.logits[step]).abs().max() < 1e-4
            token = logits.argmax(-1)
            assert torch.equal(token, expected.sequences[:, longest + step])
            at = (following + step).view(1, 2, 1).expand(3, 2, 1)
            logits = decoder(token[:, None], at, slots, count + step, one, cache)


def test_forced_tokens_in_one_pass_equal_one_pass_each():
    model = tiny(4, 2, 2, 14, 56, False)
    decoder = Decoder(model.config.text_config, IMAGE)
    load(decoder, model.state_dict())
    decoder = torch.jit.script(decoder.eval())
    slots = torch.tensor([0, 1])
    ids = torch.tensor([[1, 2, 3, 4], [5, 0, 0, 0]])
    count = torch.tensor([4, 1])
    together, apart = decoder.new_cache(2, 16), decoder.new_cache(2, 16)
    with torch.no_grad():
        at = torch.arange(4).view(1, 1, 4).expand(3, 2, 4)
        whole = decoder(ids, at, slots, 0 * count, count, together)
        for step in range(4):
            last = decoder(ids[:, step : step + 1], at[:, :, step : step + 1], slots, 0 * count + step, 0 * count + 1, apart)
            if step == 0:
                first = last
    assert torch.allclose(whole[0], last[0], atol=1e-5)
    assert torch.allclose(whole[1], first[1], atol=1e-5)
