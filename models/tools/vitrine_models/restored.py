"""The checkpoint that vitrine-nano's bundle was exported from, made from the bundle itself.

    python -m vitrine_models checkpoint BUNDLE OUT

The modules of a bundle keep the parameters' names, so that an fp32 bundle holds all of the checkpoint
but its configuration, and that is known for vitrine-nano alone. Of another model, take the checkpoint.
"""

import argparse
import shutil
from pathlib import Path

import torch
from transformers import GenerationConfig, Glm4vForConditionalGeneration, PreTrainedTokenizerFast

from .config import nano
from .errors import ExportError
from .files import json_of

TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")


def model(bundle: Path) -> Glm4vForConditionalGeneration:
    """transformers' own model with a bundle's weights, in fp32, greedy."""
    manifest = json_of(bundle / "bundle.json")
    problem = f"Cannot make a checkpoint of {bundle}"
    remedy = "Take the checkpoint that it was exported from"
    kept = manifest.get("dtype"), manifest.get("quantization")
    if kept != ("fp32", "none"):
        raise ExportError(problem, f"it keeps its weights as {kept[0]}, quantization {kept[1]}", remedy)
    state = {f"model.visual.{name}": value for name, value in _state(bundle / "vision.pt").items()}
    for name, value in _state(bundle / "decoder.pt").items():
        state[name if name.startswith("lm_head.") else f"model.{name}"] = value
    config = nano(PreTrainedTokenizerFast.from_pretrained(bundle))
    whole = Glm4vForConditionalGeneration(config).eval()
    try:
        whole.load_state_dict(state)
    except RuntimeError as e:
        raise ExportError(problem, "it is of other sizes than vitrine-nano", remedy) from e
    tokens = manifest["tokens"]
    whole.generation_config = GenerationConfig(
        do_sample=False, eos_token_id=tokens["eos"], pad_token_id=tokens["pad"]
    )
    return whole


def _state(file: Path) -> dict[str, torch.Tensor]:
    module = torch.jit.load(file)
    # constants that the module works out itself are buffers
    return {name: parameter.detach() for name, parameter in module.named_parameters()}


def add_command(commands) -> None:
    parser = commands.add_parser("checkpoint", help="write the checkpoint of vitrine-nano's bundle")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    model(arguments.bundle).save_pretrained(arguments.out)
    for name in TOKENIZER:
        shutil.copyfile(arguments.bundle / name, arguments.out / name)
