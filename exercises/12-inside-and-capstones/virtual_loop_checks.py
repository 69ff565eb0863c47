"""Hidden checks of virtual-loop."""

from grader.checks import scenario


@scenario
def wait_for(submission, waits, sockets, arrivals, waiting):
    """Call `wait` with each number of `waits`, on a selector that only writes down what it is asked.

    `arrivals` says for each wait when something comes: `None` for never, else after so many seconds of real time.
    Returns for each wait what it gave, the time after it, and the longest that the selector was asked to wait.
    """
    asked = []
    arrival = [None]

    class Selector:
        def get_map(self):
            return {number: f"socket {number}" for number in range(sockets)}

        def select(self, timeout=None):
            asked.append(timeout)
            if len(asked) > 500:
                raise RuntimeError("select was asked more than 500 times")
            comes = arrival[0] is not None and (timeout is None or arrival[0] <= timeout)
            return ["news"] if comes else []

    clock = submission.VirtualClock(Selector(), 0.02)
    seen = [("begin", clock.now(), 0)]
    for seconds, comes in zip(waits, arrivals, strict=True):
        asked.clear()
        arrival[0] = comes
        try:
            gave = clock.wait(seconds, dict(waiting))
        except submission.DeadlockError as deadlock:
            gave = (deadlock.waiting, deadlock.circle)
        real = "for ever" if None in asked else sum(asked)
        seen.append((gave, round(clock.now(), 6), real))
    return seen


def waited(run, waits, sockets=0, arrivals=None, waiting=()):
    arrivals = arrivals or [None] * len(waits)
    return run(wait_for, waits=waits, sockets=sockets, arrivals=arrivals, waiting=dict(waiting)).value


SHOWN = "These are, for each, what `wait` gave, the time after it, and how long `select` could take in all."


def test_jumps(run):
    assert waited(run, [5, 0.5, 86400]) == [("begin", 0, 0), ([], 5, 0), ([], 5.5, 0), ([], 86405.5, 0)], (
        f"No socket is registered, and `wait` was called with 5, 0.5 and 86400. {SHOWN}"
    )


def test_sockets(run):
    seen = waited(run, [5, 7, 9, 2], sockets=2, arrivals=[None, 0, 0.01, 0.5])
    assert isinstance(seen, list) and len(seen) == 5, "The clock did not come through four waits."
    assert [*seen[:2], *seen[3:]] == [("begin", 0, 0), ([], 5, 0.02), (["news"], 5, 0.02), ([], 7, 0.02)], (
        "Two sockets, a grace of 0.02. `wait` was called with 5: nothing came; with 9: something came after "
        "0.01 seconds; "
        f"with 2: something would come after 0.5 seconds. {SHOWN}"
    )
    assert seen[2] in ((["news"], 5, 0), (["news"], 5, 0.02)), (
        "Two sockets, and something was there at once when `wait` was called with 7, at second 5. This is what `wait` gave, "
        "the time after it, and how long `select` could take."
    )


def test_due(run):
    assert waited(run, [3, 0, -2, 1], sockets=1) == [
        ("begin", 0, 0),
        ([], 3, 0.02),
        ([], 3, 0),
        ([], 3, 0),
        ([], 4, 0.02),
    ], f"One socket, and nothing comes. `wait` was called with 3, 0, -2 and 1. {SHOWN}"
    assert waited(run, [3, 0, -1], sockets=1, arrivals=[None, 0, 0]) == [
        ("begin", 0, 0),
        ([], 3, 0.02),
        *[(["news"], 3, 0)] * 2,
    ], f"One socket. `wait` was called with 3, when nothing came, then with 0 and -1. {SHOWN}"


def test_deadlock(run):
    waiting = {"cook": "a lock", "guest": "cook"}
    assert waited(run, [4, None], waiting=waiting) == [("begin", 0, 0), ([], 4, 0), ((waiting, []), 4, 0)], (
        f"No socket. `wait` was called with 4, then with `None`: a deadlock. {SHOWN} Of `DeadlockError` you see `waiting` and "
        "`circle`."
    )
    assert waited(run, [None, None], sockets=1, arrivals=[0.01, None], waiting=waiting) == [
        ("begin", 0, 0),
        (["news"], 0, 0.02),
        ((waiting, []), 0, 0.02),
    ], (
        f"One socket. `wait` was called with `None` twice: something came after 0.01 seconds, then nothing. {SHOWN} Of "
        "`DeadlockError` you see `waiting` and `circle`."
    )


def test_circle(run):
    for circle, waiting in (
        (["baker", "shop"], {"shop": "baker", "baker": "shop", "miller": "baker", "cook": "an egg"}),
        (["b", "d", "c"], {"a": "b", "b": "d", "c": "b", "d": "c", "e": "a", "f": "a queue"}),
        (["x"], {"x": "x", "w": "x"}),
        ([], {"a": "b", "b": "c", "c": "a lock"}),
        ([], {}),
    ):
        seen = waited(run, [None], waiting=waiting)
        gave = seen[-1][0] if isinstance(seen, list) and len(seen) == 2 else None
        assert isinstance(gave, tuple) and len(gave) == 2, (
            "There was no timer and no socket, and no `DeadlockError` came."
        )
        assert gave[1] == circle, f"A deadlock; `waiting` was `{waiting}`. This is the circle."
