"""From what a submission did to what a teacher would say about it.

``diagnose`` looks in this order, and stops at the first that applies: the file (unreadable, cannot be parsed, open
gaps), the author's message for a known wrong answer, a run that could not end or ended in an exception, a check that
failed. One failed check is explained, by one diagnosis. The rules stand in ``grader.feedback.rules``, one module each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from grader.feedback import recognise, repair
from grader.feedback.cause import Cause, find_cause
from grader.feedback.context import Context, without_exercise
from grader.feedback.pointing import line_like
from grader.feedback.ranking import Ranked, candidates, ended_well, explain_checks, first, runs_of
from grader.feedback.rules import (
    BEHAVIOUR,
    ENDINGS,
    ERRORS,
    FILE,
    KIN,
    OF_AUTHORS,
    RULES,
    STANDSTILLS,
    WARNINGS,
    everyone_waits,
    main_returned_early,
    off_by_one,
    wrong_value,
)
from grader.feedback.syntax import Source
from grader.feedback.timeline import build_timeline
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
    Place,
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
        programs = _Programs(tuple(right), tuple(one for one in wrong if one[0].caught_by in {r.id for r in failed}))
        known = known or recognise.under_other_names(context.source, programs.solution, programs.wrong)
        if known is not None:
            if programs.line_of(context.source, known.misconception) is None:
                context = replace(context, cause=_cause_of_known(context, known, programs.right, trials))
            found = _in_the_authors_words(context, known, programs, ranked[0][1] if ranked else None)
        elif ranked:
            found = _explained(context, ranked, programs, trials)
    return (_with_page(found),) if found is not None else ()


class Trials(Protocol):
    """Tries one check on other programs than the submission."""

    @property
    def most(self) -> int:
        """Programs that may be tried in search of a cause."""
        ...

    def passes(self, program: str) -> bool | None:
        """Whether the check passes; ``None`` if that took too long to go on trying."""
        ...

    def gives_the_same(self, program: str) -> bool:
        """Whether the check fails as it did on the submission, with the same values and the same output."""
        ...


@dataclass(frozen=True, slots=True)
class _Programs:
    """What the author gave: programs that pass, the solution first, and known wrong ones that this failure may be."""

    right: tuple[str, ...]
    wrong: tuple[recognise.Wrong, ...]

    @property
    def solution(self) -> str:
        return self.right[0] if self.right else ""

    def line_of(self, source: Source, misconception: Misconception) -> int | None:
        """The line of the submission that stands for the one that the author points at, if the author does."""
        if misconception.where is None:
            return None
        return line_like(source, self.text_of(misconception), misconception.where)

    def text_of(self, misconception: Misconception) -> str:
        return next((text for one, text in self.wrong if one == misconception), "")


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


def _in_the_authors_words(
    context: Context, known: KnownAnswer, programs: _Programs, found: Diagnosis | None
) -> Diagnosis:
    """The author's message, with the rule's place, reason and question where the rule says the same."""
    misconception = known.misconception
    checks = {result.id: result for result in context.failed}
    check = checks.get(misconception.caught_by, context.failed[0])
    slug = misconception.slug or misconception.id
    if found is None or found.slug != slug or found.check != check.id:
        found = _of_slug(context, slug, check) or Diagnosis(slug, what="", why="", next="", check=check.id)
    message = misconception.message.strip()
    # One question is enough: most authors end their message with one.
    question = "" if message.endswith("?") else found.next
    where = context.place(programs.line_of(context.source, misconception)) or _guessed_place(context, known, found)
    page = _with_page(found).page
    return replace(found, slug=slug, page=page, what=message, where=where, next=question, check=check.id)


def _guessed_place(context: Context, known: KnownAnswer, found: Diagnosis) -> Place | None:
    """Where a known answer is wrong whose author points at no line: the rule's place, if that is one of its cause."""
    cause, where = context.cause, found.where
    if where is None or (cause is not None and cause.is_narrow and not cause.covers(where.line)):
        where = context.place(cause.line if cause is not None else known.line)
    return where


_MOST_LINES = 3
"""A reader looks at so many lines at once; more of them say no more than the function itself."""
_VAGUE = frozenset({"wrong-value", "wrong-output", "everyone-waits", "raised", "exception-group", "cpu-limit"})
"""Diagnoses that do not say what is wrong with a line."""


def _cause_of_known(
    context: Context, known: KnownAnswer, right: Sequence[str], trials: Callable[[str], Trials] | None
) -> Cause | None:
    """Where the known wrong answer is wrong; tried only if it differs from the right ones in more than that."""
    cause = find_cause(context.source, right)
    if trials is None or (cause is not None and cause.is_narrow):
        return cause
    return _tried_cause(context, right, trials(known.misconception.caught_by)) or cause


def _tried_cause(context: Context, right: Sequence[str], tried: Trials) -> Cause | None:
    return find_cause(context.source, right, tried.passes, most=tried.most)


