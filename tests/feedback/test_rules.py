"""Every rule fires on what it describes, and not on a near miss."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from feedback_builders import (
    context,
    error,
    event,
    exercise,
    hidden,
    raised,
    result,
    returned,
    still,
    submission,
    task,
    trace,
    wait,
)

from grader.feedback.context import Context
from grader.feedback.rules import FILE, RULES, Rule, wrong_value
from grader.model import Comparison, Ending, EventKind, Evidence, Observation, Opaque, OpenGap, ProbeEvent, Trace

K = EventKind
PLAIN = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n"


@dataclass(frozen=True)
class Case:
    """A context that the rule must explain, one that it must not, and words and line of the explanation."""

    slug: str
    fires: Context
    miss: Context
    says: str
    line: int | None = None


def rule_of(slug: str) -> Rule:
    return next(rule for rule in RULES if slug == rule.SLUG)


def gap_context() -> Context:
    return replace(context("x = ____value____\n"), gaps=(OpenGap("value", 1, 4, "a number", 2, 3),))


def unreadable(reason: str | None) -> Context:
    return replace(context(""), submission=submission("", reason))


# ------------------------------------------------------------------------------------------------- programs and runs

NO_STOP = """\
import asyncio

def hello(loop):
    print("Hello")

loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
"""
NO_STOP_TRACE = trace(
    *(event(0, K.CALLBACK_RAN, name="hello") for _ in range(10)),
    event(0, K.CALLBACK_SCHEDULED, line=7, name="hello", via="call_soon"),
    event(0, K.LOOP_RUN, line=8, entry="run_forever"),
    event(0, K.CALLBACK_RAN, line=7, actor="callback hello", name="hello"),
)
STOP_CALLED = trace(*NO_STOP_TRACE.events, event(0, K.LOOP_STOP_CALLED, line=4, running=True))


def no_stop(run_trace: Trace, ending: Ending = Ending.DEADLOCK) -> Context:
    return context(NO_STOP, still(ending, run_trace=run_trace, entry="run_forever", entry_line=8))


CALLED = NO_STOP.replace("(hello, loop)", "(hello(loop))")
CALLED_TRACE = trace(
    event(0, K.LOOP_STOP_CALLED, line=4, running=False),
    event(0, K.LOOP_RUN, line=8),
    event(0, K.CALLBACK_RAISED, name="NoneType", error="TypeError: 'NoneType' object is not callable"),
    event(0, K.LOOP_STOPPED),
)
EARLY_STOP = trace(event(0, K.LOOP_STOP_CALLED, line=4), event(0, K.LOOP_RUN, line=8), event(0, K.LOOP_STOPPED))
LATE_STOP = trace(event(0, K.LOOP_RUN, line=8), event(0, K.LOOP_STOP_CALLED, line=4), event(0, K.LOOP_STOPPED))

SEQUENTIAL = """\
import asyncio

async def fetch(n):
    await asyncio.sleep(1)

async def main():
    for n in range(2):
        await asyncio.create_task(fetch(n))
