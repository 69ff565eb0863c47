"""The result of verifying exercises, as text for people and as data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from grader.authoring.findings import Finding, MutationScore, Survivor, Verification

FORMAT: Final = 1
"""Version of the JSON form."""


def to_json(verifications: Iterable[Verification], remarks: Sequence[str] = ()) -> dict[str, Any]:
    """The results as dictionaries, lists, text and numbers. ``seconds`` is wall time."""
    return {
        "format": FORMAT,
        "exercises": [_exercise(one) for one in verifications],
        "remarks": list(remarks),
    }


def _exercise(one: Verification) -> dict[str, Any]:
    return {
        "exercise": one.exercise,
        "path": one.path,
        "good": one.is_good,
        "findings": [_finding(finding) for finding in one.findings],
        "mutants": _score(one.mutants) if one.mutants is not None else None,
        "ungraded": list(one.ungraded),
        "remarks": list(one.remarks),
        "gates": one.gates,
        "seconds": one.seconds,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "gate": finding.gate,
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
    }


def _score(score: MutationScore) -> dict[str, Any]:
    return {
        "total": score.total,
        "caught": score.caught,
        "accepted": score.accepted,
        "percent": score.percent,
        "survivors": [
            {"id": one.id, "line": one.line, "diff": one.diff, "advice": one.advice} for one in score.survivors
        ],
    }


def to_text(verifications: Sequence[Verification], folder: Path, remarks: Sequence[str] = ()) -> Iterator[str]:
    """The lines for people: problems first as ``path:line:column``, one line for each exercise, the sum at the end.

    Args:
        folder: paths inside it are shown from there.
    """
    width = max((len(one.exercise) for one in verifications), default=0)
    for one in verifications:
        yield f"{'ok ' if one.is_good else 'NOT' if one.findings else '?  '} {one.exercise:{width}}  {_summary(one)}"
        shown = _shortener(folder)
        for finding in one.findings:
            yield f"    {shown(finding)}"
        for survivor in one.mutants.survivors if one.mutants is not None else ():
            yield from _survivor(survivor)
        yield from (f"    not found out: {reason}" for reason in one.ungraded)
    yield from remarks
    yield _total(verifications)


def _shortener(folder: Path) -> Callable[[Finding], str]:
    prefix = f"{folder}/"
    return lambda finding: str(finding).removeprefix(prefix)


def _summary(one: Verification) -> str:
    parts = list(one.remarks)
    if one.findings:
        parts.append(_plural(len(one.findings), "problem"))
    if one.mutants is not None:
        parts.append(_of_mutants(one.mutants))
    if one.seconds:
        parts.append(f"{one.seconds:.1f} s")
    return ", ".join(parts)


def _of_mutants(score: MutationScore) -> str:
    text = f"{score.caught} of {score.total - score.accepted} mutants caught"
    return f"{text}, {score.accepted} accepted" if score.accepted else text


def _survivor(survivor: Survivor) -> Iterator[str]:
    yield ""
    yield f"    mutant {survivor.id}"
    yield from (f"      {line}".rstrip() for line in survivor.diff.split("\n"))
    yield f"      {survivor.advice}"
    yield ""


def _total(verifications: Sequence[Verification]) -> str:
    good = sum(one.is_good for one in verifications)
    scores = [one.mutants for one in verifications if one.mutants is not None]
    whole = MutationScore(
        sum(score.total for score in scores),
        sum(score.caught for score in scores),
        sum(score.accepted for score in scores),
    )
    mutants = f"; {_of_mutants(whole)} ({_percent(whole)})" if scores else ""
    verb = "passes" if good == 1 else "pass"
    return f"{good} of {_plural(len(verifications), 'exercise')} {verb} every gate{mutants}."


def _percent(score: MutationScore) -> str:
    """Never rounded up to 100 %."""
    percent = score.percent
    return "100 %" if score.caught == score.total - score.accepted else f"{min(percent, 99.9):.1f} %"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
