"""What a Hugging Face checkpoint directory says about itself."""

import json
from dataclasses import dataclass
from pathlib import Path

import jinja2
from tokenizers import Tokenizer
from transformers import Glm4vConfig
from transformers.utils.chat_template_utils import render_jinja_template

from .errors import ExportError
from .files import json_of

CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073]
CLIP_STD = [0.26862954, 0.26130258, 0.27577711]
SYSTEM, TASK = "\ue000system\ue000", "\ue000task\ue000"


@dataclass(frozen=True)
class Template:
    """The rendered chat template, cut at the system text, the picture and the task."""

    before_system: str
    before_picture: str
    after_picture: str
    after_task: str


@dataclass(frozen=True)
class Checkpoint:
    """Configuration, tokenizer and template of a checkpoint, found to fit each other."""

    folder: Path
    config: Glm4vConfig
    tokenizer: Tokenizer
    template: Template
    eos: list[int]
    pad: int
    mean: list[float]
    std: list[float]

    @staticmethod
    def open(folder: Path) -> "Checkpoint":
        """Reads everything but the weights."""
        raw = json_of(folder / "config.json")
        _check_architecture(folder, raw)
        tokenizer = _tokenizer(folder)
        # absent, it is what this family calls it, never the class's default, which is one model's
        raw.setdefault("image_token_id", tokenizer.token_to_id("<|image|>"))
        config = Glm4vConfig.from_dict(_one_spelling(folder, raw))
        generation = json_of(folder / "generation_config.json", missing={})
        eos = generation.get("eos_token_id", config.text_config.eos_token_id)
        eos = eos if isinstance(eos, list) else [] if eos is None else [eos]
        pad = generation.get("pad_token_id", config.text_config.pad_token_id)
        _check_tokens(folder, tokenizer, config, eos, pad)
        processor = json_of(folder / "preprocessor_config.json", missing={})
        return Checkpoint(
            folder,
            config,
            tokenizer,
            _template(folder, tokenizer.id_to_token(config.image_token_id)),
            eos,
            eos[0] if pad is None else pad,
            processor.get("image_mean", CLIP_MEAN),
            processor.get("image_std", CLIP_STD),
        )

    @property
    def tied(self) -> bool:
        """Whether the head is the embedding."""
        return self.config.tie_word_embeddings

    @property
    def head_dim(self) -> int:
        text = self.config.text_config
        return getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads

    def grid(self, side: int) -> int:
        """Side of the grid of picture tokens, of pictures of ``side`` pixels."""
        vision = self.config.vision_config
        step = vision.patch_size * vision.spatial_merge_size
        if side < step or side % step:
            nearest = max(1, round(side / step)) * step
            raise ExportError(
                f"Pictures of {side} pixels cannot be cut into tokens",
                f"patches of {vision.patch_size} pixels, merged {vision.spatial_merge_size} by"
                f" {vision.spatial_merge_size}, want a multiple of {step}",
                f"Give --image-size {nearest}",
            )
        return side // step


def _check_architecture(folder: Path, raw: dict) -> None:
    problem = f"Cannot export {folder}"
    kind = raw.get("model_type")
    if kind != "glm4v":
        raise ExportError(
            problem,
            f"its model_type is {kind!r}, not 'glm4v'",
            "Give a checkpoint of Glm4vForConditionalGeneration, such as GLM-4.6V-Flash",
        )
    if "quantization_config" in raw or "quantization_config" in raw.get("text_config", {}):
        raise ExportError(
            problem,
            "its weights are quantized already",
            "Export the checkpoint that it was made from, with --quantize int8 if it has to be small",
        )
    for part in ("text_config", "vision_config"):
        activation = raw.get(part, {}).get("hidden_act", "silu")
        if activation != "silu":
            raise ExportError(
                problem,
                f"its {part} wants the activation {activation!r}, our module has silu alone",
                "Give an unchanged Glm4v checkpoint",
            )


