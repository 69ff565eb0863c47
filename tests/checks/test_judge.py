from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from check_fakes import HEAD_LINES, Behaviour, FakeRunner, always, echo, exercise, returns, write_checks

from grader.checks.collect import load_checks
from grader.checks.explain import Explainer
from grader.checks.judge import judge
from grader.checks.plan import Plan, Verdicts
from grader.errors import GraderFault
from grader.model import (
    Check,
    CheckResult,
    CheckStatus,
    Comparison,
    Ending,
    ErrorInfo,
    Evidence,
    Observation,
    Opaque,
    ProbeEvent,
    TaskInfo,
    Trace,
    Usage,
)

PASSED, FAILED, UNGRADED = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.UNGRADED
NOT_REACHED, MISSING, SKIPPED = CheckStatus.NOT_REACHED, CheckStatus.MISSING, CheckStatus.SKIPPED


def nothing() -> None:
    pass


def verdicts(
    folder: Path, text: str, *checks: Check | str, behaviour: Behaviour = echo, times: int = 1, **more: Any
) -> Verdicts:
    path = write_checks(folder, text)
    file, plan, runner = load_checks(path), Plan.of(exercise(path, *checks, **more)), FakeRunner(behaviour)
    for _ in range(times):
        found = judge(file, plan, plan.program(""), runner, nothing)
        assert runner.last is not None
        assert runner.last.closed
    return found


def judged(folder: Path, text: str, *checks: Check | str, **more: Any) -> tuple[CheckResult, ...]:
    return verdicts(folder, text, *checks, **more).results


def statuses(folder: Path, text: str, *checks: Check | str, **more: Any) -> list[CheckStatus]:
    return [result.status for result in judged(folder, text, *checks, **more)]


# ---------------------------------------------------------------------- passing and failing


def test_a_check_that_holds_earns_its_points(tmp_path: Path) -> None:
    check = Check("test_x", "It works", points=3.0, evidence=Evidence.OUTPUT)
    (result,) = judged(tmp_path, "def test_x(run): assert run(give, value=42).value == 42", check)
    assert (result.status, result.score, result.max_score) == (PASSED, 3.0, 3.0)
    assert (result.title, result.evidence, result.message, result.comparison) == ("It works", "output", None, None)
    assert [run.returned for run in result.runs] == [42]


def test_a_check_that_fails_shows_both_sides_and_the_authors_words(tmp_path: Path) -> None:
    text = "def test_x(run): assert run(give, value=1).value == 42, 'give back\\nthe 100 % value'"
    (result,) = judged(tmp_path, text, "test_x")
    assert (result.status, result.score) == (FAILED, 0.0)
    assert result.message == "give back\nthe 100 % value"
    assert result.comparison == Comparison("==", "1", "42")


def test_assertions_are_rewritten_by_pytest(tmp_path: Path) -> None:
    path = write_checks(tmp_path, "def test_x(run): assert 1 == 2", name="odd-name.v2_checks.py")
    assert isinstance(vars(load_checks(path).module)["@pytest_ar"], Explainer)


