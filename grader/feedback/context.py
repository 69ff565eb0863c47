"""What a rule is given, and the words that all rules share."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.feedback import syntax
from grader.feedback.cause import Cause
from grader.feedback.syntax import Source
from grader.model import (
    Check,
    CheckResult,
    Diagnosis,
    ErrorInfo,
    Exercise,
    Limits,
    Observation,
    OpenGap,
    Place,
    Standstill,
    Submission,
    Trace,
)

_FOLDERS = re.compile(r"(?<![\w.])/(?:[\w.+@-]+/)+(?=[\w.]+\.py\b)")
_AROUND = re.compile(r"\b\w+(?:\.\w+)*\.<locals>\.")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

LONGEST_QUOTE = 160
"""Characters of a learner's text that a sentence quotes at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """One submission, and where there is one the failed check and the run of it that a rule is to explain.

    A check with hidden inputs may show no value, no text that the program made and no virtual time, since the program
    can put a hidden input into any of them. ``when``, ``span``, ``task`` and ``message`` take care of that; rules use
    them rather than the observation's own fields whenever they write a sentence.
    """

    exercise: Exercise
    submission: Submission
    source: Source
    gaps: tuple[OpenGap, ...] = ()
    failed: tuple[CheckResult, ...] = ()
    check: CheckResult | None = None
    run: Observation | None = None
    cause: Cause | None = None
    """The place that makes the check fail, if trials found one."""

    @property
    def seen(self) -> Observation:
        """The run in question; only rules that explain a run may ask."""
        if self.run is None:
            raise LookupError("this context has no run")
        return self.run

    @property
    def trace(self) -> Trace:
        return self.seen.trace

    @property
    def error(self) -> ErrorInfo | None:
        return self.run.error if self.run is not None else None

    @property
    def standstill(self) -> Standstill:
        return self.seen.standstill or Standstill(self.seen.loop_time)

    @property
    def hidden(self) -> bool:
        return self.check is not None and self.check.hidden_inputs

    @property
    def listed(self) -> Check | None:
        """The failed check as the exercise lists it."""
        wanted = self.check.id if self.check is not None else None
        return next((check for check in self.exercise.checks if check.id == wanted), None)

    @property
    def graded(self) -> bool:
        """Whether the program answers an exercise; else it was only run."""
        return bool(self.exercise.id)

    def taught(self, word: str) -> bool:
        """Whether the reader has met this word of ``_TAUGHT_IN``: in the exercise, before it, or by using it."""
        chapter = self.exercise.chapter[:2]
        texts = (self.exercise.prompt, self.exercise.starter, *self.source.lines)
        return not chapter.isdigit() or int(chapter) >= _TAUGHT_IN[word] or any(word in text for text in texts)

    # ------------------------------------------------------------------------------------------------ words

    def when(self, time: float) -> str:
        """`` at t=2s``, with the space before it; empty where times are hidden."""
        return "" if self.hidden else f" at t={seconds(time)}"

    def span(self, duration: float) -> str:
        """`` for 2s``; empty where times are hidden."""
        return "" if self.hidden else f" for {seconds(duration)}"

    def task(self, key: str | None) -> str:
        """What to call a task, a callback or a thread in a sentence."""
        if key is None or key == "main program":
            return "the main program"
        known = self.trace.task(key)
        if self.hidden:
            coroutine = known.coroutine.rpartition(".")[2] if known is not None else ""
            return f"a task of `{coroutine}`" if coroutine in syntax.function_names(self.source.tree) else "a task"
        if known is not None:
            return f"`{quote(known.name)}`"
        kind, _, name = key.partition(" ")
        return f"the {kind} `{quote(name)}`" if name else f"`{quote(key)}`"

    def tasks(self, keys: Iterable[str | None], most: int = 4) -> str:
        """Several tasks, the first few by name."""
        names = [self.task(key) for key in keys]
        shown = names[:most] if len(names) > most else names
        more = len(names) - len(shown)
        return listing([*shown, f"{more} more"] if more else shown)

    def error_name(self, error: ErrorInfo) -> str:
        """The class of an exception, if naming it gives nothing away."""
        if not self.hidden or hasattr(builtins, error.type) or error.type in _ASYNCIO_ERRORS:
            return f"`{quote(error.type)}`"
        return "an exception"

    def message(self, error: ErrorInfo) -> str:
        """``ValueError: text``, or the class alone where the text is hidden or empty."""
        if self.hidden or not error.message.strip():
            return self.error_name(error)
        return f"`{quote(error.type)}: {quote(error.message)}`"

    def line(self, number: int | None) -> str:
        """`` (line 4)``; empty if there is none."""
        return f" (line {number})" if number is not None else ""

    def place(self, line: int | None, column: int | None = None) -> Place | None:
        """The place with the text of its line; ``column`` in characters from 0, by default that of its first word."""
        if line is None or not self.source.text(line):
            return None
        return Place(line, self.source.indent(line) if column is None else column, self.source.text(line))

    def error_place(self, error: ErrorInfo | None) -> Place | None:
        """Where the learner's own code stood when the exception came."""
        if error is None or error.line is None:
            return None
        if error.column is None:
            return self.place(error.line)
        return self.place(error.line, self.source.column(error.line, error.column))

    def stated(self) -> str:
        """The author's words about the failed check, as a sentence and a space; empty if they are only its title."""
        message = (self.check.message or "").strip() if self.check is not None else ""
        if self.check is None or not message or message == self.check.title:
            return ""
        return message + (" " if message.endswith((".", "!", "?")) else ". ")

    def say(self, slug: str, *, what: str, why: str, ask: str, where: Place | None = None) -> Diagnosis:
        return Diagnosis(
            slug, what=what, why=why, next=ask, where=where, check=self.check.id if self.check is not None else None
        )


def without_exercise(submission: Submission, run: Observation | None, limits: Limits) -> Context:
    """The context of a program that answers no exercise, for rules that need none."""
    nothing = Path()
    exercise = Exercise("", "", "", 0, 1, "", "", (), (), nothing, nothing, "", limits=limits)
    return Context(exercise, submission, Source.parse(submission.source), run=run)


_TAUGHT_IN = {"await": 2, "asyncio.run": 2, "coroutine": 2, "task": 3}
"""Words that not every reader knows, and the number of the chapter that teaches them."""

_ASYNCIO_ERRORS = frozenset({"CancelledError", "InvalidStateError", "QueueEmpty", "QueueFull", "IncompleteReadError"})


def seconds(value: float) -> str:
    """``2s``, ``0.5s``: to the millisecond, so that the rounding of float sums does not show."""
    return f"{value:.3f}".rstrip("0").rstrip(".") + "s"


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A text for use in a sentence: one line, not too long, no addresses, no folders of this machine.

    Of a function it keeps the own name alone: the one around it may be a check's.
    """
    flat = _FOLDERS.sub("", _ADDRESS.sub("", _AROUND.sub("", " ".join(text.split()))))
    return flat if len(flat) <= longest else flat[: longest - 3] + "..."


def count(number: int, noun: str) -> str:
    """``1 task``, ``3 tasks``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listing(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *start, last = list(items) or [""]
    return f"{', '.join(start)} and {last}" if start else last


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``name`` was probably meant to be."""
    pool = sorted(set(candidates) - {name})
    exact = next((c for c in pool if c.lower() == name.lower()), None)
    return exact or next(iter(get_close_matches(name, pool, n=1, cutoff=0.7)), None)
