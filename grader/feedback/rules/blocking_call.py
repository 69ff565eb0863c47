"""A call held the thread, and with it the whole event loop."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context, seconds
from grader.feedback.rules.wall_limit import blocking_line
from grader.model import Diagnosis, EventKind, TraceEvent

SLUG = "blocking-call"


def explain(context: Context) -> Diagnosis | None:
    events = [e for e in context.trace.of(EventKind.BLOCKED) if e.line is not None]
    if not events:
        return _on_a_thread(context)
    first = events[0]
    call = f"`{name}()`" if (name := _call(context, first)) else f"The call on line {first.line}"
    total = sum(facts.blocked_seconds(e) for e in events)
    times = "once" if len(events) == 1 else f"{len(events)} times"
    duration = f", {seconds(total)} in all" if total and not context.hidden else ""
    return context.say(
        SLUG,
        what=f"{call} froze the whole event loop {times}{duration}.",
        where=context.place(_caller(context, first) or first.line),
        why=f"{_through(context, first)}{call} holds the thread until it is over. The event loop lives in that same "
        f"thread, so meanwhile {_kept_waiting(context)}. {_rule(context, first)}".rstrip(),
        ask=_question(context, first),
    )


def _on_a_thread(context: Context) -> Diagnosis | None:
    """A coroutine that waits for another thread with its own; how long it took, the loop's clock does not say."""
    line = blocking_line(context.source.tree)
    if context.graded or line is None or not any(True for _ in context.trace.of(EventKind.TASK_RESUMED)):
        return None
    return context.say(
        SLUG,
        what=f"Line {line} waits with the whole thread for something that another thread does.",
        where=context.place(line),
        why="The event loop lives in this thread. While the line waits, no other task, timer or callback can run.",
        ask="How can a coroutine wait for work in another thread, so that the loop goes on meanwhile?",
    )


def _caller(context: Context, event: TraceEvent) -> int | None:
    """The one line of a coroutine that calls the plain function in which it blocked; ``None`` if there is no such."""
    function = syntax.enclosing_function(context.source.tree, event.line)
    if not isinstance(function, ast.FunctionDef):
        return None
    coroutines = [f for f in syntax.functions(context.source.tree) if isinstance(f, ast.AsyncFunctionDef)]
    lines = {c.lineno for f in coroutines for c in syntax.calls(f, function.name)}
    return lines.pop() if len(lines) == 1 else None


def _through(context: Context, event: TraceEvent) -> str:
    function = syntax.enclosing_function(context.source.tree, event.line)
    if function is None or _caller(context, event) is None:
        return ""
    return f"This line calls `{function.name}`, an ordinary function, which blocks on line {event.line}. "


def _kept_waiting(context: Context) -> str:
    if context.taught("task"):
        return "no other task, timer or callback can run"
    return "no other callback can run, and every timer comes late"


def _in_callback(context: Context, event: TraceEvent) -> bool:
    """Whether it was a plain function that the loop called, where `await` is no way out."""
    return context.trace.task(event.actor) is None and context.trace.task(event.subject) is None


def _question(context: Context, event: TraceEvent) -> str:
    if _in_callback(context, event) or not context.taught("await"):
        return "How can the callback ask the loop to go on with the rest at a later time, and return at once?"
    return "Which asyncio call also waits, but hands control back to the loop while it does?"


def _call(context: Context, event: TraceEvent) -> str:
    """The name of what blocked, if the line really calls it."""
    named = facts.text(event, "call")
    called = [syntax.dotted(c.func).lstrip(".") for c in syntax.calls(context.source.tree, line=event.line)]
    if named:
        return next((c for c in called if c.rpartition(".")[2] == named.rpartition(".")[2]), "")
    return next((c for c in called if c in {"time.sleep", "sleep"}), "")


def _rule(context: Context, event: TraceEvent) -> str:
    if _in_callback(context, event) or not context.taught("await"):
        return "A callback has to return before the loop can call the next one."
    function = syntax.enclosing_function(context.source.tree, event.line)
    rule = "The loop can switch tasks only at an `await` that really waits"
    if isinstance(function, ast.AsyncFunctionDef) and not syntax.suspends(function):
        return f"{rule}, and `{function.name}` has none."
    return f"{rule}."
