"""The exercise under examination: its parts, and where each of them is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.catalogue import positions, reading, render_fills, render_solution, render_starter
from grader.catalogue.checks_file import tests_in
from grader.catalogue.gaps import parse
from grader.catalogue.names import python_allows
from grader.catalogue.positions import Loc
from grader.errors import Problem
from grader.model import Exercise, Misconception, Variant


@dataclass(frozen=True)
class Subject:
    """An exercise and its files. ``solution_path`` is where its committed solution lies."""

    exercise: Exercise
    solution_path: Path
    known_ids: frozenset[str] = frozenset()
    """The ids, present and former, of all exercises of the course."""

    # ------------------------------------------------------------------------------------------------ programs

    @cached_property
    def starter(self) -> str:
        return render_starter(self.exercise)

    @cached_property
    def solution(self) -> str:
        return render_solution(self.exercise)

    @cached_property
    def variants(self) -> tuple[tuple[int, Variant, str], ...]:
        """The accepted answers that this Python can run: number, variant, program."""
        return tuple(
            (number, variant, render_fills(self.exercise, variant))
            for number, variant in enumerate(self.exercise.accept)
            if variant.python is None or python_allows(variant.python)
        )

    @cached_property
    def wrong_answers(self) -> tuple[tuple[int, Misconception, str], ...]:
        return tuple(
            (number, wrong, render_fills(self.exercise, wrong))
            for number, wrong in enumerate(self.exercise.misconceptions)
        )

    @cached_property
    def checks_source(self) -> str:
        return reading.decode(self.exercise.checks_path, reading.read_bytes(self.exercise.checks_path))

    # ------------------------------------------------------------------------------------------------ places

    @cached_property
    def tree(self) -> positions.Tree:
        return reading.read_tree(self.path, reading.read_bytes(self.path))

    @property
    def path(self) -> Path:
        return self.exercise.path

    def at(self, loc: Loc, message: str) -> Problem:
        """A problem with the value at ``loc`` of the YAML file."""
        return self._problem(self.tree.at(loc).mark, message)

    def at_key(self, loc: Loc, message: str) -> Problem:
        return self._problem(self.tree.key_mark(loc), message)

    def inside(self, loc: Loc, line: int, column: int, message: str) -> Problem:
        """A problem in the text at ``loc``, at its line (from 1) and column (from 0)."""
        return self._problem(self.tree.inside(loc, line, column), message)

    def _problem(self, mark: positions.Mark, message: str) -> Problem:
        return Problem(self.path, mark.line, mark.column, message)

    def at_check(self, check_id: str, message: str, line: int | None = None) -> Problem:
        """A problem with a check, in the checks file: at ``line``, or where the check is defined."""
        tree = parse(self.checks_source)
        tests = {} if isinstance(tree, SyntaxError) else {test.id: test for test in tests_in(tree)}
        test = tests.get(check_id)
        place = (line, 1) if line is not None else (test.line, test.column) if test is not None else (1, 1)
        return Problem(self.path.with_name(self.exercise.checks_path.name), *place, message)

    def check_loc(self, check_id: str) -> Loc:
        """Where the YAML file lists a check."""
        numbers = (number for number, check in enumerate(self.exercise.checks) if check.id == check_id)
        return ("checks", next(numbers))
