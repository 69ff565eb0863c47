"""Hidden checks of event-emitter."""

import asyncio

from grader.checks import Outcome, probe, scenario


@scenario
async def emit_twice(submission, ann, bill, other):
    emitter = submission.Emitter()
    emitter.on("sold", ann)
    emitter.on("bought", other)
    emitter.on("sold", bill)
    return [
        await emitter.emit("sold", "tea", 2),
        await emitter.emit("sold"),
        await emitter.emit("nothing", 1),
    ]


@scenario
async def emit_for_four(submission, note):
    emitter = submission.Emitter()

    def handler(name):
        return lambda: note(name)

    for name in ("d", "a", "c", "b"):
        emitter.on("sold", handler(name))
    await emitter.emit("sold")


@scenario
async def emit_once(submission, handlers, end, stop_at):
    """Emit one event for these handlers, cancel it at a second if one is given, and tell how it ended."""
    emitter = submission.Emitter()
    for handler in handlers:
        emitter.on("sold", handler)
    task = asyncio.create_task(emitter.emit("sold", "tea"))
    await asyncio.wait([task], timeout=stop_at)
    task.cancel()
    await asyncio.wait([task], timeout=60)
    await end()
    if not task.done():
        return "went on"
    if task.cancelled():
        return "ended as cancelled"
    if task.exception():
        return f"raised {type(task.exception()).__name__}"
    return [type(error).__name__ for error in task.result()]


@scenario
async def take_away(submission, ann, bill, chloe):
    emitter = submission.Emitter()
    emitter.off("sold", ann)
    emitter.on("sold", ann)
    emitter.on("sold", bill)
    emitter.once("sold", chloe)
    emitter.on("bought", bill)
    emitter.off("sold", bill)
    emitter.off("sold", chloe)
    emitter.off("sold", bill)
    await emitter.emit("sold", 1)
    await emitter.emit("bought", 2)
    emitter.off("sold", ann)
    emitter.on("sold", bill)
    await emitter.emit("sold", 3)
    emitter.on("sold", ann)
    await emitter.emit("sold", 4)


@scenario
async def use_once(submission, ann, bill):
    """Emit an event several times, twice at nearly the same time; Ann is there for one time."""
    emitter = submission.Emitter()
    emitter.once("sold", ann)
    emitter.on("sold", bill)

    async def emit(second):
        await asyncio.sleep(second)
        await emitter.emit("sold", second)

    await asyncio.gather(emit(0), emit(1), emit(20))
    emitter.once("sold", ann)
    await emit(30)


@scenario
async def change_while_emitting(submission, note):
    emitter = submission.Emitter()

    def first(number):
        note("first", number)
        emitter.off("sold", first)
        emitter.on("sold", late)

    async def second(number):
        note("second", number)
        await asyncio.sleep(1)
        emitter.off("sold", third)

    def third(number):
        note("third", number)

    def fourth(number):
        note("fourth", number)

    def late(number):
        note("late", number)
        emitter.off("sold", late)

    for handler in (first, second, third, fourth):
        emitter.on("sold", handler)
    for number in (1, 2, 3):
        await emitter.emit("sold", number)


def calls(*probes):
    return [[(*call.args, call.entered) for call in probe_.calls] for probe_ in probes]


def test_calls_in_order(run):
    ann, bill, other = probe("Ann", sync=True), probe("Bill", sync=True), probe("other", sync=True)
    seen = run(emit_twice, ann=ann, bill=bill, other=other)
    args = [[call.args for call in probe_.calls] for probe_ in (ann, bill, other)]
    assert args == [[("tea", 2), ()], [("tea", 2), ()], []], (
        "Two handlers were registered for `sold`, and one for `bought`; `sold` was emitted twice, with `tea` and 2 and "
        "with no arguments. This is what each of the three was called with."
    )
    assert seen.value == [[], [], []], (
        "No handler failed, and for the third event there was none. This is what the three calls of `emit` returned."
    )
    order = probe("note", sync=True)
    run(emit_for_four, note=order)
    assert [call.args[0] for call in order.calls] == ["d", "a", "c", "b"], (
        "Four handlers were registered: d, a, c, b. They were called in this order."
    )


