# exercise: generator-scheduler
# cause: The exception of a program is sent as a value to the one that waits, instead of being raised there with throw.
# line: 24, 28, 37
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
    parents = {}
    ended = {}
    while ready:
        current, message = ready.popleft()
        try:
            child = current.send(message)
        except StopIteration as stop:
            result = stop.value
        except Exception as error:
            result = error
        else:
            if child is None:
                ready.append((current, None))
            else:
                parents[child] = current
                ready.append((child, None))
            continue
        if current in parents:
            ready.append((parents.pop(current), result))
        else:
            ended[current] = result
    return [ended[program] for program in programs]


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
