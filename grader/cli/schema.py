"""``grader schema``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.settings import ExitCode


@click.command("schema")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write to this file.")
def command(output: Path | None) -> int:
    """Print the JSON Schema of the exercise format.

    An editor that knows it completes keys and marks mistakes while you write.

    \b
    Examples:
      grader schema
      grader schema --output exercise.schema.json
    """
    import json

    from grader.catalogue import json_schema

    text = json.dumps(json_schema(), indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        _replace(output, text)
        click.echo(f"Written: {output}", err=True)
    return ExitCode.OK


def _replace(path: Path, text: str) -> None:
    """Writes beside ``path`` and moves over it: a reader finds the old or the new text, never half of it."""
    from grader.errors import UserError

    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written: {error.strerror}") from None
