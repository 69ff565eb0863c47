"""A task was cancelled and carried on."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind, TaskEnding, TraceEvent

SLUG = "swallowed-cancel"

_CATCHING = frozenset({"CancelledError", "BaseException"})


def explain(context: Context) -> Diagnosis | None:
    for request in context.trace.of(EventKind.CANCEL_REQUESTED):
        if not _meant(request) or not _had_started(context, request):
            continue
        handler = _handler(context, request) or _only_handler(context, request)
        if handler is None or not _carried_on(context, request):
            continue
        who = context.task(request.subject)
        stopped = _suspended_after(context, request)
        back = f" The task went back to waiting{context.line(stopped.line)}." if stopped is not None else ""
        return context.say(
            SLUG,
            what=f"{who[:1].upper()}{who[1:]} was cancelled{context.when(request.time)}{context.line(request.line)}, "
            + (
                "and carried on as if nothing had happened."
                if stopped is not None
                else "but it ended as if it had not been."
            ),
            where=context.place(handler.lineno),
            why="`cancel()` works by raising `CancelledError` inside the task, at the `await` where it stands. The "
            f"`{_keyword(handler)}` on line {handler.lineno} caught it and did not raise it again, so the "
            f"cancellation was lost.{back}",
            ask="It is fine to catch `CancelledError` to tidy up. What must a handler do afterwards, so that the "
            "one who cancelled knows that the task is really gone?",
        )
    return None


def _keyword(handler: ast.ExceptHandler | ast.Return) -> str:
    return "except" if isinstance(handler, ast.ExceptHandler) else "return"


def _meant(request: TraceEvent) -> bool:
    """Whether the program asked for it, by itself or through a time limit, rather than asyncio on its way out."""
    return facts.by_program(request) or facts.text(request, "via") in {"timeout", "wait_for", "TaskGroup"}


def _had_started(context: Context, request: TraceEvent) -> bool:
    for event in context.trace.events:
        if event is request:
            return False
        if event.kind is EventKind.TASK_RESUMED and event.subject == request.subject:
            return True
    return False


def _carried_on(context: Context, request: TraceEvent) -> bool:
    """The task did not end by the cancellation, nor by an error that came of it."""
    end = facts.finishes(context.trace).get(str(request.subject))
    if end is not None:
        return facts.outcome(end) is TaskEnding.DONE
    return _suspended_after(context, request) is not None


def _suspended_after(context: Context, request: TraceEvent) -> TraceEvent | None:
    events = context.trace.events
    later = events[events.index(request) + 1 :]
    return next((e for e in later if e.subject == request.subject and e.kind is EventKind.TASK_SUSPENDED), None)


def _handler(context: Context, request: TraceEvent) -> ast.ExceptHandler | ast.Return | None:
    """The ``except`` in the task's own coroutine that catches a cancellation and has no ``raise`` in it, or the
    ``return`` in a ``finally``, which does the same.
    """
    task = context.trace.task(request.subject)
    name = task.coroutine.rpartition(".")[2] if task is not None else ""
    for function in syntax.functions(context.source.tree):
        if function.name != name:
            continue
        for node in syntax.own_nodes(function):
            if isinstance(node, ast.Try) and _stood_in(context, node, function, request):
                returns = [n for n in node.finalbody if isinstance(n, ast.Return)]
                if returns:
                    return returns[0]
                silent = [h for h in node.handlers if syntax.catches(h) & _CATCHING and not _raises(h)]
                if silent:
                    return silent[0]
    return None


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(n, ast.Raise) for statement in handler.body for n in ast.walk(statement))


def _stood_in(context: Context, node: ast.Try, function: syntax.Function, request: TraceEvent) -> bool:
    """Whether the cancellation came up in the ``try``, as far as can be told, and was a cancellation there still."""
    stood = _stood_at(context, request)
    if stood is None:
        return True
    inner = syntax.enclosing_function(context.source.tree, stood)
    if inner is function:
        if not any(syntax.covers(statement, stood) for statement in node.body):
            return False
    elif inner is not None and not any(syntax.calls(statement, inner.name) for statement in node.body):
        return False
    if facts.text(request, "via") not in {"timeout", "wait_for"}:
        return True
    # A time limit inside the `try` makes a `TimeoutError` of it before the handlers see it.
    limits = [
        block
        for statement in node.body
        for block in ast.walk(statement)
        if isinstance(block, ast.AsyncWith)
        and any(syntax.calls(item.context_expr, "timeout", "timeout_at") for item in block.items)
    ]
    limits_here = any(syntax.covers(block, stood) or inner is not function for block in limits)
    return not limits_here and not any(syntax.calls(s, "wait_for", line=stood) for s in node.body)


def _stood_at(context: Context, request: TraceEvent) -> int | None:
    """The line on which the task waited when it was cancelled."""
    line = None
    for event in context.trace.events:
        if event is request:
            return line
        if event.subject == request.subject and event.kind is EventKind.TASK_SUSPENDED:
            line = event.line
    return line


def _only_handler(context: Context, request: TraceEvent) -> ast.ExceptHandler | None:
    """Of a time limit, which may run what it limits in the same task: the one such ``except`` in all coroutines."""
    if facts.text(request, "via") not in {"timeout", "wait_for"}:
        return None
    if _stood_at(context, request) is None:
        return None  # it was something of a check that waited
    found = [
        handler
        for function in syntax.functions(context.source.tree)
        if isinstance(function, ast.AsyncFunctionDef)
        for node in syntax.own_nodes(function)
        if isinstance(node, ast.Try) and _stood_in(context, node, function, request)
        for handler in node.handlers
        if syntax.catches(handler) & _CATCHING and not _raises(handler)
    ]
    return found[0] if len(found) == 1 else None
