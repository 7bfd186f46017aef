"""Training pictures as packed arrays: decoded once, read many times.

A pack is a ``.npz`` with ``rgb`` uint8 ``[n, side, side, 3]`` (scaled to fit, centred on white, as the
engine does) and one string array per label; an empty string is a label that the source does not have.

    python -m vitrine_models.pictures renders FOLDER PACK --side 128
    python -m vitrine_models.pictures photos FOLDER PACK --side 192 --split train
"""

import argparse
import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

LABELS = ("category", "color", "material", "pattern")


def square(path: Path, side: int) -> np.ndarray:
    """Reads a picture, scales it to fit ``side`` and centres it on white."""
    with Image.open(path) as image:
        image.draft("RGB", (2 * side, 2 * side))
        image = image.convert("RGB")
        scale = side / max(image.size)
        size = [max(1, round(n * scale)) for n in image.size]
        image = image.resize(size, Image.BICUBIC)
        canvas = Image.new("RGB", (side, side), "white")
        canvas.paste(image, ((side - size[0]) // 2, (side - size[1]) // 2))
        return np.asarray(canvas)


def pack(rows: list[dict[str, str]], folder: Path, target: Path, side: int) -> None:
    """Writes ``target`` in one step, so that a reader never sees half of it."""
    with ThreadPoolExecutor(2) as pool:
        rgb = np.stack(list(pool.map(lambda row: square(folder / row["file"], side), rows)))
    labels = {name: np.array([row.get(name, "") for row in rows]) for name in LABELS}
    partial = target.with_suffix(".partial.npz")
    np.savez(partial, rgb=rgb, **labels)
    partial.rename(target)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pack training pictures.")
    parser.add_argument("kind", choices=("renders", "photos"))
    parser.add_argument("folder", type=Path, help="holds labels.csv")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--side", type=int, required=True, help="pixels")
    parser.add_argument("--split", help="photos only: train or val")
    arguments = parser.parse_args()
    with open(arguments.folder / "labels.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folder = arguments.folder
    if arguments.kind == "photos":
        folder = folder / "img"
        # photographs label the category alone; food has no material by definition
        rows = [
            {
                "file": row["file"],
                "category": row["category"],
                "material": "不适用" if row["department"] == "食品" else "",
            }
            for row in rows
            if row["split"] == arguments.split
        ]
    pack(rows, folder, arguments.pack, arguments.side)


if __name__ == "__main__":
    main()
