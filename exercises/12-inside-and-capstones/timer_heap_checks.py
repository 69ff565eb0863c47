"""Hidden checks of timer-heap."""

from grader.checks import scenario


@scenario
def play(submission, script, runs):
    """Follow a script on a loop with a clock of its own; returns what was called, what was waited for, and errors.

    The script maps names of callbacks to what they do when they are called, `first of all` before the loop runs: a list of
    `("soon", name)`, `("later", delay, name)`, `("cancel", name)`, `("work", seconds)`, `("raise",)`.
    """
    clock = [100.0]
    called, waits, errors, handles = [], [], [], {}

    def plain(number):
        number = round(number, 6)
        return int(number) if number == int(number) else number

    def wait(seconds):
        waits.append(plain(seconds))
        if len(waits) > 500:
            raise RuntimeError("wait was called more than 500 times")
        clock[0] += max(seconds, 0)

    def call(name, *more):
        if name != "first of all":
            called.append((plain(clock[0] - 100), name, *more))
        if len(called) > 500:
            raise RuntimeError("more than 500 callbacks were called")
        for what, *rest in script.get(name, []):
            if what == "soon":
                loop.call_soon(call, *rest)
            elif what == "later":
                handles[rest[1]] = loop.call_later(rest[0], call, *rest[1:])
            elif what == "cancel":
                handles[rest[0]].cancel()
            elif what == "work":
                clock[0] += rest[0]
            else:
                raise LookupError(name)

    loop = submission.Loop(lambda: clock[0], wait)
    call("first of all")
    for _ in range(runs):
        try:
            loop.run()
        except LookupError as error:
            errors.append(str(error.args[0]))
    return called, waits, errors


def played(run, script, runs=1):
    value = run(play, script=script, runs=runs).value
    assert isinstance(value, tuple) and len(value) == 3, "The loop did not run to its end."
    return value


def test_call_soon(run):
    called, _, _ = played(
        run,
        {
            "first of all": [("soon", "a"), ("soon", "b", 1, 2), ("soon", "c")],
            "a": [("soon", "d")],
            "d": [("soon", "e")],
        },
    )
    assert called == [(0, "a"), (0, "b", 1, 2), (0, "c"), (0, "d"), (0, "e")], (
        "`a`, `b` (with the arguments 1 and 2) and `c` are to be called soon; `a` asks for `d`, `d` for `e`. "
        "These were "
        "called, each with its second."
    )


def test_turns(run):
    called, _, _ = played(
        run,
        {
            "first of all": [
                ("later", 3, "late"),
                ("later", 1, "early", "x"),
                ("later", 2, "middle"),
                ("soon", "first"),
            ],
            "middle": [("later", 0.5, "between")],
        },
    )
    assert called == [(0, "first"), (1, "early", "x"), (2, "middle"), (2.5, "between"), (3, "late")], (
        "Timers were set for second 3 (`late`), 1 (`early`) and 2 (`middle`, which sets `between` for 0.5 seconds later), "
        "and `first` is to be called soon. These were called, each with its second."
    )
    again = {f"step{number}": [("work", 1), ("soon", f"step{number + 1}")] for number in range(5)}
    called, _, _ = played(
        run,
        {
            "first of all": [("soon", "step0"), ("later", 0.5, "timer"), ("soon", "other")],
            "other": [("soon", "y")],
            **again,
        },
    )
    assert called == [
        (0, "step0"),
        (1, "other"),
        (1, "step1"),
        (2, "y"),
        (2, "timer"),
        (2, "step2"),
        (3, "step3"),
        (4, "step4"),
        (5, "step5"),
    ], (
        "`step0` and `other` are to be called soon, `timer` at second 0.5. Each step takes a second and asks for the next "
        "step, and `other` for `y`, to be called soon. These were called, each with its second."
    )


