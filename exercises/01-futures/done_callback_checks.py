"""Hidden checks of done-callback."""

import asyncio

from grader.checks import probe, scenario


@scenario
def announce_futures(submission, log, when_done, end):
    """Announce a future for each name; complete each at its time, with an error where its text begins with a sign."""
    loop = asyncio.new_event_loop()

    def board(*words):
        log("board", *[word if isinstance(word, str) else type(word).__name__ for word in words])

    def complete(future, outcome):
        error = {"!": OSError, "?": ValueError}.get(outcome[:1])
        if error is not None:
            future.set_exception(error(outcome[1:]))
        else:
            future.set_result(outcome)
        log("completed")

    def start():
        try:
            announce_all()
        except Exception as error:
            failed.append(error)
            loop.stop()

    def announce_all():
        log("start")
        futures = {}
        for name, when, outcome in when_done:
            if name not in futures:
                futures[name] = loop.create_future()
                if when is None:
                    complete(futures[name], outcome)
                else:
                    loop.call_later(when, complete, futures[name], outcome)
            submission.announce(board, name, futures[name])
        log("announced")

    def note_error(loop, context):
        log("error in the loop", type(context.get("exception")).__name__)

    failed = []
    loop.set_exception_handler(note_error)
    try:
        loop.call_later(3, start)
        loop.call_later(3 + end, loop.stop)
        loop.run_forever()
        if failed:
            raise failed[0]
    finally:
        loop.close()


def happened(log, *kinds):
    """The entries of these kinds, with the seconds since the start at their end."""
    start = log.calls[0].entered if log.calls else 0
    return [(*call.args, round(call.entered - start, 6)) for call in log.calls if call.args[0] in kinds]


def test_writes_the_result(run):
    log = probe("log", sync=True)
    when_done = [("train", 8.5, "platform 4"), ("bus", 4.2, "stop A"), ("ship", 20, "pier 1")]
    run(announce_futures, log=log, when_done=when_done, end=15)
    assert happened(log, "board") == [("board", "bus", "stop A", 4.2), ("board", "train", "platform 4", 8.5)], (
        "The bus was there after 4.2 seconds, at `stop A`, the train after 8.5, at `platform 4`; the ship was not "
        "there yet at the end. This is what the board was given, with the seconds at the end."
    )


def test_waits_for_its_turn(run):
    log = probe("log", sync=True)
    when_done = [("train", 2, "platform 4"), ("train", 2, ""), ("bus", 5, "stop A")]
    run(announce_futures, log=log, when_done=when_done, end=9)
    steps = [call.args for call in log.calls if call.args[0] in ("board", "completed")]
    train, bus = ("board", "train", "platform 4"), ("board", "bus", "stop A")
    assert steps == [("completed",), train, train, ("completed",), bus], (
        "The train was announced twice, the bus once. Here `completed` was noted when the code that completes a future "
        "had come to its end; the board has its turn after that."
    )


def test_done_already(run):
    log = probe("log", sync=True)
    run(announce_futures, log=log, when_done=[("train", None, "platform 4"), ("bus", None, "stop A")], end=4)
    steps = [call.args for call in log.calls if call.args[0] in ("board", "announced")]
    assert steps == [("announced",), ("board", "train", "platform 4"), ("board", "bus", "stop A")], (
        "Both futures were done when they were announced. The code that calls `announce` goes on first, here up to "
        "`announced`; then the loop calls the board. This is what happened."
    )
    times = [call.entered - log.calls[0].entered for call in log.calls if call.args[0] == "board"]
    assert times == [0, 0], "The futures were done already, and yet seconds went by before the board was called."


def test_writes_an_error(run):
    log = probe("log", sync=True)
    when_done = [("bus", 4, "!a flat tyre"), ("tram", None, "?no power")]
    run(announce_futures, log=log, when_done=when_done, end=9)
    assert happened(log, "board") == [
        ("board", "tram", "sorry: no power", 0),
        ("board", "bus", "sorry: a flat tyre", 4),
    ], (
        "The tram had failed already, with the error `no power`; the bus failed after 4 seconds, with the error `a "
        "flat tyre`. This is what the board was given, with the seconds at the end."
    )
    errors = [call.args[1] for call in log.calls if call.args[0] == "error in the loop"]
    assert errors == [], "The board is right, but these errors reached the loop."
