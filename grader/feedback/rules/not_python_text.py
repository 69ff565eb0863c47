"""The file is not text that Python could read."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "not-python-text"


def explain(context: Context) -> Diagnosis | None:
    reason = context.submission.unreadable
    if reason is None:
        return None
    reason = reason.rstrip(".")
    return context.say(
        SLUG,
        what=f"The file cannot be read as a Python program: {reason}.",
        why="A Python file is plain text, in UTF-8. Nothing was run, and nothing was judged yet.",
        ask="Is this the file that you meant to hand in, saved as plain text by your editor?",
    )
