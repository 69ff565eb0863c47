"""The program took too long in real time, though it hardly computed."""

from __future__ import annotations

from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "wall-limit"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.WALL_LIMIT:
        return None
    return context.say(
        SLUG,
        what=f"Your program was still waiting after {seconds(context.exercise.limits.wall_s)} of real time, and was "
        "ended.",
        why="It waited for something outside the event loop: a thread, a child process or a blocking call. The "
        "loop's own timers cost no real time here, so they are not the reason.",
        ask="Which call waits without the event loop knowing about it?",
    )
