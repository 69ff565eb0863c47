"""The exercise format as pydantic models: the types, ranges and descriptions of every key.

This module is imported only when something has to be validated or described: pydantic takes about 0.2 s to import.
The models check one value at a time; what two places of the file must agree on is checked in ``cross``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from grader.catalogue.names import (
    CHECK_PATTERN,
    GAP_PATTERN,
    ID_PATTERN,
    MAIN_FILE_PATTERN,
    MUTANT_PATTERN,
    PACKAGE_PATTERN,
    PYTHON_PATTERN,
)

MAX_HINTS = 20
MAX_CHECKS = 100
_YEAR_S = 365 * 24 * 3600.0

Text = Annotated[str, StringConstraints(pattern=r"\S")]
Slug = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
CheckId = Annotated[str, StringConstraints(pattern=CHECK_PATTERN, max_length=120)]
GapName = Annotated[str, StringConstraints(pattern=GAP_PATTERN, max_length=40)]
Python = Annotated[str, StringConstraints(pattern=PYTHON_PATTERN)]
Package = Annotated[str, StringConstraints(pattern=PACKAGE_PATTERN)]
# YAML takes `answer: 0` for a number and `answer: [x]` for a list; the loader hands over the text as it is written.
Code = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean", "array", "object"]})]


def _in_order(stretch: list[float]) -> list[float]:
    if stretch != sorted(stretch):
        raise ValueError("the end comes before the start")
    return stretch


Stretch = Annotated[list[Annotated[float, Field(ge=0)]], Field(min_length=2, max_length=2), AfterValidator(_in_order)]


class _Keys(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class GapKeys(_Keys):
    """One gap of the starter code."""

    answer: Code = Field(description="The right text for the gap: an expression, a statement or an indented body.")
    ask: Text = Field(description="What the learner is told to put there, as a short phrase.")


class HintKeys(_Keys):
    """A hint."""

    text: Text = Field(description="The hint, in Markdown.")
    check: CheckId = Field(default="", description="The check whose failure this hint fits.")


def _short_hint(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Hint = Annotated[HintKeys, BeforeValidator(_short_hint, json_schema_input_type=str | HintKeys)]


class LimitsKeys(_Keys):
    """The limits of a run."""

    cpu_s: float = Field(default=2.0, gt=0, le=120, description="Processor time of one run, in seconds.")
    wall_s: float = Field(default=10.0, gt=0, le=600, description="Real time of one run, in seconds.")
    memory_mb: int = Field(default=256, ge=32, le=8192, description="Memory of one process, in megabytes.")
    output_kb: int = Field(default=256, ge=1, le=16384, description="Output of one run, in kilobytes.")
    files_mb: int = Field(default=8, ge=0, le=1024, description="Size of the files written, in megabytes.")
    processes: int = Field(default=0, ge=0, le=64, description="Child processes that may live at one time.")
    threads: int = Field(default=16, ge=0, le=256, description="Threads that may live at one time.")
    network: bool = Field(default=False, description="Whether the loopback network may be used.")
    virtual_s: float = Field(
        default=3600.0, gt=0, le=10 * _YEAR_S, description="Loop time after which a program counts as never ending."
    )


class CheckKeys(_Keys):
    """One hidden check: a pytest function in the checks file."""

    id: CheckId = Field(description="Name of the test: `test_x`, or `TestClass::test_x`.")
    title: Text = Field(description="What the check looks at, as the learner reads it.")
    points: float = Field(default=1.0, ge=0, le=10_000, description="What the check is worth.")
    evidence: Literal["value", "output", "probe", "trace"] = Field(
        default="value", description="What the verdict rests on; `trace` needs a `reason`."
    )
    reason: Text = Field(default="", description="Why no stronger evidence than the trace will do.")
    requires: list[CheckId] = Field(default=[], description="Checks that must pass before this one says anything.")
    hidden_inputs: bool = Field(default=False, description="Show the learner nothing of what this check ran.")
    message: Text = Field(default="", description="What the learner reads when the check fails.")
    diagnoses: list[Slug] = Field(default=[], description="Diagnoses that a failure of this check may lead to.")
    expected_timeline: dict[Text, Stretch] = Field(
        default={},
        description="What is under way in a right answer: from when to when, in seconds of loop time, such as "
        "`tea: [0, 3]`. A learner whose run fails sees it below the timeline of that run.",
    )


class MisconceptionKeys(_Keys):
    """A wrong answer that learners are expected to give."""

    id: Slug = Field(description="Name of the wrong answer, unique in this file.")
    gaps: dict[GapName, Code] = Field(default={}, description="The wrong text for each gap that differs.")
    program: Text = Field(default="", description="The whole wrong file, if the difference is not in a gap.")
    caught_by: CheckId = Field(description="The check that fails because of it.")
    max_points: float = Field(default_factory=float, ge=0, description="The most that this answer may earn.")
    message: Text = Field(description="What the learner reads: what is wrong, and what leads on.")
    slug: Slug = Field(default="", description="The diagnosis that names this mistake, if it has a page of its own.")
    where: Text = Field(
        default="",
        description="A part of the line that the message is about, as it stands in this answer's whole program. "
        "Without it the grader looks for the line itself: the first that departs from the solution.",
    )


class VariantKeys(_Keys):
    """Another answer that earns full marks."""

    id: Slug = Field(description="Name of the answer, unique in this file.")
    gaps: dict[GapName, Code] = Field(default={}, description="The text for each gap that differs.")
    program: Text = Field(default="", description="The whole file, if the difference is not in a gap.")
    python: Python = Field(default=">=3.11", description="The Python versions that this answer needs.")


class EquivalentMutantKeys(_Keys):
    """A change to the solution that no check can tell from it."""

    id: Annotated[str, StringConstraints(pattern=MUTANT_PATTERN, max_length=200)] = Field(
        description="The mutant's id, as `grader verify` prints it."
    )
    reason: Text = Field(description="Why no check can tell it from the solution.")


class PredictKeys(_Keys):
    """A question that a learner answers before the work begins. `grader watch` and `grader predict` ask it, once and
    for no points."""

    question: Text = Field(description="The question, in Markdown, such as what a small program prints.")
    answers: list[Code] = Field(min_length=1, description="The right answers; spaces and capitals do not count.")
    because: Text = Field(default="", description="Why that is so; shown after the answer.")


class ExerciseKeys(_Keys):
    """An exercise: prompt, starter code with gaps, hints, hidden checks and the wrong answers to expect."""

    format: Literal[1] = Field(description="Version of this format.")
    id: Slug = Field(description="The exercise's name: the file's name without `.yaml`.")
    title: Text = Field(description="The title, one line.")
    chapter: Text = Field(description="The chapter: the name of the folder that the file lies in.")
    order: int = Field(ge=0, le=1_000_000, description="Place within the chapter; leave steps of ten.")
    difficulty: int = Field(ge=1, le=5, description="1 (first steps) to 5 (expert).")
    minutes: int = Field(default_factory=int, ge=1, le=600, description="How long a learner needs.")
    python: Python = Field(default=">=3.11", description="The Python versions that the exercise runs on.")
    optional: bool = Field(default=False, description="Whether the course may be finished without it.")
    objectives: list[Text] = Field(min_length=1, description="What a learner can do afterwards.")
    requires: list[Slug] = Field(default=[], description="Exercises that come before this one.")
    former_ids: list[Slug] = Field(default=[], description="Names that the exercise had before.")
    prompt: Text = Field(description="The task, in Markdown.")
    starter: Text = Field(description="The program that the learner gets; `____name____` marks a gap.")
    gaps: dict[GapName, GapKeys] = Field(min_length=1, description="The gaps of the starter code by name.")
    hints: list[Hint] = Field(
        default=[], max_length=MAX_HINTS, description="Hints, the gentlest first: a text, or `{text, check}`."
    )
    limits: LimitsKeys = Field(default_factory=LimitsKeys, description="What a learner's program may use.")
    isolate: Literal["submission", "run"] = Field(
        default="submission", description="`run` gives every run of a check a process of its own; slower."
    )
    packages: list[Package] = Field(default=[], description="Third-party packages that the program may import.")
    data_files: list[Text] = Field(default=[], description="Files beside this one that the program may read.")
    main_file: Annotated[str, StringConstraints(pattern=MAIN_FILE_PATTERN)] = Field(
        default_factory=str, description="Name of the learner's file; the id with underscores if not given."
    )
    checks: list[CheckKeys] = Field(min_length=1, max_length=MAX_CHECKS, description="The hidden checks.")
    diagnoses: list[Slug] = Field(default=[], description="Diagnoses that this exercise may lead to.")
    misconceptions: list[MisconceptionKeys] = Field(default=[], description="Wrong answers that learners give.")
    accept: list[VariantKeys] = Field(default=[], description="Other answers that earn full marks.")
    equivalent_mutants: list[EquivalentMutantKeys] = Field(
        default=[], description="Mutants of the solution that `grader verify` need not see caught."
    )
    references: list[Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]] = Field(
        default=[], description="Pages to read on, as web addresses."
    )
    learned: Text = Field(default="", description="What to take home; shown after a pass.")
    predict: PredictKeys = Field(
        default_factory=lambda: PredictKeys(question="-", answers=["-"]), description="A question to answer beforehand."
    )


class ChapterKeys(_Keys):
    """`chapter.yaml`: describes the chapter whose folder it lies in."""

    title: Text = Field(description="The chapter's title.")
    intro: Text = Field(default="", description="Shown before the first exercise, in Markdown.")
    summary: Text = Field(default="", description="Shown after the last exercise, in Markdown.")
