# exercise: generator-scheduler
# cause: throw runs the generator on up to its next yield already, but what it hands out there is thrown away and another step with send is made.
# line: 25, 26, 27
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    ready = deque()
    for program in programs:
        ready.append((program, None))
    waits = {}         # generator -> the one who waits for it
    ended = {}
    while ready:
        program, value = ready.popleft()
        try:
            if isinstance(value, Failure):
                program.throw(value.error)
                value = None
            handed_out = program.send(value)
        except StopIteration as end:
            outcome = end.value
        except Exception as error:
            outcome = Failure(error)
        else:
            if handed_out is None:
                ready.append((program, None))
            else:
                waits[handed_out] = program
                ready.append((handed_out, None))
            continue
        waiter = waits.pop(program, None)
        if waiter is None:
            ended[program] = outcome
        else:
            ready.append((waiter, outcome))
    answer = []
    for program in programs:
        outcome = ended[program]
        if isinstance(outcome, Failure):
            outcome = outcome.error
        answer.append(outcome)
    return answer


def count(name, last):
    for number in range(1, last + 1):
        print(name, number)
        yield
    return last


def add_up():
    three = yield count("three", 3)
    two = yield count("two", 2)
    return three + two


if __name__ == "__main__":
    print(run([add_up(), count("four", 4)]))
