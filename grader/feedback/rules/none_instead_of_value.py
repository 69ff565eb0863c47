"""``None`` turned up where a value was meant."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, ErrorInfo

SLUG = "none-instead-of-value"

_NONE = re.compile(r"'NoneType' (object|and)|and 'NoneType'|\"NoneType\"|NoneType found|not NoneType\b")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("TypeError") or error.is_a("AttributeError")) or error.line is None:
        return None
    if "await" in error.message or "context manager" in error.message or _NONE.search(error.message) is None:
        return None
    if _asks_current_task(context, error.line):
        return _no_task(context, error)
    culprit = _entered(context, error.line) or without_return(context)
    from_where = (
        f" `{culprit.name}` (line {culprit.lineno}) ends without `return`, so a call of it gives `None`."
        if culprit is not None
        else " A function that ends without `return` gives `None`, and so do many methods that change something in "
        "place, such as `list.sort()`."
    )
    return context.say(
        SLUG,
        what=f"A value was needed{context.line(error.line)}, and there was `None`.",
        where=context.place(syntax.last_line(culprit)) if culprit is not None else context.error_place(error),
        why=f"`None` has no items and no attributes of its own, and nobody can calculate with it.{from_where}",
        ask=f"Which value on line {error.line} is `None`, and which line was meant to give it another value?",
    )


def _asks_current_task(context: Context, line: int) -> bool:
    """Whether the line asks for the current task, or uses a name that its function has for it."""
    tree = context.source.tree
    function = syntax.enclosing_function(tree, line)
    names = {
        target.id
        for node in syntax.nodes(function)
        if isinstance(node, ast.Assign) and syntax.calls(node.value, "current_task")
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    used = {
        n.value.id
        for n in syntax.nodes(function)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.lineno == line
    }
    return bool(syntax.calls(tree, "current_task", line=line)) or bool(names & used)


def _no_task(context: Context, error: ErrorInfo) -> Diagnosis:
    return context.say(
        SLUG,
        what=f"`asyncio.current_task()` gave `None`{context.line(error.line)}: no task was running there.",
        where=context.error_place(error),
        why="A callback is called by the event loop itself, and the main program before or after it; only code that a "
        "task runs has a current task.",
        ask="Which task is meant, and who could hand it to this line?",
    )


def _entered(context: Context, line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The ``__enter__`` or ``__aenter__`` that gives nothing, where the line is in a block that uses what it gives."""
    names = {
        "__aenter__" if isinstance(n, ast.AsyncWith) else "__enter__"
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.With | ast.AsyncWith)
        and syntax.covers(n, line)
        and any(isinstance(i.optional_vars, ast.Name) for i in n.items)
    }
    silent = [f for f in syntax.functions(context.source.tree) if f.name in names and not syntax.gives_value(f)]
    return silent[0] if len(silent) == 1 else None


def without_return(context: Context) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The one function without a value to return whose result the program uses, if there is just one."""
    used = set()
    for node in syntax.nodes(context.source.tree):
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return | ast.NamedExpr):
            value = value.value if isinstance(value, ast.Await) else value
            used |= {syntax.last_name(c.func) for c in ast.walk(value) if isinstance(c, ast.Call)} if value else set()
        if isinstance(node, ast.Call) and syntax.last_name(node.func) == "print":
            used |= {syntax.last_name(c.func) for a in node.args for c in ast.walk(a) if isinstance(c, ast.Call)}
        if isinstance(node, ast.BinOp | ast.Compare):
            used |= {syntax.last_name(c.func) for c in ast.walk(node) if isinstance(c, ast.Call)}
    silent = [f for f in syntax.functions(context.source.tree) if f.name in used and not syntax.gives_value(f)]
    return silent[0] if len(silent) == 1 else None
