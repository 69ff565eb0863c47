"""What the tasks at a condition wait for was changed, and nobody told them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, EventKind, TraceEvent

SLUG = "no-notify"

_NOTICES = ("notify", "notify_all")
_CHANGES = frozenset(
    {"append", "appendleft", "add", "pop", "popleft", "popitem", "remove", "clear", "extend", "insert", "discard"}
    | {"update", "setdefault"}
)


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED, Ending.DEADLOCK}:
        return None
    for event in _left_waiting(context):
        function = syntax.enclosing_function(context.source.tree, event.line)
        for name, watched in _watched(function, event.line):
            silent = list(_silent(context, function, name, watched))
            if len(silent) != 1:
                continue
            line, what = silent[0]
            return context.say(
                SLUG,
                what=f"Line {line} changes `{what}`, and no task that waits for that is told.",
                where=context.place(line),
                why=f"{_subject(context, event)} "
                f"waited on line {event.line} for `{what}` to change. Whoever waits at a condition looks again only "
                f"when `notify()` or `notify_all()` is called on it, and in the block around line {line} nobody does.",
                ask="Which other tasks may be waiting for just this change, and how do they get to know of it?",
            )
    return None


def _subject(context: Context, event: TraceEvent) -> str:
    who = context.task(event.subject)
    return who[:1].upper() + who[1:]


def _left_waiting(context: Context) -> Iterator[TraceEvent]:
    """The last wait of each task that was never woken at its condition, but stood there to the end or was cancelled."""
    last: dict[str, TraceEvent] = {}
    for event in context.trace.of(EventKind.TASK_SUSPENDED, EventKind.TASK_RESUMED, EventKind.CANCEL_REQUESTED):
        key = str(event.subject)
        waits = key in last and facts.text(last[key], "wait") == "Condition"
        if event.kind is EventKind.CANCEL_REQUESTED and waits:
            yield last.pop(key)
        elif event.kind is EventKind.TASK_SUSPENDED:
            last[key] = event
        elif event.kind is EventKind.TASK_RESUMED:
            last.pop(key, None)
    yield from (event for event in last.values() if facts.text(event, "wait") == "Condition")


def _watched(function: syntax.Function | None, line: int | None) -> Iterator[tuple[str, frozenset[str]]]:
    """The condition on which the line waits, and the names that its test reads."""
    for call in syntax.calls(function, "wait_for", "wait"):
        if not isinstance(call.func, ast.Attribute):
            continue
        tests: list[ast.AST] = []
        if syntax.last_name(call.func) == "wait_for" and syntax.covers(call, line):
            tests = [*call.args]
        elif syntax.covers(call, line):
            tests = [n.test for n in syntax.nodes(function) if isinstance(n, ast.While) and syntax.covers(n, line)]
        names = frozenset(name for test in tests for n in ast.walk(test) if (name := _name(n)))
        if names:
            yield syntax.dotted(call.func.value), names


def _name(node: ast.AST) -> str:
    """An attribute such as ``self.items``, or a variable of the file."""
    if isinstance(node, ast.Attribute | ast.Name):
        return syntax.dotted(node)
    return ""


def _silent(
    context: Context, waiter: syntax.Function | None, condition: str, watched: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """The first change, in each block of other functions that holds the condition and never gives notice."""
    tree = context.source.tree
    telling = {f.name for f in syntax.functions(tree) if syntax.calls(f, *_NOTICES)}
    for function in syntax.functions(tree):
        if function is waiter:
            continue
        for block in syntax.own_nodes(function):
            if not isinstance(block, ast.AsyncWith):
                continue
            if not any(syntax.dotted(item.context_expr) == condition for item in block.items):
                continue
            if any(syntax.last_name(call.func) in telling.union(_NOTICES) for call in syntax.calls(block)):
                continue
            changes = sorted(c for statement in block.body for n in ast.walk(statement) for c in _changes(n))
            found = [(line, name) for line, name in changes if name in watched]
            yield from found[:1]


def _changes(node: ast.AST) -> Iterator[tuple[int, str]]:
    """What the statement or call changes, with its line."""
    changed: list[ast.expr] = []
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            changed = [*targets]
        case ast.AugAssign(target=target):
            changed = [target]
        case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in _CHANGES:
            changed = [value]
        case _:
            pass
    for one in changed:
        yield node.__dict__["lineno"], syntax.dotted(_owner(one))


def _owner(node: ast.expr) -> ast.expr:
    """``self.items`` of ``self.items[0]``."""
    return _owner(node.value) if isinstance(node, ast.Subscript) else node
