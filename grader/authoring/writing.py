"""Writing an author's files: a reader finds the old text or the new one, never half of it."""

from __future__ import annotations

import os
from pathlib import Path

from grader.errors import UserError


def write_text(path: Path, text: str) -> None:
    """Write a file and the folders above it; ``UserError`` if that is not possible."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written: {error.strerror or error}") from None
