"""The session on a whole screen, and line by line."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from session_fakes import NoKeyboard, Stage, screen_of

from grader.practice.views import THEME, Look
from grader.practice.watch.events import Inbox, Key
from grader.practice.watch.modes import Mode
from grader.practice.watch.pages import Pages
from grader.practice.watch.sequential import HELP, Sequential, read_lines


@pytest.mark.parametrize(("width", "height"), [(40, 10), (60, 20), (80, 24), (120, 50)])
def test_every_frame_fills_the_screen(stage: Stage, width: int, height: int) -> None:
    screen = screen_of(width, height)
    for _ in range(2):
        rows = screen.frame(stage.session, width, height)
        assert len(rows) == height
        assert {sum(segment.cell_length for segment in row) for row in rows} == {width}
        stage.check("a - b")


def test_a_screen_of_almost_no_size(stage: Stage) -> None:
    assert len(screen_of(20, 4).frame(stage.session, 20, 4)) == 4


def test_the_top_tells_how_far_you_are(stage: Stage) -> None:
    stage.check("a + b")
    assert stage.screen()[0] == "Numbers  █████░░░░░ 1 of 2    all  ███░░░░░░░ 1 of 3"


def test_long_text_scrolls_and_says_how_much_is_left(stage: Stage) -> None:
    screen = screen_of(80, 14)
    stage.check("a + b")

    def lines() -> list[str]:
        return ["".join(s.text for s in row).rstrip() for row in screen.frame(stage.session, 80, 14)]

    first = lines()
    more = next(line for line in first if "more lines: space or arrow down" in line)
    assert screen.scrolled(stage.session, "down")
    assert lines()[2:5] == first[3:6]
    for key in (" ", "page up", "k", "up", "j", "end"):
        assert screen.scrolled(stage.session, key)
        lines()
    assert more not in lines()
    assert any("arrow up: back to the beginning" in line for line in lines())
    assert screen.scrolled(stage.session, "home")
    assert lines() == first
    assert not screen.scrolled(stage.session, "h")
    stage.keys("r")
    assert not screen.scrolled(stage.session, "down")


def test_old_feedback_is_faint(stage: Stage) -> None:
    def faint() -> set[bool]:
        rows = screen_of(80, 24).frame(stage.session, 80, 24)[2:-3]
        return {bool(segment.style and segment.style.dim) for row in rows for segment in row if segment.text.strip()}

    stage.check("a - b")
    assert False in faint()
    stage.save("a * b")
    assert faint() == {True}


def test_the_cursor_of_the_list_stays_in_view(stage: Stage) -> None:
    screen = screen_of(80, 9)
    stage.keys("l", "end")
    lines = ["".join(s.text for s in row).rstrip() for row in screen.frame(stage.session, 80, 9)]
    assert any(line.startswith("  open    shout-it") for line in lines)
    stage.keys("home")
    lines = ["".join(s.text for s in row).rstrip() for row in screen.frame(stage.session, 80, 9)]
    assert any(line.startswith("> open    add-two") for line in lines)


def test_keys_take_as_many_lines_as_they_need(stage: Stage) -> None:
    assert stage.screen(80)[-1] == "n next  h hint 0/3  l list  r reset  s solution  o open  q quit"
    assert stage.screen(40)[-2:] == ["n next  h hint 0/3  l list  r reset", "s solution  o open  q quit"]


def test_taking_and_giving_back_the_terminal(stage: Stage) -> None:
    stream = io.StringIO()
    screen = screen_of(80, 24, stream)
    keyboard = screen.keys
    assert isinstance(keyboard, NoKeyboard)
    screen.enter()
    screen.enter()
    assert keyboard.started == 1
    screen.draw(stage.session)
    screen.cleared()
    screen.draw(stage.session)
    screen.leave()
    screen.leave()
    assert not keyboard.reading
    written = stream.getvalue()
    assert written.startswith("\x1b[?1049h")
    assert "Add two numbers" in written
    assert written.rstrip().endswith("\x1b[?1049l")
    assert "\x1b[?25h" in written


def test_without_unicode_and_colour(stage: Stage) -> None:
    screen = screen_of(80, 60, look=Look(unicode=False))
    text = "".join(segment.text for row in screen.frame(stage.session, 80, 60) for segment in row)
    assert text.isascii()


# ------------------------------------------------------------------------------------------------------ line by line


class Lines:
    """A session that is printed."""

    def __init__(self, stage: Stage, look: Look) -> None:
        self.stage = stage
        self.stream = io.StringIO()
        console = Console(file=self.stream, width=80, color_system=None, theme=THEME, highlight=False)
        self.front = Sequential(console, Pages(look, "utf-8", hints_stay=False))

    def new(self) -> str:
        """What was printed since the last call."""
        self.front.draw(self.stage.session)
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return text

    def type(self, text: str) -> str:
        self.front.command(self.stage.session, text)
        return self.new()


@pytest.fixture
def lines(stage: Stage) -> Lines:
    return Lines(stage, Look(plain=True, styled=False))


def test_only_what_is_new_is_printed(lines: Lines) -> None:
    assert "Add two numbers" in lines.new()
    assert lines.new() == ""
    lines.stage.save("a - b")
    assert lines.new() == ""
    lines.stage.verdict()
    text = lines.new()
    assert "You took away." in text
    assert text.rstrip().endswith("Not passed yet, checked at 12:00:00. Edit add_two.py and save it.")
    assert lines.type("h\n") == "\nHint 1 of 3\nWhich sign adds?\n\n"


def test_old_feedback_is_called_so_and_a_long_check_is_told_once(lines: Lines) -> None:
    lines.stage.check("a - b")
    lines.new()
    lines.stage.save("a * b")
    assert lines.new() == ""
    lines.type("p")
    assert lines.type("p").startswith("\nBelow: your last version. The new one is being checked.\n")
    lines.stage.ticks.now = 2.0
    assert lines.new() == "Checking ...\n"
    lines.stage.ticks.now = 3.0
    assert lines.new() == ""
    lines.stage.verdict()
    assert "Below" not in lines.new()


def test_nothing_is_drawn(lines: Lines) -> None:
    text = lines.new()
    lines.stage.check("a - b")
    text += lines.new()
    lines.stage.check("a + b")
    text += lines.new() + lines.type("l") + lines.type("s")
    assert text.isascii()
    assert "--" not in text
    assert "##" not in text


def test_commands_are_letters_and_names(lines: Lines) -> None:
    lines.new()
    assert "1 shown" not in lines.type("l")
    assert lines.stage.session.mode is Mode.LIST
    assert "Shout it" in lines.type("shout-it")
    assert lines.stage.session.exercise.id == "shout-it"
    assert HELP.split()[0] in lines.type("?")
    assert lines.type("\n") == ""
    assert "y / n" in lines.type("r")
    assert "as at the beginning" in lines.type("y")
    lines.type("q")
    assert lines.stage.session.over


def test_the_question_is_answered_in_a_line(lines: Lines) -> None:
    assert "First a question" in lines.type("shout-it")
    assert "Your answer: _" in lines.type("a")
    assert "Not so: it is HEY\nIt has capitals only." in lines.type("louder")


def test_lines_are_read_until_their_end(stage: Stage) -> None:
    from queue import SimpleQueue

    inbox: Inbox = SimpleQueue()
    read_lines(io.StringIO("h\nshout-it\n"), inbox)
    assert [inbox.get(timeout=30), inbox.get(timeout=30)] == [Key("h\n"), Key("shout-it\n")]
