"""What a checks file holds, read from its syntax tree: an exercise is loaded without running its checks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue.gaps import parse
from grader.catalogue.names import did_you_mean
from grader.catalogue.reading import decode
from grader.errors import CatalogueError, Problem


@dataclass(frozen=True, slots=True)
class Test:
    """A test function as pytest will name it, and where it is defined."""

    id: str
    line: int
    column: int
    is_async: bool


def tests_in(tree: ast.Module) -> Iterator[Test]:
    """The functions that pytest would collect from a module with this tree."""
    for node in _statements(tree.body):
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            for inner in _statements(node.body):
                yield from _test(inner, f"{node.name}::")
        else:
            yield from _test(node, "")


def _test(node: ast.stmt, prefix: str) -> Iterator[Test]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
        is_async = isinstance(node, ast.AsyncFunctionDef)
        yield Test(prefix + node.name, node.lineno, node.col_offset + 1, is_async)


def _statements(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module or class, also those under an ``if`` or ``try``."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            for name in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(node, name, []))
            for handler in getattr(node, "handlers", []):
                yield from _statements(handler.body)


def file_problems(
    path: Path, data: bytes, listed: frozenset[str] | None
) -> tuple[list[Problem], frozenset[str] | None]:
    """The problems of a checks file, and the tests that it defines (``None`` if it does not parse).

    Args:
        listed: ids of the checks in the exercise; ``None`` if they are not known, and then nothing is said about them.
    """
    try:
        source = decode(path, data)
    except CatalogueError as error:
        return list(error.problems), None
    tree = parse(source)
    if isinstance(tree, SyntaxError):
        return [Problem(path, tree.lineno or 1, tree.offset or 1, f"is not Python: {tree.msg}")], None
    problems: list[Problem] = []
    seen: dict[str, Test] = {}
    for test in tests_in(tree):
        message = _problem_of(test, seen, listed)
        if message is not None:
            problems.append(Problem(path, test.line, test.column, message))
        seen.setdefault(test.id, test)
    return problems, frozenset(seen)


def _problem_of(test: Test, seen: dict[str, Test], listed: frozenset[str] | None) -> str | None:
    if test.is_async:
        return f"`{test.id}` is `async def`, which pytest does not run: use `def`, and `run(...)` inside"
    if test.id in seen:
        return f"`{test.id}` is defined twice (first in line {seen[test.id].line}); only the last would run"
    if listed is not None and test.id not in listed:
        return f"`{test.id}` is not listed under `checks` of the exercise{did_you_mean(test.id, listed)}"
    return None
