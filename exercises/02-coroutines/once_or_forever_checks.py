"""Hidden checks of once-or-forever."""

import asyncio

from grader.checks import probe, scenario


@scenario
def make_line(log, answers, news_after):
    """A `connect` whose line needs the loop on which it was opened. Some time after that there are news."""

    async def connect():
        loop = asyncio.get_running_loop()
        log("connected")
        if news_after is not None:
            loop.call_later(news_after, log, "news")

        async def line(question):
            log("asked", question)
            answer = loop.create_future()
            loop.call_later(2, answer.set_result, answers[question])
            return await answer

        await asyncio.sleep(1)
        return line

    return connect


@scenario
def ask_the_radio(submission, log, questions, answers, news_after):
    radio = submission.Radio(make_line(log, answers, news_after))
    try:
        return [radio.ask(question) for question in questions]
    finally:
        radio.close()


@scenario
def listen_to_the_radio(submission, log, answers, listen_for):
    radio = submission.Radio(make_line(log, answers, None))
    loop = radio.loop
    try:
        for seconds in listen_for:
            begin = loop.time()
            loop.call_later(seconds, loop.stop)
            radio.listen()
            log("listened", round(loop.time() - begin, 6))
        return radio.ask("still there?")
    finally:
        radio.close()


@scenario
def ask_for_the_weather(submission, reports):
    loops = []

    async def station():
        loops.append(asyncio.get_running_loop())
        await asyncio.sleep(1)
        return reports[len(loops) - 1]

    answers = [submission.weather(station) for _ in reports]
    closed = [loop.is_closed() for loop in loops]
    for loop in loops:
        if not loop.is_closed():
            loop.close()
    return {"answers": answers, "loops made": len(set(map(id, loops))), "closed": closed}


def test_asks_on_one_line(run):
    log = probe("log", sync=True)
    answers = {"who?": "it is me", "where?": "on the roof", "why?": None}
    seen = run(ask_the_radio, log=log, questions=list(answers), answers=answers, news_after=None)
    assert seen.value == list(answers.values()), "Three questions were asked, one after another. These are the answers."
    steps = [call.args for call in log.calls]
    assert steps == [("connected",), ("asked", "who?"), ("asked", "where?"), ("asked", "why?")], (
        "The line must be opened once and then be asked each question once. This is what happened."
    )


def test_loop_goes_on(run):
    log = probe("log", sync=True)
    answers = {"who?": "it is me", "where?": "on the roof", "why?": None}
    run(ask_the_radio, log=log, questions=list(answers), answers=answers, news_after=4)
    steps = [call.args for call in log.calls]
    assert steps == [("connected",), ("asked", "who?"), ("asked", "where?"), ("news",), ("asked", "why?")], (
        "When the line was opened, the loop was asked for a call that was due while the second answer was on its way. "
        "This is what happened."
    )


def test_listens_until_stopped(run):
    log = probe("log", sync=True)
    seen = run(listen_to_the_radio, log=log, answers={"still there?": "yes"}, listen_for=[30, 200])
    listened = [call.args[1:] for call in log.calls if call.args[0] == "listened"]
    assert listened == [(30,), (200,)], (
        "Twice, `listen` was called, and a callback stopped the loop, first after 30 seconds, then after 200. So long "
        "`listen` took."
    )
    assert seen.value == "yes", "After that, `ask` did not return the answer of the line."


def test_weather_leaves_nothing(run):
    seen = run(ask_for_the_weather, reports=["rain", "sun"])
    assert seen.value == {"answers": ["rain", "sun"], "loops made": 2, "closed": [True, True]}, (
        "`weather` was called twice. Each call must return its answer, and use a loop of its own, which is closed "
        "afterwards."
    )
