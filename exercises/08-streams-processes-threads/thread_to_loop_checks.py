"""Hidden checks of thread-to-loop."""

import asyncio
import queue
import threading

from grader.checks import scenario


@scenario
def library(schedule, errors):
    """A library with a thread of its own, and a coroutine that lets it report each item after its pause."""
    news = queue.Queue()
    started = []

    def report(callback):
        while (item := news.get()) is not None:
            try:
                callback(item)
            except Exception as error:
                errors.append(type(error).__name__)

    def subscribe(callback):
        started.append(threading.Thread(target=report, args=(callback,), daemon=True))
        started[-1].start()

    async def let_it_report():
        for pause, item in schedule:
            await asyncio.sleep(pause)
            news.put(item)
        news.put(None)

    return subscribe, let_it_report, started


@scenario
async def receive(submission, schedule):
    """The items that arrive, each with its second."""
    loop = asyncio.get_running_loop()
    arrived, errors = [], []
    arrivals = asyncio.Queue()
    subscribe, let_it_report, started = library(schedule, errors)
    submission.forward(subscribe, arrivals)
    if not started:
        return "`subscribe` was not called"
    reporting = asyncio.create_task(let_it_report())
    try:
        async with asyncio.timeout(60):
            while len(arrived) < len(schedule):
                arrived.append((await arrivals.get(), loop.time()))
    except TimeoutError:
        pass
    await reporting
    return f"the callback raised {errors[0]}" if errors else arrived


@scenario
async def receive_strictly(submission, schedule):
    """What was done in the library's thread that belongs to the loop's. Debug mode notices calls from other threads."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    home = threading.get_ident()
    faults = []

    class Watched(asyncio.Queue):
        def _put(self, item):
            if threading.get_ident() != home:
                faults.append("put into the queue")
            super()._put(item)

    arrivals, errors = Watched(), []
    subscribe, let_it_report, _ = library(schedule, errors)
    submission.forward(subscribe, arrivals)
    reporting = asyncio.create_task(let_it_report())
    try:
        async with asyncio.timeout(60):
            for _ in schedule:
                await arrivals.get()
    except TimeoutError:
        pass
    await reporting
    if errors and not faults:
        faults.append("called the loop")
    return sorted(set(faults))


@scenario
async def ask_from_threads(submission, questions, seconds):
    """What each thread that asked was given, at which second, and on which loop the answers were made.

    Debug mode notices calls from other threads that are not made for that.
    """
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loops = []

    async def answer(question):
        loops.append("the loop given" if asyncio.get_running_loop() is loop else "another loop")
        await asyncio.sleep(seconds)
        if not question:
            raise ValueError("no question")
        return f"{question}!"

    def in_a_thread(question):
        try:
            got = submission.ask(answer, question, loop)
            got = got if isinstance(got, str | None) else f"a {type(got).__name__}"
        except Exception as error:
            got = f"{type(error).__name__} was raised"
        return got, loop.time()

    answers = await asyncio.gather(*(asyncio.to_thread(in_a_thread, question) for question in questions))
    return {"answers": answers, "loops": sorted(set(loops))}


def part(seen, name):
    return seen.value.get(name) if isinstance(seen.value, dict) else None


def test_items_arrive(run):
    seen = run(receive, schedule=[(1, "red"), (0, "green"), (2.5, "blue")])
    assert seen.value == [("red", 1.0), ("green", 1.0), ("blue", 3.5)], (
        "The library called back with `red` and `green` at second 1 and with `blue` at second 3.5. This is what came "
        "out of the queue, each with its second."
    )


def test_left_to_the_loop(run):
    seen = run(receive_strictly, schedule=[(1, "red"), (0, "green"), (2.5, "blue")])
    assert seen.value == [], (
        "The library's thread must only hand the item to the loop, by a call made for that. This is what your "
        "callback did in that thread."
    )


def test_ask_returns_the_result(run):
    assert part(run(ask_from_threads, questions=["who"], seconds=2), "answers") == [("who!", 2.0)], (
        "A thread asked `who`, and `answer` returns `who!` after 2 seconds. This is what `ask` gave it, and when."
    )


def test_answer_runs_on_the_loop(run):
    assert part(run(ask_from_threads, questions=["who"], seconds=1), "loops") == ["the loop given"], (
        "`answer` must run on the loop that `ask` was given. This is where it ran."
    )


def test_ask_raises(run):
    assert part(run(ask_from_threads, questions=[""], seconds=1), "answers") == [("ValueError was raised", 1.0)], (
        "`answer` raised a `ValueError` after 1 second, and `ask` must raise it too. This is what the thread got."
    )


def test_several_ask(run):
    seen = run(ask_from_threads, questions=["who", "where", "when"], seconds=2)
    assert part(seen, "answers") == [("who!", 2.0), ("where!", 2.0), ("when!", 2.0)], (
        "Three threads asked at the same time; each answer takes 2 seconds. This is what they were given, and when."
    )
