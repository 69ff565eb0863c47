"""Recognising a known wrong answer under other names, or as a part of a submission that is otherwise different.

The catalogue recognises an answer letter by letter but for its open gaps. Here local names may differ, and only that
is compared in which the mistake lies.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from grader.feedback.cause import Cause
from grader.feedback.merging import Merged
from grader.feedback.naming import in_the_words_of, program_in_the_words_of
from grader.feedback.syntax import Source, covers
from grader.feedback.trees import dump, head, plain_tree, statements, walk
from grader.model import KnownAnswer, Misconception

Wrong = tuple[Misconception, str]
"""A known wrong answer and its program."""
_MOST_RESULTS = 6
_ALIKE = 0.75
"""The likeness from which on two lines say nearly the same."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A known wrong answer with the result of the submission, and the ``share`` of its mistake's lines in that.

    ``nearly`` is the same share where lines count that are much alike.
    """

    misconception: Misconception
    share: float
    nearly: float


def under_other_names(source: Source, right: str, wrong: Iterable[Wrong]) -> KnownAnswer | None:
    """The wrong answer whose functions and classes the submission has, but for names of its own.

    Only those are compared in which the wrong program differs from ``right``.
    """
    solution, found = plain_tree(right), _plain_tree_of(source)
    if found is None or solution is None:
        return None
    for misconception, program in wrong:
        tree = plain_tree(program)
        if tree is None:
            continue
        names = _differing(tree, solution)
        ours, theirs = _only(found, names), _only(tree, names)
        if names and len(ours.body) == len(theirs.body) == len(names) and _is_same(ours, theirs):
            return KnownAnswer(misconception, _first_line(ours, _only(solution, names)))
    return None


def _first_line(found: ast.Module, right: ast.Module) -> int | None:
    edits = Merged.of(found, in_the_words_of(found, copy.deepcopy(right))).edits
    lines = [line for edit in edits for line in edit.places if isinstance(line, int)]
    return min(lines, default=None)


def at_the_cause(source: Source, cause: Cause, right: str, wrong: Sequence[Wrong]) -> Wrong | None:
    """The wrong answer that the submission gives at the place of its ``cause``, whatever stands elsewhere.

    Only of one that fills gaps is it known that it differs from the ``right`` program by its mistake alone.
    """
    wrong = [one for one in wrong if one[0].program is None]
    here = _touched(source, right)
    if here is None or cause.places.isdisjoint(here):
        return None
    touched = [(places, one) for one in wrong if (places := _touched(source, one[1])) is not None]
    like = [(len(places), one) for places, one in touched if cause.places.isdisjoint(places)]
    best = min(like, key=lambda one: one[0], default=None)
    return best[1] if best is not None else None


def at_a_like_line(source: Source, cause: Cause, right: Iterable[str], wrong: Iterable[Wrong]) -> Iterator[Wrong]:
    """The wrong answers whose marked statement is much like one of the ``cause``, and more so than any right one is."""
    found = _plain_tree_of(source)
    if found is None:
        return
    text = "\n".join(source.lines)
    try:
        ours = [node for node in statements(found) if cause.covers(node.__dict__["lineno"])]
        trees = (program_in_the_words_of(text, program) for program in right)
        usual = [node for tree in trees if tree is not None for node in statements(tree)]
        known = [max((_likeness(one, node) for one in usual), default=0.0) for node in ours]
        for misconception, program in wrong:
            marked = _marked(program_in_the_words_of(text, program), program, misconception.where)
            if marked is None:
                continue
            like = [_likeness(marked, node) if _does_the_like(marked, node) else 0.0 for node in ours]
            if any(much >= _ALIKE and much > best for much, best in zip(like, known, strict=True)):
                yield misconception, program
    except RecursionError:
        return


def _likeness(one: ast.AST, other: ast.AST) -> float:
    return SequenceMatcher(None, ast.unparse(head(one)), ast.unparse(head(other))).ratio()


def _does_the_like(one: ast.AST, other: ast.AST) -> bool:
    """Whether two statements are of one kind, or make the same calls; of two assignments, whether to the same name."""
    if isinstance(one, ast.Assign) and isinstance(other, ast.Assign):
        return [dump(target) for target in one.targets] == [dump(target) for target in other.targets]
    return type(one) is type(other) or _called(one) == _called(other) != set()


def _called(statement: ast.AST) -> set[str]:
    calls = [node.func for node in walk(head(statement)) if isinstance(node, ast.Call)]
    return {ast.unparse(func).rpartition(".")[2] for func in calls}


def by_its_result(
    source: Source,
    right: Iterable[str],
    wrong: Iterable[Wrong],
    has_the_same: Callable[[str], bool],
    *,
    at_least: float,
) -> list[Alike]:
    """The wrong answers that have the same wrong result, of several those most of whose mistake stands here too.

    ``has_the_same`` says whether the result of a program, right or wrong, is that of the submission. An answer of whose
    mistake less than a share of ``at_least`` stands here is not asked about.
    """
    found = _plain_tree_of(source)
    if found is None:
        return []
    try:
        usual = [_lines(source, text) for text in right] or [set()]
        ours = frozenset(line.strip() for line in ast.unparse(found).splitlines())
        own = [(_lines(source, one[1]), one) for one in wrong]
        # What is wrong with an answer is what the right one that it was made from does not have.
        mistakes = [(min((lines - right for right in usual), key=len), one) for lines, one in own]
    except RecursionError:
        return []
    shares = [(_share(lines, ours), lines, one) for lines, one in mistakes]
    likely = sorted((one for one in shares if one[0] >= at_least), key=lambda one: -one[0])
    same: list[Alike] = []
    for share, lines, (misconception, program) in likely[:_MOST_RESULTS]:
        if same and share < same[0].share:
            break
        if has_the_same(program):
            same.append(Alike(misconception, share, _nearly(lines, ours)))
    return sorted(same, key=lambda one: -one.nearly)


def by_its_line(source: Source, right: Iterable[str], wrong: Iterable[Wrong]) -> Iterator[tuple[Misconception, int]]:
    """The wrong answers whose marked statement stands in the submission, and in no right program; with its line."""
    found = _plain_tree_of(source)
    if found is None:
        return
    text = "\n".join(source.lines)
    try:
        ours = {dump(head(node)): node.__dict__["lineno"] for node in reversed(list(statements(found)))}
        trees = (program_in_the_words_of(text, program) for program in right)
        usual = {dump(head(node)) for tree in trees if tree is not None for node in statements(tree)}
        for misconception, program in wrong:
            marked = _marked(program_in_the_words_of(text, program), program, misconception.where)
            statement = None if marked is None else dump(head(marked))
            if statement in ours and statement not in usual:
                yield misconception, ours[statement]
    except RecursionError:
        return


def _marked(tree: ast.Module | None, program: str, where: str | None) -> ast.AST | None:
    """The statement of the program with the line that the author marked."""
    if tree is None or where is None:
        return None
    number = next((number for number, line in enumerate(program.splitlines(), 1) if where in line), 0)
    holding = [node for node in statements(tree) if covers(node, number)]
    return holding[-1] if holding else None


def _lines(source: Source, program: str) -> set[str]:
    """The lines of a program in the words of the submission, without indentation."""
    tree = program_in_the_words_of("\n".join(source.lines), program)
    return set() if tree is None else {line.strip() for line in ast.unparse(tree).splitlines()}


def _share(mistake: set[str], ours: frozenset[str]) -> float:
    return len(mistake & ours) / len(mistake) if mistake else 0.0


def _nearly(mistake: set[str], ours: frozenset[str]) -> float:
    return sum(_best_match(line, ours) for line in mistake) / len(mistake) if mistake else 0.0


def _best_match(line: str, ours: frozenset[str]) -> float:
    """How much the line is like the one of ours that is most like it; 0 if none is much like it."""
    like = get_close_matches(line, ours, 1, _ALIKE)
    return SequenceMatcher(None, like[0], line).ratio() if like else 0.0


def _touched(source: Source, program: str) -> frozenset[object] | None:
    """The places of the submission that differ from a program; ``None`` if they cannot be compared."""
    found = _plain_tree_of(source)
    if found is None:
        return None
    try:
        tree = program_in_the_words_of("\n".join(source.lines), program)
        if tree is None:
            return None
        return frozenset(place for edit in Merged.of(found, tree).edits for place in edit.places)
    except RecursionError:
        return None


def _plain_tree_of(source: Source) -> ast.Module | None:
    return plain_tree("\n".join(source.lines)) if source.tree is not None else None


def _is_same(found: ast.Module, wrong: ast.Module) -> bool:
    if list(map(type, walk(found))) != list(map(type, walk(wrong))):
        return False  # told in a fraction of the time
    try:
        return not Merged.of(found, in_the_words_of(found, wrong)).edits
    except RecursionError:
        return False


def _differing(tree: ast.Module, right: ast.Module) -> frozenset[str]:
    known = {dump(node) for node in right.body}
    return frozenset(name for node in tree.body if dump(node) not in known and (name := getattr(node, "name", None)))


def _only(tree: ast.Module, names: frozenset[str]) -> ast.Module:
    return ast.Module([node for node in tree.body if getattr(node, "name", None) in names], [])
