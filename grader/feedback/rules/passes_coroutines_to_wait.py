"""``asyncio.wait([coroutine])``."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "passes-coroutines-to-wait"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError") or "Passing coroutines is forbidden" not in error.message:
        return None
    return context.say(
        SLUG,
        what="`asyncio.wait()` was given bare coroutines; since Python 3.11 it takes tasks and futures only.",
        where=context.error_place(error),
        why="`wait()` hands back the very objects that you gave it, in two sets. A bare coroutine would have to be "
        "wrapped first, and you would not find your own objects in the sets.",
        ask="What turns a coroutine into something that the loop runs, and that you can find again afterwards?",
    )