def _one_spelling(folder: Path, raw: dict) -> dict:
    """The configuration with ``rope_parameters``, whichever spelling the checkpoint has."""
    raw = json.loads(json.dumps(raw))
    text = raw.get("text_config", raw)
    rope = dict(text.pop("rope_scaling", None) or {}) | dict(text.get("rope_parameters") or {})
    kind = rope.pop("type", None)
    kind = rope.get("rope_type", kind)
    problem = f"Cannot export {folder}"
    if kind not in (None, "default", "mrope"):
        raise ExportError(problem, f"its rotary positions are of the kind {kind!r}, ours 'default'", "Give another")
    section = rope.get("mrope_section")
    if not section:
        raise ExportError(
            problem,
            "config.json has no mrope_section, neither in rope_parameters nor in rope_scaling",
            "Download config.json again",
        )
    head_dim = text.get("head_dim") or text["hidden_size"] // text["num_attention_heads"]
    rope.setdefault("rope_theta", text.get("rope_theta", 10000.0))
    rope.setdefault("partial_rotary_factor", text.get("partial_rotary_factor", 2 * sum(section) / head_dim))
    rope["rope_type"] = "default"
    if int(head_dim * rope["partial_rotary_factor"]) != 2 * sum(section):
        raise ExportError(
            problem,
            f"its mrope_section {section} does not fill the share {rope['partial_rotary_factor']} of a head of"
            f" {head_dim}",
            "Download config.json again",
        )
    text["rope_parameters"] = rope
    return raw


def _tokenizer(folder: Path) -> Tokenizer:
    file = folder / "tokenizer.json"
    content = json_of(file)
    if content.get("model", {}).get("type") != "BPE" or '"ByteLevel"' not in json.dumps(content.get("decoder")):
        raise ExportError(
            f"Cannot use the tokenizer {file}",
            "it is no byte-level BPE, the only kind Vitrine can constrain",
            "Give the tokenizer.json that belongs to the checkpoint",
        )
    try:
        return Tokenizer.from_file(str(file))
    except Exception as e:  # tokenizers raises nothing narrower
        raise ExportError(f"Cannot use the tokenizer {file}", str(e), "Download it again") from e


def _check_tokens(folder: Path, tokenizer: Tokenizer, config: Glm4vConfig, eos: list[int], pad: int | None) -> None:
    problem = f"Tokenizer and model of {folder} do not belong together"
    remedy = "Take tokenizer.json, config.json and generation_config.json from the same checkpoint"
    rows = config.text_config.vocab_size
    highest = max(tokenizer.get_vocab(with_added_tokens=True).values())
    if highest >= rows:
        raise ExportError(
            problem, f"the tokenizer has tokens up to number {highest}, the model embeddings up to {rows - 1}", remedy
        )
    if not eos:
        raise ExportError(problem, "no eos_token_id is named, so that no answer would end", remedy)
    ids = {"image_token_id": [config.image_token_id], "eos_token_id": eos, "pad_token_id": [] if pad is None else [pad]}
    for name, tokens in ids.items():
        for token in tokens:
            if token is None or tokenizer.id_to_token(token) is None:
                raise ExportError(problem, f"the tokenizer has no token of the {name} {token}", remedy)


def _template(folder: Path, picture: str) -> Template:
    """The chat template, rendered once with thinking off, around texts that are put in later."""
    problem = f"Cannot use the chat template of {folder}"
    remedy = "Download chat_template.jinja again"
    messages = [
        {"role": "system", "content": [{"type": "text", "text": SYSTEM}]},
        {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": TASK}]},
    ]
    try:
        rendered, _ = render_jinja_template(
            [messages], chat_template=_template_text(folder), add_generation_prompt=True, enable_thinking=False
        )
    except jinja2.TemplateError as e:
        raise ExportError(problem, f"it cannot be rendered ({e})", remedy) from e
    parts, rest = [], rendered[0]
    for mark in (SYSTEM, picture, TASK):
        before, found, rest = rest.partition(mark)
        if not found:
            raise ExportError(
                problem, f"it does not put system, one picture {picture} and task in this order", remedy
            )
        parts.append(before)
    return Template(*parts, rest)


def _template_text(folder: Path) -> str:
    """The template, from where checkpoints of different ages keep it."""
    file = folder / "chat_template.jinja"
    if file.exists():
        return file.read_text("utf-8")
    for name in ("chat_template.json", "tokenizer_config.json"):
        template = json_of(folder / name, missing={}).get("chat_template")
        if isinstance(template, str):
            return template
    raise ExportError(
        f"Cannot ask {folder} anything", "it has no chat_template.jinja", "Download that file of the checkpoint"
    )
