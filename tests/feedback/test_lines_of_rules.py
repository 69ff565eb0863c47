"""The line that a rule names is that of the cause, and what it says of it is so; on runs in the real sandbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from feedback_builders import context, error, hidden, raised, result, returned, still, wait

from grader.feedback import warn
from grader.feedback.context import Context
from grader.feedback.paths import gives_none, without_call
from grader.feedback.rules import RULES
from grader.feedback.syntax import Source, functions
from grader.model import CheckStatus, Comparison, Diagnosis, Ending, Observation, ProbeEvent, RunReport

Run = Callable[[str], RunReport]


def explained(slug: str, given: Context) -> Diagnosis | None:
    return next(rule for rule in RULES if slug == rule.SLUG).explain(given)


def graded(
    source: str, run: Run, got: str = "", expected: str = "1", calls: tuple[tuple[float, float], ...] = ()
) -> Context:
    """A failed check whose scenario is the program itself; ``calls`` are the spans of its probes."""
    probes = [
        ProbeEvent(time, kind, "probe", number)
        for number, span in enumerate(calls)
        for time, kind in zip(span, ("enter", "leave"), strict=True)
    ]
    seen = replace(run(source).run, probes=tuple(sorted(probes, key=lambda p: (p.time, p.call))))
    comparison = Comparison("==", got, expected) if got else None
    return context(source, seen, result(seen, comparison=comparison))


def line_of(found: Diagnosis | None) -> int | None:
    return found.where.line if found is not None and found.where is not None else None


def marked(source: str) -> int:
    """The number of the line that ends in ``# here``."""
    return next(number for number, line in enumerate(source.split("\n"), 1) if line.endswith("# here"))


def main_of(body: str, before: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.strip("\n").split("\n"))
    return f"import asyncio\n{before}\nasync def main():\n{lines}\nasyncio.run(main())\n"


# ------------------------------------------------------------------------------------------------- one by one


