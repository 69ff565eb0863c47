"""What a result depends on besides the exercise and the submission."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import grader
from grader.model import REPORT_FORMAT, Isolation

_PARTS: Final = (
    "model.py",
    "errors.py",
    "submission.py",
    "grade.py",
    "catalogue",
    "sandbox",
    "checks",
    "feedback",
    "reports/json_report.py",
    "reports/text.py",
)
"""What of the grader has a say in a report. Commands, pages and exports have none."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The grader, the Python and the isolation that results were made with."""

    grader: str
    code: str
    """A hash of the grader's own source text: a version number alone does not tell a checkout from the next."""
    python: str
    pytest: str
    level: str
    guarantees: tuple[str, ...]
    report_format: int = REPORT_FORMAT

    @classmethod
    def here(cls, isolation: Isolation, python: str) -> Environment:
        """That of this process, with what its check host says of itself."""
        code = hash_of_code(Path(grader.__file__).parent)
        return cls(grader.__version__, code, python, version("pytest"), isolation.level, isolation.guarantees)

    @classmethod
    def from_json(cls, text: str) -> Environment:
        data: dict[str, Any] = json.loads(text)
        return cls(**data | {"guarantees": tuple(data["guarantees"])})

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def differences(self, newer: Environment) -> tuple[str, ...]:
        """What differs, one phrase each."""
        pairs = (
            ("grader", self.grader, newer.grader),
            ("Python", self.python, newer.python),
            ("pytest", self.pytest, newer.pytest),
            ("isolation", self.level, newer.level),
        )
        found = [f"{name} {old} -> {new}" for name, old, new in pairs if old != new]
        if self.level == newer.level and self.guarantees != newer.guarantees:
            found.append("other guarantees of the isolation")
        if self.code != newer.code and self.grader == newer.grader:
            found.append("changes in the grader's code")
        if self.report_format != newer.report_format:
            found.append("another form of the report")
        return tuple(found)


def hash_of_code(package: Path) -> str:
    """A hash of those source files of the grader that have a say in a report."""
    digest = hashlib.sha256()
    for part in _PARTS:
        path = package / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{file.relative_to(package).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
