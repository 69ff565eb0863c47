"""Running a program that answers no exercise, and explaining what it did."""

from __future__ import annotations

import platform
from dataclasses import replace

from grader import __version__
from grader.errors import GraderFault
from grader.feedback import build_timeline, explain_program
from grader.model import Ending, Job, Limits, Observation, RunReport, Submission
from grader.sandbox import Program, Runner

GENEROUS = Limits(cpu_s=5.0, memory_mb=512, network=True)
"""What a program may use that nobody has set limits for. The network is this machine's own, to talk to itself."""


def run_program(
    submission: Submission,
    runner: Runner,
    *,
    stdin: str = "",
    arguments: tuple[str, ...] = (),
    limits: Limits = GENEROUS,
) -> RunReport:
    """Run the program as a script, once. Raises ``GraderFault`` if the sandbox could not run it."""
    diagnosis, warnings = explain_program(submission, None, limits)
    if diagnosis is None:
        with runner.session(Program(submission.source, submission.name), limits) as session:
            run = session.run(Job(stdin=stdin, argv=arguments))
        if run.ending is Ending.SANDBOX_FAULT:
            raise GraderFault(f"{submission.name} could not be run: {run.detail or 'the sandbox failed'}")
        run = replace(run, timeline=build_timeline(run))
        diagnosis, warnings = explain_program(submission, run, limits)
    else:
        run = Observation(Ending.NOT_LOADABLE)
    python = runner.python or platform.python_version()
    return RunReport(submission.name, run, runner.isolation, __version__, python, diagnosis, warnings)