class TestWhatHoldsUpTheNext:
    ORDERS = main_of(
        """
queue = asyncio.Queue()
for order in (3, 5, 2):
    queue.put_nowait(order)
await asyncio.sleep(1)
order = await queue.get()
while order != 2:
    await asyncio.sleep(order)  # here
    order = await queue.get()
"""
    )
    FOLDERS = """\
import asyncio

async def walk(depth):
    for _ in range(await asyncio.sleep(1, depth)):
        async with asyncio.TaskGroup() as group:  # here
            group.create_task(walk(depth - 1))

asyncio.run(walk(2))
"""
    IN_A_BRANCH = main_of("if await asyncio.sleep(1, 1):\n    await asyncio.sleep(1)")
    TABLE = main_of("table = {}\nfor n in (1, 2):\n    table[n], *_ = [await asyncio.sleep(1, n)]  # here")
    IN_A_TEST = main_of("turns = [0, 1]\nwhile await asyncio.sleep(1, turns.pop()):\n    pass")
    BLOCKS = """\
import asyncio

class Door:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *error):
        await asyncio.sleep(1)  # here

async def main():
    for door in (Door(), Door()):
        async with door:
            pass

asyncio.run(main())
"""
    ITEMS = """\
import asyncio

class Pages:
    def __init__(self):
        self.left = 3

    def __aiter__(self):
        return self

    def __anext__(self):
        self.left -= 1
        if not self.left:
            raise StopAsyncIteration
        return asyncio.sleep(1, self.left)

async def main():
    async for page in Pages():
        print(page)

asyncio.run(main())
"""
    NEEDED = main_of("number = await asyncio.sleep(1, 1)\nnumber = await asyncio.sleep(number, 2)\nprint(number)")
    LOCKED = """\
import asyncio

lock = asyncio.Lock()

async def write(number):
    async with lock:  # here
        await asyncio.sleep(number)

async def main():
    await asyncio.gather(write(1), write(2))

asyncio.run(main())
"""
    TURNS = main_of("for _ in range(3):\n    await asyncio.sleep(1)  # here")

    SUM = main_of("total = 0\nfor n in (1, 2):\n    total += await asyncio.sleep(1, n)  # here\nprint(total)")

    @pytest.mark.parametrize(
        ("source", "calls"),
        [
            (SUM, ((0, 1), (1, 2))),
            (TABLE, ((0, 1), (1, 2))),
            (BLOCKS, ((0, 1), (1, 2))),
            (ORDERS, ((1, 4), (4, 9))),
            (FOLDERS, ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5))),
            (LOCKED, ((0, 1), (1, 3))),
            (TURNS, ((0, 1), (1, 2), (2, 3))),
        ],
    )
    def test_the_line_is_named(self, source: str, calls: tuple[tuple[float, float], ...], run: Run) -> None:
        assert line_of(explained("sequential-await", graded(source, run, calls=calls))) == marked(source)

    def test_what_would_be_side_by_side_is_said_only_where_that_is_known(self, run: Run) -> None:
        turns = explained("sequential-await", graded(self.TURNS, run, calls=((0, 1), (1, 2), (2, 3))))
        orders = explained("sequential-await", graded(self.ORDERS, run, calls=((1, 4), (4, 9))))
        assert turns is not None
        assert orders is not None
        assert "Side by side they would take 1s" in turns.what
        assert "Side by side" not in orders.what

    def test_who_needs_what_it_waited_for_is_not_blamed(self, run: Run) -> None:
        for source in (self.NEEDED, self.IN_A_BRANCH, self.IN_A_TEST, self.ITEMS):
            assert explained("sequential-await", graded(source, run, calls=((0, 1), (1, 2)))) is None

    def test_a_lock_is_called_a_lock(self, run: Run) -> None:
        found = explained("sequential-await", graded(self.LOCKED, run, calls=((0, 1), (1, 3))))
        assert found is not None
        assert "lets one through at a time" in found.why

    def test_unknown_waits_give_no_answer(self, run: Run) -> None:
        assert explained("sequential-await", graded(self.TURNS, run, calls=((0, 0.5), (0.5, 2)))) is None

    def test_tasks_of_which_each_needs_the_one_before(self, run: Run) -> None:
        step = "\nasync def step(x):\n    return await asyncio.sleep(1, x + 1)\n"
        chain = main_of("x = 0\nfor _ in range(3):\n    x = await asyncio.create_task(step(x))", step)
        groups = main_of(
            "for n in range(3):\n    async with asyncio.TaskGroup() as group:  # here\n"
            "        group.create_task(step(n))",
            step,
        )
        assert explained("sequential-await", graded(chain, run)) is None
        assert line_of(explained("sequential-await", graded(groups, run))) == marked(groups)

    def test_tasks_that_wait_for_their_turn_are_not_made_one_by_one(self, run: Run) -> None:
        source = self.LOCKED.replace(
            "        await asyncio.sleep(number)", "        await asyncio.create_task(asyncio.sleep(number))"
        )
        assert explained("sequential-await", graded(source, run)) is None


# ------------------------------------------------------------------------------------------------------- tasks


def test_the_wait_for_the_last_of_a_row_of_tasks(run: Run) -> None:
    source = """\
import asyncio

async def evening(cook):
    tasks = [asyncio.create_task(cook(n)) for n in (3, 2, 1)]
    await tasks[-1]  # here

async def cook(n):
    await asyncio.sleep(n)

async def main():
    await evening(cook)

asyncio.run(main())
"""
    assert line_of(explained("main-returned-early", graded(source, run))) == marked(source)


def test_a_main_coroutine_of_the_check_is_not_named(run: Run) -> None:
    source = """\
import asyncio

async def evening():
    asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(1)

asyncio.run(evening())
"""
    given = graded(source, run)
    of_the_check = replace(given, source=Source.parse(source.replace("evening", "party")))
    found = explained("main-returned-early", of_the_check)
    assert found is not None
    assert "Task-1:evening" not in found.what + found.next
    assert "the coroutine that the loop ran returned" in found.what
    assert "`party`" in found.next
    assert of_the_check.check is not None
    passed = replace(of_the_check, check=replace(of_the_check.check, status=CheckStatus.PASSED))
    assert explained("main-returned-early", passed) is None
    assert "`Task-1:evening` returned" in (explained("main-returned-early", given) or found).what