def test_no_source_and_no_file_name_of_a_check_get_out(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        secret_name = 41
        assert run(give, value=1).value == secret_name + 1
    """
    (result,) = judged(tmp_path, text, "test_x")
    assert result.message is None
    assert "secret_name" not in str(result)
    assert "_checks" not in str(result)


def test_the_checks_own_message_stands_in_for_the_authors(tmp_path: Path) -> None:
    check = Check("test_x", "It works", message="Look at the value again.")
    assert judged(tmp_path, "def test_x(run): assert not run", check)[0].message == "Look at the value again."


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("pytest.fail('no good')", "no good"),
        ("raise AssertionError('raised by hand')", "raised by hand"),
        ("raise AssertionError", None),
        ("assert 0, 7", "7"),
    ],
)
def test_other_ways_to_fail(tmp_path: Path, statement: str, message: str | None) -> None:
    (result,) = judged(tmp_path, f"def test_x(run): {statement}", "test_x")
    assert (result.status, result.message, result.comparison) == (FAILED, message, None)


@pytest.mark.parametrize(
    ("expression", "comparison"),
    [
        ("(v == 1) and (v == 2)", Comparison("==", "1", "2")),
        ("not (v == 1)", None),
        ("1 < v", Comparison("<", "1", "1")),
        ("0 < v < 1", Comparison("<", "1", "1")),
        ("v in [2]", Comparison("in", "1", "[2]")),
        ("v == pytest.approx(3.5)", Comparison("==", "1", "3.5")),
    ],
)
def test_only_the_comparison_that_failed_is_shown(
    tmp_path: Path, expression: str, comparison: Comparison | None
) -> None:
    text = f"def test_x(run):\n    v = run(give, value=1).value\n    assert {expression}"
    assert judged(tmp_path, text, "test_x")[0].comparison == comparison


def test_huge_values_are_compared_and_shown_in_part(tmp_path: Path) -> None:
    text = "def test_x(run): assert run(give, value='a\\n' * 50_000 + 'x').value == 'a\\n' * 50_000 + 'y'"
    (result,) = judged(tmp_path, text, "test_x")
    assert result.comparison is not None
    assert result.comparison.got.startswith("...'a")
    assert result.comparison.got.endswith("x'")
    assert result.comparison.expected.endswith("y'")
    assert len(result.comparison.got) < 1000


def test_an_opaque_value_equals_nothing(tmp_path: Path) -> None:
    text = "def test_x(run):\n    v = run(give, value=1).value\n    assert v == v"
    (result,) = judged(tmp_path, text, "test_x", behaviour=always(returns(Opaque("Sly", "<sly>"))))
    assert (result.status, result.comparison) == (FAILED, Comparison("==", "<sly>", "<sly>"))


# ---------------------------------------------------------------------- what pytest can do, and which checks count


def test_fixtures_classes_and_cases(tmp_path: Path) -> None:
    text = """
    @pytest.fixture
    def seven(run):
        yield run(give, value=7).value

    class TestOne:
        def setup_method(self):
            self.base = 7

        def test_fixture(self, seven):
            assert seven == self.base

    class TestTwo:
        class TestInner:
            def test_deep(self, seven, monkeypatch):
                monkeypatch.setenv("LANG", "C")
                assert seven == 7

    @pytest.mark.parametrize("one", [1, 2])
    @pytest.mark.parametrize("two", [3, 4])
    def test_cases(run, one, two):
        assert run(give, value=one * two).value == one * two

    @pytest.mark.parametrize("one", [1, 2, 3])
    def test_one_case_fails(run, one):
        assert run(give, value=one).value != 2
    """
    names = ("TestOne::test_fixture", "TestTwo::TestInner::test_deep", "test_cases", "test_one_case_fails")
    results = judged(tmp_path, text, *names, times=3)
    assert [result.status for result in results] == [PASSED, PASSED, PASSED, FAILED]
    assert [len(result.runs) for result in results] == [1, 1, 4, 2]


def test_a_module_fixture_serves_all_checks_and_ends_with_the_submission(tmp_path: Path) -> None:
    text = """
    LOG = []

    @pytest.fixture(scope="module")
    def shared(run):
        LOG.append("up")
        yield run(give, value=5)
        print("down")

    def test_one(shared): assert shared.value == 5 and LOG == ["up"]
    def test_two(shared): assert shared.value == 5 and LOG == ["up"]
    """
    results = judged(tmp_path, text, "test_one", "test_two", times=2)
    assert [result.status for result in results] == [PASSED, PASSED]
    assert [len(result.runs) for result in results] == [1, 1]


def test_checks_run_in_the_order_of_the_exercise(tmp_path: Path) -> None:
    text = """
    ORDER = []
    def test_a(run):
        ORDER.append("a")
        assert ORDER == ["b", "a"]
    def test_b(run):
        ORDER.append("b")
        assert ORDER == ["b"]
    """
    assert statuses(tmp_path, text, "test_b", "test_a") == [PASSED, PASSED]


def test_a_check_that_is_not_there_is_missing_and_a_check_too_many_does_not_run(tmp_path: Path) -> None:
    text = """
    def test_there(run): pass
    def test_extra(run): run(give, value=1)
    """
    found = verdicts(tmp_path, text, "test_there", "test_gone")
    assert [(result.status, result.score) for result in found.results] == [(PASSED, 1.0), (MISSING, 0.0)]
    assert all(not result.runs for result in found.results)
    assert list(found.faults) == ["test_gone"]


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.skip\ndef test_x(run): pass",
        "@pytest.mark.skipif(True, reason='so')\ndef test_x(run): pass",
        "@pytest.mark.xfail\ndef test_x(run): pass",
        "@pytest.mark.parametrize('x', [1, pytest.param(2, marks=pytest.mark.skip)])\ndef test_x(run, x): pass",
        "def test_x(run): pytest.skip('not now')",
        "def test_x(run): pytest.xfail('well')",
        "def test_x(run): pytest.importorskip('there_is_no_such_module')",
        "@pytest.fixture\ndef f(): pytest.skip('not now')\ndef test_x(f): pass",
    ],
)
def test_a_skipped_check_earns_nothing(tmp_path: Path, text: str) -> None:
    (result,) = judged(tmp_path, text, "test_x")
    assert (result.status, result.score) == (SKIPPED, 0.0)


def test_a_check_whose_condition_to_skip_does_not_hold_runs(tmp_path: Path) -> None:
    assert statuses(tmp_path, "@pytest.mark.skipif('1 > 2', reason='so')\ndef test_x(run): pass", "test_x") == [PASSED]


def test_what_a_check_requires_decides_whether_it_runs(tmp_path: Path) -> None:
    text = """
    def test_a(run): assert 0
    def test_b(run): raise KeyError
    def test_c(run): pass
    """
    checks = (
        Check("test_a", "A"),
        Check("test_b", "B", requires=("test_a",)),
        Check("test_c", "C", requires=("test_b",)),
    )
    assert statuses(tmp_path, text, *checks) == [FAILED, NOT_REACHED, NOT_REACHED]
    assert statuses(tmp_path, text, checks[0], Check("test_c", "C")) == [FAILED, PASSED]


# ---------------------------------------------------------------------- the author's faults


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("def test_x(run):\n    run(give, value=None).value['key']", "TypeError", 2),
        ("def test_x(run): run(give)", "TypeError", 1),
        ("def test_x(run): run(give, value=1, more=2)", "TypeError", 1),
        ("def test_x(run): run(lambda: 0)", "TypeError", 1),
        ("def test_x(run): give(1)", "TypeError", 1),
        ("def test_x(run): run(give, value=object())", "TypeError", 1),
        ("def test_x(run): run(give, value=[probe('a'), probe('a')])", "ValueError", 1),
        ("def test_x(run): raise SystemExit", "SystemExit", 1),
        ("def test_x(run): pytest.exit('stop')", "Exit", 1),
        ("@pytest.fixture\ndef f():\n    raise OSError\ndef test_x(f): pass", "OSError", 3),
        ("@pytest.fixture\ndef f():\n    yield\n    1 / 0\ndef test_x(f): pass", "ZeroDivisionError", 4),
        (
            "@pytest.fixture(scope='module')\ndef f():\n    yield\n    1 / 0\ndef test_x(f): pass",
            "ZeroDivisionError",
            4,
        ),
    ],
)
def test_a_check_that_breaks_is_ungraded(tmp_path: Path, text: str, fault: str, line: int) -> None:
    found = verdicts(tmp_path, text, "test_x", times=2)
    (result,) = found.results
    assert (result.status, result.score) == (UNGRADED, 0.0)
    where = f"{fault} at line {HEAD_LINES + line} of the checks file"
    assert result.message == f"The check itself broke: {where}. The exercise is at fault, not your program."
    assert found.faults["test_x"].startswith(fault)


def test_a_failure_in_a_fixture_fails_the_check(tmp_path: Path) -> None:
    text = """
    @pytest.fixture
    def value(run): return run(give, value=1).value
    def test_x(value): pass
    """
    (result,) = judged(tmp_path, text, "test_x", behaviour=always(Observation(Ending.RAISED)))
    assert (result.status, len(result.runs)) == (FAILED, 1)


def test_a_fault_of_the_sandbox_comes_out_and_leaves_the_file_usable(tmp_path: Path) -> None:
    def unavailable(*_: object) -> Observation:
        raise GraderFault("no sandbox")

    path = write_checks(
        tmp_path, "@pytest.fixture(scope='module')\ndef f(run): return run\ndef test_x(f): f(give, value=1)"
    )
    file, plan = load_checks(path), Plan.of(exercise(path, "test_x"))
    with pytest.raises(GraderFault, match="no sandbox"):
        judge(file, plan, plan.program(""), FakeRunner(unavailable), nothing)
    assert judge(file, plan, plan.program(""), FakeRunner(), nothing).results[0].status is PASSED


def test_an_interrupt_is_not_a_verdict(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        verdicts(tmp_path, "def test_x(run): raise KeyboardInterrupt", "test_x")


# ---------------------------------------------------------------------- endings of a run


def test_a_part_that_is_not_there_fails_the_check_with_a_sentence(tmp_path: Path) -> None:
    (result,) = judged(
        tmp_path,
        "def test_x(run): run(give, value=1).value",
        Check("test_x", "X", message="unused"),
        behaviour=always(Observation(Ending.DEADLOCK)),
    )
    assert result.status is FAILED
    assert result.message == "The program did not finish: every task waits for something that never happens."


def test_a_program_that_cannot_be_loaded_is_run_once(tmp_path: Path) -> None:
    text = """
    def test_a(run): run(give, value=1).value
    def test_b(run): run.call("give", 1).value
    def test_c(run): assert run(give, value=1).ending is Ending.NOT_LOADABLE
    def test_d(run): assert run.script().stdout
    """
    path = write_checks(tmp_path, text)
    runner = FakeRunner(always(Observation(Ending.NOT_LOADABLE, stage="load")))
    plan = Plan.of(exercise(path, "test_a", "test_b", "test_c", "test_d"))
    results = judge(load_checks(path), plan, plan.program(""), runner, nothing).results
    assert [result.status for result in results] == [FAILED, NOT_REACHED, PASSED, FAILED]
    assert [len(result.runs) for result in results] == [1, 0, 1, 1]
    assert len(runner.jobs) == 2


@pytest.mark.parametrize(
    ("observation", "runs"),
    [
        (Observation(Ending.NOT_LOADABLE, error=ErrorInfo("SyntaxError", "", ("SyntaxError",))), 1),
        (Observation(Ending.NOT_LOADABLE), 2),
        (Observation(Ending.RAISED, stage="load"), 2),
    ],
)
def test_a_script_fails_to_load_for_other_reasons_than_a_module(
    tmp_path: Path, observation: Observation, runs: int
) -> None:
    path = write_checks(
        tmp_path, "def test_a(run): assert run.script().lines\ndef test_b(run): run(give, value=1).value"
    )
    runner = FakeRunner(always(observation))
    plan = Plan.of(exercise(path, "test_a", "test_b"))
    judge(load_checks(path), plan, plan.program(""), runner, nothing)
    assert len(runner.jobs) == runs


def test_a_run_that_the_wall_clock_cut_off_is_repeated_once(tmp_path: Path) -> None:
    endings = iter([Ending.WALL_LIMIT, Ending.RETURNED])
    text = "def test_x(run): assert run(give, value=1).ending is Ending.RETURNED"
    (result,) = judged(tmp_path, text, "test_x", behaviour=lambda *_: Observation(next(endings)))
    assert (result.status, [run.ending for run in result.runs]) == (PASSED, ["returned"])


def test_a_run_that_the_wall_clock_cut_off_twice_is_ungraded(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        try:
            run(give, value=1)
        except Exception:
            pass
    def test_y(run): pass
    """
    results = judged(tmp_path, text, "test_x", "test_y", behaviour=always(Observation(Ending.WALL_LIMIT)))
    assert [result.status for result in results] == [UNGRADED, NOT_REACHED]
    assert results[0].message == (
        "The program did not finish within 10 seconds of real time, twice, and the machine was too busy to tell why."
    )


def test_a_program_that_slept_of_its_own_accord_has_failed(tmp_path: Path) -> None:
    text = "def test_x(run): run(give, value=1).value"
    for share, status in ((0.0, FAILED), (0.2, UNGRADED), (None, UNGRADED)):
        seen = Observation(Ending.WALL_LIMIT, usage=Usage(starved_share=share))
        assert statuses(tmp_path, text, "test_x", behaviour=always(seen)) == [status]


def test_a_wall_limit_without_computing_time_left_is_a_failure(tmp_path: Path) -> None:
    seen = Observation(Ending.WALL_LIMIT, usage=Usage(cpu_s=2.0))
    assert statuses(tmp_path, "def test_x(run): run(give, value=1).value", "test_x", behaviour=always(seen)) == [FAILED]


def test_a_failure_of_the_sandbox_is_ungraded(tmp_path: Path) -> None:
    seen = Observation(Ending.SANDBOX_FAULT, detail="it broke")
    (result,) = judged(tmp_path, "def test_x(run): run(give, value=1)", "test_x", behaviour=always(seen))
    assert (result.status, result.message) == (UNGRADED, "The sandbox failed: it broke.")


def test_runs_have_an_end(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        while True:
            run(give, value=1)
    """
    (result,) = judged(tmp_path, text, "test_x")
    assert (result.status, result.message) == (UNGRADED, "The checks make more than 1000 runs.")


# ---------------------------------------------------------------------- nothing leaks, nothing gets out


def test_nothing_is_kept_from_one_submission_to_the_next(tmp_path: Path) -> None:
    text = """
    import pathlib
    SEEN, COUNT, WHERE = [], {"n": 0}, pathlib.Path("x")

    def helper(): pass
    class Tool:
        made = []
        size = 1

    @pytest.mark.parametrize("given", [[1, 2]])
    def test_x(run, given):
        assert (SEEN, COUNT, Tool.made, Tool.size, given) == ([], {"n": 0}, [], 1, [1, 2])
        assert not hasattr(helper, "calls") and not hasattr(Tool, "extra") and "NEW" not in globals()
        assert give.__name__ == "give"
        SEEN.append(1); COUNT["n"] += 1; Tool.made.append(1); given.append(3)
        Tool.size, Tool.extra, helper.calls = 2, 3, 4
        globals().update(NEW=1, WHERE=None, helper=helper)
    """
    assert statuses(tmp_path, text, "test_x", times=3) == [PASSED]


def test_memory_stays_flat(tmp_path: Path) -> None:
    text = """
    def test_good(run): assert run(give, value=probe("a")).value != 3
    def test_bad(run): assert run(give, value=3).value == probe("b").result
    def test_broken(run): [][0]
    """
    path = write_checks(tmp_path, text)
    file, plan = load_checks(path), Plan.of(exercise(path, "test_good", "test_bad", "test_broken"))

    def objects_after(submissions: int) -> Counter[str]:
        for _ in range(submissions):
            judge(file, plan, plan.program(""), FakeRunner(), nothing)
        gc.collect()
        return Counter(type(thing).__name__ for thing in gc.get_objects())

    objects_after(20)
    before = objects_after(1)
    grown = objects_after(100) - before
    assert {name: count for name, count in grown.items() if count >= 50} == {}


def _returns_results(job: Any, results: Any) -> Observation:
    token = results("a", 0)
    event = ProbeEvent(0.0, "enter", "a", 0, (token,))
    tasks = (TaskInfo("T1", f"job {token}", "main"),)
    return returns(
        [token, results("a", 1), {token: b"<%b>" % token.encode()}],
        stdout=token.upper(),
        probes=(event,),
        trace=Trace((), tasks),
    )


def test_random_results_never_get_out(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        a = probe("a")
        seen = run(give, value=a)
        assert seen.value[:2] == a.results[:2]
        assert seen.value == [a.result, "z"], f"not {a.result}"
    def test_broken(run): raise KeyError(probe("b").result)
    """
    once, again = (verdicts(tmp_path, text, "test_x", "test_broken", behaviour=_returns_results) for _ in range(2))
    assert once == again
    result = once.results[0]
    first, second = "<result of a>", "<result of a, call 2>"
    assert result.message == f"not {first}"
    assert result.comparison is not None
    assert result.comparison.expected == f"['{first}', 'z']"
    (run,) = result.runs
    assert run.returned == [first, second, {first: f"<{first}>".encode()}]
    assert (run.stdout, run.probes[0].args, run.trace.tasks[0].name) == (first, (first,), f"job {first}")
    assert once.faults == {"test_broken": "KeyError: '<result of b>'"}


def test_hidden_inputs_show_no_values(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        seen = run(give, value="canary")
        assert seen.value == "other", WORDS
    def test_y(run):
        run(give, value="canary").error
    """
    seen = returns("canary", stdout="canary", stderr="canary", detail="canary")
    checks = [
        Check(name, "Title", hidden_inputs=True, message="Think of empty input.") for name in ("test_x", "test_y")
    ]
    for words, message in (("'Not that.'", "Not that."), ("f'got {seen.value}'", "Think of empty input.")):
        first, second = judged(tmp_path, text.replace("WORDS", words), *checks, behaviour=always(seen))
        assert (first.status, first.message, first.comparison, first.hidden_inputs) == (FAILED, message, None, True)
        assert second.message == "An exception was expected, but the program returned."
        assert "canary" not in str(first) + str(second)


def test_the_evidence_that_a_check_read_is_told(tmp_path: Path) -> None:
    text = """
    def test_value(run): assert run(give, value=1).value
    def test_output(run): assert run.script(stdin="x").lines == ["x"] and run.script().stderr == ""
    def test_probe(run): assert run(give, value=1).probes == () and probe("a").result
    def test_trace(run):
        seen = run(give, value=1)
        assert seen.loop_time == 0 and seen.trace and seen.ending
    def test_none(run): run(give, value=1)
    """
    names = ("test_value", "test_output", "test_probe", "test_trace", "test_none")
    assert verdicts(tmp_path, text, *names).evidence_read == {
        "test_value": (Evidence.VALUE,),
        "test_output": (Evidence.OUTPUT,),
        "test_probe": (Evidence.PROBE,),
        "test_trace": (Evidence.TRACE, Evidence.VALUE),
    }


def test_what_a_run_is_given_reaches_the_session(tmp_path: Path) -> None:
    text = """
    def test_x(run):
        a = probe("a", 2)
        run.script("in", ["-v"], {"fetch": a}, debug=True)
        run.call("f", 1, [a, {"k": {2}}], key=(a,))
        run(give, value={"deep": [a]})
    """
    path = write_checks(tmp_path, text)
    runner = FakeRunner()
    plan = Plan.of(exercise(path, "test_x", main_file="main.py", data_files=("data.txt",)))
    (tmp_path / "data.txt").write_bytes(b"data")
    assert judge(load_checks(path), plan, plan.program("x = 1"), runner, nothing).results[0].status is PASSED
    script, call, scenario = runner.jobs
    assert (script.stdin, script.argv, script.debug, script.names["fetch"].delays) == ("in", ("-v",), True, (2.0,))
    assert (call.call, call.args[0], call.args[1][1], call.kwargs["key"][0].name) == ("f", 1, {"k": {2}}, "a")
    assert (scenario.scenario, scenario.kwargs["value"]["deep"][0].name) == ("give", "a")
    assert scenario.scenario_source == "def give(submission, value):\n    return submission.give(value)\n"
    assert runner.last is not None
    program = runner.last.program
    assert (program.source, program.filename, dict(program.files)) == ("x = 1", "main.py", {"data.txt": b"data"})


def test_a_data_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    plan = Plan.of(exercise(tmp_path / "x.py", data_files=("data.txt",)))
    assert plan.filename == "sample_exercise.py"
    with pytest.raises(GraderFault, match=r"data\.txt cannot be read"):
        plan.program("")


def test_an_exercise_without_checks_has_no_results(tmp_path: Path) -> None:
    assert judged(tmp_path, "def test_x(run): pass") == ()


def test_a_check_that_reads_the_exception_and_goes_on_wanted_one(tmp_path: Path) -> None:
    seen = Observation(Ending.RAISED, error=ErrorInfo("ValueError", "no", ("ValueError", "Exception")))
    for text, wanted in (
        ("assert seen.error.is_a('ValueError'); assert seen.stdout == 'told'", True),
        ("assert seen.stdout == 'told'", False),
        ("assert seen.error.is_a('KeyError'); assert seen.stdout == 'told'", False),
    ):
        check = f"def test_x(run): seen = run(give, value=1); {text}"
        (result,) = judged(tmp_path, check, "test_x", behaviour=always(seen))
        assert (result.status, result.expects_error) == (FAILED, wanted), text
