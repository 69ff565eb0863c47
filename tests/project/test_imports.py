"""Imports run one way, and what runs inside the sandbox needs the standard library alone."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "grader"

BASE = {"model", "errors"}
PARTS = BASE | {"submission", "catalogue", "sandbox", "feedback", "reports"}
USES = PARTS | {"checks", "grade", "running"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "submission": BASE,
    "catalogue": BASE,
    "sandbox": BASE,
    "feedback": BASE,
    "reports": {"model"},
    "checks": BASE | {"sandbox"},
    "grade": PARTS | {"checks"},
    "running": PARTS,
    "practice": USES,
    "course": USES,
    "authoring": USES,
    "cli": USES | {"practice", "course", "authoring"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Each part of the package with the parts that it may import; itself it may import always."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(source: bytes, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Every module that the source imports anywhere, with the line; a relative import as the absolute one it means."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (above, node.module)))
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def imported_by(path: Path) -> Iterator[tuple[int, str]]:
    return imported(path.read_bytes(), path.relative_to(ROOT).parts[:-1])


def part(module: str) -> str | None:
    """``grader.cli.app`` belongs to ``cli``; what is not ours, and the package itself (its version), to no part."""
    names = module.split(".")
    if names[0] != "grader" or names[1:] in ([], ["__version__"]):
        return None
    return names[1]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = MAY_IMPORT[own] | {own, None}
    wrong = [
        f"{name(path)}:{line} imports {module}" for line, module in imported_by(path) if part(module) not in allowed
    ]
    assert wrong == []


def may_run_inside(module: str) -> bool:
    if module.split(".", maxsplit=1)[0] in sys.stdlib_module_names:
        return True
    return module.startswith(("grader.sandbox.protocol.", "grader.sandbox.inside.")) or module in (
        "grader.sandbox.protocol",
        "grader.sandbox.inside",
    )


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "inside" in p.parts] + [PACKAGE / "sandbox/protocol.py"], ids=name
)
def test_what_runs_inside_the_sandbox_needs_the_standard_library_alone(path: Path) -> None:
    wrong = [
        f"{name(path)}:{line} imports {module}" for line, module in imported_by(path) if not may_run_inside(module)
    ]
    assert wrong == []


def test_relative_nested_and_lazy_imports_are_seen() -> None:
    source = b"from . import policy\ndef f():\n    from ..feedback import rules\n    import grader.cli.app\n"
    found = [module for _, module in imported(source, ("grader", "sandbox"))]
    assert found == ["grader.sandbox.policy", "grader.feedback.rules", "grader.cli.app"]
    assert [part(module) for module in found] == ["sandbox", "feedback", "cli"]


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after ``statement``."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "COV_", "PYTHON"))}
    program = f"import sys\nbefore = set(sys.modules)\n{statement}\nprint(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environ)
    return {module.split(".")[0] for module in done.stdout.split()}


def test_the_command_line_imports_no_heavy_library() -> None:
    heavy = {"pydantic", "rich", "yaml", "pytest", "_pytest", "jinja2", "asyncio", "markdown_it", "pygments"}
    assert modules_after("import grader.cli") & heavy == set()


def test_help_imports_no_command() -> None:
    after = modules_after("import grader.cli.app")
    assert "click" in after
    loaded = subprocess.run(
        [sys.executable, "-c", _HELP_THEN_MODULES], capture_output=True, text=True, check=True
    ).stdout.splitlines()[-1]
    own = ("app", "boundary", "everywhere", "prose", "settings")
    assert loaded.split() == ["grader.cli", *(f"grader.cli.{name}" for name in own), "grader.errors"]


_HELP_THEN_MODULES = """
import sys
from grader.cli.app import cli
try:
    cli.main(["--help"])
except SystemExit as end:
    assert end.code == 0
print(*sorted(m for m in sys.modules if m.startswith("grader.")))
"""
