"""A part of a gradebook: some of its exercises, or one learner alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from grader.model import Learner, Remark
from grader.reports.gradebook import ExerciseColumn, Gradebook, GradedWork, Visibility

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Selection:
    """A gradebook that shows only the named exercises (all if none is named), and one learner if a key is given."""

    whole: Gradebook
    chosen: Collection[str] = ()
    learner_key: str | None = None

    @property
    def course_title(self) -> str:
        return self.whole.course_title

    @property
    def salt(self) -> bytes:
        return self.whole.salt

    @property
    def exercises(self) -> tuple[ExerciseColumn, ...]:
        return tuple(column for column in self.whole.exercises if self._has(column.id))

    def learners(self) -> Iterator[Learner]:
        return (one for one in self.whole.learners() if self.learner_key in (None, one.key))

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        if None not in (learner_key, self.learner_key) and learner_key != self.learner_key:
            return iter(())
        return (work for work in self.whole.works(learner_key or self.learner_key) if self._has(work.exercise))

    def remarks(self) -> Iterator[Remark]:
        for remark in self.whole.remarks():
            about_chosen = remark.exercise is None or self._has(remark.exercise)
            if about_chosen and self.learner_key in (None, remark.learner):
                yield remark

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        return self.whole.visibility(exercise)

    def _has(self, exercise: str) -> bool:
        return not self.chosen or exercise in self.chosen


def find_learner(gradebook: Gradebook, text: str) -> Learner:
    """The learner who is meant by a key, a name, an address or an id; ``LookupError`` says who else could be."""
    wanted = text.casefold()
    close: list[str] = []
    by_name: list[Learner] = []
    for learner in gradebook.learners():
        if learner.key == text:
            return learner
        known = {one.casefold() for one in (learner.name, learner.email, *learner.ids.values()) if one}
        if wanted in known:
            by_name.append(learner)
        elif wanted in learner.name.casefold() and len(close) < _MOST_NAMED:
            close.append(learner.name if learner.name == learner.key else f"{learner.name} ({learner.key})")
    if len(by_name) == 1:
        return by_name[0]
    if by_name:
        keys = ", ".join(learner.key for learner in by_name[:_MOST_NAMED])
        raise LookupError(f"{len(by_name)} learners are called '{text}': name one by its id: {keys}")
    hint = f" Did you mean {', '.join(close)}?" if close else ""
    raise LookupError(f"there is no learner '{text}' in these results.{hint}")
