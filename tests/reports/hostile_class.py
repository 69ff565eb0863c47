"""A class whose learners write markup into everything that is theirs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from class_builder import OUTCOMES, GeneratedClass, report_of

from grader.model import IntakeKind, Learner, Remark
from grader.reports.gradebook import GradedWork, MemoryGradebook, Override, WorkStatus

ATTACKS = (
    "<script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
    '"><img src=x onerror="window.owned=1">',
    "'><svg onload=window.owned=1>",
    "</title></style><svg><script>window.owned=1</script></svg>",
    '<a href="javascript:window.owned=1">x</a> [x](javascript:window.owned=1) ![x](https://example.org/x.png)',
    "` onmouseover=window.owned=1 x=`<b onclick=window.owned=1>`",
    "<!--<script>-->{{ 7 * 7 }}<iframe srcdoc='<script>parent.owned=1</script>'>",
    "</text></g></svg><foreignObject><body onload=window.owned=1>",
)


def hostile_class() -> MemoryGradebook:
    """Every text that a learner controls, in turn each of the attacks."""
    made_up = GeneratedClass(1, 2)
    works = []
    for number, attack in enumerate(ATTACKS):
        learner = Learner(f"{attack}{number}", f"{attack} {number}", attack, attack, {"github": attack})
        for place, column in enumerate(made_up.exercises):
            outcome = OUTCOMES[1 + (number + place) % 8]
            report = _infected(json.loads(json.dumps(report_of(column, outcome, learner))), attack)
            works.append(
                GradedWork(
                    learner,
                    column.id,
                    WorkStatus.FAILED,
                    1.0,
                    4.0,
                    1.0,
                    4.0,
                    late=attack,
                    note=attack,
                    override=Override(1.0, attack, "") if place else None,
                    report=report,
                    source=attack * 2,
                    source_name=attack,
                )
            )
    ungraded = report_of(made_up.exercises[0], OUTCOMES[-1], learner)
    works[-2] = replace(works[-2], status=WorkStatus.UNGRADED, report={**ungraded, "reason": ATTACKS[0]})
    remarks = tuple(Remark(IntakeKind.IGNORED_FILE, attack, attack, attack) for attack in ATTACKS)
    return MemoryGradebook(ATTACKS[1], made_up.exercises, tuple(works), remarks)


def _infected(report: dict[str, Any], attack: str) -> dict[str, Any]:
    """The report with the attack wherever text of the learner's may stand."""
    report["tamper"] = [attack]
    report["remarks"] = [attack]
    report["file"] = attack
    for check in report["checks"]:
        check["message"] = attack
        check["comparison"] = {"op": "==", "got": attack, "expected": attack}
        for run in check["runs"]:
            run["stdout"] = run["stderr"] = attack
            for task in run["timeline"]["tasks"]:
                task["name"] = attack
    for diagnosis in report["diagnoses"]:
        diagnosis |= {"what": attack, "why": attack, "next": attack}
        diagnosis["where"]["text"] = attack
    report["warnings"] = [{**diagnosis, "check": None} for diagnosis in report["diagnoses"]]
    return report
