# exercise: generator-scheduler
# cause: the exception with which a generator ended is sent to the one that waits like a value, and not thrown, so its yield gives an exception object in place of raising it
# line: 22, 26
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    queue = deque((program, None) for program in programs)
    waiting = {}  # who waits for this generator
    results = {}
    while queue:
        program, value = queue.popleft()
        try:
            handed = program.send(value)
        except StopIteration as end:
            outcome = end.value
        except Exception as error:
            outcome = error
        else:
            if handed is None:
                queue.append((program, None))
            else:
                waiting[handed] = program
                queue.append((handed, None))
            continue
        results[program] = outcome
        if program in waiting:
            queue.append((waiting.pop(program), outcome))
    return [results[program] for program in programs]


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
