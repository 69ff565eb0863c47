"""What to say of a failed check, once trials on other programs have shown where the submission goes wrong.

The rules say what was seen. Trials say which known wrong answer the submission is like, and which of its lines must
change for the check to pass: the author's words come first, and a rule is believed where it agrees with the trials.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from grader.feedback import repair
from grader.feedback.alike import Like, like_a_known_one, with_its_line
from grader.feedback.cause import Cause, find_cause
from grader.feedback.closer import called_alone, closer, with_its_condition
from grader.feedback.context import Context
from grader.feedback.given_up import where_it_stood
from grader.feedback.kinds import Kind
from grader.feedback.ranking import Ranked, candidates, first, runs_of
from grader.feedback.rules import (
    BEHAVIOUR,
    ENDINGS,
    ERRORS,
    KIN,
    STANDSTILLS,
    VAGUE,
    everyone_waits,
    off_by_one,
    raised,
    sequential_await,
    wrong_value,
)
from grader.feedback.syntax import Source, covers, statement_lines
from grader.feedback.trials import Programs, Trials
from grader.model import CheckResult, Diagnosis, KnownAnswer, Observation, Place, name_lines

_MOST_LINES = 3
"""A reader looks at so many lines at once; more of them say no more than the function itself."""
_WEAK = frozenset({Kind.EXTRA, Kind.ONE_OFF})
"""Without a line much is never done, and a number makes up for many a mistake: there are better signs."""
_EFFECTS = frozenset(rule.SLUG for rule in BEHAVIOUR)
"""Diagnoses of what happened on the loop; whether that is wrong depends on the task."""


def explain_known(
    context: Context,
    known: KnownAnswer,
    programs: Programs,
    ranked: Sequence[Ranked],
    trials: Callable[[str], Trials] | None,
) -> Diagnosis:
    """The author's words for a wrong answer that the submission gives as a whole."""
    if not programs.lines_of(context.source, known.misconception):
        context = replace(context, cause=_cause_of_known(context, known, programs.right, trials))
    return _in_the_authors_words(context, known, programs, ranked[0][1] if ranked else None)


def explain_failure(
    context: Context, ranked: Sequence[Ranked], programs: Programs, trials: Callable[[str], Trials] | None
) -> Diagnosis:
    """The author's words, if trials show that the submission makes a known mistake; else what the rules say best."""
    (section, *_), best = ranked[0]
    is_certain = section == 0 and best.slug not in VAGUE and best.where is not None
    if best.check is None or is_certain:
        return best
    found = _tried(context, ranked, programs, trials) if trials is not None else _untried(context, best, programs)
    return where_it_stood(context, found) if found.where is None and found.slug in VAGUE else found


def _tried(
    context: Context, ranked: Sequence[Ranked], programs: Programs, trials: Callable[[str], Trials]
) -> Diagnosis:
    """What trials on other programs show."""
    check = ranked[0][1].check or ""
    tried = trials(check)
    ranked = _not_said_of_the_right(context, ranked, programs.solution, tried)
    known = repair.recognise(context.source, programs.right, programs.caught_by(check), tried.passes)
    # A short repair may mend another mistake too.
    if known is not None and tried.gives_the_same(programs.text_of(known.misconception)):
        return _repaired(context, known, programs, ranked[0][1], tried)
    found = _with_cause(context, [diagnosis for _, diagnosis in ranked], programs, tried)
    return _untried(context, ranked[0][1], programs) if tried.gave_up else found


def _untried(context: Context, best: Diagnosis, programs: Programs) -> Diagnosis:
    """The best that can be said where no other program may be run: of a known mistake's line, or by a guess."""
    if best.slug in VAGUE:
        like = with_its_line(context, None, programs, programs.caught_by(best.check or ""))
        if like is not None:
            return _as_another_did(context, best, like, None)
    cause = find_cause(context.source, programs.right) if best.where is None else None
    return best if cause is None else _at_the_cause(context, best, cause)


def _repaired(context: Context, known: KnownAnswer, programs: Programs, best: Diagnosis, tried: Trials) -> Diagnosis:
    """The author's words, and if the repair was made elsewhere than they say the lines that only have to go."""
    found = _in_the_authors_words(context, known, programs, best)
    if found.where is None or known.line is None or abs(found.where.line - known.line) <= 1:
        return found
    cause = _tried_cause(context, programs.right, tried)
    if cause is None or cause.kind is not Kind.EXTRA or not cause.is_narrow:
        return found
    return _showing(context.source, found, set(cause.lines))


