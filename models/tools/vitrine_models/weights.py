"""The weights of a checkpoint directory, one tensor at a time.

Nothing is read before it is asked for, and then from a mapped file, so that a model of 20 GB goes
through a few GB of memory: a tensor that is kept as it is stays in its file until it is written, and
one that is converted is let go of at once.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from . import files
from .errors import ExportError
from .glm4v import Decoder, Vision
from .int8 import Int8Linear

INDEX = "model.safetensors.index.json"
EMBEDDING = "model.language_model.embed_tokens.weight"
HEAD = "lm_head.weight"
KINDS = ("F32", "F16", "BF16")


class Weights:
    """Tensors by the names that transformers gives them today."""

    def __init__(self, folder: Path, tied: bool) -> None:
        """``tied`` says that the head is the embedding, whatever is stored."""
        self.folder, self.tied = folder, tied
        self._at: dict[str, tuple[Path, str]] = {}
        for file in _shards(folder):
            try:
                with safe_open(file, framework="pt") as tensors:
                    self._at.update((_today(name), (file, name)) for name in tensors.keys())
            except (SafetensorError, OSError) as e:
                raise self._unfit(f"{file.name} cannot be read ({e})", "Download that file again") from e

    def read(self, name: str) -> Tensor:
        """A tensor that lies in its file; whoever keeps it keeps the file mapped."""
        file, stored = self._find(name)
        with safe_open(file, framework="pt") as tensors:
            return tensors.get_tensor(stored)

    def by_file(self, names) -> list[str]:
        """Names in the order in which their tensors lie on disk, as far as files go."""
        return sorted(names, key=lambda name: self._find(name))

    def check(self, shapes: dict[str, torch.Size]) -> None:
        """Whether all these tensors are there, as numbers of a kind and shape that fit; reads none."""
        absent = [name for name in shapes if self._source(name) not in self._at]
        if absent:
            raise self._unfit(
                f"it lacks {len(absent)} of {len(shapes)} tensors, the first of them {absent[0]}",
                "Download the checkpoint again, or give the folder of the whole model",
            )
        for name, shape in shapes.items():
            file, stored = self._find(name)
            with safe_open(file, framework="pt") as tensors:
                entry = tensors.get_slice(stored)
                if entry.get_dtype() not in KINDS:
                    raise self._unfit(
                        f"{name} in {file.name} is of kind {entry.get_dtype()}, not one of {', '.join(KINDS)}",
                        "Export the checkpoint that it was made from, with --quantize int8 if it has to be small",
                    )
                if entry.get_shape() != list(shape):
                    raise self._unfit(
                        f"{name} in {file.name} has the shape {entry.get_shape()}, by config.json it is {list(shape)}",
                        "Take config.json and weights from the same checkpoint",
                    )

    def _source(self, name: str) -> str:
        return EMBEDDING if self.tied and name == HEAD else name

    def _find(self, name: str) -> tuple[Path, str]:
        return self._at[self._source(name)]

    def _unfit(self, reason: str, remedy: str) -> ExportError:
        return ExportError(f"Cannot use the weights of {self.folder}", reason, remedy)


def _shards(folder: Path) -> list[Path]:
    if (folder / INDEX).exists():
        shards = [folder / name for name in sorted(set(files.json_of(folder / INDEX)["weight_map"].values()))]
    else:
        shards = sorted(folder.glob("model*.safetensors"))
    absent = [shard.name for shard in shards if not shard.exists()]
    if absent or not shards:
        raise ExportError(
            f"Cannot use the weights of {folder}",
            f"it lacks {', '.join(absent) or 'model.safetensors'}" + (f", which {INDEX} names" if absent else ""),
            "Download what is missing" if absent else "Convert the weights to safetensors",
        )
    return shards


def _today(name: str) -> str:
    """The name of a tensor in transformers 5; the first GLM-4.1V checkpoints have older ones."""
    name = re.sub(r"^visual\.", "model.visual.", name)
    return re.sub(r"^model\.(?!language_model\.|visual\.)", "model.language_model.", name)


@contextmanager
def left_out() -> Iterator[None]:
    """Modules made in here have parameters without storage; their constants are real."""
    register = nn.Module.register_parameter

    def on_meta(module: nn.Module, name: str, parameter: nn.Parameter | None) -> None:
        register(module, name, None if parameter is None else nn.Parameter(parameter.to("meta"), parameter.requires_grad))

    nn.Module.register_parameter = on_meta
    try:
        yield
    finally:
        nn.Module.register_parameter = register


def names(module: Vision | Decoder) -> dict[str, str]:
    """A module's parameters: its own name of each, and the checkpoint's."""
    prefix = "model.visual." if isinstance(module, Vision) else "model."
    own = (name for name, _ in module.named_parameters(remove_duplicate=False))
    return {name: name if name == HEAD else prefix + name for name in own}


def fill(module: Vision | Decoder, weights: Weights, dtype: torch.dtype) -> None:
    """Gives a module without storage its weights, shard by shard."""
    own = {stored: name for name, stored in names(module).items()}
    tied = weights.tied and isinstance(module, Decoder)
    for stored in weights.by_file(own):
        if tied and stored == HEAD:
            continue
        owner, _, leaf = own[stored].rpartition(".")
        parent = module.get_submodule(owner)
        tensor = weights.read(stored)
        if isinstance(parent, Int8Linear) and leaf == "weight":
            parent.take(tensor, dtype)
        else:
            setattr(parent, leaf, nn.Parameter(tensor.to(dtype), requires_grad=False))
    if tied:
        module.lm_head.weight = module.language_model.embed_tokens.weight
