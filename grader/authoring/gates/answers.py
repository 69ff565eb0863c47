"""Gates on what becomes of the author's own programs: the starter, the solution, accepted and wrong answers."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from grader.authoring.lab import Graded, Lab
from grader.authoring.subject import Subject
from grader.catalogue.gaps import parse
from grader.catalogue.match import find_misconception
from grader.catalogue.positions import Loc
from grader.errors import Problem
from grader.model import CheckStatus, EventKind, Misconception, Report, Status

_WARNS = {
    EventKind.NEVER_AWAITED: "a coroutine is never awaited",
    EventKind.NEVER_RETRIEVED: "the exception of a task is never retrieved",
    EventKind.UNHANDLED: "the loop's exception handler is called",
    EventKind.DEPRECATED: "something deprecated is called",
    EventKind.TASK_LOST: "a task is lost: nothing holds it",
}


def checks_load(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """pytest finds every listed check in the checks file, and skips none."""
    graded = lab.grade(subject.exercise, subject.solution)
    for check in graded.report.checks:
        if check.status is CheckStatus.MISSING:
            loc = (*subject.check_loc(check.id), "id")
            yield subject.at(loc, f"pytest does not find `{check.id}` in the checks file: is it defined there?")
        elif check.status is CheckStatus.SKIPPED:
            message = f"`{check.id}` is skipped, so that nobody can earn its points: remove the mark or the skip"
            yield subject.at_check(check.id, message)


# ------------------------------------------------------------------------------------------------------ the starter


def starter_fails(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The untouched starter does not pass."""
    if lab.grade(subject.exercise, subject.starter).report.status is Status.PASSED:
        message = "the untouched starter passes: put a gap where the checks need the learner's own work"
        yield subject.at_key(("starter",), message)


