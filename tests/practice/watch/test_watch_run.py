"""The loop around a session: it takes what happens, and leaves the terminal as it was."""

from __future__ import annotations

import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from practice_course import FakeHost, FakeOutcome, answer
from rich.console import Console
from session_fakes import NoKeyboard, screen_of

from grader.errors import GraderFault, UserError
from grader.model import Exercise, Submission
from grader.practice.desk import Desk
from grader.practice.progress import State
from grader.practice.views import THEME, Look
from grader.practice.watch import events
from grader.practice.watch.changes import Changes, Listener
from grader.practice.watch.grading import Grader
from grader.practice.watch.run import Watch, make_watch
from grader.practice.watch.screen import Screen
from grader.practice.watch.sequential import HELP, Sequential
from grader.practice.watch.session import Session


def silent(*folders: Path, **options: Any) -> Iterator[set[tuple[object, str]]]:
    """A system that never tells of anything."""
    return iter(())


def make(desk: Desk, stream: io.StringIO | None = None, host: FakeHost | None = None) -> Watch:
    """A session on a screen, at the first exercise; nobody types, and no events come by themselves."""
    inbox: events.Inbox = SimpleQueue()
    grader = Grader(lambda: host or FakeHost(), inbox)
    session = Session(desk, grader, lambda path, line: "", Changes(), desk.exercise("add-two"), desk.course.chapters())
    watch = Watch(session, screen_of(80, 24, stream), inbox, grader, Listener(inbox, silent))
    session.open_editor = watch.open_editor
    return watch


def keyboard(watch: Watch) -> NoKeyboard:
    assert isinstance(watch.front, Screen)
    assert isinstance(watch.front.keys, NoKeyboard)
    return watch.front.keys


def happen(watch: Watch, *what: events.Event) -> None:
    for event in what:
        watch.inbox.put(event)


def test_keys_lead_to_the_end_and_the_terminal_is_as_before(desk: Desk) -> None:
    stream = io.StringIO()
    watch = make(desk, stream)
    happen(watch, events.Key("down"), events.Key("h"), events.Resized(), events.NoEvents("no inotify"), events.Key("q"))
    watch.run()
    assert len(watch.session.hints) == 1
    assert not watch.session.changes.events_work
    assert not keyboard(watch).reading
    assert stream.getvalue().rstrip().endswith("\x1b[?1049l")


def after_feedback(watch: Watch, then: Callable[[], object]) -> None:
    """Once the session runs, save a right answer; do something as soon as the feedback stands."""
    path = watch.session.desk.file_of(watch.session.exercise)
    text = answer(watch.session.exercise, "a + b")

    def save(*folders: Path, **options: Any) -> Iterator[set[tuple[object, str]]]:
        assert keyboard(watch).ready.wait(60)
        path.write_text(text, encoding="utf-8")
        yield {("modified", str(path))}

    def told(seconds: float) -> None:
        assert seconds > 0
        then()

    watch.listener.watch = save
    watch.told = told


def test_a_save_leads_to_feedback_and_is_written_down(desk: Desk) -> None:
    watch = make(desk)
    after_feedback(watch, lambda: watch.inbox.put(events.Key("q")))
    watch.run()
    assert desk.record(desk.exercise("add-two")).state is State.PASSED


def test_progress_that_cannot_be_written_ends_no_session(desk: Desk) -> None:
    watch = make(desk)

    def damage() -> None:
        desk.workspace.store.path.write_text("{", encoding="utf-8")
        watch.inbox.put(events.Leave())

    after_feedback(watch, damage)
    watch.run()
    assert watch.session.notice.startswith("grader-progress.json:1:2: this is not JSON")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_asked_to_end_by_the_system(desk: Desk, name: str) -> None:
    before = signal.getsignal(signal.SIGTERM)
    watch = make(desk)
    after_feedback(watch, lambda: os.kill(os.getpid(), getattr(signal, name)))
    watch.run()
    assert not keyboard(watch).reading
    assert signal.getsignal(signal.SIGTERM) == before
    assert desk.record(desk.exercise("add-two")).state is State.PASSED


def test_ctrl_c(desk: Desk) -> None:
    watch = make(desk)
    after_feedback(watch, lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        watch.run()
    assert not keyboard(watch).reading


def test_ctrl_z_gives_the_terminal_back_until_it_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = make(desk)
    stopped: list[tuple[int, bool]] = []

    def stop(pid: int, number: int) -> None:
        assert pid == os.getpid()
        stopped.append((number, keyboard(watch).reading))

    monkeypatch.setattr("grader.practice.watch.run.os.kill", stop)
    happen(watch, events.Suspend(), events.Key("q"))
    watch.run()
    assert stopped == [(signal.SIGTSTP, False)]
    assert keyboard(watch).started == 2


def test_an_error_at_the_start_leaves_no_trace(desk: Desk) -> None:
    watch = make(desk)
    desk.workspace.store.path.write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="this is not JSON"):
        watch.run()
    assert not keyboard(watch).reading


def test_an_editor_in_the_terminal_has_it_for_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """While it runs, Ctrl-C is the editor's."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nkill -INT $PPID\necho edited > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    watch = make(desk)
    happen(watch, events.Key("o"), events.Key("q"))
    watch.run()
    assert desk.file_of(desk.exercise("add-two")).read_text(encoding="utf-8") == "edited\n"
    assert keyboard(watch).started == 2
    assert not watch.interrupted


def test_an_editor_with_a_window_leaves_the_screen(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "gedit"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    watch = make(desk)
    assert watch.open_editor(tmp_path / "x.py", 3) == "Opened in gedit."


def test_a_check_that_runs_on_is_given_up_at_the_end(desk: Desk) -> None:
    class Endless(FakeHost):
        def __init__(self) -> None:
            super().__init__()
            self.given_up = threading.Event()

        def run_checks(self, exercise: Exercise, submission: Submission) -> FakeOutcome:
            watch.inbox.put(events.Key("q"))
            assert self.given_up.wait(60)
            raise GraderFault("given up")

        def interrupt(self) -> None:
            self.given_up.set()

    host = Endless()
    watch = make(desk, host=host)
    after_feedback(watch, lambda: None)
    watch.run()
    assert host.given_up.is_set()
    assert not host.open


# ------------------------------------------------------------------------------------------------------ the front


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def fileno(self) -> int:
        return 0


def front(desk: Desk, *, terminal: bool, keys: bool, plain: bool = False) -> tuple[Screen | Sequential, str]:
    stream = io.StringIO()
    environ = {"TERM": "xterm"}
    console = Console(file=stream, force_terminal=terminal, theme=THEME, legacy_windows=False, _environ=environ)
    watch = make_watch(desk, desk.exercise("add-two"), console, Look(plain=plain), Terminal(is_terminal=keys), FakeHost)
    return watch.front, stream.getvalue()


def test_a_screen_needs_a_terminal_on_both_sides(desk: Desk) -> None:
    assert isinstance(front(desk, terminal=True, keys=True)[0], Screen)
    for terminal, keys, plain in ((False, True, False), (True, False, False), (True, True, True)):
        made, said = front(desk, terminal=terminal, keys=keys, plain=plain)
        assert isinstance(made, Sequential)
        assert ("Commands, each with Enter" in said) == keys
    assert "q quit" in HELP


def test_line_by_line(desk: Desk) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, color_system=None)
    typed = Terminal(is_terminal=False)
    typed.write("h\nq\n")
    typed.seek(0)
    watch = make_watch(desk, desk.exercise("add-two"), console, Look(plain=True), typed, FakeHost)
    watch.listener.watch = silent
    watch.run()
    assert "Which sign adds?" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
