"""Which exercises were found valid before.

Validation imports pydantic, which takes about 0.2 s: half of what checking a submission takes. So the hash of what was
found valid is kept in one file of the user's cache folder. It holds hashes only: losing it costs time, and an entry too
many lets an exercise through whose mistakes show up later.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import grader

_MAX_BYTES = 256_000
_RULES = ("checks_file.py", "cross.py", "gaps.py", "load.py", "names.py", "programs.py", "reading.py", "schema.py")


def ticket(path: Path, version: str) -> str:
    """Names an exercise at its place together with the rules that it was held against."""
    digest = hashlib.sha256()
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for part in (grader.__version__, python, path.parent.name, path.name, version):
        digest.update(f"{part}\0".encode("utf-8", "surrogateescape"))
    folder = Path(__file__).parent
    for name in _RULES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The tickets in a file, one a line; without a file, none."""

    file: Path | None

    @classmethod
    def default(cls, environ: Mapping[str, str]) -> Accepted:
        folder = cache_folder(environ)
        return cls(folder / "accepted-exercises" if folder is not None else None)

    def __contains__(self, one: str) -> bool:
        if self.file is None:
            return False
        try:
            return one in self.file.read_text("ascii").split("\n")
        except (OSError, ValueError):
            return False

    def add(self, one: str) -> None:
        """Note a ticket. A cache that cannot be written is no cache."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            full = self.file.exists() and self.file.stat().st_size > _MAX_BYTES
            with self.file.open("w" if full else "a", encoding="ascii") as out:
                out.write(one + "\n")
        except OSError:
            return


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Where this system keeps what may be lost; ``GRADER_CACHE`` names another folder, or none if it is empty."""
    if "GRADER_CACHE" in environ:
        return Path(environ["GRADER_CACHE"]) if environ["GRADER_CACHE"] else None
    home = environ.get("HOME") or environ.get("USERPROFILE")
    candidates = {
        "win32": environ.get("LOCALAPPDATA"),
        "darwin": f"{home}/Library/Caches" if home else None,
    }
    base = candidates.get(sys.platform) or environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else None)
    return Path(base) / "asyncio-grader" if base and Path(base).is_absolute() else None
