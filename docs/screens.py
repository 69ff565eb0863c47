"""Draws the pictures of ``grader watch`` in the documentation: ``python docs/screens.py``.

They are real screens: a session in a temporary workspace, with the programs below saved one after the other.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme

from grader.catalogue import render_solution, shipped_course
from grader.checks.client import CheckHost
from grader.model import Exercise
from grader.practice.desk import Desk
from grader.practice.setup import start
from grader.practice.views import THEME, Look
from grader.practice.watch import events
from grader.practice.watch.changes import Changes
from grader.practice.watch.grading import Grader
from grader.practice.watch.keys import decode
from grader.practice.watch.pages import Pages
from grader.practice.watch.screen import Screen
from grader.practice.watch.session import Session
from grader.practice.workspace import load_course, starter_file

HERE = Path(__file__).parent
HEIGHT = 38
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)

DARK = DIMMED_MONOKAI


def colours(*codes: str) -> list[tuple[int, int, int]]:
    return [(int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)) for code in codes]


LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    colours("24292f", "cf222e", "116329", "4d2d00", "0969da", "8250df", "1b7c83", "6e7781"),
    colours("57606a", "a40e26", "1a7f37", "633c01", "218bff", "a475f9", "3192aa", "8c959f"),
)


class NoKeys:
    """A keyboard that nobody touches."""

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


class Studio:
    """A session, and a camera."""

    def __init__(self, folder: Path, into: Path, width: int, *, light: bool) -> None:
        course = shipped_course()
        loaded = load_course(course)
        self.desk = Desk(start(folder, course, loaded).workspace, course, lambda: NOON)
        self.into, self.width, self.light = into, width, light
        self.inbox: events.Inbox = SimpleQueue()
        self.grader = Grader(lambda: CheckHost("best"), self.inbox)
        self.grader.start()
        self.session = Session(
            self.desk,
            self.grader,
            lambda path, line: "",
            Changes(),
            self.desk.exercise("hello-stop"),
            course.chapters(),
            local_time=lambda: NOON,
        )
        self.session.course_read(loaded)
        self.session.begin()
        self.console = Console(width=width, height=HEIGHT, force_terminal=True, color_system="standard", theme=THEME)
        self.screen = Screen(self.console, Pages(Look(), "utf-8"), NoKeys())

    def save(self, text: str) -> None:
        """Save the file of the exercise, and wait for the verdict."""
        path = self.desk.file_of(self.session.exercise)
        path.write_text(text, encoding="utf-8")
        self.session.tick()
        event = self.inbox.get(timeout=60)
        if not isinstance(event, events.Graded):
            raise SystemExit(f"this is no verdict: {event}")
        self.session.show_verdict(event)
        self.session.graded(event)

    def type(self, keys: str) -> None:
        for key in decode(keys):
            if not self.screen.scrolled(self.session, key):
                self.session.key(key)

    def shoot(self, name: str) -> None:
        rows = self.screen.frame(self.session, self.width, HEIGHT)
        camera = Console(
            width=self.width, record=True, force_terminal=True, color_system="standard", file=io.StringIO()
        )
        for row in rows:
            camera.print(Segments([*row, Segment.line()]), end="")
        # Without the fonts that rich would load from elsewhere.
        form = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace("Fira Code, ", "")
        svg = camera.export_svg(
            title="grader watch", theme=LIGHT if self.light else DARK, code_format=form, unique_id=f"grader-{name}"
        )
        (self.into / f"{name}.svg").write_text(svg, encoding="utf-8")


def fill(exercise: Exercise, **gaps: str) -> str:
    """The starter with some gaps filled, as a learner's file has it."""
    text = starter_file(exercise)
    for name, code in gaps.items():
        text = re.sub(rf"(?<!# )(?<!#   )____{name}____(?!  )", code, text)
    return text


def shoot_all(studio: Studio) -> None:
    studio.shoot("watch-task")
    hello = studio.session.exercise
    studio.save(fill(hello, stop="pass", run="loop.run_forever()"))
    studio.save(fill(hello, stop="pass", run="loop.run_forever()", close="loop.close()"))
    studio.save(render_solution(hello))
    studio.shoot("watch-passed")
    studio.type("l")
    studio.shoot("watch-list")
    studio.type("q")
    studio.session.go_to("two-tasks")
    two = studio.session.exercise
    gaps = {"water": "loop.create_task(boil())\n    await water", "bread": "loop.create_task(toast())"}
    studio.save(fill(two, **gaps, both="asyncio.wait([water, bread])"))
    studio.shoot("watch-feedback")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "tutorial" / "images")
    parser.add_argument("--width", type=int, default=88)
    parser.add_argument("--light", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        studio = Studio(Path(name) / "practice", options.folder, options.width, light=options.light)
        try:
            shoot_all(studio)
        finally:
            studio.grader.stop(5)


if __name__ == "__main__":
    main()