def test_a_value_that_falls_out_of_the_last_loop() -> None:
    source = (
        "def ask(work):\n    while True:\n        try:\n            next(work)\n"
        "        except StopIteration:\n            break\n"
    )
    check = result(returned(None), comparison=Comparison("==", "None", "3"))
    assert line_of(explained("missing-return", context(source, returned(None), check))) == 6
    twice = source + "        if work:\n            break\n"
    assert line_of(explained("missing-return", context(twice, returned(None), check))) == 1


class TestBothWaysOutOfALoop:
    SOURCE = (
        "def find(words):\n    for word in words:\n        if 'a' in word:\n"
        "            return word\n        else:\n            return None\n"
    )

    @pytest.mark.parametrize(
        "source", [SOURCE, SOURCE.replace("        else:\n            return None", "        return None")]
    )
    def test_it_looks_at_the_first_only(self, source: str) -> None:
        check = result(returned(None), comparison=Comparison("==", "None", "'tea'"))
        found = explained("return-in-loop", context(source, returned(None), check))
        assert line_of(found) == source.rstrip().count("\n") + 1

    @pytest.mark.parametrize(
        "source",
        [
            "def f(words):\n    for word in words:\n        print(word)\n",
            "def f(words):\n    for word in words:\n        if word:\n            return word\n        print(word)\n",
            "def f(words):\n    for word in words:\n        if word:\n            print(word)\n        return None\n",
            "def f(words):\n    for word in words:\n        if word:\n            return word\n        return words\n",
        ],
    )
    def test_other_loops_go_on(self, source: str) -> None:
        check = result(returned(None), comparison=Comparison("==", "None", "'tea'"))
        assert explained("return-in-loop", context(source, returned(None), check)) is None

    def test_not_where_another_value_came_out(self) -> None:
        check = result(returned("x"), comparison=Comparison("==", "'x'", "'tea'"))
        assert explained("return-in-loop", context(self.SOURCE, returned("x"), check)) is None
        assert explained("return-in-loop", context(self.SOURCE, returned(None))) is None


# -------------------------------------------------------------------------------------------------- coroutines


class TestNeverAwaited:
    def test_a_method_that_python_calls(self, run: Run) -> None:
        source = (
            "import asyncio\n\nclass Page:\n    async def __await__(self):  # here\n"
            "        return 1\n\nclass Other:\n    def __await__(self):\n"
            "        return asyncio.sleep(0).__await__()\n"
        )
        source += "\nasync def main():\n    await Page()\n\nasyncio.run(main())\n"
        assert line_of(explained("never-awaited", graded(source, run))) == marked(source)

    def test_a_function_that_was_handed_over(self, run: Run) -> None:
        source = main_of(
            "listen(on_news)", "\ndef listen(callback):\n    callback()\n\nasync def on_news():  # here\n    pass\n"
        )
        found = explained("never-awaited", graded(source, run))
        assert line_of(found) == marked(source)
        assert found is not None
        assert "the one who was given" in found.why.lower()

    def test_the_line_that_hands_it_over(self, run: Run) -> None:
        source = main_of("print(list(filter(even, [1, 2])))  # here", "\nasync def even(n):\n    return n % 2 == 0\n")
        assert line_of(explained("never-awaited", graded(source, run))) == marked(source)

    def test_a_coroutine_function_of_a_library_as_a_callback(self, run: Run) -> None:
        source = main_of(
            "queue = asyncio.Queue()\nasyncio.get_running_loop().call_soon(queue.put, 1)  # here\n"
            "await asyncio.sleep(1)"
        )
        found = explained("coroutine-as-callback", graded(source, run))
        assert line_of(found) == marked(source)
        assert explained("never-awaited", graded(source, run)) is None

    def test_in_a_thread_no_loop_calls_it(self, run: Run) -> None:
        source = main_of("await asyncio.to_thread(job)", "\nasync def job():\n    pass\n")
        found = explained("coroutine-as-callback", graded(source, run))
        assert found is not None
        assert "in another thread" in found.why
        assert "the loop calls it" not in found.why


# --------------------------------------------------------------------------------------- who should have helped

