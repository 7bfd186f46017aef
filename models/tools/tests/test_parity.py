"""What is exported against ``Glm4vForConditionalGeneration.generate``, token by token, for random shapes."""

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from transformers.models.glm4v.image_processing_pil_glm4v import Glm4vImageProcessorPil
from vitrine_models import reference, tiny, weights
from vitrine_models.glm4v import Decoder
from vitrine_models.replay import Replay
from vitrine_models.source import Checkpoint

SHAPES = {seed: tiny.Shape.drawn(seed) for seed in tiny.PARITY_SEEDS}


def test_the_shapes_drawn_differ_in_everything() -> None:
    def drawn(field: str) -> set:
        return {getattr(shape, field) for shape in SHAPES.values()}

    assert len(SHAPES) >= 12
    assert drawn("tied") == {False, True}
    assert drawn("spelling") == {"rope_parameters", "rope_scaling"}
    assert drawn("stored") == {"float32", "bfloat16"}
    assert len(drawn("layers")) >= 3
    assert len(drawn("heads")) >= 3
    assert {shape.heads // shape.kv_heads for shape in SHAPES.values()} >= {1, 2}
    assert len(drawn("merge")) >= 3
    assert drawn("patch") == {14, 16}
    assert min(drawn("side")) <= 64
    assert max(drawn("side")) == 448


@pytest.mark.parametrize("seed", SHAPES)
@torch.no_grad()
def test_an_export_writes_the_tokens_of_generate(seed: int, tmp_path: Path) -> None:
    print(seed, dataclasses.asdict(SHAPES[seed]))
    model = tiny.write_drawn(tmp_path / "checkpoint", seed)
    tiny.export_drawn(tmp_path / "checkpoint", tmp_path / "bundle", seed)
    checkpoint = Checkpoint.open(tmp_path / "checkpoint")
    cases = reference.cases(checkpoint, SHAPES[seed].side, count=4)
    vision = checkpoint.config.vision_config
    pixels = Glm4vImageProcessorPil(
        do_resize=False, patch_size=vision.patch_size, merge_size=vision.spatial_merge_size
    )([case.picture for case in cases], return_tensors="pt")
    length = max(len(case.prompt) for case in cases)
    left = [length - len(case.prompt) for case in cases]
    ids = torch.tensor([[checkpoint.pad] * pad + case.prompt for pad, case in zip(left, cases)])
    expected = model.generate(
        input_ids=ids,
        attention_mask=torch.tensor([[0] * pad + [1] * (length - pad) for pad in left]),
        mm_token_type_ids=(ids == checkpoint.config.image_token_id).int(),
        pixel_values=pixels["pixel_values"],
        image_grid_thw=pixels["image_grid_thw"],
        max_new_tokens=12,
        do_sample=False,
        output_logits=True,
        return_dict_in_generate=True,
    )
    replay = Replay(tmp_path / "bundle", cases, checkpoint.config.image_token_id, checkpoint.eos)
    answers, logits = replay.answers([[]] * len(cases), 12)
    for row, answer in enumerate(answers):
        assert expected.sequences[row, length : length + len(answer)].tolist() == answer
        theirs = torch.stack(expected.logits, 1)[row, : len(answer)]
        assert (logits[row, : len(answer)] - theirs).abs().max() < 1e-4
    # what the bundle carries is what generate wrote, too
    written = json.loads((tmp_path / "bundle" / "reference.json").read_text("utf-8"))["cases"]
    assert [case["answer"] for case in written] == answers[: len(written)]


def test_forced_tokens_in_one_pass_equal_one_pass_each(tmp_path: Path) -> None:
    tiny.write_drawn(tmp_path, seed=0)
    config = Checkpoint.open(tmp_path).config
    decoder = Decoder(config.text_config, config.image_token_id)
    weights.fill(decoder, weights.Weights(tmp_path, tied=False), torch.float32)
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
