"""Every explanation that the rules have for what a program did, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from grader.feedback import unseen
from grader.feedback.context import Context
from grader.feedback.rules import (
    BEHAVIOUR,
    ENDINGS,
    ERRORS,
    ONLY_WHERE_EXPECTED,
    RESULTS,
    STANDSTILLS,
    Rule,
    never_awaited,
    raised,
    swallowed_cancel,
)
from grader.model import CheckResult, Diagnosis, Ending, EventKind, Observation

_ENDED_BY_ITSELF = frozenset({Ending.RETURNED, Ending.EXITED})
_WENT_ON = frozenset({Ending.OUTPUT_LIMIT, Ending.CPU_LIMIT, Ending.WALL_LIMIT})
_BEHAVIOUR, _LATE, _ASKED_FOR = 2, 4, 6
Rank = tuple[int, bool, int]
"""The section, whether the exercise does not expect the slug, and the place in the table: the least comes first."""
Ranked = tuple[Rank, Diagnosis]


def first(context: Context, rules: Iterable[Rule]) -> Diagnosis | None:
    return next((found for rule in rules if (found := rule.explain(context)) is not None), None)


def explain_checks(context: Context) -> list[Ranked]:
    """Every explanation of the failed check that is to be explained, the best first."""
    for result in sorted(context.failed, key=lambda r: all(_ended_as_wanted(run, r) for run in r.runs)):
        found = [c for run in runs_of(result) for c in candidates(replace(context, check=result, run=run))]
        if found:
            return sorted(found, key=lambda c: c[0])
    return []


def ended_well(run: Observation) -> bool:
    return run.ending in _ENDED_BY_ITSELF


def _ended_as_wanted(run: Observation, check: CheckResult | None) -> bool:
    """Whether the run ended by itself, or with the exception that the check had asked for."""
    asked_for = check is not None and check.expects_error and run.ending is Ending.RAISED
    return asked_for or ended_well(run)


def runs_of(result: CheckResult) -> list[Observation | None]:
    """The runs of a check, the likeliest culprit first: those that ended badly, then the latest."""
    latest_first = list(reversed(result.runs))
    runs: list[Observation | None] = [*sorted(latest_first, key=lambda run: _ended_as_wanted(run, result))]
    return runs or [None]


def candidates(context: Context) -> Iterator[Ranked]:
    """Every explanation of the context's run, each with its rank."""
    listed = context.listed
    expected = frozenset((*(listed.diagnoses if listed is not None else ()), *context.exercise.diagnoses))
    quiet = context.run is None or _ended_as_wanted(context.run, context.check)
    asked_for = quiet and context.run is not None and not ended_well(context.run)
    failed_otherwise = context.run is not None and not quiet and not context.run.ending.is_standstill
    for section, rules in enumerate((ERRORS, STANDSTILLS, BEHAVIOUR, ENDINGS, (), RESULTS)):
        if context.run is None and rules is not RESULTS:
            continue
        for place, rule in enumerate(rules):
            wanted = rule.SLUG in expected
            if quiet and expected and not wanted and rule in ONLY_WHERE_EXPECTED:
                continue
            found = rule.explain(context)
            if found is not None:
                # What else happened on the loop does not explain an exception, unless the author says that it may.
                late = rules is BEHAVIOUR and failed_otherwise and not wanted and not _before_the_error(context, rule)
                harmless = quiet and rule in ONLY_WHERE_EXPECTED
                rank = _LATE if late else _BEHAVIOUR if harmless else section
                if asked_for and rules in (ERRORS, ENDINGS):
                    rank = _ASKED_FOR
                yield (rank, not wanted, place), found
    if not asked_for:
        yield from _member_candidates(context, expected)
    yield from _unseen_candidates(context, expected)


def _member_candidates(context: Context, expected: frozenset[str]) -> Iterator[Ranked]:
    """What the rules for exceptions say of the first member of an exception group; before that it was a group."""
    error = context.error
    if error is None or not error.is_a("BaseExceptionGroup") or not error.inner:
        return
    as_if = replace(context, run=replace(context.seen, error=error.inner[0]))
    for place, rule in enumerate(ERRORS):
        diagnosis = rule.explain(as_if) if rule is not raised and rule not in ONLY_WHERE_EXPECTED else None
        if diagnosis is not None:
            yield (0, rule.SLUG not in expected, place - len(ERRORS)), diagnosis


def _before_the_error(context: Context, rule: Rule) -> bool:
    """Whether what the rule tells of came before the end of the run, and not because of it."""
    if rule is swallowed_cancel and context.seen.ending in _WENT_ON:
        return True
    if rule is not never_awaited:
        return False
    if context.error is not None and never_awaited.dropped_before(context, context.error.line):
        return True
    telling = (EventKind.NEVER_AWAITED, EventKind.TASK_FINISHED)
    events = [
        e for e in context.trace.of(*telling) if e.kind is EventKind.NEVER_AWAITED or e.data.get("how") == "raised"
    ]
    return bool(events) and events[0].kind is EventKind.NEVER_AWAITED and len(events) > 1


def _unseen_candidates(context: Context, expected: frozenset[str]) -> Iterator[Ranked]:
    """What the rules for exceptions say of one that only the loop saw."""
    found = unseen.unseen(context) if context.run is not None else None
    if found is None:
        return
    as_if = unseen.as_if_raised(context, found)
    for place, rule in enumerate(ERRORS):
        diagnosis = rule.explain(as_if)
        if diagnosis is not None and rule not in ONLY_WHERE_EXPECTED:
            yield (0, rule.SLUG not in expected, place), diagnosis
