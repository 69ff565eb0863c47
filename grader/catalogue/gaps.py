"""Which gaps a learner's program still has open."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator

from grader.catalogue.names import MARKER
from grader.model import Exercise, OpenGap

_RESTARTS = 20


def open_gaps(exercise: Exercise, source: str) -> tuple[OpenGap, ...]:
    """The gaps of the exercise whose markers stand in ``source`` as identifiers, by place, each once.

    A marker in a comment or in a text is not a gap. A source that does not parse is read as far as its tokens go.

    Args:
        source: a program with lines ended by ``\\n``.
    """
    numbers = {gap.name: (number, gap) for number, gap in enumerate(exercise.gaps, 1)}
    found: dict[str, OpenGap] = {}
    for name, line, column in sorted(markers(source), key=lambda marker: marker[1:]):
        if name in numbers and name not in found:
            number, gap = numbers[name]
            found[name] = OpenGap(name, line, column, gap.ask, number, len(numbers))
    return tuple(found.values())


def markers(source: str) -> Iterator[tuple[str, int, int]]:
    """The markers that stand in ``source`` as identifiers: name, line from 1, column in bytes from 0."""
    if "____" not in source:
        return
    tree = parse(source)
    if isinstance(tree, ast.Module):
        yield from _in_tree(tree, source)
    else:
        yield from _in_tokens(source)


def parse(source: str) -> ast.Module | SyntaxError:
    """The syntax tree, or the error: also for text that is nested too deep for Python's parser."""
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence in a learner's text is no concern of the one who reads the tree.
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error) or "nested too deep")


def _in_tree(tree: ast.Module, source: str) -> Iterator[tuple[str, int, int]]:
    in_tokens = tuple(_in_tokens(source))
    yield from in_tokens
    # Python 3.11 reads an f-string as one token, so that the names in it are found only in the tree.
    seen = {name for name, _, _ in in_tokens}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            marker = MARKER.fullmatch(node.id)
            if marker is not None and marker[1] not in seen:
                yield marker[1], node.lineno, node.col_offset


def _in_tokens(source: str) -> Iterator[tuple[str, int, int]]:
    lines = source.split("\n")
    first = 0
    for _ in range(_RESTARTS):
        reached = first
        try:
            for token in tokenize.generate_tokens(io.StringIO("\n".join(lines[first:])).readline):
                reached = first + token.start[0]
                marker = MARKER.fullmatch(token.string) if token.type == tokenize.NAME else None
                if marker is not None:
                    yield marker[1], reached, len(lines[reached - 1][: token.start[1]].encode())
        except (tokenize.TokenError, SyntaxError):
            first = max(reached, first + 1)  # the line after the one that could not be read
        else:
            return
