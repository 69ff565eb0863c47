# exercise: generator-scheduler
# cause: the exception of the inner generator is sent to the waiting one as a value, instead of being raised there with throw
# line: 22, 26, 35
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    queue = deque((program, None) for program in programs)
    waiters = {}
    outcome = {}
    while queue:
        current, value = queue.popleft()
        try:
            inner = current.send(value)
        except StopIteration as stop:
            outcome[current] = stop.value
        except Exception as error:
            outcome[current] = error
        else:
            if inner is None:
                queue.append((current, None))
            else:
                waiters[inner] = current
                queue.append((inner, None))
            continue
        if current in waiters:
            queue.append((waiters.pop(current), outcome[current]))
    return [outcome[program] for program in programs]


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
