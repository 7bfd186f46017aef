"""Second stage: tower and decoder learn whole answers, attributes and all channels of copy.

    python -m vitrine_models.train_answers PACKS OUT --vision CHECKPOINT --minutes 60
    python -m vitrine_models.train_answers PACKS OUT --vision CHECKPOINT --save CHECKPOINT_DIR

With ``--save`` nothing is trained: the averaged weights become a Hugging Face checkpoint directory.
"""

import argparse
import random
import shutil
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GenerationConfig, Glm4vConfig, Glm4vForConditionalGeneration

from . import checkpoint
from .batches import UNLABELLED, VOCABULARY, Batches, Pack, plain
from .config import MEAN, SIDE, STD
from .corpus import CHANNELS, SYSTEM, TASKS, Labels, answer
from .glm4v import Decoder, Vision
from .pictures import LABELS

# what a wrong closed value costs, beside a wrong token of copy
CLOSED_WEIGHT = 3.0


class Model(nn.Module):
    def __init__(self, config: Glm4vConfig) -> None:
        super().__init__()
        self.vision = Vision(config.vision_config, SIDE, MEAN, STD)
        self.decoder = Decoder(config.text_config, config.image_token_id)

    def forward(self, image: Tensor, ids: Tensor, pos: Tensor, mask: Tensor, first: int) -> Tensor:
        """Logits ``[B, S - first, V]`` of whole sequences, without a cache."""
        decoder = self.decoder
        x = decoder.language_model.embed_tokens(ids)
        here = (ids == decoder.image_token).unsqueeze(-1).expand_as(x)
        x = x.masked_scatter(here, image.reshape(-1, x.shape[-1]).to(x.dtype))
        cos, sin = decoder.rotary(pos, x.dtype)
        for layer in decoder.language_model.layers:
            q, k, v = layer.project(x, cos, sin)
            x = layer.finish(x, q, k, v, mask.to(q.dtype))
        return decoder.lm_head(decoder.language_model.norm(x[:, first:]))


@dataclass(frozen=True)
class Answer:
    """Tokens of one answer with the loss weight of each; 0 where the source has no label."""

    ids: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Sequences:
    """Rows of tokens, one per picture: what stands before the task, then one branch per output.

    Branches fork as they do in the engine: each sees what stands before the task and itself.
    ``ids [B,S]``, M-RoPE ``pos [3,B,S]``, additive ``mask [B,S,S]``; ``targets`` and ``weights``
    ``[B,S-first-1]`` belong to the logits of tokens ``first`` to S - 2.
    """

    ids: Tensor
    pos: Tensor
    mask: Tensor
    first: int
    targets: Tensor
    weights: Tensor


