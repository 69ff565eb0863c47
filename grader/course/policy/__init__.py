"""The policy of a course: points, due dates, what being late costs, which attempt counts, who sees what when."""

from __future__ import annotations

from grader.course.policy.reading import load_policy
from grader.course.policy.rules import Attempt, ExerciseRules, Extension, Late, Policy, PolicyGrade

__all__ = ["Attempt", "ExerciseRules", "Extension", "Late", "Policy", "PolicyGrade", "load_policy"]
