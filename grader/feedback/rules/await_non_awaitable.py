"""``await`` on something that is no coroutine, task or future."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context, quote
from grader.model import Diagnosis, ErrorInfo

SLUG = "await-non-awaitable"

_OLD = re.compile(r"object ([\w.]+) can't be used in 'await' expression")
_GIVEN = "An asyncio.Future, a coroutine or an awaitable is required"
_NO_TASK = re.compile(r"'([\w.]+)' object has no attribute 'add_done_callback'")
_TAKERS = ("run_until_complete", "ensure_future", "gather", "wait_for", "shield")
_NEW = re.compile(r"'([\w.]+)' object can't be awaited")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("TypeError") or error.is_a("AttributeError")):
        return None
    if _GIVEN in error.message:
        return _given(context, error)
    if (kept := _NO_TASK.search(error.message)) is not None:
        return _result_not_task(context, error, kept.group(1))
    found = _OLD.search(error.message) or _NEW.search(error.message)
    if found is None or found.group(1) in {"function", "method", "builtin_function_or_method"}:
        return None
    kind = found.group(1)
    gave = "`None`" if kind == "NoneType" else f"an object of type `{kind}`"
    call = _plain_call(context, error.line)
    source = f" `{call}` is an ordinary function: it has done its work already when it returns." if call else ""
    return context.say(
        SLUG,
        what=f"`await` got {gave}{context.line(error.line)}, which cannot be awaited.",
        where=context.error_place(error),
        why=f"`await` takes what may need time: a coroutine, a task or a future.{source}",
        ask="What does the expression behind `await` give, and is there anything to wait for?",
    )


def _given(context: Context, error: ErrorInfo) -> Diagnosis | None:
    """A function of asyncio that waits got something that nobody can wait for."""
    takers = syntax.calls(context.source.tree, *_TAKERS, line=error.line) if error.line is not None else []
    if not takers:
        return None
    plain = {f.name: f for f in syntax.functions(context.source.tree) if isinstance(f, ast.FunctionDef)}
    inner = [n for a in takers[0].args for n in ast.walk(a) if isinstance(n, ast.Name) and n.id in plain]
    taker = syntax.dotted(takers[0].func).lstrip(".")
    about = f" `{inner[0].id}` is an ordinary function: a call of it is over when it returns." if inner else ""
    return context.say(
        SLUG,
        what=f"`{taker}` was given something that nobody can wait for{context.line(error.line)}.",
        where=context.error_place(error),
        why=f"`{taker}` takes what may need time: a coroutine, a task or a future.{about}",
        ask="What does the expression in its brackets give, and is there anything to wait for?",
    )


def _result_not_task(context: Context, error: ErrorInfo, kind: str) -> Diagnosis | None:
    """``asyncio.wait`` got results: the tasks were awaited where they were made."""
    waits = syntax.calls(context.source.tree, "wait", "gather", line=error.line) if error.line is not None else []
    if not waits:
        return None
    names = {n.id for a in waits[0].args for n in ast.walk(a) if isinstance(n, ast.Name)}
    made = sorted(
        (n.lineno, target.id)
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Await)
        for target in n.targets
        if isinstance(target, ast.Name) and target.id in names
    )
    came = f" `{made[0][1]}` got its value from an `await` (line {made[0][0]})." if made else ""
    return context.say(
        SLUG,
        what=f"`asyncio.wait` was given an object of type `{quote(kind)}`{context.line(error.line)}: a result, and "
        "no task.",
        where=context.place(made[0][0]) if made else context.error_place(error),
        why=f"`await` waits to the end and leaves the result, and no task.{came}",
        ask="Which name should hold a task that is still on its way, and where should your program wait?",
    )


def _plain_call(context: Context, line: int | None) -> str:
    plain = {f.name for f in syntax.functions(context.source.tree) if isinstance(f, ast.FunctionDef)}
    plain |= {"sleep"} if "time.sleep" in context.source.text(line) else set()
    awaited = [
        n.value for n in syntax.nodes(context.source.tree) if isinstance(n, ast.Await) and syntax.covers(n, line)
    ]
    names = [syntax.dotted(n.func).lstrip(".") for n in awaited if isinstance(n, ast.Call)]
    return next((name for name in names if name.rpartition(".")[2] in plain), "")
