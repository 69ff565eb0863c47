"""``grader verify``, ``grader new`` and ``grader preview`` as commands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from invoking import Invoke

from grader.authoring.findings import Finding, MutationScore, Survivor, Verification
from grader.authoring.interpreters import Interpreter, find_interpreters, verify_elsewhere
from grader.authoring.report import to_text
from grader.cli.new import command as new_command
from grader.cli.settings import ExitCode
from grader.cli.verify import exit_code
from grader.errors import Problem

COURSE = str(Path(__file__).parents[1] / "second_course")


@pytest.fixture
def invoke(capfd: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capfd)


def test_a_good_exercise_ends_with_0(invoke: Invoke) -> None:
    ended = invoke("--course", COURSE, "verify", "add-them-up", "--isolation", "portable", "--jobs", "1")
    assert ended.code == ExitCode.OK
    assert ended.out.startswith("ok  add-them-up  7 of 7 mutants caught, ")
    assert ended.out.endswith("1 of 1 exercise passes every gate; 7 of 7 mutants caught (100 %).\n")
    assert ended.err == ""


def test_json_is_for_programs(invoke: Invoke) -> None:
    arguments = ("--gate", "hints-exist", "--format", "json", "--isolation", "portable", "--jobs", "1")
    ended = invoke("--course", COURSE, "verify", "add-them-up", *arguments)
    [one] = ended.json["exercises"]
    assert ended.json["format"] == 1
    assert one.pop("seconds") > 0
    assert one == {
        "exercise": "add-them-up",
        "path": f"{COURSE}/exercises/00-basics/add-them-up.yaml",
        "good": True,
        "findings": [],
        "mutants": None,
        "ungraded": [],
        "remarks": [],
        "gates": 1,
    }


def test_the_gates_are_listed(invoke: Invoke) -> None:
    ended = invoke("verify", "--gates")
    assert ended.code == ExitCode.OK
    assert "hints-exist" in ended.out
    assert "format" in ended.out.split("\n")[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing-here",), "there is no exercise `nothing-here`"),
        (("--gate", "nothing"), "there is no gate nothing"),
        (("--observe", "test_x"), "--observe needs one exercise"),
        (("add-them-up", "--observe", "test_x"), "add-them-up has no check test_x; it has: test_prints_the_sum"),
        (("add-them-up", "--observe", "test_no_input", "--answer", "odd"), "add-them-up has no answer odd"),
    ],
)
def test_what_is_not_there_is_said(arguments: tuple[str, ...], message: str, invoke: Invoke) -> None:
    ended = invoke("--course", COURSE, "verify", *arguments, "--isolation", "portable", "--jobs", "1")
    assert ended.code == ExitCode.USAGE
    assert message in ended.err


def test_an_author_sees_what_a_check_sees(invoke: Invoke) -> None:
    arguments = ("--observe", "test_prints_the_sum", "--isolation", "portable")
    ended = invoke("--course", COURSE, "verify", "add-them-up", *arguments)
    assert ended.code == ExitCode.OK
    assert ended.out.startswith("test_prints_the_sum: passed\nevidence that it read: output\n\nrun 1 of 1\n")
    assert "stdout     '42\\n'" in ended.out
    ended = invoke("--course", COURSE, "verify", "add-them-up", *arguments, "--answer", "adds-text")
    assert ended.out.startswith("test_prints_the_sum: failed\n  left   []\n  right  ['42']\n")
    assert "error      TypeError: " in ended.out


def test_solutions_are_written(tmp_path: Path, invoke: Invoke) -> None:
    invoke("new", "--course", str(tmp_path / "c"), "01-a/first")
    solution = tmp_path / "c/solutions/01-a/first.py"
    solution.unlink()
    arguments = ("--write", "--gate", "solution-committed", "--isolation", "portable", "--jobs", "1")
    ended = invoke("--course", str(tmp_path / "c"), "verify", *arguments)
    assert ended.code == ExitCode.OK
    assert ended.err == f"Written: {solution}\n"
    assert "await asyncio.gather" in solution.read_text()


# ------------------------------------------------------------------------------------------------------ new, preview


def test_new_makes_a_course_and_says_what_to_do_next(
    tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = invoke("new", "--course", "mine")
    assert ended.out == f"Course: {tmp_path}/mine\n"
    ended = invoke("new", "--course", "mine", "01-start/one")
    assert ended.code == ExitCode.OK
    assert ended.out.startswith("Written: mine/exercises/01-start/one.yaml\n")
    assert ended.out.endswith("Next: replace what begins with FILL: and run `grader verify one`\n")


def test_new_begins_with_a_program(tmp_path: Path, invoke: Invoke) -> None:
    program = tmp_path / "greet.py"
    program.write_text('name = "you"\nprint("Hello", name)\n')
    course = str(tmp_path / "c")
    arguments = ("--from", str(program), "--take", 'name=1:"you"', "--isolation", "portable")
    assert invoke("new", "--course", course, "01-a/greet", *arguments).code == ExitCode.OK
    assert 'assert seen.stdout == "Hello you\\n"' in (tmp_path / "c/exercises/01-a/greet_checks.py").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say which exercise to make"),
        (("01-a/b",), "this folder belongs to no course: name yours by --course DIR"),
        (("--course", "c", "01-a/b", "--take", "1"), "--take needs --from"),
        (("--course", "c", "01-a/b", "--from", "x.py"), "there is no file x.py"),
    ],
)
def test_new_says_what_is_missing(
    arguments: tuple[str, ...], message: str, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = invoke("new", *arguments)
    assert (ended.code, message in ended.err) == (ExitCode.USAGE, True), ended.err
    assert new_command.name == "new"


def test_preview_writes_a_page(tmp_path: Path, invoke: Invoke) -> None:
    target = tmp_path / "page.html"
    arguments = ("preview", "add-them-up", "--isolation", "portable")
    ended = invoke("--course", COURSE, *arguments, "--html", str(target))
    assert (ended.code, ended.out) == (ExitCode.OK, f"Written: {target}\n")
    assert "What comes from the input is text" in target.read_text(encoding="utf-8")
    ended = invoke("--course", COURSE, *arguments)
    assert "wrong answer: adds-text" in ended.out


# ------------------------------------------------------------------------------------------------------ results

FINDING = Finding("hints-exist", Problem(Path("/c/x.yaml"), 3, 4, "there are no hints"))
SURVIVOR = Survivor("drop-call/f/123456", 2, "-    g()\n+    pass", "test the effect of this call")


def test_what_could_not_be_found_out_outweighs_what_is_wrong() -> None:
    good, bad = Verification("a", "/c/a.yaml"), Verification("b", "/c/b.yaml", findings=(FINDING,))
    unknown = Verification("c", "/c/c.yaml", ungraded=("mutants: the machine is busy",))
    assert exit_code([good]) is ExitCode.OK
    assert exit_code([good, bad]) is ExitCode.USAGE
    assert exit_code([bad, unknown]) is ExitCode.FAULT


def test_the_text_shows_places_mutants_and_reasons() -> None:
    score = MutationScore(2000, 1998, 1, (SURVIVOR,))
    one = Verification("x", "/c/x.yaml", (FINDING,), score, ("mutants: no reason",), ("a remark",))
    lines = list(to_text([one], Path("/c"), ("python3.9 is left out",)))
    assert lines == [
        "NOT x  a remark, 1 problem, 1998 of 1999 mutants caught, 1 accepted",
        "    x.yaml:3:4: there are no hints [hints-exist]",
        "",
        "    mutant drop-call/f/123456",
        "      -    g()",
        "      +    pass",
        "      test the effect of this call",
        "",
        "    not found out: mutants: no reason",
        "python3.9 is left out",
        "0 of 1 exercise pass every gate; 1998 of 1999 mutants caught, 1 accepted (99.9 %).",
    ]


# ------------------------------------------------------------------------------------------------------ other Pythons


def stand_in(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_an_interpreter_that_cannot_be_used_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    broken = stand_in(tmp_path / "broken", "exit 1")
    other = stand_in(tmp_path / "other", "echo 3.99")
    found, remarks = find_interpreters((broken, other, sys.executable, str(tmp_path / "none")))
    assert found == (Interpreter(other, "3.99"),)
    assert [remark.split(" is left out")[0] for remark in remarks] == [broken, str(tmp_path / "none")]


def test_what_another_interpreter_finds_is_merged(tmp_path: Path) -> None:
    answer = (
        '{"exercises": [{"exercise": "x", "findings": [{"gate": "solution-passes", "path": "/c/x.yaml", "line": 9,'
        ' "column": 1, "message": "the solution earns nothing"}], "ungraded": ["g: busy"], "remarks": ["old"],'
        ' "seconds": 2.0}]}'
    )
    (tmp_path / "answer.json").write_text(answer)
    other = Interpreter(stand_in(tmp_path / "other", f"cat {tmp_path}/answer.json"), "3.99")
    [one] = verify_elsewhere([Verification("x", "/c/x.yaml", seconds=1.0)], tmp_path, "best", [other])
    assert [str(finding) for finding in one.findings] == [
        "/c/x.yaml:9:1: on Python 3.99: the solution earns nothing [same-on-every-python]"
    ]
    assert one.ungraded == ("Python 3.99: g: busy",)
    assert one.remarks == ("on Python 3.99: old",)
    assert one.seconds == 3.0


def test_an_interpreter_that_fails_leaves_it_unknown(tmp_path: Path) -> None:
    other = Interpreter(stand_in(tmp_path / "other", "echo nonsense"), "3.99")
    [one] = verify_elsewhere([Verification("x", "/c/x.yaml")], tmp_path, "best", [other])
    assert one.ungraded[0].startswith("Python 3.99: JSONDecodeError")
