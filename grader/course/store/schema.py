"""The tables of the store, and how an older store becomes one of today.

Each entry of ``_STEPS`` leads from one version to the next and is never changed once it was released: a new store goes
through all of them, so that it cannot differ from an old one that was brought up to date.
"""

from __future__ import annotations

from typing import Final

_FIRST: Final = (
    "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # What a learner is called, by the roster or by the names of what was handed in.
    """CREATE TABLE learner (
        key TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, section TEXT NOT NULL, ids TEXT NOT NULL
    ) WITHOUT ROWID""",
    # An exercise as it was at one time; `checks` is a JSON list of [id, title, points].
    """CREATE TABLE edition (
        id INTEGER PRIMARY KEY, exercise TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
        chapter TEXT NOT NULL, max_score REAL NOT NULL, checks TEXT NOT NULL, UNIQUE (exercise, version)
    )""",
    """CREATE TABLE exercise (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, edition INTEGER NOT NULL REFERENCES edition
    ) WITHOUT ROWID""",
    # What results depend on besides the exercise and the submission; `facts` is JSON.
    "CREATE TABLE environment (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, facts TEXT NOT NULL)",
    # What was handed in, each text once however many handed it in; `source` and `files` are compressed.
    """CREATE TABLE submission (
        id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, source BLOB NOT NULL, unreadable TEXT, files BLOB NOT NULL
    )""",
    # One result for each submission, edition and environment. Never one that is ungraded. `report` is compressed JSON.
    """CREATE TABLE result (
        id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submission,
        edition INTEGER NOT NULL REFERENCES edition, environment INTEGER NOT NULL REFERENCES environment,
        status TEXT NOT NULL CHECK (status IN ('passed', 'failed')), score REAL NOT NULL, max_score REAL NOT NULL,
        report BLOB NOT NULL, graded_at TEXT NOT NULL, UNIQUE (submission, edition, environment)
    )""",
    # One answer of one learner to one exercise; `result` is the one that counts, empty until it is graded.
    """CREATE TABLE work (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL REFERENCES learner, exercise TEXT NOT NULL,
        attempt INTEGER NOT NULL, submission INTEGER NOT NULL REFERENCES submission, file TEXT NOT NULL,
        origin TEXT NOT NULL, submitted_at TEXT, marked_late INTEGER NOT NULL, result INTEGER REFERENCES result,
        UNIQUE (learner, exercise, attempt)
    )""",
    "CREATE INDEX work_waiting ON work (exercise, submission) WHERE result IS NULL",
    "CREATE INDEX work_by_submission ON work (submission)",
    "CREATE INDEX work_by_result ON work (result)",
    # Why something could not be graded the last time that it was tried; `run` names that time.
    """CREATE TABLE ungraded (
        exercise TEXT NOT NULL, submission INTEGER NOT NULL REFERENCES submission, reason TEXT NOT NULL, report BLOB,
        run TEXT NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (exercise, submission)
    ) WITHOUT ROWID""",
    """CREATE TABLE remark (
        source TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL, text TEXT NOT NULL, learner TEXT, exercise TEXT
    )""",
    # The newest row of a learner and exercise is in force; one without points takes the one before it back.
    """CREATE TABLE override (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, points REAL, reason TEXT NOT NULL,
        made_at TEXT NOT NULL
    )""",
    "CREATE INDEX override_by_learner ON override (learner, exercise)",
    # What counted before, and why it does not any more.
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, attempt INTEGER NOT NULL,
        submission INTEGER NOT NULL REFERENCES submission, result INTEGER NOT NULL REFERENCES result,
        ended_at TEXT NOT NULL, why TEXT NOT NULL
    )""",
    "CREATE INDEX history_by_learner ON history (learner)",
    "CREATE INDEX history_by_result ON history (result)",
    "CREATE INDEX history_by_submission ON history (submission)",
)
_SECOND: Final = (
    # How long grading took, in wall seconds: what an estimate of cost is made from. Unknown for older results.
    "ALTER TABLE result ADD COLUMN seconds REAL",
)
_STEPS: Final = (_FIRST, _SECOND)

VERSION: Final = len(_STEPS)
"""The version of the store that this grader writes."""


def statements_from(version: int) -> tuple[str, ...]:
    """What makes a store of that version one of today; 0 is an empty file."""
    return tuple(statement for step in _STEPS[version:] for statement in step)
