"""Virtual time: exact, free, and shared by loops, threads and the functions of ``time``."""

from __future__ import annotations

import pytest
from watching import Watcher

PROGRAMS: dict[str, tuple[str, str, float]] = {
    "ten tenths": (
        "async def main():\n    for _ in range(10): await asyncio.sleep(0.1)\n    print(loop_time())\n"
        "asyncio.run(main())",
        "1.0\n",
        1.0,
    ),
    "no loop at all": (
        "time.sleep(500)\nprint(time.monotonic(), time.perf_counter_ns())",
        "500.0 500000000000\n",
        500.0,
    ),
    "the clock on the wall": (
        "a = time.time()\ntime.sleep(60)\nprint(time.time() - a, time.gmtime()[4] - time.gmtime(a)[4])",
        "60.0 1\n",
        60.0,
    ),
    "formats": (
        "a = time.strftime('%S')\ntime.sleep(5)\n"
        "print(int(time.strftime('%S')) - int(a), time.ctime() == time.asctime())",
        "5 True\n",
        5.0,
    ),
    "threads sleep together": (
        "async def main():\n"
        "    print(await asyncio.gather(asyncio.to_thread(nap, 3), asyncio.to_thread(nap, 2)), loop_time())\n"
        "asyncio.run(main())",
        "2\n3\n[3, 2] 3.0\n",
        3.0,
    ),
    "a thread outlives its timeout": (
        "async def main():\n"
        "    try: await asyncio.wait_for(asyncio.to_thread(nap, 50), 5)\n"
        "    except TimeoutError: print('timeout', loop_time())\n"
        "asyncio.run(main())",
        "timeout 5.0\n50\n",
        50.0,
    ),
    "threads without a loop": (
        "threads = [threading.Thread(target=nap, args=(n,)) for n in (3, 1)]\n"
        "for t in threads: t.start()\n"
        "time.sleep(2)\nprint('main')\n"
        "for t in threads: t.join()\n"
        "print(time.monotonic())",
        "1\nmain\n3\n3.0\n",
        3.0,
    ),
    "a join inside a coroutine": (
        "async def main():\n"
        "    t = threading.Thread(target=nap, args=(4,)); t.start(); t.join()\n"
        "    print(loop_time())\n"
        "asyncio.run(main())",
        "4\n4.0\n",
        4.0,
    ),
    "blocking with a thread beside": (
        "async def main():\n"
        "    job = asyncio.create_task(asyncio.to_thread(nap, 1))\n"
        "    await asyncio.sleep(0)\n"
        "    time.sleep(2)\n    print('main', loop_time())\n    await job\n"
        "asyncio.run(main())",
        "1\nmain 2.0\n",
        2.0,
    ),
    "a loop in a thread": (
        "async def tick():\n    await asyncio.sleep(5)\n    print('tick')\n"
        "t = threading.Thread(target=asyncio.run, args=(tick(),)); t.start()\n"
        "time.sleep(7)\nprint('main')\nt.join()",
        "tick\nmain\n",
        7.0,
    ),
    "waiting for the clock": (
        "async def main():\n    end = time.monotonic() + 0.5\n"
        "    while time.monotonic() < end: pass\n    print('over')\n"
        "asyncio.run(main())",
        "over\n",
        0.5,
    ),
}


@pytest.mark.parametrize("case", PROGRAMS)
def test_time(watch: Watcher, case: str) -> None:
    source, stdout, end = PROGRAMS[case]
    head = (
        "import asyncio, threading, time\n"
        "def loop_time(): return asyncio.get_running_loop().time()\n"
        "def nap(n):\n    time.sleep(n); print(n); return n\n"
    )
    seen = watch(head + source)
    assert (seen.raw["error"], seen.stdout, round(seen.time, 3)) == (None, stdout, end)


@pytest.mark.parametrize("bad", ["-1", "'x'", "float('nan')"])
def test_sleep_refuses_what_cpython_refuses(watch: Watcher, bad: str) -> None:
    error = watch(f"import time\ntime.sleep({bad})").raw["error"]
    assert error.startswith(("ValueError", "TypeError"))


def test_probes_move_the_clock_between_timers(watch: Watcher) -> None:
    seen = watch(
        """
        import asyncio
        async def main():
            jobs = [asyncio.create_task(probe()), asyncio.create_task(probe())]
            await asyncio.sleep(2)
            print("slept")
            print(await asyncio.gather(*jobs), asyncio.get_running_loop().time())
        asyncio.run(main())
        """,
        times=(1.0, 3.0),
    )
    assert (seen.raw["error"], seen.stdout) == (None, "slept\n[1.0, 3.0] 3.0\n")
    assert [event[4]["to"] for event in seen.of("clock")] == [1.0, 2.0, 3.0]


def test_probes_beside_a_thread(watch: Watcher) -> None:
    seen = watch(
        """
        import asyncio, time
        async def main():
            print(await asyncio.gather(probe(), asyncio.to_thread(time.sleep, 2)), time.monotonic())
        asyncio.run(main())
        """,
        times=(1.0,),
    )
    assert (seen.raw["error"], seen.stdout) == (None, "[1.0, None] 2.0\n")


def test_many_threads_always_in_the_same_order(watch: Watcher) -> None:
    source = """
        import asyncio, time
        def work(n):
            time.sleep(n % 4 + 1)
            return n, time.monotonic()
        async def main():
            for job in asyncio.as_completed([asyncio.to_thread(work, n) for n in range(4)]):
                print(await job)
        asyncio.run(main())
    """
    runs = watch.all(*[source] * 5)
    assert {run.stdout for run in runs} == {"(0, 1.0)\n(1, 2.0)\n(2, 3.0)\n(3, 4.0)\n"}


def test_a_thread_does_not_sleep_past_a_probe(watch: Watcher) -> None:
    source = """
        import asyncio, time
        def naps():
            for _ in range(3):
                time.sleep(2)
            return time.monotonic()
        async def call():
            return await probe(), time.monotonic()
        async def main():
            print(await asyncio.gather(call(), call(), asyncio.to_thread(naps)))
        asyncio.run(main())
    """
    for seen in [watch(source, times=(1.0, 5.0)) for _ in range(5)]:
        assert (seen.raw["error"], seen.stdout) == (None, "[(1.0, 1.0), (5.0, 5.0), 6.0]\n")


def test_a_loop_hears_what_a_thread_tells_it_before_that_thread_sleeps_on(watch: Watcher) -> None:
    source = """
        import asyncio, threading, time
        async def main():
            loop, told = asyncio.get_running_loop(), asyncio.Event()
            def tell():
                time.sleep(1)
                loop.call_soon_threadsafe(told.set)
                time.sleep(2.5)
            thread = threading.Thread(target=tell)
            thread.start()
            await told.wait()
            print(loop.time())
            thread.join()
        asyncio.run(main())
    """
    assert {seen.stdout for seen in watch.all(*[source] * 5)} == {"1.0\n"}