def starter_earns_nothing(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The untouched starter earns no points."""
    graded = lab.grade(subject.exercise, subject.starter)
    if graded.earned_all:
        return  # said by ``starter_fails``
    for check in graded.report.checks:
        if check.score > 0:
            message = (
                f"the untouched starter earns the points of `{check.id}`: test something that needs a gap, "
                "or give it 0 points"
            )
            yield subject.at(subject.check_loc(check.id), message)


# ------------------------------------------------------------------------------------------------------ right answers


def solution_passes(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The solution earns full marks."""
    graded = lab.grade(subject.exercise, subject.solution)
    if not graded.earned_all and not graded.faults:
        yield subject.at_key(("gaps",), f"the solution {_earned(graded)}: mend the answers or the checks")


def accepted_pass(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every accepted answer earns full marks."""
    for number, variant, program in subject.variants:
        graded = lab.grade(subject.exercise, program)
        if not graded.earned_all:
            message = (
                f"the accepted answer `{variant.id}` {_earned(graded)}: the checks ask for too much, or it is wrong"
            )
            yield subject.at(("accept", number), message)


def _earned(graded: Graded) -> str:
    report = graded.report
    reasons = [
        f"`{check.id}` ({check.message})" if check.message else f"`{check.id}`"
        for check in report.checks
        if check.status is not CheckStatus.PASSED
    ]
    return f"earns {report.score:g} of {report.max_score:g} points, not those of {', '.join(reasons)}"


def right_answers_quiet(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The solution and the accepted answers run without a warning."""
    programs: list[tuple[Loc, str, str]] = [(("gaps",), "the solution", subject.solution)]
    programs += [
        (("accept", number), f"the accepted answer `{variant.id}`", program)
        for number, variant, program in subject.variants
    ]
    for loc, what, program in programs:
        for warning in dict.fromkeys(_warnings(program, lab.grade(subject.exercise, program))):
            yield subject.at(loc, f"{what} runs with a warning: {warning}; learners copy what it does")


def _warnings(program: str, graded: Graded) -> Iterator[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(program, "program", "exec", dont_inherit=True)
    at_compiling = [f"{one.category.__name__}: {one.message}" for one in caught]
    yield from at_compiling
    for run in graded.runs:
        yield from (_WARNS[event.kind] for event in run.trace.of(*_WARNS))
        written = (line.strip() for line in run.stderr.splitlines() if "Warning:" in line)
        yield from (line for line in written if not any(one in line for one in at_compiling))


def solution_committed(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The committed solution is the one that the exercise renders."""
    path = subject.solution_path
    try:
        committed = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"the solution {path.name} cannot be read: write it by `grader verify {subject.exercise.id} --write`"
        yield subject.at_key(("gaps",), message)
        return
    if committed != subject.solution:
        pairs = zip((*committed.split("\n"), ""), (*subject.solution.split("\n"), ""), strict=False)
        line = next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 1)
        message = (
            "differs here from the starter with the answers filled in: mend the YAML file, "
            f"or write it anew by `grader verify {subject.exercise.id} --write`"
        )
        yield Problem(path, line, 1, message)


# ------------------------------------------------------------------------------------------------------ wrong answers


def wrong_answers_caught(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every known wrong answer fails the check that is said to catch it."""
    for number, wrong, program in subject.wrong_answers:
        graded = lab.grade(subject.exercise, program)
        status = graded.status(wrong.caught_by)
        if status is CheckStatus.FAILED or graded.faults:
            continue
        caught = ", ".join(f"`{one}`" for one in graded.not_passed()) or "no check at all"
        message = f"`{wrong.caught_by}` does not catch `{wrong.id}` (it is {status.value}); caught by {caught}"
        yield subject.at(("misconceptions", number, "caught_by"), message)


def wrong_answers_told(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every known wrong answer shows its own message, whole, and no other one's."""
    exercise = subject.exercise
    for number, wrong, program in subject.wrong_answers:
        report = lab.grade(exercise, program).report
        if report.status is Status.PASSED or _caught_otherwise(report, wrong.caught_by):
            continue  # said by ``wrong_answers_caught``
        found = _taken_for(subject, program)
        if found is not None and found is not wrong:
            continue  # said by ``wrong_answers_distinct``
        told = _texts(report)
        loc = ("misconceptions", number, "message")
        if not any(wrong.message == text for text in told):
            message = f"a learner who writes `{wrong.id}` does not see this message, but: {told[0] if told else 'none'}"
            yield subject.at(
                loc, f"{_short(message)}: make sure that `{wrong.caught_by}` is the check that explains it"
            )
        for other in exercise.misconceptions:
            if other is not wrong and other.message in told and other.message != wrong.message:
                yield subject.at(loc, f"`{wrong.id}` shows the message of `{other.id}` too: make the two differ")


def _caught_otherwise(report: Report, check_id: str) -> bool:
    return not any(check.id == check_id and check.status is CheckStatus.FAILED for check in report.checks)


def _texts(report: Report) -> list[str]:
    return [text for diagnosis in report.diagnoses for text in (diagnosis.what, diagnosis.why, diagnosis.next) if text]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"  # noqa: PLR2004 - one line of an editor's list


def wrong_answers_capped(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """No known wrong answer earns more than its ``max_points``."""
    for number, wrong, program in subject.wrong_answers:
        score = lab.grade(subject.exercise, program).report.score
        if wrong.max_points is not None and score > wrong.max_points:
            loc = ("misconceptions", number, "max_points")
            message = f"`{wrong.id}` earns {score:g} points: make a check stricter, or raise `max_points`"
            yield subject.at(loc, message)


def wrong_answers_distinct(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """No known wrong answer is the same program as another answer, or is taken for another one."""
    others = [("the solution", subject.solution), ("the starter", subject.starter)]
    others += [(f"the accepted answer `{variant.id}`", program) for _, variant, program in subject.variants]
    for number, wrong, program in subject.wrong_answers:
        loc = ("misconceptions", number)
        twin = next((what for what, other in others if _same_program(program, other)), None)
        found = _taken_for(subject, program)
        if twin is not None:
            yield subject.at(loc, f"the wrong answer `{wrong.id}` is the same program as {twin}: change or remove it")
        elif found is None or found.id != wrong.id:
            taken = f"`{found.id}`" if found is not None else "none of the wrong answers"
            message = (
                f"a program like `{wrong.id}` is taken for {taken}: put the more special one first, or make them differ"
            )
            yield subject.at(loc, message)
        others.append((f"the wrong answer `{wrong.id}`", program))
    for _, variant, program in subject.variants:
        found = _taken_for(subject, program)
        if found is not None:
            number = subject.exercise.misconceptions.index(found)
            message = f"the accepted answer `{variant.id}` is taken for the wrong answer `{found.id}`: name more gaps"
            yield subject.at(("misconceptions", number), message)


def _taken_for(subject: Subject, program: str) -> Misconception | None:
    """The wrong answer that a learner's program like this is taken for."""
    known = find_misconception(subject.exercise, program)
    return known.misconception if known is not None else None


def _same_program(one: str, other: str) -> bool:
    """Whether two programs have the same syntax tree: comments and layout do not count."""
    tree, other_tree = parse(one), parse(other)
    if isinstance(tree, SyntaxError) or isinstance(other_tree, SyntaxError):
        return one == other
    return ast.dump(tree) == ast.dump(other_tree)
