"""Running the command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from grader.cli.app import cli


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Invoke:
    """``invoke("check", "x.py")`` runs ``grader check x.py``."""

    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ended:
        self.captured.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(arguments)
        out, err = self.captured.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(int(end.value.code), out, err)
