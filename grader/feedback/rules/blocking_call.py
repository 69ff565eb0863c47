"""A call held the thread, and with it the whole event loop."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context, seconds
from grader.feedback.rules.wall_limit import blocking_line
from grader.model import Diagnosis, EventKind, TraceEvent

SLUG = "blocking-call"


def explain(context: Context) -> Diagnosis | None:
    events = [e for e in context.trace.of(EventKind.BLOCKED) if e.line is not None and not _of_the_check(context, e)]
    if not events:
        return _on_a_thread(context)
    first = events[0]
    if (module := _imported(context, first)) is not None:
        return module
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


def _of_the_check(context: Context, event: TraceEvent) -> bool:
    """Whether the line only awaits what a check handed in, and it was that which blocked."""
    tree = context.source.tree
    if not context.graded or _call(context, event):
        return False
    handed = {id(n.value) for n in syntax.nodes(tree) if isinstance(n, ast.Await)}
    handed |= {id(i.context_expr) for n in syntax.nodes(tree) if isinstance(n, ast.AsyncWith) for i in n.items}
    handed |= {id(n.iter) for n in syntax.nodes(tree) if isinstance(n, ast.AsyncFor)}
    for taker in syntax.calls(tree, *_TAKE_COROUTINES, line=event.line):
        handed |= {id(taker), *map(id, taker.args)}
    return all(id(call) in handed for call in syntax.calls(tree, line=event.line))


_TAKE_COROUTINES = ("create_task", "ensure_future", "gather", "shield", "wait_for")


def _imported(context: Context, event: TraceEvent) -> Diagnosis | None:
    """A line that imports a module, which blocks when it is loaded; the line itself is not at fault."""
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and syntax.covers(node, event.line):
            return context.say(
                SLUG,
                what=f"A module that line {event.line} imports froze the whole event loop while it was loaded.",
                why="What stands at the top level of a module runs when it is imported for the first time. It holds "
                "the thread until it is over, and the event loop lives in that same thread.",
                ask="Which call in that module waits, and does it have to happen while the module is loaded?",
            )
    return None


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