CONSUMER = """\
async def work(queue):
    while True:
        item = await queue.get()
        {body}
"""


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("try:\n            use(item)\n            queue.task_done()\n        except OSError:\n            pass", [7]),
        ("try:\n            use(item)\n        except OSError:\n            continue\n        queue.task_done()", [6]),
        ("try:\n            use(item)\n        finally:\n            queue.task_done()", []),
        ("try:\n            use(item)\n        except OSError:\n            raise\n        queue.task_done()", []),
        (
            (
                "try:\n            use(item)\n        except OSError:\n            queue.task_done()\n"
                "        else:\n            queue.task_done()"
            ),
            [],
        ),
        ("if item:\n            queue.task_done()", [4]),
        ("if item:\n            use(item)\n        else:\n            queue.task_done()", [5]),
        ("if not item:\n            continue\n        queue.task_done()", [5]),
        ("if not item:\n            queue.task_done()\n            continue\n        queue.task_done()", []),
        ("async with lock:\n            if not item:\n                continue\n            queue.task_done()", [6]),
        ("if item:\n            queue.task_done()\n        else:\n            break", []),
    ],
)
def test_ways_that_leave_a_call_out(body: str, lines: list[int]) -> None:
    function = next(functions(Source.parse(CONSUMER.format(body=body)).tree))
    assert without_call(function, "task_done") == lines


@pytest.mark.parametrize(
    ("body", "none"),
    [
        ("return 1", False),
        ("print()", True),
        ("return", True),
        ("raise OSError", False),
        ("if x:\n        return 1", True),
        ("if x:\n        return 1\n    else:\n        return 2", False),
        ("if x:\n        return 1\n    else:\n        x()", True),
        ("with x:\n        return 1", False),
        ("try:\n        return 1\n    except OSError:\n        raise", False),
        ("try:\n        return 1\n    except OSError:\n        x()", True),
        ("try:\n        x()\n    finally:\n        return 1", False),
        ("try:\n        x()\n    except OSError:\n        raise\n    else:\n        return 1", False),
        ("while True:\n        x()", False),
        ("while True:\n        break", True),
        ("while x:\n        return 1", True),
    ],
)
def test_ways_that_give_none(body: str, none: bool) -> None:
    function = next(functions(Source.parse(f"def f(x):\n    {body}\n").tree))
    assert gives_none(function) is none


def test_the_way_that_reports_no_item(run: Run) -> None:
    body = (
        "try:\n            print(1 // item)\n            queue.task_done()\n"
        "        except ZeroDivisionError:  # here\n            pass"
    )
    source = main_of(
        "queue = asyncio.Queue()\nqueue.put_nowait(0)\ntask = asyncio.create_task(work(queue))\nawait queue.join()",
        "\n" + CONSUMER.format(body=body),
    )
    found = explained("no-task-done", graded(source, run))
    assert line_of(found) == marked(source)


