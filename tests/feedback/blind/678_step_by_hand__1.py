# exercise: step-by-hand
# cause: send(None) is called in every round although the send with the reply already gives the next question, so that question is lost and answered with None.
# line: 18, 19
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    while True:
        try:
            question = work.send(None)
            work.send(reply(question))
        except StopIteration as stop:
            return stop.value


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
