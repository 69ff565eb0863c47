"""Changes to a program that make sense for asyncio: what learners forget, and what only looks concurrent."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from grader.authoring.mutants.tree import Replacement, Site

_STARTS_TASK = frozenset({"create_task", "ensure_future", "Task"})


def called_name(node: ast.AST) -> str | None:
    """``gather`` for a call of ``gather`` or ``asyncio.gather``."""
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else None


def drop_await(site: Site) -> Iterator[Replacement]:
    """``await x`` becomes ``x``."""
    if isinstance(site.node, ast.Await):
        yield site.node.value


def await_task(site: Site) -> Iterator[Replacement]:
    """``create_task(x)`` becomes ``await x``."""
    node = site.node
    if site.in_coroutine and called_name(node) in _STARTS_TASK and isinstance(node, ast.Call) and node.args:
        yield ast.Await(node.args[0])


def gather_in_turn(site: Site) -> Iterator[Replacement]:
    """``await gather(a, b)`` becomes ``[await a, await b]``."""
    node = site.node
    if not isinstance(node, ast.Await) or called_name(node.value) != "gather":
        return
    call = node.value
    if not isinstance(call, ast.Call) or not call.args:
        return
    parts = [_awaited_in_turn(argument) for argument in call.args]
    whole = len(parts) == 1 and isinstance(parts[0], ast.Starred)
    yield parts[0].value if whole and isinstance(parts[0], ast.Starred) else ast.List(parts, ast.Load())


def _awaited_in_turn(argument: ast.expr) -> ast.expr:
    if not isinstance(argument, ast.Starred):
        return ast.Await(argument)
    values = argument.value
    if isinstance(values, ast.ListComp | ast.GeneratorExp):
        in_turn = ast.ListComp(ast.Await(values.elt), values.generators)
    else:
        one = ast.Name("_awaited", ast.Load())
        loop = ast.comprehension(ast.Name("_awaited", ast.Store()), values, [], 0)
        in_turn = ast.ListComp(ast.Await(one), [loop])
    return ast.Starred(in_turn, ast.Load())


def drop_lock(site: Site) -> Iterator[Replacement]:
    """``async with lock:`` or ``with x:`` becomes its body."""
    node = site.node
    if not isinstance(node, ast.AsyncWith | ast.With):
        return
    for place, item in enumerate(node.items):
        if item.optional_vars is not None:
            continue
        others = node.items[:place] + node.items[place + 1 :]
        if not others:
            yield list(node.body)
            continue
        kept = copy.copy(node)
        kept.items = others
        yield kept
