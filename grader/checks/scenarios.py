"""Scenarios: the functions of a checks file that are sent into the sandbox, and nothing else of it is.

A scenario travels as text made from its syntax tree (so no comment goes along), with the scenarios it uses and
the imports it needs. It is validated when the checks file is loaded, so that its author learns of a mistake
before a learner does.
"""

from __future__ import annotations

import ast
import builtins
import symtable
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import Problem

_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class Scenario:
    """What ``@scenario`` leaves in the checks file: the name of a function that runs beside the learner's program."""

    __slots__ = ("__name__",)

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __call__(self, *args: object, **kwargs: object) -> object:
        raise TypeError(f"a scenario runs in the sandbox: write run({self.__name__}, ...) in a check")

    def __repr__(self) -> str:
        return f"<scenario {self.__name__}>"


def scenario(function: Callable[..., Any]) -> Scenario:
    """Mark a function of a checks file as one to run in the sandbox. Its first argument is the learner's module."""
    return Scenario(function.__name__)


@dataclass(frozen=True, slots=True)
class ScenarioCode:
    """A validated scenario: the text to send, and which arguments ``run`` must and may be given."""

    name: str
    source: str
    arguments: frozenset[str]
    any_name: bool

    def check_arguments(self, given: Mapping[str, object]) -> None:
        """``TypeError`` if the call of the scenario would fail for the author's own fault."""
        missing = sorted(self.arguments - given.keys())
        unknown = [] if self.any_name else sorted(given.keys() - self.arguments)
        if missing:
            raise TypeError(f"the scenario {self.name} needs the argument {missing[0]!r}")
        if unknown:
            raise TypeError(f"the scenario {self.name} takes no argument {unknown[0]!r}")


@dataclass(slots=True)
class _File:
    path: Path
    functions: dict[str, _FunctionNode] = field(default_factory=dict)
    tables: dict[str, symtable.SymbolTable] = field(default_factory=dict)
    imports: dict[str, list[ast.Import | ast.ImportFrom]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, node: ast.AST, message: str) -> None:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        self.problems.append(Problem(self.path, line, column + 1, message))


def read_scenarios(tree: ast.Module, source: str, path: Path) -> tuple[dict[str, ScenarioCode], list[Problem]]:
    """The scenarios of a checks file by name, and every mistake in them."""
    file = _File(path)
    _gather(tree, file)
    if file.functions:
        for table in symtable.symtable(source, str(path), "exec").get_children():
            if table.get_name() in file.functions and table.get_type() == "function":
                file.tables[table.get_name()] = table
    uses = {name: _validate(node, file) for name, node in file.functions.items()}
    if file.problems:
        return {}, file.problems
    return {name: _code(name, uses, file) for name in file.functions}, []


def _gather(tree: ast.Module, file: _File) -> None:
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, _FunctionNode) and any(map(_is_marker, node.decorator_list)):
            if id(node) not in top:
                file.refuse(node, "a scenario must stand at the top level of the checks file")
            elif node.name in file.functions:
                file.refuse(node, f"there are two scenarios named {node.name!r}")
            else:
                file.functions[node.name] = node
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                bound = alias.asname or alias.name.partition(".")[0]
                file.imports.setdefault(bound, []).append(statement)


def _is_marker(decorator: ast.expr) -> bool:
    return (isinstance(decorator, ast.Name) and decorator.id == "scenario") or (
        isinstance(decorator, ast.Attribute) and decorator.attr == "scenario"
    )


