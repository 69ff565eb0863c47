"""Every gate that an exercise must pass, in the order in which they are tried.

A gate is a function that finds problems. To add one: write it in the module that fits, give it a line in ``GATES``, and
give the tests an exercise that it alone refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from grader.authoring.gates import answers, judging, steady, texts
from grader.authoring.lab import Lab
from grader.authoring.subject import Subject
from grader.errors import Problem


@dataclass(frozen=True, slots=True)
class Gate:
    """``name`` is stable: reports and options use it. Those for ``thorough`` take their time.

    ``explained`` says whether it looks at the explanations of failures, which take longer than the verdicts.
    """

    name: str
    find: Callable[[Subject, Lab], Iterator[Problem]]
    thorough: bool = False
    explained: bool = False

    @property
    def what(self) -> str:
        """What an exercise that passes it has, as one sentence."""
        return (self.find.__doc__ or "").strip().split("\n")[0]


FORMAT: Final = "format"
"""The gate before all others: the files of the exercise can be read, and their parts agree."""
MUTANTS: Final = "mutants"
"""The gate after all others: every mutant of the solution is caught, or accepted by name."""

GATES: Final = (
    Gate("filled-in", texts.filled_in),
    Gate("checks-load", answers.checks_load),
    Gate("starter-fails", answers.starter_fails),
    Gate("starter-earns-nothing", answers.starter_earns_nothing),
    Gate("solution-passes", answers.solution_passes),
    Gate("accepted-pass", answers.accepted_pass),
    Gate("right-answers-quiet", answers.right_answers_quiet),
    Gate("solution-committed", answers.solution_committed),
    Gate("wrong-answers-caught", answers.wrong_answers_caught),
    Gate("wrong-answers-told", answers.wrong_answers_told, explained=True),
    Gate("wrong-answers-capped", answers.wrong_answers_capped),
    Gate("wrong-answers-distinct", answers.wrong_answers_distinct),
    Gate("hints-exist", texts.hints_exist),
    Gate("hints-keep-the-answer", texts.hints_keep_the_answer),
    Gate("markdown-is-whole", texts.markdown_is_whole),
    Gate("references-live", texts.references_live),
    Gate("checks-never-break", judging.checks_never_break),
    Gate("points-rest-on-evidence", judging.points_rest_on_evidence),
    Gate("limits-leave-room", judging.limits_leave_room),
    Gate("same-alone", steady.same_alone),
    Gate("same-in-any-order", steady.same_in_any_order),
    Gate("same-in-many-orders", steady.same_in_many_orders, thorough=True, explained=True),
    Gate("same-again", steady.same_again, thorough=True, explained=True),
    Gate("same-under-load", steady.same_under_load, thorough=True, explained=True),
)
"""The gates between ``format`` and ``mutants``."""

NAMES: Final = (FORMAT, *(gate.name for gate in GATES), MUTANTS)
