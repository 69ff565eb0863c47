# exercise: step-by-hand
# cause: except Exception catches every error of the coroutine and not only StopIteration, so the caller gets an AttributeError about value instead of the error.
# line: 20, 21
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    answer = None
    while True:
        try:
            question = work.send(answer)
        except Exception as end:
            return end.value
        answer = reply(question)


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
