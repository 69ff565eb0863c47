"""Ways through a function: those that leave a call out which the others make, and those that give no value."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.feedback import syntax


def without_call(function: syntax.Function, name: str) -> list[int]:
    """The lines on which a way branches off that gets past the calls of ``name`` and goes on.

    Looked at are an ``except`` beside a ``try`` that makes the call, an ``if`` of which one branch does, and a
    ``continue`` or ``return`` that stands before it.
    """
    return sorted(set(_in_block(function.body, name, made_later=False)))


def gives_none(function: syntax.Function) -> bool:
    """Whether a way through the function comes to an end without a value: at a bare ``return``, or behind its body."""
    bare = any(isinstance(node, ast.Return) and node.value is None for node in syntax.own_nodes(function))
    return bare or _goes_on(function.body)


def _goes_on(block: Sequence[ast.stmt]) -> bool:
    """Whether what comes behind the block may be reached."""
    match block[-1]:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return False
        case ast.If(body=body, orelse=other):
            return not other or _goes_on(body) or _goes_on(other)
        case ast.With(body=body) | ast.AsyncWith(body=body):
            return _goes_on(body)
        case ast.Try(body=body, handlers=handlers, orelse=other, finalbody=final):
            tried = [other or body, *(handler.body for handler in handlers)]
            return any(map(_goes_on, tried)) and (not final or _goes_on(final))
        case ast.While(test=ast.Constant(value=value)) as loop if value:
            return any(isinstance(node, ast.Break) for node in ast.walk(loop))
        case _:
            return True


def _in_block(block: Sequence[ast.stmt], name: str, *, made_later: bool) -> Iterator[int]:
    for number, statement in enumerate(block):
        later = made_later or any(_makes(other, name) for other in block[number + 1 :])
        match statement:
            case ast.Try():
                yield from _in_try(statement, name, made_later=later)
            case ast.If():
                yield from _in_if(statement, name, made_later=later)
            case ast.Continue() if made_later:
                yield statement.lineno
            case ast.For() | ast.AsyncFor() | ast.While():
                yield from _in_block(statement.body, name, made_later=False)
            case ast.With() | ast.AsyncWith():
                yield from _in_block(statement.body, name, made_later=later)
            case _:
                pass


def _in_try(statement: ast.Try, name: str, *, made_later: bool) -> Iterator[int]:
    if any(_makes(one, name) for one in statement.finalbody):
        return
    tried = any(_makes(one, name) for one in (*statement.body, *statement.orelse))
    yield from _in_block(statement.body, name, made_later=made_later)
    for handler in statement.handlers:
        if any(_makes(one, name) for one in handler.body):
            continue
        leaves = _last_jump(handler.body)
        if leaves is ast.Raise or (leaves is ast.Break and not made_later):
            continue
        if (tried and not made_later) or (made_later and leaves is ast.Continue):
            yield handler.lineno


def _in_if(statement: ast.If, name: str, *, made_later: bool) -> Iterator[int]:
    here = any(_makes(one, name) for one in statement.body)
    there = any(_makes(one, name) for one in statement.orelse)
    if here != there and not made_later:
        other = statement.orelse if here else statement.body
        if not other or _last_jump(other) in {None, ast.Continue}:
            yield statement.lineno if here else statement.body[0].lineno
        return
    for body, makes in ((statement.body, here), (statement.orelse, there)):
        yield from _in_block(body, name, made_later=made_later and not makes)


def _last_jump(body: Sequence[ast.stmt]) -> type[ast.stmt] | None:
    last = type(body[-1])
    return last if last in {ast.Raise, ast.Return, ast.Break, ast.Continue} else None


def _makes(node: ast.AST, name: str) -> bool:
    return bool(syntax.calls(node, name))
