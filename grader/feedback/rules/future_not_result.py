"""A future or task was shown or returned where its result was meant."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "future-not-result"

_SHOWN = re.compile(r"<(Task|Future|_GatheringFuture) (pending|finished|cancelled)\b")


def explain(context: Context) -> Diagnosis | None:
    texts = [context.seen.stdout]
    if context.check is not None and context.check.comparison is not None:
        texts.append(context.check.comparison.got)
    found = next((m for text in texts if (m := _SHOWN.search(text))), None)
    if found is None:
        return None
    if _meant(context):
        return None
    kind = "task" if found.group(1) == "Task" else "future"
    line = _print_line(context) or _returned_line(context)
    return context.say(
        SLUG,
        what=f"A {kind} itself was shown{context.line(line)} where its result was meant.",
        where=context.place(line),
        why=f"A {kind} only holds the place of a result. The result comes out of it when it is done: by `await`, or by "
        "`result()` afterwards.",
        ask="Which expression gives you the result, and is it sure to be there by then?",
    )


_TASKS = ("current_task", "all_tasks")


def _meant(context: Context) -> bool:
    """Whether a ``print`` shows a task that the program asked for as such, by ``current_task()`` or ``all_tasks()``."""
    tree = context.source.tree
    names = set()
    for node in syntax.nodes(tree):
        value = getattr(node, "iter", None) if isinstance(node, ast.For) else getattr(node, "value", None)
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(value, ast.AST) and syntax.calls(value, *_TASKS):
            names |= {t.id for t in targets if isinstance(t, ast.Name)}
    return any(
        syntax.calls(call, *_TASKS) or any(isinstance(n, ast.Name) and n.id in names for n in ast.walk(call))
        for call in syntax.calls(tree, "print")
    )


def _returned_line(context: Context) -> int | None:
    """The one line of a coroutine function that returns what a plain function of the file gives, not awaited."""
    tree = context.source.tree
    plain = syntax.function_names(tree) - syntax.async_names(tree)
    lines = {
        node.lineno
        for function in syntax.functions(tree)
        if isinstance(function, ast.AsyncFunctionDef)
        for node in syntax.own_nodes(function)
        if isinstance(node, ast.Return)
        and isinstance(node.value, ast.Call)
        and syntax.last_name(node.value.func) in plain
    }
    return lines.pop() if context.graded and len(lines) == 1 else None


def _print_line(context: Context) -> int | None:
    """The one ``print`` of a bare name, call or the like that stands in the file, if there is just one."""
    lines = {
        c.lineno
        for c in syntax.calls(context.source.tree, "print")
        if any(isinstance(a, ast.Name | ast.Call | ast.JoinedStr | ast.Subscript | ast.Starred) for a in c.args)
    }
    return lines.pop() if len(lines) == 1 else None
