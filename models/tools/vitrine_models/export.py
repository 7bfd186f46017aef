"""Turns a Hugging Face Glm4v checkpoint directory into a bundle that Vitrine runs.

    python -m vitrine_models export CHECKPOINT_DIR OUT --dtype bf16 --image-size 336
"""

import argparse
import json
import os
import resource
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from . import glm4v, int8, reference, weights
from .errors import ExportError
from .files import described
from .reference import Accuracy, Reference, Replay
from .source import Checkpoint
from .weights import Weights

FORMAT = 3
ARCHITECTURE = "Glm4vForConditionalGeneration"
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
SPARE_DISK = 64 << 20


def export(
    checkpoint: Checkpoint,
    out: Path,
    *,
    name: str,
    version: str,
    dtype: str,
    quantize: str | None,
    image_size: int,
    cache_length: int,
    reference_tokens: int,
    reference_cases: int = len(reference.CASES),
) -> Accuracy:
    """Writes the bundle. What was in ``out`` under the same names is replaced, once all is well."""
    checkpoint.grid(image_size)
    _check_cpu(dtype)
    cases = reference.cases(checkpoint, image_size, reference_cases)
    _check_length(checkpoint, max(len(case.prompt) for case in cases) + reference_tokens, cache_length)
    stored = Weights(checkpoint.folder, checkpoint.tied)
    config = checkpoint.config
    with weights.left_out():
        vision = glm4v.Vision(config.vision_config, image_size, checkpoint.mean, checkpoint.std)
        decoder = glm4v.Decoder(config.text_config, config.image_token_id)
    if quantize:
        int8.quantize(decoder)
    modules: dict[str, nn.Module] = {"vision.pt": vision, "decoder.pt": decoder}
    for module in modules.values():
        parameters = dict(module.named_parameters(remove_duplicate=False))
        stored.check({key: parameters[own].shape for own, key in weights.names(module).items()})
    _check_disk(out, sum(_bytes(module, DTYPES[dtype]) for module in modules.values()))

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".export-") as folder:
        made = Path(folder)
        del vision, decoder, module, parameters
        while modules:
            file, module = modules.popitem()
            weights.fill(module, stored, DTYPES[dtype])
            with warnings.catch_warnings():
                # TorchScript is deprecated in favour of what the JVM cannot run
                warnings.simplefilter("ignore", DeprecationWarning)
                torch.jit.script(module.eval().requires_grad_(False)).save(str(made / file))
            del module
        shutil.copyfile(checkpoint.folder / "tokenizer.json", made / "tokenizer.json")
        accuracy = reference.judge(
            Reference(checkpoint, stored),
            Replay(made, cases, config.image_token_id, checkpoint.eos),
            cases,
            reference_tokens,
            quantize or dtype,
        )
        reference.write(accuracy, made)
        manifest = _manifest(checkpoint, name, version, image_size, cache_length) | {
            "dtype": dtype,
            "quantization": quantize or "none",
            "accuracy": accuracy.manifest(),
            "files": {file.name: described(file) for file in sorted(made.iterdir())},
        }
        _write(manifest, made / "bundle.json")
        for stale in out.glob("reference*"):
            stale.unlink()
        for file in sorted(made.iterdir(), key=lambda file: file.name == "bundle.json"):
            os.replace(file, out / file.name)
    return accuracy


def _manifest(checkpoint: Checkpoint, name: str, version: str, image_size: int, cache_length: int) -> dict:
    text = checkpoint.config.text_config
    grid = checkpoint.grid(image_size)
    return {
        "format": FORMAT,
        "name": name,
        "version": version,
        "architecture": ARCHITECTURE,
        "dtype": None,
        "quantization": None,
        "accuracy": None,
        "image": {
            "size": image_size,
            "tokens": grid * grid,
            "grid": grid,
            "mean": checkpoint.mean,
            "std": checkpoint.std,
        },
        "tokens": {
            "image": checkpoint.config.image_token_id,
            "pad": checkpoint.pad,
            "eos": checkpoint.eos,
            "logits": text.vocab_size,
        },
        "template": vars(checkpoint.template),
        "cache": {
            "layers": text.num_hidden_layers,
            "kv_heads": text.num_key_value_heads,
            "head_dim": checkpoint.head_dim,
            "length": cache_length,
        },
        "sampling": {"temperature": 0.0},
    }