def test_same_time(run):
    names = ["d", "b", "e", "a", "c"]
    called, _, _ = played(run, {"first of all": [("later", 2, name) for name in names], "d": [("soon", "x")]})
    assert called == [(2, name) for name in [*names, "x"]], (
        "Five timers were set for the same second, `d` first, then `b`, `e`, `a`, `c`; `d` asks for `x` to be called "
        "soon. These were called, each with its second."
    )
    script = {
        "first of all": [("later", 2, "b"), ("soon", "x"), ("later", 1.5, "a")],
        "x": [("work", 5), ("later", -3, "c")],
    }
    called, _, _ = played(run, script)
    assert called == [(0, "x"), (5, "a"), (5, "b"), (5, "c")], (
        "`b` is due at second 2, `a` at 1.5. But `x` keeps the loop busy until second 5, and then sets `c` with a delay of "
        "-3. These were called, each with its second."
    )


def test_waits_exactly(run):
    called, waits, _ = played(run, {"first of all": [("later", 4, "b"), ("later", 1.5, "a"), ("soon", "x")]})
    assert waits == [1.5, 2.5], "Timers at seconds 1.5 and 4. These are the numbers that `wait` was called with."
    script = {
        "first of all": [("later", 1, "a"), ("later", 2, "b"), ("later", 7, "c"), ("later", 8, "d")],
        "a": [("work", 3.25), ("soon", "x")],
        "c": [("work", 1)],
    }
    called, waits, _ = played(run, script)
    assert called == [(1, "a"), (4.25, "x"), (4.25, "b"), (7, "c"), (8, "d")], (
        "Timers `a` to `d` at seconds 1, 2, 7 and 8. `a` takes 3.25 seconds and asks for `x` to be called soon; `c` takes "
        "one second. These were called, each with its second."
    )
    assert waits == [1, 2.75], (
        "Timers at seconds 1, 2, 7 and 8. The first callback takes 3.25 seconds, the third takes one. These are the "
        "numbers that `wait` was called with."
    )
    _, waits, _ = played(run, {"first of all": [("soon", "x")], "x": [("later", 0, "y"), ("later", -1, "z")]})
    assert waits == [], "Timers with delays of 0 and -1. These are the numbers that `wait` was called with."


def test_cancel(run):
    script = {
        "first of all": [("later", 1, "a"), ("later", 2, "b"), ("later", 3, "c"), ("later", 4, "d"), ("cancel", "d")],
        "a": [("cancel", "b"), ("cancel", "b")],
        "c": [("cancel", "c"), ("cancel", "a")],
    }
    called, waits, _ = played(run, script)
    assert called == [(1, "a"), (3, "c")], (
        "Timers `a` to `d` at seconds 1 to 4. `d` is cancelled before the loop runs, `b` by `a`, and `c` cancels itself "
        "and `a`, which is too late. These were called, each with its second."
    )
    assert waits == [1, 2], "Of timers at seconds 1 to 4 those at 2 and 4 were cancelled. `wait` was called with these."
    four = [(what, *rest, name) for what, *rest in (("later", 1), ("cancel",)) for name in "efgh"]
    called, waits, _ = played(run, {"first of all": [("later", 7, "a"), *four]})
    assert (called, waits) == ([(7, "a")], [7]), (
        "Timer `a` is due at second 7; four others, due at second 1, were cancelled. This was called, and `wait` was "
        "called with these."
    )
    script = {"first of all": [("later", 1, "a"), ("later", 1, "b"), ("later", 1, "c")], "a": [("cancel", "b")]}
    called, _, _ = played(run, script)
    assert called == [(1, "a"), (1, "c")], (
        "`a`, `b` and `c` are due at the same second, and `a` cancels `b`. These were called, each with its second."
    )


def test_an_exception(run):
    script = {
        "first of all": [("soon", "a"), ("soon", "bad"), ("soon", "b"), ("later", 1, "c"), ("later", 2, "worse")],
        "bad": [("soon", "d"), ("raise",)],
        "worse": [("later", 1, "e"), ("raise",)],
    }
    called, _waits, errors = played(run, script, runs=4)
    assert errors == ["bad", "worse"], (
        "`bad` and `worse` raise an exception. `run` was called four times; these came out."
    )
    assert called == [(0, "a"), (0, "bad"), (0, "b"), (0, "d"), (1, "c"), (2, "worse"), (3, "e")], (
        "`bad` and `worse` raise an exception, and `run` is called again each time. These were called, each with its "
        "second."
    )
