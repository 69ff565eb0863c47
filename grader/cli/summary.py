"""``grader summary``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from grader.cli.common import format_option
from grader.cli.practising import need_desk, open_look, show
from grader.cli.settings import ExitCode, Format, Settings


@click.command("summary")
@format_option
@click.pass_obj
def command(settings: Settings, output: str) -> int:
    """Show what you solved, your time, your attempts, and your mistakes with the pages that explain them.

    \b
    Examples:
      grader summary
      grader summary --format json
    """
    from grader.feedback import slugs_with_page
    from grader.practice.overview import summary

    desk = need_desk(settings)
    found = summary(desk.progress(), desk.course.ids(), desk.now().date())
    pages = slugs_with_page()
    if output == Format.JSON:
        import json

        data: dict[str, Any] = {"format": 1, **asdict(found)}
        data["mistakes"] = [
            {"slug": slug, "count": count, "page": f"slugs/{slug}" if slug in pages else None}
            for slug, count in found.mistakes
        ]
        data["next_due"] = found.next_due.isoformat() if found.next_due is not None else None
        click.echo(json.dumps(data, indent=2))
    else:
        console, look = open_look(settings)
        show(console, look.summary(found, pages))
    return ExitCode.OK
