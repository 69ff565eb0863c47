"""``grader start``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import current_folder
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings

if TYPE_CHECKING:
    from grader.practice.setup import Started
    from grader.practice.workspace import Loaded

_DEFAULT = "practice"


@click.command("start")
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.pass_obj
def command(settings: Settings, folder: Path | None) -> int:
    """Make a folder to practise in: a file for each exercise, by chapter, and your progress.

    Without DIR it is called practice. In a folder that was made so before, start repairs what is missing, adds what is
    new in the course, and says which exercises that you solved have changed. It never overwrites what you wrote.

    \b
    Examples:
      grader start
      grader start my-practice
      grader --course my-course start my-practice
    """
    from grader.catalogue import find_course
    from grader.practice.setup import is_workspace, start, was_workspace
    from grader.practice.workspace import find_workspace, load_course

    here = current_folder()
    inside = find_workspace(here) if folder is None else None
    root = inside.root if inside is not None else here / (folder or _DEFAULT)
    root = Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow links, and messages name the folder as given
    course = find_course(settings.course, root if is_workspace(root) else here, os.environ)
    loaded = load_course(course)
    if folder is None and inside is None and was_workspace(here, loaded):
        root = here
    started = start(root, course, loaded)
    for line in _told(started, loaded, _shown(root, here)):
        say(line)
    if loaded.problems:
        files = ", ".join(sorted({problem.path.stem for problem in loaded.problems}))
        say(f"Left out, because their authors still have to mend them: {files}", err=True)
    return ExitCode.OK


def _shown(root: Path, here: Path) -> str:
    """The folder as one would type it."""
    return str(root.relative_to(here)) if root.is_relative_to(here) else str(root)


def _told(started: Started, loaded: Loaded, folder: str) -> list[str]:
    from grader.practice.workspace import place_of

    workspace = started.workspace
    progress = workspace.store.read()
    current = loaded.named(progress.current or "") or loaded.exercises[0]
    if started.is_new:
        where = "this folder" if folder == "." else folder
        lines = [f"Your practice is in {where}: {len(loaded.exercises)} exercises, each a file with its task on top."]
    else:
        lines = _changes(started)
    first = place_of(current)
    lines += ["", "Now type:"]
    if folder != ".":
        lines.append(f"  cd {folder}")
    lines += ["  grader watch", ""]
    return [*lines, f"Open {first} in your editor beside it: the file is checked each time you save it."]


def _changes(started: Started) -> list[str]:
    lines = [f"Moved with its exercise: {old} is now {new}" for old, new in started.moved]
    lines += _listed("Written", started.written)
    lines += _listed("Brought up to date, since you had not touched them", started.upgraded)
    lines += _listed(
        "Changed in the course since you began them; your files stay, `grader reset NAME` gives the new starter",
        started.starter_changed,
    )
    lines += _listed("Changed in the course since you solved them; still solved", started.solved_changed)
    lines += _listed("No longer in the course; your progress is kept", started.gone)
    return lines or ["Everything is in place."]


def _listed(what: str, names: list[str]) -> list[str]:
    return [f"{what}: {', '.join(names)}"] if names else []
