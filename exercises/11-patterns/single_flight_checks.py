"""Hidden checks of single-flight."""

import asyncio

from grader.checks import Outcome, probe, scenario


@scenario
async def ask(submission, load, heard, asks, stops, nothing):
    """Each ask is (name, key, second); some are cancelled at a second. What each got, and when, goes to `heard`."""
    loop = asyncio.get_running_loop()

    async def load_key(key):
        answer = await load(key)
        return None if nothing else answer

    flights = submission.Flights(load_key)

    async def one(name, key, second):
        await asyncio.sleep(second)
        try:
            answer = await flights.get(key)
        except asyncio.CancelledError:
            answer = "cancelled"
        except Exception as error:
            answer = type(error).__name__
        heard(name, answer)

    tasks = {each[0]: asyncio.create_task(one(*each)) for each in asks}
    for second, name in stops:
        loop.call_at(second, tasks[name].cancel)
    await asyncio.wait(tasks.values(), timeout=500)
    await asyncio.sleep(50)


def asked(run, load, asks, stops=(), nothing=False):
    """Who got what: (second, who, answer), in order of time and name; and for which key `load` was called when."""
    heard = probe("heard", sync=True)
    run(ask, load=load, heard=heard, asks=asks, stops=list(stops), nothing=nothing)
    got = sorted([(call.entered, *call.args) for call in heard.calls], key=by_time_and_name)
    return got, [(*call.args, call.entered) for call in load.calls]


def by_time_and_name(answer):
    return answer[:2]


def test_loads_and_keeps(run):
    load = probe("load", delay=2)
    got, calls = asked(run, load, [("Ann", "tea", 0), ("Bill", "tea", 5), ("Chloe", "tea", 9)])
    assert got == [
        (2.0, "Ann", load.result),
        (5.0, "Bill", load.result),
        (9.0, "Chloe", load.result),
    ], (
        "Three asked for `tea` at seconds 0, 5 and 9, and to load takes 2 seconds. Who got what, and when: (second, "
        "who, answer)."
    )
    assert calls == [("tea", 0.0)], "Three asked for `tea`, one after the other. `load` was called with this, and when."
    got, calls = asked(run, probe("load", delay=2), [("Ann", "tea", 0), ("Bill", "tea", 5)], nothing=True)
    assert (got, calls) == ([(2.0, "Ann", None), (5.0, "Bill", None)], [("tea", 0.0)]), (
        "Two asked for `tea` at seconds 0 and 5, and `load` returns `None` after 2 seconds. Who got what, and when; "
        "and "
        "when `load` was called."
    )


def test_one_call_for_many(run):
    load = probe("load", delay=10)
    asks = [(f"task {second}", "tea", second) for second in range(10)]
    got, calls = asked(run, load, [*asks, ("late", "tea", 10.5)])
    assert calls == [("tea", 0.0)], (
        "Ten tasks asked for `tea` while it was loaded, and one after that. `load` was called with this, and when."
    )
    wanted = [(10.0, name, load.result) for name, _, _ in asks]
    assert got == [*wanted, (10.5, "late", load.result)], (
        "Ten tasks asked for `tea`, which was there at second 10; one more asked at second 10.5. Who got what, and "
        "when: (second, who, answer)."
    )


def test_keys_are_independent(run):
    load = probe("load", delays=[9, 2, 4])
    asks = [("Ann", "tea", 0), ("Bill", "milk", 1), ("Chloe", "bread", 2), ("Dan", "milk", 5)]
    got, _ = asked(run, load, asks)
    assert got == [
        (3.0, "Bill", load.results[1]),
        (5.0, "Dan", load.results[1]),
        (6.0, "Chloe", load.results[2]),
        (9.0, "Ann", load.results[0]),
    ], (
        "Three keys were loaded at the same time: `tea` from second 0 to 9, `milk` from 1 to 3, `bread` from 2 to 6. "
        "Who "
        "got what, and when: (second, who, answer)."
    )


def test_failure_is_not_kept(run):
    load = probe("load", delay=4, raises=["OSError", None])
    got, calls = asked(run, load, [("Ann", "tea", 0), ("Bill", "tea", 1), ("Chloe", "tea", 5), ("Dan", "tea", 6)])
    assert got == [
        (4.0, "Ann", "OSError"),
        (4.0, "Bill", "OSError"),
        (9.0, "Chloe", load.results[1]),
        (9.0, "Dan", load.results[1]),
    ], (
        "Ann and Bill asked at seconds 0 and 1, and that call failed at second 4. Chloe and Dan asked at seconds 5 "
        "and 6, "
        "and the next call succeeds. Who got what, and when: (second, who, answer)."
    )
    assert calls == [("tea", 0.0), ("tea", 5.0)], (
        "The first call failed at second 4; the next one who asked came at second 5. `load` was called with this, and "
        "when."
    )


def test_one_is_cancelled(run):
    for name in ("Ann", "Bill"):
        load = probe("load", delay=5)
        got, calls = asked(run, load, [("Ann", "tea", 0), ("Bill", "tea", 1), ("Chloe", "tea", 3)], stops=[(2, name)])
        others = [(5.0, each, load.result) for each in ("Ann", "Bill", "Chloe") if each != name]
        assert got == [(2.0, name, "cancelled"), *others], (
            f"Ann, Bill and Chloe asked for `tea` at seconds 0, 1 and 3; {name} was cancelled at second 2. Who got "
            "what, "
            "and when: (second, who, answer)."
        )
        assert calls == [("tea", 0.0)], (
            f"Ann, Bill and Chloe asked for `tea`; {name} was cancelled. `load` was called with this, and when."
        )


def test_goes_on_without_callers(run):
    load = probe("load", delay=5)
    got, _ = asked(run, load, [("Ann", "tea", 0), ("Bill", "tea", 8)], stops=[(2, "Ann")])
    assert [(call.left, call.outcome) for call in load.calls] == [(5.0, Outcome.RETURNED)], (
        "Ann alone asked, and was cancelled at second 2; Bill asked at second 8. `load` must be called once, and go on "
        "until second 5."
    )
    assert got == [(2.0, "Ann", "cancelled"), (8.0, "Bill", load.result)], (
        "Ann alone asked, and was cancelled at second 2; Bill asked at second 8. Who got what, and when: (second, "
        "who, answer)."
    )


def test_failure_without_callers(run):
    load = probe("load", delay=5, raises=["OSError", None])
    got, _ = asked(run, load, [("Ann", "tea", 0), ("Bill", "tea", 8)], stops=[(2, "Ann")])
    assert got == [(2.0, "Ann", "cancelled"), (13.0, "Bill", load.results[1])], (
        "Ann alone asked, and was cancelled at second 2; that call failed at second 5. Bill asked at second 8. Who got "
        "what, and when: (second, who, answer)."
    )