class Teacher:
    """Turns labels into token sequences: instructions, picture, tasks and answers."""

    def __init__(self, seed: int) -> None:
        self.tokenizer = checkpoint.tokenizer()
        self.config = checkpoint.config()
        self.random = random.Random(seed)
        self.closed = {self.one(v) for values in VOCABULARY.values() for v in values if len(self.encode(v)) == 1}
        self.closed |= {self.one("不适用")}
        self.end = self.token("<|user|>")
        vision = self.config.vision_config
        self.grid = SIDE // vision.patch_size // vision.spatial_merge_size
        prompts = {channel: self.prompt(channel) for channel in CHANNELS}
        after = prompts["detail"].index(self.token("<|end_of_image|>")) + 1
        self.head = prompts["detail"][:after]
        self.tasks = {channel: prompt[after:] for channel, prompt in prompts.items()}
        self.encode_answer = lru_cache(200_000)(self.encode_answer)

    def token(self, text: str) -> int:
        return self.tokenizer.convert_tokens_to_ids(text)

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def one(self, text: str) -> int:
        return self.encode(text)[0]

    def prompt(self, channel: str) -> list[int]:
        turns = [
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": TASKS[channel]}]},
        ]
        text = self.tokenizer.apply_chat_template(
            turns, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        ids = self.encode(text)
        at = ids.index(self.config.image_token_id)
        return ids[:at] + [self.config.image_token_id] * self.grid**2 + ids[at + 1 :]

    def encode_answer(self, channel: str, labels: Labels, filler: int) -> Answer:
        ids, weights = [], []
        for segment in answer(channel, labels, random.Random(filler)):
            part = self.encode(segment.text)
            ids += part
            weights += [0.0 if not segment.trained else CLOSED_WEIGHT if t in self.closed else 1.0 for t in part]
        return Answer((*ids, self.end), (*weights, 1.0))

    def sequences(self, labels: Tensor, channels: list[tuple[str, ...]]) -> Sequences:
        """One row per picture with the outputs named in ``channels``."""
        rows = []
        for row, asked in zip(labels.tolist(), channels):
            named = [None if i == UNLABELLED else VOCABULARY[n][i] for n, i in zip(LABELS, row)]
            told = [self.encode_answer(channel, Labels(*named), self.random.randrange(24)) for channel in asked]
            rows.append([(self.tasks[channel], answer) for channel, answer in zip(asked, told)])
        n = len(self.head)
        longest = n + max(sum(len(task) + len(told.ids) for task, told in row) for row in rows)
        s = -(-longest // 16) * 16  # few different lengths, so that few graphs are compiled
        ids = torch.full((len(rows), s), self.config.text_config.pad_token_id)
        weights = torch.zeros(len(rows), s)
        branch = torch.full((len(rows), s), -1)
        pos = self.positions(s)[:, None].repeat(1, len(rows), 1)
        ids[:, :n], branch[:, :n] = torch.tensor(self.head), 0
        for i, row in enumerate(rows):
            at = n
            for k, (task, told) in enumerate(row, 1):
                end = at + len(task) + len(told.ids)
                ids[i, at:end] = torch.tensor([*task, *told.ids])
                weights[i, at + len(task) : end] = torch.tensor(told.weights)
                branch[i, at:end] = k
                pos[:, i, at:end] = pos[:, i, n : n + end - at].clone() if k > 1 else pos[:, i, at:end]
                at = end
        seen = torch.ones(s, s, dtype=torch.bool).tril() & (
            (branch[:, None, :] == 0) | (branch[:, None, :] == branch[:, :, None])
        )
        mask = torch.zeros(seen.shape).masked_fill(~seen, float("-inf"))
        return Sequences(ids, pos, mask, n, ids[:, n + 1 :], weights[:, n + 1 :])

    def positions(self, length: int) -> Tensor:
        """M-RoPE ``[3, length]``: text advances by one on all axes, a picture by its grid's side."""
        k, n = self.grid, self.grid**2
        at = self.head.index(self.config.image_token_id)
        pos = torch.arange(length).repeat(3, 1)
        cell = torch.arange(n)
        pos[0, at : at + n] = at
        pos[1, at : at + n] = at + cell // k
        pos[2, at : at + n] = at + cell % k
        pos[:, at + n :] -= n - k
        return pos


def scores(model: Model, teacher: Teacher, pack: Pack, limit: int = 600) -> str:
    """Accuracy of the closed values in the attributes, and of all tokens, under teacher forcing."""
    rgb, labels = plain(pack, SIDE)[:limit], torch.from_numpy(pack.labels)[:limit]
    hits = {name: [] for name in ("category", "color", "material", "rest")}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(rgb), 100):
            part = labels[at : at + 100]
            q = teacher.sequences(part, [("detail",)] * len(part))
            guess = model(model.vision(rgb[at : at + 100]), q.ids, q.pos, q.mask, q.first)[:, :-1].argmax(-1)
            right = guess == q.targets
            # the task's length is the same for all rows, so the values stand in the same columns
            column = len(teacher.tasks["detail"]) - 1
            for i, name in enumerate(("category", "color", "material")):
                known = part[:, i] != UNLABELLED
                hits[name].append(right[known, column + 1 + 2 * i].float())
            hits["rest"].append(right[q.weights == 1.0].float())
    return " ".join(f"{name} {torch.cat(h).mean():.3f}" for name, h in hits.items() if len(torch.cat(h)))


def save_checkpoint(model: Model, teacher: Teacher, out: Path) -> None:
    """Writes a Hugging Face checkpoint directory that ``export`` and transformers read alike."""
    whole = Glm4vForConditionalGeneration(teacher.config)
    state = {f"model.visual.{k}": v for k, v in model.vision.state_dict().items()}
    for key, value in model.decoder.state_dict().items():
        state[key if key.startswith("lm_head.") else f"model.{key}"] = value
    whole.load_state_dict(state)
    whole.generation_config = GenerationConfig(
        do_sample=False,
        eos_token_id=teacher.config.text_config.eos_token_id,
        pad_token_id=teacher.config.text_config.pad_token_id,
    )
    whole.save_pretrained(out)
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copy(checkpoint.TOKENIZER / name, out / name)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the answers.")
    parser.add_argument("packs", type=Path)
    parser.add_argument("out", type=Path, help="checkpoint file; resumed from when it exists")
    parser.add_argument("--vision", type=Path, required=True, help="checkpoint of the first stage")
    parser.add_argument("--minutes", type=float, default=0, help="length of the learning-rate schedule")
    parser.add_argument("--batch", type=int, default=48, help="pictures; each is asked for two outputs")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--vision-rate", type=float, default=1e-4)
    parser.add_argument("--photo-share", type=float, default=0.4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save", type=Path, help="checkpoint directory to write, instead of training")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)

    teacher = Teacher(a.seed)
    model = Model(teacher.config)
    tower = torch.load(a.vision)["average"]
    model.vision.load_state_dict({k[7:]: v for k, v in tower.items() if k.startswith("vision.")})
    average = checkpoint.Average(model)
    optimizers = checkpoint.Optimizers([(model.vision, a.vision_rate), (model.decoder, a.rate)])
    spent, seen = checkpoint.resume(a.out, model, average, optimizers)
    if a.save:
        save_checkpoint(average.model, teacher, a.save)
        return
    vision, forward = torch.compile(model.vision), torch.compile(model, dynamic=False)
    batches = Batches(a.packs, SIDE, a.seed + seen)
    validation = {n: Pack.read([a.packs / f"{n}.npz"]) for n in ("photos-val", "renders-val")}

    begin, told, step = time.time() - spent, time.time(), 0
    while (spent := time.time() - begin) < 60 * a.minutes:
        rgb, labels = batches.next(a.batch, a.photo_share)
        copy = teacher.random.choices(CHANNELS[1:], k=len(rgb))
        q = teacher.sequences(labels, [("detail", channel) for channel in copy])
        with torch.autocast("cpu", torch.bfloat16):
            logits = forward(vision(rgb), q.ids, q.pos, q.mask, q.first)[:, :-1]
        wanted = q.weights > 0
        loss = F.cross_entropy(logits[wanted].float(), q.targets[wanted], reduction="none")
        loss = (loss * q.weights[wanted]).sum() / q.weights[wanted].sum()
        optimizers.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizers.step(checkpoint.share_of_rate(spent / (60 * a.minutes), step))
        average.update(model)
        step += 1
        seen += len(rgb)
        if time.time() - told > 120:
            told = time.time()
            batches.refresh()
            print(f"{spent / 60:.1f} min {seen} pictures loss {loss.item():.4f}", end="", flush=True)
            for name, pack in validation.items():
                print(f" | {name} {scores(average.model, teacher, pack)}", end="")
            print(flush=True)
            checkpoint.save(a.out, model, average, optimizers, spent, seen)
    checkpoint.save(a.out, model, average, optimizers, spent, seen)


if __name__ == "__main__":
    main()
