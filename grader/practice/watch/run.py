"""Running a session: the threads around it, the one loop that takes what happens, and an end that leaves no trace."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Final

from rich.console import Console
from rich.text import Text

from grader.errors import UserError
from grader.model import Exercise
from grader.practice.desk import Desk
from grader.practice.editor import find_editor
from grader.practice.views import Look
from grader.practice.watch import events
from grader.practice.watch.changes import Changes, Listener
from grader.practice.watch.grading import Grader, OpenHost, read_course
from grader.practice.watch.keys import keys_of
from grader.practice.watch.pages import Pages
from grader.practice.watch.screen import Screen
from grader.practice.watch.sequential import HELP, Sequential, read_lines
from grader.practice.watch.session import Session

_SOON_S: Final = 0.15
"""Wall seconds in which the verdict on most programs is there."""
_PATIENCE_S: Final = 2.0
"""Wall seconds that the check host gets to end by itself."""

Feedback = Callable[[float], None]
"""Told after each feedback how long it took from the moment that the save was seen, in wall seconds."""


def _nobody(seconds: float) -> None:
    """Nobody measures."""


@dataclass(slots=True)
class Watch:
    """A session with everything that it needs to run."""

    session: Session
    front: Screen | Sequential
    inbox: events.Inbox
    grader: Grader
    listener: Listener
    told: Feedback = _nobody
    lent: bool = False
    """Whether another program has the terminal."""
    saved_at: float | None = None
    interrupted: bool = False

    def run(self) -> None:
        """Run until the learner leaves. Raises ``KeyboardInterrupt`` if that was by Ctrl-C, ``UserError`` if the
        exercise's file is gone at the start.
        """
        self.grader.start()
        read_course(self.session.desk.course, self.inbox)
        self.listener.start(self._folders())
        try:
            with self._signals():
                self.session.begin()
                self._enter()
                while not self.session.over:
                    if not self._will_change_soon():
                        self.front.draw(self.session)
                    self._wait()
        finally:
            self._leave()
            self.listener.stop()
            if self.session.waiting() is not None:
                self.grader.hurry()
            self.grader.stop(_PATIENCE_S)
        if self.interrupted:
            raise KeyboardInterrupt

    def _folders(self) -> Iterator[Path]:
        root = self.session.desk.workspace.root
        for chapter in self.session.chapters:
            if (root / chapter.id).is_dir():
                yield root / chapter.id

    def _will_change_soon(self) -> bool:
        """Whether a check has just begun: drawing would only hold up what comes of it."""
        waited = self.session.waiting()
        return waited is not None and waited < _SOON_S

    def _wait(self) -> None:
        """Take everything that has happened; nothing for a while is something too."""
        pause = min(self.session.changes.pause, _SOON_S) if self._will_change_soon() else self.session.changes.pause
        try:
            event = self.inbox.get(timeout=pause)
        except Empty:
            self.session.tick()
            return
        while True:
            try:
                self.handle(event)
            except UserError as error:  # such as a damaged progress file, which can be mended while the session goes on
                self.session.tell(error)
            try:
                event = self.inbox.get_nowait()
            except Empty:
                return

    def handle(self, event: events.Event) -> None:
        """Let the session know of one thing that happened."""
        match event:
            case events.Key(name):
                self._key(name)
            case events.Saved(_, at):
                if self.session.handle_save(event):
                    self.saved_at = at
            case events.Listening():
                self.session.changes.listening = True
            case events.NoEvents(reason):
                self.session.no_events(reason)
            case events.Graded():
                self._graded(event)
            case events.CourseRead(loaded):
                self.session.course_read(loaded)
            case events.Resized():
                if isinstance(self.front, Screen):
                    self.front.cleared()
            case events.Suspend():
                self._suspend()
            case events.Leave():
                self.session.leave()
            case events.Interrupt():
                self.interrupted = True
                self.session.leave()

    def _key(self, name: str) -> None:
        if isinstance(self.front, Sequential):
            self.front.command(self.session, name)
            self.front.draw(self.session)  # the next command may be here already
        elif not self.front.scrolled(self.session, name):
            self.session.key(name)

    def _graded(self, event: events.Graded) -> None:
        if self.session.show_verdict(event):
            self.front.draw(self.session)
            if self.saved_at is not None:
                self.told(time.perf_counter() - self.saved_at)
                self.saved_at = None
        self.session.graded(event)

    # ------------------------------------------------------------------------------------------------ the terminal

    def _enter(self) -> None:
        if isinstance(self.front, Screen):
            self.front.enter()

    def _leave(self) -> None:
        if isinstance(self.front, Screen):
            self.front.leave()

    def open_editor(self, path: Path, line: int | None) -> str:
        """Open a file in the learner's editor, which may need the terminal for itself."""
        editor = find_editor(os.environ)
        if not editor.in_terminal:
            editor.open(path, line)
            return f"Opened in {Path(editor.command[0]).name}."
        self.lent = True
        self._leave()
        try:
            editor.open(path, line)
        finally:
            self.lent = False
            self._enter()
        return ""

    def _suspend(self) -> None:
        """Stop, as Ctrl-Z asks for, and go on when the shell says so."""
        self._leave()
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            os.kill(os.getpid(), signal.SIGTSTP)  # stops here
        finally:
            signal.signal(signal.SIGTSTP, before)
            self._enter()
            self.session.tick()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Signals become events, where the system has them: none comes in the middle of something."""
        wanted: dict[str, events.Event] = {
            "SIGINT": events.Interrupt(),
            "SIGTERM": events.Leave(),
            "SIGHUP": events.Leave(),
        }
        if isinstance(self.front, Screen):
            wanted |= {"SIGTSTP": events.Suspend(), "SIGWINCH": events.Resized()}
        before: dict[int, Any] = {}
        if threading.current_thread() is threading.main_thread():
            for name, event in wanted.items():
                number = getattr(signal, name, None)
                if number is not None:
                    before[number] = signal.signal(number, self._forwarded(event))
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _forwarded(self, event: events.Event) -> Callable[[int, object], None]:
        def put(number: int, frame: object) -> None:
            if not self.lent or isinstance(event, events.Leave | events.Resized):
                self.inbox.put(event)

        return put


def make_watch(  # noqa: PLR0913, PLR0917 - everything that a session needs, once
    desk: Desk, exercise: Exercise, console: Console, look: Look, keyboard: IO[str], open_host: OpenHost
) -> Watch:
    """A session on ``console``: on the whole screen if it can be drawn on and keys can be read, else line by line."""
    inbox: events.Inbox = SimpleQueue()
    grader = Grader(open_host, inbox)
    session = Session(desk, grader, _no_editor, Changes(), exercise, desk.course.chapters())
    front: Screen | Sequential
    if _can_draw(console) and keyboard.isatty() and not look.plain:
        front = Screen(console, Pages(look, console.encoding), keys_of(keyboard, inbox))
    else:
        front = Sequential(console, Pages(look, console.encoding, hints_stay=False))
        if keyboard.isatty():
            console.print(Text(HELP), soft_wrap=True)
        read_lines(keyboard, inbox)
    watch = Watch(session, front, inbox, grader, Listener(inbox))
    session.open_editor = watch.open_editor
    return watch


def _can_draw(console: Console) -> bool:
    return console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows


def _no_editor(path: Path, line: int | None) -> str:
    raise AssertionError("the editor is set right after this")
