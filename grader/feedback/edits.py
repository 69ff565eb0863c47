"""Small changes of a program's own statements and conditions, any of which may mend it.

Nothing is put in that the learner did not write: a statement goes or stands elsewhere, a condition holds at other
times, a number is another one. What the changed program does is for a trial to find out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.feedback.kinds import Kind
from grader.feedback.syntax import last_name
from grader.feedback.trees import BLOCKS, head, walk

_MOST_LINES = 4
"""Lines of a statement that is left out; a longer one is no single fault."""
_COLLECTIONS = frozenset({"list", "dict", "set", "deque", "Counter", "defaultdict", "OrderedDict"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_KEPT = (
    *_SCOPES,
    ast.ExceptHandler,
    *(ast.Import, ast.ImportFrom, ast.Nonlocal, ast.Global, ast.Pass),
)
_LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_SWITCHES = (*_LEAVES, ast.Await, ast.Yield, ast.AsyncFor, ast.AsyncWith)
"""What a statement cannot be moved past without a difference."""
_OTHER_EDGE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_MORE = "_turns_to_come"
"""A name that no learner uses: an iterator of the changed program."""

Block = list[ast.stmt]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Change:
    """One statement or condition that is otherwise than the learner wrote it, and the program with that change."""

    kind: Kind
    statement: ast.stmt
    lines: range
    program: str

    @property
    def line(self) -> int:
        """Where the reader is to look first."""
        return self.statement.lineno


def left_out(tree: ast.Module, scopes: Iterable[ast.stmt]) -> list[Change]:
    """Statements that are left out, and conditions that always or never hold; what names a value comes last."""
    found = [change for block in _blocks(scopes) for change in _left_out(tree, block)]
    return sorted(found, key=lambda one: (_names_a_value(one.statement), one.statement.lineno))


def _left_out(tree: ast.Module, block: Block) -> Iterator[Change]:
    for number, statement in enumerate(block):
        if isinstance(statement, _KEPT):
            continue
        is_short = (statement.end_lineno or statement.lineno) - statement.lineno < _MOST_LINES
        if is_short:
            yield Change(Kind.EXTRA, statement, _lines(statement), _with(tree, block, number, ast.Pass()))
        if isinstance(statement, ast.If) and not isinstance(statement.test, ast.Constant):
            yield _with_test(tree, statement, Kind.TOO_SELDOM, ast.Constant(True))
            if not is_short or statement.orelse:  # else it is as if it were left out
                yield _with_test(tree, statement, Kind.TOO_OFTEN, ast.Constant(False))


def other_conditions(tree: ast.Module, scopes: Sequence[ast.stmt]) -> Iterator[Change]:
    """Loops that go on for longer or ask again, ways out that are taken later, other edges."""
    for block in _blocks(scopes):
        for number, statement in enumerate(block):
            if isinstance(statement, ast.If) and _waits_within(statement):
                again = _with(tree, block, number, ast.While(statement.test, statement.body, []))
                yield Change(Kind.ASKED_ONCE, statement, _lines_of_test(statement), again)
            if isinstance(statement, ast.While) and not isinstance(statement.test, ast.Constant):
                yield from _for_longer(tree, statement, Kind.TOO_SHORT)
            if isinstance(statement, ast.If) and isinstance(statement.body[-1], _LEAVES):
                yield from _for_longer(tree, statement, Kind.TOO_SOON)
            if not isinstance(statement, _SCOPES):
                yield from _other_edges(tree, statement)
    yield from _while_others(tree, scopes)


def _for_longer(tree: ast.Module, statement: ast.If | ast.While, kind: Kind) -> Iterator[Change]:
    """The program with a loop that goes on, or a way out that is not taken, once more than it says."""
    more: ast.expr = ast.parse(f"next({_MORE}, False)", mode="eval").body
    if kind is Kind.TOO_SHORT:
        test: ast.expr = ast.BoolOp(ast.Or(), [statement.test, more])
    else:
        test = ast.BoolOp(ast.And(), [statement.test, ast.UnaryOp(ast.Not(), more)])
    change = _with_test(tree, statement, kind, test)
    yield replace(change, program=f"{_MORE} = iter([True])\n{change.program}")


def _while_others(tree: ast.Module, scopes: Sequence[ast.stmt]) -> Iterator[Change]:
    """The program with a loop that goes on while there is still something in another collection."""
    for scope in scopes:
        filled = dict.fromkeys(
            ast.unparse(node.targets[0])
            for node in walk(scope)
            if isinstance(node, ast.Assign) and _is_collection(node.value)
        )
        for loop in (node for node in walk(scope) if isinstance(node, ast.While)):
            asked = {ast.unparse(node) for node in walk(loop.test) if isinstance(node, ast.Name | ast.Attribute)}
            if asked & set(filled):
                for name in [name for name in filled if name not in asked]:
                    also = ast.parse(name, mode="eval").body
                    test = ast.BoolOp(ast.Or(), [loop.test, also])
                    yield _with_test(tree, loop, Kind.TOO_SHORT, test)


def _is_collection(value: ast.expr) -> bool:
    made = last_name(value.func) if isinstance(value, ast.Call) else ""
    return isinstance(value, ast.List | ast.Dict | ast.Set) or made in _COLLECTIONS


def _other_edges(tree: ast.Module, statement: ast.stmt) -> Iterator[Change]:
    """The program where equal values count the other way."""
    for node in _own(statement):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OTHER_EDGE:
            kept = node.ops
            node.ops = [_OTHER_EDGE[type(kept[0])]()]
            program = ast.unparse(tree)
            node.ops = kept
            yield Change(Kind.EDGE, statement, _lines(node), program)


def other_numbers(tree: ast.Module, scopes: Iterable[ast.stmt]) -> Iterator[Change]:
    """The program with a number that is one more or one less."""
    for statement in (one for block in _blocks(scopes) for one in block if not isinstance(one, _SCOPES)):
        for node in (one for one in _own(statement) if isinstance(one, ast.Constant)):
            value = node.value
            if not isinstance(value, int) or isinstance(value, bool):
                continue
            for step in (1, -1):
                node.value = value + step
                program = ast.unparse(tree)
                node.value = value
                yield Change(Kind.ONE_OFF, statement, _lines(node), program)


def moved(tree: ast.Module, scopes: Iterable[ast.stmt]) -> Iterator[Change]:
    """Single statements at other places: in their function, the nearest ones first, then in those beside it."""
    scopes = list(scopes)
    seen = {ast.unparse(tree)}
    for near in (True, False):
        for function in (node for scope in scopes for node in walk(scope) if isinstance(node, _FUNCTIONS)):
            for block in list(_blocks([function], nested=False)):
                for statement in [one for one in block if _may_move(one)]:
                    for change in _moved(tree, function, block, statement, near=near):
                        if change.program not in seen:
                            seen.add(change.program)
                            yield change


def _moved(tree: ast.Module, function: Function, block: Block, statement: ast.stmt, *, near: bool) -> Iterator[Change]:
    places = _places_near(function, block, statement) if near else _places_beside(tree, function, statement)
    at = block.index(statement)
    kept = block[at + 1 :]
    for other, index, lines in list(places):
        kind = Kind.MOVED if len(lines) == len(_lines(statement)) else Kind.SWAPPED
        shift = index - 1 if other is block and index > at else index
        block[at : at + 1] = [] if len(block) > 1 or other is block else [ast.Pass()]
        other.insert(shift, statement)
        program = ast.unparse(tree)
        del other[shift]
        block[at:] = [statement, *kept]
        yield Change(kind, statement, lines, program)


Spot = tuple[Block, int, range]
"""A block, where in it, and the lines that a move to there is about."""


def _places_near(function: Function, block: Block, statement: ast.stmt) -> Iterator[Spot]:
    """Other places in the same function: past what stands beside it, into it, and out of the statement around."""
    at, own = block.index(statement), _lines(statement)
    for index in sorted((n for n in range(len(block) + 1) if n not in {at, at + 1}), key=lambda n: abs(n - at)):
        past = block[at + 1 : index] if index > at else block[index:at]
        if _makes_a_difference(past, statement) and _is_possible(past, statement, up=index < at):
            one = past[0] if len(past) == 1 and _may_move(past[0]) else None
            both = range(min(own.start, one.lineno), max(own.stop, _lines(one).stop)) if one is not None else own
            if index == 0 or not isinstance(block[index - 1], _LEAVES):
                yield block, index, both
    for number, beside in enumerate(block):
        past = block[at + 1 : number] if number > at else block[number + 1 : at]
        if beside is not statement and _is_possible(past, statement, up=number < at):
            for inner in _inner_blocks(beside):
                yield inner, 0, own
                if not isinstance(inner[-1], _LEAVES):
                    yield inner, len(inner), own
    around = _around(function, block)
    if around is not None:
        outer, number = around
        if _is_possible([head(outer[number]), *block[:at]], statement, up=True):
            yield outer, number, own
        if _is_possible(block[at + 1 :], statement, up=False):
            yield outer, number + 1, own
        for inner in _inner_blocks(outer[number]):
            if inner is not block:
                yield inner, len(inner), own


def _places_beside(tree: ast.Module, function: Function, statement: ast.stmt) -> Iterator[Spot]:
    """Places in functions beside this one, where the names that are this function's own have a meaning too."""
    used = _names(statement, ast.Load) & _locals(function)
    if _names(statement, ast.Store):
        return
    for scope in walk(tree):
        beside = next((block for block in _inner_blocks(scope) if function in block), [])
        for other in (one for one in beside if isinstance(one, _FUNCTIONS) and one is not function):
            if used <= {a.arg for a in other.args.args} and (not waits(statement) or _is_async(other)):
                for block in _blocks([other], nested=False):
                    for index in range(len(block) + 1):
                        if index == 0 or not isinstance(block[index - 1], _LEAVES):
                            yield block, index, _lines(statement)