def _explained(
    context: Context, ranked: Sequence[Ranked], programs: _Programs, trials: Callable[[str], Trials] | None
) -> Diagnosis:
    """The author's words, if trials show that the submission makes a known mistake; else what the rules say best."""
    (section, *_), best = ranked[0]
    is_certain = section == 0 and best.slug not in _VAGUE and best.where is not None
    if best.check is None or is_certain:
        return best
    if trials is None:
        cause = find_cause(context.source, programs.right) if best.where is None else None
        return best if cause is None else _at_the_cause(context, best, cause)
    tried = trials(best.check)
    same = [one for one in programs.wrong if one[0].caught_by == best.check]
    known = repair.recognise(context.source, programs.right, same, tried.passes)
    # A short repair may mend another mistake too.
    if known is not None and tried.gives_the_same(programs.text_of(known.misconception)):
        return _in_the_authors_words(context, known, programs, best)
    return _with_cause(context, [diagnosis for _, diagnosis in ranked], programs, tried)


def _with_cause(context: Context, ranked: Sequence[Diagnosis], programs: _Programs, tried: Trials) -> Diagnosis:
    """The best explanation that agrees with what trials show to be the cause; at that place, if it names none."""
    best = ranked[0]
    cause = _tried_cause(context, programs.right, tried)
    vague = next((d for d in ranked if d.slug in _VAGUE), best)
    if best.slug == off_by_one.SLUG and (cause is None or best.where is None or not cause.near(best.where.line)):
        best = vague  # some loop counts, but not the one that matters
    if cause is None:
        return best
    same = [one for one in programs.wrong if one[0].caught_by == best.check]
    like = recognise.at_the_cause(context.source, cause, programs.solution, same)
    if like is not None and tried.gives_the_same(like[1]):
        return _in_the_authors_words(replace(context, cause=cause), KnownAnswer(like[0], cause.line), programs, best)
    if not cause.is_narrow:
        like = recognise.by_its_result(context.source, programs.right, same, tried.gives_the_same)
        if like is not None:
            return _in_the_authors_words(
                replace(context, cause=cause), KnownAnswer(like[0], cause.line), programs, best
            )
    agreeing = [d for d in ranked if d.slug not in _VAGUE and d.where is not None and cause.near(d.where.line)]
    if agreeing:
        return _widened(context, agreeing[0], cause)
    is_vague_place = best.slug == everyone_waits.SLUG and not cause.others
    if best.where is not None and (not (cause.is_narrow or is_vague_place) or cause.near(best.where.line)):
        return _widened(context, best, cause)
    return _at_the_cause(context, best if best.where is None else vague, cause)


def _at_the_cause(context: Context, found: Diagnosis, cause: Cause) -> Diagnosis:
    """The diagnosis at another place than where its fault showed: the reader is told where, and why this line."""
    comparison = next((result.comparison for result in context.failed if result.id == found.check), None)
    ask = cause.question or found.next
    if found.slug == wrong_value.SLUG and not cause.question:
        ask = wrong_value.question(
            None if context.exercise.check(found.check or "").hidden_inputs else comparison, cause.line
        )
    column = cause.column if cause.column >= 0 else None
    place = context.place(cause.line, column)
    shown = found.where.line if found.where is not None else None
    if place is None or shown == cause.line:
        return _widened(context, replace(found, next=ask), cause)
    came_out = f"It came out on line {shown}." if shown is not None and f"line {shown}" not in found.what else ""
    known = found.why if found.why != wrong_value.THEY_DIFFER or not cause.says else ""
    why = " ".join(filter(None, (known, came_out, cause.says)))
    return _widened(context, replace(found, where=place, why=why, next=ask), cause)


def _widened(context: Context, found: Diagnosis, cause: Cause) -> Diagnosis:
    """The diagnosis with all the lines of its cause, if they are few.

    A rule that names one of them knows better; one that names the line next to them gets them if they are one place.
    """
    where = found.where
    if where is None or not cause.tried or len(cause.lines) > _MOST_LINES or not cause.near(where.line):
        return found
    if found.slug not in _VAGUE and (cause.covers(where.line) or cause.others):
        return found
    others = {line: text for line in sorted(cause.lines) if (text := context.source.text(line)).strip()}
    others.pop(where.line, None)
    return replace(found, where=replace(where, also=tuple(others.items())))


def _of_slug(context: Context, slug: str, check: CheckResult) -> Diagnosis | None:
    wanted = KIN.get(slug, slug)
    rules = [rule for rule in (*ERRORS, *STANDSTILLS, *BEHAVIOUR, *ENDINGS) if wanted == rule.SLUG]
    runs = [run for run in runs_of(check) if run is not None]
    return next((d for run in runs if (d := first(replace(context, check=check, run=run), rules)) is not None), None)
