"""An exported bundle answers as transformers does, and a checkpoint that is none is refused by name."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from vitrine_models import export, reference, tiny
from vitrine_models.errors import ExportError
from vitrine_models.source import Checkpoint
from vitrine_models.weights import Weights

TOKENIZER = Path(__file__).parents[2] / "vitrine-nano"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkpoint")
    tiny.copy_tokenizer(TOKENIZER, folder)
    tiny.write(tiny.Shape(shard="200KB"), folder, seed=1)
    return folder


def exported(checkpoint: Path, out: Path, **changes) -> reference.Accuracy:
    settings = dict(
        name="tiny",
        version="1",
        dtype="fp32",
        quantize=None,
        image_size=112,
        cache_length=128,
        reference_tokens=16,
    )
    return export.export(Checkpoint.open(checkpoint), out, **(settings | changes))


@pytest.fixture(scope="module")
def bundle(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bundle")
    exported(checkpoint, out)
    return out


def copied(checkpoint: Path, to: Path) -> Path:
    return Path(shutil.copytree(checkpoint, to / "copy"))


def edit(file: Path, **changes) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | changes), "utf-8")


def test_a_bundle_carries_cases_and_the_likeliest_tokens_of_each_step(bundle: Path) -> None:
    cases = json.loads((bundle / "reference.json").read_text("utf-8"))["cases"]
    assert len(cases) >= 3
    for case in cases:
        assert [step[0] for step in case["likeliest"]] == case["answer"], case["name"]
        assert len(case["logits"]) == len(case["answer"]) == case["max_new_tokens"]


@pytest.mark.parametrize(
    "dtype, quantize, most", [("fp32", None, 1e-4), ("fp16", None, 0.1), ("bf16", None, 1), ("bf16", "int8", 1)]
)
def test_what_an_export_loses_is_measured_and_stated(checkpoint: Path, tmp_path: Path, dtype, quantize, most) -> None:
    accuracy = exported(checkpoint, tmp_path, dtype=dtype, quantize=quantize)
    manifest = json.loads((tmp_path / "bundle.json").read_text("utf-8"))
    assert accuracy.difference < most
    assert accuracy.difference <= accuracy.tolerance
    assert (manifest["dtype"], manifest["quantization"]) == (dtype, quantize or "none")
    assert manifest["accuracy"]["identical_tokens"] == (quantize is None and dtype == "fp32")
    assert manifest["accuracy"]["logit_tolerance"] == pytest.approx(accuracy.tolerance, rel=1e-5)


def test_constants_stay_fp32_whatever_the_weights_are(checkpoint: Path, tmp_path: Path) -> None:
    exported(checkpoint, tmp_path, dtype="bf16")
    decoder = torch.jit.load(tmp_path / "decoder.pt")
    assert decoder.inverse_frequency.dtype == torch.float32
    assert {p.dtype for p in decoder.parameters()} == {torch.bfloat16}


def test_a_tied_head_is_written_once(tmp_path: Path) -> None:
    sizes = {}
    for tied in (False, True):
        folder = tmp_path / str(tied)
        tiny.copy_tokenizer(TOKENIZER, folder)
        tiny.write(tiny.Shape(tied=tied), folder, seed=1)
        exported(folder, folder / "bundle")
        sizes[tied] = (folder / "bundle" / "decoder.pt").stat().st_size
    assert sizes[False] - sizes[True] > 0.9 * tiny.Shape().vocab_size * 32 * 4


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
        assert Checkpoint.open(old).config.text_config.rope_parameters[name] == rope[name]


def test_token_ids_come_from_the_checkpoint(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    (other / "generation_config.json").write_text('{"eos_token_id": [7, 8], "pad_token_id": 9}', "utf-8")
    opened = Checkpoint.open(other)
    assert (opened.eos, opened.pad) == ([7, 8], 9)


def test_another_architecture_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    edit(other / "config.json", model_type="qwen2_vl")
    with pytest.raises(ExportError, match="qwen2_vl"):
        Checkpoint.open(other)


def test_the_image_token_is_the_tokenizers_where_the_configuration_names_none(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    raw = json.loads((other / "config.json").read_text("utf-8"))
    expected = raw.pop("image_token_id")
    (other / "config.json").write_text(json.dumps(raw), "utf-8")
    assert Checkpoint.open(other).config.image_token_id == expected


def test_older_checkpoints_keep_their_template_in_json(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    template = (other / "chat_template.jinja").read_text("utf-8")
    (other / "chat_template.jinja").unlink()
    edit(other / "tokenizer_config.json", chat_template=template)
    assert Checkpoint.open(other).template == Checkpoint.open(checkpoint).template


def test_a_missing_shard_is_named(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    shard = sorted(other.glob("model-*.safetensors"))[1]
    shard.unlink()
    with pytest.raises(ExportError, match=shard.name):
        exported(other, tmp_path / "out")


def test_a_shard_cut_short_is_named(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    shard = sorted(other.glob("model-*.safetensors"))[0]
    shard.write_bytes(shard.read_bytes()[:-100])
    with pytest.raises(ExportError, match=shard.name):
        exported(other, tmp_path / "out")


def test_a_missing_tensor_is_named(checkpoint: Path) -> None:
    with pytest.raises(ExportError, match="model.visual.else"):
        Weights(checkpoint, tied=False).check({"model.visual.else": torch.Size([1])})


def test_a_configuration_of_another_size_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    raw = json.loads((other / "config.json").read_text("utf-8"))
    raw["text_config"]["intermediate_size"] = 50
    (other / "config.json").write_text(json.dumps(raw), "utf-8")
    with pytest.raises(ExportError, match="shape"):
        exported(other, tmp_path / "out")


def test_a_full_disk_is_told_before_anything_is_written(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 1_000_000})())
    with pytest.raises(ExportError, match="not enough room"):
        exported(checkpoint, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_picture_size_that_cannot_be_cut_is_answered_with_one_that_can(checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="--image-size 112"):
        exported(checkpoint, tmp_path / "out", image_size=100)


def test_a_cache_too_short_for_the_cases_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="--cache-length"):
        exported(checkpoint, tmp_path / "out", cache_length=40)


def test_weights_that_are_quantized_already_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    edit(other / "config.json", quantization_config={"quant_method": "fp8"})
    with pytest.raises(ExportError, match="quantized already"):
        Checkpoint.open(other)


def test_an_export_that_fails_leaves_the_bundle_that_was_there(checkpoint: Path, bundle: Path, tmp_path: Path) -> None:
    there = Path(shutil.copytree(bundle, tmp_path / "bundle"))
    before = {file.name: file.read_bytes() for file in there.iterdir()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "judge", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            exported(checkpoint, there)
    assert {file.name: file.read_bytes() for file in there.iterdir()} == before


def test_the_command_tells_a_mistake_in_one_line_with_exit_code_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vitrine_models", "export", tmp_path, tmp_path / "out", "--image-size", "112"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "no config.json" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_tokenizer_with_more_tokens_than_embeddings_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    other = copied(checkpoint, tmp_path)
    raw = json.loads((other / "config.json").read_text("utf-8"))
    raw["text_config"]["vocab_size"] = 1000
    (other / "config.json").write_text(json.dumps(raw), "utf-8")
    with pytest.raises(ExportError, match="2047"):
        Checkpoint.open(other)
