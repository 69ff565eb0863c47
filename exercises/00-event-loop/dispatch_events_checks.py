"""Hidden checks of dispatch-events."""

from grader.checks import probe, scenario


@scenario
def watch_one_night(submission, log, events):
    """Make the table, then call what is in it, as `dispatch` should."""

    def light(*details):
        log("light", *details)

    def alarm(*details):
        log("alarm", *details)

    table = submission.night_watch(light, alarm)
    log("table made")
    for name, detail in events:
        table[name](detail)


@scenario
def dispatch_all(submission, log, events, known):
    def make(name):
        def handler(*details):
            log(name, *details)

        return handler

    def default(*details):
        log("default", *details)

    submission.dispatch(events, {name: make(name) for name in known}, default)


@scenario
def dispatch_with_a_growing_table(submission, log, events):
    """The handler of "learn" puts a new handler into the table, that of "forget" takes one out of it."""
    handlers = {}

    def learn(name):
        log("learn", name)

        def handler(*details):
            log(name, *details)

        handlers[name] = handler

    def forget(name):
        log("forget", name)
        del handlers[name]

    def default(*details):
        log("default", *details)

    handlers["learn"] = learn
    handlers["forget"] = forget
    submission.dispatch(events, handlers, default)


@scenario
def dispatch_to_a_forgetful_handler(submission, log):
    """The handler looks for something in a dictionary of its own, and does not find it."""

    def order(dish):
        log("order", dish)
        return {"tea": 2}[dish]

    def default(*details):
        log("default", *details)

    try:
        submission.dispatch([("order", "cake")], {"order": order}, default)
    except KeyError:
        log("KeyError")


def called(log):
    return [call.args for call in log.calls]


def test_table_holds_functions(run):
    log = probe("log", sync=True)
    run(watch_one_night, log=log, events=[("smoke", "cellar"), ("dusk", "garden")])
    before = called(log)[: called(log).index(("table made",))] if ("table made",) in called(log) else called(log)
    assert before == [], "`night_watch` may not call anything. This is what was called while it made the table."
    assert called(log) == [("table made",), ("alarm", "cellar"), ("light", "garden")], (
        "When the table was made, its entry for `smoke` was called with `cellar`, and its entry for `dusk` with "
        "`garden`. This is what was called."
    )


def test_calls_each_handler_in_order(run):
    events = [("bell", "Ada"), ("phone", 117), ("bell", "Bo"), ("phone", None), ("bell", "Ada")]
    log = probe("log", sync=True)
    run(dispatch_all, log=log, events=events, known=["phone", "bell"])
    assert called(log) == events, (
        "There were handlers for `bell` and for `phone`. Each event must call its handler once, with the detail. This "
        "is what was called."
    )


def test_unknown_events_go_to_default(run):
    log = probe("log", sync=True)
    run(dispatch_all, log=log, events=[("owl", "roof"), ("bell", "Ada"), ("owl", 11)], known=["bell"])
    assert called(log) == [("default", "owl", "roof"), ("bell", "Ada"), ("default", "owl", 11)], (
        "The table had a handler for `bell` alone. This is what was called for an owl, a bell and an owl once more."
    )
    log = probe("log", sync=True)
    run(dispatch_to_a_forgetful_handler, log=log)
    assert [args for args in called(log) if args[0] == "default"] == [], (
        "The table had a handler for `order`. It was called with `cake`, looked that up in its own list of prices, and "
        "failed with a `KeyError`. This is how `default` was called, though the event had a handler."
    )


def test_looks_up_in_turn(run):
    events = [("rain", 1), ("learn", "rain"), ("rain", 2), ("forget", "rain"), ("rain", 3)]
    log = probe("log", sync=True)
    run(dispatch_with_a_growing_table, log=log, events=events)
    assert called(log) == [("default", "rain", 1), *events[1:4], ("default", "rain", 3)], (
        "Five events: rain, learn, rain, forget, rain. The handler of `learn` puts one for `rain` into the table, and the "
        "handler of `forget` takes it out again, so only the second rain has a handler. This is what was called."
    )
