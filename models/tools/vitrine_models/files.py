"""Small files of checkpoints and bundles."""

import hashlib
import json
from pathlib import Path

from .errors import ExportError


def json_of(file: Path, missing: dict | None = None) -> dict:
    """The object in a file; ``missing`` if there is none and that is no error."""
    if missing is not None and not file.exists():
        return missing
    try:
        content = json.loads(file.read_text("utf-8"))
    except FileNotFoundError as e:
        raise ExportError(
            f"Cannot read {file.parent} as a checkpoint",
            f"there is no {file.name} in it",
            "Give the folder of a whole Hugging Face checkpoint",
        ) from e
    except (OSError, ValueError) as e:
        raise ExportError(f"Cannot read {file}", str(e), "Download it again") from e
    if not isinstance(content, dict):
        raise ExportError(f"Cannot read {file}", "it holds no JSON object", "Download it again")
    return content


def described(file: Path) -> dict:
    """Size and sha256, as ``bundle.json`` lists them."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}