class TestWhoShouldHaveEndedTheWait:
    POOL = """\
import asyncio

END = object()

async def work(queue):
    while True:
        item = await queue.get()
        if item is END:
            break

async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(work(queue)) for _ in range(3)]
    await queue.put(END)  # here
    await asyncio.gather(*tasks)

asyncio.run(main())
"""
    PIPE = """\
import asyncio

END = object()

async def work(before, behind):
    while True:
        item = await before.get()
        if item is END:
            return  # here
        await behind.put(item)

async def main():
    queues = [asyncio.Queue() for _ in range(3)]
    queues[0].put_nowait(1)
    queues[0].put_nowait(END)
    await asyncio.gather(work(queues[0], queues[1]), work(queues[1], queues[2]))

asyncio.run(main())
"""
    PERMIT = """\
import asyncio

async def one(places, number):
    await places.acquire()
    try:
        1 // number
        places.release()
    except ZeroDivisionError:  # here
        return

async def main():
    places = asyncio.Semaphore(1)
    await asyncio.gather(*[one(places, n) for n in (1, 0, 2)])

asyncio.run(main())
"""
    NEVER = (
        PERMIT.replace("        places.release()\n", "")
        .replace("  # here", "")
        .replace("acquire()", "acquire()  # here")
    )

    BREAKS = PIPE.replace("return  # here", "break  # here")

    @pytest.mark.parametrize(
        "source", [POOL, PIPE, BREAKS, PERMIT, NEVER], ids=["pool", "pipeline", "breaks", "permit", "never"]
    )
    def test_its_line_is_named(self, source: str, run: Run) -> None:
        assert line_of(explained("everyone-waits", graded(source, run))) == marked(source)

    def test_how_many_wait_for_how_many_marks(self, run: Run) -> None:
        found = explained("everyone-waits", graded(self.POOL, run))
        assert found is not None
        assert "puts one `END` into the queue" in found.why
        assert "`Task-2:work` has come to an end, `Task-3:work` and `Task-4:work` still wait for one each" in found.why

    def test_no_mark_is_blamed_if_nobody_took_it(self, run: Run) -> None:
        source = self.POOL.replace("await queue.put(END)  # here", "await queue.put(1)")
        found = explained("everyone-waits", graded(source, run))
        assert found is not None
        assert "puts one" not in found.why

    def test_nothing_is_said_of_what_is_not_known(self, run: Run) -> None:
        compared = self.PIPE.replace("if item is END:", "if item is END or item == 7:")
        twice = self.PERMIT.replace("        return\n", "        return\n    except KeyError:\n        return\n")
        by_with = (
            "import asyncio\n\nasync def main():\n    async with asyncio.Semaphore(0):\n"
            "        pass\n\nasyncio.run(main())\n"
        )
        in_a_loop = self.POOL.replace(
            "    await queue.put(END)  # here", "    for _ in range(2):\n        await queue.put(END)"
        )
        for source in (compared, twice, by_with, in_a_loop):
            found = explained("everyone-waits", graded(source, run))
            assert found is not None
            assert " puts " not in found.why
            assert "takes a permit" not in found.why
        at_the_top = still(Ending.DEADLOCK, wait("T1", 1, "Queue.get"))
        found = explained("everyone-waits", context("asyncio.run(queue.get())\n", at_the_top))
        assert line_of(found) == 1

    def test_a_child_whose_output_nobody_reads(self) -> None:
        source = """\
import asyncio

async def run(command):
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    await child.wait()  # here
    return await child.stdout.read()
"""
        seen = still(Ending.DEADLOCK, wait("T1", 5, "subprocess", "run"))
        found = explained("everyone-waits", context(source, seen))
        assert line_of(found) == marked(source)
        assert found is not None
        assert "nothing reads it before line 6" in found.why
        before = source.replace(
            "    await child.wait()  # here\n", "    text = await child.stdout.read()\n    await child.wait()\n"
        )
        found = explained("everyone-waits", context(before, still(Ending.DEADLOCK, wait("T1", 6, "subprocess", "run"))))
        assert found is not None
        assert "pipe" not in found.why


def test_a_change_is_told_by_a_helper(run: Run) -> None:
    source = """\
import asyncio

class Door:
    def __init__(self):
        self.is_open = False
        self.changed = asyncio.Condition()

    async def open(self):
        async with self.changed:
            self.is_open = True
            self.tell()

    def tell(self):
        pass

    async def go(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.is_open)

async def main():
    door = Door()
    await asyncio.gather(door.go(), door.open())

asyncio.run(main())
"""
    assert line_of(explained("no-notify", graded(source, run))) == 10
    told = source.replace("        pass", "        self.changed.notify_all()")
    seen = graded(source, run).run
    assert explained("no-notify", context(told, seen)) is None
    assert explained("no-notify", context(told, run(told).run)) is None


# ---------------------------------------------------------------------------------------------- how a run ended


@pytest.mark.parametrize(
    "loop",
    [
        'line = await reader.readline()\n    while line != "":  # here\n        line = await reader.readline()',
        'while (line := await reader.readline()) != "":  # here\n        print(line)',
        'while True:\n        line = await reader.readline()\n        if line == "":  # here\n            break',
    ],
)
def test_bytes_are_compared_with_text(loop: str) -> None:
    source = f"async def handle(reader):\n    {loop}\n"
    spent = returned(None)
    spent = replace(spent, ending=Ending.CPU_LIMIT)
    assert line_of(explained("cpu-limit", context(source, spent))) == marked(source)
    right = source.replace('""', 'b""')
    found = explained("cpu-limit", context(right, spent))
    assert found is not None
    assert "gives bytes" not in found.why


