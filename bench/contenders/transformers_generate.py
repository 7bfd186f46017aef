"""transformers' ``generate`` beside Vitrine's engine: the same weights, pictures and prompt, greedy.

Started by ``bench/run`` with ``$VITRINE_PYTHON``. Reads one JSON object a line and answers each with one:
first ``{"bundle", "pixels", "side", "prompt", "max_new_tokens", "workers"}``, then any number of
``{"batch", "processes", "threads", "count"}``. Pixels are a file of squares, ``side * side * 3`` bytes R G B
each; they are normalised and cut into patches before anything is measured.
"""

import json
import multiprocessing
import sys
import time
from pathlib import Path

MOST_PICTURES = 512


def work(task: dict, pipe) -> None:
    """One process with a model of its own; told ``(batch, threads, first, count)``, it answers with tokens."""
    import numpy as np
    import torch
    from transformers.models.glm4v.image_processing_pil_glm4v import Glm4vImageProcessorPil
    from vitrine_models import restored

    torch.set_num_threads(1)
    model = restored.model(Path(task["bundle"]))
    manifest = json.loads((Path(task["bundle"]) / "bundle.json").read_text("utf-8"))
    eos = torch.tensor(manifest["tokens"]["eos"])
    side, vision = task["side"], model.config.vision_config
    squares = np.fromfile(task["pixels"], np.uint8).reshape(-1, side, side, 3)[:MOST_PICTURES]
    processed = Glm4vImageProcessorPil(
        do_resize=False,
        image_mean=manifest["image"]["mean"],
        image_std=manifest["image"]["std"],
        patch_size=vision.patch_size,
        temporal_patch_size=vision.temporal_patch_size,
        merge_size=vision.spatial_merge_size,
    )(list(squares), return_tensors="pt", input_data_format="channels_last")
    grid = processed["image_grid_thw"]
    pixels = processed["pixel_values"].view(len(squares), -1, processed["pixel_values"].shape[-1])
    prompt = torch.tensor(task["prompt"])

    def describe(batch: int, first: int) -> int:
        which = (torch.arange(batch) + first) % len(squares)
        ids = prompt.expand(batch, -1)
        answers = model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            mm_token_type_ids=(ids == model.config.image_token_id).int(),
            pixel_values=pixels[which].flatten(0, 1),
            image_grid_thw=grid[which],
            max_new_tokens=task["max_new_tokens"],
            do_sample=False,
        )[:, len(prompt) :]
        ended = torch.isin(answers, eos).int().cumsum(1)
        # the token that ends an answer is none of its own
        return int((ended == 0).sum())

    pipe.send("ready")
    with torch.inference_mode():
        while (asked := pipe.recv()) is not None:
            batch, threads, first, count = asked
            torch.set_num_threads(threads)
            pipe.send(sum(describe(min(batch, count - at), first + at) for at in range(0, count, batch)))


def main() -> None:
    task = json.loads(sys.stdin.readline())
    spawn = multiprocessing.get_context("spawn")
    pipes = []
    for _ in range(task["workers"]):
        here, there = spawn.Pipe()
        spawn.Process(target=work, args=(task, there), daemon=True).start()
        pipes.append(here)
    for pipe in pipes:
        pipe.recv()
    answer({"ready": True})
    for line in sys.stdin:
        asked = json.loads(line)
        working = pipes[: asked["processes"]]
        each = asked["count"] // len(working)
        before = time.perf_counter()
        for number, pipe in enumerate(working):
            pipe.send((asked["batch"], asked["threads"], number * each, each))
        tokens = sum(pipe.recv() for pipe in working)
        seconds = time.perf_counter() - before
        answer({"pictures": each * len(working), "seconds": seconds, "tokens": tokens})


def answer(content: dict) -> None:
    print(json.dumps(content), flush=True)


if __name__ == "__main__":
    main()
