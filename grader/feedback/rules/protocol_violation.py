"""The program disturbed the way in which its results are handed over."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.feedback.rules import never_ends
from grader.model import Diagnosis, Ending

SLUG = "protocol-violation"
_TOO_MANY = "too many calls of probes"
"""What the sandbox says of a program that calls without end; that is no attempt to disturb it."""


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.PROTOCOL_VIOLATION:
        return None
    if context.seen.detail == _TOO_MANY:
        return context.say(
            never_ends.SLUG,
            what="Your program went on and on: it called a function of the check again and again, until it was ended.",
            why="The function was called far more often than any right answer calls it.",
            ask="What should bring the calls to an end, and which line makes sure that it comes?",
        )
    return context.say(
        SLUG,
        what="Your program wrote into the channel over which its results are handed to the checks, so the results "
        "cannot be read.",
        why="Only `print()` and the value that a function returns count. File descriptors that the program did not "
        "open itself belong to somebody else.",
        ask="Where does your program write to, close or reuse a file descriptor that it did not open?",
    )
