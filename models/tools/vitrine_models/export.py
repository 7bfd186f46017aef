"""Turns a Hugging Face Glm4v checkpoint directory into a bundle that Vitrine runs.

    python -m vitrine_models export CHECKPOINT_DIR OUT --dtype fp32 --image-size 336
"""

import argparse
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import jinja2.sandbox
import torch
from safetensors import safe_open
from tokenizers import Tokenizer
from transformers import Glm4vConfig

from . import glm4v, reference

FORMAT = 1
ARCHITECTURE = "Glm4vForConditionalGeneration"
DTYPES = {"fp32": torch.float32}
CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073]
CLIP_STD = [0.26862954, 0.26130258, 0.27577711]
SYSTEM, TASK = "\ue000system\ue000", "\ue000task\ue000"


class ExportError(Exception):
    """What is wrong with the checkpoint, for people."""


@dataclass(frozen=True)
class Template:
    """The rendered chat template, cut at the system text, the picture and the task."""

    before_system: str
    before_picture: str
    after_picture: str
    after_task: str


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint directory says about itself; weights are read on demand."""

    folder: Path
    config: Glm4vConfig
    tokenizer: Tokenizer
    eos: list[int]
    pad: int
    mean: list[float]
    std: list[float]

    @staticmethod
    def open(folder: Path) -> "Checkpoint":
        raw = _json(folder / "config.json")
        if raw.get("model_type") != "glm4v":
            raise ExportError(f"{folder} is not a Glm4v checkpoint: its model_type is {raw.get('model_type')!r}, not glm4v.")
        config = Glm4vConfig.from_dict(_one_spelling(raw))
        generation = _json(folder / "generation_config.json", missing={})
        eos = generation.get("eos_token_id", config.text_config.eos_token_id)
        eos = eos if isinstance(eos, list) else [] if eos is None else [eos]
        if not eos:
            raise ExportError(f"{folder} names no eos_token_id, neither in generation_config.json nor in config.json.")
        pad = generation.get("pad_token_id", config.text_config.pad_token_id)
        processor = _json(folder / "preprocessor_config.json", missing={})
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        if tokenizer.get_vocab_size() > config.text_config.vocab_size:
            raise ExportError(
                f"The tokenizer of {folder} has {tokenizer.get_vocab_size()} tokens, its model only"
                f" {config.text_config.vocab_size} embeddings."
            )
        return Checkpoint(
            folder,
            config,
            tokenizer,
            eos,
            eos[0] if pad is None else pad,
            processor.get("image_mean", CLIP_MEAN),
            processor.get("image_std", CLIP_STD),
        )

    def state(self) -> dict[str, torch.Tensor]:
        """All weights by their Hugging Face names."""
        files = sorted(self.folder.glob("*.safetensors"))
        state = {}
        for file in files:
            with safe_open(file, framework="pt") as tensors:
                state.update((name, tensors.get_tensor(name)) for name in tensors.keys())
        index = _json(self.folder / "model.safetensors.index.json", missing={"weight_map": {}})["weight_map"]
        absent = sorted({index[name] for name in index.keys() - state.keys()})
        if not files or absent:
            raise ExportError(f"{self.folder} lacks {', '.join(absent) or 'model.safetensors'}.")
        return state

    def template(self) -> Template:
        """The chat template, rendered once with thinking off, around texts that are put in later."""
        environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        source = environment.from_string((self.folder / "chat_template.jinja").read_text("utf-8"))
        rendered = source.render(
            messages=[
                {"role": "system", "content": [{"type": "text", "text": SYSTEM}]},
                {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": TASK}]},
            ],
            add_generation_prompt=True,
            enable_thinking=False,
        )
        parts, rest = [], rendered
        for mark in (SYSTEM, self.tokenizer.id_to_token(self.config.image_token_id), TASK):
            before, found, rest = rest.partition(mark)
            if not found:
                raise ExportError(f"The chat template of {self.folder} does not put system, picture and task in this order.")
            parts.append(before)
        return Template(*parts, rest)


def _json(file: Path, missing: dict | None = None) -> dict:
    if missing is not None and not file.exists():
        return missing
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as e:
        raise ExportError(f"Cannot read {file}: {e}.") from e


def _one_spelling(raw: dict) -> dict:
    """The configuration with `rope_parameters`, whichever spelling the checkpoint has."""
    raw = json.loads(json.dumps(raw))
    text = raw.get("text_config", raw)
    rope = dict(text.pop("rope_scaling", None) or {}) | dict(text.get("rope_parameters") or {})
    for name, default in (("rope_theta", 10000.0), ("partial_rotary_factor", 0.5)):
        rope.setdefault(name, text.get(name, default))
    rope["rope_type"] = "default"
    if "mrope_section" not in rope:
        raise ExportError("The configuration has no mrope_section, neither in rope_parameters nor in rope_scaling.")
    text["rope_parameters"] = rope
    return raw


def export(
    checkpoint: Checkpoint,
    out: Path,
    *,
    name: str,
    version: str,
    dtype: str,
    image_size: int,
    cache_length: int,
    reference_tokens: int,
) -> None:
    """Writes the bundle; what was in ``out`` under the same names is replaced."""
    out.mkdir(parents=True, exist_ok=True)
    config = checkpoint.config
    vision = glm4v.Vision(config.vision_config, image_size, checkpoint.mean, checkpoint.std)
    decoder = glm4v.Decoder(config.text_config, config.image_token_id)
    state = checkpoint.state()
    for module, file in ((vision, "vision.pt"), (decoder, "decoder.pt")):
        glm4v.load(module, state)
        module.to(DTYPES[dtype]).eval().requires_grad_(False)
        torch.jit.script(module).save(str(out / file))
    if checkpoint.folder.resolve() != out.resolve():
        shutil.copyfile(checkpoint.folder / "tokenizer.json", out / "tokenizer.json")
    template = checkpoint.template()
    reference.write(checkpoint, template, out, image_size, reference_tokens)

    text = config.text_config
    grid = image_size // config.vision_config.patch_size // config.vision_config.spatial_merge_size
    files = ["tokenizer.json", "vision.pt", "decoder.pt", *sorted(f.name for f in out.glob("reference*"))]
    manifest = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "architecture": ARCHITECTURE,
        "dtype": dtype,
        "image": {
            "size": image_size,
            "tokens": grid * grid,
            "grid": grid,
            "mean": checkpoint.mean,
            "std": checkpoint.std,
        },
        "tokens": {
            "image": config.image_token_id,
            "pad": checkpoint.pad,
            "eos": checkpoint.eos,
            "logits": text.vocab_size,
        },
        "template": vars(template),
        "cache": {
            "layers": text.num_hidden_layers,
            "kv_heads": text.num_key_value_heads,
            "head_dim": getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads,
            "length": cache_length,
        },
        "sampling": {"temperature": 0.0},
        "files": {file: _described(out / file) for file in files},
    }
    (out / "bundle.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _described(file: Path) -> dict:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}


def add_command(commands) -> None:
    parser = commands.add_parser("export", help="turn a Hugging Face Glm4v checkpoint into a bundle")
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT_DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--dtype", choices=DTYPES, default="fp32")
    parser.add_argument("--image-size", type=int, required=True, help="side of the square pictures, in pixels")
    parser.add_argument("--name", help="the model's name in tables (default: the checkpoint folder's)")
    parser.add_argument("--version", default="1", help="the model's version in tables")
    parser.add_argument("--cache-length", type=int, default=512, help="longest prompt and answer, in tokens")
    parser.add_argument("--reference-tokens", type=int, default=32, help="longest answer of a reference case")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    export(
        Checkpoint.open(arguments.checkpoint),
        arguments.out,
        name=arguments.name or arguments.checkpoint.resolve().name,
        version=arguments.version,
        dtype=arguments.dtype,
        image_size=arguments.image_size,
        cache_length=arguments.cache_length,
        reference_tokens=arguments.reference_tokens,
    )
    print(f"{arguments.out}: " + ", ".join(sorted(f.name for f in arguments.out.iterdir())))
