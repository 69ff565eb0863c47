"""What the trace says of ordinary programs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from watching import Watcher

from grader.model import EventKind
from grader.sandbox.inside import trace

HELLO = """
    import asyncio
    def hello(loop):
        print("Hello World")
        loop.stop()
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(hello, loop)
        loop.run_forever()
    finally:
        loop.close()
"""


def test_a_callback_that_stops_the_loop(watch: Watcher) -> None:
    seen = watch(HELLO)
    assert seen.stdout == "Hello World\n"
    assert [event[1:] for event in seen.raw["events"]] == [
        ["loop-created", None, "main program", 5, {"loop": 1}],
        ["callback-scheduled", None, "main program", 7, {"name": "hello", "via": "call_soon", "when": None}],
        ["loop-run", None, "main program", 8, {"loop": 1, "entry": "run_forever"}],
        ["callback-ran", None, "callback hello", 7, {"name": "hello"}],
        ["loop-stop-called", None, "callback hello", 4, {"loop": 1, "running": True}],
        ["loop-stopped", None, None, None, {"loop": 1}],
        ["loop-closed", None, "main program", 10, {"loop": 1}],
    ]


def test_a_callback_called_instead_of_passed(watch: Watcher) -> None:
    seen = watch(HELLO.replace("hello, loop", "hello(loop)"))
    assert seen.of("loop-stop-called") == [[0.0, None, "main program", 4, {"loop": 1, "running": False}]]
    assert seen.of("callback-raised")[0][4]["error"] == "TypeError: 'NoneType' object is not callable"


def test_a_future_set_after_two_seconds(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def op(future):
            await asyncio.sleep(2)
            future.set_result("Future Completed")
        loop = asyncio.new_event_loop()
        future = loop.create_future()
        task = loop.create_task(op(future))
        print(loop.run_until_complete(future), loop.time())
        loop.close()
    """)
    assert seen.stdout == "Future Completed 2.0\n"
    assert seen.of("future-created") == [[0.0, "F1", "main program", 6, {}]]
    assert seen.of("future-resolved") == [[2.0, "F1", "T1", 4, {"how": "result"}]]
    assert seen.of("task-suspended") == [[0.0, "T1", "T1", 3, {"wait": "sleep", "text": "sleep", "on": None}]]
    assert seen.of("clock") == [[0.0, None, None, None, {"to": 2.0}]]


def test_two_tasks_and_wait(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def factorial(name, number):
            f = 1
            for i in range(2, number + 1):
                print(name, i)
                await asyncio.sleep(1)
                f *= i
            print(name, "=", f)
        async def main():
            tasks = [asyncio.create_task(factorial("a", 3)), asyncio.Task(factorial("b", 4))]
            await asyncio.wait(tasks)
        asyncio.run(main())
    """)
    assert seen.stdout.split("\n") == ["a 2", "b 2", "a 3", "b 3", "a = 6", "b 4", "b = 24", ""]
    assert seen.time == 3.0
    assert seen.names() == ["Task-1:main", "Task-2:factorial", "Task-3:factorial"]
    assert [(event[0], event[1], event[4]["how"]) for event in seen.of("task-finished")] == [
        (2.0, "T2", "returned"),
        (3.0, "T3", "returned"),
        (3.0, "T1", "returned"),
    ]


def test_what_has_gone_raises_as_cpython_does(watch: Watcher) -> None:
    assert watch("import asyncio\n@asyncio.coroutine\ndef f(): pass").raw["error"].startswith("AttributeError")
    seen = watch("""
        import asyncio
        async def work():
            pass
        asyncio.run(asyncio.wait([work()]))
    """)
    assert seen.raw["error"].startswith("TypeError: Passing coroutines is forbidden")


def test_an_error_and_a_cancellation(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def bad():
            raise ValueError(object())
        async def slow():
            await asyncio.sleep(9)
        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(slow(), name="slow")
                group.create_task(bad())
        asyncio.run(main())
    """)
    finished = {event[1]: (event[3], event[4]) for event in seen.of("task-finished")}
    assert finished["T3"] == (3, {"how": "raised", "error": "ValueError: <object object>"})
    assert finished["T2"] == (None, {"how": "cancelled", "error": None})
    assert [event[4]["via"] for event in seen.of("cancel-requested")] == ["TaskGroup", "TaskGroup"]
    assert seen.names()[1] == "slow"


VIA = {
    "cancel": "task.cancel()",
    "timeout": "async with asyncio.timeout(1): await task",
    "await": "other.cancel()",
    "asyncio.run": "return",
}


@pytest.mark.parametrize("via", VIA)
def test_who_asked_for_a_cancellation(watch: Watcher, via: str) -> None:
    seen = watch(f"""
        import asyncio
        async def follow(task):
            await task
        async def main():
            task = asyncio.create_task(asyncio.sleep(9), name="sleeper")
            other = asyncio.create_task(follow(task))
            await asyncio.sleep(0.5)
            {VIA[via]}
        asyncio.run(main())
    """)
    assert via in {event[4]["via"] for event in seen.of("cancel-requested")}


