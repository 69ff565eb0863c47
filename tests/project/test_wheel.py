"""What the wheel holds, file by file, and that an editable install holds no copy of the course."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CACHES = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout as it is, with whatever caches lie about in it."""
    folder = tmp_path_factory.mktemp("wheel")
    (ROOT / "grader" / "__pycache__").mkdir(exist_ok=True)
    build(f"hatchling.build.build_wheel({str(folder)!r})")
    [path] = folder.iterdir()
    return path


def build(call: str) -> None:
    program = f"import hatchling.build\n{call}"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def files_of(folder: str, target: str) -> set[str]:
    found = set()
    for path in (ROOT / folder).rglob("*"):
        inside = path.relative_to(ROOT / folder)
        if path.is_file() and not CACHES.intersection(inside.parts):
            found.add(f"{target}/{inside.as_posix()}")
    return found


def test_holds_the_package_and_the_course_and_nothing_else(wheel: Path) -> None:
    expected = (
        files_of("grader", "grader")
        | files_of("exercises", "grader/_course/exercises")
        | files_of("solutions", "grader/_course/solutions")
        | files_of("docs/slugs", "grader/_slugs")
    )
    assert contents(wheel) == expected


def test_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = {Path(name).name for name in archive.namelist() if ".dist-info/" in name}
        [metadata] = [archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA")]
        [commands] = [archive.read(name).decode() for name in archive.namelist() if name.endswith("/entry_points.txt")]
    assert about == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "LICENSE"}
    assert "Name: asyncio-grader\n" in metadata
    assert "License-Expression: MIT\n" in metadata
    assert "grader = grader.cli:main" in commands
    assert "grader/py.typed" in contents(wheel)


def test_every_exercise_has_its_checks_and_its_solution_in_the_wheel(wheel: Path) -> None:
    held = contents(wheel)
    shipped = [name for name in held if name.startswith("grader/_course/exercises/")]
    exercises = [name for name in shipped if name.endswith(".yaml") and not name.endswith("/chapter.yaml")]
    assert exercises
    for name in exercises:
        stem = name.removesuffix(".yaml").replace("-", "_")
        chapter = name.rsplit("/", 1)[0]
        checks = f"{chapter}/{stem.rsplit('/', 1)[1]}_checks.py"
        assert checks in held
        assert checks.replace("_course/exercises", "_course/solutions").replace("_checks.py", ".py") in held


def test_finds_its_course_where_no_checkout_is(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environ = {key: value for key, value in os.environ.items() if not key.startswith("GRADER_")}
    program = "import grader, grader.catalogue as c; print(grader.__file__); print(c.shipped_course().root)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=elsewhere,
        env=environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    package, course = map(Path, done.stdout.splitlines())
    assert package == site / "grader" / "__init__.py"
    assert course == site / "grader" / "_course"


def test_an_editable_install_copies_nothing(tmp_path: Path) -> None:
    build(f"hatchling.build.build_editable({str(tmp_path)!r})")
    [path] = tmp_path.iterdir()
    assert {name for name in contents(path) if not name.endswith(".pth")} == set()
