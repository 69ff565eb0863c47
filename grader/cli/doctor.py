"""``grader doctor``."""

from __future__ import annotations

import platform
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from grader import __version__
from grader.cli.common import format_option, open_course
from grader.cli.settings import ExitCode, Format, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.sandbox.doctor import Finding

LIBRARIES = ("click", "Jinja2", "markdown-it-py", "pydantic", "pytest", "PyYAML", "rich")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; ``remedy`` says how to get what is missing."""

    section: str
    name: str
    ok: bool
    detail: str
    remedy: str | None = None


@click.command("doctor")
@format_option
@click.pass_obj
def command(settings: Settings, output: str) -> int:
    """Say what this machine offers: Python, isolation, libraries, the course; and how to get what is missing.

    \b
    Examples:
      grader doctor
      grader doctor --format json
    """
    from grader.sandbox.doctor import survey

    lines = [*_python(), *map(_isolation, survey()), *_libraries(), _course(settings)]
    if output == Format.JSON:
        import json

        click.echo(json.dumps([asdict(line) for line in lines], indent=2))
    else:
        _print(lines)
    return ExitCode.OK


def _python() -> list[Line]:
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return [
        Line("grader", "grader", True, __version__),
        Line("grader", "Python", True, f"{platform.python_version()}, {sys.executable}"),
        Line("grader", "system", True, system),
    ]


def _isolation(finding: Finding) -> Line:
    return Line("isolation", finding.name, finding.ok, finding.detail, finding.remedy)


def _libraries() -> list[Line]:
    from importlib.metadata import PackageNotFoundError, version

    lines = []
    for name in LIBRARIES:
        try:
            lines.append(Line("libraries", name, True, version(name)))
        except PackageNotFoundError:
            remedy = f"{sys.executable} -m pip install {name}"
            lines.append(Line("libraries", name, False, "not installed", remedy))
    return lines


def _course(settings: Settings) -> Line:
    try:
        course = open_course(settings)
    except UserError as error:
        return Line("course", "course", False, str(error), "Name one with --course DIR, or leave the option out.")
    return Line("course", "course", True, f"{course.root}, {len(course.ids())} exercises")


def _print(lines: list[Line]) -> None:
    section = ""
    width = max(len(line.name) for line in lines)
    for line in lines:
        if line.section != section:
            section = line.section
            click.echo(f"{section}:")
        click.echo(f"  {'ok     ' if line.ok else 'missing'}  {line.name:{width}}  {line.detail}")
        if line.remedy is not None and not line.ok:
            click.echo(f"  {'':7}  {'':{width}}  to get it: {line.remedy}")
