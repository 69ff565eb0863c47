"""A callback raised an exception; the loop reported it and went on."""

from __future__ import annotations

from grader.feedback import facts, syntax, unseen
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "error-in-callback"


def explain(context: Context) -> Diagnosis | None:
    found = unseen.unseen(context)
    if found is None or not found.in_callback:
        return None
    name = facts.callback_name(found.event)
    who = f"The callback `{name}`" if name and not context.hidden else "A callback"
    then = "Then nothing more could happen" if context.seen.ending.is_standstill else "The rest of the program went on"
    if syntax.calls(context.source.tree, *_ASKERS, line=found.line) and not _is_own(context, name):
        return context.say(
            SLUG,
            what=f"{who}, asked for on line {found.line}, ended in {context.message(found.error)}.",
            where=context.place(found.line),
            why="The loop called it, so the exception went to the loop, which only reports it on standard error. "
            f"{then}.",
            ask="With which arguments does the loop call it, and which does it take?",
        )
    if found.error.is_a("CancelledError"):
        asked = syntax.last_name(syntax.calls(context.source.tree, "result", "exception", line=found.line)[0].func)
        return context.say(
            SLUG,
            what=f"{who} ended in `CancelledError`{context.line(found.line)}: the task that it was called for had been "
            "cancelled.",
            where=context.place(found.line),
            why=f"Of a cancelled task, `{asked}()` gives nothing: it raises. What stands below that line in the "
            f"callback was not done. {then}.",
            ask="In which ways can a task end, and what should the callback do in each of them?",
        )
    return context.say(
        SLUG,
        what=f"{who} ended in {context.message(found.error)}{context.line(found.line)}.",
        where=context.place(found.line),
        why="The loop called it, so the exception went to the loop, which only reports it on standard error. What "
        f"stands below that line in the callback was not done. {then}.",
        ask="Why did that line fail, and what should become of the rest of the callback then?",
    )


_ASKERS = ("add_done_callback", "call_soon", "call_later", "call_at", "call_soon_threadsafe")


def _is_own(context: Context, name: str) -> bool:
    """Whether the callback is a function of the file, so that the line is one of its own."""
    return not name or name in syntax.function_names(context.source.tree)
