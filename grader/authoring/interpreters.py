"""The same gates on the other versions of Python that this machine has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from grader.authoring.findings import Finding, Verification
from grader.errors import Problem

NAME: Final = "same-on-every-python"
"""The gate that this is."""

_GATES: Final = ("checks-load", "solution-passes", "accepted-pass", "right-answers-quiet", "wrong-answers-caught")
_VERSIONS: Final = range(11, 15)
_ASK: Final = "import sys, click, pydantic, pytest, rich, yaml; print('%d.%d' % sys.version_info[:2])"
_ROOT: Final = Path(__file__).parents[2]
_ASK_S: Final = 60.0
_VERIFY_S: Final = 1800.0


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter that has what the grader needs; ``version`` such as ``3.12``."""

    path: str
    version: str


def find_interpreters(named: Sequence[str] = ()) -> tuple[tuple[Interpreter, ...], tuple[str, ...]]:
    """Those named and those on the search path, one of each other version; and remarks on those that cannot be used."""
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found: dict[str, Interpreter] = {}
    remarks = []
    candidates = [*named, *(path for minor in _VERSIONS if (path := shutil.which(f"python3.{minor}")))]
    for path in candidates:
        version = _version(path)
        if version is None:
            remarks.append(f"{path} is left out: it does not run, or lacks what the grader needs")
        elif version != own:
            found.setdefault(version, Interpreter(path, version))
    return tuple(found.values()), tuple(remarks)


def _version(path: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - an interpreter that the author named or that is on the search path
            [path, "-c", _ASK], capture_output=True, text=True, timeout=_ASK_S, env=_environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def verify_elsewhere(
    verifications: Iterable[Verification], course: Path, isolation: str, interpreters: Iterable[Interpreter]
) -> tuple[Verification, ...]:
    """The verifications, with what other interpreters found beside it."""
    results = {one.exercise: one for one in verifications}
    paths = [one.path for one in results.values() if one.path.endswith(".yaml")]
    for interpreter in interpreters:
        for found in _verify(interpreter, course, isolation, paths):
            name = found["exercise"]
            if name in results:
                results[name] = _merged(results[name], found, interpreter)
            else:
                results = {key: _with_reason(one, found.get("reason", ""), interpreter) for key, one in results.items()}
    return tuple(results.values())


def _verify(interpreter: Interpreter, course: Path, isolation: str, paths: Sequence[str]) -> list[dict[str, Any]]:
    gates = [argument for gate in _GATES for argument in ("--gate", gate)]
    command = [interpreter.path, "-P", "-m", "grader", "--course", str(course), "verify", "--format", "json"]
    try:
        done = subprocess.run(  # noqa: S603 - as above
            [*command, "--isolation", isolation, *gates, *paths],
            capture_output=True,
            text=True,
            timeout=_VERIFY_S,
            env=_environment(),
            check=False,
        )
        exercises: list[dict[str, Any]] = json.loads(done.stdout)["exercises"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        return [{"exercise": None, "reason": f"{type(error).__name__}: {error}"}]
    return exercises


def _merged(one: Verification, found: dict[str, Any], interpreter: Interpreter) -> Verification:
    here = {(finding.problem.path, finding.problem.line, finding.gate) for finding in one.findings}
    findings = tuple(
        Finding(NAME, problem)
        for problem, gate in _problems(found, interpreter)
        if (problem.path, problem.line, gate) not in here
    )
    ungraded = tuple(f"Python {interpreter.version}: {reason}" for reason in found["ungraded"])
    remarks = tuple(f"on Python {interpreter.version}: {remark}" for remark in found["remarks"])
    return replace(
        one,
        findings=one.findings + findings,
        ungraded=one.ungraded + ungraded,
        remarks=one.remarks + remarks,
        seconds=one.seconds + found["seconds"],
    )


def _problems(found: dict[str, Any], interpreter: Interpreter) -> Iterator[tuple[Problem, str]]:
    for finding in found["findings"]:
        message = f"on Python {interpreter.version}: {finding['message']}"
        yield Problem(Path(finding["path"]), finding["line"], finding["column"], message), finding["gate"]


def _with_reason(one: Verification, reason: str, interpreter: Interpreter) -> Verification:
    return replace(one, ungraded=(*one.ungraded, f"Python {interpreter.version}: {reason}"))
