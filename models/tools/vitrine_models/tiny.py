"""Writes checkpoints of tiny Glm4v models with random weights: all of the architecture, none of the sense.

    python -m vitrine_models tiny TOKENIZER_DIR OUT [--seed S]
    python -m vitrine_models parity OUT_DIR
"""

import argparse
import dataclasses
import json
import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import GenerationConfig, Glm4vConfig, Glm4vForConditionalGeneration

from . import export
from .source import Checkpoint
from .tokenizer import CHAT_TEMPLATE, SPECIAL

PARITY_SEEDS = range(12)
ROUNDED_SEED = 10
ROUNDED = {"bf16": ("bf16", None), "fp16": ("fp16", None), "int8": ("bf16", "int8")}


@dataclass(frozen=True)
class Shape:
    """Everything in which one Glm4v differs from another; as it stands, the smallest of all."""

    vocab_size: int = 2048 + 16
    tied: bool = False
    spelling: str = "rope_parameters"
    stored: str = "float32"
    shard: str = "1GB"
    # decoder
    layers: int = 2
    heads: int = 2
    kv_heads: int = 1
    head_dim: int = 16
    inner: int = 48
    mrope_section: tuple[int, int, int] = (1, 1, 2)
    rope_theta: float = 10000.0
    # vision tower
    depth: int = 2
    vision_heads: int = 2
    vision_hidden: int = 32
    vision_inner: int = 48
    vision_bias: bool = False
    table: int = 8
    patch: int = 14
    merge: int = 2
    # pictures, of which the checkpoint knows nothing
    side: int = 56

    @staticmethod
    def drawn(seed: int) -> "Shape":
        """A shape by chance; any two seeds in a row differ in what is either one way or the other."""
        dice = random.Random(seed)
        heads = dice.choice((2, 3, 4, 6))
        head_dim = dice.choice((8, 16))
        pairs = dice.choice((head_dim // 4, head_dim // 2))  # half of a head is turned, or all of it
        first = dice.randrange(pairs - 1)
        second = dice.randrange(1, pairs - first)
        patch, merge = dice.choice((14, 16)), dice.choice((1, 2, 2, 3, 4))
        step = patch * merge
        least, most = -(-56 // step), 448 // step
        return Shape(
            vocab_size=256 + len(SPECIAL) + dice.randrange(1, 40),
            tied=seed % 2 == 1,
            spelling=("rope_parameters", "rope_scaling")[seed // 2 % 2],
            stored=dice.choice(("float32", "bfloat16")),
            shard=dice.choice(("20KB", "60KB", "1GB")),
            layers=dice.randrange(1, 4),
            heads=heads,
            kv_heads=dice.choice([n for n in range(1, heads + 1) if heads % n == 0]),
            head_dim=head_dim,
            inner=dice.randrange(24, 48),
            mrope_section=(first, second, pairs - first - second),
            rope_theta=dice.choice((10000.0, 500000.0)),
            depth=dice.randrange(1, 4),
            vision_heads=(vision_heads := dice.choice((1, 2, 3))),
            vision_hidden=vision_heads * 8,
            vision_inner=dice.randrange(24, 48),
            vision_bias=dice.random() < 0.5,
            table=dice.choice((4, 8)),
            patch=patch,
            merge=merge,
            side=step * (least if seed % 4 == 0 else most if seed % 4 == 1 else dice.randrange(least, most + 1)),
        )

    def config(self, tokenizer: Tokenizer) -> Glm4vConfig:
        token = tokenizer.token_to_id
        hidden = self.heads * self.head_dim
        return Glm4vConfig(
            text_config=dict(
                vocab_size=self.vocab_size,
                hidden_size=hidden,
                intermediate_size=self.inner,
                num_hidden_layers=self.layers,
                num_attention_heads=self.heads,
                num_key_value_heads=self.kv_heads,
                rope_parameters=dict(
                    rope_type="default",
                    rope_theta=self.rope_theta,
                    mrope_section=list(self.mrope_section),
                    partial_rotary_factor=2 * sum(self.mrope_section) / self.head_dim,
                ),
                pad_token_id=token("<|endoftext|>"),
                eos_token_id=[token("<|endoftext|>"), token("<|user|>"), token("<|observation|>")],
            ),
            vision_config=dict(
                depth=self.depth,
                hidden_size=self.vision_hidden,
                num_heads=self.vision_heads,
                out_hidden_size=hidden,
                intermediate_size=self.vision_inner,
                attention_bias=self.vision_bias,
                image_size=self.table * self.patch,
                patch_size=self.patch,
                spatial_merge_size=self.merge,
            ),
            image_token_id=token("<|image|>"),
            video_token_id=token("<|video|>"),
            image_start_token_id=token("<|begin_of_image|>"),
            image_end_token_id=token("<|end_of_image|>"),
            video_start_token_id=token("<|begin_of_video|>"),
            video_end_token_id=token("<|end_of_video|>"),
            tie_word_embeddings=self.tied,
        )


def write(shape: Shape, out: Path, seed: int) -> Glm4vForConditionalGeneration:
    """Writes a model beside its tokenizer, and returns it as transformers has it, in fp32."""
    torch.manual_seed(seed)
    config = shape.config(Tokenizer.from_file(str(out / "tokenizer.json")))
    model = Glm4vForConditionalGeneration(config).eval()
    with torch.no_grad():
        # far from the usual start, so that what is answered depends on what is seen
        for parameter in model.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    model.generation_config = GenerationConfig.from_model_config(config.text_config)
    model.to(getattr(torch, shape.stored)).save_pretrained(out, max_shard_size=shape.shard)
    if shape.spelling == "rope_scaling":
        _as_before(out / "config.json")
    # read again: rounding the model has rounded its constants, too
    return Glm4vForConditionalGeneration.from_pretrained(out, config=config, dtype=torch.float32).eval()


def _as_before(file: Path) -> None:
    """Spells rotary positions as transformers 4 did."""
    raw = json.loads(file.read_text("utf-8"))
    rope = raw["text_config"].pop("rope_parameters")
    raw["text_config"] |= {
        "rope_scaling": {"type": "default", "mrope_section": rope["mrope_section"]},
        "rope_theta": rope["rope_theta"],
        "partial_rotary_factor": rope["partial_rotary_factor"],
    }
    file.write_text(json.dumps(raw, indent=2), "utf-8")


def write_tokenizer(out: Path, seed: int) -> None:
    """A tokenizer of bytes and special tokens, these in an order of their own."""
    special = list(SPECIAL)
    random.Random(seed).shuffle(special)
    vocabulary = {character: i for i, character in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "chat_template.jinja").write_text(CHAT_TEMPLATE, "utf-8")


def write_drawn(out: Path, seed: int) -> Glm4vForConditionalGeneration:
    """Writes the checkpoint of the shape that a seed draws, with a tokenizer of its own."""
    write_tokenizer(out, seed)
    return write(Shape.drawn(seed), out, seed)


def export_drawn(
    checkpoint: Path, out: Path, seed: int, dtype: str = "fp32", quantize: str | None = None
) -> export.Accuracy:
    """Exports such a checkpoint with the settings that all of them are tested with."""
    return export.export(
        Checkpoint.open(checkpoint),
        out,
        name=out.name,
        version="1",
        dtype=dtype,
        quantize=quantize,
        image_size=Shape.drawn(seed).side,
        cache_length=1280,
        reference_tokens=12,
        reference_cases=2,
    )


def add_commands(commands) -> None:
    parser = commands.add_parser("tiny", help="write a tiny checkpoint with random weights")
    parser.add_argument("tokenizer", type=Path, metavar="TOKENIZER_DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=_tiny)
    parser = commands.add_parser("parity", help="write the bundles of random shapes that the Java tests replay")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.set_defaults(run=_parity)


def copy_tokenizer(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copyfile(folder / file, out / file)


def _tiny(arguments: argparse.Namespace) -> None:
    copy_tokenizer(arguments.tokenizer, arguments.out)
    write(Shape(), arguments.out, arguments.seed)


def _parity(arguments: argparse.Namespace) -> None:
    for seed in PARITY_SEEDS:
        print(seed, dataclasses.asdict(Shape.drawn(seed)), flush=True)
        with tempfile.TemporaryDirectory() as folder:
            write_drawn(Path(folder), seed)
            export_drawn(Path(folder), arguments.out / f"random-{seed}", seed)
            if seed == ROUNDED_SEED:
                for name, (dtype, quantize) in ROUNDED.items():
                    print(export_drawn(Path(folder), arguments.out / name, seed, dtype, quantize).table())
