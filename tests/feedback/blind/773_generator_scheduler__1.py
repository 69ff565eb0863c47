# exercise: generator-scheduler
# cause: Whoever has waited is put at the front of the queue and not at its end, so it overtakes all the others.
# line: 38
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    queue = deque((program, None) for program in programs)
    waiting = {}
    results = {}
    while queue:
        program, value = queue.popleft()
        try:
            if isinstance(value, Failure):
                new = program.throw(value.error)
            else:
                new = program.send(value)
        except StopIteration as stop:
            result = stop.value
        except Exception as error:
            result = Failure(error)
        else:
            if new is None:
                queue.append((program, None))
            else:
                waiting[new] = program
                queue.append((new, None))
            continue
        if program in waiting:
            queue.appendleft((waiting.pop(program), result))
        else:
            results[program] = result
    return [
        results[p].error if isinstance(results[p], Failure) else results[p]
        for p in programs
    ]


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
