"""How far grading is: a bar on a terminal, else a line now and then. On standard error."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import click

from grader.course.items import Graded
from grader.model import Clock, Status

_EVERY_S: Final = 10.0
"""Wall seconds between two lines where there is no terminal."""
_SOON_S: Final = 1.0


class Tally:
    """Counts, and says in words how far grading is."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start = clock()
        self.total = 0
        self.done = 0
        self.deaths = 0
        self.idle = False
        """Whether there is nobody at work."""
        self.states: Counter[Status] = Counter()

    def begin(self, total: int) -> None:
        self.total = total
        self._start = self._clock()

    def add(self, graded: Sequence[Graded]) -> None:
        self.idle = False
        self.done += len(graded)
        self.states.update(one.status for one in graded)

    def again(self, graded: Graded) -> None:
        """What could not be graded before was tried again."""
        self.states[Status.UNGRADED] -= 1
        self.states[graded.status] += 1

    def seconds(self) -> float:
        """Wall seconds since the beginning."""
        return self._clock() - self._start

    def words(self) -> str:
        """Such as ``120 a second, 3 min left; 40 failed``."""
        seconds = self.seconds()
        parts = []
        if self.done and seconds > 0:
            rate = self.done / seconds
            parts.append(f"{rate:.0f} a second" if rate >= 10 else f"{rate:.1f} a second")  # noqa: PLR2004 - two digits
            if self.done < self.total:
                parts.append(f"{in_words((self.total - self.done) / rate)} left")
        counts = [(Status.FAILED, "failed"), (Status.UNGRADED, "ungraded")]
        parts += [f"{self.states[status]:,} {word}" for status, word in counts if self.states[status]]
        if self.idle:
            parts.append("waiting for workers")
        if self.deaths:
            parts.append(f"{self.deaths:,} worker{'s' if self.deaths > 1 else ''} replaced")
        return ", ".join(parts)


def in_words(seconds: float) -> str:
    """A time to wait, roughly."""
    for size, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{max(1, round(seconds))} s"


class _Told:
    """A watcher that keeps the tally, and has it shown."""

    def __init__(self, tally: Tally, show: Callable[[], None]) -> None:
        self._tally = tally
        self._show = show

    def begin(self, total: int) -> None:
        self._tally.begin(total)
        self._show()

    def settled(self, graded: Sequence[Graded]) -> None:
        self._tally.add(graded)
        self._show()

    def repeat(self, graded: Graded) -> None:
        self._tally.again(graded)
        self._show()

    def worker_died(self) -> None:
        self._tally.deaths += 1
        self._show()

    def no_workers(self) -> None:
        self._tally.idle = True
        self._show()


class _Lines:
    """A line when grading begins, and every few seconds."""

    def __init__(self, tally: Tally, clock: Clock) -> None:
        self._tally = tally
        self._clock = clock
        self._next = clock() + _SOON_S

    def __call__(self) -> None:
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _EVERY_S
        share = 100 * self._tally.done // max(1, self._tally.total)
        words = self._tally.words()
        click.echo(
            f"Graded {self._tally.done:,} of {self._tally.total:,} ({share} %){': ' if words else ''}{words}", err=True
        )


@contextmanager
def watching(*, plain: bool = False, clock: Clock = time.monotonic) -> Iterator[tuple[_Told, Tally]]:
    """A watcher for the engine, and the tally that it keeps."""
    tally = Tally(clock)
    if plain or not sys.stderr.isatty():
        yield _Told(tally, _Lines(tally, clock)), tally
        return
    with _bar() as show:
        yield _Told(tally, lambda: show(tally)), tally


@contextmanager
def _bar() -> Iterator[Callable[[Tally], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn

    columns: tuple[Any, ...] = (
        TextColumn("Grading"),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("")

    def show(tally: Tally) -> None:
        bar.update(task, completed=tally.done, total=tally.total, description=tally.words())
        bar.start()  # not before grading begins: until then other things are told

    try:
        yield show
    finally:
        bar.stop()
