"""``await`` on something that is no coroutine, task or future."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "await-non-awaitable"

_OLD = re.compile(r"object ([\w.]+) can't be used in 'await' expression")
_NEW = re.compile(r"'([\w.]+)' object can't be awaited")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError"):
        return None
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


def _plain_call(context: Context, line: int | None) -> str:
    plain = {f.name for f in syntax.functions(context.source.tree) if isinstance(f, ast.FunctionDef)}
    plain |= {"sleep"} if "time.sleep" in context.source.text(line) else set()
    awaited = [
        n.value for n in syntax.nodes(context.source.tree) if isinstance(n, ast.Await) and syntax.covers(n, line)
    ]
    names = [syntax.dotted(n.func).lstrip(".") for n in awaited if isinstance(n, ast.Call)]
    return next((name for name in names if name.rpartition(".")[2] in plain), "")