def test_waits_for_coroutines(run):
    ann, bill, chloe = probe("Ann", delay=2), probe("Bill", sync=True), probe("Chloe", delay=3)
    end = probe("end")
    seen = run(emit_once, handlers=[ann, bill, chloe], end=end, stop_at=90)
    assert calls(ann, bill, chloe) == [[("tea", 0.0)], [("tea", 2.0)], [("tea", 2.0)]], (
        "Ann is a coroutine function that takes 2 seconds, Bill a plain function, Chloe a coroutine function that "
        "takes 3 "
        "seconds. This is when each of them was called, and with what."
    )
    assert calls(end) == [[(5.0,)]], "The last handler ended at second 5. `emit` must end then."
    assert seen.value == [], "No handler failed. This is what `emit` returned, or how it ended."


def test_off(run):
    ann, bill, chloe = probe("Ann", sync=True), probe("Bill", sync=True), probe("Chloe", sync=True)
    run(take_away, ann=ann, bill=bill, chloe=chloe)
    numbers = [[call.args[0] for call in probe_.calls] for probe_ in (ann, bill, chloe)]
    assert numbers == [[1, 4], [2, 3, 4], []], (
        "Events 1 to 4 were emitted, with `off` and `on` between them. Ann was registered for 1 and 4, Bill for 2, 3 "
        "and "
        "4, Chloe for none. These are the events that each of them heard."
    )


def test_once_is_once(run):
    ann, bill = probe("Ann", delay=5), probe("Bill", delay=1)
    run(use_once, ann=ann, bill=bill)
    assert [[call.args[0] for call in each.calls] for each in (ann, bill)] == [[0, 30], [1, 0, 20, 30]], (
        "Four events were emitted: 0, 1, 20 and 30, the first two one second apart. Ann takes 5 seconds, and was "
        "registered with `once` before the first event and again before the last one; Bill was registered with `on`. "
        "These are the events that each of them heard."
    )


def test_errors_are_returned(run):
    ann, bill = probe("Ann", delay=1, raises="ValueError"), probe("Bill", sync=True, raises="KeyError")
    chloe, end = probe("Chloe", delay=1), probe("end")
    seen = run(emit_once, handlers=[ann, bill, chloe], end=end, stop_at=90)
    assert [len(each.calls) for each in (ann, bill, chloe)] == [1, 1, 1], (
        "Three handlers were registered, and the first two fail. Each of them must be called. They were called so "
        "often."
    )
    assert seen.value == ["ValueError", "KeyError"], (
        "The first handler raised a `ValueError`, the second one a `KeyError`. These are the kinds of exceptions in "
        "the "
        "list that `emit` returned, or how it ended."
    )


def test_cancellation_goes_on(run):
    ann, bill = probe("Ann", delay=5), probe("Bill", delay=5)
    seen = run(emit_once, handlers=[ann, bill], end=probe("end"), stop_at=3)
    assert [call.outcome for call in ann.calls] == [Outcome.CANCELLED], (
        "`emit` was cancelled at second 3, while the first handler waited. This is how that handler ended."
    )
    assert seen.value == "ended as cancelled", "`emit` was cancelled at second 3. This is how it ended."
    assert len(bill.calls) == 0, (
        "`emit` was cancelled during the first handler. The second one was called all the same."
    )


def test_changes_while_it_emits(run):
    note = probe("note", sync=True)
    run(change_while_emitting, note=note)
    heard = {number: [call.args[0] for call in note.calls if call.args[1] == number] for number in (1, 2, 3)}
    assert heard == {
        1: ["first", "second", "third", "fourth"],
        2: ["second", "fourth", "late"],
        3: ["second", "fourth"],
    }, (
        "While the first event was emitted, the first handler took itself away and registered `late`, and the second "
        "one "
        "took `third` away; `late` took itself away later. This is who heard which event."
    )
