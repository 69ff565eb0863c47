# exercise: generator-scheduler
# cause: a generator that was handed out is run to its end on the spot, instead of being queued to take turns with the others
# line: 33
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    results = [None] * len(programs)
    queue = deque((index, program, None) for index, program in enumerate(programs))
    while queue:
        index, program, answer = queue.popleft()
        try:
            if isinstance(answer, Failure):
                wanted = program.throw(answer.error)
            else:
                wanted = program.send(answer)
        except StopIteration as stop:
            results[index] = stop.value
        except Exception as error:
            results[index] = error
        else:
            if wanted is None:
                queue.append((index, program, None))
            else:
                [value] = run([wanted])
                if isinstance(value, Exception):
                    value = Failure(value)
                queue.append((index, program, value))
    return results


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
