"""The learner's source: its lines, its syntax tree, and the few questions that rules ask of the tree."""

from __future__ import annotations

import ast
import itertools
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef

MOST_NODES = 50_000
_LINE_END = re.compile(r"\r\n|\r|\n")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why the source does not compile, in CPython's words: ``line`` from 1, ``column`` from 0 in characters."""

    kind: str
    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A source text, cut into the lines that Python counts, with its tree or the reason why there is none.

    A tree of more than ``MOST_NODES`` nodes is left out: no learner writes one, and every rule would walk through it.
    """

    lines: tuple[str, ...]
    tree: ast.Module | None
    problem: SyntaxProblem | None = None

    @classmethod
    def parse(cls, text: str) -> Source:
        """Never raises: whatever the compiler refuses, too deep nesting included, becomes ``problem``."""
        text = text.removeprefix("\ufeff")
        lines = tuple(_LINE_END.split(text))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
                # Only the whole compiler knows `await` outside `async def` and its like.
                compile(text, "<submission>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return cls(lines, None, _problem(error, len(lines)))
        except (ValueError, OverflowError) as error:
            return cls(lines, None, SyntaxProblem("SyntaxError", str(error), 1, 0))
        except (RecursionError, MemoryError):
            return cls(lines, None, SyntaxProblem("SyntaxError", "too deeply nested", 1, 0))
        return cls(lines, tree if _is_within_reason(tree) else None)

    def text(self, line: int | None) -> str:
        """The text of a line, without its end; empty if the file has no such line."""
        return self.lines[line - 1].rstrip() if line is not None and 0 < line <= len(self.lines) else ""

    def column(self, line: int, utf8_offset: int) -> int:
        """The character column of a UTF-8 offset, which is what syntax trees and tracebacks count."""
        data = self.text(line).encode("utf-8", "surrogatepass")
        return len(data[: max(utf8_offset, 0)].decode("utf-8", "ignore"))

    def indent(self, line: int) -> int:
        text = self.text(line)
        return len(text) - len(text.lstrip())


def _is_within_reason(tree: ast.Module) -> bool:
    return next(itertools.islice(ast.walk(tree), MOST_NODES, None), None) is None


def _problem(error: SyntaxError, lines: int) -> SyntaxProblem:
    line = min(max(error.lineno or 1, 1), max(lines, 1))
    return SyntaxProblem(type(error).__name__, error.msg or "invalid syntax", line, max((error.offset or 1) - 1, 0))


def nodes(tree: ast.AST | None) -> Iterator[ast.AST]:
    if isinstance(tree, ast.Module):
        return iter(_all(tree))
    return ast.walk(tree) if tree is not None else iter(())


@lru_cache(maxsize=4)
def _all(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Every rule asks about the whole file, for every run: it is walked through once."""
    return tuple(ast.walk(tree))


@lru_cache(maxsize=4)
def _all_calls(tree: ast.Module) -> tuple[ast.Call, ...]:
    return tuple(node for node in _all(tree) if isinstance(node, ast.Call))


