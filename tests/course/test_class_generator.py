"""The synthetic class is the same for the same seed, and holds what classes hand in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from class_generator import hand_ins, write_class
from course_stage import write_course

KINDS = {"right", "wrong", "partly", "starter", "broken", "empty", "attack"}


def test_a_seed_makes_one_class(tmp_path: Path) -> None:
    exercises = write_course(tmp_path / "course", "answer", "other").load_all()
    one, same, other = (list(hand_ins(exercises, 600, seed)) for seed in (1, 1, 2))
    assert one == same != other
    kinds = Counter(work.kind for work in one)
    assert kinds.keys() == KINDS
    assert 0.4 < kinds["right"] / 600 < 0.6
    assert len({work.text for work in one}) < 600
    assert len({work.learner for work in one}) == 300


def test_a_class_lies_in_a_folder_for_each_learner(tmp_path: Path) -> None:
    exercises = write_course(tmp_path / "course", "answer", "other").load_all()
    write_class(tmp_path / "works", exercises, 21)
    folders = sorted((tmp_path / "works").iterdir())
    assert len(folders) == 11
    assert sorted(path.name for path in (tmp_path / "works" / "Ada Lovelace 0").iterdir()) == ["answer.py", "other.py"]
