"""From what a submission did to what a teacher would say about it.

``diagnose`` looks in this order, and stops at the first that applies: the file (unreadable, cannot be parsed, open
gaps), the author's message for a known wrong answer, a run that could not end or ended in an exception, a check that
failed. One failed check is explained, by one diagnosis. The rules stand in ``grader.feedback.rules``, one module each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from grader.feedback import recognise
from grader.feedback.context import Context, without_exercise
from grader.feedback.explaining import explain_failure, explain_known, whole_statement
from grader.feedback.ranking import candidates, ended_well, explain_checks, first
from grader.feedback.rules import (
    FILE,
    KIN,
    OF_AUTHORS,
    RULES,
    WARNINGS,
    main_returned_early,
)
from grader.feedback.syntax import Source
from grader.feedback.timeline import build_timeline
from grader.feedback.trials import Programs, Trials
from grader.model import (
    CheckResult,
    CheckStatus,
    Diagnosis,
    Ending,
    Exercise,
    KnownAnswer,
    Limits,
    Misconception,
    Observation,
    OpenGap,
    Submission,
)

__all__ = ["Trials", "build_timeline", "diagnose", "explain_program", "slugs_with_page", "warn"]

_EXPLAINED = frozenset({CheckStatus.FAILED, CheckStatus.MISSING})


def diagnose(  # noqa: PLR0913 - each says something else about one submission
    exercise: Exercise,
    submission: Submission,
    gaps: Sequence[OpenGap],
    results: Iterable[CheckResult],
    *,
    known: KnownAnswer | None = None,
    right: Iterable[str] = (),
    wrong: Iterable[tuple[Misconception, str]] = (),
    trials: Callable[[str], Trials] | None = None,
) -> tuple[Diagnosis, ...]:
    """What to tell the learner first; empty if there is nothing to explain.

    ``known`` is the known wrong answer that the submission gives, if it does; finding it is the caller's part.
    ``right`` are programs that pass. They serve to find the place that makes this one fail; nothing of them is told.
    ``wrong`` are the known wrong answers with their programs, by which this one is recognised if it is like one.
    ``trials`` gives, for the id of a check, what tries that check on other programs.
    """
    failed = tuple(result for result in results if result.status in _EXPLAINED)
    context = Context(exercise, submission, Source.parse(submission.source), tuple(gaps), failed)
    found = first(context, FILE)
    if found is None and failed:
        ranked = explain_checks(context)
        programs = Programs(tuple(right), tuple(one for one in wrong if one[0].caught_by in {r.id for r in failed}))
        known = known or recognise.under_other_names(context.source, programs.solution, programs.wrong)
        if known is not None:
            found = explain_known(context, known, programs, ranked, trials)
        elif ranked:
            found = explain_failure(context, ranked, programs, trials)
    return (_with_page(whole_statement(context.source, found)),) if found is not None else ()


def warn(
    exercise: Exercise, submission: Submission, results: Iterable[CheckResult], told: Iterable[Diagnosis] = ()
) -> tuple[Diagnosis, ...]:
    """What is worth mending in the runs of these checks though it costs no points; nothing that is ``told`` already."""
    told = tuple(told)
    if any(diagnosis.slug in _ABOUT_THE_FILE for diagnosis in told):
        return ()
    source = Source.parse(submission.source)
    contexts = [
        Context(exercise, submission, source, check=result, run=run) for result in results for run in result.runs
    ]
    return _warnings(contexts or [Context(exercise, submission, source)], told)


def explain_program(
    submission: Submission, run: Observation | None, limits: Limits
) -> tuple[Diagnosis | None, tuple[Diagnosis, ...]]:
    """Why a program that answers no exercise did not end by itself, and what else is worth a look in it.

    ``run`` is ``None`` for a file that cannot be run at all.
    """
    context = without_exercise(submission, run, limits)
    found = first(context, FILE)
    if found is not None or run is None:
        return (_with_page(found) if found is not None else None), ()
    ended_well = run.ending is Ending.RETURNED or (run.ending is Ending.EXITED and not run.exit_code)
    ranked = [diagnosis for _, diagnosis in sorted(candidates(context), key=lambda c: c[0])]
    if ended_well:
        return None, _warnings([context], (), ranked)
    found = ranked[0] if ranked else None
    told = () if found is None else (found,)
    return (_with_page(found) if found is not None else None), _warnings([context], told)


_MOST_WARNINGS = 3
_ABOUT_THE_FILE = frozenset(rule.SLUG for rule in FILE)
_LEFT_BY_ERRORS = frozenset(
    {"never-awaited", "coroutine-as-callback", "main-returned-early", "not-closed", "task-garbage-collected"}
)
"""What a program leaves behind because it was cut short; worth a word only where it was not."""


def _warnings(
    contexts: Iterable[Context], told: Iterable[Diagnosis], found: Iterable[Diagnosis] = ()
) -> tuple[Diagnosis, ...]:
    """The first few that say something new, each slug once."""
    told = tuple(told)
    said = {diagnosis.slug for diagnosis in told}
    lines = {diagnosis.where.line for diagnosis in told if diagnosis.where is not None}
    kept: dict[str, Diagnosis] = {}
    for diagnosis in (*found, *(d for context in contexts for d in _warnings_of(context))):
        # Two remarks on one line mostly say the same in two ways.
        line = diagnosis.where.line if diagnosis.where is not None else None
        if diagnosis.slug in said or line in lines:
            continue
        # What a check found missing and a task that was cut off are mostly one fault.
        if told and diagnosis.slug == main_returned_early.SLUG:
            continue
        kept.setdefault(diagnosis.slug, _with_page(diagnosis))
        said.add(diagnosis.slug)
        lines |= {line} if line is not None else set()
    return tuple(kept.values())[:_MOST_WARNINGS]


def _warnings_of(context: Context) -> Iterator[Diagnosis]:
    for rule in WARNINGS:
        if context.run is None and rule.SLUG != "shadowed-module":
            continue
        if rule.SLUG in _LEFT_BY_ERRORS and context.run is not None and not ended_well(context.run):
            continue
        found = rule.explain(context)
        if found is not None and (found.where is not None or context.run is None):
            yield found


_PAGES = frozenset(rule.SLUG for rule in RULES) | OF_AUTHORS


def slugs_with_page() -> frozenset[str]:
    """The slugs that a page of the documentation explains, ``slugs/SLUG``."""
    return _PAGES


def _with_page(diagnosis: Diagnosis) -> Diagnosis:
    page = diagnosis.slug if diagnosis.slug in _PAGES else KIN.get(diagnosis.slug)
    if diagnosis.page is not None or page is None:
        return diagnosis
    return replace(diagnosis, page=f"slugs/{page}")
