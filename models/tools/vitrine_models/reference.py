"""Reference cases: a few pictures and questions, and what transformers answers to them.

A bundle carries them, and whoever runs it holds it against them: an exact one (fp32, not quantized)
must write the same tokens, any other must find the reference's tokens about as likely.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from . import corpus
from .errors import ExportError
from .replay import Case, Replay
from .source import Checkpoint
from .streamed import Reference

PRODUCTS = Path(__file__).parent / "products"
CASES = (("jacket", "detail"), ("suitcase", "detail"), ("camera", "title"), ("lamp", "note"))
"""Product and task of each case."""
ROUNDS = 4
LIKELIEST = 8


@dataclass(frozen=True)
class Precision:
    """How far logits may be from the reference's, in standard deviations of those."""

    usual: float  # tolerated even where an export happens to be closer
    most: float  # an export that is further away is broken


PRECISIONS = {
    "fp32": Precision(1e-4, 1e-3),
    "fp16": Precision(0.01, 0.2),
    "bf16": Precision(0.05, 1.0),
    "int8": Precision(0.05, 1.0),
}


@dataclass(frozen=True)
class Verdict:
    """What came of one case."""

    case: Case
    answer: list[int]  # the reference's
    logits: Tensor  # the reference's before each of those tokens, [tokens, V]
    same: int  # tokens that the export would have chosen, too
    difference: float  # largest of a logit


@dataclass(frozen=True)
class Accuracy:
    """How near an export is to the reference."""

    exact: bool
    verdicts: list[Verdict]
    difference: float
    tolerance: float

    def manifest(self) -> dict:
        return {
            "identical_tokens": self.exact,
            "logit_difference": _rounded(self.difference),
            "logit_tolerance": _rounded(self.tolerance),
        }

    def table(self) -> str:
        lines = ["case          tokens  same as transformers  largest logit difference"]
        for verdict in self.verdicts:
            lines.append(
                f"{verdict.case.name:12}  {len(verdict.answer):6}  {verdict.same:20}  {verdict.difference:24.2g}"
            )
        return "\n".join(lines)


def cases(checkpoint: Checkpoint, side: int, count: int = len(CASES)) -> list[Case]:
    """The cases as a model of this picture size sees them."""
    made = []
    for product, task in CASES[:count]:
        with Image.open(PRODUCTS / f"{product}.jpg") as photograph:
            picture = photograph.convert("RGB").resize((side, side), Image.Resampling.BICUBIC)
        made.append(Case(f"{product}-{task}", picture, corpus.TASKS[task], _prompt(checkpoint, corpus.TASKS[task], side)))
    return made


def judge(reference: Reference, replay: Replay, cases: list[Case], length: int, precision: str) -> Accuracy:
    """Has both answer, and compares them token by token.

    The export writes, the reference judges. Where they part, the export goes on from the reference's
    token; answers that part too often end there.
    """
    exact = precision == "fp32"
    begun: list[list[int]] = [[] for _ in cases]
    for _ in range(1 if exact else ROUNDS):
        answers, ours = replay.answers(begun, length)
        theirs = reference.logits([case.picture for case in cases], [case.prompt for case in cases], answers)
        chosen = theirs.argmax(-1).tolist()
        parted = [_parted(answer, likeliest) for answer, likeliest in zip(answers, chosen)]
        begun = [
            answer if at is None else answer[:at] + [likeliest[at]]
            for answer, likeliest, at in zip(answers, chosen, parted)
        ]
        if parted == [None] * len(cases):
            break
    verdicts = [
        Verdict(
            case,
            answer,
            logits[: len(answer)],
            sum(map(int.__eq__, answer, own[: len(answer)].argmax(-1).tolist())),
            (own - logits)[: len(answer)].abs().max().item(),
        )
        for case, answer, own, logits in zip(cases, begun, ours, theirs)
    ]
    difference = max(verdict.difference for verdict in verdicts)
    spread = torch.cat([verdict.logits for verdict in verdicts]).std().item()
    limits = PRECISIONS[precision]
    # not <=: a difference that is not a number is no small one
    if not difference <= limits.most * spread or (exact and any(at is not None for at in parted)):
        raise ExportError(
            "The exported model does not compute what transformers does",
            f"a logit differs by {difference:.3g}, of logits that spread by {spread:.3g}",
            f"Choose another --dtype than {precision}, or tell the makers of Vitrine which checkpoint this is",
        )
    return Accuracy(exact, verdicts, difference, max(2 * difference, limits.usual * spread))


def _parted(answer: list[int], likeliest: list[int]) -> int | None:
    return next((at for at, (ours, theirs) in enumerate(zip(answer, likeliest)) if ours != theirs), None)


def write(accuracy: Accuracy, out: Path) -> None:
    """Writes ``reference.json`` and its pictures."""
    written = []
    for number, verdict in enumerate(accuracy.verdicts):
        case, file = verdict.case, f"reference-{number}.png"
        case.picture.save(out / file, optimize=True)
        values, ids = verdict.logits.topk(LIKELIEST)
        written.append(
            {
                "name": case.name,
                "picture": file,
                "system": corpus.SYSTEM,
                "task": case.task,
                "prompt": case.prompt,
                "answer": verdict.answer,
                "max_new_tokens": len(verdict.answer),
                "likeliest": ids.tolist(),
                "logits": [[_rounded(value) for value in row] for row in values.tolist()],
            }
        )
    (out / "reference.json").write_text(json.dumps({"cases": written}, ensure_ascii=False) + "\n", "utf-8")


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _prompt(checkpoint: Checkpoint, task: str, side: int) -> list[int]:
    """The prompt's tokens as the whole text gives them, with as many picture tokens as the picture has."""
    template, grid = checkpoint.template, checkpoint.grid(side)
    text = (
        template.before_system
        + corpus.SYSTEM
        + template.before_picture
        + checkpoint.tokenizer.id_to_token(checkpoint.config.image_token_id) * grid**2
        + template.after_picture
        + task
        + template.after_task
    )
    return checkpoint.tokenizer.encode(text, add_special_tokens=False).ids