def _not_said_of_the_right(
    context: Context, ranked: Sequence[Ranked], solution: str, tried: Trials
) -> Sequence[Ranked]:
    """The explanations without those that would be said of a right program too: they explain no failure."""
    if ranked[0][1].slug not in _EFFECTS:
        return ranked
    mine = next((result for result in context.failed if result.id == ranked[0][1].check), None)
    right = tried.result_of(solution)
    if mine is None or right is None:
        return ranked
    of_mine, of_right = replace(context, check=mine), replace(context, source=Source.parse(solution), check=right)
    # A check stops at the run that goes wrong: the right program's later runs have no counterpart.
    pairs = zip(mine.runs, right.runs, strict=False)
    wrong = {slug for one, other in pairs for slug in _effects(of_mine, one) - _effects(of_right, other)}
    return [one for one in ranked if one[1].slug not in _EFFECTS - wrong] or ranked


def _effects(context: Context, run: Observation) -> set[str]:
    """What happened on the loop in this run."""
    said = {found.slug for _, found in candidates(replace(context, run=run))} & _EFFECTS
    return said if sequential_await.side_by_side(run) else said | {sequential_await.SLUG}


def whole_statement(source: Source, found: Diagnosis) -> Diagnosis:
    """The diagnosis with all the lines of the statement that it points at, if they are few."""
    where = found.where
    if where is None or where.also:
        return found
    lines = statement_lines(source.tree, where.line)
    return _showing(source, found, set(lines)) if len(lines) <= _MOST_LINES else found


def _showing(source: Source, found: Diagnosis, lines: set[int]) -> Diagnosis:
    """The diagnosis with these lines as well."""
    if found.where is None:
        return found
    known = {line for line, _ in found.where.also}
    also = ((line, source.text(line)) for line in sorted((lines | known) - {found.where.line}))
    return replace(found, where=replace(found.where, also=tuple((line, text) for line, text in also if text.strip())))


# ------------------------------------------------------------------------------------------------- known wrong answers