@lru_cache(maxsize=4)
def _all_functions(tree: ast.Module) -> tuple[Function, ...]:
    return tuple(node for node in _all(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def functions(tree: ast.AST | None) -> Iterator[Function]:
    """Every function and method of the file, nested ones too."""
    if isinstance(tree, ast.Module):
        return iter(_all_functions(tree))
    return (node for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def async_names(tree: ast.AST | None) -> frozenset[str]:
    """The names of all ``async def`` functions."""
    return frozenset(f.name for f in functions(tree) if isinstance(f, ast.AsyncFunctionDef))


def uses_asyncio(tree: ast.AST | None) -> bool:
    """Whether the program imports it, or has a function that only something like it can run."""
    return any(
        isinstance(n, ast.AsyncFunctionDef)
        or (isinstance(n, ast.Import) and any(a.name.split(".")[0] == "asyncio" for a in n.names))
        or (isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == "asyncio")
        for n in nodes(tree)
    )


def function_names(tree: ast.AST | None) -> frozenset[str]:
    return frozenset(f.name for f in functions(tree))


def top_level_names(tree: ast.Module | None) -> frozenset[str]:
    """What the file binds at its top level, inside ``if`` and ``try`` too."""
    names: set[str] = set()
    for node in own_nodes(tree):
        names |= _bound(node)
    return frozenset(names)


def all_names(tree: ast.AST | None) -> frozenset[str]:
    """Every name that the file binds anywhere, arguments included."""
    names: set[str] = set()
    for node in nodes(tree):
        names |= _bound(node)
    return frozenset(names)


def _bound(node: ast.AST) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Name(id=name, ctx=ast.Store()):
            return {name}
        case ast.arg(arg=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).split(".")[0] for alias in names}
        case ast.ExceptHandler(name=str(name)):
            return {name}
        case _:
            return set()


def own_nodes(scope: ast.AST | None) -> Iterator[ast.AST]:
    """The nodes of a scope itself: nested functions and classes are yielded, but not entered."""
    stack: list[ast.AST] = list(ast.iter_child_nodes(scope)) if scope is not None else []
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _SCOPES):
            stack.extend(ast.iter_child_nodes(node))


def covers(node: ast.AST, line: int | None) -> bool:
    """Whether the node stands on that line."""
    if line is None:
        return False
    start = getattr(node, "lineno", None)
    return start is not None and start <= line <= (getattr(node, "end_lineno", None) or start)


def statement_lines(tree: ast.AST | None, line: int) -> range:
    """The lines of the innermost statement at ``line``; of one with a block, those of its head alone."""
    around = [node for node in nodes(tree) if isinstance(node, ast.stmt | ast.ExceptHandler) and covers(node, line)]
    inner = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)), default=None)
    if inner is None:
        return range(line, line + 1)
    body = getattr(inner, "body", None)
    if not isinstance(body, list):
        return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    # Between the head and the first statement there may be comments.
    parts = (part for part in ast.iter_child_nodes(inner) if not isinstance(part, ast.stmt | ast.ExceptHandler))
    ends = [end for part in parts for node in ast.walk(part) if (end := getattr(node, "end_lineno", None)) is not None]
    return range(inner.lineno, max([inner.lineno, *(end for end in ends if end < body[0].lineno)]) + 1)


def enclosing_function(tree: ast.AST | None, line: int | None) -> Function | None:
    """The innermost function whose body holds the line."""
    around = [f for f in functions(tree) if covers(f, line)]
    return max(around, key=lambda f: f.lineno, default=None)


def suspends(function: Function) -> bool:
    """Whether the function's own body has an ``await``, ``async for`` or ``async with``."""
    return any(
        isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)
        or (isinstance(node, ast.comprehension) and node.is_async)
        for node in own_nodes(function)
    )


def gives_value(function: Function) -> bool:
    """Whether the function can hand back a value: by ``return``, or as a generator."""
    return any(
        (isinstance(node, ast.Return) and node.value is not None) or isinstance(node, ast.Yield | ast.YieldFrom)
        for node in own_nodes(function)
    )


def last_line(function: Function) -> int:
    """Where the last statement of the function begins."""
    return function.body[-1].lineno


def dotted(node: ast.AST) -> str:
    """``asyncio.run`` for that expression; for what is no chain of names, its last names only (``.stop``)."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(parts))


def last_name(node: ast.AST) -> str:
    """``run`` for ``asyncio.run`` and for ``run``."""
    return dotted(node).rpartition(".")[2]


def calls(tree: ast.AST | None, *names: str, line: int | None = None) -> list[ast.Call]:
    """The calls in the order of the file: of these last names only, if any is given, and on ``line`` only, if given."""
    found = [
        node
        for node in (_all_calls(tree) if isinstance(tree, ast.Module) else nodes(tree))
        if isinstance(node, ast.Call)
        and (not names or last_name(node.func) in names)
        and (line is None or covers(node, line))
    ]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def catches(handler: ast.ExceptHandler) -> frozenset[str]:
    """The names of the classes that an ``except`` clause catches; a bare one catches ``BaseException``."""
    if handler.type is None:
        return frozenset({"BaseException"})
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return frozenset(last_name(t) for t in types)
