# exercise: step-by-hand
# cause: interview does not return the value of the StopIteration
# line: 18, 19
import types


@types.coroutine
def ask(question):
    answer = yield question
    return answer


def interview(work, reply):
    message = None
    while True:
        try:
            question = work.send(message)
        except StopIteration:
            break
        message = reply(question)
