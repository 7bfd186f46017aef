"""Writes a checkpoint of GLM-4.6V-Flash's sizes with random weights, to measure exports with.

    python -m vitrine_models flash OUT [--layers 40] [--depth 24]

Fewer layers keep every other size: 151,552 embeddings of 4,096, heads, merger and tokenizer.
"""

import argparse
import itertools
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import Glm4vConfig, Glm4vForConditionalGeneration

from .tokenizer import CHAT_TEMPLATE, SPECIAL
from .weights import INDEX, left_out

PLAIN_TOKENS = 151_329
IMAGE_TOKEN = 151_363
SHARD = 2 << 30


def config(layers: int, depth: int) -> Glm4vConfig:
    """Transformers' defaults are this family's sizes; token ids are GLM-4.6V's."""
    return Glm4vConfig(
        text_config=dict(
            num_hidden_layers=layers,
            num_key_value_heads=2,
            max_position_embeddings=131_072,
            rope_parameters=dict(
                rope_type="default", rope_theta=10000.0, mrope_section=[8, 12, 12], partial_rotary_factor=0.5
            ),
            pad_token_id=PLAIN_TOKENS,
            eos_token_id=[PLAIN_TOKENS, 151_336, 151_338],
        ),
        vision_config=dict(depth=depth),
        image_token_id=IMAGE_TOKEN,
        video_token_id=IMAGE_TOKEN + 1,
    )


def write_tokenizer(out: Path) -> None:
    """As many tokens as the real one has: bytes, their pairs, and some threes."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    pairs = [(a, b) for a in letters for b in letters]
    threes = ((a + b, c) for (a, b), c in itertools.product(pairs, letters))
    merges = pairs + list(itertools.islice(threes, PLAIN_TOKENS - len(letters) - len(pairs)))
    vocabulary = {token: i for i, token in enumerate(letters + [a + b for a, b in merges])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [token for token in SPECIAL if token not in ("<|image|>", "<|video|>")]
    special += [f"<|reserved_{i}|>" for i in range(IMAGE_TOKEN - PLAIN_TOKENS - len(special))]
    special += ["<|image|>", "<|video|>"]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "chat_template.jinja").write_text(CHAT_TEMPLATE, "utf-8")


def write(out: Path, layers: int, depth: int, seed: int) -> None:
    """Writes the checkpoint shard by shard, in bf16."""
    out.mkdir(parents=True, exist_ok=True)
    write_tokenizer(out)
    with left_out():
        model = Glm4vForConditionalGeneration(config(layers, depth))
    model.config.save_pretrained(out)
    dice = torch.Generator().manual_seed(seed)
    places: dict[str, str] = {}
    shard: dict[str, torch.Tensor] = {}

    def flush() -> None:
        if shard:
            file = f"model-{len(set(places.values())) + 1:05}.safetensors"
            save_file(shard, out / file)
            places.update(dict.fromkeys(shard, file))
            shard.clear()

    for name, parameter in model.named_parameters():
        tensor = torch.empty(parameter.shape, dtype=torch.bfloat16)
        if "norm" in name:
            tensor.fill_(0.0 if name.endswith("bias") else 1.0)
        else:
            tensor.normal_(std=0.02, generator=dice)
        if sum(kept.nbytes for kept in shard.values()) + tensor.nbytes > SHARD:
            flush()
        shard[name] = tensor
    flush()
    (out / INDEX).write_text(json.dumps({"metadata": {}, "weight_map": places}), "utf-8")


def add_command(commands) -> None:
    parser = commands.add_parser("flash", help="write a checkpoint of GLM-4.6V-Flash's sizes with random weights")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--layers", type=int, default=40, help="of the decoder (default: 40)")
    parser.add_argument("--depth", type=int, default=24, help="layers of the vision tower (default: 24)")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    write(arguments.out, arguments.layers, arguments.depth, arguments.seed)
