"""Programs that can never finish are ended at once, by their right name and with who waits for what."""

from __future__ import annotations

from typing import Any

import pytest
from watching import Watcher


def test_a_loop_that_nobody_stops(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        def hello():
            print("hello")
        loop = asyncio.new_event_loop()
        loop.call_soon(hello)
        loop.run_forever()
    """)
    assert (seen.ending, seen.stdout, seen.raw["error"]) == ("deadlock", "hello\n", "Standstill: deadlock")
    standstill = seen.raw["standstill"]
    assert (standstill["entry"], standstill["entry_line"], standstill["waits"]) == ("run_forever", 6, [])
    assert seen.raw["leftovers"] == {"tasks": 0, "threads": 0, "loops": 1}


def test_a_future_that_nobody_sets(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        loop = asyncio.new_event_loop()
        answer = loop.create_future()
        loop.run_until_complete(answer)
    """)
    wait = seen.raw["standstill"]["entry_waits"]
    assert (wait["primitive"], wait["variable"], wait["line"], wait["created_line"]) == ("future", "answer", 4, 3)
    assert seen.raw["standstill"]["entry"] == "run_until_complete"


WAITS: dict[str, tuple[str, str, str | None]] = {
    "event": ("await event.wait()", "Event", "event"),
    "queue get": ("await queue.get()", "Queue.get", "queue"),
    "queue put": ("await full.put(2)", "Queue.put", "full"),
    "queue join": ("await full.join()", "Queue.join", "full"),
    "semaphore": ("await semaphore.acquire()", "Semaphore", "semaphore"),
    "barrier": ("await barrier.wait()", "Barrier", "barrier"),
    "future": ("await future", "future", "future"),
    "in a list": ("await many[1].wait()", "Event", "many[1]"),
    "in a dict": ("await table['k'].wait()", "Event", "table['k']"),
    "an attribute": ("await thing.event.wait()", "Event", "thing.event"),
    "with a time limit": ("await asyncio.wait_for(queue.get(), None)", "Queue.get", "queue"),
    "in a generator": ("[x async for x in generate(event)]", "Event", "event"),
    "gather": ("await asyncio.gather(queue.get(), event.wait())", "gather", None),
    "wait": ("await asyncio.wait([asyncio.ensure_future(queue.get())])", "wait", None),
    "as_completed": ("[await x for x in asyncio.as_completed([event.wait()])]", "as_completed", None),
    "stream": ("await asyncio.StreamReader().readline()", "stream", None),
}


@pytest.mark.parametrize("case", WAITS)
def test_what_a_task_waits_for(watch: Watcher, case: str) -> None:
    statement, primitive, variable = WAITS[case]
    seen = watch(f"""
        import asyncio, types
        async def generate(event):
            yield 1
            await event.wait()
        async def main():
            event, queue, full = asyncio.Event(), asyncio.Queue(), asyncio.Queue(1)
            semaphore, barrier = asyncio.Semaphore(0), asyncio.Barrier(2)
            future = asyncio.get_running_loop().create_future()
            many, table = [1, asyncio.Event()], {{"k": asyncio.Event()}}
            thing = types.SimpleNamespace(event=asyncio.Event())
            full.put_nowait(1)
            {statement}
        asyncio.run(main())
    """)
    wait = seen.waits[0]
    assert seen.ending == "deadlock"
    assert (wait["name"], wait["primitive"], wait["variable"], wait["line"]) == (
        "Task-1:main",
        primitive,
        variable,
        4 if "gen" in case else 12,
    )
    assert wait["unfinished"] == {"Queue.join": 1, "Queue.put": 1, "Queue.get": 0}.get(primitive)


@pytest.mark.parametrize("take", ["await lock.acquire()", "await lock.__aenter__()"])
def test_a_lock_that_its_owner_kept(watch: Watcher, take: str) -> None:
    seen = watch(f"""
        import asyncio
        async def deposit(lock):
            {take}
            await asyncio.sleep(1)
        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(deposit(lock), deposit(lock))
        asyncio.run(main())
    """)
    main, second = seen.waits
    assert (seen.ending, seen.time) == ("deadlock", 1.0)
    assert (main["primitive"], main["target"]) == ("gather", "T3")
    assert (second["owner"], second["owner_line"], second["owner_finished"]) == ("T2", 3, True)
    assert second["text"] == "lock to be released by Task-2:deposit, which has ended"


