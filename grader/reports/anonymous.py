"""A gradebook without names: the same pseudonym for the same learner each time, and nothing that leads back.

What a learner wrote stays in it, without the learner's own name, address, ids and file name. What others wrote about
the learner is left out: reasons, remarks, sections and times.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.model import Learner, Remark
from grader.reports.gradebook import ExerciseColumn, Gradebook, GradedWork, Override, Visibility
from grader.reports.redact import FILE, redactor

_LENGTH = 12
"""Characters of a pseudonym, five bits each: among a million learners no two are alike."""


class AnonymousGradebook:
    """``whole`` with pseudonyms, in the order of the pseudonyms: the order of names would tell something about them."""

    def __init__(self, whole: Gradebook) -> None:
        self._whole = whole
        self._keys: dict[str, str] | None = None

    @property
    def course_title(self) -> str:
        return self._whole.course_title

    @property
    def salt(self) -> bytes:
        return self._whole.salt

    @property
    def exercises(self) -> tuple[ExerciseColumn, ...]:
        return self._whole.exercises

    def learners(self) -> Iterator[Learner]:
        return (_learner(pseudonym) for pseudonym in self._by_pseudonym())

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        keys = self._by_pseudonym()
        for pseudonym in keys if learner_key is None else [learner_key]:
            if pseudonym in keys:
                for work in self._whole.works(keys[pseudonym]):
                    yield self._without_name(work, pseudonym)

    def remarks(self) -> Iterator[Remark]:
        for remark in self._whole.remarks():
            pseudonym = None if remark.learner is None else self.pseudonym(remark.learner)
            yield Remark(remark.kind, "", "", pseudonym, remark.exercise)

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        return self._whole.visibility(exercise)

    def pseudonym(self, key: str) -> str:
        """The learner's pseudonym: made with the gradebook's secret, so that it cannot be made again from a roster."""
        letters = base64.b32encode(self._digest("learner", key)).decode("ascii").lower()[:_LENGTH]
        return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))

    def _by_pseudonym(self) -> dict[str, str]:
        if self._keys is None:
            self._keys = dict(sorted((self.pseudonym(learner.key), learner.key) for learner in self._whole.learners()))
        return self._keys

    def _digest(self, kind: str, text: str) -> bytes:
        return hmac.digest(self.salt, f"{kind}:{text}".encode("utf-8", "surrogatepass"), "sha256")

    def _without_name(self, work: GradedWork, pseudonym: str) -> GradedWork:
        redact = redactor(work.learner, work.source_name)
        report = None
        if work.report is not None:
            version = self._digest("submission", str(work.report.get("submission_version"))).hex()
            report = redact.tree(work.report) | {
                "learner": pseudonym,
                "file": FILE,
                "submission_version": f"sha256:{version}",
            }
        return replace(
            work,
            learner=_learner(pseudonym),
            late=redact.text(work.late),
            note=redact.text(work.note),
            override=work.override and Override(work.override.points, ""),
            submitted_at=None,
            report=report,
            source=redact.text(work.source),
            source_name=FILE if work.source_name else "",
        )


def _learner(pseudonym: str) -> Learner:
    return Learner(key=pseudonym, name=f"Learner {pseudonym}")
