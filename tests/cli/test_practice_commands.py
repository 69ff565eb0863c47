"""The practice commands, outside and inside a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoking import Invoke
from small_course import EXERCISE, HostStandIn, write_course

from grader.cli import check
from grader.cli.settings import ExitCode

SECOND = (
    EXERCISE.replace("add-one", "add-more")
    .replace("Add one", "Add more")
    .replace("order: 10", "order: 20")
    .replace("\nhints: [What comes after 1?]", "")
)


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> HostStandIn:
    host = HostStandIn()
    monkeypatch.setattr(check, "open_host", host)
    return host


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_course(tmp_path / "course")
    return write_course(tmp_path / "course", SECOND, name="add-more")


@pytest.fixture
def practice(invoke: Invoke, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, with the current folder in it."""
    monkeypatch.chdir(tmp_path)
    assert invoke("--course", str(course), "start").code == ExitCode.OK
    monkeypatch.chdir(tmp_path / "practice/00-numbers")
    return tmp_path / "practice"


def solve(practice: Path, name: str = "add_one") -> None:
    path = practice / f"00-numbers/{name}.py"
    path.write_text("def add_one(number):\n    return number + 1\n", encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no workspace, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_start_says_what_to_do_next(invoke: Invoke, course: Path, here: Path) -> None:
    ended = invoke("--course", str(course), "start", "mine")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    assert ended.out.startswith("Your practice is in mine: 2 exercises, each a file with its task on top.\n")
    assert "  cd mine\n  grader watch\n\nOpen 00-numbers/add_one.py in your editor" in ended.out


def test_start_again_repairs(invoke: Invoke, practice: Path, course: Path) -> None:
    assert invoke("start").out.startswith("Everything is in place.\n")
    (practice / "00-numbers/add_more.py").unlink()
    solve(practice)
    write_course(course, EXERCISE.replace("the number after", "what comes after"))
    out = invoke("start").out
    assert "Written: 00-numbers/add_more.py\n" in out
    assert "Changed in the course since you began them; your files stay" in out
    assert "cd " in out


def test_start_where_the_progress_file_is_gone(invoke: Invoke, practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(practice)
    solve(practice)
    (practice / "grader-progress.json").unlink()
    out = invoke("start").out
    assert out.startswith("Your practice is in this folder: 2 exercises")
    assert "cd " not in out
    assert not (practice / "practice").exists()
    assert "number + 1" in (practice / "00-numbers/add_one.py").read_text(encoding="utf-8")


def test_start_with_a_broken_exercise(invoke: Invoke, course: Path, here: Path) -> None:
    write_course(course, SECOND.replace("order: 20", "order: x"), name="add-more")
    ended = invoke("--course", str(course), "start", str(here / "other"))
    assert ended.code == ExitCode.OK
    assert ended.err == "Left out, because their authors still have to mend them: add-more\n"
    assert invoke("start", "other").out.startswith("Everything is in place.\n")


@pytest.mark.parametrize("command", ["hint", "next", "reset", "solution", "edit", "review", "summary", "watch"])
def test_outside_a_workspace(invoke: Invoke, here: Path, command: str) -> None:
    ended = invoke(command)
    assert (ended.code, ended.out) == (ExitCode.USAGE, "")
    assert ended.err == "grader: this is no practice folder: `grader start` makes one, then go there\n"


def test_list_and_show_work_without_a_workspace(invoke: Invoke, course: Path, here: Path) -> None:
    assert "  open    add-one   Add one" in invoke("--course", str(course), "list").out
    assert invoke("--course", str(course), "show").code == ExitCode.USAGE
    assert "say which one" in invoke("show").err


def test_check_the_current_exercise(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    ended = invoke("check")
    assert ended.code == ExitCode.NOT_PASSED
    assert "`grader hint` shows hint 1 of 1." in ended.out
    solve(practice)
    ended = invoke("check")
    assert ended.code == ExitCode.OK
    assert ended.out.endswith("Next: Add more, 00-numbers/add_more.py: `grader next`\n")
    assert json.loads((practice / "grader-progress.json").read_text(encoding="utf-8"))["exercises"]["add-one"]["passed"]


def test_show_names_the_lines_of_your_own_file(invoke: Invoke, practice: Path) -> None:
    path = practice / "00-numbers/add_one.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "____" in text and not text.startswith("#"))
    assert f"Open in 00-numbers/add_one.py:\n  line {line}, " in invoke("show").out
    path.write_text("\n" * 70 + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert f"  line {line + 70}, " in invoke("show").out
    solve(practice)
    assert "No gap is open in 00-numbers/add_one.py." in invoke("show").out
    path.write_bytes(b"\0")
    assert "Open in" not in invoke("show").out
    path.unlink()
    assert "\n  line 2, " in invoke("show").out


def test_an_exercise_for_a_later_python_says_so(
    invoke: Invoke, practice: Path, course: Path, host: HostStandIn
) -> None:
    write_course(course, SECOND.replace("order: 20", 'order: 20\npython: ">=3.99"'), name="add-more")
    note = "Needs Python 3.99 or later, and the grader runs with 3."
    assert note in invoke("next", "add-more").out
    assert note in invoke("show").out
    ended = invoke("check")
    assert ended.code == ExitCode.FAULT
    assert note in ended.out
    assert ended.out.endswith("or leave it out. `grader next` goes on.\n")
    solve(practice)
    assert invoke("check", "add-one").code == ExitCode.OK
    assert "All exercises are solved.\nLeft, for a later Python: add-more\n" in invoke("next").out


@pytest.mark.parametrize("name", ["check", "show", "list", "summary", "predict", "reset"])
def test_general_options_may_stand_after_the_command(
    invoke: Invoke, practice: Path, host: HostStandIn, name: str
) -> None:
    before = invoke("--color", "always", name)
    after = invoke(name, "--color", "always")
    assert (after.code, after.out) == (before.code, before.out)
    assert invoke(name, "--plain", "--verbose").code == before.code


def test_plain_after_the_command_draws_nothing(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    assert "──" in invoke("check").out
    plain = invoke("check", "--plain")
    assert "──" not in plain.out
    assert plain.out == invoke("--plain", "check").out


def test_general_options_in_a_command_inside_a_command(invoke: Invoke, practice: Path) -> None:
    assert invoke("progress", "--plain", "export", "--color", "never", "-").code == ExitCode.OK


def test_check_by_name_and_by_file(invoke: Invoke, practice: Path, host: HostStandIn, tmp_path: Path) -> None:
    solve(practice, "add_more")
    assert invoke("check", "add-more").code == ExitCode.OK
    assert '"current": "add-more"' in (practice / "grader-progress.json").read_text(encoding="utf-8")
    assert "`grader hint` shows" in invoke("check", "add_one.py").out
    assert "Solved" not in invoke("check", "add-one", "add-more").out
    assert "Solved" not in invoke("check", "add-more", "--format", "json").out
    solve(practice, "mine")
    assert "Solved" not in invoke("check", "mine.py", "--exercise", "add-one").out
    assert "Solved: 1 of 2" in invoke("check", "add_more.py", "--exercise", "add-more").out


def test_check_read_aloud(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    solve(practice)
    out = invoke("--plain", "check").out
    assert out.startswith("Add one (add-one): passed, 2 of 2 points\n")
    assert "---" not in out


def test_show_the_current_exercise(invoke: Invoke, practice: Path) -> None:
    out = invoke("show").out
    assert "Write your answer to 00-numbers/add_one.py, then check it: grader check add-one" in out
    assert "Add more" in invoke("show", "add-more").out


def test_hints(invoke: Invoke, practice: Path) -> None:
    assert invoke("hint", "--shown").out == "No hint of add-one was shown yet: there is 1.\n"
    assert invoke("hint").out.split("\n")[0] == "Hint 1 of 1"
    again = invoke("hint").out
    assert "What comes after 1?" in again
    assert again.endswith("Those were all. `grader solution --give-up` shows a solution.\n")
    assert invoke("hint", "add-more").out == "There are no hints for add-more.\n"


def test_next(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    assert invoke("next").out.startswith(
        "Left for later: add-one\nNow: Add more (add-more), in 00-numbers/add_more.py\n"
    )
    assert invoke("next", "add-one").out.startswith("Left for later: add-more\nNow: Add one")
    for name in ("add_one", "add_more"):
        solve(practice, name)
    assert "Now: Add more" in invoke("next").out
    invoke("check", "add-one")
    assert "Only this one is left: add-more" in invoke("next", "add-more").out + invoke("next").out
    invoke("check")
    assert invoke("next").out == "All exercises are solved.\n"


def test_list(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    solve(practice)
    invoke("check")
    out = invoke("list").out
    assert "> passed  add-one   Add one  (1 attempt)\n  open    add-more  Add more\n" in out
    assert "add-one" not in invoke("list", "--state", "open").out
    assert "add-more" not in invoke("list", "one", "--chapter", "numbers").out
    assert invoke("list", "nothing").out == "No exercise fits.\n"
    listed = invoke("list", "--format", "json").json
    assert [(row["id"], row["state"]) for row in listed["exercises"]] == [("add-one", "passed"), ("add-more", "open")]


def test_reset(invoke: Invoke, practice: Path) -> None:
    solve(practice)
    assert invoke("reset").out == (
        "00-numbers/add_one.py is as at the beginning. What you wrote is now kept/add_one-1.py.\n"
    )
    assert invoke("reset", "add-one").out == "00-numbers/add_one.py is as at the beginning.\n"


def test_solution(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    refused = invoke("solution")
    assert refused.code == ExitCode.USAGE
    assert "`grader solution --give-up` shows the solution now" in refused.err
    assert "number + 1" not in refused.out + refused.err
    shown = invoke("solution", "--give-up").out
    assert "return number + 1" in shown
    assert not any(line.endswith(" ") for line in shown.splitlines())
    solve(practice)
    invoke("check")
    assert "Also right: turned" in invoke("solution").out


def test_review(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    assert invoke("review").out == "Nothing waits for a review.\n"
    invoke("hint")
    solve(practice)
    invoke("check")
    path = practice / "grader-progress.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["exercises"]["add-one"]["review"]["due"] = "2020-01-01"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert invoke("review").out == "Due for a review: add-one. Begin with: grader review add-one\n"
    assert invoke("next").out.endswith("Begin with: grader review add-one\n")
    begun = invoke("review", "add-one").out
    assert begun.startswith("Once more: Add one (add-one), in 00-numbers/add_one.py, as at the beginning.\n")
    assert "Your old answer is now kept/add_one-1.py." in begun


def test_summary(invoke: Invoke, practice: Path, host: HostStandIn) -> None:
    (practice / "00-numbers/add_one.py").write_text("def add_one(number):\n    return number * 2\n", encoding="utf-8")
    invoke("check")
    out = invoke("summary").out
    assert "Solved    0 of 2" in out
    assert "doubled  once" in out
    summary = invoke("summary", "--format", "json").json
    assert summary["mistakes"] == [{"slug": "doubled", "count": 1, "page": None}]
    assert summary["next_due"] is None


def test_progress_moves(
    invoke: Invoke, practice: Path, course: Path, host: HostStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = practice.parent
    solve(practice)
    invoke("check")
    solve(practice, "add_more")
    assert invoke("progress", "export", "-").out.startswith('{\n  "format": 1')
    export = tmp_path / "my.json"
    assert "Read it in another practice folder" in invoke("progress", "export", str(export)).out
    assert invoke("progress", "export", str(export)).code == ExitCode.USAGE
    monkeypatch.chdir(tmp_path)
    invoke("--course", str(course), "start", "other")
    monkeypatch.chdir(tmp_path / "other")
    assert invoke("progress", "import", str(export)).out == (
        "Progress taken over: add-one\nAnswers taken over: add-one, add-more\n"
    )
    assert invoke("progress", "import", str(export)).out == "There was nothing new in it.\n"
    solve(practice, "../../other/00-numbers/add_one")
    (tmp_path / "other/00-numbers/add_one.py").write_text("mine\n", encoding="utf-8")
    data = json.loads(export.read_text(encoding="utf-8"))
    data["exercises"]["gone"] = {}
    export.write_text(json.dumps(data), encoding="utf-8")
    out = invoke("progress", "import", str(export)).out
    assert "the imported ones are: kept/add_one-1.py" in out
    assert "Not in this course, kept all the same: gone" in out


def test_edit(invoke: Invoke, practice: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "vim"
    script.write_text('#!/bin/sh\necho "$@" > "$0.said"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    assert invoke("edit", "add-more").code == ExitCode.OK
    line, path = script.with_suffix(".said").read_text(encoding="utf-8").split()
    assert line.startswith("+")
    assert Path(path) == practice / "00-numbers/add_more.py"
    assert '"current": "add-more"' in (practice / "grader-progress.json").read_text(encoding="utf-8")


def test_predict(invoke: Invoke, practice: Path, course: Path) -> None:
    assert invoke("predict").out == "add-one begins without a question.\n"
    write_course(course, EXERCISE + "predict: {question: What is 1 + 1?, answers: [2]}\n")
    assert "First there is a question, if you like: grader predict add-one\n" in invoke("show").out
    assert invoke("predict").out == (
        "First a question: what do you think?\nWhat is 1 + 1?\n\nTo answer: grader predict add-one --answer TEXT\n"
    )
    assert invoke("predict", "--answer", "3").out.endswith("Not so: it is 2\n")
    assert invoke("predict", "add-one", "--answer", " 2").out.endswith("Right.\n")


def test_predict_asks_on_a_terminal(
    invoke: Invoke, practice: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(course, EXERCISE + "predict: {question: What is 1 + 1?, answers: [2], because: So it is.}\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda text: "2")
    assert invoke("predict").out.endswith("Right.\nSo it is.\n")


def test_watch_line_by_line(invoke: Invoke, practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from grader.cli import watch

    class Host(HostStandIn):
        def greet(self) -> None:
            assert self.open

        def interrupt(self) -> None:
            raise AssertionError("nothing runs on")

    monkeypatch.setattr(watch, "open_host", Host())
    monkeypatch.setattr("sys.stdin", io.StringIO("h\nq\n"))
    ended = invoke("watch", "--plain", "add-one")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    assert "Hint 1 of 1\nWhat comes after 1?" in ended.out
    assert ended.out.endswith("Solved: 0 of 2. Go on with: grader watch\n")