"""
TWO = (task("T1", "main"), task("T2", "fetch", 8), task("T3", "fetch", 8))


def two_tasks(second_start: float) -> Observation:
    end = second_start + 1
    return returned(
        trace=trace(
            event(0, K.TASK_CREATED, "T1", coroutine="main"),
            event(0, K.TASK_CREATED, "T2", "T1", 8),
            event(1, K.TASK_FINISHED, "T2", how="returned"),
            event(second_start, K.TASK_CREATED, "T3", "T1", 8),
            event(end, K.TASK_FINISHED, "T3", how="returned"),
            event(end, K.TASK_FINISHED, "T1", how="returned"),
            tasks=TWO,
        ),
        loop_time=end,
    )


BLOCKING = (
    "import time\n\nasync def work():\n    time.sleep(1)\n\nasync def other():\n    time.sleep(2)\n    await work()\n"
)


def blocked(line: int | None) -> Observation:
    return returned(trace=trace(event(0, K.BLOCKED, None, "T1", line, seconds=1.0, call="sleep"), tasks=TWO))


NEVER = "async def save(n):\n    print(n)\n\nasync def main():\n    save(1)\n"
MISSING_AWAIT = "async def fetch():\n    return 1\n\nasync def main():\n    value = fetch()\n    return value + 1\n"
LOCK = "async def deposit(lock):\n    await lock.acquire()\n    return 1\n"


def locked(finished: bool, owner: str = "T2") -> Context:
    stuck = wait("T3", 2, "Lock", "deposit", owner=owner, owner_line=2, owner_finished=finished, variable="lock")
    happened = trace(event(1, K.TASK_FINISHED, "T2", how="returned"), tasks=TWO)
    return context(LOCK, still(Ending.DEADLOCK, stuck, time=1, run_trace=happened))


QUEUE = "async def worker(q):\n    while True:\n        await q.get()\n\nasync def main(q):\n    await q.join()\n"
CIRCLE = "async def a():\n    await tasks['b']\n\nasync def b():\n    await tasks['a']\n"
WAITING = "async def main():\n    await event.wait()\n"
SPIN = "async def main():\n    while not done:\n        await asyncio.sleep(0)\n"
ENDLESS = "async def main():\n    while True:\n        await asyncio.sleep(1)\n"
ASKS = "name = input()\n"
TWICE = "async def fast(f):\n    f.set_result(1)\n\nasync def slow(f):\n    f.set_result(2)\n"
TWICE_TRACE = trace(
    event(1, K.FUTURE_RESOLVED, "F1", "T2", 2, how="result"),
    event(2, K.FUTURE_RESOLVED_AGAIN, "F1", "T3", 5, first_actor="T2", first_line=2, first_time=1.0),
    tasks=TWO,
)
NESTED = "async def inner():\n    pass\n\nasync def main():\n    asyncio.run(inner())\n"
UNCALLED = "async def main():\n    pass\n\nasyncio.run(main)\n"
IMPLICIT = "import asyncio\nloop = asyncio.get_event_loop()\n"
OUTSIDE = "import asyncio\nfuture = asyncio.Future()\n"
OLD = "import asyncio\n\n@asyncio.coroutine\ndef work():\n    yield from other()\n"
SWALLOW = """\
async def worker():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("cancelled")

async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(2.5)
    task.cancel()
    await task
"""


def cancelled(via: str = "cancel", source: str = SWALLOW) -> Context:
    happened = trace(
        event(0, K.TASK_RESUMED, "T2", first=True),
        event(0, K.TASK_SUSPENDED, "T2", "T2", 4, wait="sleep"),
        event(2.5, K.CANCEL_REQUESTED, "T2", "T1", 11, via=via),
        event(2.5, K.TASK_RESUMED, "T2"),
        event(2.5, K.TASK_SUSPENDED, "T2", "T2", 4, wait="sleep"),
        tasks=(task("T1", "main"), task("T2", "worker", 9)),
    )
    return context(source, still(Ending.NEVER_ENDS, time=90000, run_trace=happened))


EARLY = "async def job():\n    await asyncio.sleep(9)\n\nasync def main():\n    asyncio.create_task(job())\n"


def early(how: str, at: float) -> Context:
    happened = trace(
        event(0, K.TASK_CREATED, "T1", "main program", None),
        event(0, K.TASK_CREATED, "T2", "T1", 5),
        event(1, K.TASK_FINISHED, "T1", how="returned"),
        event(1, K.CANCEL_REQUESTED, "T2", "main program", None, via="asyncio.run"),
        event(at, K.TASK_FINISHED, "T2", how=how),
        tasks=(task("T1", "main"), task("T2", "job", 5)),
    )
    return context(EARLY, returned(trace=happened))


LOST = trace(
    event(0, K.TASK_CREATED, "T2", "T1", 5),
    event(0, K.TASK_SUSPENDED, "T2", "T2", 2, wait="future"),
    event(1, K.TASK_LOST, "T2"),
    tasks=(task("T2", "job", 5),),
)
GROUP = """\
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
    except ValueError:
        pass
