"""Finding a learner by what people call them, and forgetting one."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import Any, Final

from grader.course.store.database import Database
from grader.errors import UserError
from grader.model import Learner


def read_learner(row: tuple[Any, ...]) -> Learner:
    """``row`` is key, name, email, section and ids."""
    key, name, email, section, ids = row
    return Learner(str(key), str(name), str(email), str(section), json.loads(ids))


def find_learner(database: Database, text: str) -> Learner:
    """The learner with that key, name or e-mail address. ``UserError`` if there is none, or more than one."""
    found = database.row("SELECT key, name, email, section, ids FROM learner WHERE key = ?", text)
    if found is not None:
        return read_learner(found)
    wanted = text.casefold().strip()
    names: list[str] = []
    matches: list[Learner] = []
    for row in database.rows("SELECT key, name, email, section, ids FROM learner ORDER BY key"):
        learner = read_learner(row)
        names.append(learner.name)
        if wanted and wanted in (learner.key.casefold(), learner.name.casefold(), learner.email.casefold()):
            matches.append(learner)
    if len(matches) > 1:
        keys = ", ".join(learner.key for learner in matches)
        raise UserError(f"several learners are called {text!r}: say which one is meant, by key: {keys}")
    if not matches:
        close = difflib.get_close_matches(text, names, n=1)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        raise UserError(f"no learner is called {text!r} in {database.folder}{meant}")
    return matches[0]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much of a learner was deleted. ``submissions`` are texts that nobody else handed in."""

    works: int
    submissions: int


_UNUSED: Final = """SELECT id FROM submission s WHERE NOT EXISTS (SELECT 1 FROM work w WHERE w.submission = s.id)
    AND NOT EXISTS (SELECT 1 FROM history h WHERE h.submission = s.id)"""


def forget(database: Database, learner: Learner) -> Forgotten:
    """Delete all that the store holds about a learner; a text that somebody else handed in too stays as theirs.

    Call it while nobody grades: what is being graded would come back.
    """
    key = learner.key
    with database.transaction(durable=True):
        database.run(
            "DELETE FROM remark WHERE learner = ?1 OR origin IN (SELECT origin FROM work WHERE learner = ?1)", key
        )
        database.run("DELETE FROM override WHERE learner = ?", key)
        database.run("DELETE FROM history WHERE learner = ?", key)
        works = database.run("DELETE FROM work WHERE learner = ?", key)
        database.run("DELETE FROM learner WHERE key = ?", key)
        submissions = _delete_unused(database)
    database.wipe_traces()
    return Forgotten(works, submissions)


def _delete_unused(database: Database) -> int:
    database.run(f"DELETE FROM ungraded WHERE submission IN ({_UNUSED})")
    database.run(f"DELETE FROM result WHERE submission IN ({_UNUSED})")
    return database.run(f"DELETE FROM submission WHERE id IN ({_UNUSED})")
