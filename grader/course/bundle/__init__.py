"""Bundles: what other systems run to grade a submission by themselves.

A bundle holds the grader as a wheel, the chosen exercises with their checks, and a script in the words of the system.
Reference solutions stay out; the answers in an exercise's file are in it, so that a bundle is not for learners.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from grader.catalogue import Course
from grader.course.bundle.wheel import pack_wheel, pinned_requirements, write_zip
from grader.course.policy import load_policy
from grader.errors import UserError
from grader.model import Exercise

FACTS_NAME: Final = "bundle.json"
POLICY_NAME: Final = "policy.yaml"
COURSE_NAME: Final = "course"
_CHAPTER: Final = "chapter.yaml"


class System(enum.StrEnum):
    """Who runs a bundle."""

    GRADESCOPE = "gradescope"
    CLASSROOM50 = "classroom50"


_SCRIPTS: Final = {
    System.GRADESCOPE: ("setup.sh", "run_autograder"),
    System.CLASSROOM50: ("autograder.py",),
}


@dataclass(frozen=True, slots=True)
class BundleOptions:
    """What a bundle does: ``isolation`` is the level that is asked for where it runs.

    ``policy`` is the file with points and visibilities. ``wheels`` is a folder with the wheels of everything that the
    grader needs, for a system that cannot reach an index.
    """

    isolation: str = "best"
    policy: Path | None = None
    wheels: Path | None = None


def make_bundle(
    system: System, course: Course, exercises: Sequence[str], output: Path, options: BundleOptions
) -> tuple[Exercise, ...]:
    """Write a bundle for ``system``: for Gradescope a zip archive, for Classroom 50 a folder. Returns its exercises.

    Raises:
        UserError: if there is no such exercise, a wheel is missing, or ``output`` exists already or cannot be written.
    """
    chosen = tuple({exercise.id: exercise for exercise in map(course.get, exercises)}.values())
    files = _course_files(chosen)
    requirements = pinned_requirements()
    name, wheel = pack_wheel()
    files[f"wheels/{name}"] = wheel
    files["requirements.txt"] = "".join(f"{line}\n" for line in requirements).encode()
    if options.wheels is not None:
        files |= _wheels(options.wheels, requirements)
    if options.policy is not None:
        load_policy(options.policy, course.ids())
        files[POLICY_NAME] = options.policy.read_bytes()
    facts = {
        "format": 1,
        "exercises": [exercise.id for exercise in chosen],
        "isolation": options.isolation,
        "offline": options.wheels is not None,
    }
    files[FACTS_NAME] = f"{json.dumps(facts, indent=2)}\n".encode()
    scripts = _SCRIPTS[system]
    for script in scripts:
        files[script] = resources.files("grader.course.bundle").joinpath("scripts", script).read_bytes()
    _write(system, files, frozenset(scripts), output)
    return chosen


def _course_files(exercises: Sequence[Exercise]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for exercise in exercises:
        folder = exercise.path.parent
        names = [exercise.path.name, exercise.checks_path.name, *exercise.data_files]
        if (folder / _CHAPTER).is_file():
            names.append(_CHAPTER)
        for name in names:
            files[f"{COURSE_NAME}/exercises/{folder.name}/{name}"] = (folder / name).read_bytes()
    return files


def _wheels(folder: Path, requirements: Sequence[str]) -> dict[str, bytes]:
    """The wheels in a folder; ``UserError`` if one of those that are needed is not there."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    if not folder.is_dir():
        raise UserError(f"there is no folder {folder}")
    files: dict[str, bytes] = {}
    found = set()
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, *_ = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            raise UserError(f"{path} is not the name of a wheel") from None
        found.add(f"{name}=={version}")
        files[f"wheels/{path.name}"] = path.read_bytes()
    missing = [line for line in requirements if line not in found]
    if missing:
        raise UserError(
            f"{folder} lacks the wheels of {', '.join(missing)}. Get them for the machine that will run the bundle: "
            f"pip download --only-binary :all: --dest {folder} {' '.join(missing)}"
        )
    return files


def _write(system: System, files: dict[str, bytes], programs: frozenset[str], output: Path) -> None:
    if output.exists():
        raise UserError(f"{output} exists already: name another place, or remove it first")
    try:
        if system is System.GRADESCOPE:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(write_zip(files, programs=programs))
            return
        for name, content in files.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if name in programs:
                path.chmod(0o755)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror or error}") from None