def test_a_circle_through_two_locks(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def both(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    pass
        async def main():
            a, b = asyncio.Lock(), asyncio.Lock()
            async with asyncio.TaskGroup() as group:
                group.create_task(both(a, b))
                group.create_task(both(b, a))
        asyncio.run(main())
    """)
    assert seen.raw["standstill"]["cycles"] == [["T2", "T3"]]
    assert [(wait["primitive"], wait["owner"], wait["owner_line"]) for wait in seen.waits] == [
        ("TaskGroup", None, None),
        ("Lock", "T3", 3),
        ("Lock", "T2", 3),
    ]
    assert seen.waits[0]["target"] == "T2,T3"


def test_tasks_that_await_each_other(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        tasks = {}
        async def one(other):
            await asyncio.sleep(0)
            await tasks[other]
        async def main():
            tasks["a"] = asyncio.create_task(one("b"), name="a")
            tasks["b"] = asyncio.create_task(one("a"), name="b")
            await asyncio.wait(tasks.values())
        asyncio.run(main())
    """)
    assert seen.raw["standstill"]["cycles"] == [["T2", "T3"]]
    assert [wait["text"] for wait in seen.waits] == ["wait of task a, task b", "task b", "task a"]
    assert seen.waits[1]["created_line"] == 8


def test_a_task_that_takes_its_lock_twice(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        lock = asyncio.Lock()
        async def main():
            async with lock:
                async with lock:
                    pass
        asyncio.run(main())
    """)
    assert seen.raw["standstill"]["cycles"] == [["T1"]]


ENDLESS: dict[str, tuple[str, str]] = {
    "ticks for ever": ("while True: await asyncio.sleep(3600)", "never-ends"),
    "ticks often": ("while True: await asyncio.sleep(0.001)", "never-ends"),
    "yields for ever": ("while True: await asyncio.sleep(0)", "busy-loop"),
    "blocks for ever": ("while True: time.sleep(100)", "never-ends"),
    "a server without clients": (
        "await (await asyncio.start_server(print, '127.0.0.1', 0)).serve_forever()",
        "waiting-on-network",
    ),
    "a signal that never comes": (
        "asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, print); await asyncio.Event().wait()",
        "waiting-on-signal",
    ),
    "a thread that waits for ever": ("await asyncio.to_thread(queue.Queue().get)", "deadlock"),
    "a probe that never answers": ("await probe()", "deadlock"),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_how_a_program_never_ends(watch: Watcher, case: str) -> None:
    statement, ending = ENDLESS[case]
    seen = watch(f"""
        import asyncio, queue, signal, threading, time
        class Daemons(threading.Thread):
            daemon = True
        async def main():
            {statement}
        runner = asyncio.Runner()
        runner.run(main())
    """)
    assert (seen.ending, seen.raw["error"]) == (ending, f"Standstill: {ending}")
    assert seen.waits[0]["line"] == 5


SWALLOWING = {
    "once": "try: asyncio.run(main())\nexcept BaseException: print('swallowed')",
    "for ever": (
        "while n < 30:\n    try: asyncio.run(main())\n    except Exception: pass\n    except BaseException: n += 1"
    ),
}


@pytest.mark.parametrize("case", SWALLOWING)
def test_a_standstill_is_kept_when_the_program_swallows_it(watch: Watcher, case: str) -> None:
    source = "import asyncio\nn = 0\nasync def main():\n    await asyncio.Event().wait()\n" + SWALLOWING[case]
    seen = watch(source)
    assert (seen.ending, seen.raw["error"]) == ("deadlock", None)
    assert len(seen.waits) == 1


def test_tidying_up_after_the_end_is_let_happen(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        async def main():
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(1)
                print("tidy")
        asyncio.run(main())
    """)
    assert (seen.ending, seen.stdout, seen.raw["standstill"]["time"]) == ("deadlock", "tidy\n", 0.0)
    assert seen.of("cancel-requested") == []
    assert seen.time == 0.0


def wait_keys() -> list[str]:
    return [
        *("task", "name", "line", "primitive", "text", "variable", "owner", "owner_line", "owner_finished"),
        *("unfinished", "target", "created_line"),
    ]


def test_the_report_has_the_keys_of_the_model(watch: Watcher) -> None:
    seen = watch("import asyncio\nasyncio.run(asyncio.Event().wait())")
    standstill: dict[str, Any] = seen.raw["standstill"]
    assert list(standstill) == ["time", "waits", "cycles", "entry", "entry_line", "entry_waits"]
    assert list(standstill["waits"][0]) == wait_keys()


def test_many_tasks_that_look_again_and_again_are_found_out_in_fewer_turns(watch: Watcher) -> None:
    seen = watch("""
        import asyncio
        turns = 0
        async def count():
            global turns
            while True:
                turns += 1
                await asyncio.sleep(0)
        async def poll():
            while True:
                await asyncio.sleep(0)
        async def main():
            await asyncio.gather(count(), *(poll() for _ in range(59)))
        try:
            asyncio.run(main())
        finally:
            print(turns)
    """)
    assert seen.ending == "busy-loop"
    assert int(seen.stdout) < 5_000
