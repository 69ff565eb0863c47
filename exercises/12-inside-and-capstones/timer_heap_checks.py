"""Hidden checks of timer-heap."""

from grader.checks import probe, scenario


@scenario
def drive(submission, soon, timers, note):
    """Run a loop on a clock of its own. A timer is (time, name, seconds it takes, calls that it adds)."""
    now = [100.0]

    def sleep(seconds):
        note("sleep", seconds)
        now[0] += max(seconds, 0)

    loop = submission.Loop(lambda: now[0], sleep)

    def callback(name, takes, adds):
        note(name, now[0])
        now[0] += takes
        for after, added, more in adds:
            if after is None:
                loop.call_soon(callback, added, 0, more)
            else:
                loop.call_at(now[0] + after, callback, added, 0, more)

    def own(name, takes, adds):
        # A function of its own for each timer: functions cannot be compared.
        return lambda: callback(name, takes, adds)

    for name, takes, adds in soon:
        loop.call_soon(callback, name, takes, adds)
    for number, (after, name, takes, adds) in enumerate(timers):
        if number % 2:
            loop.call_at(100.0 + after, callback, name, takes, adds)
        else:
            loop.call_at(100.0 + after, own(name, takes, adds))
    loop.run()


def events(run, soon, timers):
    """What happened: names with the seconds since the start, and sleeps; one of no length may be left out."""
    note = probe("note", sync=True)
    run(drive, soon=soon, timers=timers, note=note)
    noted = [tuple(call.args) for call in note.calls]
    return [(name, time if name == "sleep" else time - 100.0) for name, time in noted if (name, time) != ("sleep", 0)]


def calls(noted):
    return [event for event in noted if event[0] != "sleep"]


def test_timers_in_order(run):
    timers = [[3, "third", 0, []], [1, "first", 0, []], [2.5, "second", 0, []], [7, "last", 0, []]]
    assert calls(events(run, [], timers)) == [("first", 1.0), ("second", 2.5), ("third", 3.0), ("last", 7.0)], (
        "Four timers were set, in another order. These are their names, and the second at which each was called."
    )


def test_timers_of_the_same_time(run):
    names = ["cat", "ant", "dog", "bee", "ape", "cow"]
    called = calls(events(run, [], [[2, name, 0, []] for name in names]))
    assert called == [(name, 2.0) for name in names], (
        f"Timers named {', '.join(names)} were set for the same time, in this order. So they were called, each with "
        "its second."
    )


def test_sleeps_until_the_next_timer(run):
    timers = [[1.5, "a", 0, []], [4, "b", 3, []], [5, "late", 0, []], [9, "c", 0, []], [-2, "past", 0, []]]
    noted = events(run, [], timers)
    assert noted == [
        ("past", 0.0),
        ("sleep", 1.5),
        ("a", 1.5),
        ("sleep", 2.5),
        ("b", 4.0),
        ("late", 7.0),
        ("sleep", 2.0),
        ("c", 9.0),
    ], (
        "Timers were set for the seconds 1.5, 4, 5 and 9, and one for a time that was over. The callback at second 4 "
        "takes three seconds. These are the sleeps, with their length, and the calls, with their second."
    )


def test_rounds(run):
    adds = [[None, "added", []], [0, "added timer", []]]
    soon = [["one", 0, adds], ["two", 0.5, []]]
    timers = [[0, "due", 0, []], [0.25, "due later", 0, [[None, "more", []]]], [0.5, "due with it", 0, []]]
    noted = events(run, soon, timers)
    assert noted == [
        ("one", 0.0),
        ("two", 0.0),
        ("due", 0.5),
        ("added", 0.5),
        ("added timer", 0.5),
        ("due later", 0.5),
        ("due with it", 0.5),
        ("more", 0.5),
    ], (
        "`one` and `two` were ready, and a timer `due`. `one` adds a callback `added` and a timer `added timer`, due "
        "at once; `two` takes half a second. Then `due later` and `due with it` are due, and the first of them "
        "adds `more`. These are the calls, with their second."
    )
    chain = [[None, "again", [[None, "once more", []]]]]
    in_between = events(run, [["ready", 1, chain]], [[1, "timer", 0, []], [10, "last", 0, []]])
    assert in_between == [
        ("ready", 0.0),
        ("again", 1.0),
        ("timer", 1.0),
        ("once more", 1.0),
        ("sleep", 9.0),
        ("last", 10.0),
    ], (
        "`ready` takes a second and adds `again`, which adds `once more`. Timers are due at the seconds 1 and 10. "
        "These are the sleeps, with their length, and the calls, with their second."
    )
    slow_first = calls(events(run, [["slow", 1, []], ["two", 0, [[None, "added", []]]]], [[0.5, "timer", 0, []]]))
    assert slow_first == [("slow", 0.0), ("two", 1.0), ("added", 1.0), ("timer", 1.0)], (
        "`slow` and `two` were ready. `slow` takes a second, in which `timer` falls due; `two` adds `added`. A timer "
        "joins the queue between two rounds, not within one. These are the calls, with their second."
    )
