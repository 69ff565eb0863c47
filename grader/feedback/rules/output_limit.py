"""The program printed without end."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "output-limit"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.OUTPUT_LIMIT:
        return None
    prints = syntax.calls(context.source.tree, "print")
    return context.say(
        SLUG,
        what=f"Your program printed more than {context.exercise.limits.output_kb} kB, and was ended.",
        where=context.place(prints[0].lineno) if len(prints) == 1 else None,
        why="So much output comes from a loop that does not stop, or from printing a value that keeps growing.",
        ask="How often should the line be printed, and what counts that?",
    )
