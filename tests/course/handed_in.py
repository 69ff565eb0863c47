"""A small course, and what its learners may hand in: folders, and archives honest and hostile."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grader.catalogue import Course
from grader.course.intake import Intake, Work
from grader.model import IntakeKind, Remark

_YAML = """\
format: 1
id: {id}
title: Title of {id}
chapter: {chapter}
order: {order}
difficulty: 1
objectives: [Do it]
prompt: Do it.
starter: |
  x = ____value____
gaps:
  value: {{answer: 1, ask: a number}}
hints: [Try it.]
checks:
  - {{id: test_x, title: It is right}}
misconceptions:
  - {{id: wrong, gaps: {{value: 2}}, caught_by: test_x, message: That is two.}}
references: [https://docs.python.org/3/]
{more}"""

_CHECKS = """\
def test_x(run):
    assert run.script().lines == []
"""

Tree = Mapping[str, str | bytes]


def make_course(root: Path, exercises: Mapping[str, str]) -> Course:
    """A course of these exercises (``chapter/id``), each with further lines of its YAML file."""
    for order, (place, more) in enumerate(exercises.items()):
        chapter, name = place.split("/")
        folder = root / "exercises" / chapter
        folder.mkdir(parents=True, exist_ok=True)
        text = _YAML.format(id=name, chapter=chapter, order=order, more=more)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        (folder / f"{name.replace('-', '_')}_checks.py").write_text(_CHECKS, encoding="utf-8")
    return Course(root)


def write(root: Path, files: Tree) -> Path:
    """Files below a folder; a name that ends with ``/`` is an empty folder."""
    for name, content in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(content))
    return root


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def zipped(files: Tree | Sequence[tuple[str, str | bytes]]) -> bytes:
    """An ordinary zip archive. As pairs, names may come twice."""
    stream = io.BytesIO()
    pairs: Iterable[tuple[str, str | bytes]] = files.items() if isinstance(files, Mapping) else files
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            info = zipfile.ZipInfo(name)
            info.filename = name  # as it is: ZipInfo would mend backslashes and NULs
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, as_bytes(content))
    return stream.getvalue()


def zipped_link(name: str, target: str) -> bytes:
    """An archive with a symbolic link in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return stream.getvalue()


def told(works: Iterable[Work]) -> list[tuple[str, str, int, str]]:
    """Learner, exercise, attempt and source of each work."""
    return [(work.learner.key, work.exercise, work.attempt, work.submission.source) for work in works]


def remarks(intake: Intake, *kinds: IntakeKind) -> list[str]:
    """The texts of the remarks of these kinds, or of all."""
    return [remark.text for remark in intake.remarks if not kinds or remark.kind in kinds]


def only(found: Sequence[Remark]) -> Remark:
    (remark,) = found
    return remark
