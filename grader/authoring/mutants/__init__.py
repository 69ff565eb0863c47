"""Mutants: small changes to the solution that the checks of an exercise must notice.

An operator is a pure function from a place in the syntax tree to what may stand there instead. To add one: write it in
``waiting`` or ``plain``, give it a line in ``OPERATORS``, and a test.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final

from grader.authoring.mutants import plain, waiting
from grader.authoring.mutants.tree import Replacement, Site, replaced, scope_inside, sites
from grader.catalogue.gaps import parse


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to change a program. ``advice`` tells the author of checks that let it through what to test."""

    name: str
    mutate: Callable[[Site], Iterable[Replacement]]
    advice: str


OPERATORS: Final = (
    Operator("drop-await", waiting.drop_await, "test that the result is used, or that what is awaited has happened"),
    Operator("await-task", waiting.await_task, "test that both run at the same time: let two probes overlap"),
    Operator("gather-in-turn", waiting.gather_in_turn, "test when each probe is entered: all at the same time"),
    Operator("drop-lock", waiting.drop_lock, "test what happens when two tasks come at the same time"),
    Operator("drop-call", plain.drop_call, "test the effect of this call"),
    Operator("drop-argument", plain.drop_argument, "test with a value that differs from the default"),
    Operator("swap-arguments", plain.swap_arguments, "test with values that differ from each other"),
    Operator("drop-item", plain.drop_item, "test that each of these counts"),
    Operator("drop-decorator", plain.drop_decorator, "test what the decorator adds"),
    Operator("drop-finally", plain.drop_finally, "test that it cleans up after an error and after a cancellation"),
    Operator("widen-except", plain.widen_except, "test that other exceptions and a cancellation come through"),
    Operator("narrow-except", plain.narrow_except, "test with this exception: let a probe raise it"),
    Operator("drop-raise", plain.drop_raise, "test that the exception comes out"),
    Operator("change-constant", plain.change_constant, "test the value, or the time, that this constant decides"),
    Operator("change-comparison", plain.change_comparison, "test with values on both sides of the border, and on it"),
    Operator("change-arithmetic", plain.change_arithmetic, "test with other numbers"),
    Operator("change-logic", plain.change_logic, "test with one of the two true, and with the other"),
    Operator("turn-condition", plain.turn_condition, "test with this condition true, and with it false"),
    Operator("return-nothing", plain.return_nothing, "test what is returned"),
    Operator("drop-jump", plain.drop_jump, "test with data for which this line matters"),
    Operator("loop-once", plain.loop_once, "test with more than one round"),
    Operator("swap-statements", plain.swap_statements, "test the order in which these two things happen"),
)
"""Every operator. Its name is stable: accepted mutants are named by it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed solution. ``id`` stays the same as long as the changed place and its function keep their text."""

    id: str
    operator: Operator
    source: str
    line: int

    @property
    def advice(self) -> str:
        return self.operator.advice


def normalized(source: str) -> str:
    """The program without comments and layout, as mutants are written."""
    return ast.unparse(_tree(source)) + "\n"


def make_mutants(source: str, left_out: frozenset[int] = frozenset()) -> tuple[Mutant, ...]:
    """The mutants of a program, each different from it and from the others.

    Args:
        left_out: numbers of the top-level statements to leave as they are.
    """
    tree = _tree(source)
    seen = {_fingerprint(ast.unparse(tree))}
    names: Counter[str] = Counter()
    mutants: list[Mutant] = []
    for site in sites(tree, left_out):
        for operator, new in _changes(site):
            text = _unparsed(replaced(tree, site.path, new))
            fingerprint = _fingerprint(text) if text is not None else None
            if text is None or fingerprint is None or fingerprint in seen:
                continue
            seen.add(fingerprint)
            name = _name(operator, site, new)
            names[name] += 1
            number = f"-{names[name]}" if names[name] > 1 else ""
            mutants.append(Mutant(name + number, operator, text + "\n", getattr(site.node, "lineno", 1)))
    return tuple(mutants)


def _tree(source: str) -> ast.Module:
    tree = parse(source)
    if isinstance(tree, SyntaxError):
        raise tree
    return tree


def _changes(site: Site) -> Iterator[tuple[Operator, Replacement]]:
    for operator in OPERATORS:
        for new in operator.mutate(site):
            yield operator, new


def _name(operator: Operator, site: Site, new: Replacement) -> str:
    """The operator, the function, and a hash of the lines that differ: edits around them leave it as it is."""
    before = ast.unparse(site.node)
    after = "\n".join(map(ast.unparse, new)) if isinstance(new, list) else ast.unparse(new)
    lines, others = ([line.strip() for line in text.split("\n")] for text in (before, after))
    matcher = difflib.SequenceMatcher(a=lines, b=others, autojunk=False)
    changes = [(lines[a:b], others[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    digest = hashlib.sha256(repr(changes).encode()).hexdigest()[:6]
    return f"{operator.name}/{scope_inside(site)}/{digest}"


def _unparsed(tree: Any) -> str | None:
    """The text of a changed tree; ``None`` if the change made something that cannot be written."""
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, RecursionError):
        return None


def _fingerprint(text: str) -> Any:
    """What Python makes of a program, but for its line numbers; ``None`` if it is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _code(compile(text, "mutant", "exec", dont_inherit=True, optimize=2))
    except (SyntaxError, ValueError, RecursionError):
        return None


def _code(code: CodeType) -> Any:
    constants = tuple(_code(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    shape = (code.co_flags, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
    return code.co_name, code.co_code, code.co_exceptiontable, constants, names, shape


# ------------------------------------------------------------------------------------------------------ what is graded


def ungraded_statements(source: str, checks: str) -> frozenset[int]:
    """The top-level statements that no check can see: those that only a trial run of the file needs.

    What stands under ``if __name__ == "__main__":`` runs only as a script. If the checks run none, it is left out, and
    so are the functions that nothing else names.
    """
    if ".script(" in checks:
        return frozenset()
    body = _tree(source).body
    trial = {number for number, statement in enumerate(body) if _is_trial(statement)}
    named = _identifiers(_tree(checks))
    definitions = {
        number: statement.name
        for number, statement in enumerate(body)
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    in_trial = set().union(*(_identifiers(body[number]) for number in trial)) if trial else set()
    spare = {number for number, name in definitions.items() if name not in named}
    while True:
        others = [body[number] for number in range(len(body)) if number not in trial | spare]
        used = set().union(*map(_identifiers, others)) if others else set()
        needed = {number for number in spare if definitions[number] in used}
        if not needed:
            break
        spare -= needed
    reached = _reached(in_trial, {definitions[number]: body[number] for number in spare})
    return frozenset(trial | {number for number in spare if definitions[number] in reached})


def _reached(names: set[str], definitions: dict[str, ast.stmt]) -> set[str]:
    found: set[str] = set()
    waiting_for = [name for name in names if name in definitions]
    while waiting_for:
        name = waiting_for.pop()
        if name not in found:
            found.add(name)
            waiting_for += [other for other in _identifiers(definitions[name]) if other in definitions]
    return found


def _is_trial(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__name__" in _identifiers(statement.test)


def _identifiers(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found
