"""First stage: the vision tower learns the labels through throw-away linear heads.

A picture costs a tenth of what it costs with the decoder behind it, so the tower sees many more.

    python -m vitrine_models.train_vision PACKS OUT --minutes 60
"""

import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .batches import UNLABELLED, VOCABULARY, Batches, Pack, plain
from .checkpoint import Average, Optimizers, resume, save, share_of_rate, vision_config
from .config import MEAN, SIDE, STD
from .glm4v import Vision


# material shows in texture alone and is learned last
WEIGHTS = {"category": 1.0, "color": 1.0, "material": 2.0, "pattern": 1.0}


class Classifier(nn.Module):
    """The tower with one linear head per label, over the mean of its picture tokens."""

    def __init__(self, vision: Vision, hidden: int) -> None:
        super().__init__()
        self.vision = vision
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, len(values)) for name, values in VOCABULARY.items()})

    def forward(self, rgb: Tensor) -> list[Tensor]:
        x = self.vision(rgb).mean(1)
        return [head(x).float() for head in self.heads.values()]


def scores(model: Classifier, pack: Pack) -> str:
    """Accuracy per label over a pack, where labelled."""
    rgb, labels = plain(pack, SIDE), torch.from_numpy(pack.labels)
    right = [[] for _ in VOCABULARY]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(rgb), 128):
            for i, logits in enumerate(model(rgb[at : at + 128])):
                known = labels[at : at + 128, i] != UNLABELLED
                right[i].append((logits.argmax(-1) == labels[at : at + 128, i])[known])
    parts = zip(VOCABULARY, map(torch.cat, right))
    return " ".join(f"{name} {r.float().mean():.3f}" for name, r in parts if len(r))


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the vision tower.")
    parser.add_argument("packs", type=Path)
    parser.add_argument("out", type=Path, help="checkpoint file; resumed from when it exists")
    parser.add_argument("--minutes", type=float, required=True, help="length of the learning-rate schedule")
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--photo-share", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)

    config = vision_config()
    model = Classifier(Vision(config, SIDE, MEAN, STD), config.out_hidden_size)
    average = Average(model)
    compiled = torch.compile(model)
    optimizers = Optimizers([(model, a.rate)])
    spent, seen = resume(a.out, model, average, optimizers)
    batches = Batches(a.packs, SIDE, a.seed + seen)
    validation = {p.stem: Pack.read([p]) for p in [a.packs / "photos-val.npz", a.packs / "renders-val.npz"] if p.exists()}

    begin, told, step = time.time() - spent, time.time(), 0
    while (spent := time.time() - begin) < 60 * a.minutes:
        rgb, labels = batches.next(a.batch, a.photo_share)
        with torch.autocast("cpu", torch.bfloat16):
            logits = compiled(rgb)
        loss = torch.zeros(())
        for i, (weight, values) in enumerate(zip(WEIGHTS.values(), logits)):
            if (labels[:, i] != UNLABELLED).any():
                own = F.cross_entropy(values, labels[:, i], ignore_index=UNLABELLED, label_smoothing=0.05)
                loss = loss + weight * own
        optimizers.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizers.step(share_of_rate(spent / (60 * a.minutes), step))
        average.update(model)
        step += 1
        seen += len(rgb)
        if time.time() - told > 120:
            told = time.time()
            batches.refresh()
            if not validation.get("renders-val") and (a.packs / "renders-val.npz").exists():
                validation["renders-val"] = Pack.read([a.packs / "renders-val.npz"])
            print(f"{spent / 60:.1f} min {seen} pictures loss {loss.item():.3f}", end="", flush=True)
            for name, pack in validation.items():
                print(f" | {name} {scores(average.model, pack)}", end="")
            print(f" | renders {0 if batches.renders is None else len(batches.renders.rgb)}", flush=True)
            save(a.out, model, average, optimizers, spent, seen)
    save(a.out, model, average, optimizers, spent, seen)


if __name__ == "__main__":
    main()