class TestExceptionGroups:
    SOURCE = (
        "async def child():\n    {}['a']\n\nasync def main():\n"
        "    async with asyncio.TaskGroup() as group:\n        group.create_task(child())\n"
    )

    def group(self, source: str) -> Context:
        inner = error("KeyError", "'a'", 2, source=source)
        group = error("ExceptionGroup", "unhandled errors in a TaskGroup", 5, source=source, inner=(inner,))
        return context(source, Observation(Ending.RAISED, error=group))

    def test_a_mistake_in_a_child_is_what_matters(self) -> None:
        found = explained("exception-group", self.group(self.SOURCE))
        assert line_of(found) == 2
        assert found is not None
        assert "`except`" not in found.why + found.next
        told = explained("exception-group", hidden(self.group(self.SOURCE)))
        assert told is not None
        assert "'a'" not in told.what

    def test_what_the_program_catches_is_no_mistake(self) -> None:
        source = self.SOURCE + "    try:\n        pass\n    except KeyError:\n        pass\n"
        found = explained("exception-group", self.group(source))
        assert found is not None
        assert "`except`" in found.why


def test_a_callback_of_the_standard_library_is_named_by_who_asked_for_it(run: Run) -> None:
    source = main_of(
        "running = {1}\ntask = asyncio.create_task(asyncio.sleep(1))\ntask.add_done_callback(running.clear)  # here\n"
        "await asyncio.sleep(2)"
    )
    found = explained("error-in-callback", graded(source, run))
    assert line_of(found) == marked(source)
    assert found is not None
    assert "stands below that line" not in found.why


def test_a_program_with_a_handler_of_its_own_sees_what_comes_to_the_loop(run: Run) -> None:
    source = main_of(
        "loop = asyncio.get_running_loop()\nloop.set_exception_handler(lambda loop, context: print('seen'))\n"
        "loop.call_soon(int, 'tea')\nawait asyncio.sleep(1)"
    )
    assert explained("error-in-callback", graded(source, run)) is None
    without = source.replace("loop.set_exception_handler", "print")
    assert explained("error-in-callback", graded(without, run)) is not None


@pytest.mark.parametrize("asked", ["result", "exception"])
def test_a_callback_that_asks_a_cancelled_task_ends_there(run: Run, asked: str) -> None:
    source = main_of(
        "task = asyncio.create_task(asyncio.sleep(2))\ntask.add_done_callback(ended)\nawait asyncio.sleep(1)\n"
        "task.cancel()\nawait asyncio.sleep(1)",
        before=f"\ndef ended(task):\n    said = task.{asked}()  # here\n    print(said)\n",
    )
    found = explained("error-in-callback", graded(source, run))
    assert line_of(found) == marked(source)
    assert found is not None
    assert "had been cancelled" in found.what
    assert f"`{asked}()`" in found.why
    raising = source.replace(f"said = task.{asked}()  # here", "raise asyncio.CancelledError")
    assert explained("error-in-callback", graded(raising, run)) is None


class TestErrorInThread:
    def test_only_frames_of_the_file_count(self) -> None:
        text = (
            "Exception in thread Thread-1 (work):\nTraceback (most recent call last):\n"
            '  File "/lib/x.py", line 9, in y\nKeyError: 1\n'
        )
        assert explained("error-in-thread", context("x = 1\n", returned(stderr=text))) is None
        assert explained("error-in-thread", context("x = 1\n", returned(stderr=text.partition("Trace")[0]))) is None
        own = text.replace("/lib/x.py", "some_exercise.py").replace("line 9", "line 1")
        found = explained("error-in-thread", context("x = 1\n", returned(stderr=own)))
        assert line_of(found) == 1
        assert found is not None
        assert "KeyError: 1" in found.what
        told = explained("error-in-thread", hidden(context("x = 1\n", returned(stderr=own))))
        assert told is not None
        assert "1`" not in told.what

    def test_a_future_is_of_a_thread_only_if_one_was_used(self) -> None:
        text = (
            "Future exception was never retrieved\nTraceback (most recent call last):\n"
            '  File "some_exercise.py", line 1, in y\nKeyError\n'
        )
        assert explained("error-in-thread", context("x = 1\n", returned(stderr=text))) is None


# ------------------------------------------------------------------------------------------------ false claims