"""


def group(source: str = GROUP, kind: str = "ExceptionGroup") -> Context:
    inner = (error("ValueError", "boom", 9),) if kind == "ExceptionGroup" else ()
    run = Observation(Ending.RAISED, error=error(kind, "unhandled errors", 3, inner=inner))
    return context(source, run)


EXITS = "import sys\n\ndef main():\n    sys.exit(1)\n"
MISSPELT = "def total(numbers):\n    return sum(nubmers)\n"
EXPECTED = Comparison("==", "41", "42")
PRINTED = Comparison("==", "['a', 'c']", "['a', 'b']")


def judged(comparison: Comparison | None, run: Observation | None = None, message: str | None = None) -> Context:
    done = run or returned(41)
    return context(PLAIN, done, result(done, comparison=comparison, message=message))


def ended(ending: Ending, source: str = PLAIN) -> Context:
    return context(source, Observation(ending))


def fails(name: str, message: str, line: int, source: str) -> Context:
    return context(source, raised(name, message, line))


OK = context(PLAIN, returned(1))

CASES = [
    Case(
        "method-not-called",
        fails("AttributeError", "'function' object has no attribute 'set_result'", 5, PLAIN),
        fails("AttributeError", "'Future' object has no attribute 'set_result'", 5, PLAIN),
        "A function itself was used",
        5,
    ),
    Case(
        "missing-await",
        fails("TypeError", 'can only concatenate str (not "coroutine") to str', 6, MISSING_AWAIT),
        fails("AttributeError", "module 'asyncio' has no attribute 'coroutine'", 6, MISSING_AWAIT),
        "coroutine object was used",
        6,
    ),
    Case(
        "called-instead-of-passed",
        context(
            CALLED, returned(trace=trace(event(0, K.CALLBACK_SCHEDULED, line=7, name="NoneType", via="call_soon")))
        ),
        context(
            CALLED, returned(trace=trace(event(0, K.CALLBACK_SCHEDULED, line=6, name="NoneType", via="call_soon")))
        ),
        "`hello(...)` was called at once",
        7,
    ),
    Case(
        "never-awaited",
        context(
            "async def main(bell):\n    bell()\n", returned(trace=trace(event(0, K.NEVER_AWAITED, line=2, name="ring")))
        ),
        OK,
        "`bell(...)` was called (line 2)",
        2,
    ),
    Case(
        "never-ends",
        context(
            NO_STOP,
            still(
                Ending.NEVER_ENDS,
                run_trace=trace(event(0, K.CALLBACK_SCHEDULED, line=7, name="f", via="call_at", when=2e9)),
            ),
        ),
        OK,
        "due in the very far future, at t=2000000000s",
        7,
    ),
    Case(
        "run-without-call",
        fails(
            "TypeError",
            "a coroutine was expected, got <function boil at 0x7f>",
            2,
            "async def main(boil):\n    create_task(boil)\n",
        ),
        OK,
        "`create_task` was given the function `boil` itself",
        2,
    ),
    Case("not-python-text", unreadable("it is a picture"), unreadable(None), "it is a picture"),
    Case("syntax-error", context("def f()\n    pass\n"), context(PLAIN), "colon is missing on line 1", 1),
    Case("open-gaps", gap_context(), context("x = 1\n"), "Gap 2 of 3 (`____value____`) is still open: a number.", 1),
    Case("no-stop", no_stop(NO_STOP_TRACE), no_stop(STOP_CALLED), "run_forever()", 8),
    Case("no-stop", no_stop(NO_STOP_TRACE, Ending.NEVER_ENDS), OK, "again and again", 8),
    Case(
        "stop-before-run",
        context(NO_STOP, returned(trace=EARLY_STOP)),
        context(NO_STOP, returned(trace=LATE_STOP)),
        "no loop was running",
        4,
    ),
    Case(
        "called-instead-of-passed",
        context(CALLED, returned(trace=CALLED_TRACE)),
        context(NO_STOP, returned(trace=CALLED_TRACE)),
        "`hello(...)` was called at once",
        7,
    ),
    Case(
        "called-instead-of-passed",
        fails("TypeError", "a callable object was expected by call_soon(), got None", 7, CALLED),
        fails("ValueError", "x", 7, CALLED),
        "`call_soon`",
        7,
    ),
    Case(
        "future-never-set",
        context(WAITING, still(Ending.DEADLOCK, wait("T1", 2, "future", created_line=1))),
        context(WAITING, still(Ending.DEADLOCK, wait("T1", 2, "Event"))),
        "nobody will ever complete it",
        1,
    ),
    Case(
        "future-never-set",
        context(
            WAITING,
            still(
                Ending.DEADLOCK,
                entry="run_until_complete",
                entry_line=2,
                entry_waits=wait("", 2, "future", created_line=1, variable="f"),
            ),
        ),
        OK,
        "`run_until_complete()` waits",
        1,
    ),
    Case(
        "sequential-await",
        context(SEQUENTIAL, two_tasks(1)),
        context(SEQUENTIAL, two_tasks(0)),
        "one after another: 2s in all. Side by side they would take 1s",
        8,
    ),
    Case("blocking-call", context(BLOCKING, blocked(4)), context(BLOCKING, blocked(None)), "`time.sleep()` froze", 4),
    Case(
        "never-awaited",
        context(NEVER, returned(trace=trace(event(0, K.NEVER_AWAITED, line=5, name="save")))),
        OK,
        "`save(...)` was called (line 5)",
        5,
    ),
    Case(
        "missing-await",
        fails("TypeError", "unsupported operand type(s) for +: 'coroutine' and 'int'", 6, MISSING_AWAIT),
        fails("TypeError", "unsupported operand type(s) for +: 'str' and 'int'", 6, MISSING_AWAIT),
        "coroutine object was used",
        6,
    ),
    Case(
        "missing-await",
        context(MISSING_AWAIT, returned([Opaque("coroutine", "<coroutine object fetch>")])),
        context(MISSING_AWAIT, returned([Opaque("set", "{1}")])),
        "coroutine object of `fetch`",
        5,
    ),
    Case(
        "missing-await",
        context(MISSING_AWAIT, returned(stdout="<coroutine object fetch at 0x7f>\n")),
        context(MISSING_AWAIT, returned(stdout="coroutine\n")),
        "coroutine object of `fetch`",
        5,
    ),
    Case("lock-not-released", locked(True), locked(False), "nobody will give back", 2),
    Case("lock-not-released", locked(False, "T3"), locked(False), "holds itself", 2),
    Case(
        "no-task-done",
        context(QUEUE, still(Ending.DEADLOCK, wait("T1", 6, "Queue.join", unfinished=3), wait("T2", 3, "Queue.get"))),
        context(QUEUE, still(Ending.DEADLOCK, wait("T2", 3, "Queue.get"))),
        "3 items still are unfinished",
        3,
    ),
    Case(
        "circular-await",
        context(
            CIRCLE,
            still(
                Ending.DEADLOCK,
                wait("T1", 2, "task", "a"),
                wait("T2", 5, "task", "b"),
                cycles=(("T1", "T2"),),
                run_trace=trace(tasks=(task("T1", "a"), task("T2", "b"))),
            ),
        ),
        context(CIRCLE, still(Ending.DEADLOCK, wait("T1", 2, "task"))),
        "`Task-1:a` -> `Task-2:b` -> `Task-1:a`",
        2,
    ),
    Case(
        "everyone-waits",
        context(WAITING, still(Ending.DEADLOCK, wait("T1", 2, "Event", variable="event"))),
        context(WAITING, still(Ending.NEVER_ENDS, wait("T1", 2, "Event"))),
        "a deadlock",
        2,
    ),
    Case(
        "busy-wait",
        context(SPIN, still(Ending.BUSY_LOOP, wait("T1", 3, "ready"))),
        context(SPIN, still(Ending.NEVER_ENDS, wait("T1", 3, "ready"))),
        "spins",
        3,
    ),
    Case(
        "never-ends",
        context(ENDLESS, still(Ending.NEVER_ENDS, wait("T1", 3, "sleep"), time=86401)),
        context(ENDLESS, still(Ending.DEADLOCK)),
        "After 86401s",
        3,
    ),
    Case(
        "waiting-on-network",
        context(WAITING, still(Ending.WAITING_ON_NETWORK, wait("T1", 2, "stream"))),
        OK,
        "waits for the network",
        2,
    ),
    Case(
        "waiting-on-signal",
        context(WAITING, still(Ending.WAITING_ON_SIGNAL, wait("T1", 2, "Event"))),
        OK,
        "waits for a signal",
        2,
    ),
    Case(
        "waits-for-input",
        fails("EOFError", "EOF when reading a line", 1, ASKS),
        fails("EOFError", "my own", 5, PLAIN),
        "`input()` asked",
        1,
    ),
    Case("waits-for-input", ended(Ending.WAITING_ON_INPUT), OK, "asked for a line of input"),
    Case(
        "set-result-twice",
        context(TWICE, returned(trace=TWICE_TRACE)),
        context(TWICE, returned(trace=trace(TWICE_TRACE.events[0]))),
        "tried at t=2s to complete a future",
        5,
    ),
    Case(
        "result-before-done",
        fails("InvalidStateError", "Result is not set.", 5, PLAIN),
        fails("InvalidStateError", "invalid state", 5, PLAIN),
        "`result()` was asked",
        5,
    ),
    Case(
        "nested-run",
        fails("RuntimeError", "asyncio.run() cannot be called from a running event loop", 5, NESTED),
        fails("RuntimeError", "other", 5, NESTED),
        "`asyncio.run()` was reached",
        5,
    ),
    Case(
        "run-without-call",
        fails("ValueError", "a coroutine was expected, got <function main at 0x1>", 4, UNCALLED),
        fails("ValueError", "a coroutine was expected, got 3", 8, PLAIN),
        "the function `main` itself",
        4,
    ),
    Case(
        "different-loop",
        fails("RuntimeError", "Task got Future attached to a different loop", 5, PLAIN),
        fails("RuntimeError", "x", 5, PLAIN),
        "one event loop was used on another",
        5,
    ),
    Case(
        "loop-closed",
        fails("RuntimeError", "Event loop is closed", 8, PLAIN),
        fails("RuntimeError", "loop is open", 8, PLAIN),
        "after it had been closed",
        8,
    ),
    Case(
        "implicit-get-event-loop",
        fails("RuntimeError", "There is no current event loop in thread 'MainThread'.", 2, IMPLICIT),
        fails("RuntimeError", "There is no current event loop", 2, OUTSIDE),
        "`get_event_loop()`",
        2,
    ),
    Case(
        "implicit-get-event-loop",
        context(IMPLICIT, returned(trace=trace(event(0, K.LOOP_IMPLICIT, line=2)))),
        context(OUTSIDE, returned(trace=trace(event(0, K.LOOP_IMPLICIT, line=2)))),
        "no event loop is running",
        2,
    ),
    Case(
        "future-outside-loop",
        fails("RuntimeError", "There is no current event loop", 2, OUTSIDE),
        fails("RuntimeError", "There is no current event loop", 2, IMPLICIT),
        "`asyncio.Future()` was called",
        2,
    ),
    Case(
        "future-outside-loop",
        context(
            OUTSIDE, returned(trace=trace(event(0, K.DEPRECATED, line=2, message="There is no current event loop")))
        ),
        context(OUTSIDE, returned(trace=trace(event(0, K.DEPRECATED, line=2, message="old")))),
        "`asyncio.Future()`",
        2,
    ),
    Case(
        "passes-coroutines-to-wait",
        fails("TypeError", "Passing coroutines is forbidden, use tasks explicitly.", 5, PLAIN),
        fails("TypeError", "x", 5, PLAIN),
        "bare coroutines",
        5,
    ),
    Case(
        "removed-decorator",
        fails("AttributeError", "module 'asyncio' has no attribute 'coroutine'", 3, OLD),
        fails("AttributeError", "module 'asyncio' has no attribute 'corutine'", 3, OLD),
        "`@asyncio.coroutine`",
        3,
    ),
    Case("swallowed-cancel", cancelled(), cancelled("asyncio.run"), "was cancelled at t=2.5s (line 11)", 5),
    Case(
        "swallowed-cancel",
        cancelled(),
        cancelled(source=SWALLOW.replace('print("cancelled")', "raise")),
        "carried on",
        5,
    ),
    Case("main-returned-early", early("cancelled", 1), early("returned", 0.5), "`Task-2:job` never finished", 5),
    Case(
        "task-garbage-collected",
        context(EARLY, returned(trace=LOST)),
        OK,
        "vanished in the middle of its work at t=1s",
        5,
    ),
    Case(
        "wrong-thread",
        context(EARLY, returned(trace=trace(event(0, K.WRONG_THREAD, None, "thread Thread-1", 2, call="call_soon")))),
        OK,
        "`call_soon` was called from the thread `Thread-1`",
        2,
    ),
    Case("exception-group", group(), group(kind="RuntimeError"), "The `except` on line 5 did not catch it", 5),
    Case(
        "exception-group",
        group(GROUP.replace("except ValueError", "except OSError")),
        OK,
        "ended in an exception group",
        3,
    ),
    Case(
        "exits-early",
        context(EXITS, Observation(Ending.EXITED, exit_code=1)),
        context(EXITS, returned()),
        "`sys.exit()` ended the program",
        4,
    ),
    Case(
        "wrong-name",
        fails("NameError", "name 'nubmers' is not defined", 2, MISSPELT),
        fails("NameError", "name 'other' is not defined", 2, MISSPELT),
        "There is a name like it: `numbers`",
        2,
    ),
    Case("wrong-name", fails("NameError", "name 'json' is not defined", 1, "print(json)\n"), OK, "no `import json`", 1),
    Case(
        "wrong-name",
        fails(
            "UnboundLocalError",
            "cannot access local variable 'numbers' where it is not associated with a value",
            2,
            MISSPELT,
        ),
        OK,
        "before it had a value",
        2,
    ),
    Case(
        "missing-function",
        context(MISSPELT, raised("AttributeError", "module 'some_exercise' has no attribute 'totl'")),
        context(MISSPELT, raised("AttributeError", "module 'x' has no attribute 'total'")),
        "nothing of that name",
        1,
    ),
    Case(
        "raised",
        fails("KeyError", "'a'", 5, PLAIN),
        context(PLAIN, Observation(Ending.NOT_LOADABLE, error=error("KeyError", "'a'", 5))),
        "`KeyError: 'a'` in `main` (line 5)",
        5,
    ),
    Case(
        "not-loadable",
        context(PLAIN, Observation(Ending.NOT_LOADABLE, error=error("KeyError", "'a'", 8))),
        OK,
        "could not be loaded: it ended in `KeyError: 'a'`",
        8,
    ),
    Case("cpu-limit", ended(Ending.CPU_LIMIT, "x = 0\nwhile True:\n    x += 1\n"), OK, "more than 2s", 2),
    Case("wall-limit", ended(Ending.WALL_LIMIT), OK, "10s of real time"),
    Case("out-of-memory", ended(Ending.OUT_OF_MEMORY), OK, "256 MB"),
    Case("output-limit", ended(Ending.OUTPUT_LIMIT, "while True:\n    print(1)\n"), OK, "more than 256 kB", 2),
    Case("crashed", ended(Ending.CRASHED), OK, "whole Python process"),
    Case("protocol-violation", ended(Ending.PROTOCOL_VIOLATION), OK, "channel"),
    Case(
        "wrong-output",
        judged(PRINTED, returned(stdout="a\nc\n")),
        judged(PRINTED, returned(stdout="x\n")),
        "Line 2 of the output",
    ),
    Case("wrong-value", judged(EXPECTED), replace(OK, check=None), "Your program gave `41` where `42` was expected."),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.slug}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_fires_on_what_it_describes_and_on_no_near_miss(case: Case) -> None:
    rule = rule_of(case.slug)
    found = rule.explain(case.fires)
    assert found is not None
    assert found.slug == case.slug
    assert case.says in found.what
    assert (found.where.line if found.where is not None else None) == case.line
    assert found.why
    assert found.next.endswith(("?", "?”", ".", "next."))
    assert "?" in found.next
    assert rule.explain(case.miss) is None


def test_every_case_belongs_to_a_rule() -> None:
    assert {case.slug for case in CASES} <= {rule.SLUG for rule in RULES}


def test_slugs_are_unique_and_well_formed() -> None:
    slugs = [rule.SLUG for rule in RULES]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalnum() and slug.islower() for slug in slugs)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.fires.run is not None and rule_of(c.slug) not in FILE], ids=lambda c: c.slug
)
def test_hidden_inputs_stay_hidden(case: Case) -> None:
    """Nothing that the program chose (task names, messages, values) and no virtual time may be told."""
    found = rule_of(case.slug).explain(hidden(case.fires))
    if found is None:
        return
    told = found.what + found.why + found.next
    assert "t=" not in told
    assert "Task-" not in told
    assert "boom" not in told
    assert "41" not in told
    assert "Thread-1" not in told


def test_a_broken_run_gives_no_rule_an_error() -> None:
    """Events with every key missing, and runs with every part missing, must not break a rule."""
    bare = Trace(
        tuple(event(0, kind, "T1", None, 99) for kind in EventKind)
        + tuple(event(0, kind, None, None) for kind in EventKind)
    )
    for ending in Ending:
        for run in (
            Observation(ending, trace=bare),
            still(ending, wait("T9", None, "?"), cycles=(("T9",), ())),
            Observation(ending, error=error("TypeError", "", 99)),
        ):
            given = context("x = (\n" if ending is Ending.RAISED else PLAIN, run)
            for rule in RULES:
                for one in (given, hidden(given)):
                    found = rule.explain(one)
                    assert found is None or (found.what and found.why and found.next)


class TestOtherWays:
    """Further ways through a rule, each with the words that it then chooses."""

    @pytest.mark.parametrize(
        ("slug", "given", "words"),
        [
            (
                "missing-function",
                context(
                    "def outer():\n    def total():\n        pass\n",
                    raised("AttributeError", "module 'x' has no attribute 'total'"),
                ),
                "defined inside another block (line 2)",
            ),
            (
                "missing-function",
                context("\n  \n", raised("AttributeError", "module 'x' has no attribute 'total'")),
                "Your file is empty.",
            ),
            (
                "missing-function",
                context("x = 1\n", raised("AttributeError", "module 'x' has no attribute 'total'")),
                "The check uses `total`",
            ),
            ("wrong-name", fails("NameError", "name 'qqqqq' is not defined", 1, "qqqqq\n"), "`qqqqq` is not defined."),
            (
                "circular-await",
                context(CIRCLE, still(Ending.DEADLOCK, wait("T1", 2, "task"), cycles=(("T1",),))),
                "waits for itself",
            ),
            ("wrong-value", judged(Comparison("<=", "5", "3")), "it should be at most `3`"),
            (
                "wrong-value",
                judged(Comparison("==", repr(list(range(50))), repr([*range(49), 7]))),
                "At index 49 your program gave `49` where `7`",
            ),
            (
                "wrong-value",
                judged(Comparison("==", repr(list(range(50))), "[0]")),
                "gave 50 items where 1 were expected",
            ),
            ("wrong-value", judged(Comparison("==", repr("a" * 90), "'b'")), "another value than the one expected"),
            ("exits-early", context("exit()\nquit()\n", Observation(Ending.EXITED, exit_code=3)), "with exit code 3"),
            ("missing-await", judged(Comparison("==", "{'a': <coroutine object fetch>}", "1")), "a coroutine object"),
            ("missing-await", context("x = 1\n", returned({"a": (Opaque("coroutine", "?"),)})), "a coroutine object"),
        ],
    )
    def test_words(self, slug: str, given: Context, words: str) -> None:
        found = rule_of(slug).explain(given)
        assert found is not None
        assert words in found.what

    def test_a_circle_of_locks(self) -> None:
        waits = (wait("T1", 2, "Lock"), wait("T2", 5, "Lock"))
        found = rule_of("circular-await").explain(
            context(CIRCLE, still(Ending.DEADLOCK, *waits, cycles=(("T1", "T2"),)))
        )
        assert found is not None
        assert "holds a lock that the next one wants" in found.why

    def test_the_siblings_that_a_group_cancelled(self) -> None:
        happened = trace(
            event(0, K.CANCEL_REQUESTED, "T2", via="TaskGroup"),
            event(0, K.TASK_FINISHED, "T2", how="cancelled"),
            tasks=TWO,
        )
        given = group()
        assert given.run is not None
        found = rule_of("exception-group").explain(replace(given, run=replace(given.run, trace=happened)))
        assert found is not None
        assert "cancelled `Task-2:fetch`" in found.why

    def test_a_future_while_others_still_wait(self) -> None:
        run = still(Ending.DEADLOCK, wait("T1", 2, "future"), wait("T2", 2, "Event"))
        found = rule_of("future-never-set").explain(context(WAITING, run))
        assert found is not None
        assert found.why.startswith("No timer and no callback is left")

    def test_no_address_gets_into_a_text(self) -> None:
        found = rule_of("raised").explain(fails("KeyError", "<object at 0x7f00>", 5, PLAIN))
        assert found is not None
        assert "0x" not in found.what


class TestBlockingCall:
    def test_says_that_a_function_has_no_await_only_if_it_has_none(self) -> None:
        without = rule_of("blocking-call").explain(context(BLOCKING, blocked(4)))
        with_await = rule_of("blocking-call").explain(context(BLOCKING, blocked(7)))
        assert without is not None
        assert "`work` has none" in without.why
        assert with_await is not None
        assert "has none" not in with_await.why


class TestEveryoneWaits:
    def test_never_speaks_of_sockets(self) -> None:
        found = rule_of("everyone-waits").explain(
            context(WAITING, still(Ending.DEADLOCK, wait("T1", 2, "Event"), wait("T2", 2, "task", target="T1")))
        )
        assert found is not None
        assert "socket" not in found.why


class TestSequentialByProbes:
    def test_probes_entered_one_after_another(self) -> None:
        events = [
            ProbeEvent(0, "enter", "a", 0),
            ProbeEvent(1, "leave", "a", 0),
            ProbeEvent(1, "enter", "b", 0),
            ProbeEvent(3, "leave", "b", 0),
        ]
        waits = trace(
            event(0, K.TASK_SUSPENDED, "T1", "T1", 8, wait="future"),
            event(1, K.TASK_RESUMED, "T1"),
            event(1, K.TASK_SUSPENDED, "T1", "T1", 8, wait="future"),
            event(3, K.TASK_RESUMED, "T1"),
        )
        run = returned(probes=tuple(events), trace=waits)
        found = rule_of("sequential-await").explain(context(SEQUENTIAL, run))
        assert found is not None
        assert "3s in all. Side by side they would take 2s" in found.what
        overlapping = [events[0], replace(events[2], time=0), events[1], events[3]]
        assert rule_of("sequential-await").explain(context(SEQUENTIAL, replace(run, probes=tuple(overlapping)))) is None
        assert rule_of("sequential-await").explain(context(SEQUENTIAL, replace(run, trace=trace()))) is None


class TestWrongOutput:
    @pytest.mark.parametrize(
        ("got", "expected", "what", "why"),
        [
            ("['a']", "['a', 'b']", "stops too early: line 2 is missing", "line by line"),
            ("['a', 'b', 'c']", "['a']", "2 lines too many", "line by line"),
            ("['b', 'a']", "['a', 'b']", "Line 1", "in another order"),
            ("['a ']", "['a']", "Line 1", "Only spaces"),
            ("['A']", "['a']", "Line 1", "upper and lower case"),
        ],
    )
    def test_names_the_first_difference(self, got: str, expected: str, what: str, why: str) -> None:
        printed = "".join(f"{line}\n" for line in eval(got))  # noqa: S307 - literals written above
        found = rule_of("wrong-output").explain(judged(Comparison("==", got, expected), returned(stdout=printed)))
        assert found is not None
        assert what in found.what
        assert why in found.why

    def test_no_output_where_output_is_checked(self) -> None:
        given = judged(Comparison("==", "[]", "['a']"), returned(stdout=""))
        assert rule_of("wrong-output").explain(given) is None
        found = rule_of("wrong-output").explain(replace(given, exercise=exercise(evidence=Evidence.OUTPUT)))
        assert found is not None
        assert "printed nothing" in found.what


class TestWrongValue:
    @pytest.mark.parametrize(
        ("comparison", "words"),
        [
            (Comparison("==", "None", "3"), "without `return`"),
            (Comparison("==", "'3'", "3"), "of type `str`"),
            (Comparison("==", "[2, 1]", "[1, 2]"), "in another order"),
            (Comparison("==", "(1, 2)", "[1, 2]"), "one is a `tuple`"),
            (Comparison("==", "<x>", "3"), "they differ"),
            (Comparison("<=", "5", "3"), "they differ"),
        ],
    )
    def test_says_what_the_two_have_in_common(self, comparison: Comparison, words: str) -> None:
        found = rule_of("wrong-value").explain(judged(comparison))
        assert found is not None
        assert words in found.why

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("seen.append(item)", "When does line 3 add one"),
            ("seen.discard(item)", "When does line 3 take one away"),
            ("seen.append(others.pop())", "When does line 3 add one"),
            ("if item in seen:", "what has line 3 to do with that?"),
            ("seen[item] = loaded", "When does line 3 add one"),
            ("return [item for item in new]", "When does line 3 add one"),
            ("job.add_done_callback(over)", "what has line 3 to do with that?"),
            ("def add(item):", "what has line 3 to do with that?"),
            ("if both[0] == 1:", "what has line 3 to do with that?"),
            ("print(item)", "When does line 3 add one"),
        ],
    )
    def test_the_question_suits_what_the_line_does_to_items(self, line: str, words: str) -> None:
        assert words in wrong_value.question(Comparison("==", "[1]", "[1, 2]"), 3, line)

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("total = total + 1", "come to another number"),
            ("return 7", "come to another number"),
            ("tidy_up(loop)", "Go through line 3"),
            ("await both", "Go through line 3"),
        ],
    )
    def test_a_number_is_asked_for_only_where_one_is_worked_out(self, line: str, words: str) -> None:
        assert words in wrong_value.question(Comparison("==", "1", "2"), 3, line)

    def test_the_authors_words_come_first(self) -> None:
        found = rule_of("wrong-value").explain(judged(EXPECTED, message="It should add one"))
        assert found is not None
        assert found.what == "It should add one."
