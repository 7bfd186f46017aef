"""transformers' own ``Glm4vForConditionalGeneration`` in fp32, for models larger than memory.

Each part of the model has its weights only while it runs. One pass reads the checkpoint once, however
many tokens it looks at: so answers are not generated here, but given, and judged at every token. An
answer whose every token is the likeliest one after those before it is what ``generate`` writes.
"""

from collections.abc import Iterator

import torch
from PIL import Image
from torch import Tensor, nn
from transformers import Glm4vForConditionalGeneration
from transformers.models.glm4v.image_processing_pil_glm4v import Glm4vImageProcessorPil

from .source import Checkpoint
from .weights import Weights, left_out


def _parts(model: Glm4vForConditionalGeneration) -> Iterator[tuple[str, nn.Module]]:
    """The pieces that run one after the other and together hold all parameters, with their names."""
    yield "lm_head.", model.lm_head
    for tower in ("visual", "language_model"):
        for name, child in model.model.get_submodule(tower).named_children():
            if isinstance(child, nn.ModuleList):
                yield from ((f"model.{tower}.{name}.{i}.", block) for i, block in enumerate(child))
            else:
                yield f"model.{tower}.{name}.", child


def _stream(prefix: str, part: nn.Module, weights: Weights) -> None:
    own = [name for name, _ in part.named_parameters()]

    def put(name: str, parameter: Tensor) -> None:
        owner, _, leaf = name.rpartition(".")
        setattr(part.get_submodule(owner), leaf, nn.Parameter(parameter, requires_grad=False))

    def load(*_) -> None:
        for name in own:
            put(name, weights.read(prefix + name).float())

    def drop(*_) -> None:
        for name in own:
            put(name, part.get_parameter(name).to("meta"))

    part.register_forward_pre_hook(load)
    part.register_forward_hook(drop)


class Reference:
    """The reference implementation over a checkpoint."""

    def __init__(self, checkpoint: Checkpoint, weights: Weights) -> None:
        self._checkpoint = checkpoint
        with left_out():
            self._model = Glm4vForConditionalGeneration(checkpoint.config).eval()
        for prefix, part in _parts(self._model):
            _stream(prefix, part, weights)

    @torch.inference_mode()
    def logits(self, pictures: list[Image.Image], prompts: list[list[int]], answers: list[list[int]]) -> Tensor:
        """What is thought of every token of the answers before it is seen: ``[cases, longest answer, V]``."""
        checkpoint = self._checkpoint
        vision = checkpoint.config.vision_config
        pixels = Glm4vImageProcessorPil(
            do_resize=False,
            image_mean=checkpoint.mean,
            image_std=checkpoint.std,
            patch_size=vision.patch_size,
            temporal_patch_size=vision.temporal_patch_size,
            merge_size=vision.spatial_merge_size,
        )(pictures, return_tensors="pt")
        # padded on the left before the prompts and on the right behind the answers: answers begin together
        before, behind = max(map(len, prompts)), max(map(len, answers))
        rows, masks = [], []
        for prompt, answer in zip(prompts, answers):
            seen = prompt + answer[:-1]
            left, right = before - len(prompt), behind - len(answer)
            rows.append([checkpoint.pad] * left + seen + [checkpoint.pad] * right)
            masks.append([0] * left + [1] * len(seen) + [0] * right)
        ids = torch.tensor(rows)
        return self._model(
            input_ids=ids,
            attention_mask=torch.tensor(masks),
            mm_token_type_ids=(ids == checkpoint.config.image_token_id).int(),
            pixel_values=pixels["pixel_values"],
            image_grid_thw=pixels["image_grid_thw"],
            logits_to_keep=torch.arange(before - 1, before + behind - 1),
            use_cache=False,
        ).logits
