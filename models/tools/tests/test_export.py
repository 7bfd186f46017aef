"""An exported bundle answers as transformers does, and a checkpoint that is none is refused by name."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import torch
from PIL import Image
from vitrine_models import export, tiny

TOKENIZER = Path(__file__).parents[2] / "vitrine-nano"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkpoint")
    tiny.write(TOKENIZER, folder, seed=1)
    return folder


@pytest.fixture(scope="module")
def bundle(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bundle")
    export.export(
        export.Checkpoint.open(checkpoint),
        out,
        name="tiny",
        version="1",
        dtype="fp32",
        image_size=112,
        cache_length=128,
        reference_tokens=16,
    )
    return out


def copied(checkpoint: Path, to: Path) -> Path:
    return Path(shutil.copytree(checkpoint, to / "copy"))


def edit(file: Path, **changes) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | changes), "utf-8")


def replay(bundle: Path, manifest: dict, case: dict) -> list[int]:
    """Greedy decoding as an engine does it: one prefill, then one token a step."""
    vision, decoder = torch.jit.load(bundle / "vision.pt"), torch.jit.load(bundle / "decoder.pt")
    image = torch.frombuffer(bytearray(Image.open(bundle / case["picture"]).tobytes()), dtype=torch.uint8)
    side, grid = manifest["image"]["size"], manifest["image"]["grid"]
    ids, at, positions = case["prompt"], 0, []
    first = ids.index(manifest["tokens"]["image"])
    for index in range(len(ids)):
        cell = index - first
        if 0 <= cell < grid * grid:
            positions.append((first, first + cell // grid, first + cell % grid))
            at = first + grid
        else:
            positions.append((at, at, at))
            at += 1
    zero, count = torch.zeros(1, dtype=torch.long), torch.tensor([len(ids)])
    cache = decoder.new_cache(1, manifest["cache"]["length"] + 1)
    answer: list[int] = []
    with torch.inference_mode():
        features = vision(image.view(1, side, side, 3))
        pos = torch.tensor(positions).t()[:, None]
        logits = decoder.prefill(torch.tensor([ids]), features, pos, zero, zero, count, cache)
        while True:
            answer.append(int(logits.argmax()))
            if answer[-1] in manifest["tokens"]["eos"] or len(answer) == case["max_new_tokens"]:
                return answer
            pos = torch.full((3, 1, 1), at)
            start, one = torch.tensor([len(ids) + len(answer) - 1]), torch.ones(1, dtype=torch.long)
            logits = decoder(torch.tensor([[answer[-1]]]), pos, zero, start, one, cache)
            at += 1


def test_the_scripted_modules_write_the_reference_tokens(bundle: Path) -> None:
    manifest = json.loads((bundle / "bundle.json").read_text("utf-8"))
    cases = json.loads((bundle / "reference.json").read_text("utf-8"))["cases"]
    assert len(cases) >= 3
    for case in cases:
        assert replay(bundle, manifest, case) == case["answer"], case["name"]


def test_every_file_is_listed_with_its_hash(bundle: Path) -> None:
    files = json.loads((bundle / "bundle.json").read_text("utf-8"))["files"]
    assert {file.name for file in bundle.iterdir()} == files.keys() | {"bundle.json"}
    for name, described in files.items():
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == described["sha256"]


def test_the_template_is_cut_at_our_texts(bundle: Path) -> None:
    assert json.loads((bundle / "bundle.json").read_text("utf-8"))["template"] == {
        "before_system": "[gMASK]<sop><|system|>\n",
        "before_picture": "<|user|>\n<|begin_of_image|>",
        "after_picture": "<|end_of_image|>",
        "after_task": "/nothink<|assistant|>\n<think></think>\n",
    }


def test_both_spellings_of_rope_are_read(checkpoint: Path, tmp_path: Path) -> None:
    old = copied(checkpoint, tmp_path)
    raw = json.loads((old / "config.json").read_text("utf-8"))
    rope = raw["text_config"].pop("rope_parameters")
    raw["text_config"] |= {
        "rope_scaling": {"type": "default", "mrope_section": rope["mrope_section"]},
        "rope_theta": rope["rope_theta"],
        "partial_rotary_factor": rope["partial_rotary_factor"],
    }
    (old / "config.json").write_text(json.dumps(raw), "utf-8")
    for name in ("mrope_section", "rope_theta", "partial_rotary_factor"):
        assert export.Checkpoint.open(old).config.text_config.rope_parameters[name] == rope[name]


def test_token_ids_come_from_the_checkpoint(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    (other / "generation_config.json").write_text('{"eos_token_id": [7, 8], "pad_token_id": 9}', "utf-8")
    opened = export.Checkpoint.open(other)
    assert (opened.eos, opened.pad) == ([7, 8], 9)


def test_another_architecture_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    edit(other / "config.json", model_type="qwen2_vl")
    with pytest.raises(export.ExportError, match="qwen2_vl"):
        export.Checkpoint.open(other)


def test_missing_weights_are_named(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (other / "model.safetensors.index.json").write_text(json.dumps(index), "utf-8")
    with pytest.raises(export.ExportError, match="model-00002-of-00002.safetensors"):
        export.Checkpoint.open(other).state()


def test_a_tokenizer_with_more_tokens_than_embeddings_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    raw = json.loads((other / "config.json").read_text("utf-8"))
    raw["text_config"]["vocab_size"] = 1000
    (other / "config.json").write_text(json.dumps(raw), "utf-8")
    with pytest.raises(export.ExportError, match="2048 tokens"):
        export.Checkpoint.open(other)
