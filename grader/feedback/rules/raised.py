"""An exception ended the program, and no rule knows it more precisely."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, ErrorInfo, EventKind, Place

SLUG = "raised"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or context.seen.ending is not Ending.RAISED or _is_what_was_compared(context, error):
        return None
    left = _left_without_await(context, error)
    handler = _other_handler(context, error) if left is None else None
    missed = ""
    if left is not None:
        missed = (
            f" The `try` around line {left} did not see it: that line only hands a coroutine object on, and its code "
            "runs later, when the `try` is over."
        )
    if handler is not None:
        missed = f" The `except` on line {handler.lineno} stands around it, but not for this class."
    function = error.frames[-1].function if error.frames and not context.hidden else ""
    where = f" in `{function}`" if function and not function.startswith("<") else ""
    return context.say(
        SLUG,
        what=f"Your program ended in {context.message(error)}{where}{context.line(error.line)}.",
        where=context.place(left)
        or (context.place(handler.lineno) if handler is not None else None)
        or _place(context, error),
        why=f"{_rule(context, error)} Nothing caught the exception, so it ended the run.{missed}",
        ask=_question(context, error),
    )


def _place(context: Context, error: ErrorInfo) -> Place | None:
    """Where it came up; for a cancellation, where the program waited for the task that was cancelled."""
    if "raised StopIteration" in error.message:
        raises = {
            n.lineno
            for n in syntax.nodes(context.source.tree)
            if isinstance(n, ast.Raise) and n.exc is not None and "StopIteration" in ast.unparse(n.exc)
        } or {c.lineno for c in syntax.calls(context.source.tree, "next")}
        return context.place(raises.pop()) if len(raises) == 1 else context.error_place(error)
    cancelled = {
        task.coroutine.rpartition(".")[2]
        for event in context.trace.of(EventKind.CANCEL_REQUESTED)
        if (task := context.trace.task(event.subject)) is not None
    }
    waiting = [frame for frame in error.frames if frame.function not in cancelled]
    if error.is_a("CancelledError") and waiting:
        return context.place(waiting[-1].line)
    return context.error_place(error)


def _other_handler(context: Context, error: ErrorInfo) -> ast.ExceptHandler | None:
    """The only ``except`` clause around the place, in the same function, if it is for another class."""
    function = syntax.enclosing_function(context.source.tree, error.line)
    handlers = [
        handler
        for node in syntax.own_nodes(function or context.source.tree)
        if isinstance(node, ast.Try) and any(syntax.covers(statement, error.line) for statement in node.body)
        for handler in node.handlers
    ]
    if len(handlers) != 1 or syntax.catches(handlers[0]) & set(error.bases):
        return None
    return handlers[0]


def _left_without_await(context: Context, error: ErrorInfo) -> int | None:
    """Where the coroutine that failed was handed on, without ``await``, from a ``try`` that would catch the error."""
    function = syntax.enclosing_function(context.source.tree, error.line)
    for node in syntax.nodes(context.source.tree):
        if not isinstance(node, ast.Try) or not any(syntax.catches(h) & set(error.bases) for h in node.handlers):
            continue
        for inner in node.body:
            value = inner.value if isinstance(inner, ast.Return | ast.Assign) else None
            called = syntax.last_name(value.func) if isinstance(value, ast.Call) else ""
            if isinstance(function, ast.AsyncFunctionDef) and called == function.name:
                return inner.lineno
    return None


def _is_what_was_compared(context: Context, error: ErrorInfo) -> bool:
    """The check looked at the exception itself; then what it compared says more."""
    comparison = context.check.comparison if context.check is not None else None
    if comparison is None:
        return False
    return error.type in comparison.got or bool(error.message and error.message in comparison.got)


def _known(context: Context) -> dict[str, tuple[str, str]]:
    return _KNOWN if context.graded else {**_RUN_ALONE, **_KNOWN, **_RUN_ALONE}


def _rule(context: Context, error: ErrorInfo) -> str:
    return next(
        (rule for name, (rule, _) in _known(context).items() if error.is_a(name)),
        "An exception says that a step could not be done.",
    )


def _question(context: Context, error: ErrorInfo) -> str:
    default = (
        "Which value on that line is not what you expect? Print it just before."
        if error.line
        else "Where does it come from?"
    )
    return next((ask for name, (_, ask) in _known(context).items() if error.is_a(name)), default)


_SHUT_IN = "`grader run` shuts a program in: it has Python's standard library and an empty folder of its own, and "
_RUN_ALONE = {
    "ImportError": (
        _SHUT_IN + "no other module.",
        "Can the part that you want to understand be tried without this module?",
    ),
    "PermissionError": (
        _SHUT_IN + "neither your files, nor your network, nor other programs.",
        "Can the part that you want to understand be tried without that?",
    ),
    "FileNotFoundError": (
        _SHUT_IN + "none of your files.",
        "Could the program make the file itself, or do without it here?",
    ),
    "gaierror": (_SHUT_IN + "no network.", "Could a server of the program's own, on 127.0.0.1, take its place here?"),
    "ConnectionError": (
        _SHUT_IN + "no network but its own.",
        "Could a server of the program's own, on 127.0.0.1, take its place here?",
    ),
}
"""What is said first of a program that answers no exercise."""

_KNOWN = {
    "CancelledError": (
        "`CancelledError` comes out of an `await` when the task that awaits, or the one that is awaited, was "
        "cancelled.",
        "Who cancelled it, and who should expect that?",
    ),
    "TimeoutError": (
        "`TimeoutError` says that something took longer than it was given.",
        "How long does it really take, and how long was it given? See the timeline.",
    ),
    "RecursionError": (
        "A function called itself more often than Python allows.",
        "In which case should the function stop calling itself?",
    ),
    "KeyError": ("A dictionary was asked for a key that it does not have.", "Which keys does it have at that moment?"),
    "IndexError": (
        "A sequence was asked for a place that it does not have.",
        "How long is it at that moment, and which is its last index?",
    ),
    "ZeroDivisionError": ("A number was divided by zero.", "How can the divisor become zero here?"),
    "AttributeError": (
        "The value before the dot does not have what is asked of it; often it is of another type than expected.",
        "What is the value before the dot at that moment, and where does it come from?",
    ),
    "ImportError": (
        "A module, or a name in it, could not be imported. Only the standard library and what the exercise names is "
        "there.",
        "Is the name spelled as in the documentation, and does the exercise allow this module?",
    ),
    "RuntimeError": (
        "`RuntimeError` says that a step is not possible at this moment.",
        "What would have to be different at that moment for the step to be possible?",
    ),
    "StopIteration": ("An iterator had nothing more to give.", "Who should notice the end of the iteration?"),
    "PermissionError": (
        "The program may use only its own scratch folder, and no network, while it is checked.",
        "Does the exercise need this file, process or connection at all?",
    ),
    "TypeError": (
        "`TypeError` says that an operation got a value of a kind that it cannot use.",
        "What is the type of each value on that line at that moment?",
    ),
}
