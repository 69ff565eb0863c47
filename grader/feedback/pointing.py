"""Finding again, in a learner's program, a line that an author pointed at in a program like it."""

from __future__ import annotations

import ast
from difflib import SequenceMatcher, get_close_matches

from grader.feedback.naming import in_the_words_of
from grader.feedback.syntax import Source
from grader.feedback.trees import dump, head, plain_tree, statements

_ALIKE = 0.8
"""The share of its text that a line has in common with one that was written a little otherwise."""


def line_like(source: Source, program: str, words: str) -> int | None:
    """The line of ``source`` that stands for the line of ``program`` with these ``words``; ``None`` if none does."""
    line = next((number for number, text in enumerate(program.splitlines(), 1) if words in text), None)
    if line is None or source.tree is None:
        return None
    return _like_a_statement(source, program, line) or _with_the_text(source, program, line)


def _like_a_statement(source: Source, program: str, line: int) -> int | None:
    """By the statement that the line is part of, whatever names it has in the learner's program."""
    found, other = plain_tree("\n".join(source.lines)), plain_tree(program)
    if found is None or other is None:
        return None
    try:
        ours, theirs = list(statements(found)), list(statements(in_the_words_of(found, other)))
        texts = [[dump(head(node)) for node in nodes] for nodes in (ours, theirs)]
    except RecursionError:
        return None
    for start, other_start, size in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_matching_blocks():
        for place in range(size):
            lines = _lines(theirs[other_start + place])
            if line in lines:
                within = _lines(ours[start + place])
                return within[min(lines.index(line), len(within) - 1)]
    return None


def _lines(node: ast.AST) -> range:
    """The lines of a statement without its blocks."""
    start, end = node.__dict__["lineno"], node.__dict__["end_lineno"]
    inner = next((part for part in statements(node)), None)
    return range(start, max(start, end if inner is None else inner.__dict__["lineno"] - 1) + 1)


def _with_the_text(source: Source, program: str, line: int) -> int | None:
    """By the text alone, as of `finally:`, which is no statement, or of a line that was written a little otherwise.

    Of several such lines it is the one at about the same height.
    """
    texts = program.splitlines()
    (best, *_) = [*get_close_matches(texts[line - 1].strip(), {text.strip() for text in source.lines}, 1, _ALIKE), None]
    like = [number for number, text in enumerate(source.lines, 1) if text.strip() == best]
    height = line / len(texts)
    return min(like, key=lambda number: abs(number / len(source.lines) - height), default=None)
