"""``grader explain``."""

from __future__ import annotations

from pathlib import Path

import click

import grader
from grader.cli.settings import ExitCode, Settings
from grader.errors import UserError

_PACKAGE = Path(grader.__file__).parent


@click.command("explain")
@click.argument("name", metavar="[NAME]", required=False)
@click.pass_obj
def command(settings: Settings, name: str | None) -> int:
    """Explain a mistake that feedback named, with a wrong and a right program.

    Without NAME, list what there is to be explained.

    \b
    Examples:
      grader explain
      grader explain never-awaited
    """
    pages = {path.stem: path for path in sorted(_folder().glob("*.md"))}
    if name is None:
        widest = max(map(len, pages))
        for slug, path in pages.items():
            click.echo(f"{slug:<{widest}}  {path.read_text(encoding='utf-8').splitlines()[0].removeprefix('# ')}")
        return ExitCode.OK
    slug = name.removeprefix("slugs/")
    if slug not in pages:
        from grader.catalogue.names import did_you_mean

        raise UserError(f"there is no page on `{name}`{did_you_mean(slug, pages)}")
    _show(settings, pages[slug].read_text(encoding="utf-8"))
    return ExitCode.OK


def _folder() -> Path:
    """Beside the package in a checkout, inside it in a wheel."""
    shipped = _PACKAGE / "_slugs"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "docs" / "slugs"


def _show(settings: Settings, page: str) -> None:
    from rich.markdown import Markdown

    from grader.cli.terminal import open_console

    console = open_console(settings.color)
    if settings.plain or not console.is_terminal:
        click.echo(page, nl=not page.endswith("\n"))
    else:
        console.print(Markdown(page, code_theme="ansi_dark"))
