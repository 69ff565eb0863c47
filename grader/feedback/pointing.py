"""Finding again, in a learner's program, a line that an author pointed at in a program like it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches

from grader.feedback.naming import program_in_the_words_of
from grader.feedback.syntax import Function, Source, covers
from grader.feedback.trees import dump, head, plain_tree, statements

_ALIKE = 0.8
"""The share of its text that a line has in common with one that was written a little otherwise."""
_SAME_WORDS = 0.2
"""The share of their words that two statements have in common if they do the same; rare words count for more."""
_SAME_WORDS_ELSEWHERE = 0.3
"""The same where the two stand in functions of different names."""
_SECOND = 0.15
"""The share of the words that a second statement must have, of those that the first one lacks."""
_WORD = re.compile(r"[^\W\d]\w*|\d+|[=!<>]=|//|[<>%+*-]")
_EMPTY = "\n    pass"
_FOR_IN = re.compile(r"\bfor (.+?) in\b")
_EVERYWHERE = frozenset({"and", "async", "asyncio", "def", "for", "len", "or", "range", "self", "while", "with"})
"""Words that say little about what a statement does."""


def lines_like(source: Source, program: str, words: str) -> tuple[int, ...]:
    """The lines of ``source`` that stand for the line of ``program`` with these ``words``; none if no line does.

    The first is the likeliest. There is a second one if the learner does in two steps what is one in the program.
    """
    line = next((number for number, text in enumerate(program.splitlines(), 1) if words in text), None)
    if line is None or source.tree is None or plain_tree(program) is None:
        return ()
    alike = _like_a_statement(source, program, line) or _with_the_text(source, program, line, words.strip())
    return (alike,) if alike is not None else _with_the_words(source, program, line)


def _like_a_statement(source: Source, program: str, line: int) -> int | None:
    """By the statement that the line is part of, whatever names it has in the learner's program."""
    try:
        found, other = _both(source, program)
        if found is None or other is None:
            return None
        ours, theirs = list(statements(found)), list(statements(other))
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


def _both(source: Source, program: str) -> tuple[ast.Module | None, ast.Module | None]:
    """The submission and the program in its words, as trees."""
    text = "\n".join(source.lines)
    return plain_tree(text), program_in_the_words_of(text, program)


def _lines(node: ast.AST) -> range:
    """The lines of a statement without its blocks."""
    start, end = node.__dict__["lineno"], node.__dict__["end_lineno"]
    inner = next((part for part in statements(node)), None)
    return range(start, max(start, end if inner is None else inner.__dict__["lineno"] - 1) + 1)


def _with_the_text(source: Source, program: str, line: int, part: str) -> int | None:
    """By the text alone, as of `finally:`, which is no statement, or of a line that was written a little otherwise.
    A line with the same ``part`` comes first.

    Only what stands in the function or class of the same name is looked at. Of several such lines it is the one at
    about the same height.
    """
    texts = program.splitlines()
    numbers = _same_scope(source, plain_tree(program), line)
    within = {number: source.text(number).strip() for number in numbers}
    wanted = (texts[line - 1].strip(), _in_the_learners_words(source, program, line))
    best = max(
        (one for text in wanted for one in get_close_matches(text, set(within.values()), 1, _ALIKE)),
        key=lambda one: max(SequenceMatcher(None, one, text).ratio() for text in wanted),
        default=None,
    )
    like = [number for number, text in within.items() if part in text]
    like = like or [number for number, text in within.items() if text == best]
    height = line / len(texts)
    return min(like, key=lambda number: abs(number / len(source.lines) - height), default=None)


def _in_the_learners_words(source: Source, program: str, line: int) -> str:
    """The statement of the program that stands on this line; empty if it is a longer one."""
    try:
        _, other = _both(source, program)
        nodes = [node for node in statements(other) if _lines(node) == range(line, line + 1)] if other else []
        return ast.unparse(_with_empty_block(nodes[-1])).removesuffix(_EMPTY) if nodes else ""
    except RecursionError:
        return ""


def _with_the_words(source: Source, program: str, line: int) -> tuple[int, ...]:
    """By the words of the statement, in the function or class of the same name: the one that has most of them.

    A second one follows that has many of the words which the first one lacks.
    """
    try:
        found, other = _both(source, program)
        if found is None or other is None:
            return ()
        ours, theirs = _words_of(found), _words_of(other)
    except RecursionError:
        return ()
    wanted = next((words for node, words in reversed(theirs) if node.__dict__["lineno"] <= line), frozenset())
    weights = {word: 1 / count for word, count in Counter(w for _, words in (*ours, *theirs) for w in words).items()}

    def share(some: frozenset[str], of: frozenset[str]) -> float:
        part, whole = (sum(weights[word] for word in words) for words in (some, of))
        return part / whole if whole else 0.0

    def likeness(one: tuple[int, frozenset[str]]) -> float:
        return share(one[1] & wanted, one[1] | wanted)

    everywhere = [(node.__dict__["lineno"], words) for node, words in ours]
    scope = _same_scope(source, other, line)
    likely = [one for one in everywhere if one[0] in scope]
    best = max(likely, key=likeness, default=None)
    if best is None or likeness(best) < _SAME_WORDS:
        likely = everywhere
        best = max(likely, key=likeness, default=None)
        if best is None or likeness(best) < _SAME_WORDS_ELSEWHERE:
            return ()
    rest = wanted - best[1]
    second = max(likely, key=lambda one: (share(one[1] & rest, rest), share(one[1] & rest, one[1] | rest)))
    is_half = share(second[1] & rest, wanted) >= _SECOND
    return (best[0], second[0]) if is_half and second[0] != best[0] else (best[0],)


def _words_of(tree: ast.Module) -> list[tuple[ast.AST, frozenset[str]]]:
    """The statements, each without its blocks, and their words; a `try` says nothing by itself."""
    nodes = [node for node in statements(tree) if not isinstance(node, ast.Try | ast.TryStar)]
    texts = [_FOR_IN.sub(r"\1", ast.unparse(_with_empty_block(node)).removesuffix(_EMPTY)) for node in nodes]
    return [(node, frozenset(_WORD.findall(text)) - _EVERYWHERE) for node, text in zip(nodes, texts, strict=True)]


def _with_empty_block(node: ast.AST) -> ast.AST:
    bare = head(node)
    if bare is not node:
        bare.__dict__["body"] = [ast.Pass()]  # only so is it a program
    return bare


def _same_scope(source: Source, program: ast.Module | None, line: int) -> range:
    """The lines of the innermost function or class around a line of a program that ``source`` has under that name."""
    ours: ast.AST | None = source.tree
    theirs: ast.AST | None = program
    lines = range(1, len(source.lines) + 1)
    while ours is not None and theirs is not None:
        theirs = next((node for node in _scopes(theirs) if covers(node, line)), None)
        ours = next((node for node in _scopes(ours) if theirs is not None and node.name == theirs.name), None)
        if ours is not None:
            lines = range(ours.lineno, (ours.end_lineno or ours.lineno) + 1)
    return lines


def _scopes(tree: ast.AST) -> Iterator[Function | ast.ClassDef]:
    """The functions and classes in a tree, but those in others of them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node
        else:
            yield from _scopes(node)
