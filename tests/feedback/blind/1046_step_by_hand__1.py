# exercise: step-by-hand
# cause: the StopIteration itself is returned instead of its attribute value, so the caller gets an exception object and not what the coroutine returned
# line: 21
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
        except StopIteration as result:
            return result
        answer = reply(question)


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