def _validate(node: _FunctionNode, file: _File) -> dict[str, None]:
    """The global names that the scenario uses, in order; what is wrong with it goes to ``file.problems``."""
    _validate_head(node, file)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            file.refuse(inner, "a scenario only acts; put the assert into the check")
        elif isinstance(inner, ast.Global):
            file.refuse(inner, "a scenario cannot use global")
        elif isinstance(inner, ast.Import | ast.ImportFrom):
            for module in _foreign_modules(inner):
                file.refuse(inner, f"a scenario may import only the standard library, not {module!r}")
    known: dict[str, None] = {}
    names = [inner for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    # The decorator line names ``scenario`` outside of the function's own table, so it is not among these.
    for name in _global_names(file.tables[node.name]):
        place = next((inner for inner in names if inner.id == name), node)
        if _validate_name(name, place, file):
            known[name] = None
    return known


def _validate_head(node: _FunctionNode, file: _File) -> None:
    for decorator in node.decorator_list:
        if not _is_marker(decorator):
            file.refuse(decorator, "a scenario takes no other decorator than @scenario")
    arguments = node.args
    for default in [*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)]:
        file.refuse(default, "a scenario's arguments take no defaults; give them in run(...)")
    every = [*_plain_arguments(node), *arguments.kwonlyargs]
    every += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    annotations = [a.annotation for a in every if a.annotation is not None]
    for annotation in [*annotations, *([node.returns] if node.returns is not None else [])]:
        file.refuse(annotation, "a scenario takes no annotations")
    if not _plain_arguments(node):
        file.refuse(node, "a scenario's first argument is the learner's module: def name(submission, ...)")
    for argument in arguments.posonlyargs[1:]:
        file.refuse(argument, "run(...) gives arguments by name: only the first may be positional-only")
    if node.name.startswith("test"):
        file.refuse(node, "a scenario's name must not begin with 'test': pytest would take it for a check")


def _plain_arguments(node: _FunctionNode) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args]


def _global_names(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_global() and not symbol.is_declared_global():
            yield symbol.get_name()
    for child in table.get_children():
        yield from _global_names(child)


def _validate_name(name: str, place: ast.AST, file: _File) -> bool:
    if name in file.functions:
        return True
    if name in file.imports:
        for statement in file.imports[name]:
            for module in _foreign_modules(statement):
                file.refuse(place, f"{name!r} comes from {module!r}; a scenario may use only the standard library")
        return True
    if hasattr(builtins, name) or name == "__name__":
        return False
    file.refuse(place, f"a scenario cannot use {name!r}: hand it over as an argument of run(...)")
    return False


def _foreign_modules(statement: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(statement, ast.ImportFrom):
        modules = (
            [statement.module or "."] if not statement.level else ["." * statement.level + (statement.module or "")]
        )
    else:
        modules = [alias.name for alias in statement.names]
    return [module for module in modules if module.partition(".")[0] not in sys.stdlib_module_names]


def _code(name: str, uses: Mapping[str, Mapping[str, None]], file: _File) -> ScenarioCode:
    functions = _closure(name, uses, file)
    needed = sorted({used for function in functions for used in uses[function] if used in file.imports})
    lines = [ast.unparse(_only(bound, statement)) for bound in needed for statement in file.imports[bound]]
    bodies = [ast.unparse(_bare(file.functions[function])) for function in functions]
    arguments = file.functions[name].args
    plain = [argument.arg for argument in arguments.args]
    by_name = plain if arguments.posonlyargs else plain[1:]
    return ScenarioCode(
        name=name,
        source="\n".join([*dict.fromkeys(lines), *bodies]) + "\n",
        arguments=frozenset(by_name + [argument.arg for argument in arguments.kwonlyargs]),
        any_name=arguments.kwarg is not None,
    )


def _closure(name: str, uses: Mapping[str, Mapping[str, None]], file: _File) -> list[str]:
    found: list[str] = []
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.append(current)
            waiting.extend(used for used in uses[current] if used in file.functions)
    return sorted(found, key=lambda function: file.functions[function].lineno)


def _only(bound: str, statement: ast.Import | ast.ImportFrom) -> ast.stmt:
    """The import statement with only the name ``bound``."""
    names = [a for a in statement.names if (a.asname or a.name.partition(".")[0]) == bound]
    if isinstance(statement, ast.Import):
        return ast.Import(names=names)
    return ast.ImportFrom(module=statement.module, names=names, level=statement.level)


def _bare(node: _FunctionNode) -> _FunctionNode:
    """The function without its decorator and docstring."""
    body = node.body
    if ast.get_docstring(node, clean=False) is not None:
        body = body[1:] or [ast.Pass()]
    kind = type(node)
    bare = kind(name=node.name, args=node.args, body=body, decorator_list=[], returns=None, type_comment=None)
    if sys.version_info >= (3, 12):
        bare.type_params = node.type_params
    return ast.fix_missing_locations(ast.copy_location(bare, node))