def _write(manifest: dict, file: Path) -> None:
    file.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _bytes(module: nn.Module, dtype: torch.dtype) -> int:
    return sum(p.numel() * (dtype if p.is_floating_point() else p.dtype).itemsize for p in module.parameters())


def _check_cpu(dtype: str) -> None:
    """Whether this CPU, or this torch, computes with such numbers: the export ends with a replay."""
    x = torch.ones(1, 1, 4, 4, dtype=DTYPES[dtype])
    try:
        with torch.inference_mode():
            F.gelu(F.layer_norm(F.scaled_dot_product_attention(F.linear(x, x[0, 0]), F.silu(x), x), (4,)))
    except RuntimeError as e:
        raise ExportError(
            f"Cannot export as {dtype}", f"this machine cannot replay it ({e})", "Choose another --dtype, or machine"
        ) from e


def _check_length(checkpoint: Checkpoint, needed: int, cache_length: int) -> None:
    if needed > cache_length:
        raise ExportError(
            "The reference cases do not fit the cache",
            f"prompt, picture and answer are up to {needed} tokens, --cache-length is {cache_length}",
            f"Give --cache-length {needed} or more, or a smaller --image-size or --reference-tokens",
        )
    most = checkpoint.config.text_config.max_position_embeddings
    if cache_length > most:
        raise ExportError(
            "The cache is longer than what the model was made for",
            f"--cache-length is {cache_length}, max_position_embeddings {most}",
            f"Give --cache-length {most} or less",
        )


def _check_disk(out: Path, needed: int) -> None:
    there = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < needed + SPARE_DISK:
        raise ExportError(
            f"There is not enough room for {out}",
            f"the bundle takes {needed / 1e9:.1f} GB, its disk has {free / 1e9:.1f} GB left",
            "Make room, or name another folder",
        )


def add_command(commands) -> None:
    parser = commands.add_parser("export", help="turn a Hugging Face Glm4v checkpoint into a bundle")
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT_DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--dtype", choices=DTYPES, default="fp32", help="what is computed with (default: fp32)")
    parser.add_argument("--quantize", choices=["int8"], help="store the decoder's layers in int8, half the size of bf16")
    parser.add_argument("--image-size", type=int, required=True, help="side of the square pictures, in pixels")
    parser.add_argument("--name", help="the model's name in tables (default: the checkpoint folder's)")
    parser.add_argument("--version", default="1", help="the model's version in tables (default: 1)")
    parser.add_argument(
        "--cache-length", type=int, default=512, help="longest prompt and answer, in tokens (default: 512)"
    )
    parser.add_argument(
        "--reference-tokens", type=int, default=32, help="longest answer of a reference case (default: 32)"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    accuracy = export(
        Checkpoint.open(arguments.checkpoint),
        arguments.out,
        name=arguments.name or arguments.checkpoint.resolve().name,
        version=arguments.version,
        dtype=arguments.dtype,
        quantize=arguments.quantize,
        image_size=arguments.image_size,
        cache_length=arguments.cache_length,
        reference_tokens=arguments.reference_tokens,
    )
    print(accuracy.table())
    print(f"tolerated in Java: {accuracy.tolerance:.2g}" + (", and the same tokens" if accuracy.exact else ""))
    sizes = {file.name: file.stat().st_size for file in arguments.out.iterdir() if file.suffix == ".pt"}
    print(", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sorted(sizes.items())), end="; ")
    # of this process, in KiB on Linux
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GiB")
