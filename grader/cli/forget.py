"""``grader forget``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.cli.coursework import out_argument, say
from grader.cli.settings import ExitCode
from grader.errors import UserError


@click.command("forget")
@out_argument
@click.argument("learner")
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal to ask on.")
def command(folder: Path, learner: str, yes: bool) -> int:
    """Delete everything that the results hold about a learner: work, results, scores set by hand, history.

    DIR is what 'grader grade' was given with --out. LEARNER is a name, an e-mail address or an id. Reports made before,
    and the submissions themselves, are files of yours: delete them too, or the learner comes back when you grade again.

    \b
    Examples:
      grader forget results "Ada Lovelace"
      grader forget results s123 --yes
    """
    from grader.course.store import alone_in, open_database
    from grader.course.store.people import find_learner, forget

    open_database(folder).close()  # before a lock is made where no results are
    with alone_in(folder), open_database(folder) as database:
        who = find_learner(database, learner)
        works = database.number("SELECT COUNT(*) FROM work WHERE learner = ?", who.key)
        say(f"{who.name} ({who.key}): {works} work{'' if works == 1 else 's'} in {folder}")
        if not yes and not _agreed():
            say("Nothing was deleted.")
            return ExitCode.OK
        forgotten = forget(database, who)
    texts = f"{forgotten.submissions} text{'' if forgotten.submissions == 1 else 's'} that nobody else handed in"
    say(f"Deleted, with {texts}.")
    return ExitCode.OK


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise UserError("nothing was deleted: add --yes, since there is no terminal to ask on")
    return click.confirm("Delete all of it? It cannot be undone", default=False, err=True)
