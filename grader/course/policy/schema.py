"""The keys of a policy file as pydantic models. Imported only when a file is read: pydantic takes about 0.2 s."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=500)]
Time = Annotated[str, StringConstraints(pattern=r"\S", max_length=40)]
When = Literal["visible", "after_due_date", "after_published", "hidden"]
Which = Literal["latest", "best"]


class _Keys(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class LateKeys(_Keys):
    """What being late costs."""

    grace_minutes: float = Field(default=0, ge=0, le=100_000, description="Up to so many minutes late is not late.")
    percent_per_day: float = Field(default=0, ge=0, le=100, description="What each day that has begun takes off.")
    most_percent: float = Field(default=100, ge=0, le=100, description="The most that lateness takes off.")
    cutoff_days: float = Field(default_factory=float, ge=0, le=10_000, description="After so many days: no points.")
    marked_percent: float = Field(
        default=0, ge=0, le=100, description="What is taken off where a platform says late, but not by how much."
    )


class ExerciseKeys(_Keys):
    """What differs for one exercise."""

    points: float = Field(default_factory=float, ge=0, le=1_000_000, description="What full marks count.")
    weight: float = Field(default_factory=float, ge=0, le=10_000, description="Times what its checks are worth.")
    due: Time = Field(default="", description="When it is due.")
    partial: bool = Field(default=True, description="Whether some of the checks earn some of the points.")
    attempts: Which = Field(default="latest", description="Which of several attempts counts.")
    late: LateKeys = Field(default=LateKeys(), description="What being late costs.")
    visibility: When = Field(default="visible", description="When learners see its checks.")
    checks: dict[str, When] = Field(default={}, description="When learners see one check, by its id.")


class ExtensionKeys(_Keys):
    """More time for one learner."""

    learner: Text = Field(description="The learner's key.")
    exercise: Text = Field(default="", description="The exercise; all of them without it.")
    due: Time = Field(default="", description="When it is due instead.")
    days: float = Field(default_factory=float, gt=0, le=10_000, description="How many days more.")
    reason: Text = Field(default="", description="Why.")


class PolicyKeys(_Keys):
    """How grades are made of what the checks gave."""

    format: Literal[1] = Field(description="Version of this format.")
    title: Text = Field(default="", description="The title of the course, for reports.")
    timezone: Text = Field(default="UTC", description="The time zone of times that name none, such as Europe/Vienna.")
    file_times: bool = Field(default=False, description="Whether the files' own times tell when they were handed in.")
    due: Time = Field(default="", description="When all exercises are due that say nothing else.")
    partial: bool = Field(default=True, description="Whether some of the checks earn some of the points.")
    attempts: Which = Field(default="latest", description="Which of several attempts counts.")
    late: LateKeys = Field(default=LateKeys(), description="What being late costs.")
    visibility: When = Field(default="visible", description="When learners see the checks.")
    exercises: dict[str, ExerciseKeys] = Field(default={}, description="What differs, by the id of the exercise.")
    extensions: list[ExtensionKeys] = Field(default=[], description="More time for single learners.")
