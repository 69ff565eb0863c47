"""A gap of the starter code still stands."""

from __future__ import annotations

from grader.feedback.context import Context, count
from grader.model import Diagnosis

SLUG = "open-gaps"


def explain(context: Context) -> Diagnosis | None:
    if not context.gaps:
        return None
    gap, *others = context.gaps
    asks = f": {gap.ask.rstrip('.')}" if gap.ask else ""
    also = f" {count(len(others), 'more gap')} {'is' if len(others) == 1 else 'are'} open after it." if others else ""
    return context.say(
        SLUG,
        what=f"Gap {gap.number} of {gap.total} (`____{gap.name}____`) is still open{asks}.{also}",
        where=context.place(gap.line, gap.column),
        why="A gap is only a name that holds the place for your code. The program runs when every gap is filled.",
        ask=f"What belongs on line {gap.line} in place of `____{gap.name}____`?",
    )
