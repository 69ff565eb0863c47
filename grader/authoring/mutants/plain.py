"""Changes to a program that make sense for any Python."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from grader.authoring.mutants.tree import Replacement, Site
from grader.authoring.mutants.waiting import called_name

_N = TypeVar("_N", bound=ast.AST)

_COMPARISONS: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: Final[Mapping[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_DEFINES: Final = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Global)
_HARMLESS: Final = (ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set)


def _with(node: _N, **fields: Any) -> _N:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


# ------------------------------------------------------------------------------------------------------ calls


def drop_call(site: Site) -> Iterator[Replacement]:
    """A call that stands alone goes away."""
    node = site.node
    if isinstance(node, ast.Expr):
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(value, ast.Call) or isinstance(node.value, ast.Await):
            yield ast.Pass()


def drop_argument(site: Site) -> Iterator[Replacement]:
    """A call loses one of its arguments."""
    node = site.node
    if isinstance(node, ast.Call):
        for place in range(len(node.args)):
            yield _with(node, args=node.args[:place] + node.args[place + 1 :])
        for place in range(len(node.keywords)):
            yield _with(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])


def swap_arguments(site: Site) -> Iterator[Replacement]:
    """Two neighbouring arguments of a call change places."""
    node = site.node
    if isinstance(node, ast.Call) and not any(isinstance(argument, ast.Starred) for argument in node.args):
        for place in range(len(node.args) - 1):
            arguments = list(node.args)
            arguments[place : place + 2] = reversed(arguments[place : place + 2])
            yield _with(node, args=arguments)


def drop_item(site: Site) -> Iterator[Replacement]:
    """A list, tuple or set of several loses one of its items."""
    node = site.node
    is_target = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
    if isinstance(node, ast.List | ast.Tuple | ast.Set) and len(node.elts) > 1 and not is_target:
        for place in range(len(node.elts)):
            yield _with(node, elts=node.elts[:place] + node.elts[place + 1 :])


def drop_decorator(site: Site) -> Iterator[Replacement]:
    """A function or class loses one of its decorators."""
    node = site.node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        for place in range(len(node.decorator_list)):
            yield _with(node, decorator_list=node.decorator_list[:place] + node.decorator_list[place + 1 :])


# ------------------------------------------------------------------------------------------------------ exceptions


def drop_finally(site: Site) -> Iterator[Replacement]:
    """``finally`` goes away with what it does."""
    node = site.node
    if isinstance(node, ast.Try | ast.TryStar) and node.finalbody:
        yield _with(node, finalbody=[]) if node.handlers else list(node.body)


def widen_except(site: Site) -> Iterator[Replacement]:
    """``except X`` catches every exception."""
    node = site.node
    if isinstance(node, ast.ExceptHandler) and node.type is not None and not _named(node.type, "BaseException"):
        yield _with(node, type=ast.Name("BaseException", ast.Load()))


def narrow_except(site: Site) -> Iterator[Replacement]:
    """``except X`` catches nothing that happens; ``except (X, Y)`` one of them less."""
    node = site.node
    if not isinstance(node, ast.ExceptHandler):
        return
    if isinstance(node.type, ast.Tuple) and len(node.type.elts) > 1:
        for place in range(len(node.type.elts)):
            rest = node.type.elts[:place] + node.type.elts[place + 1 :]
            yield _with(node, type=_with(node.type, elts=rest))
    else:
        yield _with(node, type=ast.Name("NotImplementedError", ast.Load()))


def drop_raise(site: Site) -> Iterator[Replacement]:
    """``raise`` goes away."""
    if isinstance(site.node, ast.Raise):
        yield ast.Pass()


def _named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


# ------------------------------------------------------------------------------------------------------ values


def change_constant(site: Site) -> Iterator[Replacement]:
    """A number, a text or a truth value is another one."""
    node = site.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield _with(node, value=not value)
    elif isinstance(value, int | float):
        yield _with(node, value=value + 1)
    elif isinstance(value, str | bytes):
        other: str | bytes = "changed" if isinstance(value, str) else b"changed"
        yield _with(node, value=type(value)() if value else other)


def change_comparison(site: Site) -> Iterator[Replacement]:
    """``<`` becomes ``<=``, ``==`` becomes ``!=``, and so on."""
    node = site.node
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield _with(node, ops=[*node.ops[:place], _COMPARISONS[type(operator)](), *node.ops[place + 1 :]])


def change_arithmetic(site: Site) -> Iterator[Replacement]:
    """``+`` becomes ``-``, and so on."""
    node = site.node
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield _with(node, op=_ARITHMETIC[type(node.op)]())


def change_logic(site: Site) -> Iterator[Replacement]:
    """``and`` and ``or`` change places; ``not`` goes away."""
    node = site.node
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def turn_condition(site: Site) -> Iterator[Replacement]:
    """A condition is taken the other way round."""
    node = site.node
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Constant | ast.Compare):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def return_nothing(site: Site) -> Iterator[Replacement]:
    """``return x`` returns ``None``."""
    node = site.node
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(ast.Constant(None))


# ------------------------------------------------------------------------------------------------------ statements


def drop_jump(site: Site) -> Iterator[Replacement]:
    """``break``, ``continue``, ``del`` or a change in place goes away."""
    if isinstance(site.node, ast.Break | ast.Continue | ast.Delete | ast.AugAssign):
        yield ast.Pass()


def loop_once(site: Site) -> Iterator[Replacement]:
    """A loop ends after its first round."""
    node = site.node
    if isinstance(node, ast.For | ast.AsyncFor | ast.While) and not isinstance(
        node.body[-1], ast.Break | ast.Return | ast.Raise
    ):
        yield _with(node, body=[*node.body, ast.Break()])


def swap_statements(site: Site) -> Iterator[Replacement]:
    """Two neighbouring statements change places."""
    node = site.node
    if isinstance(node, ast.ClassDef):
        return
    for name in ("body", "orelse", "finalbody"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            for place in range(len(body) - 1):
                if _order_may_count(body[place], body[place + 1]):
                    swapped = [*body[:place], body[place + 1], body[place], *body[place + 2 :]]
                    yield _with(node, **{name: swapped})


def _order_may_count(first: ast.stmt, second: ast.stmt) -> bool:
    if isinstance(first, _DEFINES) or isinstance(second, _DEFINES):
        return False
    if any(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in (first, second)):
        return False
    return not (_is_plain_assignment(first) and _is_plain_assignment(second) and not _names(first) & _names(second))


def _is_plain_assignment(node: ast.stmt) -> bool:
    """Whether it only gives a name to a value that nothing has to be done for."""
    if not isinstance(node, ast.Assign) or not all(isinstance(target, ast.Name) for target in node.targets):
        return False
    value = node.value
    # Which of two empty primitives is made first, nobody can tell.
    if isinstance(value, ast.Call) and called_name(value) in _MADE_ALONE and not value.args and not value.keywords:
        return True
    return all(isinstance(part, (*_HARMLESS, ast.expr_context)) for part in ast.walk(value))


_MADE_ALONE: Final = frozenset({"Lock", "Event", "Queue", "Condition", "get_running_loop", "list", "dict", "set"})


def _names(node: ast.stmt) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
