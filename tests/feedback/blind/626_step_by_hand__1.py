# exercise: step-by-hand
# cause: The first step stands outside the try, so a coroutine that returns without a question lets StopIteration escape.
# line: 16, 17
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    question = work.send(None)  # the first step
    try:
        while True:
            question = work.send(reply(question))
    except StopIteration as end:
        return end.value


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