def _in_the_authors_words(
    context: Context, known: KnownAnswer, programs: Programs, found: Diagnosis | None
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
    where = _place(context, programs.lines_of(context.source, misconception)) or _guessed_place(context, known, found)
    # The slug is the author's, the page may be that of a rule.
    return replace(found, slug=slug, what=message, where=where, next=question, check=check.id)


def _place(context: Context, lines: Sequence[int]) -> Place | None:
    """The first of the lines, with the others; ``None`` if there is none."""
    place = context.place(lines[0]) if lines else None
    return None if place is None else replace(place, also=tuple((n, context.source.text(n)) for n in sorted(lines[1:])))


def _guessed_place(context: Context, known: KnownAnswer, found: Diagnosis) -> Place | None:
    """Where a known answer is wrong whose author points at no line: the rule's place, if that is one of its cause."""
    cause, where = context.cause, found.where
    if where is None or (cause is not None and cause.is_narrow and not cause.covers(where.line)):
        where = context.place(cause.line if cause is not None else known.line)
    return where


def _of_slug(context: Context, slug: str, check: CheckResult) -> Diagnosis | None:
    wanted = KIN.get(slug, slug)
    rules = [rule for rule in (*ERRORS, *STANDSTILLS, *BEHAVIOUR, *ENDINGS) if wanted == rule.SLUG]
    runs = [run for run in runs_of(check) if run is not None]
    return next((d for run in runs if (d := first(replace(context, check=check, run=run), rules)) is not None), None)


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


# --------------------------------------------------------------------------------------------------------- the cause


def _with_cause(context: Context, ranked: Sequence[Diagnosis], programs: Programs, tried: Trials) -> Diagnosis:
    """The best explanation that agrees with what trials show to be the cause; at that place, if it names none."""
    best = ranked[0]
    cause = _tried_cause(context, programs.right, tried)
    vague = next((d for d in ranked if d.slug in VAGUE), best)
    if best.slug == off_by_one.SLUG and (cause is None or best.where is None or not cause.near(best.where.line)):
        best = vague  # some loop counts, but not the one that matters
    like = like_a_known_one(context, cause, programs, tried, best)
    if like is not None and like.is_sure:
        if not like.lines and (cause is None or not cause.is_narrow):
            cause = _closer(context, cause, programs, tried) or cause
        known = KnownAnswer(like.misconception, cause.line if cause is not None else None)
        found = _in_the_authors_words(replace(context, cause=cause), known, programs, best)
        return (
            found if cause is None else _with_helper(context, _widened(context, found, cause), cause, programs, tried)
        )
    near = _closer(context, cause, programs, tried) if best.slug in VAGUE else None
    if near is not None and near.kind in _WEAK and (best.slug == raised.SLUG or (like is not None and like.lines)):
        best, near = _with_more(context, best, near), None
    elif near is not None and like is not None:
        like = replace(like, lines=())
    if like is not None and (cause is None or not cause.is_narrow):
        return _as_another_did(context, vague, like, near or cause)
    cause = near or cause
    if cause is None:
        return best
    agreeing = _agreeing(context, ranked, cause, programs)
    if agreeing is not None:
        return _widened(context, agreeing, cause)
    if best.where is not None and cause.near(best.where.line):
        found = _widened(context, best, cause)
    elif best.where is not None and best.slug not in VAGUE and not cause.is_small:
        return best
    else:
        closest = cause if best.slug in VAGUE else _closer(context, cause, programs, tried) or cause
        found = _at_the_cause(context, best if best.where is None else vague, closest)
    few = found.where is not None and len(found.where.lines) < _MOST_LINES
    return _showing(context.source, found, set(like.lines[:1])) if like is not None and few else found


def _with_helper(context: Context, found: Diagnosis, cause: Cause, programs: Programs, tried: Trials) -> Diagnosis:
    """The diagnosis at a line that is right but for what it calls, with the lines of that function that matter."""
    if found.where is None or not cause.covers(found.where.line):
        return found
    if called_alone(context.source, cause, programs.right) is None:
        return found
    near = _closer(context, cause, programs, tried)
    few = near is not None and len(found.where.lines) + len(near.lines) <= _MOST_LINES
    return _showing(context.source, found, set(near.lines)) if near is not None and few else found


def _agreeing(context: Context, ranked: Sequence[Diagnosis], cause: Cause, programs: Programs) -> Diagnosis | None:
    """The best explanation that names a line of the cause, or one of the function that is called there."""
    helper = called_alone(context.source, cause, programs.right)
    named = ((found, found.where.line) for found in ranked if found.slug not in VAGUE and found.where is not None)
    return next((d for d, line in named if cause.near(line) or (helper is not None and covers(helper, line))), None)


def _with_more(context: Context, found: Diagnosis, extra: Cause) -> Diagnosis:
    """The diagnosis of an exception with the lines without which it would not have been raised."""
    if found.slug != raised.SLUG:
        return found
    why = " ".join(filter(None, (found.why, extra.says)))
    return _showing(context.source, replace(found, why=why), set(extra.lines))


def _closer(context: Context, cause: Cause | None, programs: Programs, tried: Trials) -> Cause | None:
    if cause is None and not tried.passes(programs.solution):
        return None  # not even a right program can be tried
    return closer(context.source, cause, programs.right, tried.passes, most=tried.most)


def _as_another_did(context: Context, found: Diagnosis, like: Like, cause: Cause | None) -> Diagnosis:
    """The diagnosis at the line of a mistake that has the same result, with the author's words about that mistake."""
    place = _place(context, like.lines)
    if place is None and cause is not None:
        place = _at_the_cause(context, found, cause).where
    if place is None:
        return found
    if found.slug == everyone_waits.SLUG and found.where is not None:
        place = _showing(context.source, found, {place.line}).where or place
    return replace(
        found,
        where=place,
        why=f"One mistake {like.alike}: “{like.misconception.message.strip()}”",
        next=f"Is it the same in your program, at {name_lines(place.lines)}? If not, what else could have this result?",
    )


def _at_the_cause(context: Context, found: Diagnosis, cause: Cause) -> Diagnosis:
    """The diagnosis at another place than where its fault showed: the reader is told where, and why this line."""
    cause = with_its_condition(context.source, cause)
    comparison = next((result.comparison for result in context.failed if result.id == found.check), None)
    ask = cause.question or found.next
    if found.slug == wrong_value.SLUG and not cause.question:
        hidden = context.exercise.check(found.check or "").hidden_inputs
        ask = wrong_value.question(None if hidden else comparison, cause.line, context.source.text(cause.line))
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
    if found.slug not in VAGUE and (cause.covers(where.line) or cause.others):
        return found
    return _showing(context.source, found, set(cause.lines))
