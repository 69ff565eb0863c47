# exercise: step-by-hand
# cause: send(reply) already returns the next question; it is thrown away, and the next turn answers it with None.
# line: 18, 19
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    try:
        while True:
            question = work.send(None)
            work.send(reply(question))
    except StopIteration as e:
        return e.value


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
