"""Validated plain data to the frozen types of ``grader.model``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.catalogue.names import MARKER, module_name
from grader.catalogue.render import finished
from grader.model import (
    Check,
    EquivalentMutant,
    Evidence,
    Exercise,
    Gap,
    Hint,
    Isolate,
    Limits,
    Misconception,
    Prediction,
    Span,
    SpanState,
    TaskEnding,
    TaskLine,
    Timeline,
    Variant,
)


def build(data: Mapping[str, Any], path: Path, checks_path: Path, version: str) -> Exercise:
    """The exercise that ``data`` describes; ``data`` has passed every check, or this raises what it likes."""
    starter = finished(data["starter"])
    return Exercise(
        id=data["id"],
        title=_one_line(data["title"]),
        chapter=data["chapter"],
        order=data["order"],
        difficulty=data["difficulty"],
        prompt=data["prompt"].strip(),
        starter=starter,
        gaps=_gaps(data["gaps"], starter),
        checks=tuple(map(_check, data["checks"])),
        path=path,
        checks_path=checks_path,
        version=version,
        minutes=data.get("minutes"),
        python=data.get("python", ">=3.11"),
        optional=data.get("optional", False),
        objectives=tuple(map(_one_line, data["objectives"])),
        requires=tuple(data.get("requires", ())),
        former_ids=tuple(data.get("former_ids", ())),
        hints=tuple(map(_hint, data.get("hints", ()))),
        limits=_limits(data.get("limits", {})),
        isolate=Isolate(data.get("isolate", Isolate.SUBMISSION)),
        packages=tuple(data.get("packages", ())),
        data_files=tuple(data.get("data_files", ())),
        main_file=data.get("main_file", f"{module_name(data['id'])}.py"),
        diagnoses=tuple(data.get("diagnoses", ())),
        misconceptions=tuple(map(_misconception, data.get("misconceptions", ()))),
        accept=tuple(map(_variant, data.get("accept", ()))),
        equivalent_mutants=tuple(
            EquivalentMutant(item["id"], item["reason"].strip()) for item in data.get("equivalent_mutants", ())
        ),
        references=tuple(data.get("references", ())),
        learned=_stripped(data.get("learned")),
        predict=_prediction(data.get("predict")),
    )


def _gaps(gaps: Mapping[str, Mapping[str, str]], starter: str) -> tuple[Gap, ...]:
    """The gaps in the order in which a reader of the starter meets them."""
    order = list(dict.fromkeys(marker[1] for marker in MARKER.finditer(starter)))
    ordered = sorted(gaps.items(), key=lambda item: order.index(item[0]))
    return tuple(Gap(name, gap["answer"].rstrip("\n"), _one_line(gap["ask"])) for name, gap in ordered)


def _hint(hint: str | Mapping[str, str]) -> Hint:
    return Hint(hint.strip()) if isinstance(hint, str) else Hint(hint["text"].strip(), hint.get("check"))


def _limits(limits: Mapping[str, Any]) -> Limits:
    seconds = {key: float(limits[key]) for key in ("cpu_s", "wall_s", "virtual_s") if key in limits}
    return Limits(**{**limits, **seconds})


def _check(check: Mapping[str, Any]) -> Check:
    return Check(
        id=check["id"],
        title=_one_line(check["title"]),
        points=float(check.get("points", 1)),
        evidence=Evidence(check.get("evidence", Evidence.VALUE)),
        reason=_stripped(check.get("reason")),
        requires=tuple(check.get("requires", ())),
        hidden_inputs=check.get("hidden_inputs", False),
        message=_stripped(check.get("message")),
        diagnoses=tuple(check.get("diagnoses", ())),
        expected_timeline=_timeline(check.get("expected_timeline", {})),
    )


def _timeline(stretches: Mapping[str, Sequence[float]]) -> Timeline | None:
    """A drawing in which each row is under way from its start to its end, and done then."""
    rows = tuple(
        TaskLine(_one_line(name), (Span(SpanState.WAITING, float(start), float(end)),), TaskEnding.DONE)
        for name, (start, end) in stretches.items()
    )
    return Timeline(max(float(end) for _, end in stretches.values()), rows) if rows else None


def _misconception(item: Mapping[str, Any]) -> Misconception:
    max_points = item.get("max_points")
    return Misconception(
        id=item["id"],
        message=item["message"].strip(),
        caught_by=item["caught_by"],
        fills=dict(item.get("gaps", {})),
        program=item.get("program"),
        max_points=float(max_points) if max_points is not None else None,
        slug=item.get("slug"),
        where=item.get("where"),
    )


def _variant(item: Mapping[str, Any]) -> Variant:
    return Variant(item["id"], dict(item.get("gaps", {})), item.get("program"), item.get("python"))


def _prediction(item: Mapping[str, Any] | None) -> Prediction | None:
    if item is None:
        return None
    return Prediction(item["question"].strip(), tuple(item["answers"]), _stripped(item.get("because")))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _stripped(text: str | None) -> str | None:
    return text.strip() if text is not None else None
