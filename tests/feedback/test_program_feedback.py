"""What is said of a program without an exercise, and the warnings beside the verdict of one that has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feedback_builders import CHECK, context, event, exercise, raised, result, returned, submission, task, trace

from grader.feedback import explain_program, warn
from grader.feedback.context import Context, without_exercise
from grader.feedback.rules import blocking_call, cpu_limit, loop_closed, waits_for_input
from grader.feedback.rules import raised as raised_rule
from grader.model import CheckStatus, Diagnosis, Ending, EventKind, Limits, Observation, RunReport

Run = Callable[[str], RunReport]
K = EventKind

BLOCKS = "import time\n\ndef hello():\n    time.sleep(1)\n"
BLOCKED = returned(trace=trace(event(0, K.BLOCKED, None, "callback hello", 4, seconds=1.0, call="time.sleep")))


def in_chapter(given: Context, chapter: str) -> Context:
    return replace(given, exercise=replace(given.exercise, chapter=chapter))


def words(found: Diagnosis | None) -> str:
    assert found is not None
    return f"{found.what} {found.why} {found.next}"


class TestWordsThatWereNotTaughtYet:
    def test_a_blocking_callback_speaks_of_callbacks(self) -> None:
        said = words(blocking_call.explain(in_chapter(context(BLOCKS, BLOCKED), "00-event-loop")))
        assert "no other callback can run, and every timer comes late" in said
        assert "await" not in said
        assert "task" not in said

    def test_in_a_task_it_speaks_of_await(self) -> None:
        source = "import time\n\nasync def main():\n    time.sleep(1)\n"
        run_trace = trace(
            event(0, K.BLOCKED, "T1", "T1", 4, seconds=1.0, call="time.sleep"), tasks=[task("T1", "main")]
        )
        said = words(blocking_call.explain(in_chapter(context(source, returned(trace=run_trace)), "03-tasks")))
        assert "and `main` has none" in said
        assert "no other task, timer or callback" in said

    def test_computing_without_end(self) -> None:
        given = context("import asyncio\n\nwhile True:\n    pass\n", Observation(Ending.CPU_LIMIT))
        assert "await" not in words(cpu_limit.explain(in_chapter(given, "00-event-loop")))
        assert "await" in words(cpu_limit.explain(in_chapter(given, "02-coroutines")))

    def test_of_the_event_loop_nothing_is_said_where_there_is_none(self) -> None:
        given = context("while True:\n    pass\n", Observation(Ending.CPU_LIMIT))
        assert "event loop" not in words(cpu_limit.explain(in_chapter(given, "02-coroutines")))
        given = context("name = input()\n", raised("EOFError", "EOF when reading a line", 1))
        assert "event loop" not in words(waits_for_input.explain(in_chapter(given, "02-coroutines")))

    def test_a_word_that_the_program_uses_is_known(self) -> None:
        given = in_chapter(context("# await\n", BLOCKED), "00-event-loop")
        assert given.taught("await")
        assert not given.taught("task")

    def test_a_closed_loop(self) -> None:
        run = raised("RuntimeError", "Event loop is closed", 1)
        assert "asyncio.run" not in words(loop_closed.explain(in_chapter(context("x\n", run), "01-futures")))


class TestWarnings:
    def check(self, run: Observation) -> tuple[Diagnosis, ...]:
        passed = replace(result(run), status=CheckStatus.PASSED)
        return warn(exercise(), submission(BLOCKS), [passed])

    def test_passed_work_may_have_one(self) -> None:
        [warning] = self.check(BLOCKED)
        assert (warning.slug, warning.check, warning.page) == ("blocking-call", CHECK, "slugs/blocking-call")

    def test_the_same_is_said_once(self) -> None:
        checks = [replace(result(BLOCKED, BLOCKED), status=CheckStatus.PASSED)] * 2
        assert len(warn(exercise(), submission(BLOCKS), checks)) == 1

    def test_what_is_told_already_is_not_a_warning(self) -> None:
        told = Diagnosis("blocking-call", "", "", "")
        assert warn(exercise(), submission(BLOCKS), [result(BLOCKED)], [told]) == ()

    def test_a_file_with_open_gaps_gets_none(self) -> None:
        told = Diagnosis("open-gaps", "", "", "")
        assert warn(exercise(), submission(BLOCKS), [result(BLOCKED)], [told]) == ()

    def test_a_file_named_like_a_module(self) -> None:
        named = replace(submission("import asyncio\n"), name="asyncio.py")
        [warning] = warn(exercise(), named, [])
        assert warning.slug == "shadowed-module"
        assert "`import asyncio` on line 1" in warning.why
        other = replace(submission("x = 1\n"), name="random.py")
        assert warn(exercise(), other, [])[0].where is None

    def test_what_an_exception_left_behind_is_none(self) -> None:
        run_trace = trace(event(0, K.NEVER_AWAITED, None, None, 4, name="hello"))
        assert self.check(raised("ValueError", "x", 4, trace=run_trace)) == ()
        assert [w.slug for w in self.check(returned(trace=run_trace))] == ["never-awaited"]


class TestPrograms:
    def test_a_file_that_is_no_program(self) -> None:
        found, warnings = explain_program(submission("def f(:\n"), None, Limits())
        assert found is not None
        assert (found.slug, warnings) == ("syntax-error", ())

    def test_a_program_is_not_graded(self) -> None:
        assert not without_exercise(submission(""), None, Limits()).graded
        assert context("").graded

    def test_a_hidden_exception_is_the_reason(self, run: Run) -> None:
        source = (
            "import asyncio\n\nasync def work(queue):\n    print(await queue.get() + 'x')\n    queue.task_done()\n\n"
            "async def main():\n    queue = asyncio.Queue()\n    task = asyncio.create_task(work(queue))\n"
            "    queue.put_nowait(1)\n    await queue.join()\n\nasyncio.run(main())\n"
        )
        found = run(source).diagnosis
        assert found is not None
        assert (found.slug, found.where and found.where.line) == ("wrong-type", 4)

    def test_no_folder_of_this_machine_is_shown(self, run: Run) -> None:
        found = run("from asyncio import nothing\n").diagnosis
        assert found is not None
        assert "/" not in found.what


class TestWhatAProgramHasThatIsOnlyRun:
    def test_no_other_module(self, run: Run) -> None:
        said = words(run("import nothing_of_that_name\n").diagnosis)
        assert "no other module" in said
        assert "exercise" not in said

    def test_none_of_your_files(self, run: Run) -> None:
        said = words(run("open('data.txt')\n").diagnosis)
        assert "none of your files" in said

    def test_an_exercise_says_it_in_its_own_words(self) -> None:
        said = words(raised_rule.explain(context("open('x')\n", raised("PermissionError", "no", 1))))
        assert "while it is checked" in said

    def test_input_in_a_thread_has_a_line(self, run: Run) -> None:
        source = "import asyncio\n\n\nasync def main():\n    await asyncio.to_thread(input)\n\n\nasyncio.run(main())\n"
        found = run(source).diagnosis
        assert found is not None
        assert (found.slug, found.where and found.where.line) == ("waits-for-input", 5)
        assert "stops the whole thread" not in found.why
