"""Writes a checkpoint of a tiny Glm4v with random weights: all of the architecture, none of the sense.

    python -m vitrine_models tiny TOKENIZER_DIR OUT [--seed S]
"""

import argparse
import shutil
from pathlib import Path

import torch
from transformers import Glm4vConfig, Glm4vForConditionalGeneration, PreTrainedTokenizerFast

SIDE = 56


def config(tokenizer: PreTrainedTokenizerFast) -> Glm4vConfig:
    """Four picture tokens, two layers each, grouped heads, partial rotary positions, an untied head."""

    def token(text: str) -> int:
        return tokenizer.convert_tokens_to_ids(text)

    return Glm4vConfig(
        text_config=dict(
            vocab_size=2048 + 16,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=1,
            rope_parameters=dict(
                rope_type="default", rope_theta=10000.0, mrope_section=[1, 1, 2], partial_rotary_factor=0.5
            ),
            pad_token_id=token("<|endoftext|>"),
            eos_token_id=[token("<|endoftext|>"), token("<|user|>"), token("<|observation|>")],
        ),
        vision_config=dict(
            depth=2, hidden_size=32, num_heads=2, out_hidden_size=32, intermediate_size=48, image_size=112, patch_size=14
        ),
        image_token_id=token("<|image|>"),
        video_token_id=token("<|video|>"),
        image_start_token_id=token("<|begin_of_image|>"),
        image_end_token_id=token("<|end_of_image|>"),
        video_start_token_id=token("<|begin_of_video|>"),
        video_end_token_id=token("<|end_of_video|>"),
    )


def write(tokenizer: Path, out: Path, seed: int) -> None:
    torch.manual_seed(seed)
    model = Glm4vForConditionalGeneration(config(PreTrainedTokenizerFast.from_pretrained(tokenizer))).eval()
    with torch.no_grad():
        # far from the usual start, so that what is answered depends on what is seen
        for parameter in model.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    model.save_pretrained(out)
    for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copyfile(tokenizer / file, out / file)


def add_command(commands) -> None:
    parser = commands.add_parser("tiny", help="write a tiny checkpoint with random weights")
    parser.add_argument("tokenizer", type=Path, metavar="TOKENIZER_DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    write(arguments.tokenizer, arguments.out, arguments.seed)
