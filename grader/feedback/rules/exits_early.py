"""The program ended itself: ``sys.exit``, ``os._exit``."""

from __future__ import annotations

import ast
from typing import TypeGuard

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "exits-early"

_EXITS = frozenset({"sys.exit", "exit", "quit", "os._exit", "os.abort", "_exit"})


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    left = context.seen.ending is Ending.EXITED or (error is not None and error.is_a("SystemExit"))
    judged = context.check is not None and context.check.comparison is not None
    if not left or (judged and context.seen.exit_code in {None, 0}):
        return None
    line = error.line if error is not None else None
    nodes = [c for c in syntax.calls(context.source.tree) if syntax.dotted(c.func) in _EXITS]
    if line is not None:
        nodes = [c for c in nodes if syntax.covers(c, line)] or []
    raised = [] if nodes or line is not None else list(filter(_raises_exit, syntax.nodes(context.source.tree)))
    if nodes and (line is not None or len(nodes) == 1):
        call = f"`{syntax.dotted(nodes[0].func)}()`"
    else:
        call = "`SystemExit`" if len(raised) == 1 else "Your program"
    verb = "ended the program itself" if call != "Your program" else "ended itself"
    code = context.seen.exit_code
    with_code = f", with exit code {code}" if code is not None and not context.hidden else ""
    only: list[ast.Call | ast.Raise] = [*nodes, *raised]
    place = context.place(line) or (context.place(only[0].lineno) if len(only) == 1 else None)
    return context.say(
        SLUG,
        what=f"{call} {verb}{' before the check was over' if context.graded else ''}{with_code}.",
        where=place,
        why="Leaving Python ends the event loop, and whatever still waits in it"
        + (", the check too." if context.graded else "."),
        ask="How can the function come to its end by itself, and hand back what it knows?",
    )


def _raises_exit(node: ast.AST) -> TypeGuard[ast.Raise]:
    return (
        isinstance(node, ast.Raise)
        and node.exc is not None
        and any(syntax.last_name(n) == "SystemExit" for n in (node.exc, *syntax.calls(node.exc)))
    )