class TestBlockingOfSomebodyElse:
    """A check's own coroutine that blocks is no fault of the line that awaits it."""

    SOURCE = (
        "import asyncio, time\n\nasync def cook():\n    time.sleep(1)\n\nasync def main():\n"
        "    await cook()\n\nasyncio.run(main())\n"
    )

    def blocked(self, run: Run, line: str) -> Context:
        """The same run, of a file in which another line stands in place of the sleep."""
        seen = graded(self.SOURCE, run)
        return replace(seen, source=Source.parse(self.SOURCE.replace("time.sleep(1)", line)))

    def test_its_own(self, run: Run) -> None:
        found = explained("blocking-call", graded(self.SOURCE, run))
        assert line_of(found) == 4

    @pytest.mark.parametrize(
        "line",
        [
            "await order()",
            "async for x in orders(): pass",
            "pass",
            "await asyncio.wait_for(order(), 1)",
        ],
    )
    def test_of_the_check(self, run: Run, line: str) -> None:
        assert explained("blocking-call", self.blocked(run, line)) is None
        assert not warn(self.blocked(run, line).exercise, context("").submission, [], [])

    def test_a_plain_call_of_what_was_handed_in(self, run: Run) -> None:
        assert explained("blocking-call", self.blocked(run, "order()")) is not None

    def test_a_module_that_is_imported(self, run: Run) -> None:
        found = explained(
            "blocking-call",
            replace(self.blocked(run, "import slow"), exercise=replace(self.blocked(run, "x").exercise, id="")),
        )
        assert found is not None
        assert found.where is None
        assert "while it was loaded" in found.what


class TestTimeLimitsAreNotSwallowed:
    WITH = """\
import asyncio

async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(3)
    except (asyncio.CancelledError, TimeoutError):
        print("late")

asyncio.run(main())
"""
    WAIT_FOR = WITH.replace(
        "        async with asyncio.timeout(1):\n            await asyncio.sleep(3)\n",
        "        await asyncio.wait_for(asyncio.sleep(3), 1)\n",
    )
    ELSEWHERE = """\
import asyncio

async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(3)
    except TimeoutError:
        print("late")
    task = asyncio.create_task(asyncio.sleep(3))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass

asyncio.run(main())
"""
    INSIDE = """\
import asyncio

async def work():
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError:  # here
        print("no")

async def main():
    async with asyncio.timeout(1):
        await work()

asyncio.run(main())
"""

    @pytest.mark.parametrize("source", [WITH, WAIT_FOR, ELSEWHERE], ids=["with", "wait_for", "elsewhere"])
    def test_a_time_limit_that_was_kept(self, source: str, run: Run) -> None:
        assert explained("swallowed-cancel", graded(source, run)) is None

    def test_one_that_was_lost(self, run: Run) -> None:
        assert line_of(explained("swallowed-cancel", graded(self.INSIDE, run))) == marked(self.INSIDE)

    def test_one_that_a_return_in_a_finally_lost(self, run: Run) -> None:
        source = self.INSIDE.replace(
            "    except asyncio.CancelledError:  # here\n        print", "    finally:\n        return print"
        )
        by_cancel = source.replace(
            "    async with asyncio.timeout(1):\n        await work()",
            "    task = asyncio.create_task(work())\n    await asyncio.sleep(1)\n    task.cancel()\n    await task",
        )
        assert line_of(explained("swallowed-cancel", graded(by_cancel, run))) == 7

    def test_one_that_did_not_reach_the_clause(self, run: Run) -> None:
        source = self.INSIDE.replace('    print("no")', "    print()\n    await asyncio.sleep(2)")
        assert explained("swallowed-cancel", graded(source, run)) is not None
        deeper = """\
import asyncio

async def work():
    try:
        print("no wait here")
    except asyncio.CancelledError:
        pass
    try:
        await rest()
    except TimeoutError:
        pass

async def rest():
    await asyncio.sleep(3)

async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
"""
        assert explained("swallowed-cancel", graded(deeper, run)) is None

    def test_what_a_check_waited_for(self, run: Run) -> None:
        source = (
            "import asyncio\n\nasync def unused():\n    try:\n        await asyncio.sleep(1)\n"
            "    except asyncio.CancelledError:\n        pass\n"
        )
        seen = run(self.WITH).run
        trace = replace(seen.trace, events=tuple(replace(e, line=None) for e in seen.trace.events))
        assert explained("swallowed-cancel", context(source, replace(seen, trace=trace))) is None


