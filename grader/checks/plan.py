"""What the check host is told of an exercise, and what it answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from grader.errors import GraderFault
from grader.model import Check, CheckResult, Evidence, Exercise, Isolate, Limits
from grader.sandbox.program import Program

_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Plan:
    """What the host needs to know of an exercise. ``data_files`` are files beside it that the program may read."""

    checks: tuple[Check, ...]
    checks_path: str
    folder: str
    version: str
    filename: str
    limits: Limits
    isolate: Isolate
    data_files: tuple[str, ...] = ()

    @classmethod
    def of(cls, exercise: Exercise) -> Plan:
        """The plan of an exercise. The program's name is its main file, by default the id with underscores."""
        return cls(
            checks=exercise.checks,
            checks_path=str(exercise.checks_path.absolute()),
            folder=str(exercise.path.absolute().parent),
            version=exercise.version,
            filename=exercise.main_file or exercise.id.replace("-", "_") + ".py",
            limits=exercise.limits,
            isolate=exercise.isolate,
            data_files=exercise.data_files,
        )

    @property
    def checks_file(self) -> Path:
        return Path(self.checks_path)

    def program(self, source: str, further: Mapping[str, bytes] = _NO_FILES) -> Program:
        """The learner's text under the exercise's file name, with what belongs beside it.

        ``further`` are the learner's own files; those of the exercise go before them. ``GraderFault`` if a data file
        cannot be read.
        """
        files = {name: content for name, content in further.items() if name != self.filename}
        for name in self.data_files:
            try:
                files[name] = (Path(self.folder) / name).read_bytes()
            except OSError as error:
                raise GraderFault(f"The exercise's data file {name} cannot be read: {error.strerror}.") from error
        return Program(source, self.filename, files)

    def limits_for(self, program: Program) -> Limits:
        """The limits of the exercise, with room for the files that lie beside the program from the beginning."""
        if not program.files:
            return self.limits
        sizes = [len(content) for content in program.files.values()]
        return replace(
            self.limits,
            files_mb=self.limits.files_mb + 1 + math.ceil(sum(sizes) / 1_000_000),
            output_kb=max(self.limits.output_kb, math.ceil(max(sizes) / 1_000)),  # it bounds every single file
        )


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The results in the order of the exercise; for authors, what each check read and why a check itself broke."""

    results: tuple[CheckResult, ...]
    evidence_read: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
