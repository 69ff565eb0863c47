"""The same five checks as a course team would write them for plain pytest: one process, real time.

The delays are a thousandth of those of the exercise, so that sleeping does not count against plain pytest.
"""

import asyncio
import inspect

import pytest
from submission import run_both


class Log:
    def __init__(self):
        self.events = []

    def job(self, name, delay, error=None):
        async def work():
            self.events.append(("enter", name))
            await asyncio.sleep(delay / 1000)
            self.events.append(("leave", name))
            if error:
                raise error
            return name

        return work


def run(a, b):
    return asyncio.run(run_both(a, b))


def test_results():
    log = Log()
    assert run(log.job("a", 10), log.job("b", 5)) == ["a", "b"]


def test_order():
    log = Log()
    run(log.job("a", 10), log.job("b", 5))
    assert log.events == [("enter", "a"), ("enter", "b"), ("leave", "b"), ("leave", "a")]


def test_time():
    log = Log()
    start = asyncio.new_event_loop().time()
    run(log.job("a", 20), log.job("b", 20))
    assert asyncio.new_event_loop().time() - start < 0.035


def test_error():
    log = Log()
    with pytest.raises(ValueError, match="a"):
        run(log.job("a", 2, ValueError("a")), log.job("b", 1))


def test_is_coroutine_function():
    assert inspect.iscoroutinefunction(run_both)
