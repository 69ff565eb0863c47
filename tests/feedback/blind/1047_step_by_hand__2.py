# exercise: step-by-hand
# cause: the first step is taken outside the try, so for a coroutine that asks nothing StopIteration leaves interview instead of the result being returned
# line: 25
import types


@types.coroutine
def ask(question):
    """Await this to ask whoever runs the coroutine."""
    answer = yield question
    return answer


def step(work, answer):
    """One step: (True, the next question) or (False, the result)."""
    try:
        return True, work.send(answer)
    except StopIteration as end:
        return False, end.value


def interview(work, reply):
    """Run the coroutine to its end; reply to its questions."""
    # the first step brings us to the first question
    going_on, said = True, work.send(None)
    while going_on:
        going_on, said = step(work, reply(said))
    return said


async def small_talk():
    name = await ask("Your name?")
    town = await ask("Where do you live, " + name + "?")
    return name + " from " + town


if __name__ == "__main__":
    answers = {"Your name?": "Ada", "Where do you live, Ada?": "London"}
    print(interview(small_talk(), answers.get))