def _may_move(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr | ast.Assign | ast.AugAssign | ast.Delete)


def _makes_a_difference(past: Iterable[ast.stmt], statement: ast.stmt) -> bool:
    """Whether others run in between, or what is passed has something in common with the statement."""
    names = _words(statement)
    return any(isinstance(node, _SWITCHES) or waits(statement) for one in past for node in walk(one)) or any(
        names & _words(one) for one in past
    )


def _is_possible(past: Iterable[ast.AST], statement: ast.stmt, *, up: bool) -> bool:
    """Whether each name still has its value where it is used."""
    mine = _names(statement, ast.Load if up else ast.Store)
    return not any(mine & _names(one, ast.Store if up else ast.Load) for one in past)


def _names(node: ast.AST, how: type[ast.expr_context]) -> set[str]:
    return {one.id for one in walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, how)}


def _words(node: ast.AST) -> set[str]:
    """The names and the attributes."""
    parts = walk(node)
    return {one.id for one in parts if isinstance(one, ast.Name)} - {"self"} | {
        one.attr for one in parts if isinstance(one, ast.Attribute)
    }


def _locals(function: Function) -> set[str]:
    arguments = {one.arg for one in walk(function.args) if isinstance(one, ast.arg)}
    return arguments | {name for one in function.body for name in _names(one, ast.Store)}


