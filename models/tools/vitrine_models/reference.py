"""Reference cases: what transformers' own ``Glm4vForConditionalGeneration.generate`` answers.

A bundle carries a few pictures, prompts and the tokens that the reference implementation wrote,
greedily and without any constraint; whoever runs the bundle must write the same.
"""

import json
import random
from pathlib import Path

import torch
from PIL import Image, ImageDraw
from transformers import Glm4vForConditionalGeneration
from transformers.models.glm4v.image_processing_pil_glm4v import Glm4vImageProcessorPil

from . import corpus

CASES = ("detail", "detail", "title", "note")
"""Task of each case; every one has a picture of its own."""


def picture(seed: int, side: int) -> Image.Image:
    """A few shapes that compress well and look like nothing."""
    dice = random.Random(seed)

    def color() -> tuple[int, int, int]:
        return dice.randrange(256), dice.randrange(256), dice.randrange(256)

    image = Image.new("RGB", (side, side), color())
    draw = ImageDraw.Draw(image)
    for shape in (draw.rectangle, draw.ellipse, draw.rectangle, draw.ellipse):
        left, right = sorted(dice.sample(range(side), 2))
        top, bottom = sorted(dice.sample(range(side), 2))
        shape((left, top, right, bottom), fill=color())
    return image


def write(checkpoint, template, out: Path, side: int, max_new_tokens: int) -> None:
    """Writes ``reference.json`` and its pictures."""
    for stale in out.glob("reference*"):
        stale.unlink()
    images = [picture(seed, side) for seed in range(len(CASES))]
    prompts = [_prompt(checkpoint, template, corpus.TASKS[task], side) for task in CASES]
    model = Glm4vForConditionalGeneration.from_pretrained(
        checkpoint.folder, config=checkpoint.config, dtype=torch.float32
    ).eval()
    together = _generate(model, checkpoint, images, prompts, max_new_tokens)
    alone = [
        answer
        for image, prompt in zip(images, prompts)
        for answer in _generate(model, checkpoint, [image], [prompt], max_new_tokens)
    ]
    if alone != together:
        raise RuntimeError("transformers itself answers differently alone and in a batch: no reference")
    cases = []
    for number, (task, image, prompt, answer) in enumerate(zip(CASES, images, prompts, together)):
        file = f"reference-{number}.png"
        image.save(out / file, optimize=True)
        cases.append(
            {
                "name": f"{task}-{number}",
                "picture": file,
                "system": corpus.SYSTEM,
                "task": corpus.TASKS[task],
                "prompt": prompt,
                "answer": answer,
                "max_new_tokens": max_new_tokens,
            }
        )
    (out / "reference.json").write_text(json.dumps({"cases": cases}, ensure_ascii=False) + "\n", "utf-8")


def _prompt(checkpoint, template, task: str, side: int) -> list[int]:
    """The prompt's tokens as the whole text gives them, with as many picture tokens as the picture has."""
    config = checkpoint.config
    picture_token = checkpoint.tokenizer.id_to_token(config.image_token_id)
    grid = side // config.vision_config.patch_size // config.vision_config.spatial_merge_size
    text = (
        template.before_system
        + corpus.SYSTEM
        + template.before_picture
        + picture_token * grid**2
        + template.after_picture
        + task
        + template.after_task
    )
    return checkpoint.tokenizer.encode(text, add_special_tokens=False).ids


@torch.no_grad()
def _generate(model, checkpoint, images, prompts: list[list[int]], max_new_tokens: int) -> list[list[int]]:
    """The answers' tokens, the one that ends them included."""
    vision = checkpoint.config.vision_config
    pixels = Glm4vImageProcessorPil(
        do_resize=False,
        image_mean=checkpoint.mean,
        image_std=checkpoint.std,
        patch_size=vision.patch_size,
        temporal_patch_size=vision.temporal_patch_size,
        merge_size=vision.spatial_merge_size,
    )(images, return_tensors="pt")
    length = max(map(len, prompts))
    ids = torch.tensor([[checkpoint.pad] * (length - len(prompt)) + prompt for prompt in prompts])
    mask = torch.tensor([[0] * (length - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    sequences = model.generate(
        input_ids=ids,
        attention_mask=mask,
        mm_token_type_ids=(ids == checkpoint.config.image_token_id).int(),
        pixel_values=pixels["pixel_values"],
        image_grid_thw=pixels["image_grid_thw"],
        max_new_tokens=max_new_tokens,
        do_sample=False,
        eos_token_id=checkpoint.eos,
        pad_token_id=checkpoint.pad,
    )
    return [_until_end(answer, checkpoint.eos) for answer in sequences[:, length:].tolist()]


def _until_end(answer: list[int], eos: list[int]) -> list[int]:
    ends = [index for index, token in enumerate(answer) if token in eos]
    return answer[: ends[0] + 1] if ends else answer
