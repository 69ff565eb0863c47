"""A small exercise that passes every gate, and ways to break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Course, load_exercise, render_solution
from grader.errors import CatalogueError

EXERCISE = """\
format: 1
id: total-price
title: The total price
chapter: 00-plain
order: 10
difficulty: 1
objectives: [Add up numbers in a loop]
prompt: |
  `total(prices, discount)` adds up the prices and takes the **discount** off.
starter: |
  def total(prices, discount):
      \"\"\"What there is to pay.\"\"\"
      result = 0
      for price in prices:
          result = ____add____
      return ____finish____


  if __name__ == "__main__":
      print(total([1, 2], 1))
gaps:
  add: {answer: result + price, ask: the sum so far}
  finish: {answer: result - discount, ask: what there is to pay}
hints:
  - What is in `result` after the first round?
  - "`result + price` adds one price; `result - discount` takes the discount off."
checks:
  - {id: test_adds, title: Adds up the prices, points: 2}
  - {id: test_discount, title: Takes the discount off, points: 1}
misconceptions:
  - id: forgets-the-discount
    gaps: {finish: result}
    caught_by: test_discount
    max_points: 2
    message: Nothing was taken off the sum. Where is the discount used?
accept:
  - id: with-sum
    program: |
      def total(prices, discount):
          return sum(prices) - discount
"""

CHECKS = """\
def test_adds(run):
    seen = run.call("total", [1, 2, 4], 0)
    assert seen.value == 7


def test_discount(run):
    seen = run.call("total", [5, 5], 3)
    assert seen.value == 7
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What makes the exercise another one. Each text in ``yaml`` and ``checks`` must occur."""

    yaml: Mapping[str, str] | None = None
    checks: Mapping[str, str] | str | None = None
    solution: str | None = None


def write(root: Path, change: Change = Change()) -> Course:
    """A course with the exercise, changed, and with the solution that it renders if none is given."""
    folder = root / "exercises" / "00-plain"
    folder.mkdir(parents=True)
    (root / "solutions" / "00-plain").mkdir(parents=True)
    path = folder / "total-price.yaml"
    path.write_text(changed(EXERCISE, change.yaml or {}), encoding="utf-8")
    checks = change.checks if isinstance(change.checks, str) else changed(CHECKS, change.checks or {})
    (folder / "total_price_checks.py").write_text(checks, encoding="utf-8")
    course = Course(root)
    solution = change.solution
    if solution is None:
        try:
            solution = render_solution(load_exercise(path))
        except CatalogueError:
            solution = ""
    (root / "solutions" / "00-plain" / "total_price.py").write_text(solution, encoding="utf-8")
    return course


def changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
