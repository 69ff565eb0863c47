"""Hidden checks of own-awaitable."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def make_request(submission, send, ready, page):
    request = submission.Request(send, page)
    await ready()
    return await request


@scenario
async def await_again(submission, send):
    """What three awaits of one request give, the first of which fails."""
    request = submission.Request(send, "home")
    answers = []
    for _ in range(3):
        try:
            answers.append(await request)
        except OSError as error:
            answers.append(type(error).__name__)
    return answers


@scenario
async def give_values(submission, woken, begins, gives, stops, ask):
    """Tasks begin to wait at some seconds, values are given at others; one task waits again after its first value."""
    signal = submission.Signal()
    loop = asyncio.get_running_loop()
    start = loop.time()
    troubles = []

    async def wait(name, second, rounds):
        await asyncio.sleep(start + second - loop.time())
        for _ in range(rounds):
            woken(name, await signal)

    def give(value):
        try:
            signal.give(value)
        except Exception as error:
            troubles.append(type(error).__name__)

    tasks = {name: loop.create_task(wait(name, second, rounds)) for name, second, rounds in begins}
    for second, value in gives:
        loop.call_at(start + second, give, value)
    for second, name in stops:
        loop.call_at(start + second, tasks[name].cancel)
    await asyncio.wait(tasks.values(), timeout=100)
    endings = {name: how_it_ended(tasks[name]) for name in ask}
    for task in tasks.values():
        task.cancel()
    return endings, troubles


@scenario
def how_it_ended(task):
    if not task.done():
        return "waits"
    if task.cancelled():
        return "cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "done"


def woke_up(run, begins, gives, ask, stops=()):
    """Who got which value when; and how those in `ask` ended, with the errors that `give` raised."""
    woken = probe("woken", sync=True)
    seen = run(give_values, woken=woken, begins=begins, gives=gives, stops=list(stops), ask=ask)
    return sorted([(call.entered, *call.args) for call in woken.calls], key=repr), seen.value


def test_request(run):
    send = probe("send", delay=2)
    seen = run(make_request, send=send, ready=probe("ready", delay=5), page="home")
    assert [(*call.args, call.entered) for call in send.calls] == [("home", 5.0)], (
        "A request for `home` was made at second 0 and awaited at second 5. This is what was sent for, and when."
    )
    assert seen.value == send.result, "`await request` must give what `send` returned. It gave this."


def test_request_again(run):
    send = probe("send", delay=2, raises=["OSError", None])
    seen = run(await_again, send=send)
    assert [call.entered for call in send.calls] == [0.0, 2.0, 4.0], (
        "One request was awaited three times, and to send takes 2 seconds. It was sent at these seconds."
    )
    assert seen.value == ["OSError", send.results[1], send.results[2]], (
        "`send` raised an `OSError` the first time. These are the answers that the three awaits gave."
    )


def test_signal(run):
    got, ended = woke_up(run, begins=[("Ann", 0, 1)], gives=[(3, "tea"), (5, "milk")], ask=["Ann"])
    assert ended == ({"Ann": "done"}, []), (
        "Ann awaited the signal at second 0; values were given at seconds 3 and 5. This is how her task ended, and "
        "which "
        "errors `give` raised."
    )
    assert got == [(3.0, "Ann", "tea")], (
        "Ann awaited the signal at second 0; `tea` was given at second 3 and `milk` at second 5. Who got what, and "
        "when: "
        "(second, who, value)."
    )


def test_many_wait(run):
    got, ended = woke_up(
        run,
        begins=[("Ann", 1, 3), ("Bill", 2, 1), ("Chloe", 4, 1), ("Dan", 8, 1)],
        gives=[(0, "early"), (3, "tea"), (5, None), (7, "milk")],
        ask=["Ann", "Bill", "Chloe", "Dan"],
    )
    wanted = [
        (3.0, "Ann", "tea"),
        (3.0, "Bill", "tea"),
        (5.0, "Ann", None),
        (5.0, "Chloe", None),
        (7.0, "Ann", "milk"),
    ]
    assert got == wanted, (
        "Values were given at seconds 0, 3, 5 and 7. Ann waits from second 1, again after each value; Bill from 2, "
        "Chloe "
        "from 4, Dan from 8. Who got what, and when: (second, who, value)."
    )
    assert ended == ({"Ann": "done", "Bill": "done", "Chloe": "done", "Dan": "waits"}, []), (
        "Dan came after the last value, so he still waits; the others are done. This is how the tasks ended, and which "
        "errors `give` raised."
    )


def test_one_cancelled(run):
    got, ended = woke_up(
        run,
        begins=[("Ann", 0, 1), ("Bill", 0, 1), ("Chloe", 4, 1)],
        gives=[(5, "tea"), (6, "milk")],
        stops=[(3, "Ann")],
        ask=["Ann", "Bill", "Chloe"],
    )
    assert ended == ({"Ann": "cancelled", "Bill": "done", "Chloe": "done"}, []), (
        "Ann, Bill and Chloe waited; Ann was cancelled at second 3, and a value was given at second 5. This is how "
        "their "
        "tasks ended, and which errors `give` raised."
    )
    assert got == [(5.0, "Bill", "tea"), (5.0, "Chloe", "tea")], (
        "Ann was cancelled at second 3, and `tea` was given at second 5. Who got what, and when: (second, who, value)."
    )
