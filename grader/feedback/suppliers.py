"""Who should have given a waiting task what it waits for, and on which line that went wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.feedback.paths import without_call
from grader.model import Wait


@dataclass(frozen=True, slots=True)
class Supplier:
    """A line, and as a sentence what it does or leaves out."""

    line: int
    says: str


def supplier(context: Context, wait: Wait) -> Supplier | None:
    """What is known about the line that should have ended the wait; ``None`` if nothing is."""
    function = _function(context, wait)
    if function is None:
        return None
    if wait.primitive == "Queue.get":
        return _mark(context, wait, function)
    if wait.primitive == "Semaphore":
        return _permit(context, wait, function)
    if wait.primitive == "subprocess":
        return _full_pipe(context, wait)
    return None


def _function(context: Context, wait: Wait) -> syntax.Function | None:
    return syntax.enclosing_function(context.source.tree, wait.line)


# ---------------------------------------------------------------------------------------------------- queues


def _mark(context: Context, wait: Wait, function: syntax.Function) -> Supplier | None:
    """A mark for the end that was put once though several wait for one, or that its taker did not hand on."""
    task = context.trace.task(wait.task)
    done = [
        key
        for key in facts.finishes(context.trace)
        if task is not None and (other := context.trace.task(key)) is not None and other.coroutine == task.coroutine
    ]
    if not done:
        return None
    marks = _marks(function)
    puts = [c for c in syntax.calls(context.source.tree, "put", "put_nowait") if c.args and _key(c.args[0]) in marks]
    if len(puts) != 1 or _in_loop(context, puts[0]):
        return None
    source = {syntax.dotted(c.func.value) for c in syntax.calls(function, "get") if isinstance(c.func, ast.Attribute)}
    handed = [
        c
        for c in syntax.calls(function, "put", "put_nowait")
        if isinstance(c.func, ast.Attribute) and syntax.dotted(c.func.value) not in source
    ]
    mark = ast.unparse(puts[0].args[0])
    ended = f"{context.tasks(done)} {'has' if len(done) == 1 else 'have'} come to an end"
    if handed and puts[0] not in handed:
        leaving = list(_leaving(function, marks))
        if len(leaving) != 1:
            return None
        return Supplier(
            leaving[0],
            f"Line {puts[0].lineno} puts one `{mark}` into the first queue. Who takes it leaves on line {leaving[0]} "
            f"and puts nothing into the next queue: {ended}, and those behind still wait for an item.",
        )
    waiting = [w.task for w in context.standstill.waits if w.primitive == "Queue.get" and w.line == wait.line]
    still = "still waits" if len(waiting) == 1 else "still wait for one each"
    return Supplier(
        puts[0].lineno,
        f"Line {puts[0].lineno} puts one `{mark}` into the queue, and whoever takes it is the only one to get it: "
        f"{ended}, {context.tasks(waiting)} {still}.",
    )


def _marks(function: syntax.Function) -> set[str]:
    """What the function compares its items with: names, and ``None``."""
    return {"None"} | {
        _key(side)
        for node in syntax.own_nodes(function)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is | ast.IsNot | ast.Eq | ast.NotEq)
        for side in (node.left, node.comparators[0])
        if isinstance(side, ast.Name | ast.Attribute) and not _is_local(function, side)
    }


def _is_local(function: syntax.Function, side: ast.expr) -> bool:
    return isinstance(side, ast.Name) and any(
        isinstance(n, ast.Name) and n.id == side.id and isinstance(n.ctx, ast.Store) for n in ast.walk(function)
    )


def _key(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return "None" if node.value is None else ""
    return syntax.dotted(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def _in_loop(context: Context, call: ast.Call) -> bool:
    loops = (n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.For | ast.While | ast.AsyncFor))
    return any(syntax.covers(loop, call.lineno) for loop in loops)


def _leaving(function: syntax.Function, marks: set[str]) -> Iterator[int]:
    """Where the function leaves its loop after it has seen a mark, without a ``put``."""
    for node in syntax.own_nodes(function):
        if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
            continue
        seen = {_key(side) for side in (node.test.left, node.test.comparators[0])} & marks
        if seen and isinstance(node.body[-1], ast.Return | ast.Break) and not syntax.calls(node, "put", "put_nowait"):
            yield node.body[-1].lineno


# ------------------------------------------------------------------------------------- semaphores, processes


def _permit(context: Context, wait: Wait, function: syntax.Function) -> Supplier | None:
    """A permit that was taken by ``acquire()`` and, on one way through the function, not given back."""
    taken = [c for c in syntax.calls(function, "acquire") if c.lineno == wait.line]
    if not taken:
        return None
    if not syntax.calls(context.source.tree, "release"):
        return Supplier(
            taken[0].lineno, f"Line {taken[0].lineno} takes a permit, and no line gives one back. ".rstrip()
        )
    ways = without_call(function, "release")
    if len(ways) != 1:
        return None
    return Supplier(
        ways[0],
        f"Line {taken[0].lineno} takes a permit, and the way through line {ways[0]} goes on without `release()`.",
    )


def _full_pipe(context: Context, wait: Wait) -> Supplier | None:
    """A child whose output goes into a pipe that the program reads only after it has waited for the child's end."""
    tree = context.source.tree
    for function in syntax.functions(tree):
        made = [
            (syntax.dotted(n.targets[0]), call)
            for n in syntax.own_nodes(function)
            if isinstance(n, ast.Assign)
            for call in syntax.calls(n.value, "create_subprocess_exec", "create_subprocess_shell")
        ]
        for name, call in made:
            piped = {k.arg for k in call.keywords if syntax.last_name(k.value) == "PIPE"} & {"stdout", "stderr"}
            waits = [c.lineno for c in syntax.calls(function, "wait") if syntax.dotted(c.func) == f"{name}.wait"]
            reading = (f"{name}.communicate", *(f"{name}.{pipe}." for pipe in piped))
            reads = [c.lineno for c in syntax.calls(function) if syntax.dotted(c.func).startswith(reading)]
            first = min(waits, default=0)
            # A program that reads in a task of its own, or before, is another case.
            if piped and waits and all(line > first for line in reads) and syntax.covers(function, wait.line):
                later = f"before line {min(reads)}" if reads else "at all"
                return Supplier(
                    first,
                    f"The output of the child goes into a pipe (line {call.lineno}), and nothing reads it {later}. A "
                    f"pipe holds only so much: when it is full, the child waits until somebody reads, and line "
                    f"{first} waits for the child.",
                )
    return None
