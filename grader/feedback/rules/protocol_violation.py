"""The program disturbed the way in which its results are handed over."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "protocol-violation"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.PROTOCOL_VIOLATION:
        return None
    return context.say(
        SLUG,
        what="Your program wrote into the channel over which its results are handed to the checks, so the results "
        "cannot be read.",
        why="Only `print()` and the value that a function returns count. File descriptors that the program did not "
        "open itself belong to somebody else.",
        ask="Where does your program write to, close or reuse a file descriptor that it did not open?",
    )
