"""The program went on past the horizon of virtual time."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending, EventKind

SLUG = "never-ends"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.NEVER_ENDS:
        return None
    still = context.standstill
    wait = next((w for w in still.waits if w.primitive == "sleep" and w.line is not None), None)
    line = (
        wait.line if wait is not None else next((w.line for w in still.waits if w.line is not None), still.entry_line)
    )
    passed = "" if context.hidden else f" After {seconds(still.time)} of the loop's own time it was ended."
    if (found := _far_timer(context) or _iteration(context)) is not None:
        return found
    still_true = _unchanged(context, line)
    line = still_true or line
    loop = _endless_loop(context, line)
    who = f"{context.task(wait.task)} goes round and round" if wait is not None else "Timers come due again and again"
    return context.say(
        SLUG,
        what=f"Your program never ends.{passed}",
        where=context.place(line),
        why=f"{who[:1].upper()}{who[1:]}{f' in the `while` loop of line {loop}' if loop else ''}: there is always "
        "one more timer to wait for, so the loop always has something to do.",
        ask="Under which condition should it be over, and who notices that?",
    )


def _far_timer(context: Context) -> Diagnosis | None:
    """A callback that was scheduled for a time which the program cannot live to see."""
    timers = [e for e in context.trace.of(EventKind.CALLBACK_SCHEDULED) if e.line is not None]
    far = next((e for e in timers if facts.number(e, "when") > context.exercise.limits.virtual_s), None)
    if far is None:
        return None
    due = "" if context.hidden else f", at t={seconds(facts.number(far, 'when'))} by the loop's clock"
    return context.say(
        SLUG,
        what=f"Your program never ends: it waits for a callback that is due in the very far future{due}.",
        where=context.place(far.line),
        why="The loop has a clock of its own. It begins anywhere, so only differences between two of its times mean "
        "something, and the time of another clock means nothing to it.",
        ask="Which clock does the loop go by, and how does a program read it?",
    )


def _iteration(context: Context) -> Diagnosis | None:
    """An ``async for`` over an object that never says that it has nothing more."""
    loop = next((n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.AsyncFor)), None)
    gives = [f for f in syntax.functions(context.source.tree) if f.name == "__anext__"]
    if loop is None or len(gives) != 1 or "StopAsyncIteration" in ast.unparse(gives[0]):
        return None
    if any(isinstance(n, ast.Break | ast.Return) for statement in loop.body for n in ast.walk(statement)):
        return None
    return context.say(
        SLUG,
        what=f"Your program never ends: the `async for` on line {loop.lineno} gets one thing after another.",
        where=context.place(syntax.last_line(gives[0])),
        why="An `async for` is over when `__anext__` raises `StopAsyncIteration`. This one never does; what it "
        "returns, `None` too, is one more thing for the loop.",
        ask="At which point is there nothing more to give, and how does `__anext__` say so?",
    )


def _endless_loop(context: Context, line: int | None) -> int | None:
    around = [
        n
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.While) and syntax.covers(n, line) and isinstance(n.test, ast.Constant) and n.test.value
    ]
    return max((n.lineno for n in around), default=None)


def _unchanged(context: Context, line: int | None) -> int | None:
    """The line of a `while` loop around the wait whose condition nothing in the file outside it could change."""
    for loop in syntax.nodes(context.source.tree):
        if not isinstance(loop, ast.While) or not syntax.covers(loop, line) or isinstance(loop.test, ast.Constant):
            continue
        names = {n.id for n in ast.walk(loop.test) if isinstance(n, ast.Name)}
        simple = not any(isinstance(n, ast.Call | ast.Attribute | ast.Subscript) for n in ast.walk(loop.test))
        function = syntax.enclosing_function(context.source.tree, loop.lineno)
        shared = {
            n for g in syntax.nodes(context.source.tree) if isinstance(g, ast.Global | ast.Nonlocal) for n in g.names
        }
        stored = {n.id for n in ast.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        if simple and function is not None and not names & (shared | stored):
            return loop.lineno
    return None
