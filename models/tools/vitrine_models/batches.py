"""Batches of augmented training pictures from packs, photographs and renders mixed."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .corpus import CATEGORIES, COLORS, MATERIALS, PATTERNS
from .pictures import LABELS

VOCABULARY = {
    "category": list(CATEGORIES),
    "color": list(COLORS),
    "material": list(MATERIALS),
    "pattern": list(PATTERNS),
}
UNLABELLED = -100


@dataclass
class Pack:
    """Pictures ``[n, side, side, 3]`` uint8 with label indices ``[n, 4]``; -100 where unlabelled."""

    rgb: np.ndarray
    labels: np.ndarray

    @staticmethod
    def read(paths: list[Path]) -> "Pack":
        rgb, labels = [], []
        for path in paths:
            with np.load(path) as file:
                rgb.append(file["rgb"])
                columns = []
                for name in LABELS:
                    index = {value: i for i, value in enumerate(VOCABULARY[name])}
                    columns.append([index[value] if value else UNLABELLED for value in file[name]])
                labels.append(np.array(columns, dtype=np.int64).T)
        return Pack(np.concatenate(rgb), np.concatenate(labels))

    def take(self, index: np.ndarray) -> tuple[Tensor, Tensor]:
        return torch.from_numpy(self.rgb[index]), torch.from_numpy(self.labels[index])


def shift(rgb: Tensor, reach: int, generator: torch.Generator) -> Tensor:
    """Random mirror, move by whole pixels and light, so that no texture is smoothed away; uint8."""
    b, side = rgb.shape[:2]
    padded = F.pad(rgb.permute(0, 3, 1, 2), (reach,) * 4, value=255)
    at = torch.randint(0, 2 * reach + 1, (b, 2), generator=generator).tolist()
    x = torch.stack([picture[:, y : y + side, x : x + side] for picture, (y, x) in zip(padded, at)])
    mirrored = torch.rand(b, generator=generator) < 0.5
    x = torch.where(mirrored[:, None, None, None], x.flip(-1), x).float()
    light = 1 + 0.06 * (2 * torch.rand(b, 1, 1, 1, generator=generator) - 1)
    return (x * light).clamp(0, 255).permute(0, 2, 3, 1).to(torch.uint8)


def augment(rgb: Tensor, side: int, generator: torch.Generator) -> Tensor:
    """Random mirror, crop, rotation, stretch, light and erasing, for the few photographs; uint8."""
    b = rgb.shape[0]

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(b, generator=generator) * (high - low) + low

    # the part of the picture that is seen: from half of its side up to a little more than all of it
    scale = uniform(0.55, 1.05)
    aspect = torch.exp(uniform(-0.25, 0.25))
    turn = uniform(-0.25, 0.25)
    mirror = torch.where(torch.rand(b, generator=generator) < 0.5, -1.0, 1.0)
    room = (1 - scale).clamp(min=0.05)
    shift_x, shift_y = uniform(-1, 1) * room, uniform(-1, 1) * room
    sx, sy = scale * aspect, scale / aspect
    theta = torch.stack(
        [
            torch.stack([sx * turn.cos() * mirror, -sy * turn.sin(), shift_x], -1),
            torch.stack([sx * turn.sin() * mirror, sy * turn.cos(), shift_y], -1),
        ],
        1,
    )
    x = rgb.permute(0, 3, 1, 2).float() - 255.0  # padding by zeros is then white
    grid = F.affine_grid(theta, [b, 3, side, side], align_corners=False)
    x = F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False) + 255.0
    brightness = torch.exp(uniform(-0.25, 0.25))[:, None, None, None]
    contrast = torch.exp(uniform(-0.2, 0.2))[:, None, None, None]
    tint = 1 + 0.06 * torch.randn(b, 3, 1, 1, generator=generator)
    middle = x.mean((1, 2, 3), keepdim=True)
    x = ((x - middle) * contrast + middle) * brightness * tint
    # a grey box over up to a third of the side, in half of the pictures
    size = uniform(0.1, 0.35) * side * (torch.rand(b, generator=generator) < 0.5)
    cx, cy = uniform(0, side), uniform(0, side)
    at = torch.arange(side)
    inside = ((at[None, :, None] - cy[:, None, None]).abs() * 2 < size[:, None, None]) & (
        (at[None, None, :] - cx[:, None, None]).abs() * 2 < size[:, None, None]
    )
    x = x.masked_fill(inside[:, None], 127.0)
    return x.clamp(0, 255).permute(0, 2, 3, 1).to(torch.uint8)


class Batches:
    """Endless mixed batches. Packs named ``renders-*.npz`` are read again when more of them appear."""

    def __init__(self, folder: Path, side: int, seed: int) -> None:
        self.folder, self.side = folder, side
        self.random = np.random.default_rng(seed)
        self.generator = torch.Generator().manual_seed(seed)
        self.photos = Pack.read([folder / "photos-train.npz"])
        # rare categories are seen more often than their share, though not equally often
        category = self.photos.labels[:, 0]
        weight = np.bincount(category, minlength=len(CATEGORIES))[category] ** -0.5
        self.photo_weights = weight / weight.sum()
        self.renders: Pack | None = None
        self.known: list[Path] = []
        self.refresh()

    def refresh(self) -> None:
        paths = sorted(self.folder.glob("renders-[0-9]*.npz"))
        fresh = [path for path in paths if path not in self.known]
        if fresh:
            pack = Pack.read(fresh)
            if self.renders is not None:
                pack = Pack(np.concatenate([self.renders.rgb, pack.rgb]), np.concatenate([self.renders.labels, pack.labels]))
            self.renders, self.known = pack, paths

    def next(self, size: int, photo_share: float) -> tuple[Tensor, Tensor]:
        """``rgb`` uint8 ``[size, side, side, 3]`` and label indices ``[size, 4]``."""
        photos = size if self.renders is None else round(size * photo_share)
        parts = []
        if photos:
            index = self.random.choice(len(self.photos.rgb), photos, p=self.photo_weights)
            rgb, labels = self.photos.take(index)
            parts.append((augment(rgb, self.side, self.generator), labels))
        if size > photos:
            index = self.random.integers(0, len(self.renders.rgb), size - photos)
            rgb, labels = self.renders.take(index)
            parts.append((shift(rgb, self.side // 16, self.generator), labels))
        return torch.cat([rgb for rgb, _ in parts]), torch.cat([labels for _, labels in parts])


def plain(pack: Pack, side: int) -> Tensor:
    """All pictures of a pack at ``side``, unaugmented; uint8."""
    x = torch.from_numpy(pack.rgb)
    if x.shape[1] == side:
        return x
    x = F.interpolate(x.permute(0, 3, 1, 2).float(), (side, side), mode="bicubic", antialias=True)
    return x.clamp(0, 255).round().permute(0, 2, 3, 1).to(torch.uint8)
