"""Hidden checks of step-by-hand."""

from grader.checks import probe, scenario


@scenario
def count_questions(submission, questions):
    """A coroutine that asks so many questions and returns how often the reply was right."""

    async def work():
        right = 0
        for number in range(questions):
            right += await submission.ask(number) == number * number
        return {"right replies": right}

    return submission.interview(work(), lambda number: number * number)


@scenario
def talk(submission, reply, heard):
    """Questions that depend on the replies, asked by coroutines that await each other."""

    async def ask_twice(question):
        first = await submission.ask(question)
        heard(first)
        second = await submission.ask([question, first])
        heard(second)
        return [first, second]

    async def work():
        name = await ask_twice("name")
        town = await ask_twice("town")
        return [*name, *town]

    return submission.interview(work(), reply)


@scenario
def stumble(submission, questions):
    async def work():
        for number in range(questions):
            await submission.ask(number)
        raise LookupError("lost for words")

    try:
        submission.interview(work(), str)
    except LookupError as error:
        return str(error)
    return "no error"


def test_returns_the_result(run):
    for questions in (2, 0, 5):
        seen = run(count_questions, questions=questions)
        assert seen.value == {"right replies": questions}, (
            f"A coroutine asked {questions} questions. This is what `interview` returned, and what the coroutine "
            "should have returned."
        )


def test_replies_go_in(run):
    reply, heard = probe("reply", sync=True), probe("heard", sync=True)
    run(talk, reply=reply, heard=heard)
    one, two, three, four = reply.results[:4]
    asked = [call.args[0] for call in reply.calls]
    assert asked == ["name", ["name", one], "town", ["town", three]], (
        "The coroutine asked four questions, each second one with the reply before it inside. These are the questions "
        "that `reply` was given."
    )
    came = [call.args[0] for call in heard.calls]
    assert came == [one, two, three, four], "These are the answers that came out of `await ask(...)` in the coroutine."


def test_errors_come_out(run):
    for questions in (0, 2):
        seen = run(stumble, questions=questions)
        assert seen.value == "lost for words", (
            f"A coroutine asked {questions} questions and then raised a `LookupError`, with the text `lost for words`. "
            "This is what reached the caller of `interview`."
        )