def test_the_running_loop_is_asked_for_and_not_made(run: Run) -> None:
    source = "import asyncio\n\ndef make():\n    return asyncio.get_running_loop().create_future()\n\nmake()\n"
    found = explained("future-outside-loop", graded(source, run))
    assert line_of(found) == 4
    assert found is not None
    assert "`make` was called on line 6" in found.why
    assert "future or task belongs" not in found.why


def test_a_task_may_be_shown_on_purpose(run: Run) -> None:
    meant = main_of("me = asyncio.current_task()\nprint(f'I am {me}')")
    for_all = main_of("for task in asyncio.all_tasks():\n    print(task)")
    mistaken = main_of("task = asyncio.create_task(asyncio.sleep(1))\nprint(task)\nawait task")
    assert explained("future-not-result", graded(meant, run)) is None
    assert explained("future-not-result", graded(for_all, run)) is None
    assert explained("future-not-result", graded(mistaken, run)) is not None


def test_a_callback_has_no_current_task(run: Run) -> None:
    source = main_of(
        "asyncio.get_running_loop().call_later(1, stop)\nawait asyncio.sleep(2)",
        "\ndef stop():\n    task = asyncio.current_task()\n    task.cancel()\n",
    )
    seen = run(source).run
    failed = raised("AttributeError", "'NoneType' object has no attribute 'cancel'", 5, source=source)
    found = explained("none-instead-of-value", context(source, replace(failed, trace=seen.trace)))
    assert found is not None
    assert "gave `None`" in found.what
    assert "without `return`" not in found.why


class TestCancelledErrorMissed:
    SOURCE = "def value(future):\n    try:\n        return future.result()\n    except Exception:\n        return 0\n"

    def test_the_clause_that_does_not_catch_it(self) -> None:
        given = context(self.SOURCE, raised("CancelledError", "", 3))
        assert line_of(explained("cancelled-error-missed", given)) == 4

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("CancelledError", SOURCE.replace("Exception", "OSError")),
            (
                "CancelledError",
                SOURCE.replace("    except Exc", "    except BaseException:\n        raise\n    except Exc"),
            ),
            ("KeyError", SOURCE),
        ],
    )
    def test_another_clause_or_another_error(self, name: str, source: str) -> None:
        assert explained("cancelled-error-missed", context(source, raised(name, "", 3))) is None


# ------------------------------------------------------------------------------------------------- in a circle


class TestWhoTakesWhichLockFirst:
    TABLE = """\
import asyncio

async def dine(number, forks):
    first = number
    second = (number + 1) % len(forks)
    async with forks[first]:
        await asyncio.sleep(1)
        async with forks[second]:  # here
            pass

async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    await asyncio.gather(*(dine(number, forks) for number in range(3)))

asyncio.run(main())
"""

    def told(self, run: Run, source: str) -> Diagnosis:
        found = explained("circular-await", context(source, run(source).run))
        assert found is not None
        return found

    def test_the_lines_that_choose_the_locks_are_shown(self, run: Run) -> None:
        found = self.told(run, self.TABLE)
        assert line_of(found) == marked(self.TABLE)
        assert found.where is not None
        assert set(found.where.lines) == {4, 5, marked(self.TABLE)}
        assert "All of them are stopped on line 8." in found.why
        assert found.why.endswith("Which lock comes first is decided on lines 4 and 5.")

    def test_where_nothing_chooses_no_line_is_added(self, run: Run) -> None:
        source = self.TABLE.replace("forks[first]", "forks[number]").replace("forks[second]", "forks[number - 1]")
        source = source.replace("    first = number\n    second = (number + 1) % len(forks)\n", "")
        found = self.told(run, source)
        assert found.where is not None
        assert set(found.where.lines) == {marked(source)}
        assert "decided" not in found.why

    def test_many_lines_are_none(self, run: Run) -> None:
        source = self.TABLE.replace("    first = number\n", "    first = 0\n    first += 0\n    first = number\n")
        found = self.told(run, source)
        assert found.where is not None
        assert set(found.where.lines) == {marked(source)}
