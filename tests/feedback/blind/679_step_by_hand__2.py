# exercise: step-by-hand
# cause: The first step stands outside of the try, so a coroutine that asks nothing lets StopIteration out instead of its result.
# line: 16
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    question = work.send(None)
    while True:
        try:
            question = work.send(reply(question))
        except StopIteration as done:
            return done.value


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
