"""Hostile submissions: none earns a point that honest work would not, and none leaves a trace behind."""

from __future__ import annotations

import os

import pytest
from attack_files import Attack, attacks
from attacked import Attacked

ATTACKS = attacks()
EVERYTHING = os.environ.get("GRADER_ATTACKS") == "all"


@pytest.mark.parametrize(
    ("attack", "exercise"),
    [
        pytest.param(attack, exercise, id=f"{attack.name}-{exercise}")
        for attack in ATTACKS
        for exercise in attack.against
    ],
)
def test_attack(attacked: Attacked, attack: Attack, exercise: str) -> None:
    if not attack.is_withstood_by(attacked.level):
        pytest.skip(f"{attacked.level} promises nothing against it")
    if attacked.level != "strict" and exercise != attack.against[0] and not EVERYTHING:
        pytest.skip("under the weaker levels one exercise for each attack is tried; GRADER_ATTACKS=all tries all")
    report = attacked.grade(attack, exercise)
    endings = {run.ending for check in report.checks for run in check.runs}
    assert report.score == attack.score(exercise)
    assert report.status in attack.statuses, (report.reason, endings)
    if attack.endings:
        assert endings <= attack.endings


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 80
    assert {exercise for attack in ATTACKS for exercise in attack.against} == {"script", "call", "probes", "child"}
