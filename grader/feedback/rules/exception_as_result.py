"""``set_result(SomeError())``: an exception handed over as an ordinary result."""

from __future__ import annotations

import ast
import builtins

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "exception-as-result"


def explain(context: Context) -> Diagnosis | None:
    for call in syntax.calls(context.source.tree, "set_result"):
        made = call.args[0] if call.args else None
        name = syntax.last_name(made.func) if isinstance(made, ast.Call) else ""
        kind = getattr(builtins, name, None)
        own = {n.name for n in syntax.nodes(context.source.tree) if isinstance(n, ast.ClassDef) and _is_error(n)}
        caught = isinstance(made, ast.Name) and made.id in _caught(context.source.tree, call.lineno)
        if caught:
            name = syntax.last_name(made) if made is not None else ""
        elif name not in own and not (isinstance(kind, type) and issubclass(kind, BaseException)):
            continue
        return context.say(
            SLUG,
            what=f"`set_result` was given an exception, `{name}`, as if it were a result{context.line(call.lineno)}.",
            where=context.place(call.lineno, context.source.column(call.lineno, call.col_offset)),
            why="Who awaits the future then gets the exception object back as a value; nothing is raised, and no "
            "`except` sees it.",
            ask="A future can end in two ways. Which method is there for the second one?",
        )
    return None


def _caught(tree: ast.Module | None, line: int) -> set[str]:
    """The names that ``except ... as name`` gives to exceptions around the line."""
    handlers = [n for n in syntax.nodes(tree) if isinstance(n, ast.ExceptHandler) and syntax.covers(n, line)]
    return {h.name for h in handlers if h.name is not None}


def _is_error(node: ast.ClassDef) -> bool:
    return any(syntax.last_name(base).endswith(("Error", "Exception")) for base in node.bases)