def waits(node: ast.AST) -> bool:
    """Whether there is an ``await`` in it."""
    return any(isinstance(one, ast.Await) for one in walk(node))


def _is_async(function: Function) -> bool:
    return isinstance(function, ast.AsyncFunctionDef)


def _waits_within(statement: ast.If) -> bool:
    """Whether it is a condition upon which something is waited for, and no more."""
    leaves = any(isinstance(node, _LEAVES) for one in statement.body for node in walk(one))
    return not statement.orelse and not leaves and any(map(waits, statement.body))


def _names_a_value(statement: ast.stmt) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(isinstance(target, ast.Name) for target in targets)


def _blocks(scopes: Iterable[ast.AST], *, nested: bool = True) -> Iterator[Block]:
    """The blocks of the scopes; those of functions within only if ``nested``. What ``__init__`` makes is needed."""
    for scope in scopes:
        if isinstance(scope, _SCOPES) and scope.name == "__init__":
            continue
        for block in _inner_blocks(scope):
            yield block
            yield from _blocks((one for one in block if nested or not isinstance(one, _SCOPES)), nested=nested)


def _inner_blocks(node: ast.AST) -> Iterator[Block]:
    """The blocks of a statement, those of its clauses too."""
    if isinstance(node, _SCOPES) and node.name == "__init__":
        return
    for name in BLOCKS:
        for part in [getattr(node, name, None)] if name != "handlers" else getattr(node, name, []):
            block = getattr(part, "body", None) if isinstance(part, ast.ExceptHandler) else part
            if isinstance(block, list) and block:
                yield block


def _around(function: Function, block: Block) -> tuple[Block, int] | None:
    """The block in which the statement around this one stands, and where in it; ``None`` if that is the function."""
    for outer in _blocks([function], nested=False):
        for number, statement in enumerate(outer):
            if any(inner is block for inner in _inner_blocks(statement)):
                return outer, number
    return None


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """What is a statement's own, and not of the blocks within."""
    inner = {id(node) for block in _inner_blocks(statement) for one in block for node in walk(one)}
    return (node for node in walk(statement) if id(node) not in inner)


def _with_test(tree: ast.Module, statement: ast.If | ast.While, kind: Kind, test: ast.expr) -> Change:
    lines, kept = _lines_of_test(statement), statement.test
    statement.test = ast.fix_missing_locations(ast.copy_location(test, kept))
    program = ast.unparse(tree)
    statement.test = kept
    return Change(kind, statement, lines, program)


def _with(tree: ast.Module, block: Block, number: int, other: ast.stmt) -> str:
    """The program with another statement there."""
    kept = block[number]
    block[number] = ast.copy_location(other, kept)
    program = ast.unparse(tree)
    block[number] = kept
    return program


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _lines_of_test(statement: ast.If | ast.While) -> range:
    return range(statement.lineno, (statement.test.end_lineno or statement.lineno) + 1)