def test_a_future_resolved_twice(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def main():
            future = asyncio.Future()
            asyncio.get_running_loop().call_later(1, future.set_result, "quick")
            await future
            await asyncio.sleep(1)
            future.set_result("slow")
        asyncio.run(main())
    """)
    assert seen.of("future-resolved") == [[1.0, "F1", "callback set_result", 4, {"how": "result"}]]
    first = {"first_actor": "callback set_result", "first_line": 4, "first_time": 1.0}
    assert seen.of("future-resolved-again") == [[2.0, "F1", "T1", 7, {"how": "result", **first}]]


FAULTS: dict[str, tuple[str, str, int | None, dict[str, object]]] = {
    "never awaited": ("work()", "never-awaited", 6, {"name": "work"}),
    "blocked": ("time.sleep(2)", "blocked", 6, {"seconds": 2, "call": "time.sleep"}),
    "executor": ("await asyncio.to_thread(work)", "executor", 6, {"name": "work"}),
    "lost": ("asyncio.create_task(forget()); await asyncio.sleep(1)", "task-lost", 6, {}),
    "unhandled": (
        "loop.call_exception_handler({'message': 'told'})",
        "unhandled",
        None,
        {"message": "told", "error": None},
    ),
    "never retrieved": (
        "t = asyncio.ensure_future(fail()); await asyncio.sleep(0); del t; await asyncio.sleep(0)",
        "never-retrieved",
        6,
        {"error": "OSError: x"},
    ),
    "timer cancelled": ("loop.call_later(5, print).cancel()", "timer-cancelled", 6, {"name": "print", "when": 5.0}),
    "deprecated": ("warnings.warn('old', DeprecationWarning)", "deprecated", 6, {"message": "old"}),
    "wrong thread": ("await asyncio.to_thread(loop.call_soon, print)", "wrong-thread", 6, {"call": "call_soon"}),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_have_events(watch: Watcher, case: str) -> None:
    statement, kind, line, data = FAULTS[case]
    seen = watch(f"""
        import asyncio, time, warnings
        async def work(): pass
        async def fail(): raise OSError("x")
        async def forget(): await asyncio.get_running_loop().create_future()
        async def main(loop):
            {statement}
        with asyncio.Runner() as runner:
            runner.run(main(runner.get_loop()))
    """)
    events = seen.of(kind)
    assert [event[4] for event in events] == [data]
    assert events[0][3] in {line, None} if kind == "wrong-thread" else events[0][3] == line


def test_an_implicit_loop_is_noted_where_there_is_one(watch: Watcher) -> None:
    seen = watch("""
        import asyncio, sys
        try:
            loop = asyncio.get_event_loop()
            loop.close()
        except RuntimeError:
            print("none")
    """)
    assert [event[3] for event in seen.of("loop-implicit")] == ([] if seen.stdout else [3])


def test_a_long_trace_is_cut_and_keeps_what_is_rare(watch: Watcher) -> None:
    seen = watch(
        """
        import asyncio
        async def work(): pass
        async def main():
            for _ in range(100):
                await asyncio.sleep(1)
            work()
        asyncio.run(main())
    """,
        max_events=50,
    )
    kinds = [event[1] for event in seen.raw["events"]]
    assert kinds.count("truncated") == 1
    assert kinds[51:] == ["never-awaited", "task-finished", "loop-stopped", "loop-closed"]


def test_runs_in_one_process_are_alike(watch: Watcher) -> None:
    source = """
        import asyncio
        async def work(n):
            await asyncio.sleep(n % 3)
            return n
        async def main():
            done, _ = await asyncio.wait([asyncio.create_task(work(n)) for n in range(12)])
            print([task.result() for task in done], asyncio.current_task().get_name())
            asyncio.create_task(work(1))
        asyncio.run(main())
    """
    stuck = "import asyncio\nasyncio.run(asyncio.Event().wait())"
    runs = watch.all(source, source, stuck, source)
    assert runs[0].raw == runs[1].raw == runs[3].raw
    assert runs[2].ending == "deadlock"
    assert "Task-1" in runs[0].stdout
    assert runs[0].stdout.startswith("[0, 1, 2, 3,")


def test_the_table_of_kinds_is_complete() -> None:
    documented = set(re.findall(r"^([a-z-]+)(?:  |$)", trace.__doc__ or "", re.MULTILINE))
    kinds = {kind.value for kind in EventKind}
    assert kinds <= documented
    page = (Path(__file__).parents[3] / "docs/explanation/trace-events.md").read_text(encoding="utf-8")
    assert kinds == set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))


def test_every_kind_that_is_written_is_in_the_model() -> None:
    written = set()
    for path in Path(trace.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"emit", "note"} and node.args:
                written |= {leaf.value for leaf in ast.walk(node.args[0]) if isinstance(leaf, ast.Constant)}
    assert {kind for kind in written if isinstance(kind, str)} <= {kind.value for kind in EventKind}
    assert len(written) > 20
